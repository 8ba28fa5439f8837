"""A reference to a board as plain values, so that history can open it again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefing.errors import NotFound
from briefing.model.rows import Row
from briefing.process import Matrix, Process, changes, ledger, line_in, versions
from briefing.view import board as boards
from briefing.view.board import Board, Verdicts

Kind = Literal[
    "process", "matrix", "moved", "beside", "who", "issue", "timeline", "promises", "shifts",
    "since", "notes",
]  # fmt: skip
"""The kinds of boards."""

OF_PROCESS: tuple[Kind, ...] = (
    "process", "matrix", "moved", "beside", "since", "timeline", "promises", "shifts",
)  # fmt: skip
"""Boards of a whole process or round, each opened by the command of the same name."""

COMPARING: frozenset[Kind] = frozenset({"moved", "beside", "since"})
"""Boards that compare a round with another, or with the version last read."""


@dataclass(frozen=True, slots=True)
class BoardRef:
    """A board by name, and the cell that the cursor is on."""

    kind: Kind
    """The kind of board."""
    process: str
    """The slug of the process."""
    brief: str = ""
    """The round that the board is of, or was opened from."""
    name: str = ""
    """The slug of the party, person or issue."""
    issue: str = ""
    """The slug of the issue to which the board of a party or person is narrowed, if it is."""
    other: str = ""
    """The round that `brief` is compared with; empty for the one before it."""
    form: Literal["", "words", "signs"] = ""
    """Whether a matrix shows words or signs; empty for what the window has room for."""
    transposed: bool = False
    """Whether a matrix has issues for rows and parties for columns."""
    line: int = 0
    """The row of the cursor, from 0."""
    column: int = 0
    """The column of the cursor, from 0."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the board is, wherever its cursor and however it is drawn.

        A board of a whole process names no round.
        """
        rounds = (self.brief, self.other) if self.kind in COMPARING else ()
        return self.kind, self.process, self.name, self.issue, *rounds


def board_of(
    process: Process, ref: BoardRef, verdicts: Verdicts, whole: Callable[[str], Sequence[Row]]
) -> Board:
    """Return the board of a process that `ref` names; of an unknown name, an empty one.

    `verdicts` returns the checks of a brief's quotes, `whole` all that a brief says.

    Raises:
        NotFound: the brief is not a current round of the process, or the first one.
    """
    board = _board_of(process, ref, verdicts, whole)
    what = board.title.removeprefix(f"{process.title}: ")
    if what == board.title or process.short_title == process.title:
        return board
    return replace(board, short_title=f"{process.short_title}: {what}")


def _board_of(
    process: Process, ref: BoardRef, verdicts: Verdicts, whole: Callable[[str], Sequence[Row]]
) -> Board:
    if ref.kind == "matrix":
        shown = boards.compact_matrix if ref.form == "signs" else boards.matrix_board
        return shown(Matrix(process), verdicts, transpose=ref.transposed)
    if ref.kind == "timeline":
        return boards.timeline_board(process)
    if ref.kind == "promises":
        return boards.ledger_board(process, ledger(process), verdicts)
    if ref.kind == "shifts":
        return boards.shifts_board(process, verdicts)
    if ref.kind == "who":
        return _who(process, ref, verdicts)
    if ref.kind == "issue":
        return _issue(process, ref, verdicts)
    if ref.kind in ("moved", "beside"):
        return _compared(process, ref, verdicts, whole)
    return boards.process_board(process, verdicts)


def _issue(process: Process, ref: BoardRef, verdicts: Verdicts) -> Board:
    records = [
        (process.rounds[column], row)
        for column, rows in reversed(list(process.records(ref.name)))
        for row in rows
    ]
    title = process.names.issue(ref.name)
    return boards.issue_board(title, records, process.names, verdicts)


def _who(process: Process, ref: BoardRef, verdicts: Verdicts) -> Board:
    names, name = process.names, ref.name
    is_person = name in names.people
    steps = line_in(process, person=name) if is_person else line_in(process, party=name)
    title = names.person(name) if is_person else names.party(name)
    if ref.issue:
        steps = tuple(step for step in steps if ref.issue in step.row.issues)
        title = f"{title} on {names.issue(ref.issue)}"
    return boards.line_board(title, steps, names, verdicts)


def _compared(
    process: Process, ref: BoardRef, verdicts: Verdicts, whole: Callable[[str], Sequence[Row]]
) -> Board:
    after = process.column(ref.brief)
    before = process.column(ref.other) if ref.other else process.earlier(after)
    replaced = "" if ref.other else process.rounds[after].supersedes
    if ref.kind == "beside" and replaced in {item.brief for item in process.replaced}:
        return boards.versions_board(
            replaced, ref.brief, versions(whole(replaced), whole(ref.brief))
        )
    if before < 0:
        raise NotFound("this is the first round; there is no earlier one to compare")
    before, after = sorted((before, after))
    if ref.kind == "moved":
        moved = changes(process, before, after)
        return boards.moves_board(process, before, after, moved, verdicts)
    left, right = ((process.rounds[column], process.rows(column)) for column in (before, after))
    return boards.side_by_side(left, right, process.names, verdicts)
