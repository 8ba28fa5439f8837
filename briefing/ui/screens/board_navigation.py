"""From a board to the records behind it, to other boards of its process, and back."""

from dataclasses import replace
from functools import partial

from briefing.process import Ref
from briefing.ui.input.actions import Actions
from briefing.ui.screens.board_host import BoardHost, MadeBoard, make_board
from briefing.ui.screens.chooser import Choice, Chooser, choose_speaker
from briefing.ui.trail import Spot, Trail
from briefing.view.board import said
from briefing.view.board.board_ref import BoardRef, Kind

_KINDS: tuple[Kind, ...] = ("matrix", "moved", "beside", "timeline", "promises")
"""Boards that a command of the same name turns to."""


class BoardNavigation:
    """Leads on from a board, and back to where it was opened."""

    def __init__(self, screen: BoardHost, trail: Trail) -> None:
        """Lead on from `screen`, and back along `trail`."""
        self._screen = screen
        self._library = screen.library
        self._trail = trail
        self.actions: Actions = {
            "move.left": lambda: self._screen.view.move_aside(-1),
            "move.right": lambda: self._screen.view.move_aside(1),
            "open": self.open,
            "back": self.go_back,
            "history.back": self.go_back,
            "history.forward": self.go_forward,
            "process": self.show_process,
            **{kind: partial(self._turn_to_first, kind) for kind in _KINDS},
            "who": self.choose_who,
        }
        """Actions of its commands."""

    # --- records ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the record behind the cell, or let one of several be chosen."""
        cell = self._screen.view.cell
        records = cell.records if cell is not None else ()
        if not records:
            self._screen.note = "no record behind this cell"
        elif len(records) == 1:
            self._screen.answer(records[0])
        else:
            process = self._screen.opened.process
            self._screen.await_result(lambda: self._choices(process, records), self._choose)

    def _choices(self, process: str, records: tuple[Ref, ...]) -> list[Choice]:
        def said_by(brief: str, key: str) -> str:
            rows = self._library.process(process).rows_of_brief(brief)
            return next((said(row) for row in rows if row.key == key), "")

        return [Choice(f"{b}#{key}", key, said_by(b, key), group=b) for b, key in records]

    def _choose(self, choices: list[Choice]) -> None:
        self._screen.open_screen(Chooser("Records", choices), self._open_chosen)

    def _open_chosen(self, choice: str | None) -> None:
        if choice:
            brief, _, key = choice.partition("#")
            self._screen.answer((brief, key))

    # --- the way back ----------------------------------------------------------------------------

    def go_back(self) -> None:
        """Go back to the board before, or to where the first one was opened."""
        self._go(self._trail.back(self._screen.spot()))

    def go_forward(self) -> None:
        """Go forward to the next location."""
        spot = self._trail.forward(self._screen.spot())
        if spot is None:
            self._screen.note = "no later location in history"
        else:
            self._go(spot)

    def _go(self, spot: Spot | None) -> None:
        if spot is None or spot.table is None:
            self._screen.answer(spot)
        else:
            self._show(spot.table)

    # --- other boards of the process -------------------------------------------------------------

    def _turn_to(self, table: BoardRef, *, at_round: bool = False) -> None:
        """Show another board; the way back leads to this one."""
        if table.names != self._screen.opened.names:
            self._show(table, self._screen.spot(), at_round=at_round)

    def _show(self, table: BoardRef, left: Spot | None = None, *, at_round: bool = False) -> None:
        def show(made: MadeBoard) -> None:
            if isinstance(made, str):
                self._screen.note = made
                return
            self._screen.show(*made)
            if left is not None:
                self._trail.leave(left)

        self._screen.await_result(lambda: make_board(self._library, table, at_round=at_round), show)

    def _round(self) -> str:
        screen, column = self._screen, self._screen.view.column
        if screen.opened.kind == "process" and 0 <= column < screen.board.width:
            return screen.board.columns[column].records[0][0]
        return screen.opened.brief

    def _turn_to_first(self, kind: Kind, name: str = "") -> None:
        """Show another board of the process at its first cell."""
        self._turn_to(BoardRef(kind, self._screen.opened.process, self._round(), name))

    def show_process(self) -> None:
        """Show where each issue stands, round by round."""
        opened, brief = self._screen.opened, self._round()
        table = replace(opened, kind="process", brief=brief, name="", line=0)
        self._turn_to(table, at_round=True)

    def choose_who(self) -> None:
        """Show the line of a party or person."""
        process = self._screen.opened.process
        choose_speaker(
            self._screen,
            lambda: self._library.process(process).names,
            lambda name: self._turn_to_first("who", name),
        )
