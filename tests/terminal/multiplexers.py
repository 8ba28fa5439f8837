"""Programs in real tmux, GNU screen and mosh, and what these show of them.

Each runs inside a tmux of its own, which is the terminal that is looked at.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.tools.emulator import Cell, Emulator
from tests.tools.terminal import environment
from tests.tools.waiting import until

KINDS = {
    "tmux": ("tmux",), "screen": ("tmux", "screen"),
    "mosh": ("tmux", "mosh-server", "mosh-client"),
}  # fmt: skip
"""What can stand between, with the programs that must be installed for it."""
_STEADY = 0.6
"""Seconds for which a screen must not change, lest it is on its way to another."""
_SURELY_STEADY = 5.0
_STYLE = re.compile(r"\x1b\[[\d;:]*m")


def missing(kind: str) -> str:
    """Return what this machine lacks to run `kind`, or an empty string."""
    lacks = [name for name in KINDS[kind] if shutil.which(name) is None]
    return f"{' and '.join(lacks)} not installed" if lacks else ""


class Multiplexed:
    """One program in one of `KINDS`, in `columns` by `rows` cells."""

    def __init__(
        self,
        kind: str,
        home: Path,
        command: Sequence[str],
        *,
        term: str,
        columns: int = 100,
        rows: int = 24,
    ) -> None:
        """Start `command` with `TERM=term` and files of its own in `home`."""
        home.mkdir(parents=True, exist_ok=True)
        self._columns, self._rows = columns, rows
        # The paths of sockets must be short, wherever the tests' folder is.
        self._name = "seen"
        self._sockets = tempfile.mkdtemp(prefix="b-")
        folders = {"SCREENDIR": self._sockets, "TMUX_TMPDIR": self._sockets}
        self._environ = environment(home, LC_ALL="C.UTF-8", **folders)
        inner = ["env", f"TERM={term}", *command]
        self._server = 0
        outer = {"tmux": self._tmux, "screen": self._screen, "mosh": self._mosh}[kind](inner)
        size = ["-x", str(columns), "-y", str(rows)]
        self._run("-f", os.devnull, "new-session", "-d", *size, shlex.join(outer))

    def _tmux(self, command: list[str]) -> list[str]:
        return command

    def _screen(self, command: list[str]) -> list[str]:
        return ["screen", "-U", "-c", os.devnull, "-S", self._name, *command]

    def _mosh(self, command: list[str]) -> list[str]:
        told = subprocess.run(
            ["mosh-server", "new", "-i", "127.0.0.1", "-p", "60000:61000", "--", *command],
            env=self._environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True,
        )  # fmt: skip
        self._server = int(re.findall(r"pid = (\d+)", told.stdout + told.stderr)[0])
        port, key = re.findall(r"MOSH CONNECT (\d+) (\S+)", told.stdout)[0]
        return ["env", f"MOSH_KEY={key}", "mosh-client", "127.0.0.1", port]

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._name, "-u", *words],
            env=self._environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self._run("send-keys", *keys)

    def look(self) -> list[list[Cell]]:
        """Return the cells as they are seen now."""
        return self.cells(self.screen_now())

    def look_when_steady(self) -> list[list[Cell]]:
        """Return the cells as they are seen, as soon as they stand still."""
        return look_when_all_are_steady([self])[0]

    def screen_now(self) -> str:
        """Return what is seen now as tmux writes it, with styles."""
        return self._run("capture-pane", "-p", "-e", "-N")

    def cells(self, screen: str) -> list[list[Cell]]:
        """Return the cells of what `screen_now` returned."""
        emulator = Emulator(self._columns, self._rows)
        for y, line in enumerate(screen.splitlines(), 1):
            # tmux says a style once, also where the next cells of it are rows below.
            emulator.write(f"\x1b[{y}H{line}")
        return emulator.look()

    def wait_for(self, text: str) -> None:
        """Wait until `text` is shown."""
        until(lambda: text in self.text(), lambda: f"{text!r}; the screen:\n{self.text()}")

    def text(self) -> str:
        """Return what is shown now, without colours."""
        return self._run("capture-pane", "-p")

    def close(self) -> None:
        """End all that was started."""
        if shutil.which("screen"):
            words = ["screen", "-S", self._name, "-X", "quit"]
            subprocess.run(words, env=self._environ, capture_output=True, check=False)
        self._run("kill-server")
        if self._server:
            with suppress(ProcessLookupError):
                os.kill(self._server, signal.SIGTERM)
        shutil.rmtree(self._sockets, ignore_errors=True)


def look_when_all_are_steady(programs: Sequence[Multiplexed]) -> list[list[list[Cell]]]:
    """Return the cells of several programs, as soon as all of them stand still.

    Where they differ, one may only be slower: they are waited for longer then.
    """
    seen: list[str] = []
    since = time.monotonic()

    def are_steady() -> bool:
        nonlocal seen, since
        screens = [each.screen_now() for each in programs]
        if screens != seen:
            seen, since = screens, time.monotonic()
        texts = {_STYLE.sub("", screen) for screen in screens}
        return time.monotonic() - since > (_STEADY if len(texts) == 1 else _SURELY_STEADY)

    until(are_steady, "screens that stay")
    return [each.cells(screen) for each, screen in zip(programs, seen, strict=True)]
