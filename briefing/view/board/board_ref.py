"""A reference to a board as plain values, so that history can open it again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.errors import NotFound
from briefing.model.rows import Row
from briefing.process import Matrix, Process, changes, ledger, line_in, versions
from briefing.view import board as boards
from briefing.view.board import Board, Verdicts

Kind = Literal["process", "matrix", "moved", "beside", "who", "timeline", "promises", "since"]
"""The kinds of boards."""


@dataclass(frozen=True, slots=True)
class BoardRef:
    """A board by name, and the cell that the cursor is on."""

    kind: Kind
    """The kind of board."""
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
    process: Process, ref: BoardRef, verdicts: Verdicts, whole: Callable[[str], Sequence[Row]]
) -> Board:
    """Return the board of a process that `ref` names; of an unknown party or person, an empty one.

    `verdicts` returns the checks of a brief's quotes, `whole` all that a brief says.

    Raises:
        NotFound: the brief is not a current round of the process, or the first one.
    """
    if ref.kind == "matrix":
        return boards.matrix_board(Matrix(process), verdicts)
    if ref.kind == "timeline":
        return boards.timeline_board(process)
    if ref.kind == "promises":
        return boards.ledger_board(process, ledger(process), verdicts)
    if ref.kind == "who":
        names, name = process.names, ref.name
        is_person = name in names.people
        steps = line_in(process, person=name) if is_person else line_in(process, party=name)
        title = names.person(name) if is_person else names.party(name)
        return boards.line_board(title, steps, names, verdicts)
    if ref.kind in ("moved", "beside"):
        return _compared(process, ref, verdicts, whole)
    return boards.process_board(process, verdicts)


def _compared(
    process: Process, ref: BoardRef, verdicts: Verdicts, whole: Callable[[str], Sequence[Row]]
) -> Board:
    after = process.column(ref.brief)
    replaced = process.rounds[after].supersedes
    if ref.kind == "beside" and replaced in {item.brief for item in process.replaced}:
        return boards.versions_board(
            replaced, ref.brief, versions(whole(replaced), whole(ref.brief))
        )
    before = after - 1
    if before < 0:
        raise NotFound("this is the first round; there is no earlier one to compare")
    if ref.kind == "moved":
        moved = changes(process, before, after)
        return boards.moves_board(process, before, after, moved, verdicts)
    left, right = ((process.rounds[column], process.rows(column)) for column in (before, after))
    return boards.side_by_side(left, right, process.names, verdicts)
