"""The whole cell under the cursor of a board, in the rows below the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.text.width import cut
from briefing.ui.widgets.board_view import BoardView
from briefing.view.board import Board, Cell
from briefing.view.board.board_ref import Kind
from briefing.view.signs import Signs
from briefing.view.spans import Line, Span, flow
from briefing.view.table import cut_rows

LISTS: frozenset[Kind] = frozenset({"who", "timeline", "promises", "moved", "since"})
"""Boards with one thing a row: the foot shows the whole row."""
_DETAIL = 4
"""Rows for the cell under the cursor."""
_TALL = 30
"""The foot is higher on a screen of so many rows or more."""


def foot_height(screen_height: int) -> int:
    """Return the rows for the cell under the cursor: more where there is room."""
    return _DETAIL if screen_height < _TALL else _DETAIL + 2


@dataclass(frozen=True, slots=True)
class BoardDetail:
    """What the cursor of a board is on, in words."""

    view: BoardView
    """The table, with its cursor."""
    kind: Kind
    """What board it is."""
    signs: Signs
    """The signs beside the words."""

    @property
    def board(self) -> Board:
        """What the table shows."""
        return self.view.board

    def rows(self, width: int, height: int) -> list[Line]:
        """Return the whole cell, or the row of a list, and the records behind it."""
        cell = self.view.cell
        if cell is None:
            return [self._rule(width), (Span(f" {self.board.note}", "muted"),)]
        dot, lead = f" {self.signs.dot} ", (Span(" "),)
        # At most a row of heads: the cell matters more.
        headed = cut(dot.join(self._heads(cell)), width, ellipsis=self.signs.ellipsis)
        words = [part for _, each in self.shown(cell) for part in each.words]
        text = dot.join(filter(None, (headed, *(words or [self.board.empty]))))
        rows = flow([Span(text)], width, first=lead, rest=lead)
        cited = "  ".join(f"{brief}#{key}" for brief, key in dict.fromkeys(cell.records))
        where = flow([Span(cited, "mark")], width, first=lead, rest=lead) if cited else []
        room = height - 1 - min(len(where), height // 4)
        plain = self.signs.plain
        return [
            self._rule(width),
            *cut_rows(rows, room, width, plain=plain),
            *cut_rows(where, height // 4, width, plain=plain),
        ]

    def _rule(self, width: int) -> Line:
        return (Span(("-" if self.signs.plain else "─") * (width + 2), "muted"),)

    def _heads(self, cell: Cell) -> list[str]:
        """Return what the heads over and beside the cursor say, where that is not in sight.

        Of a place that holds nothing they are all there is.
        """
        if self.kind in LISTS - {"moved"}:
            return []
        if self.board.empty and not cell.text:
            return [self.view.head.text, self.board.columns[self.view.column].text]
        over = [] if self.kind == "moved" else self.view.unseen_column
        return [part for part in (*self.view.unseen_head, *over) if part]

    def shown(self, cell: Cell) -> Sequence[tuple[str, Cell]]:
        """Return the cell under the cursor, or in a list the whole row, with their columns' names.

        The head of a row has no column.
        """
        board, at = self.board, self.view.column
        if self.kind not in LISTS:
            return [(board.columns[at].text if 0 <= at < board.width else "", cell)]
        names = (column.text for column in board.columns)
        return [(name, board.at(self.view.line, n)) for n, name in enumerate(names)]
