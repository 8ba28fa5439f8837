"""Asking the terminal how wide it draws a text: write it, then request the cursor's position."""

import os
import re
import select
import termios
import time
import tty
from collections.abc import Sequence

_REQUEST = "\x1b[6n"
"""DSR 6, answered by CPR (ECMA-48, 8.3.35 and 8.3.14)."""
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_PATIENCE = 1.0
"""Seconds that the answers may take."""


def measure(texts: Sequence[str], terminal: int | None = None) -> list[int] | None:
    """Return the width of each text in cells as the terminal draws it, or None without an answer.

    `terminal` is a descriptor of it, open for reading and writing; by default stdin is, if stderr
    or stdout is a terminal as well. The line that the cursor is on is erased.
    """
    if terminal is None:
        if not os.isatty(0) or not (os.isatty(1) or os.isatty(2)):
            return None
        terminal = 0
    try:
        before = termios.tcgetattr(terminal)
        tty.setraw(terminal, termios.TCSANOW)
    except termios.error:
        return None
    try:
        request = "".join(f"\r{text}{_REQUEST}" for text in texts) + "\r\x1b[K"
        os.write(terminal, request.encode())
        columns = _answers(terminal, len(texts))
    except OSError:
        return None
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return [column - 1 for column in columns] if len(columns) == len(texts) else None


def _answers(terminal: int, wanted: int) -> list[int]:
    """Return the columns that arrive in time, from 1."""
    received, until = b"", time.monotonic() + _PATIENCE
    while len(found := _ANSWER.findall(received)) < wanted:
        left = until - time.monotonic()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            break
        data = os.read(terminal, 1024)
        if not data:
            break
        received += data
    return [int(column) for column in found]
