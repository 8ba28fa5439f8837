"""The boards before and after one: of the next round, issue, speaker or process."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.model.rows import Row
from briefing.process import Process
from briefing.view.board.board_ref import BoardRef


class Neighbours(NamedTuple):
    """The boards that `J` and `K` lead to; None at either end."""

    previous: BoardRef | None = None
    """The one before."""
    next: BoardRef | None = None
    """The one after."""


def unit_of(ref: BoardRef) -> str:
    """Return what neighbouring boards of this kind differ in, in a word: `round`."""
    named = {"moved": "round", "beside": "round", "who": "speaker", "issue": "issue"}
    return named.get(ref.kind, "process")


def neighbours(ref: BoardRef, boards: Sequence[BoardRef]) -> Neighbours:
    """Return the neighbours of a board among `boards`; one that is not there has none."""
    names = [each.names for each in boards]
    if ref.names not in names:
        return Neighbours()
    at = names.index(ref.names)
    return Neighbours(
        boards[at - 1] if at else None, boards[at + 1] if at + 1 < len(boards) else None
    )


def boards_like(process: Process, ref: BoardRef) -> list[BoardRef]:
    """Return all boards of a process that are like `ref`, in order, each at its first cell.

    Of a board of the whole process there is only one.
    """
    first = replace(ref, line=0, column=0)
    if ref.kind in ("moved", "beside"):
        return [replace(first, brief=brief) for brief in _comparable(process, ref)]
    if ref.kind == "who":
        return [replace(first, name=name) for name in speakers(process, ref.issue)]
    if ref.kind == "issue":
        return [replace(first, name=name) for name in process.issues]
    return [first]


def boards_of_processes(ref: BoardRef, rounds: Iterable[tuple[str, str]]) -> list[BoardRef]:
    """Return the boards like `ref` of several processes, given as their slug and last round."""
    return [replace(ref, process=slug, brief=brief, line=0, column=0) for slug, brief in rounds]


def _comparable(process: Process, ref: BoardRef) -> list[str]:
    """Return the briefs that can be compared as in `ref`: a fixed round with each of the others."""
    if ref.other:
        return [item.brief for item in process.rounds if item.brief != ref.other]
    replaced = {item.brief for item in process.replaced} if ref.kind == "beside" else set()
    return [
        item.brief
        for column, item in enumerate(process.rounds)
        if column or item.supersedes in replaced
    ]


def speakers(process: Process, issue: str = "") -> list[str]:
    """Return the parties, then the people, of whom something is recorded: on `issue` if given."""
    found: set[str] = set()
    for _, row in process.of_kinds("agreement", "position", "proposal", "quote"):
        if not issue or issue in row.issues:
            found.update(_of(row))
    # Parties and people come in the order in which the process has them.
    every = dict.fromkeys((*process.parties, *process.names.parties, *process.names.people))
    return [name for name in (*every, *sorted(found - every.keys())) if name in found]


def _of(row: Row) -> Sequence[str]:
    """Return the parties and people whose line has a record."""
    named = filter(None, (row.party, row.person))
    whole = row.kind in ("agreement", "proposal")
    return [*named, *(row.parties if whole else ()), *row.attested_by]
