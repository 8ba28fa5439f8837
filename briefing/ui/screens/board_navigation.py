"""From a board to the records behind it, to other boards of its process, and back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal

from briefing.process import Ref
from briefing.ui.input.actions import Actions
from briefing.ui.screens.board_host import BoardHost, MadeBoard, make_board
from briefing.ui.screens.choices import choose_issue, choose_round, choose_speaker
from briefing.ui.screens.chooser import Choice, Chooser
from briefing.ui.trail import Trail
from briefing.user.spots import Spot
from briefing.view.board import said
from briefing.view.board.board_ref import BoardRef, Kind
from briefing.view.board.neighbours import unit_of
from briefing.view.hits import row_label
from briefing.view.spans import plain

_KINDS: tuple[Kind, ...] = ("moved", "beside", "timeline", "promises", "shifts")
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
            "zoom": self.zoom,
            "back": self.go_back,
            "history.back": lambda: self._go(self._trail.back(self._screen.spot())),
            "history.forward": self.go_forward,
            "process": self._of_process(self.show_process),
            **{kind: self._of_process(partial(self._turn_to_first, kind)) for kind in _KINDS},
            "matrix": self._of_process(self.show_matrix),
            "transpose": self.transpose,
            "who": self._of_process(self.show_who),
            "issue": self._of_process(self.show_issue),
            "compare": self._of_process(self.compare),
            "notes": lambda: self._turn_to(BoardRef("notes", "")),
            "brief.next": lambda: self._turn_beside(self._screen.neighbours.next, "later"),
            "brief.previous": lambda: self._turn_beside(
                self._screen.neighbours.previous, "earlier"
            ),
        }
        """Actions of its commands."""

    # --- records ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the record behind the cell, or let one of several be chosen."""
        cell = self._screen.view.cell
        records = cell.records if cell is not None else ()
        if not records:
            self._screen.note = "no record behind this cell"
        elif len(set(records)) == 1:
            self._screen.answer(records[0])
        else:
            process = self._screen.opened.process
            # A version and the one before it have one id, and so their records have one reference.
            once = tuple(dict.fromkeys(records))
            self._screen.await_result(lambda: self._choices(process, once), self._choose)

    def zoom(self) -> None:
        """Show the whole text of the cell under the cursor, or the table again."""
        if self._screen.view.cell is None:
            self._screen.note = "no cell to show"
        else:
            self._screen.zoomed = not self._screen.zoomed

    def _choices(self, process: str, records: tuple[Ref, ...]) -> list[Choice]:
        def said_by(brief: str, key: str) -> str:
            opened, verdicts = (
                self._library.boards.process(process),
                self._library.catalogue.verdicts,
            )
            row = next((row for row in opened.rows_of_brief(brief) if row.key == key), None)
            if row is None:
                return ""
            check = verdicts(brief).get(key) if row.kind == "quote" else None
            label = row_label(row, opened.names, check.verdict.value if check else "")
            return f"{plain(label)}: {said(row)}"

        return [Choice(f"{b}#{key}", key, said_by(b, key), group=b) for b, key in records]

    def _choose(self, choices: list[Choice]) -> None:
        self._screen.open_screen(Chooser("Records", choices), self._open_chosen)

    def _open_chosen(self, choice: str | None) -> None:
        if choice:
            brief, _, key = choice.partition("#")
            self._screen.answer((brief, key))

    # --- the way back ----------------------------------------------------------------------------

    def go_back(self) -> None:
        """Go back to the table, to the board before, or to where the first one was opened."""
        if self._screen.zoomed:
            self._screen.zoomed = False
            return
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

    def go_to_mark(self, spot: Spot) -> None:
        """Go to a spot that was marked; the way back leads here."""
        if spot.table is not None:
            self._show(spot.table, self._screen.spot())
        else:
            self._trail.leave(self._screen.spot())
            self._screen.answer(spot)

    # --- other boards of the process -------------------------------------------------------------

    def _of_process(self, action: Callable[[], None]) -> Callable[[], None]:
        """Return an action that needs a process, or says that the board has none."""

        def act() -> None:
            if self._screen.opened.process:
                action()
            else:
                self._screen.note = "this board belongs to no process; Enter opens the brief"

        return act

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

        self._screen.await_result(
            lambda: make_board(self._library, table, self._screen.size, at_round=at_round), show
        )

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
        table = BoardRef("process", opened.process, brief)
        self._turn_to(table, at_round=True)

    def show_matrix(self) -> None:
        """Show who holds what; where it is shown already, in signs in place of words or back."""
        opened, view = self._screen.opened, self._screen.view
        if opened.kind == "matrix":
            form: Literal["words", "signs"] = "words" if opened.form == "signs" else "signs"
            self._show(replace(opened, form=form, line=view.line, column=view.column))
        else:
            self._turn_to_first("matrix")

    def transpose(self) -> None:
        """Have the rows of a matrix for columns, with the cursor on the same cell."""
        opened, view = self._screen.opened, self._screen.view
        if opened.kind != "matrix":
            self._screen.note = "only the matrix can be transposed"
            return
        line, column = max(0, view.column), view.line
        turned = not opened.transposed
        self._show(replace(opened, transposed=turned, line=line, column=column))

    def _turn_beside(self, table: BoardRef | None, where: str) -> None:
        """Show the board after or before this one; the way back does not lead through them."""
        if table is not None:
            self._show(table)
        else:
            self._screen.note = f"no {where} {unit_of(self._screen.opened)}"

    def compare(self) -> None:
        """Compare the round with one that is chosen."""
        opened, brief = self._screen.opened, self._round()
        kind: Kind = opened.kind if opened.kind in ("moved", "beside") else "moved"
        choose_round(
            self._screen,
            opened.process,
            brief,
            lambda other: self._turn_to(BoardRef(kind, opened.process, brief, other=other)),
        )

    def show_who(self) -> None:
        """Show the line of the party or person under the cursor, or of one that is chosen."""
        screen, process = self._screen, self._screen.opened.process
        here = screen.board.speaker_at(screen.view.line, screen.view.column)
        if here:
            self._turn_to_first("who", here)
            return
        choose_speaker(
            screen,
            lambda: self._library.boards.process(process).names,
            lambda name: self._turn_to_first("who", name),
        )

    def show_issue(self) -> None:
        """Show everything on the issue under the cursor, or on one that is chosen.

        The line of a party or person is narrowed to the issue first.
        """
        screen, opened = self._screen, self._screen.opened
        here = screen.board.issues_at(screen.view.line, screen.view.column)
        narrows = opened.kind == "who" and not opened.issue

        def show(issue: str) -> None:
            if narrows:
                self._turn_to(replace(opened, issue=issue, line=0, column=0))
            else:
                self._turn_to_first("issue", issue)

        choose_issue(screen, opened.process, show, here)
