"""Terminal modes for full-screen use: entering and leaving them.

Pure sequences, shared by the first screen and the driver.
"""

from typing import NamedTuple

from briefing.terminal.screen.painter import KnownScreen
from briefing.terminal.screen.terminfo import Capabilities
from briefing.terminal.session.restore import Before

MOST_COLUMNS, MOST_ROWS = 1000, 1000
"""The largest screen that is painted; a terminal that claims more gets this much."""

ASK_SYNCHRONISED = "\x1b[?2026$p"
"""Asks whether the terminal knows synchronised updates (DECRQM)."""
ASK_POSITION = "\x1b[6n"
"""Asks for the cursor position; the answer confirms that all before it has been shown."""
MOUSE_ON = "\x1b[?1002;1006h"
"""Clicks, wheel and drags, but no movement without a button."""
MOUSE_OFF = "\x1b[?1002;1006l"
WITHOUT_WRAP_AND_CURSOR = "\x1b[?7;25l"
"""Text beyond the last column stays in it, and the cursor is hidden."""


class Handover(NamedTuple):
    """A terminal that is ready already and shows a screen."""

    shown: KnownScreen
    """Its screen."""
    before: Before
    """Its attributes before, to be restored at the end."""


def enter(capabilities: Capabilities) -> str:
    """Return the sequences that open the screen: no wrapping, no cursor, bracketed pastes."""
    alternate = "\x1b[?1049h" if capabilities.alternate else ""
    return f"{alternate}{WITHOUT_WRAP_AND_CURSOR}\x1b[?2004h"


def leave(capabilities: Capabilities, *, mouse: bool = False, synchronised: bool = False) -> str:
    """Return the sequences that undo `enter`, whatever is painted.

    They first end a sequence and, with `synchronised`, an update that were cut off. The screen is
    blanked even where `TERM` has an alternate one: mosh has none and GNU screen is set up without,
    and the screen would stay behind the prompt.
    """
    update = "\x1b[?2026l" if synchronised else ""
    close = "\x1b[?1049l" if capabilities.alternate else ""
    mouse_off = MOUSE_OFF if mouse else ""
    return f"\x18{update}\x1b[m\x1b[?2004l{mouse_off}\x1b[H\x1b[2J{close}\x1b[?7;25h"


def capped_size(columns: int, rows: int) -> tuple[int, int]:
    """Return a size that can be painted; 80 by 24 where a terminal does not know its own."""
    return min(columns or 80, MOST_COLUMNS), min(rows or 24, MOST_ROWS)
