"""The screen of a board: its commands, and its refresh when the files have changed."""

from typing import NamedTuple

from textual import on

from briefing.errors import BriefingError
from briefing.library import Library
from briefing.text.clean import clean
from briefing.ui.input.actions import action_table, stepping
from briefing.ui.input.bookmarks import Bookmarks
from briefing.ui.input.line_edit import LineEdit
from briefing.ui.options import Options
from briefing.ui.screens.board_host import BoardHost
from briefing.ui.screens.board_navigation import BoardNavigation
from briefing.ui.screens.board_text import BoardCopying, CellSearch
from briefing.ui.screens.program_actions import ProgramActions
from briefing.ui.trail import Trail
from briefing.ui.widgets.board_refresh import MemoisedBoard
from briefing.ui.widgets.line_view import LineView, click
from briefing.view.board import Board
from briefing.view.board.board_ref import BoardRef
from briefing.view.board.neighbours import Neighbours


class _Renewed(NamedTuple):
    gone: str
    """Why the board no longer exists; empty for one that does."""
    known: MemoisedBoard | None = None
    """The board now."""
    same: bool = False
    """Whether it says the same as before."""
    neighbours: Neighbours = Neighbours()
    """The boards before and after it now."""


class BoardScreen(BoardHost):
    """Shows a board; it closes with the record to open, or with the spot to go back to."""

    def __init__(
        self,
        library: Library,
        made: tuple[BoardRef, Board, Neighbours],
        options: Options,
        trail: Trail,
    ) -> None:
        """Show a board that was `made`; `trail` leads on and back."""
        super().__init__(library, *made, options)
        self._reported = ""
        navigation = BoardNavigation(self, trail)
        search = CellSearch(self)
        self.lacking = lambda: (*search.lacking(), *trail.lacking(self.spot()))
        self.actions = action_table(
            stepping(lambda: self.whole_cell if self.zoomed else self.view, self.keys),
            ProgramActions(self).actions,
            navigation.actions,
            Bookmarks(self, trail, self.spot, navigation.go_to_mark).actions,
            search.actions,
            BoardCopying(self).actions,
        )

    @on(LineView.Clicked)
    def _was_clicked(self, event: LineView.Clicked) -> None:
        if self.takes_text:
            self.query_one(LineEdit).focus()  # the button has given the keyboard to the view
        elif click(event.view, event.x, event.y):
            self.do("open")

    def files_were_read(self) -> None:
        """Refresh the board, with the cursor on the same thing, if it can still be made."""
        table, before = self.opened, self.known
        self.background.run(
            lambda: self._now(table, before), lambda now: self._take(table, before, now)
        )

    def _now(self, table: BoardRef, before: MemoisedBoard) -> "_Renewed":
        """Return the board as it is now, or why it no longer exists.

        It reads the catalogue: for a worker thread.
        """
        try:
            if gone := self._gone(table):
                return _Renewed(gone)
            known = MemoisedBoard(self.library.boards.board(table))
            same = before.says_the_same(known)
            return _Renewed("", known, same, self.library.boards.neighbours(table))
        except BriefingError as error:
            return _Renewed(clean(str(error), line=True))

    def _gone(self, table: BoardRef) -> str:
        """Return a message if the brief of the board no longer exists, or has left its process."""
        if table.kind == "notes":
            return ""
        row = self.library.catalogue.row_of(table.brief)
        if row is None:
            return f"{table.brief} no longer exists"
        if row.process != table.process and table.kind != "since":
            return f"{table.brief} is no longer a round of {table.process}"
        return ""

    def _take(self, table: BoardRef, before: MemoisedBoard, now: "_Renewed") -> None:
        """Show the refreshed board, unless another one was opened meanwhile."""
        gone, known, same, neighbours = now
        if table != self.opened or before is not self.known:
            return
        if known is None:
            before.end()
            self._report(f"{gone}; the board is unchanged")
            return
        self.known = known
        if neighbours != self.neighbours:
            self.neighbours = neighbours
            self.draw_footer()
        if same:
            self.view.swap(known.board, redraw=not before.is_whole)
            if not before.is_whole:
                self.draw()
            self._report("")
        else:
            self.view.renew(known.board, table.kind)
            self.draw()
            self._report("the files have changed")

    def _report(self, message: str) -> None:
        if self.query("#footer") and (message or self.note == self._reported):
            self.note = message
        self._reported = message
