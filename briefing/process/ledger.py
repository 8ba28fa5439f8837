"""The ledger of promises: what was agreed or announced with a figure or a date, and what came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.process.index import Process
from briefing.process.pairing import Likeness, agreements_paired
from briefing.process.rounds import Round
from briefing.process.standing import Cell, Ref, refs_of, standing_of
from briefing.records import Row, marks


@dataclass(frozen=True, slots=True)
class Later:
    """What a later round says of a promise."""

    cell: Cell
    """Where the issue as a whole stands."""
    own: Cell | None
    """Where the same agreement stands by its own record; None where no record is known to be it."""

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The record of the same agreement, else those about the issue."""
        return (self.own or self.cell).refs


class Followed:
    """Which agreements of one round are which of another, worked out when first asked for."""

    __slots__ = ("_known", "_likeness", "_process")

    def __init__(self, process: Process) -> None:
        """Know of none yet."""
        self._process = process
        self._likeness = Likeness()
        self._known: dict[tuple[str, int, int], Mapping[str, Row]] = {}

    def restated(self, issue: str, key: str, before: int, after: int) -> Row | None:
        """Return what became of the agreement `key` from one column (from 0) to another."""
        known = self._known.get((issue, before, after))
        if known is None:
            earlier, later = (self._process.cell(issue, column) for column in (before, after))
            known = self._known[issue, before, after] = self._between(earlier, later)
        return known.get(key)

    def _between(self, earlier: Cell, later: Cell) -> Mapping[str, Row]:
        """Return the later agreements by the keys of the earlier ones that they are.

        One that is like no earlier one may be what became of one that it refers to.
        """
        found: dict[str, Row] = {}
        further: list[Row] = []
        for old, new in agreements_paired(earlier, later, self._likeness):
            if old is not None and new is not None:
                found[old.key] = new
            elif new is not None:
                further.append(new)
        for row in further:
            for _, _, target in marks(row.text):
                brief, _, key = target.rpartition("#")
                if brief == earlier.round.brief:
                    found.setdefault(key, row)
        return found


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
    followed: Followed = field(repr=False, compare=False)
    """Tells in which records later rounds restate agreements."""
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
    def later(self) -> tuple[Later, ...]:
        """What each later round that raises these issues says, in order; read when asked for."""
        found = (pair for issue in self.issues for pair in self._on(issue))
        return tuple(later for _, later in sorted(found, key=lambda pair: pair[0]))

    def _on(self, issue: str) -> Iterator[tuple[int, Later]]:
        """Yield the later columns that raise one of its issues, with what they say.

        An agreement is followed from round to round: through one that does not restate it, by what
        was last said of it.
        """
        last, column = self.row, self.column
        for after, cell in self.process.after(issue, self.column):
            row = None
            if self.row.kind == "agreement":
                row = self.followed.restated(issue, last.key, column, after)
            if row is None:
                yield after, Later(cell, None)
                continue
            last, column = row, after
            yield after, Later(cell, Cell(issue, cell.round, standing_of([row]), (row,)))

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The record itself and those of the later rounds."""
        return refs_of([self.row]) + self.refs_since

    @property
    def refs_since(self) -> tuple[Ref, ...]:
        """The records of the later rounds: its own where they restate it, else the issue's."""
        return tuple(ref for later in self.later for ref in later.refs) + refs_of(
            row for _, row in self.events
        )


def ledger(process: Process) -> tuple[Promise, ...]:
    """Return every promise of a process, in the order in which they were made."""
    followed = Followed(process)
    days: dict[str, list[tuple[int, Row]]] = {}
    for column, row in process.of_kinds("timeline"):
        days.setdefault(row.date, []).append((column, row))
    return tuple(
        Promise(
            process, column, row, row.issues or _issues_meant(process, column, row), followed,
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
