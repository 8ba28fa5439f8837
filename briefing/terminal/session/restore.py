"""A terminal's settings: saved, changed and restored.

Also where the program can no longer do it in order: after a signal or a crash, in any state. What
the driver sends at an orderly end (`modes.leave`) undoes only what it has switched on.
"""

import os
import sys
import termios
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, NamedTuple

from briefing.text.clean import clean

CrashHook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
"""A `sys.excepthook`."""

LEAVE = (
    "\x1b\\"  # ends a string that was cut off
    "\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[<u\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""Switches off every mode that the reader or its libraries switch on, the screen last."""

STUCK = 0.3
"""Seconds after which a terminal that takes no more bytes is given up."""


class Before(NamedTuple):
    """A terminal as it was before the reader touched it."""

    descriptor: int
    """An open file of the terminal."""
    attributes: tuple[Any, ...]
    """What `tcgetattr` said."""

    @property
    def is_changed(self) -> bool:
        """Whether the terminal's attributes are others now."""
        try:
            return tuple(termios.tcgetattr(self.descriptor)) != self.attributes
        except termios.error:
            return False

    def make_raw(self) -> None:
        """Have keys arrive unechoed as typed, and output go out as written."""
        self._attempt(termios.tcsetattr, termios.TCSANOW, _raw(self.attributes))

    def put_back(self) -> None:
        """Bring back the attributes; a terminal that is gone is left."""
        self._attempt(termios.tcsetattr, termios.TCSANOW, list(self.attributes))

    def restore(self) -> None:
        """Bring back attributes and private modes, whatever state the terminal is in.

        Takes no longer than `STUCK` seconds, and waits for no output.
        """
        # What waits to be read would block what restores.
        self._attempt(termios.tcflush, termios.TCOFLUSH)
        writing = Thread(target=self._write, daemon=True)
        writing.start()
        writing.join(STUCK)
        self.put_back()

    def _attempt(self, function: Any, *arguments: Any) -> None:
        try:
            function(self.descriptor, *arguments)
        except termios.error:
            pass  # the terminal is gone

    def _write(self) -> None:
        data = LEAVE.encode()
        try:
            while data:
                data = data[os.write(self.descriptor, data) :]
        except OSError:
            pass  # the terminal is gone


def remember(descriptor: int) -> Before | None:
    """Return the terminal of an open file as it is now, or None if it is no terminal."""
    try:
        return Before(descriptor, tuple(termios.tcgetattr(descriptor)))
    except termios.error:
        return None


_SIGNAL_KEYS = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
_INPUT_CHANGES = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR


def _raw(attributes: Iterable[Any]) -> list[Any]:
    changed = list(attributes)
    changed[0] &= ~_INPUT_CHANGES
    changed[1] &= ~termios.OPOST
    changed[3] &= ~_SIGNAL_KEYS
    changed[6] = [*changed[6]]
    changed[6][termios.VMIN] = 1
    changed[6][termios.VTIME] = 0
    return changed


def goes_out_as_written(descriptor: int) -> bool:
    """Whether the system leaves line feeds alone on their way to a terminal."""
    try:
        return not termios.tcgetattr(descriptor)[1] & termios.OPOST
    except termios.error:
        return False


def tell_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write a traceback to stderr, safe for a terminal; a `sys.excepthook`."""
    import traceback  # only a crash needs it, and a start would wait for it

    if sys.stderr is not None:
        sys.stderr.write(clean("".join(traceback.format_exception(kind, error, trace))))


def tell_crash_briefly(
    folder: Path | None,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Write one line to stderr and the traceback to `folder`; with that, a `sys.excepthook`."""
    import traceback  # only a crash needs it, and a start would wait for it

    reference = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
    try:
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            text = "".join(traceback.format_exception(kind, error, trace))
            (folder / f"crash-{reference}.txt").write_text(text, "utf-8", "backslashreplace")
    except OSError:
        pass  # the reference alone still tells when it was
    if sys.stderr is not None:
        sys.stderr.write(f"briefing: crashed by an internal error; reference {reference}\n")
