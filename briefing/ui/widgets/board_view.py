"""The board widget: frozen header row and column, and a cursor that moves from cell to cell."""

from collections.abc import Sequence
from functools import partial

from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from briefing.text.ranges import Highlighter, no_highlight
from briefing.ui.widgets.board_refresh import RowMapping, column_names, row_names
from briefing.ui.widgets.board_window import CellLayout, RowWindow
from briefing.ui.widgets.line_view import LineView
from briefing.view.board import Board, Cell
from briefing.view.board.board_ref import Kind
from briefing.view.compact_table import stair, stair_height
from briefing.view.spans import Line, Span, flow, highlight, pad_line
from briefing.view.table import MORE, Measures, head_rows, is_cut, measure

_LEAST = 16
"""Cells below which a column that is not the first in sight is left out."""


class BoardView(LineView):
    """Draws the cells of a board that are in sight, and asks for no other."""

    cursor_names = ("line", "column")
    column: reactive[int] = reactive(0, init=False)
    """The column under the cursor, from 0; -1 for the head of the row."""
    line: reactive[int] = reactive(0, init=False)
    """The row under the cursor, from 0."""
    highlighter: reactive[Highlighter] = reactive(lambda: no_highlight, layout=False, init=False)
    """Finds the spans to highlight in each line of a cell."""

    class Shown(Message):
        """The table is on the screen, laid out."""

    def __init__(self, board: Board) -> None:
        """Show `board`."""
        super().__init__(id="board")
        self.board = board
        self.measures = Measures(0, (), 1)
        self.full_height = 0
        """The height for which columns are measured; 0 for that of the widget."""
        self._left = 0
        self._head = 1
        self._heads: list[list[Line]] = []
        self._cells = CellLayout(board, 0, plain=False)
        self._shown: tuple[tuple[object, ...], list[tuple[int, int, int]]] = ((), [])

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

    def unseen_heads(self, *, of_column: bool) -> list[str]:
        """Return the heads of the row and, if asked for, of the column under the cursor.

        Only those that are not wholly in sight. Among signs all are returned: there a row or column
        is easily mistaken for the next.
        """
        if not self.board.height or self.column < 0:
            return []
        head, size, every = self.head, self.measures, self.board.compact
        height = next((rows for row, _, rows in self._in_sight() if row == self.line), size.rows)
        names = []
        if every or head is not self.board.heads[self.line]:
            names = [head.text]
        elif is_cut(head, size.head, height, plain=self.ascii_only):
            names = [head.text, head.detail]
        if of_column and self._is_measured:
            name, width = self.board.columns[self.column]._replace(detail=""), size.columns
            if every or is_cut(name, width[self.column], self._head, plain=self.ascii_only):
                names.append(name.text)
        return names

    def show_board(self, board: Board) -> None:
        """Show another board from its first cell."""
        self.board, self._left = board, 0
        self.set_reactive(BoardView.line, 0)
        self.set_reactive(BoardView.column, 0)
        self.lay()

    def swap(self, board: Board, *, redraw: bool) -> None:
        """Show `board`, the same in every cell seen; `redraw` draws it nevertheless."""
        self.board = self._cells.board = board
        if redraw:
            self._lay_rows()

    def renew(self, board: Board, kind: Kind) -> None:
        """Show the changed board; the cursor, the rows in sight and the widths stay if they can."""
        before, self.board = self.board, board
        rows = RowMapping(row_names(before, kind), row_names(board, kind))
        columns, old = column_names(board), column_names(before)
        across = RowMapping(old, columns)
        top = round(self.scroll_offset.y)
        self.set_reactive(BoardView.line, rows.now(self.line))
        if self.column >= 0:
            self.set_reactive(BoardView.column, across.now(self.column))
        self._left = across.now(self._left)
        if columns != old or not before.height:
            self._measure()
        self._lay_rows(rows.now(top))

    def lay(self) -> None:
        """Measure the columns and show the cell under the cursor."""
        self._measure()
        self._lay_rows()

    on_resize = lay

    def on_show(self) -> None:
        """Report that the table is laid out where it was hidden."""
        self.post_message(self.Shown())

    @property
    def _is_measured(self) -> bool:
        return len(self.measures.columns) == self.board.width

    def _measure(self) -> None:
        width, height = self.size.width, self.full_height or self.size.height
        if width:
            self.measures = measure(self.board, width - 1, height - 2, plain=self.ascii_only)

    def _lay_rows(self, top: int | None = None) -> None:
        width, height = self.size.width, self.size.height
        if not width:
            return
        self._cells = CellLayout(self.board, self.measures.head, plain=self.ascii_only)
        self._shown = ((), [])
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

    # --- the rows in sight: a step of the scroll position is a row of the board ------------------

    def row_count(self) -> int:
        """Return the rows that can be scrolled by and the lines of the window."""
        return max(0, self.board.height - 1) + self.size.height

    def validate_scroll_y(self, value: float) -> float:
        """Scroll no further than to where the last row is whole."""
        value = super().validate_scroll_y(value)
        if not value or not self._is_measured:
            return value
        window = self._window()
        # A row takes a line at least: far from the end, the rows there need not be asked for.
        return value if value < window.count - window.room else min(value, window.last_top)

    validate_scroll_target_y = validate_scroll_y

    def _window(self) -> RowWindow:
        """Return the rows of the board as they lie in the window below the head."""
        columns = tuple(self._visible())
        room = max(1, self.size.height - self._head)
        needs = partial(self._cells.needed, columns)
        return RowWindow(self.board.height, room, self.measures.rows, needs)

    def needed_height(self, most: int) -> int:
        """Return the lines that show head and rows whole, or more than `most` if those need more.

        No more rows are asked for than have room in `most` lines.
        """
        if not self.board.height or not self._is_measured:
            return most
        columns, lines = tuple(self._visible()), self._head + self.board.height
        for row in range(self.board.height):
            if lines > most:
                break
            lines += self._cells.needed(columns, row) - 1
        return lines

    def _in_sight(self) -> list[tuple[int, int, int]]:
        """Return (row, line within it, its lines) of each line below the head."""
        if not self._is_measured:
            return []
        key = (self.scroll_offset.y, self.line, self._left, self.size)
        if self._shown[0] != key:
            laid = self._window().laid(round(self.scroll_offset.y), self.line)
            self._shown = (key, [(row, n, rows) for row, rows in laid for n in range(rows)])
        return self._shown[1]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window; the first ones are always the head."""
        width = self.size.width
        if not self._is_measured:
            return Strip.blank(width, self.style_of("plain"))
        if not self.board.height:
            rows = ((), *flow([Span(self.board.nothing)], max(1, width - 2)))
            return self.strip(rows[y] if y < len(rows) else (), marked=False)
        if y < self._head:
            line, row = self._head_row(y), -1
        else:
            in_sight = self._in_sight()
            if y - self._head >= len(in_sight):
                return Strip.blank(width, self.style_of("plain"))
            row, part, height = in_sight[y - self._head]
            line = self._row(row, part, height)
        return self.strip(line, marked=row == self.line)

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

    def _row(self, row: int, part: int, rows: int) -> Line:
        line = [*self._marked(self._cells.rows(row, -1, self.measures.head, rows)[part], row, -1)]
        for column, width in self._visible():
            content = self._cells.rows(row, column, width, rows)[part]
            line += [Span(" " * self.measures.gap), *self._marked(content, row, column)]
        return tuple(line)

    def _marked(self, line: Line, row: int, column: int) -> Line:
        """Return the line of a cell with its hits, reversed if the cursor is on it."""
        line = tuple(highlight(line, self.highlighter))
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
        if not self._is_measured:
            return  # nothing has been laid out yet; laying out shows the cursor
        if 0 <= self.column < self._left:
            self._left = self.column
        while self.column > self._left:
            visible, wanted = dict(self._visible()), self.measures.columns[self.column]
            if visible.get(self.column) == wanted:
                break
            self._left += 1
        if self.board.height:
            top, lowest = round(self.scroll_offset.y), self._window().top_for(self.line)
            if not lowest <= top <= self.line:
                self.jump(lowest if top < lowest else self.line)
        self.refresh()

    watch_line = watch_column = _show_cursor

    def place_at(self, x: int, y: int) -> tuple[int, ...] | None:
        """Return the row and the column of the cell at a place."""
        in_sight = self._in_sight()
        if not 0 <= y - self._head < len(in_sight):
            return None
        column, left = -1, 1 + self.measures.head
        for number, width in self._visible():
            if x >= left:
                column = number
            left += self.measures.gap + width
        return in_sight[y - self._head][0], column

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the cell under the cursor begins."""
        corner = self.content_region.offset
        if not self._is_measured:
            return corner
        rows = (n for n, (row, _, _) in enumerate(self._in_sight()) if row == self.line)
        y = self._head + next(rows, 0)
        left = 1 + self.measures.head + self.measures.gap
        for number, width in self._visible():
            if number == self.column:
                return corner + Offset(left, y)
            left += width + self.measures.gap
        return corner + Offset(0, y)

    def follow_window(self, *, down: bool) -> None:
        """Put the cursor on the nearest row that is wholly in sight."""
        top, window = round(self.scroll_offset.y), self._window()
        whole = [row for row, _ in window.laid(top, top) if window.top_for(row) <= top]
        self.line = max(top, min(self.line, max(whole, default=top)))

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
        rows = len({row for row, _, _ in self._in_sight()})
        self.line += int(screens * rows) or (1 if screens > 0 else -1)

    def to_end(self, down: bool) -> None:
        """Go to the last row, or the first."""
        self.line = self.board.height - 1 if down else 0

    def go(self, line: int, column: int) -> None:
        """Put the cursor on a cell."""
        self.line, self.column = line, column
