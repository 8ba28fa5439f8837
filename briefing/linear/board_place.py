"""A board, row by row: issue by issue, or party by party."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.catalogue import ListRow
from briefing.commands import Where
from briefing.linear.console import LinearChoice
from briefing.linear.facts.board_facts import BoardFacts
from briefing.linear.linear_context import Action, LinearContext, PartByPart, Spot
from briefing.linear.pane_place import PanePlace
from briefing.linear.typed_line import Typed
from briefing.model.rows import Row
from briefing.process import Ref
from briefing.user import spots
from briefing.view.board import Board, said
from briefing.view.board.board import CellPlace
from briefing.view.board.board_ref import BoardRef
from briefing.view.board.neighbours import unit_of
from briefing.view.hits import row_label
from briefing.view.spans import plain


class BoardPlace(PartByPart):
    """One board that is open."""

    where: Where = "board"
    part_name = "row"

    def __init__(self, context: LinearContext, ref: BoardRef) -> None:
        """Open the board that `ref` names.

        Raises:
            NotFound: there is nothing to compare.
        """
        super().__init__(context)
        self.ref = ref
        """The board by name."""
        self.column = -1
        """The column of the current cell, from 0; -1 for the whole row."""
        self._records: dict[str, dict[str, Row]] = {}
        self._open(ref)

    def _open(self, ref: BoardRef) -> None:
        library = self.context.library
        self.ref, self.board = ref, library.boards.board(ref)
        self.facts = BoardFacts(self.board, ref.kind, self.record, library.catalogue.verdicts)

    board: Board
    """What it shows."""
    facts: BoardFacts
    """Its rows in words."""

    def record(self, ref: Ref) -> Row | None:
        """Return a record of the board's process; None for a board of none."""
        brief, key = ref
        if not self.ref.process:
            return None
        if brief not in self._records:
            rows = self.context.library.boards.process(self.ref.process).rows_of_brief(brief)
            self._records[brief] = {row.key: row for row in rows}
        return self._records[brief].get(key)

    @property
    def size(self) -> int:
        """How many rows it has."""
        return self.board.height

    @property
    def row(self) -> ListRow | None:
        """The brief of its round."""
        return self.context.library.catalogue.row_of(self.ref.brief) if self.ref.brief else None

    def lines_of(self, index: int) -> Sequence[str]:
        """Return a row."""
        return self.facts.row(index).lines

    def prompt(self) -> str:
        """Return the board and the row: `process, row 2 of 7`."""
        return f"{self.ref.kind}, {super().prompt()}"

    def begin(self) -> None:
        """Say what the board is, and read its rows."""
        self.context.say(*self.facts.opening())
        if self.size:
            self.read_from(self.cursor)

    def renew(self) -> None:
        """Make the board again from the files as they are now."""
        self._records.clear()
        self._open(self.ref)
        self.cursor = max(0, min(self.cursor, self.size - 1))

    @property
    def cell(self) -> CellPlace:
        """The row and the column of the cursor, from 0; column -1 for the whole row."""
        return self.cursor, self.column

    def spot(self) -> Spot:
        """Return the row and the column of the cursor."""
        return self.cursor, self.column

    def lasting(self) -> spots.Spot:
        """Return the board with its cell."""
        return spots.Spot(None, -1, table=replace(self.ref, line=self.cursor, column=self.column))

    def go_to(self, spot: Spot) -> None:
        """Put the cursor on a cell."""
        cursor, column = spot
        super().go_to((cursor,))
        self.column = column if isinstance(column, int) and column < self.board.width else -1

    def here_lines(self) -> list[str]:
        """Return the current cell under the head of its row, or the whole row without a column."""
        if not self.size or self.column < 0:
            return list(self.lines_of(self.cursor)) if self.size else []
        cell = self.facts.cell(self.cursor, self.column)
        return [self.facts.head(self.cursor), cell or "This cell is empty."]

    def read_here(self) -> None:
        """Read the current cell, or the whole row where no column is chosen."""
        if self.column < 0 or not self.size:
            super().read_here()
        else:
            self.context.say(*self.here_lines())

    def _aside(self, steps: int) -> None:
        """Go to another column; before the first is the whole row."""
        target = max(-1, min(self.column + steps, self.board.width - 1))
        if target == self.column:
            self.context.say("There is no column further that way.")
            return
        self.column = target
        self.read_here()

    # --- records ---------------------------------------------------------------------------------

    def open(self, typed: Typed) -> None:
        """Open the record behind the current cell or row, or one of several."""
        records = self.facts.records(self.cursor, self.column) if self.size else ()
        if not records:
            self.context.say("There is no record behind this.")
            return
        chosen = "0"
        if len(records) > 1:
            choices = [
                LinearChoice(str(number), self._named(ref)) for number, ref in enumerate(records)
            ]
            chosen = self.context.console.choose("Records", choices) or ""
        if chosen:
            self._open_record(*records[int(chosen)])

    def _named(self, ref: Ref) -> str:
        brief, key = ref
        row = self.record(ref)
        if row is None:
            return f"{brief}#{key}"
        check = (
            self.context.library.catalogue.verdicts(brief).get(key) if row.kind == "quote" else None
        )
        names = self.context.library.boards.process(self.ref.process).names
        label = row_label(row, names, check.verdict.word if check else "")
        return f"{brief}#{key}, {plain(label)}: {said(row)}"

    def _open_record(self, brief: str, key: str) -> None:
        row = self.context.library.catalogue.row_of(brief)
        if row is None:
            self.context.say(f"There is no brief {brief}.")
            return
        place = PanePlace(self.context, row, "Brief")
        if not place.enter_at(key):
            place.read_pane(1)

    # --- other boards ----------------------------------------------------------------------------

    def step(self, steps: int) -> None:
        """Turn to the board after or before this one; the way back does not lead through them."""
        beside = self.context.library.boards.neighbours(self.ref)
        ref = beside.next if steps > 0 else beside.previous
        if ref is None:
            where = "later" if steps > 0 else "earlier"
            self.context.say(f"There is no {where} {unit_of(self.ref)}.")
        else:
            self.context.replace(BoardPlace(self.context, ref))

    def transpose(self) -> None:
        """Read the matrix issue by issue, or party by party again."""
        if self.ref.kind != "matrix":
            self.context.say("Only the matrix can be turned.")
            return
        turned = replace(self.ref, transposed=not self.ref.transposed)
        self.context.replace(BoardPlace(self.context, turned))

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its own actions, by the id of the command."""
        return {
            **super().actions,
            "open": self.open,
            "move.left": lambda typed: self._aside(-typed.times),
            "move.right": lambda typed: self._aside(typed.times),
            "brief.next": lambda typed: self.step(1),
            "brief.previous": lambda typed: self.step(-1),
            "transpose": lambda typed: self.transpose(),
        }
