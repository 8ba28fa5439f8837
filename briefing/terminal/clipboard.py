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


def copy(text: str, send: Callable[[str], None], what: str) -> str:
    """Copy cleaned `text`, at most `LIMIT` bytes, by `send`; return a sentence on how it went.

    `what` names the text in it: `copied the quote of Rustem Umerov`.
    """
    text = clean(text)
    size = len(text.encode())
    if size > LIMIT:
        return f"not copied: {size:,} bytes, and terminals take {LIMIT:,}; export it instead"
    if os.environ.get("TMUX") and (answer := _by_tmux(text)) is not None:
        in_tmux = ", within tmux only: its set-clipboard is off" if answer == "off" else ""
        return f"copied {what}{in_tmux}"
    send(text)
    return f"copied {what}, if your terminal lets programs copy"


def _by_tmux(text: str) -> str | None:
    """Load the text into tmux; return its option `set-clipboard`, or None if that failed."""
    try:
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-", ";", "show-options", "-sv", "set-clipboard"],
            input=text.encode(),
            capture_output=True,
            timeout=2.0,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else None
