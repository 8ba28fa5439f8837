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


class Stepping:
    """Moves the cursor of the view that has the keyboard."""

    def __init__(self, view: Callable[[], Stepped]) -> None:
        """`view` returns the view that has the keyboard."""
        self._view = view

    @property
    def actions(self) -> Actions:
        """What its commands do."""
        return {
            "move.down": lambda: self._view().move(1),
            "move.up": lambda: self._view().move(-1),
            "scroll.top": lambda: self._view().to_end(down=False),
            "scroll.bottom": lambda: self._view().to_end(down=True),
            "scroll.down": lambda: self._view().leap(0.5),
            "scroll.up": lambda: self._view().leap(-0.5),
            "scroll.page-down": lambda: self._view().leap(1),
            "scroll.page-up": lambda: self._view().leap(-1),
        }
