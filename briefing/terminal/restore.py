"""Restoring the terminal, even when the program can no longer exit cleanly."""

import os
import sys
import termios
from threading import Thread
from typing import Any, NamedTuple

from briefing.terminal.attributes import LEAVE

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

    def restore(self, *, modes: bool = True) -> None:
        """Bring back attributes and, with `modes`, private modes; a terminal that is gone is left.

        Takes no longer than `STUCK` seconds, and waits for no output.
        """
        if modes:
            # What waits to be read would block what restores.
            self._attempt(termios.tcflush, termios.TCOFLUSH)
            writing = Thread(target=self._write, daemon=True)
            writing.start()
            writing.join(STUCK)
        self._attempt(termios.tcsetattr, termios.TCSANOW, list(self.attributes))

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


def tell_crash(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Write a traceback to stderr, safe for a terminal; a `sys.excepthook`."""
    import traceback

    from briefing.text import clean

    if sys.stderr is not None:
        sys.stderr.write(clean("".join(traceback.format_exception(kind, error, trace))))


def tell_crash_briefly(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Write one line to stderr and the traceback to the state folder; a `sys.excepthook`."""
    import time
    import traceback

    from briefing.folders import state_folder

    reference = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
    folder = state_folder()
    try:
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            text = "".join(traceback.format_exception(kind, error, trace))
            (folder / f"crash-{reference}.txt").write_text(text, "utf-8", "backslashreplace")
    except OSError:
        pass  # the reference alone still tells when it was
    if sys.stderr is not None:
        sys.stderr.write(f"briefing: crashed by an internal error; reference {reference}\n")
