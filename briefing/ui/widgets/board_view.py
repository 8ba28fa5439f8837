"""The board widget: frozen header row and column, and a cursor that moves from cell to cell."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from briefing.ui.widgets.board_refresh import RowMapping, column_names, row_names
from briefing.ui.widgets.line_view import LineView
from briefing.view.board import Board, Cell
from briefing.view.board.board_ref import Kind
from briefing.view.compact_table import stair, stair_height
from briefing.view.spans import Line, Span, flow, pad_line
from briefing.view.table import MORE, Measures, head_rows, is_cut, measure, place_rows

_LEAST = 16
"""Cells below which a column that is not the first in sight is left out."""


class BoardView(LineView):
    """Draws the cells of a board that are in sight, and asks for no other."""

    cursor_names = ("line", "column")
    column: reactive[int] = reactive(0, init=False)
    """The column under the cursor, from 0; -1 for the head of the row."""
    line: reactive[int] = reactive(0, init=False)
    """The row under the cursor, from 0."""

    def __init__(self, board: Board) -> None:
        """Show `board`."""
        super().__init__(id="board")
        self.board = board
        self.measures = Measures(0, (), 1)
        self._left = 0
        self._head = 1
        self._heads: list[list[Line]] = []
        self._cells = lru_cache(maxsize=4096)(self._cell_rows)

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        if not self.board.height:
            return None
        if self.column < 0 or not self.board.width:
            return self.board.heads[self.line]
        return self.board.at(self.line, self.column)

    @property
    def head(self) -> Cell:
        """The head of the row under the cursor, or of the nearest row above that has one."""
        line = self.line
        while line and not self.board.heads[line].text:
            line -= 1
        return self.board.heads[line]

    @property
    def unseen_head(self) -> list[str]:
        """The head of the row under the cursor, if it is not wholly in sight."""
        if not self.board.height or self.column < 0:
            return []
        head, size = self.head, self.measures
        if head is not self.board.heads[self.line]:
            return [head.text]
        cut = is_cut(head, size.head, size.rows, plain=self.ascii_only)
        return [head.text, head.detail] if cut else []

    @property
    def unseen_column(self) -> list[str]:
        """The name of the column under the cursor, if it is not wholly in sight."""
        if self.column < 0 or len(self.measures.columns) != self.board.width:
            return []
        name = replace(self.board.columns[self.column], detail="")
        cut = is_cut(name, self.measures.columns[self.column], self._head, plain=self.ascii_only)
        return [name.text] if cut else []

    def show_board(self, board: Board) -> None:
        """Show another board from its first cell."""
        self.board, self._left = board, 0
        self.set_reactive(BoardView.line, 0)
        self.set_reactive(BoardView.column, 0)
        self.lay()

    def swap(self, board: Board, *, redraw: bool) -> None:
        """Show `board`, the same in every cell seen; `redraw` draws it nevertheless."""
        self.board = board
        if redraw:
            self._lay_rows()

    def renew(self, board: Board, kind: Kind) -> None:
        """Show the changed board; the cursor, the rows in sight and the widths stay if they can."""
        before, self.board = self.board, board
        rows = RowMapping(row_names(before, kind), row_names(board, kind))
        columns, old = column_names(board), column_names(before)
        across = RowMapping(old, columns)
        top, part = divmod(round(self.scroll_offset.y), self.measures.rows)
        self.set_reactive(BoardView.line, rows.now(self.line))
        if self.column >= 0:
            self.set_reactive(BoardView.column, across.now(self.column))
        self._left = across.now(self._left)
        if columns != old or not before.height:
            self._measure()
        self._lay_rows(rows.now(top) * self.measures.rows + min(part, self.measures.rows - 1))

    def lay(self) -> None:
        """Measure the columns and show the cell under the cursor."""
        self._measure()
        self._lay_rows()

    on_resize = lay

    def _measure(self) -> None:
        width, height = self.size.width, self.size.height
        if width:
            self.measures = measure(self.board, width - 1, height - 2, plain=self.ascii_only)

    def _lay_rows(self, top: int | None = None) -> None:
        width, height = self.size.width, self.size.height
        if not width:
            return
        self._cells.cache_clear()
        most = 1 if height < 8 else 2 if height < 16 else 3
        self._heads = [
            head_rows(cell, size, most, plain=self.ascii_only)
            for cell, size in zip(self.board.columns, self.measures.columns, strict=True)
        ]
        self._head = max(map(len, self._heads), default=1)
        if self.board.compact and self.measures.columns:
            self._head = stair_height(self.board, self.measures.columns[0])
        self.virtual_size = Size(width, self.row_count())
        if top is not None:
            self.jump(top)
        self._show_cursor()
        self.refresh()

    def row_count(self) -> int:
        """Return how many rows there are, the frozen head row included."""
        return self.board.height * self.measures.rows + self._head

    def _cell_rows(self, row: int, column: int, width: int) -> list[Line]:
        rows = self.measures.rows
        return place_rows(self.board, row, column, width, rows, plain=self.ascii_only)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window; the first one or two are always the head."""
        width = self.size.width
        if len(self.measures.columns) != self.board.width:
            return Strip.blank(width, self.style_of("plain"))
        if not self.board.height:
            return self.strip(self._nothing(y), marked=False)
        if y < self._head:
            line, row = self._head_row(y), -1
        else:
            number = y - self._head + self.scroll_offset.y
            row = number // self.measures.rows
            if row >= self.board.height:
                return Strip.blank(width, self.style_of("plain"))
            line = self._row(row, number % self.measures.rows)
        return self.strip(line, marked=row == self.line)

    def _nothing(self, y: int) -> Line:
        rows = flow([Span(self.board.nothing)], max(1, self.size.width - 2))
        return rows[y - 1] if 0 < y <= len(rows) else ()

    def _visible(self) -> list[tuple[int, int]]:
        """Return (column, cells) of the columns in sight beside the frozen one."""
        gap = self.measures.gap
        room = self.size.width - 1 - self.measures.head - gap
        columns: list[tuple[int, int]] = []
        for column in range(self._left, self.board.width):
            needed = self.measures.columns[column]
            # Room for the number of columns further right.
            left = room - (MORE if column + 1 < self.board.width else 0)
            width = min(needed, max(left, 0))
            if columns and width < min(needed, _LEAST):
                break
            width = max(width, min(needed, 4))
            columns.append((column, width))
            room -= width + gap
        return columns

    def _head_row(self, part: int) -> Line:
        """Return a row of the frozen head: what the columns are, and how many are out of sight."""
        left = f"  +{self._left}" if self._left else ""
        corner = (Span(self.board.corner, "label"), Span(left, "muted")) if not part else ()
        line = [*pad_line(corner, self.measures.head)]
        visible = self._visible()
        more = self.board.width - (visible[-1][0] + 1 if visible else 0)
        if self.board.compact:
            return (*line, *self._stair_row(part, [column for column, _ in visible], more))
        for column, width in visible:
            role = "strong" if column == self.column else "label"
            rows = self._heads[column]
            row = rows[part] if part < len(rows) else ()
            row = tuple(s._replace(role=role) for s in row)
            line += [Span(" " * self.measures.gap), *pad_line(row, width)]
        if more and not part:
            line.append(Span(f" +{more}", "muted"))
        return tuple(line)

    def _stair_row(self, part: int, seen: Sequence[int], more: int) -> Line:
        """Return a row of short heads, and in the first one how many columns are further right."""
        right = f" +{more}" if more else ""
        room = self.size.width - 1 - self.measures.head - len(right)
        width = self.measures.columns[0]
        rows = stair(self.board, width, seen, room, current=self.column, plain=self.ascii_only)
        return (*rows[part], Span("" if part else right, "muted"))

    def _row(self, row: int, part: int) -> Line:
        line = [*self._marked(self._cells(row, -1, self.measures.head)[part], row, -1)]
        for column, width in self._visible():
            content = self._cells(row, column, width)[part]
            line += [Span(" " * self.measures.gap), *self._marked(content, row, column)]
        return tuple(line)

    def _marked(self, line: Line, row: int, column: int) -> Line:
        """Return the line of a cell, reversed if the cursor is on it."""
        if (row, column) != (self.line, self.column):
            return line
        every = self.board.compact  # where an empty place is two cells wide
        return tuple(
            span._replace(role="here") if every or span.text.strip() else span for span in line
        )

    # --- the cursor ------------------------------------------------------------------------------

    def validate_line(self, value: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(value, self.board.height - 1))

    def validate_column(self, value: int) -> int:
        """Keep the cursor on a column."""
        return max(-1, min(value, self.board.width - 1))

    def _show_cursor(self) -> None:
        if len(self.measures.columns) != self.board.width:
            return  # nothing has been laid out yet; laying out shows the cursor
        rows = self.measures.rows
        top, height = self.scroll_offset.y, max(1, self.size.height - self._head)
        if self.line * rows < top:
            self.jump(self.line * rows)
        elif (self.line + 1) * rows > top + height:
            self.jump((self.line + 1) * rows - height)
        if 0 <= self.column < self._left:
            self._left = self.column
        while self.column > self._left and self.column not in dict(self._whole()):
            self._left += 1
        self.refresh()

    watch_line = watch_column = _show_cursor

    def _whole(self) -> list[tuple[int, int]]:
        return [(c, w) for c, w in self._visible() if w == self.measures.columns[c]] or (
            self._visible()[:1]
        )

    def place_at(self, x: int, y: int) -> tuple[int, ...] | None:
        """Return the row and the column of the cell at a place."""
        line = (y - self._head + self.scroll_offset.y) // self.measures.rows
        if y < self._head or not 0 <= line < self.board.height:
            return None
        column, left = -1, 1 + self.measures.head
        for number, width in self._visible():
            if x >= left:
                column = number
            left += self.measures.gap + width
        return line, column

    def follow_window(self, *, down: bool) -> None:
        """Put the cursor on the nearest row that is wholly in sight."""
        rows, top = self.measures.rows, self.scroll_offset.y
        last = (top + max(1, self.size.height - self._head)) // rows - 1
        self.line = max(-(-top // rows), min(self.line, last))

    def move(self, steps: int) -> None:
        """Go to another row."""
        self.line += steps

    def move_aside(self, steps: int) -> None:
        """Go to another column."""
        self.column += steps

    def to_number(self, number: int) -> None:
        """Put the cursor on the row of a number, from 1, or on the last one."""
        self.line = number - 1

    def leap(self, screens: float) -> None:
        """Go on by a share of the window."""
        rows = max(1, self.size.height // self.measures.rows)
        self.line += int(screens * rows) or (1 if screens > 0 else -1)

    def to_end(self, down: bool) -> None:
        """Go to the last row, or the first."""
        self.line = self.board.height - 1 if down else 0

    def go(self, line: int, column: int) -> None:
        """Put the cursor on a cell."""
        self.line, self.column = line, column
