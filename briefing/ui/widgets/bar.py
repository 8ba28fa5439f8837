"""The widget for the rows around the panes."""

from collections.abc import Callable

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip

from briefing.ui.widgets.line_view import LineView
from briefing.view.spans import Line, cut_line, width_of


class Bar(LineView, can_focus=False):
    """A few rows that never scroll and take no focus."""

    lines: reactive[tuple[Line, ...]] = reactive((), init=False)
    """What is shown."""
    _lay: Callable[[int], tuple[Line, ...]] | None = None

    def lay_out(self, lay: Callable[[int], tuple[Line, ...]]) -> None:
        """Show what `lay` returns for the width there is, now and after every change of it."""
        self._lay = lay
        self.on_resize()

    def on_resize(self) -> None:
        """Lay out for another width."""
        if self._lay is not None and self.size.width:
            self.lines = self._lay(self.size.width)

    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self.lines)

    def row(self, number: int) -> Line:
        """Return one row."""
        return self.lines[number]

    def render_line(self, y: int) -> Strip:
        """Draw one row without a cursor column."""
        if y >= len(self.lines):
            return Strip.blank(self.size.width, self.style_of("plain"))
        width = self.size.width
        line = cut_line(self.lines[y], width)
        segments = [Segment(*self._drawn(span, under=False)) for span in line]
        missing = width - width_of(line)
        return Strip([*segments, Segment(" " * missing, self.style_of("plain"))], width)
