"""Terminal attributes (termios) for full-screen mode, and their restoration.

Apart from `modes`, as the kept first screen needs nothing else of a terminal.
"""

import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

LEAVE = (
    "\x1b\\"  # ends a string that was cut off
    "\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[<u\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""Switches off every mode that the reader or its libraries switch on, the screen last."""

_SIGNAL_KEYS = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
_INPUT_CHANGES = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR


def raw(attributes: "Iterable[Any]") -> "list[Any]":
    """Return settings under which keys arrive unechoed as typed, and output goes out as written."""
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
