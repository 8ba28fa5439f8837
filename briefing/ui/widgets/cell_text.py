"""The whole text of a cell of a board, over the whole window."""

from collections.abc import Callable, Sequence

from briefing.ui.widgets.line_view import LineView
from briefing.view.spans import Line


class CellText(LineView):
    """Shows the whole cell under the cursor of a board; longer text scrolls."""

    has_cursor = False

    def __init__(
        self, lines: Callable[[int], Sequence[Line]], step: Callable[[int], object]
    ) -> None:
        """Show `lines` for a width; `step` goes to another row of the board."""
        super().__init__(id="cell")
        self._lines = lines
        self._step = step
        self._shown: Sequence[Line] = ()

    def lay(self) -> None:
        """Lay the cell out for the width there is, at the same line as far as there is one."""
        if self.size.width:
            self._shown = self._lines(self.size.width)
            self.fit_rows()
            self.refresh()

    on_resize = lay

    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self._shown)

    def row(self, number: int) -> Line:
        """Return one row."""
        return self._shown[number]

    def move(self, steps: int) -> None:
        """Scroll, or where nothing is left to scroll, go to another row of the board."""
        top = self.top
        self.jump(top + steps)
        if self.top == top:
            self._step(steps)

    def leap(self, screens: float) -> None:
        """Scroll by a share of the window."""
        self.jump(self.top + int(screens * self.size.height))

    def to_end(self, down: bool) -> None:
        """Scroll to the last line, or the first."""
        self.jump(self.row_count() if down else 0)

    def to_number(self, number: int) -> None:
        """Scroll to the line of a number, from 1, or to the last one."""
        self.jump(number - 1)
