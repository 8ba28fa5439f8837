"""The state of a board's screen, which its parts share, and how a board is made for it."""

from collections.abc import Sequence
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import var

from briefing.commands import Command, Where
from briefing.errors import NotFound
from briefing.library import Library
from briefing.text.width import cells
from briefing.ui.input.command_screen import CommandScreen
from briefing.ui.options import Options
from briefing.ui.screens.board_detail import BoardDetail, foot_height
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.board_refresh import MemoisedBoard
from briefing.ui.widgets.board_view import BoardView
from briefing.ui.widgets.cell_text import CellText
from briefing.user.spots import Spot
from briefing.view.board import Board
from briefing.view.board.board_ref import BoardRef
from briefing.view.board.neighbours import Neighbours, unit_of
from briefing.view.compact_table import legend_rows
from briefing.view.spans import Line, Span, caution_role, cut_line, justify, width_of
from briefing.view.table import measure

_RANKS = {"back": 3, "brief.next": 3, "zoom": 4}
"""Ranks in the footer of a board, where those of panes are others."""
_LEAST = 4
"""The least rows that cautions leave to the table, its head included."""
_ONE_OF_A_KIND = frozenset(
    {"process", "moved", "beside", "timeline", "promises", "shifts", "notes"}
)
"""Boards whose own command would show them again."""

MadeBoard = tuple[BoardRef, Board, Neighbours] | str
"""A board with its reference and the boards before and after it, or why it cannot be made."""


def make_board(
    library: Library, table: BoardRef, size: Size, *, at_round: bool = False
) -> MadeBoard:
    """Return the board of `table`; with `at_round` its cursor is on the column of its round.

    A matrix is made of signs where words would show less than half of it on a screen of `size`. It
    reads the catalogue: for a worker thread.
    """
    if at_round:
        table = replace(table, column=library.boards.column_of(table))
    try:
        board = library.boards.board(table)
        if table.kind == "matrix" and not table.form and _shows_less_than_half(board, size):
            table = replace(table, form="signs")
            board = library.boards.board(table)
        return table, board, library.boards.neighbours(table)
    except NotFound as problem:
        return str(problem)


def _shows_less_than_half(board: Board, size: Size) -> bool:
    """Return whether less than half of the columns are in sight side by side."""
    measures, in_sight = measure(board, size.width - 1, size.height), 0
    room = size.width - 1 - measures.head
    for width in measures.columns:
        room -= measures.gap + width
        in_sight += room >= 0
    return 2 * in_sight < board.width


