"""The widget for the rows around the panes."""

from collections.abc import Callable

from textual.reactive import reactive

from briefing.ui.widgets.line_view import LineView
from briefing.view.spans import Line


class Bar(LineView, can_focus=False):
    """A few rows that never scroll and take no focus."""

    has_cursor = False
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
