"""The widget under the panes: the lines between them, and their titles."""

from collections.abc import Callable

from textual.geometry import Region
from textual.strip import Strip

from briefing.ui.widgets.line_view import LineView
from briefing.view.edges import Framed, frame_row
from briefing.view.signs import ASCII, UNICODE
from briefing.view.spans import Line


class Frame(LineView, can_focus=False):
    """Draws what the panes that lie over it leave free."""

    has_cursor = False

    def __init__(self, panes: Callable[[Region], tuple[Framed, ...]]) -> None:
        """Draw around what `panes` returns: those that lie over a region of the screen."""
        super().__init__(id="frame")
        self._panes_over = panes
        self._panes: tuple[Framed, ...] = ()

    def row_count(self) -> int:
        """Return how many rows there are."""
        return self.size.height

    def row(self, number: int) -> Line:
        """Return one row."""
        signs = ASCII if self.ascii_only else UNICODE
        return frame_row(self._panes, number, self.size.width, signs)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines around the panes."""
        self._panes = self._panes_over(self.region)
        return super().render_lines(crop)

    def number_at(self, x: int, y: int) -> int:
        """Return the number of the pane with its title at a place; 0 for none."""
        return next((p.number for p in self._panes if p.y - 1 == y and p.x <= x < p.x + p.width), 0)

    def draw_titles(self) -> None:
        """Draw the lines that hold titles again."""
        for y in {pane.y - 1 for pane in self._panes if pane.title}:
            self.refresh(Region(0, y, self.size.width, 1))
