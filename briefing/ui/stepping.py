"""Actions that move within one view: by row, by screen, to its ends."""

from typing import Protocol

from briefing.ui.keyed import Keyed


class Stepped(Protocol):
    """A view with a cursor."""

    def move(self, steps: int) -> None:
        """Move the cursor by some rows or records."""

    def leap(self, screens: float) -> None:
        """Move by a share of the window."""

    def to_end(self, down: bool) -> None:
        """Go to the last row, or the first."""


class Stepping(Keyed):
    """A screen whose keys move the cursor of a view; a subclass says of which one."""

    @property
    def view(self) -> Stepped:
        """The view that has the keyboard."""
        raise NotImplementedError

    def action_move_down(self) -> None:
        """Go to the next row, or to the next record of a pane."""
        self.view.move(1)

    def action_move_up(self) -> None:
        """Go to the row before, or to the record before of a pane."""
        self.view.move(-1)

    def action_scroll_top(self) -> None:
        """Go to the first row."""
        self.view.to_end(down=False)

    def action_scroll_bottom(self) -> None:
        """Go to the last row."""
        self.view.to_end(down=True)

    def action_scroll_down(self) -> None:
        """Scroll half a screen down."""
        self.view.leap(0.5)

    def action_scroll_up(self) -> None:
        """Scroll half a screen up."""
        self.view.leap(-0.5)

    def action_scroll_page_down(self) -> None:
        """Scroll a screen down."""
        self.view.leap(1)

    def action_scroll_page_up(self) -> None:
        """Scroll a screen up."""
        self.view.leap(-1)
