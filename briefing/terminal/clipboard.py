"""Copying to the clipboard of the user's own machine, with an honest report.

Inside tmux the text is loaded into a buffer of tmux, which passes it on with its default settings
but drops a program's own sequences; elsewhere it is sent to the terminal (OSC 52), which may or may
not take it and does not answer.
"""

import os
import subprocess
from collections.abc import Callable

from briefing.text.clean import clean

LIMIT = 65_536
"""Bytes that are sent at most; terminals drop or mangle more."""


def copy(text: str, send: Callable[[str], None]) -> str:
    """Copy cleaned `text`, at most `LIMIT` bytes, by `send`; return a sentence on how it went."""
    text = clean(text)
    size = len(text.encode())
    if size > LIMIT:
        return f"too large to copy through the terminal: {size:,} bytes; the limit is {LIMIT:,}"
    if os.environ.get("TMUX") and _by_tmux(text):
        return f"copied to tmux: {size:,} bytes"
    send(text)
    return f"sent to the terminal, which does not confirm copies: {size:,} bytes"


def _by_tmux(text: str) -> bool:
    try:
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],
            input=text.encode(),
            capture_output=True,
            timeout=2.0,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
