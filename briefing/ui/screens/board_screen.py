"""The screen of a board: the table, all of what the cell under the cursor says, the keys.

The board is refreshed when the files have changed.
"""

from dataclasses import replace

from textual import events
from textual.app import ComposeResult

from briefing.commands import Where
from briefing.errors import BriefingError
from briefing.library import Library
from briefing.text.clean import clean
from briefing.ui.input.actions import action_table
from briefing.ui.input.command_screen import CommandScreen, Footer
from briefing.ui.input.stepping import stepping
from briefing.ui.options import Options
from briefing.ui.screens.board_detail import BoardDetail, foot_height
from briefing.ui.screens.board_navigation import BoardNavigation
from briefing.ui.screens.board_text import BoardCopying, CellSearch
from briefing.ui.screens.program_actions import ProgramActions
from briefing.ui.trail import Spot, Trail
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.board_refresh import MemoisedBoard
from briefing.ui.widgets.board_view import BoardView
from briefing.view.board import Board
from briefing.view.board.board_ref import BoardRef
from briefing.view.spans import Line, Span, justify


class BoardScreen(CommandScreen):
    """Shows a board; it closes with the record to open, or with the spot to go back to."""

    def __init__(
        self, library: Library, table: BoardRef, board: Board, options: Options, trail: Trail
    ) -> None:
        """Show `board`, which is the one that `table` names; `trail` leads on and back."""
        super().__init__(library, options)
        self.opened = table
        """The board by name, with the cell that was asked for."""
        self._known = MemoisedBoard(board)
        self._reported = ""
        self.view = BoardView(self._known.board)
        """The table."""
        self.actions = action_table(
            stepping(lambda: self.view),
            ProgramActions(self).actions,
            BoardNavigation(self, library, trail).actions,
            CellSearch(self).actions,
            BoardCopying(self, library.catalogue.row_of).actions,
        )

    @property
    def board(self) -> Board:
        """What is shown."""
        return self._known.board

    @property
    def detail(self) -> BoardDetail:
        """What the cursor is on, in words."""
        return BoardDetail(self.view, self.opened.kind, self.signs)

    @property
    def place(self) -> Where:
        """Where commands are looked up."""
        return "board"

    def spot(self) -> Spot:
        """Return where the reader is now."""
        table = replace(self.opened, line=self.view.line, column=self.view.column)
        return Spot(None, -1, table=table)

    def compose(self) -> ComposeResult:
        """Lay out title, table, detail and keys."""
        yield Bar(id="board-title")
        yield self.view
        yield Bar(id="detail")
        yield Footer().data_bind(BoardScreen.note, BoardScreen.complaint, BoardScreen.progress)

    def on_mount(self) -> None:
        """Put the cursor where it was."""
        if not self.is_attached:
            return  # the reader is ending
        self.view.focus()
        self.view.go(self.opened.line, self.opened.column)
        self.watch(self.view, "line", self._draw, init=False)
        self.watch(self.view, "column", self._draw, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Draw the rows around the table for another width."""
        self.call_after_refresh(self._draw)

    def give_keyboard_back(self) -> None:
        """Focus the table."""
        self.view.focus()

    def show(self, table: BoardRef, board: Board) -> None:
        """Show another board in place of this one."""
        self.opened, self._known = table, MemoisedBoard(board)
        self.view.show_board(self.board)
        self.view.go(table.line, table.column)
        self._draw()

    def _draw(self) -> None:
        if not self.query(BoardView):
            return  # it has been left since this was asked for
        width, height = self.size.width, foot_height(self.size.height)
        place = f"{self.view.line + 1}/{self.board.height}" if self.board.height else ""
        named: Line = (Span(f" {self.board.title}", "title"),)
        if self.opened.kind in ("process", "matrix") and self.board.note:
            # What is left out, and what its words mean; other notes are for boards without rows.
            named = (*named, Span(f"  {self.board.note}", "muted"))
        title = justify(named, (Span(place, "muted"),), width)
        self.query_one("#board-title", Bar).lines = (title,)
        bar = self.query_one("#detail", Bar)
        bar.styles.height = height
        bar.lines = tuple(self.detail.rows(max(20, width - 2), height))
        self.draw_footer()

    # --- files that change -----------------------------------------------------------------------

    def files_were_read(self) -> None:
        """Show what the board says now, with the cursor on the same thing.

        A board stays as it was if its brief is gone or it can no longer be made.
        """
        table, before = self.opened, self._known
        self.background.run(
            lambda: self._now(table, before), lambda now: self._take(table, before, *now)
        )

    def _now(
        self, table: BoardRef, before: MemoisedBoard
    ) -> tuple[str, MemoisedBoard | None, bool]:
        """Return why the board is not there any more, or what it says now and whether that is new.

        It is not called where keys are answered.
        """
        try:
            if gone := self._gone(table):
                return gone, None, False
            known = MemoisedBoard(self.library.board(table))
            return "", known, before.says_the_same(known)
        except BriefingError as error:
            return clean(str(error), line=True), None, False

    def _gone(self, table: BoardRef) -> str:
        """Say so if the brief that the board was opened for is not there, or not in its process."""
        row = self.library.catalogue.row_of(table.brief)
        if row is None:
            return f"{table.brief} no longer exists"
        if row.process != table.process and table.kind != "since":
            return f"{table.brief} is no longer a round of {table.process}"
        return ""

    def _take(
        self,
        table: BoardRef,
        before: MemoisedBoard,
        gone: str,
        known: MemoisedBoard | None,
        same: bool,
    ) -> None:
        """Show what has become of the board, unless it has been left for another one."""
        if table != self.opened or before is not self._known:
            return
        if known is None:
            before.end()
            self._report(f"{gone}; the board is unchanged")
            return
        self._known = known
        if same:
            self.view.swap(known.board, redraw=not before.is_whole)
            if not before.is_whole:
                self._draw()
            self._report("")
        else:
            self.view.renew(known.board, table.kind)
            self._draw()
            self._report("the files have changed")

    def _report(self, message: str) -> None:
        if self.query("#footer") and (message or self.note == self._reported):
            self.note = message
        self._reported = message
