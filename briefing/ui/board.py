"""The screen of a board: the table, all of what the cell under the cursor says, the keys."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from briefing.boards.markdown import markdown
from briefing.commands import Where
from briefing.errors import NotFound
from briefing.lay import Line, Span, apart, flow
from briefing.page.grid import cut_rows
from briefing.tables import Kind, Table
from briefing.terminal.clipboard import copy
from briefing.text import cut, fold
from briefing.ui.board_view import BoardView
from briefing.ui.chrome import Bar
from briefing.ui.exporting import write_new
from briefing.ui.options import Options
from briefing.ui.prompt import Question
from briefing.ui.stepping import Stepping
from briefing.ui.trail import Spot, Trail

if TYPE_CHECKING:
    from briefing.boards import Board, Cell
    from briefing.library import Library
    from briefing.process import Ref

_DETAIL = 4
"""Rows for what the cell under the cursor says."""


_TALL = 30
"""The foot is higher on a screen of so many rows or more."""
_LISTS = frozenset({"who", "timeline", "promises", "moved", "since"})
"""Boards whose rows are one thing each, so that the foot tells the whole row."""


class BoardScreen(Stepping):
    """Shows a board; it closes with the record to open, or with the spot to go back to."""

    def __init__(
        self, library: "Library", table: Table, board: "Board", options: Options, trail: Trail
    ) -> None:
        """Show `board`, which is the one that `table` names; `trail` leads on and back."""
        super().__init__(library, options)
        self._table = table
        self._trail = trail
        self.board = board
        self._view = BoardView(board)
        self._wanted = ""

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
            return [(Span(self.board.note or "nothing to show", "muted"),)]
        dot, lead = f" {self.signs.dot} ", (Span(" "),)
        # At most a row of heads: what the cell says matters more.
        headed = cut(dot.join(self._heads(cell)), width, ellipsis=self.signs.ellipsis)
        told = [part for _, each in self._shown(cell) for part in (each.text, each.detail)]
        text = dot.join(filter(None, (headed, *(told if any(told) else [self.board.empty]))))
        rows = flow([Span(text)], width, first=lead, rest=lead)
        cited = "  ".join(f"{brief}#{key}" for brief, key in dict.fromkeys(cell.records))
        where = flow([Span(cited, "mark")], width, first=lead, rest=lead) if cited else []
        rule: Line = (Span(("-" if self.signs.plain else "─") * (width + 2), "muted"),)
        room = self._foot - 1 - min(len(where), self._foot // 4)
        plain = self.signs.plain
        return [
            rule,
            *cut_rows(rows, room, width, plain=plain),
            *cut_rows(where, self._foot // 4, width, plain=plain),
        ]

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

    # --- keys ------------------------------------------------------------------------------------

    def action_move_left(self) -> None:
        """Go to the column on the left."""
        self.view.move_aside(-1)

    def action_move_right(self) -> None:
        """Go to the column on the right."""
        self.view.move_aside(1)

    def action_open(self) -> None:
        """Open the record behind the cell, or let one of several be chosen."""
        records = self.view.cell.records if self.view.cell else ()
        if not records:
            self.note = "there is no record behind this"
        elif len(records) == 1:
            self.answer(records[0])
        else:
            self._choose_record(records)

    def _choose_record(self, records: "tuple[Ref, ...]") -> None:
        from briefing.ui.chooser import Choice, Chooser

        choices = [
            Choice(f"{brief}#{key}", key, self._says(brief, key), group=brief)
            for brief, key in records
        ]
        self.open_screen(Chooser("Records", choices), self._open_chosen)

    def _says(self, brief: str, key: str) -> str:
        """Return what a record says, in one line."""
        from briefing.boards import said

        for row in self.library.process(self._table.process).rows_of_brief(brief):
            if row.key == key:
                return said(row)
        return ""

    def _open_chosen(self, choice: str | None) -> None:
        if choice:
            brief, _, key = choice.partition("#")
            self.answer((brief, key))

    def action_back(self) -> None:
        """Go back to the board before, or to where the first one was opened."""
        self._go(self._trail.back(self.spot()))

    action_history_back = action_back

    def action_history_forward(self) -> None:
        """Go forward again."""
        spot = self._trail.forward(self.spot())
        if spot is None:
            self.note = "there is nothing further on"
        else:
            self._go(spot)

    def spot(self) -> Spot:
        """Return where the reader is now."""
        return Spot(None, -1, table=self.table)

    def _go(self, spot: Spot | None) -> None:
        if spot is None or spot.table is None:
            self.answer(spot)
        else:
            self._show(spot.table)

    # --- finding and copying ---------------------------------------------------------------------

    def give_keyboard_back(self) -> None:
        """Focus the table."""
        self.view.focus()

    def action_search(self) -> None:
        """Find a cell by its words."""
        earlier = (self._wanted,) if self._wanted else ()
        self.ask(Question("find: ", self._find, self.close_prompt, earlier=earlier, verb="find"))

    def _find(self, text: str) -> None:
        self.close_prompt()
        self._wanted = text.strip()
        self._step(1)

    def action_hit_next(self) -> None:
        """Go to the next cell that holds the words."""
        self._step(1)

    def action_hit_previous(self) -> None:
        """Go to the cell before that holds the words."""
        self._step(-1)

    def _step(self, steps: int) -> None:
        """Go to the nearest cell that holds the words, in reading order and round the end."""
        words = fold(self._wanted).split()
        across = self.board.width + 1
        count = across * self.board.height
        if not words or not count:
            self.note = "nothing to find; / asks for words"
            return
        here = self.view.line * across + self.view.column + 1
        for distance in range(1, count + 1):
            line, column = divmod((here + steps * distance) % count, across)
            cell = self.board.heads[line] if not column else self.board.at(line, column - 1)
            text = fold(f"{cell.text} {cell.detail}")
            if all(word in text for word in words):
                self.view.go(line, column - 1)
                return
        self.note = f"no cell holds {self._wanted}"

    def action_copy_item(self) -> None:
        """Copy what the cell under the cursor says, or in a list its row: of whom, and of what."""
        cell = self.view.cell
        text = self._copied(cell) if cell is not None else ""
        self.note = copy(text, self.app.copy_to_clipboard) if text else "there is nothing to copy"

    def _copied(self, cell: "Cell") -> str:
        """Return what the cursor is on as it is read elsewhere: no head of a table stands by it."""
        dot, shown = f" {self.signs.dot} ", self._shown(cell)
        told = [
            f"{name}: {said}" if name else said
            for name, each in shown
            if (said := dot.join(filter(None, (each.text, each.detail))) or self.board.empty)
        ]
        if not told:
            return ""
        head, whose = self.view.head, self.board.title if self._table.kind == "who" else ""
        beside = [whose, head.text, head.detail] if shown[0][0] else []
        cited = " ".join(
            f"{brief}#{key}" for brief, key in dict.fromkeys(r for _, c in shown for r in c.records)
        )
        text = dot.join(filter(None, (*beside, *told)))
        return f"{text} [{cited}]" if cited else text

    def action_copy_brief(self) -> None:
        """Copy the whole board as a Markdown table."""
        self.note = copy(self._markdown(), self.app.copy_to_clipboard)

    def _markdown(self) -> str:
        return "\n".join(markdown(self.board)) + "\n"

    def action_export(self) -> None:
        """Ask for a file to write the board to."""
        name = f"{self._table.process or self._table.brief}-{self._table.kind}.md"
        question = Question("write to: ", self._write, self.close_prompt, text=name, verb="write")
        self.ask(question)

    def _write(self, name: str) -> None:
        self.close_prompt()
        self.note = write_new(name.strip(), self._markdown())

    # --- other boards of the process -------------------------------------------------------------

    def _turn_to(self, table: Table) -> None:
        """Show another board; the way back leads to this one."""
        here = self.spot()
        if table.names != self._table.names and self._show(table):
            self._trail.leave(here)

    def _show(self, table: Table) -> bool:
        try:
            board = self.library.board(table)
        except NotFound as problem:
            self.note = str(problem)
            return False
        self._table, self.board = table, board
        self.view.show_board(board)
        self.view.go(table.line, table.column)
        self._draw()
        return True

    def _round(self) -> str:
        """Return the brief that the column under the cursor is about, or the one opened from."""
        column = self.view.column
        if self._table.kind == "process" and 0 <= column < self.board.width:
            return self.board.columns[column].records[0][0]
        return self._table.brief

    def _first(self, kind: Kind, name: str = "") -> Table:
        """Return another board of the process, at its first cell."""
        return Table(kind, self._table.process, self._round(), name)

    def action_process(self) -> None:
        """Show where each issue stands, round by round."""
        table = replace(self._table, kind="process", brief=self._round(), name="", line=0)
        self._turn_to(replace(table, column=self.library.column_of(table)))

    def action_matrix(self) -> None:
        """Show which party holds which position."""
        self._turn_to(self._first("matrix"))

    def action_moved(self) -> None:
        """Show what moved between the round under the cursor and the one before it."""
        self._turn_to(self._first("moved"))

    def action_beside(self) -> None:
        """Show the round under the cursor beside the one before it."""
        self._turn_to(self._first("beside"))

    def action_timeline(self) -> None:
        """Show the dated events of the process."""
        self._turn_to(self._first("timeline"))

    def action_promises(self) -> None:
        """Show what was promised, and what came of it."""
        self._turn_to(self._first("promises"))

    def action_who(self) -> None:
        """Show the line of a party or person."""
        from briefing.ui.chooser import Chooser, speakers

        names = self.library.process(self._table.process).names
        self.open_screen(
            Chooser("Whose line?", speakers(names.parties, names.people)),
            lambda name: self._turn_to(self._first("who", name)) if name else None,
        )
