"""The ledger of promises: what was agreed or announced with a figure or a date, and what came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.process.index import Process
from briefing.process.rounds import Round
from briefing.process.standing import Cell, Ref, refs_of
from briefing.records import Row, marks


@dataclass(frozen=True, slots=True)
class Promise:
    """An agreement or a next step that later rounds can be held against."""

    process: Process
    """The process in which it was made."""
    column: int
    """The column (from 0) of the round in which it was made."""
    row: Row
    """The record: an agreement with an amount or a date, or a next step with a date."""
    issues: tuple[str, ...]
    """The issues it is about; of a next step, those of the records it refers to."""
    events: tuple[tuple[Round, Row], ...] = ()
    """What later rounds tell in their timelines of the day it was promised for, in order."""

    @property
    def round(self) -> Round:
        """Where it was made."""
        return self.process.rounds[self.column]

    @property
    def rounds_since(self) -> Sequence[Round]:
        """The rounds after it."""
        return self.process.rounds[self.column + 1 :]

    @property
    def later(self) -> tuple[Cell, ...]:
        """What each later round that raises these issues says, in order; read when asked for."""
        found = (pair for issue in self.issues for pair in self.process.after(issue, self.column))
        return tuple(cell for _, cell in sorted(found, key=lambda pair: pair[0]))

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The record itself and those of the later rounds."""
        return refs_of([self.row]) + self.refs_since

    @property
    def refs_since(self) -> tuple[Ref, ...]:
        """The records of the later rounds."""
        cells = tuple(ref for cell in self.later for ref in cell.refs)
        return cells + refs_of(row for _, row in self.events)


def ledger(process: Process) -> tuple[Promise, ...]:
    """Return every promise of a process, in the order in which they were made."""
    days: dict[str, list[tuple[int, Row]]] = {}
    for column, row in process.of_kinds("timeline"):
        days.setdefault(row.date, []).append((column, row))
    return tuple(
        Promise(
            process, column, row, row.issues or _issues_meant(process, column, row),
            tuple(
                (process.rounds[later], event)
                for later, event in days.get(row.date, ())
                if later > column
            ),
        )
        for column, row in process.of_kinds("agreement", "next")
        if _can_be_held(row)
    )  # fmt: skip


def unfollowed(process: Process) -> int:
    """Return how many agreements and next steps are no `Promise`, having no figure and no date."""
    return sum(not _can_be_held(row) for _, row in process.of_kinds("agreement", "next"))


def _can_be_held(row: Row) -> bool:
    return bool(row.date or (row.kind == "agreement" and row.amount))


def _issues_meant(process: Process, column: int, row: Row) -> tuple[str, ...]:
    """Return the issues of the records that a next step refers to."""
    here = process.rounds[column].brief
    found: dict[str, None] = {}
    for _, _, target in marks(row.text):
        brief, hash_, key = target.rpartition("#")
        found.update(
            dict.fromkeys(_issues_of(process.rows_of_brief(brief if hash_ else here), key))
        )
    return tuple(found)


def _issues_of(rows: Iterable[Row], key: str) -> tuple[str, ...]:
    return next((row.issues for row in rows if row.key == key), ())
