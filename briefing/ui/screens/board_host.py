"""The state of a board's screen, which its parts share, and how a board is made for it."""

from collections.abc import Sequence
from dataclasses import replace

from textual import events
from textual.app import ComposeResult

from briefing.commands import Command, Where
from briefing.errors import NotFound
from briefing.library import Library
from briefing.ui.input.command_screen import CommandScreen
from briefing.ui.options import Options
from briefing.ui.screens.board_detail import BoardDetail, foot_height
from briefing.ui.trail import Spot
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.board_refresh import MemoisedBoard
from briefing.ui.widgets.board_view import BoardView
from briefing.view.board import Board
from briefing.view.board.board_ref import BoardRef
from briefing.view.board.neighbours import Neighbours, unit_of
from briefing.view.spans import Line, Span, cut_line, justify

MadeBoard = tuple[BoardRef, Board, Neighbours] | str
"""A board with its reference and the boards before and after it, or why it cannot be made."""


def make_board(library: Library, table: BoardRef, *, at_round: bool = False) -> MadeBoard:
    """Return the board of `table`; with `at_round` its cursor is on the column of its round.

    It reads the catalogue: for a worker thread.
    """
    column = library.column_of(table) if at_round else table.column
    try:
        return replace(table, column=column), library.board(table), library.neighbours(table)
    except NotFound as problem:
        return str(problem)


class BoardHost(CommandScreen):
    """A board, all of what the cell under its cursor says, and the keys."""

    def __init__(
        self,
        library: Library,
        table: BoardRef,
        board: Board,
        neighbours: Neighbours,
        options: Options,
    ) -> None:
        """Show `board`, which is the one that `table` names, between its `neighbours`."""
        super().__init__(library, options)
        self.opened = table
        """The board by name, with the cell that was asked for."""
        self.neighbours = neighbours
        """The boards before and after this one."""
        self.known = MemoisedBoard(board)
        """The board with the cells that have been seen."""
        self.view = BoardView(self.known.board)
        """The table."""

    @property
    def board(self) -> Board:
        """What is shown."""
        return self.known.board

    @property
    def detail(self) -> BoardDetail:
        """What the cursor is on, in words."""
        return BoardDetail(self.view, self.opened.kind, self.signs)

    @property
    def place(self) -> Where:
        """Where commands are looked up."""
        return "board"

    def live_commands(self) -> Sequence[Command]:
        """Return the live commands; those for the boards beside this one name what they differ in.

        In the footer stands the one after it, or else the one before.
        """
        unit, (before, after) = unit_of(self.opened), self.neighbours
        beside = {
            "brief.previous": (before, "previous", after is None),
            "brief.next": (after, "next", True),
        }
        commands = []
        for command in super().live_commands():
            table, word, in_footer = beside.get(command.id, (self.opened, "", False))
            if word and table is not None:
                command = command._replace(title=f"{word} {unit}", footer=10 if in_footer else 0)
            is_of_process = command.group != "Comparing" or bool(self.opened.process)
            if table is not None and is_of_process:
                commands.append(command)
        return commands

    def spot(self) -> Spot:
        """Return where the reader is now."""
        table = replace(self.opened, line=self.view.line, column=self.view.column)
        return Spot(None, -1, table=table)

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
        self.view.go(self.opened.line, self.opened.column)
        self.watch(self.view, "line", self.draw, init=False)
        self.watch(self.view, "column", self.draw, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Draw the rows around the table for another width."""
        self.call_after_refresh(self.draw)

    def give_keyboard_back(self) -> None:
        """Focus the table."""
        self.view.focus()

    def show(self, table: BoardRef, board: Board, neighbours: Neighbours) -> None:
        """Show another board in place of this one."""
        self.opened, self.known, self.neighbours = table, MemoisedBoard(board), neighbours
        self.view.show_board(self.board)
        self.view.go(table.line, table.column)
        self.draw()

    def draw(self) -> None:
        """Draw the rows around the table."""
        if not self.query(BoardView):
            return  # it has been left since this was asked for
        width, height = self.size.width, foot_height(self.size.height)
        place = f"{self.view.line + 1}/{self.board.height}" if self.board.height else ""
        named: Line = (Span(f" {self.board.title}", "title"),)
        if self.opened.kind in ("process", "matrix") and self.board.note:
            # What is left out, and what its words mean; other notes are for boards without rows.
            named = (*named, Span(f"  {self.board.note}", "muted"))
        title = justify(named, (Span(place, "muted"),), width)
        cautions = (cut_line((Span(f" {text}", "warn"),), width) for text in self.board.cautions)
        head = self.query_one("#board-title", Bar)
        head.lines = (title, *cautions)
        head.styles.height = len(head.lines)
        bar = self.query_one("#detail", Bar)
        bar.styles.height = height
        bar.lines = tuple(self.detail.rows(max(20, width - 2), height))
        self.draw_footer()
