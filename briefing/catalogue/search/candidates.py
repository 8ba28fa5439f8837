"""Candidate briefs of a query, one by one, newest or oldest first."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from briefing.catalogue.search.brief_filters import Clause
from briefing.catalogue.search.plan import Plan
from briefing.catalogue.storage import columns
from briefing.catalogue.storage.columns import placeholders
from briefing.query.nodes import And, Days, Node

_GROUP = 200  # briefs of one day put in the order of the list before the first is looked at
_PAGE, _LONGEST_PAGE = 64, 16_384  # numbers of briefs fetched at once
_RECORDS = 256  # numbers of records fetched first: a brief has several that answer
_WITHIN = "SELECT rowid FROM rec WHERE rec MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid"
_ENOUGH = 33  # records that a stretch must have for another one to be looked through
_NTH = """
SELECT rowid FROM rec WHERE rec MATCH ? AND rowid BETWEEN ? AND ?
ORDER BY rowid DESC LIMIT 1 OFFSET ?
"""
_TOP = (1 << 63) - 1


Look = Callable[[Sequence[int]], Iterable[int]]
"""Filters record numbers, in order, to the records that match."""


class LookBudget:
    """The number of records that a page of hits may examine."""

    def __init__(self, most: int) -> None:
        """Allow `most` records for the first page, and more for each page that uses them up."""
        self._most = self._left = most
        self.stopped_at: int | None = None
        """The brief at which a walk has stopped; None where it did not."""

    def renew(self) -> None:
        """Allow records for another page."""
        # A brief may have more records than a page may look at.
        self._most *= 1 if self.stopped_at is None else 2
        self._left, self.stopped_at = self._most, None

    def spend(self, records: Sequence[int]) -> bool:
        """Count records that are to be looked at; return whether that is allowed."""
        if self._left <= 0:
            self.stopped_at = columns.brief_of(records[0])
            return False
        self._left -= len(records)
        return True


class Pace(NamedTuple):
    """How far a phrase is looked for at once, from the newest records on.

    FTS5 visits the records that have every word of it, which for frequent words alone are many.
    """

    phrases: tuple[str, ...]
    """An expression for each way to write it, or for its rarest words; without OR, with which FTS5
    does not begin at a given record."""
    words: tuple[str, ...]
    """An expression for each word of it."""
    records: int
    """Records with the rarest of the words that make a stretch."""
    is_exact: bool
    """Whether all that `phrases` find have a phrase."""


class CandidateWalk(NamedTuple):
    """The range of a walk over briefs, and its direction."""

    plan: Plan | None
    """Full-text expressions that narrow it; None for none."""
    where: Clause | None = None
    """A condition on the brief's row that narrows it where no expression does."""
    low: int = 0
    """The lowest number of a brief."""
    high: int = _TOP >> columns.RECORD_BITS
    """The highest number of a brief."""
    newest_first: bool = True
    """The direction."""
    pace: Pace | None = None
    """With it, the newest are looked for a stretch at a time, and not beyond one with few."""
    look: Look | None = None
    """Finds the hits among the records that the expressions find; None where all of them are."""
    budget: LookBudget | None = None
    """Ends a walk that examines too many records; None for no limit."""


def bounds(root: Node | None, longest: int) -> tuple[int, int]:
    """Return the lowest and highest number that a brief of the days asked for can have.

    `longest` is the most days that a brief of the store covers beyond its first.
    """
    low, high = 0, _TOP >> columns.RECORD_BITS
    for part in root.parts if isinstance(root, And) else (root,):
        if isinstance(part, Days):
            if part.first:
                day = date.fromisoformat(part.first).toordinal() - longest
                low = max(low, columns.first_number(max(0, day)))
            if part.last:
                day = date.fromisoformat(part.last).toordinal() + 1
                high = min(high, columns.first_number(day) - 1)
    return low, high


def candidates(connection: sqlite3.Connection, walk: CandidateWalk) -> Iterator[int]:
    """Yield the numbers of the briefs that may answer, in their order or against it."""
    plan = walk.plan
    if walk.pace is not None:
        return _briefs_of(_stretches(connection, walk, walk.pace))
    if plan is None or (plan.briefs is None and plan.records is None):
        return _rows(connection, walk)
    if plan.records is None or plan.exact:
        return _briefs(connection, walk, plan.briefs or "")
    if plan.briefs is None or not plan.several:
        return _records(connection, walk, plan.records)
    return _both(
        _briefs(connection, walk, plan.briefs),
        _records(connection, walk, plan.records),
        walk.newest_first,
    )


def _rows(connection: sqlite3.Connection, walk: CandidateWalk) -> Iterator[int]:
    where = walk.where or Clause("1")
    sql = f"SELECT number FROM brief WHERE {where.sql} AND number BETWEEN ? AND ? ORDER BY number"
    return _pages(connection, sql, where.values, (walk.low, walk.high), walk.newest_first)


