"""Refreshing an open board after files change: whether it differs, and where its rows went."""

from collections import deque
from collections.abc import Hashable, Sequence
from dataclasses import replace

from briefing.view.board import Board, BoardRow, Cell
from briefing.view.board.board_ref import Kind

_MOST = 4096
"""Cells remembered at most; each is computed again to see whether it has changed."""

_GONE = "not seen before the files changed"
"""The text of a cell that can no longer be computed."""


class MemoisedBoard:
    """A board with cells that stay as first seen, whatever happens to the files.

    Cells are computed from the catalogue on demand; after a change it would answer from other
    briefs.
    """

    def __init__(self, board: Board) -> None:
        """Remember the cells of `board` that are shown."""
        self.board = replace(board, at=self._at)
        """The board to show."""
        self.is_whole = True
        """Whether every cell that has been seen is remembered, so that nothing else is in sight."""
        self._ask = board.at
        self._seen: dict[tuple[int, int], Cell] = {}
        self._is_ended = False

    def _at(self, row: int, column: int) -> Cell:
        cell = self._seen.get((row, column))
        return cell if cell is not None else self._first_seen(row, column)

    def _first_seen(self, row: int, column: int) -> Cell:
        if self._is_ended:
            return Cell(_GONE, "muted")
        if len(self._seen) >= _MOST:
            self._seen.clear()
            self.is_whole = False
        cell = self._seen[row, column] = self._ask(row, column)
        return cell

    def end(self) -> None:
        """Compute no more cells: what the board was made from no longer exists."""
        self._is_ended = True
        self.is_whole = False

    def says_the_same(self, other: "MemoisedBoard") -> bool:
        """Whether `other` has the same frame, and all cells that have been seen here.

        A cell that was never shown does not count. `other` remembers these cells as well.
        Another thread may ask while more cells are being seen here.
        """
        mine, theirs = (
            (one.title, one.corner, one.columns, one.heads, one.note, one.empty, one.nothing,
             one.cautions)
            for one in (self.board, other.board)
        )  # fmt: skip
        return mine == theirs and all(
            other.board.at(*place) == cell for place, cell in list(self._seen.items())
        )


Name = tuple[Hashable, ...]
"""What identifies a row or column, the surest first; an empty part identifies nothing."""


def row_names(board: Board, kind: Kind) -> list[Name]:
    """Return what the rows of a board of this kind are, wherever they stand.

    Their words and then their records: some are called by their number in the
    brief. Of a process, a matrix and a ledger no more is asked than their heads.
    """
    if kind in ("process", "matrix", "promises"):
        heads = zip(board.heads, _first_words(board, kind), strict=True)
        return [((head.text, words), head.records[:1]) for head, words in heads]
    return [_name_of(row) for row in board.rows()]


def _first_words(board: Board, kind: Kind) -> list[str]:
    """Return the promise that each row of a ledger is about; its head only names the round."""
    lines = range(board.height)
    return [board.at(line, 0).text if kind == "promises" else "" for line in lines]


def _name_of(row: BoardRow) -> Name:
    cells = (row.head, *row.cells)
    records = tuple(cell.records[:1] for cell in row.cells)
    return tuple(cell.text for cell in cells), records if any(records) else row.head.records[:1]


def column_names(board: Board) -> list[Name]:
    """Return what identifies the columns of a board: their brief and their head."""
    return [(column.records[:1], column.text) for column in board.columns]


class RowMapping:
    """Where the rows or columns of a board are now."""

    def __init__(self, before: Sequence[Name], now: Sequence[Name]) -> None:
        """Find those of `before` in `now`: first those that are the same in every part."""
        self._count, self._most = len(before), max(0, len(now) - 1)
        self._places: dict[int, int] = {}
        longest = max(map(len, before), default=0)
        self._match(before, now)
        for part in range(longest):
            self._match([name[part] for name in before], [name[part] for name in now])

    def _match(self, before: Sequence[Hashable], now: Sequence[Hashable]) -> None:
        taken = set(self._places.values())
        free: dict[Hashable, deque[int]] = {}
        for place, name in enumerate(now):
            if name not in ("", ()) and place not in taken:
                free.setdefault(name, deque()).append(place)
        for place, name in enumerate(before):
            if place not in self._places and free.get(name):
                self._places[place] = free[name].popleft()

    def now(self, place: int) -> int:
        """Return where the row at `place` is now, or else the nearest one that is left."""
        for distance in range(self._count):
            for near in (place + distance, place - distance):
                if near in self._places:
                    return self._places[near]
        return min(place, self._most)
