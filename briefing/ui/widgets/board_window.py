"""Which rows of a table a window shows, and how many lines each of them takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefing.view.board import Board
from briefing.view.spans import Line
from briefing.view.table import place_rows, rows_needed


@dataclass(frozen=True)
class RowWindow:
    """Rows of unequal height in a window; heights are computed when rows come in sight."""

    count: int
    """How many rows there are."""
    room: int
    """Lines of the window."""
    most: int
    """Lines that a row takes at most, before the room that is left is shared out."""
    needs: Callable[[int], int]
    """Returns the lines, at least one, in which a row is shown whole."""

    def _height(self, row: int) -> int:
        return max(1, min(self.needs(row), self.most, self.room))

    def top_for(self, row: int) -> int:
        """Return the first row in sight when `row` is the last one that is wholly in sight."""
        top, room = row, self.room - self._height(row)
        while top > 0 and (height := self._height(top - 1)) <= room:
            top -= 1
            room -= height
        return top

    @cached_property
    def last_top(self) -> int:
        """The first row in sight at the end of the table."""
        return self.top_for(self.count - 1) if self.count else 0

    def laid(self, top: int, first: int) -> list[tuple[int, int]]:
        """Return (row, its lines) of the rows in sight from `top` on.

        Lines that would stand empty below are given to the rows that have more to show, one each in
        turn, to row `first` before the others. The last row may be in sight in part.
        """
        heights: dict[int, int] = {}
        room = self.room
        for row in range(top, self.count):
            if room <= 0:
                break
            heights[row] = min(self._height(row), room)
            room -= heights[row]
        wanting = sorted(heights, key=lambda row: row != first)
        while room > 0 and (wanting := [r for r in wanting if self.needs(r) > heights[r]]):
            for row in wanting[:room]:
                heights[row] += 1
            room -= len(wanting[:room])
        return list(heights.items())


class CellLayout:
    """The cells of a board laid out in rows; what has been laid out is remembered."""

    def __init__(self, board: Board, head: int, *, plain: bool) -> None:
        """Lay out the cells of `board`, with `head` cells for the heads of its rows."""
        self.board = board
        """The board; another one may take its place that says the same."""
        self.rows = lru_cache(maxsize=4096)(self._rows)
        """Returns a cell in just as many rows of just as many cells as asked for."""
        self._head = head
        self._plain = plain
        self._needs = lru_cache(maxsize=4096)(self._rows_needed)

    def needed(self, columns: Sequence[tuple[int, int]], row: int) -> int:
        """Return the lines in which a row is shown whole in `columns`: (number, cells) of each."""
        return max(1, *(self._needs(row, *place) for place in ((-1, self._head), *columns)))

    def _rows(self, row: int, column: int, width: int, rows: int) -> list[Line]:
        return place_rows(self.board, row, column, width, rows, plain=self._plain)

    def _rows_needed(self, row: int, column: int, width: int) -> int:
        return rows_needed(self.board, row, column, width, plain=self._plain)
