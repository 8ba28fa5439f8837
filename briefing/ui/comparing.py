"""From a brief to the boards of its process, from a board to a record, and the way back."""

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import NotFound
from briefing.tables import Kind, Table
from briefing.ui.searching import Searching
from briefing.ui.trail import Spot

if TYPE_CHECKING:
    from briefing.process import Ref


class Comparing(Searching):
    """Opens the boards: process, matrix, what moved, side by side, a line, timeline, promises.

    The way back is here because it leads to boards as well as to briefs.
    """

    def show_table(self, table: Table) -> bool:
        """Open a board; what was chosen there is opened when it closes."""
        from briefing.ui.board import BoardScreen

        try:
            board = self.library.board(table)
        except NotFound as problem:
            self.note = str(problem)
            return False
        screen = BoardScreen(self.library, table, board, self.options, self.trail)
        self.open_screen(screen, lambda answer: self._left_board(screen.spot(), answer))
        return True

    def _left_board(self, board: Spot, answer: "Ref | Spot | None") -> None:
        """Go to a spot, or open a record that was chosen; the way back leads to the board."""
        if answer is None or isinstance(answer, Spot):
            self.go_to_spot(answer)
            return
        brief, key = answer
        number = self.library.catalogue.number_of(brief)
        if number is None:
            self.note = f"there is no brief {brief}"
            return
        self.trail.leave(board)
        self.open_number(number, 1)
        self.land_on(key)

    # --- the way back ----------------------------------------------------------------------------

    def go_to_spot(self, spot: Spot | None) -> bool:
        """Show what the reader has been at before, and say whether there was anything."""
        if spot is None:
            return False
        if spot.table is not None:
            self.show_table(spot.table)
        else:
            self.go_to_brief(spot)
        return True

    def action_back(self) -> None:
        """Go back one step."""
        if self.zoomed:
            self.zoomed = False
        elif not self.go_to_spot(self.trail.back(self.spot())):
            self.pane = 0

    def action_history_back(self) -> None:
        """Go back to where the reader was before."""
        if not self.go_to_spot(self.trail.back(self.spot())):
            self.note = "this is where you began"

    def action_history_forward(self) -> None:
        """Go forward again."""
        if not self.go_to_spot(self.trail.forward(self.spot())):
            self.note = "there is nothing further on"

    # --- opening a board -------------------------------------------------------------------------

    def _open_board(self, kind: Kind, name: str = "") -> None:
        row, here = self.current_row, self.spot()
        if row is None:
            self.note = "there is no brief to compare"
        elif not row.process and kind != "since":
            why = self.library.why_unreadable(row)
            self.note = why or "this brief belongs to no process"
        else:
            table = Table(kind, row.process, row.id, name)
            if kind == "process":
                table = replace(table, column=self.library.column_of(table))
            if self.show_table(table):
                self.trail.leave(here)

    def action_process(self) -> None:
        """Show where each issue stands, round by round."""
        self._open_board("process")

    def action_matrix(self) -> None:
        """Show which party holds which position."""
        self._open_board("matrix")

    def action_moved(self) -> None:
        """Show what moved since the round before."""
        self._open_board("moved")

    def action_beside(self) -> None:
        """Show this round beside the one before."""
        self._open_board("beside")

    def action_since(self) -> None:
        """Show what has changed in the brief since it was read last."""
        self._open_board("since")

    def action_timeline(self) -> None:
        """Show the dated events of the process."""
        self._open_board("timeline")

    def action_promises(self) -> None:
        """Show what was promised, and what came of it."""
        self._open_board("promises")

    def action_who(self) -> None:
        """Show the line of the speaker under the cursor, or of one chosen by name."""
        speaker = self._speaker_under_cursor()
        if speaker:
            self._open_board("who", speaker)
        else:
            self._choose_who()

    def _speaker_under_cursor(self) -> str:
        item = self.record_pane(self.pane).item if self.pane else None
        if item is None or self.reading is None:
            return ""
        quote = self.reading.brief.quotes.get(item.key)
        return quote.who if quote is not None else ""

    def _choose_who(self) -> None:
        from briefing.ui.chooser import Chooser, speakers

        row = self.current_row
        if row is None:
            self.note = "there is no brief to compare"
            return
        names = self.library.catalogue.names(row.process)
        choices = speakers(names.parties, names.people)
        if not choices:
            self.note = "this brief names nobody"
            return
        self.open_screen(
            Chooser("Whose line?", choices),
            lambda name: self._open_board("who", name) if name else None,
        )
