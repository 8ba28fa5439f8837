"""From a brief to the boards of its process, and from a board to a record."""

from functools import partial

from briefing.model.rows import flatten
from briefing.process import Ref
from briefing.ui.input.actions import Actions
from briefing.ui.main.navigation import Navigation
from briefing.ui.main.reading_screen import ReadingScreen
from briefing.ui.screens.board_host import MadeBoard, make_board
from briefing.ui.screens.board_screen import BoardScreen
from briefing.ui.screens.choices import choose_issue, choose_round, choose_speaker
from briefing.user.spots import Spot
from briefing.view.board.board_ref import OF_PROCESS, BoardRef, Kind


class Boards:
    """Opens the boards of the brief's process, such as its issues by round."""

    def __init__(self, screen: ReadingScreen, navigation: Navigation) -> None:
        """Open boards over `screen`; `navigation` leads back from them."""
        self._screen = screen
        self._library = screen.library
        self._navigation = navigation
        self.actions: Actions = {
            **{kind: partial(self.open, kind) for kind in OF_PROCESS},
            "who": self.who,
            "issue": self.issue,
            "compare": self.compare,
            "notes": self.notes,
        }
        """Actions of its commands."""

    def open(self, kind: Kind, name: str = "", other: str = "") -> None:
        """Open a board of the current brief's process.

        `name` is the speaker or the issue that it is of, `other` the round that the brief is
        compared with in place of the one before.
        """
        row = self._screen.current_row
        if row is None:
            self._screen.note = "no brief to compare"
        elif not row.process and kind != "since":
            self._screen.await_result(
                lambda: self._library.boards.why_unreadable(row), self._no_process
            )
        else:
            table = BoardRef(kind, row.process, row.id, name, other=other)
            self._show(table, self._navigation.spot(), at_round=kind == "process")

    def notes(self) -> None:
        """Show the person's notes."""
        if self._library.state is None:
            self._screen.note = "notes are not saved in this mode"
        else:
            self._show(BoardRef("notes", ""), self._navigation.spot())

    def _no_process(self, why: str) -> None:
        self._screen.note = why or "this brief does not belong to a process"

    def show_spot(self, spot: Spot) -> None:
        """Open the board that a spot is on again."""
        if spot.table is not None:
            self._show(spot.table)

    def _show(self, table: BoardRef, left: Spot | None = None, *, at_round: bool = False) -> None:
        self._screen.await_result(
            lambda: make_board(self._library, table, self._screen.size, at_round=at_round),
            lambda made: self._open_screen(made, left),
        )

    def _open_screen(self, made: MadeBoard, left: Spot | None) -> None:
        if isinstance(made, str):
            self._screen.note = made
            return
        if left is not None:
            self._navigation.trail.leave(left)
        options, trail = self._screen.options, self._navigation.trail
        screen = BoardScreen(self._library, made, options, trail)
        self._screen.open_screen(screen, lambda answer: self._left(screen.spot(), answer))

    def _left(self, board: Spot, answer: Ref | Spot | None) -> None:
        """Go to a spot, or open a record that was chosen; the way back leads to the board."""
        if answer is None or isinstance(answer, Spot):
            self._navigation.go_to_spot(answer)
            return
        brief, key = answer
        self._screen.await_result(
            lambda: self._library.catalogue.number_of(brief),
            lambda number: self._open_record(board, number, brief, key),
        )

    def _open_record(self, board: Spot, number: int | None, brief: str, key: str) -> None:
        if number is None:
            self._screen.note = f"no brief {brief}"
            return
        self._navigation.trail.leave(board)
        self._navigation.open_brief(number, 1)
        self._screen.brief.land_on(key)

    # --- another round ---------------------------------------------------------------------------

    def compare(self) -> None:
        """Show what moved between the brief and a round that is chosen."""
        row = self._screen.current_row
        if row is None or not row.process:
            self.open("moved")  # which says why not
            return
        choose_round(
            self._screen, row.process, row.id, lambda other: self.open("moved", other=other)
        )

    # --- one issue -------------------------------------------------------------------------------

    def issue(self) -> None:
        """Show everything on the issue of the record under the cursor, or on one that is chosen."""
        row = self._screen.current_row
        if row is None or not row.process:
            self.open("issue")  # which says why not
            return
        choose_issue(
            self._screen, row.process, lambda slug: self.open("issue", slug), self._issues_here()
        )

    def _issues_here(self) -> tuple[str, ...]:
        """Return the issues of the record under the cursor."""
        reading, key = self._screen.reading, self._screen.current_key
        if reading is None or not key:
            return ()
        return next((row.issues for row in flatten(reading.brief) if row.key == key), ())

    # --- the line of one speaker -----------------------------------------------------------------

    def who(self) -> None:
        """Show the line of the speaker under the cursor, or of one chosen by name."""
        reading, row = self._screen.reading, self._screen.current_row
        quote = reading.brief.quotes.get(self._screen.current_key) if reading is not None else None
        if quote is not None and quote.who:
            self.open("who", quote.who)
        elif row is None:
            self._screen.note = "no brief to compare"
        else:
            choose_speaker(
                self._screen,
                lambda: self._library.catalogue.names(row.process),
                lambda slug: self.open("who", slug),
            )
