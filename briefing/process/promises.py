"""The ledger of promises: agreements and steps with a figure or a date, and what became of them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from briefing.model.references import Target, marks
from briefing.model.rows import Row
from briefing.process.index import Process
from briefing.process.rounds import Round
from briefing.process.standing import Ref, refs_of
from briefing.process.threads import AgreementTracker, LaterRounds

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Promise:
    """An agreement or next step against which later rounds can be checked."""

    process: Process
    """The process in which it was made."""
    column: int
    """The column (from 0) of the round in which it was made."""
    row: Row
    """The record: an agreement with an amount or a date, or a next step with a date."""
    issues: tuple[str, ...]
    """The issues it is about; for a next step, those of the records it refers to."""
    tracker: AgreementTracker = field(repr=False, compare=False)
    """The correspondence between agreements and their later restatements."""
    events: tuple[tuple[Round, Row], ...] = ()
    """Events on the promised day in the timelines of later rounds, in order."""
    held: tuple[Round, ...] = ()
    """Later rounds held on the day announced in a next step."""

    @property
    def round(self) -> Round:
        """The round in which it was made."""
        return self.process.rounds[self.column]

    @property
    def later(self) -> tuple[LaterRounds, ...]:
        """What each later round that raises these issues says, in order; read on demand."""
        pairs = [
            pair
            for issue in self.issues
            for pair in self.tracker.after(issue, self.column, self.row)
        ]
        if len(self.issues) > 1:
            pairs.sort(key=itemgetter(0))
        return tuple(later for _, later in pairs)

    def refs_since(self, later: Iterable[LaterRounds]) -> tuple[Ref, ...]:
        """Return the records of `Promise.later`: its own where restated, else the issue's."""
        events = refs_of(row for _, row in self.events)
        return (*chain.from_iterable(item.refs for item in later), *events)


def ledger(process: Process) -> tuple[Promise, ...]:
    """Return the promises of a process, in the order they were made."""
    tracker = AgreementTracker(process)
    events = _by_day((row.date, column, row) for column, row in process.of_kinds("timeline"))
    meetings = _by_day((item.date, column, item) for column, item in enumerate(process.rounds))
    keys: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def issues(column: int, row: Row) -> tuple[str, ...]:
        """Return the issues of the records that a next step refers to."""
        slugs: dict[str, None] = {}
        for _, _, target in marks(row.text):
            cited = Target.parse(target)
            brief = cited.brief or process.rounds[column].brief
            if brief not in keys:
                # Of two records with one key the first counts.
                rows = reversed(process.rows_of_brief(brief))
                keys[brief] = {other.key: other.issues for other in rows}
            slugs.update(dict.fromkeys(keys[brief].get(cited.record, ())))
        return tuple(slugs)

    return tuple(
        Promise(
            process, column, row, row.issues or issues(column, row), tracker,
            tuple((process.rounds[n], event) for n, event in _since(events, row.date, column)),
            tuple(item for _, item in _since(meetings, row.date, column) if row.kind == "next"),
        )
        for column, row in process.of_kinds("agreement", "next")
        if _can_be_held(row)
    )  # fmt: skip


def _by_day(dated: Iterable[tuple[str, int, T]]) -> dict[str, list[tuple[int, T]]]:
    days: dict[str, list[tuple[int, T]]] = {}
    for date, column, item in dated:
        if date:
            days.setdefault(date, []).append((column, item))
    return days


def _since(days: Mapping[str, list[tuple[int, T]]], date: str, column: int) -> list[tuple[int, T]]:
    items = days.get(date, [])
    return items[bisect_right(items, column, key=itemgetter(0)) :]


def unfollowed(process: Process) -> int:
    """Count agreements and next steps that are not a `Promise`, without a figure or date."""
    return sum(not _can_be_held(row) for _, row in process.of_kinds("agreement", "next"))


def _can_be_held(row: Row) -> bool:
    return bool(row.date or (row.kind == "agreement" and row.amount))
