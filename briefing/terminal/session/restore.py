"""A terminal's settings: saved, changed and restored, also after a signal or a crash, in any state.

At an orderly end `modes.leave` undoes only the modes that were switched on.
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
    """A terminal's settings before the reader's start."""

    descriptor: int
    """An open file of the terminal."""
    attributes: tuple[Any, ...]
    """The result of `tcgetattr`."""

    @property
    def is_changed(self) -> bool:
        """Whether the terminal's attributes have changed."""
        try:
            return tuple(termios.tcgetattr(self.descriptor)) != self.attributes
        except termios.error:
            return False

    def make_raw(self) -> None:
        """Switch off echo, line editing, signal keys and the translation of output."""
        self._attempt(termios.tcsetattr, termios.TCSANOW, _raw(self.attributes))

    def put_back(self) -> None:
        """Restore the attributes, unless the terminal is closed."""
        self._attempt(termios.tcsetattr, termios.TCSANOW, list(self.attributes))

    def restore(self) -> None:
        """Restore attributes and private modes from any state, within `STUCK` seconds."""
        # Output that waits to be read would block the restoring sequences.
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
    """Return the present settings of an open file's terminal, or None if it is not one."""
    try:
        return Before(descriptor, tuple(termios.tcgetattr(descriptor)))
    except termios.error:
        return None


_SIGNAL_KEYS = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
_INPUT_CHANGES = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR


def _raw(attributes: Iterable[Any]) -> list[Any]:
    flags_in, flags_out, control, local, *speeds, characters = attributes
    characters = [*characters]
    characters[termios.VMIN], characters[termios.VTIME] = 1, 0
    flags_in, flags_out = flags_in & ~_INPUT_CHANGES, flags_out & ~termios.OPOST
    return [flags_in, flags_out, control, local & ~_SIGNAL_KEYS, *speeds, characters]


def _traceback(error: BaseException) -> str:
    import traceback  # only a crash needs it, and a start would wait for it

    return "".join(traceback.format_exception(error))


def goes_out_as_written(descriptor: int) -> bool:
    """Whether the system passes line feeds to a terminal unchanged."""
    try:
        return not termios.tcgetattr(descriptor)[1] & termios.OPOST
    except termios.error:
        return False


def tell_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write a traceback to stderr, safe for a terminal; a `sys.excepthook`."""
    if sys.stderr is not None:
        sys.stderr.write(clean(_traceback(error)))


def tell_crash_briefly(
    folder: Path | None,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Write one line to stderr and the traceback to `folder`; with that, a `sys.excepthook`."""
    reference = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
    try:
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = folder / f"crash-{reference}.txt"
            path.write_text(_traceback(error), "utf-8", "backslashreplace")
    except OSError:
        pass  # the reference alone still gives the time
    if sys.stderr is not None:
        sys.stderr.write(f"briefing: crashed by an internal error; reference {reference}\n")
