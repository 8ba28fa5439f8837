"""Pseudo-terminals: what arrives at one, and a program in one of its own."""

import errno
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.tools.emulator import Emulator, Kind
from tests.tools.keys import key_bytes
from tests.tools.waiting import PATIENCE, until

PROGRAM = (sys.executable, "-m", "briefing")
"""The command that starts the reader, as installed for this interpreter."""

_KEPT = ("PATH", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")


MODERN, REPEATING = Kind(), Kind(repeats=True)


class Ended(AssertionError):
    """The program ended before a condition came true; the text shows the screen."""


def environment(home: Path, **extra: str) -> dict[str, str]:
    """Return an environment in which a program finds nobody's settings or state but `home`'s."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    folders = {
        f"XDG_{name}_HOME": str(home / name.lower())
        for name in ("CONFIG", "STATE", "CACHE", "DATA")
    }
    return (
        {"LANG": "C.UTF-8", **kept, "HOME": str(home), "TERM": "xterm-256color"}
        | {"BRIEFING_WELCOME": "0"}  # the card of the first start has its own tests
        | folders
        | extra
    )


class PseudoTerminal:
    """A pseudo-terminal of `rows` × `columns` cells, the bytes that came through it, its screen."""

    def __init__(
        self, rows: int = 24, columns: int = 80, kind: Kind = MODERN, *, answers: bool = True
    ) -> None:
        """Open it; with `answers` the queries of a program are answered."""
        self.emulator = Emulator(columns, rows, kind)
        self.raw = bytearray()
        """Every byte that has come."""
        self._answers = answers
        self.master, self.slave = os.openpty()
        os.set_blocking(self.master, False)
        self._set_size(rows, columns)
        self.attributes = termios.tcgetattr(self.slave)
        """The terminal's attributes (`stty -a`) at the beginning."""

    @property
    def rows(self) -> list[str]:
        """The lines on the screen."""
        return self.emulator.rows

    @property
    def text(self) -> str:
        """The screen as one text."""
        return self.emulator.text

    @property
    def left_on(self) -> frozenset[str]:
        """The private modes that differ from a fresh terminal's; empty when restored."""
        return self.emulator.left_on

    @property
    def restored(self) -> bool:
        """Whether modes and attributes are as they were at the beginning."""
        return not self.left_on and termios.tcgetattr(self.slave) == self.attributes

    def press(self, *keys: str) -> None:
        """Send keys, each a name of `keys` or the text itself."""
        for key in keys:
            self.send(key_bytes(key))

    def send(self, data: bytes) -> None:
        """Send bytes, reading meanwhile so that neither side waits for the other."""
        while data:
            try:
                data = data[os.write(self.master, data) :]
            except BlockingIOError:
                self.read(0.01)

    def resize(self, rows: int, columns: int) -> None:
        """Change the window's size; the kernel notifies the program."""
        self._set_size(rows, columns)
        if rows and columns:
            self.emulator.resize(rows, columns)

    def read(self, wait: float = 0.0) -> int:
        """Show what has come, waiting at most `wait` seconds; return how many bytes came."""
        allowed = self._allowed() if self.master >= 0 else 0
        if allowed <= 0:
            select.select([], [], [], wait)
            return 0
        data = self._receive(allowed) if select.select([self.master], [], [], wait)[0] else b""
        self.raw += data
        answer = self.emulator.feed(data)
        if answer and self._answers:
            self.send(answer)
        return len(data)

    def waiting(self, descriptor: int) -> int:
        """Return how many bytes wait at an end: keys at `slave`, output at `master`."""
        return int.from_bytes(fcntl.ioctl(descriptor, termios.FIONREAD, bytes(4)), sys.byteorder)

    def hang_up(self) -> None:
        """Close the terminal's other end, as a lost connection does."""
        os.close(self.master)
        self.master = -1

    def close(self) -> None:
        """Let go of the terminal."""
        for descriptor in (self.master, self.slave):
            if descriptor >= 0:
                os.close(descriptor)
        self.master = self.slave = -1

    def _set_size(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _allowed(self) -> int:
        """Return how many bytes may be read now."""
        return 65536

    def _receive(self, limit: int) -> bytes:
        try:
            return os.read(self.master, min(65536, limit))
        except BlockingIOError:
            return b""
        except OSError as error:
            if error.errno == errno.EIO:
                return b""
            raise


class Terminal(PseudoTerminal):
    """One program in a terminal of `rows` × `columns` cells, and what a person would see.

    The terminal stays open after the program has ended, so that its attributes can be compared.
    `script` is run by `sh` with the command as `"$@"`: `'exec "$@" <&-'`, `'cat brief | "$@"'`.
    """

    def __init__(
        self,
        command: Sequence[str | os.PathLike[str]],
        *,
        env: Mapping[str, str],
        rows: int = 24,
        columns: int = 80,
        cwd: Path | None = None,
        script: str = 'exec "$@"',
        answers: bool = True,
        bytes_per_second: int | None = None,
        kind: Kind = REPEATING,
    ) -> None:
        """Start `command`; with `bytes_per_second` the wire is as slow as that."""
        self._rate = bytes_per_second
        self._begun = time.monotonic()
        super().__init__(rows, columns, kind, answers=answers)
        name = os.ttyname(self.slave)
        # The first terminal that a session leader opens becomes its controlling terminal.
        self.process = subprocess.Popen(
            ["sh", "-c", f'exec <>"$0" >&0 2>&0\n{script}', name, *command],
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )

    @property
    def pid(self) -> int:
        """The process that was started: the program itself unless `script` does more."""
        return self.process.pid

    def wait_until(self, holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Read until `holds()`; raise `AssertionError` with the screen if it never does."""

        def read(wait: float) -> None:
            alive = self.process.poll() is None
            self.read(wait)
            if not alive and not self.read(wait) and not holds():
                raise Ended(f"ended with {self.process.returncode} before {what}:\n{self.text}")

        until(holds, self._what(what), patience, read)

    def _what(self, what: str) -> Callable[[], str]:
        return lambda: f"{what}; the screen:\n{self.text}"

    def wait_for(self, *texts: str, patience: float = PATIENCE) -> str:
        """Read until all of `texts` are on the screen at once; return the screen."""
        self.wait_until(lambda: all(text in self.text for text in texts), f"{texts!r}", patience)
        return self.text

    def wait_gone(self, text: str, patience: float = PATIENCE) -> str:
        """Read until `text` is no longer on the screen; return the screen."""
        self.wait_until(lambda: text not in self.text, f"{text!r} to go", patience)
        return self.text

    def wait_for_prompt(self, prompt: str) -> None:
        """Read until a shell waits for a command: its prompt is the last thing on the screen.

        What is typed earlier may be dropped by a program that is just ending.
        """
        self.wait_until(lambda: self.text.rstrip().endswith(prompt), f"the prompt {prompt!r}")

    def settle(self, quiet: float = 0.25) -> int:
        """Read until nothing has come for `quiet` seconds; return how many bytes came.

        Raise `AssertionError` if the program never stops painting.
        """
        before, last = len(self.raw), time.monotonic()

        def read(wait: float) -> None:
            nonlocal last
            if self.read(wait):
                last = time.monotonic()

        until(lambda: time.monotonic() - last >= quiet, self._what("silence"), meanwhile=read)
        return len(self.raw) - before

    def signal(self, number: int) -> None:
        """Send a signal to the process that was started."""
        os.kill(self.pid, number)

    def end(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended; return its status as a shell gives it (128 + n)."""
        until(lambda: self.process.poll() is not None, self._what("the end"), patience, self.read)
        while self.read(0.02):
            pass
        status = self.process.returncode
        return 128 - status if status < 0 else status

    def close(self) -> None:
        """End whatever still runs in this terminal, and let go of it."""
        if self.process.poll() is None:
            for number in (signal.SIGCONT, signal.SIGKILL):
                try:
                    os.killpg(self.pid, number)
                except ProcessLookupError:
                    pass
        self.process.wait()
        super().close()

    def _allowed(self) -> int:
        """Return how many bytes may be read now."""
        if self._rate is None:
            return 65536
        return int((time.monotonic() - self._begun) * self._rate) - len(self.raw)
