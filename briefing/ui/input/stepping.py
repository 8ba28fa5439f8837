"""Moving inside one view: by rows, by screens, to its ends."""

from collections.abc import Callable
from typing import Protocol

from briefing.ui.input.actions import Actions


class Stepped(Protocol):
    """A view with a cursor."""

    def move(self, steps: int) -> None:
        """Move the cursor by some rows or records."""

    def leap(self, screens: float) -> None:
        """Move by a share of the window."""

    def to_end(self, down: bool) -> None:
        """Go to the last row, or the first."""


def stepping(view: Callable[[], Stepped]) -> Actions:
    """Return the actions that move the cursor of what `view` returns: the focused view."""
    return {
        "move.down": lambda: view().move(1),
        "move.up": lambda: view().move(-1),
        "scroll.top": lambda: view().to_end(down=False),
        "scroll.bottom": lambda: view().to_end(down=True),
        "scroll.down": lambda: view().leap(0.5),
        "scroll.up": lambda: view().leap(-0.5),
        "scroll.page-down": lambda: view().leap(1),
        "scroll.page-up": lambda: view().leap(-1),
    }
