"""The board screen: the actions of its keys."""

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.boards.markdown import markdown
from briefing.errors import NotFound
from briefing.tables import Kind, Table
from briefing.terminal.clipboard import copy
from briefing.text import fold
from briefing.ui.board_frame import BoardFrame
from briefing.ui.exporting import write_new
from briefing.ui.prompt import Question
from briefing.ui.renewing import Remembered
from briefing.ui.trail import Spot

if TYPE_CHECKING:
    from briefing.boards import Cell
    from briefing.process import Ref


class BoardScreen(BoardFrame):
    """Shows a board; it closes with the record to open, or with the spot to go back to."""

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
            self.note = "no record behind this cell"
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
            self.note = "no later location in history"
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
            self.note = "nothing to find; press / to search"
            return
        here = self.view.line * across + self.view.column + 1
        for distance in range(1, count + 1):
            line, column = divmod((here + steps * distance) % count, across)
            cell = self.board.heads[line] if not column else self.board.at(line, column - 1)
            text = fold(f"{cell.text} {cell.detail}")
            if all(word in text for word in words):
                self.view.go(line, column - 1)
                return
        self.note = f"no cell contains {self._wanted}"

    def action_copy_item(self) -> None:
        """Copy what the cell under the cursor says, or in a list its row: of whom, and of what."""
        cell = self.view.cell
        text = self._copied(cell) if cell is not None else ""
        self.note = copy(text, self.app.copy_to_clipboard) if text else "nothing to copy"

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
        cited = " ".join(map(self._cited, dict.fromkeys(r for _, c in shown for r in c.records)))
        text = dot.join(filter(None, (*beside, *told)))
        return f"{text} [{cited}]" if cited else text

    def _cited(self, ref: "Ref") -> str:
        """Return a record by its brief, which may be superseded."""
        brief, key = ref
        row = self.library.catalogue.row_of(brief)
        superseded = f" ({row.superseded})" if row is not None and row.superseded else ""
        return f"{brief}#{key}{superseded}"

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
        self._table, self._known = table, Remembered(board)
        self.view.show_board(self.board)
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
            Chooser("Which party or person?", speakers(names.parties, names.people)),
            lambda name: self._turn_to(self._first("who", name)) if name else None,
        )
