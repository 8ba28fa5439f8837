"""A reference to a board as plain values, so that history can open it again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing.errors import NotFound
from briefing.process import Matrix, changes, ledger, line_in, versions
from briefing.view import board as boards
from briefing.view.board import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model.rows import Row
    from briefing.process import Process
    from briefing.view.board import Board

Kind = Literal["process", "matrix", "moved", "beside", "who", "timeline", "promises", "since"]
"""What a board can show."""


@dataclass(frozen=True, slots=True)
class BoardRef:
    """A board by name, and the cell that the cursor is on."""

    kind: Kind
    """What it shows."""
    process: str
    """The slug of the process."""
    brief: str = ""
    """The round that is compared with the one before it."""
    name: str = ""
    """The slug of the party or person."""
    line: int = 0
    """The row of the cursor, from 0."""
    column: int = 0
    """The column of the cursor, from 0."""

    @property
    def names(self) -> tuple[str, str, str, str]:
        """What the board is, wherever its cursor: a board of a whole process names no round."""
        compares = self.kind in ("moved", "beside", "since")
        return self.kind, self.process, self.brief if compares else "", self.name


def board_of(
    process: "Process", table: BoardRef, verdicts: Verdicts, whole: "Callable[[str], Sequence[Row]]"
) -> "Board":
    """Return the board of a process that `table` names.

    `verdicts` tells the verdicts of a brief's quotes, `whole` all that a brief says. A party or
    person that the process does not know has an empty board.

    Raises:
        NotFound: the brief is no round of the process that stands, or the first one.
    """
    if table.kind == "matrix":
        return boards.matrix_board(Matrix(process), verdicts)
    if table.kind == "timeline":
        return boards.timeline_board(process)
    if table.kind == "promises":
        return boards.ledger_board(process, ledger(process), verdicts)
    if table.kind == "who":
        return _line(process, table.name, verdicts)
    if table.kind in ("moved", "beside"):
        return _compared(process, table, verdicts, whole)
    return boards.process_board(process, verdicts)


def _compared(
    process: "Process", table: BoardRef, verdicts: Verdicts, whole: "Callable[[str], Sequence[Row]]"
) -> "Board":
    after = process.column(table.brief)
    replaced = process.rounds[after].supersedes
    if table.kind == "beside" and replaced in {item.brief for item in process.replaced}:
        edits = versions(whole(replaced), whole(table.brief))
        return boards.versions_board(replaced, table.brief, edits)
    before = after - 1
    if before < 0:
        raise NotFound("this is the first round; there is no earlier one to compare")
    if table.kind == "moved":
        moved = changes(process, before, after)
        return boards.moves_board(process, before, after, moved, verdicts)
    left, right = ((process.rounds[column], process.rows(column)) for column in (before, after))
    return boards.side_by_side(left, right, process.names, verdicts)


def _line(process: "Process", name: str, verdicts: Verdicts) -> "Board":
    names = process.names
    if name in names.people:
        steps, title = line_in(process, person=name), names.person(name)
    else:
        steps, title = line_in(process, party=name), names.party(name)
    return boards.line_board(title, steps, names, verdicts)
