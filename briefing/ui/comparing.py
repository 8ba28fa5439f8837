"""From a brief to the boards of its process, and from a board to a record."""

from typing import TYPE_CHECKING

from briefing.errors import NotFound
from briefing.tables import Kind, Table
from briefing.ui.searching import Searching
from briefing.ui.trail import Spot

if TYPE_CHECKING:
    from briefing.process import Ref
    from briefing.ui.board import BoardScreen


class Comparing(Searching):
    """Opens the boards: process, matrix, what moved, side by side, a line, timeline, promises."""

    def show_table(self, table: Table) -> None:
        """Open a board; what was chosen there is opened when it closes."""
        from briefing.ui.board import BoardScreen

        try:
            board = self.library.board(table)
        except NotFound as problem:
            self.note = str(problem)
            return
        self._push(BoardScreen(self.library, table, board, self.options))

    def _push(self, screen: "BoardScreen") -> None:
        self.app.push_screen(screen, lambda answer: self._left_board(screen, answer))

    def _left_board(self, screen: "BoardScreen", ref: "Ref | None") -> None:
        """Open the record that was chosen; the way back leads to the board."""
        if ref is None:
            return
        brief, key = ref
        number = self.library.catalogue.number_of(brief)
        if number is None:
            self.note = f"there is no brief {brief}"
            return
        self.trail.leave(Spot(None, -1, table=screen.table))
        self.open_number(number, 1)
        self.go_to_record(key)

    def _open_board(self, kind: Kind, name: str = "") -> None:
        row = self.current_row
        if row is None or not (row.process or kind == "since"):
            self.note = "this brief belongs to no process"
            return
        self.show_table(Table(kind, row.process, row.id, name))

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
        from briefing.ui.chooser import Choice, Chooser

        row = self.current_row
        if row is None:
            return
        names = self.library.catalogue.names(row.process)
        people = [Choice(slug, "", name, group="People") for slug, name in names.people.items()]
        parties = [Choice(slug, "", name, group="Parties") for slug, name in names.parties.items()]
        if not people and not parties:
            self.note = "this brief names nobody"
            return
        self.app.push_screen(
            Chooser("Whose line?", [*parties, *people]),
            lambda name: self._open_board("who", name) if name else None,
        )