class BoardHost(CommandScreen):
    """A board, all of what the cell under its cursor says, and the keys."""

    zoomed: var[bool] = var(False, init=False, toggle_class="-zoom")
    """Whether the cell has the whole screen."""

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
        self.whole_cell = CellText(lambda width: self.detail.whole(width), self.view.move)
        """The cell under the cursor, in place of the table when it is zoomed."""

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
        """Return the live commands, titled for this board."""
        titled = ((command, self._title_of(command)) for command in super().live_commands())
        # In the footer stands the board after this one, or else the one before.
        ranks = _RANKS | {"brief.previous": 0 if self.neighbours.next else _RANKS["brief.next"]}
        return [
            command._replace(title=title, footer=ranks.get(command.id, command.footer))
            for command, title in titled
            if title
        ]

    def _title_of(self, command: Command) -> str:
        """Return what a command is called on this board; empty where it does nothing."""
        opened, (before, after), unit = self.opened, self.neighbours, unit_of(self.opened)
        is_matrix = opened.kind == "matrix"
        titles = {
            "brief.previous": f"previous {unit}" if before else "",
            "brief.next": f"next {unit}" if after else "",
            "zoom": "table" if self.zoomed else command.title,
            "transpose": command.title if is_matrix else "",
            "matrix": ("words" if opened.form == "signs" else "signs") if is_matrix else "matrix",
        }
        if command.group == "Comparing" and not opened.process:
            return ""
        if command.id == opened.kind in _ONE_OF_A_KIND and not opened.other:
            return ""
        return titles.get(command.id, command.title)

    def spot(self) -> Spot:
        """Return where the reader is now."""
        table = replace(self.opened, line=self.view.line, column=self.view.column)
        return Spot(None, -1, table=table)

    def compose(self) -> ComposeResult:
        """Lay out title, table, detail and keys."""
        yield Bar(id="board-title")
        yield self.view
        yield self.whole_cell
        yield Bar(id="detail")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Put the cursor where it was."""
        if not self.is_attached:
            return  # the reader is ending
        self.view.focus()
        self.view.go(self.opened.line, self.opened.column)
        self.watch(self.view, "line", self._cursor_has_moved, init=False)
        self.watch(self.view, "column", self._cursor_has_moved, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Draw the rows around the table for another width."""
        self.call_after_refresh(self.draw)

    @on(BoardView.Shown)
    def _table_is_shown(self) -> None:
        # What is in sight of the table, and the room it leaves, is known only now.
        self.draw()

    def give_keyboard_back(self) -> None:
        """Focus the table, or the cell that is zoomed."""
        (self.whole_cell if self.zoomed else self.view).focus()

    def watch_zoomed(self) -> None:
        """Show the cell in place of the table, or the table again."""
        # The class takes effect later than the focus: a frame between would show neither.
        self.refresh(layout=True)
        self.give_keyboard_back()
        self.draw()
        self.whole_cell.jump(0)

    def show(self, table: BoardRef, board: Board, neighbours: Neighbours) -> None:
        """Show another board in place of this one."""
        self.opened, self.known, self.neighbours = table, MemoisedBoard(board), neighbours
        self.zoomed = False
        self.view.show_board(self.board)
        self.view.go(table.line, table.column)
        self.draw()

    def _cursor_has_moved(self) -> None:
        self.draw()
        self.whole_cell.jump(0)

    def draw(self) -> None:
        """Draw the rows around the table."""
        if not self.query(BoardView):
            return  # it has been left since this was asked for
        width = self.size.width
        place = f"{self.view.line + 1}/{self.board.height}" if self.board.height else ""
        title = justify(self._named(width - cells(place) - 2), (Span(place, "muted"),), width)
        head, legend = self.query_one("#board-title", Bar), self._legend(width)
        head.lines = (title, *self._cautions(width), *legend)
        head.styles.height = len(head.lines)
        bar, height = self.query_one("#detail", Bar), self._foot_height(len(head.lines))
        bar.styles.height = height
        bar.lines = tuple(self.detail.rows(max(20, width - 2), height))
        if self.zoomed:
            self.whole_cell.lay()
        self.draw_footer()

    def _named(self, room: int) -> Line:
        """Return the title, with the short name of the process where it has only so much `room`."""
        noted: Line = ()
        if self.opened.kind in ("process", "matrix") and self.board.note:
            # What is left out, and what its words mean; other notes are for boards without rows.
            noted = (Span(f"  {self.board.note}", "muted"),)
        long, short = self.board.title, self.board.short_title
        text = short if short and cells(f" {long}") + width_of(noted) > room else long
        return Span(f" {text}", "title"), *noted

    def _cautions(self, width: int) -> list[Line]:
        """Return the cautions, each in a row, or in one where the table would have no room."""
        others = 2 + _LEAST + foot_height(self.size.height)
        texts = self.board.cautions
        dot = f" {self.signs.dot}" if others + len(texts) > self.size.height else ""
        spans = tuple(
            Span(f"{dot if n else ''} {text}", caution_role(text)) for n, text in enumerate(texts)
        )
        lines = (spans,) if dot and spans else [(span,) for span in spans]
        return [cut_line(line, width) for line in lines]

    def _legend(self, width: int) -> list[Line]:
        """Return what the signs of the matrix mean, where the table leaves room for that."""
        rows = legend_rows(self.board, width - 1, plain=self.signs.plain)
        others = 2 + len(self.board.cautions) + foot_height(self.size.height)
        room = self.size.height - others - len(rows)
        fits = rows and not self.zoomed and self.view.needed_height(room) <= room
        return [(Span(" "), *row) for row in rows] if fits else []

    def _foot_height(self, titles: int) -> int:
        """Return the rows for the cell under the cursor: with those that the table leaves empty."""
        least = foot_height(self.size.height)
        room = max(1, self.size.height - titles - 1 - least)
        if self.view.full_height != room:
            self.view.full_height = room
            self.view.lay()
        return least + max(0, room - self.view.needed_height(room))
