"""The layout of the board screen: the table, the details of the current cell, the footer.

The board is shown anew when the files have changed.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from briefing.commands import Where
from briefing.errors import BriefingError
from briefing.lay import Line, Span, apart, flow
from briefing.page.grid import cut_rows
from briefing.tables import Table
from briefing.text import clean
from briefing.ui.board_view import BoardView
from briefing.ui.chrome import Bar
from briefing.ui.options import Options
from briefing.ui.renewing import Remembered
from briefing.ui.stepping import Stepping
from briefing.ui.trail import Trail
from briefing.width import cut

if TYPE_CHECKING:
    from briefing.boards import Board, Cell
    from briefing.library import Library

_DETAIL = 4
"""Rows for what the cell under the cursor says."""


_TALL = 30
"""The foot is higher on a screen of so many rows or more."""
_LISTS = frozenset({"who", "timeline", "promises", "moved", "since"})
"""Boards whose rows are one thing each, so that the foot tells the whole row."""


class BoardFrame(Stepping):
    """Shows a board; a subclass says what its keys do."""

    def __init__(
        self, library: "Library", table: Table, board: "Board", options: Options, trail: Trail
    ) -> None:
        """Show `board`, which is the one that `table` names; `trail` leads on and back."""
        super().__init__(library, options)
        self._table = table
        self._trail = trail
        self._known = Remembered(board)
        self._view = BoardView(self.board)
        self._wanted = ""
        self._told = ""

    @property
    def board(self) -> "Board":
        """What is shown."""
        return self._known.board

    @property
    def view(self) -> BoardView:
        """The table."""
        return self._view

    @property
    def table(self) -> Table:
        """The board by name, with the cell that the cursor is on."""
        return replace(self._table, line=self.view.line, column=self.view.column)

    @property
    def place(self) -> Where:
        """Where commands are looked up."""
        return "board"

    def compose(self) -> ComposeResult:
        """Lay out title, table, detail and keys."""
        yield Bar(id="board-title")
        yield self.view
        yield Bar(id="detail")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Put the cursor where it was."""
        if not self.is_attached:
            return  # the reader is ending
        self.view.focus()
        self.view.go(self._table.line, self._table.column)
        self.watch(self.view, "line", self._draw, init=False)
        self.watch(self.view, "column", self._draw, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Draw the rows around the table for another width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if not self.query(BoardView):
            return  # it has been left since this was asked for
        width = self.size.width
        place = f"{self.view.line + 1}/{self.board.height}" if self.board.height else ""
        named: Line = (Span(f" {self.board.title}", "title"),)
        if self._table.kind in ("process", "matrix") and self.board.note:
            # What is left out, and what its words mean; other notes are for boards without rows.
            named = (*named, Span(f"  {self.board.note}", "muted"))
        title = apart(named, (Span(place, "muted"),), width)
        self.query_one("#board-title", Bar).lines = (title,)
        detail = self.query_one("#detail", Bar)
        detail.styles.height = self._foot
        detail.lines = tuple(self._detail(max(20, width - 2)))
        self.draw_footer()

    @property
    def _foot(self) -> int:
        """Rows for what the cell under the cursor says: more where there is room."""
        return _DETAIL if self.size.height < _TALL else _DETAIL + 2

    def _detail(self, width: int) -> list[Line]:
        """Return all of what the cell, or the row of a list, says, and where that stands."""
        cell = self.view.cell
        if cell is None:
            return [self._rule(width), (Span(f" {self.board.note}", "muted"),)]
        dot, lead = f" {self.signs.dot} ", (Span(" "),)
        # At most a row of heads: what the cell says matters more.
        headed = cut(dot.join(self._heads(cell)), width, ellipsis=self.signs.ellipsis)
        told = [part for _, each in self._shown(cell) for part in (each.text, each.detail)]
        text = dot.join(filter(None, (headed, *(told if any(told) else [self.board.empty]))))
        rows = flow([Span(text)], width, first=lead, rest=lead)
        cited = "  ".join(f"{brief}#{key}" for brief, key in dict.fromkeys(cell.records))
        where = flow([Span(cited, "mark")], width, first=lead, rest=lead) if cited else []
        room = self._foot - 1 - min(len(where), self._foot // 4)
        plain = self.signs.plain
        return [
            self._rule(width),
            *cut_rows(rows, room, width, plain=plain),
            *cut_rows(where, self._foot // 4, width, plain=plain),
        ]

    def _rule(self, width: int) -> Line:
        return (Span(("-" if self.signs.plain else "─") * (width + 2), "muted"),)

    def _heads(self, cell: "Cell") -> list[str]:
        """Return what the heads over and beside the cursor say, where that is not in sight.

        Of a place that holds nothing they are all there is.
        """
        if self._table.kind in _LISTS - {"moved"}:
            return []
        if self.board.empty and not cell.text:
            return [self.view.head.text, self.board.columns[self.view.column].text]
        over = [] if self._table.kind == "moved" else self.view.unseen_column
        return [part for part in (*self.view.unseen_head, *over) if part]

    def _shown(self, cell: "Cell") -> "list[tuple[str, Cell]]":
        """Return the cell under the cursor, or in a list the whole row, with their columns' names.

        The head of a row has no column.
        """
        board, at = self.board, self.view.column
        if self._table.kind not in _LISTS:
            return [(board.columns[at].text if 0 <= at < board.width else "", cell)]
        names = (column.text for column in board.columns)
        return [(name, board.at(self.view.line, n)) for n, name in enumerate(names)]

    # --- files that change -----------------------------------------------------------------------

    def files_were_read(self) -> None:
        """Show what the board says now, with the cursor on the same thing.

        One whose brief has gone, or that cannot be made any more, stays as it was.
        """
        try:
            gone = self._gone()
            known = self._known if gone else Remembered(self.library.board(self._table))
            same = self._known.says_the_same(known)
        except BriefingError as error:
            gone = clean(str(error), line=True)
        if gone:
            self._known.end()
            self._tell(f"{gone}; the board is unchanged")
        else:
            self._renew(known, same)

    def _gone(self) -> str:
        """Say so if the brief that the board was opened for is not there, or not in its process."""
        table = self._table
        row = self.library.catalogue.row_of(table.brief)
        if row is None:
            return f"{table.brief} no longer exists"
        if row.process != table.process and table.kind != "since":
            return f"{table.brief} is no longer a round of {table.process}"
        return ""

    def _renew(self, known: Remembered, same: bool) -> None:
        """Show the board anew, and say so, if it says something else now."""
        before, self._known = self._known, known
        if same:
            self.view.swap(known.board, anew=not before.is_whole)
            if not before.is_whole:
                self._draw()
            self._tell("")
        else:
            self.view.renew(known.board, self._table.kind)
            self._draw()
            self._tell("the files have changed")

    def _tell(self, told: str) -> None:
        """Say what has become of the board, and no longer what had become of it before."""
        if self.query("#footer") and (told or self.note == self._told):
            self.note = told
        self._told = told
