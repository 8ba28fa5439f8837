"""Terminal modes for full-screen use: entering and leaving them.

Pure sequences, shared by what paints the first screen and by the driver.
"""

from typing import NamedTuple

from briefing.terminal.screen.painter import KnownScreen
from briefing.terminal.screen.terminfo import Capabilities
from briefing.terminal.session.restore import Before

LEAST_COLUMNS, LEAST_ROWS = 1, 1
MOST_COLUMNS, MOST_ROWS = 1000, 1000
"""The largest screen that is painted; a terminal that claims more gets this much."""

ASK_SYNCHRONISED = "\x1b[?2026$p"
"""Asks whether the terminal knows synchronised updates (DECRQM)."""
ASK_POSITION = "\x1b[6n"
"""Asks for the cursor position; the answer tells that all before it has been shown."""
MOUSE_ON = "\x1b[?1002;1006h"
"""Clicks, wheel and drags, but no movement without a button."""
MOUSE_OFF = "\x1b[?1002;1006l"
WITHOUT_WRAP_AND_CURSOR = "\x1b[?7;25l"
"""Text beyond the last column stays in it, and the cursor is hidden."""


class Handover(NamedTuple):
    """A terminal that is made ready already and shows something."""

    shown: KnownScreen
    """What it shows."""
    before: Before
    """As it was found, to be put back at the end."""


def enter(capabilities: Capabilities) -> str:
    """Return what opens the screen: no wrapping, no cursor, pastes marked as such."""
    alternate = "\x1b[?1049h" if capabilities.alternate else ""
    return f"{alternate}{WITHOUT_WRAP_AND_CURSOR}\x1b[?2004h"


def leave(capabilities: Capabilities, *, mouse: bool = False, synchronised: bool = False) -> str:
    """Return what undoes `enter`, whatever is painted.

    It begins by ending a sequence and, with `synchronised`, an update that were cut off. The screen
    is blanked even where there is an alternate one: mosh has none and GNU screen is set up without,
    whatever `TERM` says, and what was shown would stay behind the prompt.
    """
    update = "\x1b[?2026l" if synchronised else ""
    close = "\x1b[?1049l" if capabilities.alternate else ""
    mouse_off = MOUSE_OFF if mouse else ""
    return f"\x18{update}\x1b[m\x1b[?2004l{mouse_off}\x1b[H\x1b[2J{close}\x1b[?7;25h"


def capped_size(columns: int, rows: int) -> tuple[int, int]:
    """Return a size that can be painted; 80 by 24 where a terminal does not know its own."""
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        columns, rows = columns or 80, rows or 24
    return min(columns, MOST_COLUMNS), min(rows, MOST_ROWS)
