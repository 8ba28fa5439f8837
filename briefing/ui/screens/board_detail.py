"""The whole cell under the cursor of a board, in the rows below the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.text.width import cells, cut
from briefing.ui.widgets.board_view import BoardView
from briefing.view.board import Board, Cell
from briefing.view.board.board_ref import Kind
from briefing.view.signs import Signs
from briefing.view.spans import Line, Span, columns, flow, highlight
from briefing.view.table import cut_rows, detail_rows, tailed, word_rows

LISTS: frozenset[Kind] = frozenset(
    {"who", "issue", "timeline", "promises", "moved", "shifts", "since"}
)
"""Boards with one thing a row: the foot shows the whole row."""
_DETAIL = 4
"""Rows for the cell under the cursor."""
_LOW = 8
"""A screen of fewer rows has none for the foot: the table needs them."""
_TALL = 30
"""The foot is higher on a screen of so many rows or more."""


def foot_height(screen_height: int) -> int:
    """Return the rows for the cell under the cursor: more where there is room, none where least."""
    if screen_height < _LOW:
        return 0
    return min(_DETAIL, screen_height - _LOW + 2) if screen_height < _TALL else _DETAIL + 2


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
        cited = [f"{brief}#{key}" for brief, key in dict.fromkeys(cell.records)]
        kept = min(height // 4, len(packed(cited, width - 1)))
        rows = cut_rows(rows, height - 1 - kept, width, plain=self.signs.plain)
        where = shortened(cited, width - 1, height - 1 - len(rows))
        return [self._rule(width), *rows, *((*lead, Span(text, "mark")) for text in where)]

    def whole(self, width: int) -> list[Line]:
        """Return all that the cell says with what its heads say, or the row of a list; nothing cut.

        `width` is that of the window; a cell of it is left free on either side.
        """
        cell, room = self.view.cell, max(1, width - 2)
        if cell is None:
            return []
        parts = [(title, each) for title, each in self._parts(cell) if each.words]
        beside = self.kind in LISTS  # short titles of columns stand beside what is in them
        wide = max((cells(title) for title, _ in parts), default=0) if beside else 0
        lines: list[Line] = []
        for title, each in parts:
            head: Line = (Span(title, "heading"),)
            left = max(1, room - wide - 2) if beside else room
            each = tailed(each, 0)  # as words
            said = word_rows(each, left, plain=self.signs.plain)
            said += detail_rows(each, left, plain=self.signs.plain)
            if beside:
                lines += columns([[head], said], [wide, left])
            else:
                lines += [*flow(head, room), *said, ()]
        cited = dict.fromkeys(f"{brief}#{key}" for _, each in parts for brief, key in each.records)
        refs = [(Span("  ".join(row), "mark"),) for row in packed(list(cited), room)]
        lit = [tuple(highlight(line, self.view.highlighter)) for line in lines]
        return [(Span(" "), *line) for line in (*lit, *([()] if beside and refs else []), *refs)]

    def _parts(self, cell: Cell) -> list[tuple[str, Cell]]:
        """Return what the cursor is on in parts, each with its title."""
        board, view = self.board, self.view
        if self.kind in LISTS:
            return [(board.corner, view.head), *self.shown(cell)]
        if not 0 <= view.column < board.width:
            return [(board.corner, cell)]
        over = board.columns[view.column]
        title = f"{over.text} {self.signs.dot} {over.detail}" if over.detail else over.text
        said = cell if cell.words else Cell(board.empty, "muted")
        return [(board.corner, view.head._replace(records=())), (title, said)]

    def _rule(self, width: int) -> Line:
        return (Span(("-" if self.signs.plain else "─") * (width + 2), "muted"),)

    def _heads(self, cell: Cell) -> list[str]:
        """Return the heads of the cursor's column and row, where they are not in sight.

        Of a place that holds nothing they are all there is.
        """
        if self.kind in LISTS - {"moved", "shifts"}:
            return []
        if self.board.empty and not cell.text:
            return [self.view.head.text, self.board.columns[self.view.column].text]
        heads = self.view.unseen_heads(of_column=self.kind not in ("moved", "shifts"))
        return [part for part in heads if part]

    def shown(self, cell: Cell) -> Sequence[tuple[str, Cell]]:
        """Return the cell under the cursor, or in a list the whole row, with their columns' names.

        The head of a row has no column.
        """
        board, at = self.board, self.view.column
        if self.kind not in LISTS:
            return [(board.columns[at].text if 0 <= at < board.width else "", cell)]
        names = (column.text for column in board.columns)
        cells = [board.at(self.view.line, n) for n in range(board.width)]
        above = self.view.line
        while self.kind == "shifts" and above and not cells[0].text:
            # What is the same as in the row above stands there alone.
            above -= 1
            cells[0] = board.at(above, 0)
        return list(zip(names, cells, strict=True))


def packed(words: Sequence[str], width: int) -> list[list[str]]:
    """Return `words` in rows of at most `width` cells, two cells apart; none is broken."""
    rows: list[list[str]] = []
    room = -1
    for word in words:
        if (room := room - 2 - cells(word)) < 0:
            rows.append([])
            room = width - cells(word)
        rows[-1].append(word)
    return rows


def shortened(words: Sequence[str], width: int, most: int) -> list[str]:
    """Return `words` in at most `most` rows of `width` cells; `+3` stands for those left out."""
    rows = packed(words, width)
    kept = len(words) if len(rows) <= most else sum(map(len, rows[:most]))
    while 0 < kept < len(words) and len(rows) > most > 0:
        *first, last = words[:kept]
        rows = packed([*first, f"{last} +{len(words) - kept}"], width)
        kept -= 1
    return ["  ".join(row) for row in rows[: max(0, most)]]