def _briefs(connection: sqlite3.Connection, walk: CandidateWalk, expression: str) -> Iterator[int]:
    sql = "SELECT rowid FROM doc WHERE doc MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid"
    return _pages(connection, sql, (expression,), (walk.low, walk.high), walk.newest_first)


def _records(connection: sqlite3.Connection, walk: CandidateWalk, expression: str) -> Iterator[int]:
    low = columns.record_number(walk.low, 0)
    high = columns.record_number(walk.high, columns.MAX_RECORDS)
    sql = "SELECT rowid FROM rec WHERE rec MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid"
    span, falling = (low, high), walk.newest_first
    longest = _LONGEST_PAGE if walk.look is None else _RECORDS
    records = _pages(connection, sql, (expression,), span, falling, _RECORDS, longest)
    return _briefs_of(records if walk.look is None else _held(records, walk.look, walk.budget))


def _held(records: Iterator[int], look: Look, budget: LookBudget | None) -> Iterator[int]:
    while some := list(islice(records, _RECORDS)):
        if budget is not None and not budget.spend(some):
            return
        yield from look(some)


def _briefs_of(records: Iterable[int]) -> Iterator[int]:
    """Yield the brief of each record, once for those that follow each other."""
    last = -1
    for record in records:
        number = columns.brief_of(record)
        if number != last:
            last = number
            yield number


def _stretches(connection: sqlite3.Connection, walk: CandidateWalk, pace: Pace) -> Iterator[int]:
    """Yield the numbers of the newest records with a phrase, a stretch at a time."""
    low = columns.record_number(walk.low, 0)
    high = columns.record_number(walk.high, columns.MAX_RECORDS)
    while low <= high:
        floor = _floor(connection, pace, low, high)
        found: set[int] = set()
        for expression in pace.phrases:
            # Upwards, as FTS5 would go down beyond `floor` until it has found the phrase.
            rows = connection.execute(_WITHIN, (expression, floor, high))
            found.update(number for (number,) in rows)
        holding = sorted(found, reverse=True)
        if walk.look is not None:
            holding = list(walk.look(holding))
        yield from holding
        if len(holding) < _ENOUGH:
            return
        high = floor - 1


def _floor(connection: sqlite3.Connection, pace: Pace, low: int, high: int) -> int:
    """Return the lowest number of a stretch of records that begins at `high`; `low` at least."""
    floor = high
    for expression in pace.words:
        nth = connection.execute(_NTH, (expression, low, high, pace.records)).fetchone()
        if nth is None:
            return low
        floor = min(floor, columns.record_number(columns.brief_of(nth[0]), 0))
    return max(floor, low)


def _pages(
    connection: sqlite3.Connection,
    sql: str,
    values: tuple[str | int, ...],
    span: tuple[int, int],
    falling: bool,
    size: int = _PAGE,
    longest: int = _LONGEST_PAGE,
) -> Iterator[int]:
    """Yield the numbers that a question finds within `span`, fetched a page at a time."""
    # An open cursor would keep the indexer from writing until the search is closed.
    low, high = span
    while low <= high:
        order = "DESC" if falling else "ASC"
        page = connection.execute(f"{sql} {order} LIMIT ?", (*values, low, high, size)).fetchall()
        for (number,) in page:
            yield number
        if len(page) < size:
            return
        if falling:
            high = number - 1
        else:
            low = number + 1
        size = min(longest, size * 4)


def _both(left: Iterator[int], right: Iterator[int], falling: bool) -> Iterator[int]:
    """Yield the numbers that two walks in the same direction have in common."""
    a, b = next(left, None), next(right, None)
    while a is not None and b is not None:
        if a == b:
            yield a
            a, b = next(left, None), next(right, None)
        elif (a > b) == falling:
            a = next(left, None)
        else:
            b = next(right, None)


def in_list_order(
    connection: sqlite3.Connection, numbers: Iterator[int], newest_first: bool
) -> Iterator[int]:
    """Put the briefs of each day in the order of the list: later rounds first, then by id.

    Of a day with more than a few hundred, the order holds within stretches.
    """
    group: list[int] = []
    for number in numbers:
        if group and (
            columns.day_of_number(group[0]) != columns.day_of_number(number) or len(group) >= _GROUP
        ):
            yield from _sorted(connection, group, newest_first)
            group = []
        group.append(number)
    yield from _sorted(connection, group, newest_first)


def _sorted(connection: sqlite3.Connection, group: list[int], newest_first: bool) -> Iterator[int]:
    if len(group) < 2:
        return iter(group)
    order = columns.NEWEST_OF_DAY if newest_first else columns.OLDEST_OF_DAY
    rows = connection.execute(
        f"SELECT number FROM brief WHERE number IN ({placeholders(len(group))}) ORDER BY {order}",
        group,
    ).fetchall()
    return (number for (number,) in rows)
