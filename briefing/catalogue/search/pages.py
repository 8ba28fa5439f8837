"""Hits of a search, page by page, with their total."""

import sqlite3
from array import array
from collections.abc import Callable, Iterator
from itertools import islice
from math import log
from time import monotonic
from typing import Any, NamedTuple, Protocol, TypeVar

from briefing.catalogue import briefs
from briefing.catalogue.search.record_filter import search_form
from briefing.catalogue.search.search import Answer, Search
from briefing.catalogue.values import Hit, HitPage, Marks, Totals
from briefing.query import Query
from briefing.query.highlight import needle_of
from briefing.query.nodes import Pattern, Words

Result = TypeVar("Result")
COUNTED = 2_000
"""Hits counted; there may be more."""

RANKED = 2_000
"""How many of the newest hits are ranked for `sort:relevance`."""
_RANKED_BRIEFS = 250  # briefs looked into for that, where records must be judged one by one
_RANKED_TEXT = 800_000  # characters looked through for that
_JUDGED = 300  # hits counted where records must be judged one by one


class SearchClock:
    """Tells when a search has to stop."""

    def __init__(self, cancelled: Callable[[], bool] | None) -> None:
        self._cancelled = cancelled
        self.stopped = False
        """Whether it has told so."""

    def running(self, briefs: Iterator[int]) -> Iterator[int]:
        """Yield from `briefs` until it is time to stop."""
        for number in briefs:
            if self._cancelled is not None and self._cancelled():
                self.stopped = True
                return
            yield number


def after(milliseconds: float) -> Callable[[], bool]:
    """Return what says, from so many milliseconds on, that it is time to stop."""
    end = monotonic() + milliseconds / 1000
    return lambda: monotonic() > end


class Ask(Protocol):
    """Asks the tables, as `Catalogue.ask` does."""

    def __call__(
        self, question: Callable[[sqlite3.Connection], Result], nothing: Result, /
    ) -> Result:
        """Return the answer to `question`, or `nothing` where the tables cannot be read."""


class _Plan(NamedTuple):
    tables: object  # what tells that the catalogue has not changed since
    search: Search


class _Walk(NamedTuple):
    connection: sqlite3.Connection
    tables: object
    answers: Iterator[Answer]


class Cursor:
    """A query under way: each page goes on where the last one ended, and a count uses its plan.

    Pages are fetched by one thread at a time; any thread may count. Between two pages nothing is
    left open that would keep another process from writing. Where the catalogue has changed
    meanwhile, the query is planned again and goes on from the day that it had come to.
    """

    def __init__(self, ask: Ask, query: Query, marks: Marks, sort: str = "") -> None:
        """Prepare a search in the order `sort`, or else that of the query; nothing is asked yet."""
        self._ask, self._query, self._marks = ask, query, marks
        self._sort = sort or query.sort or "-date"
        self._plan: _Plan | None = None
        self._walk: _Walk | None = None
        self._given: set[tuple[str, str]] = set()
        self._last: int | None = None

    def fetch(self, count: int) -> tuple[Hit, ...]:
        """Return the next `count` hits; fewer where there are no more."""
        return self._ask(lambda connection: self._page(connection, count), ())

    def briefs(self, cancelled: Callable[[], bool] | None) -> "array[int]":
        """Return the numbers of the briefs that answer; of those found when it is cancelled."""

        def question(connection: sqlite3.Connection) -> "array[int]":
            numbers = SearchClock(cancelled).running(self._planned(connection).search.briefs())
            return briefs.numbers_of(connection, numbers, self._sort)

        return self._ask(question, array("q"))

    def page(self, limit: int, offset: int, cancelled: Callable[[], bool] | None) -> HitPage:
        """Return `limit` hits from `offset` on, apart from those that `fetch` returns."""
        clock = SearchClock(cancelled)
        return self._ask(
            lambda connection: page(
                connection, self._planned(connection).search,
                sort=self._sort, limit=limit, offset=offset, clock=clock,
            ),
            HitPage((), 0, 0),
        )  # fmt: skip

    def totals(self, *, cap: int = COUNTED, cancelled: Callable[[], bool] | None = None) -> Totals:
        """Count the records that answer and their briefs, up to `cap` records.

        Where records must be judged one by one, counting stops at 300.
        """
        return self._totals(cap, SearchClock(cancelled))

    def counted(self, most: float = 8) -> Totals | None:
        """Count like `totals`, or return None where that takes over `most` milliseconds."""
        clock = SearchClock(after(most))
        found = self._totals(COUNTED, clock)
        return None if clock.stopped else found

    def _totals(self, cap: int, clock: SearchClock) -> Totals:
        return self._ask(
            lambda connection: totals(self._planned(connection).search, cap, clock),
            Totals(0, 0, exact=True),
        )

    def _planned(self, connection: sqlite3.Connection) -> _Plan:
        tables: Any = connection.execute(_TABLES).fetchall()
        plan = self._plan
        if plan is None or plan.tables != tables:
            plan = self._plan = _Plan(tables, Search(connection, self._query, self._marks))
        return _Plan(tables, plan.search.on(connection))

    def _page(self, connection: sqlite3.Connection, count: int) -> tuple[Hit, ...]:
        tables, search = self._planned(connection)
        # A walk that a fault breaks off cannot go on.
        walk, self._walk = self._walk, None
        if walk is None or walk[:2] != (connection, tables):
            walk = _Walk(connection, tables, self._answers(connection, search))
        found = list(islice(walk.answers, count))
        hits = search.shown(found)
        self._walk = walk
        self._given.update((hit.brief, hit.key) for hit in hits)
        self._last = found[-1].number if found else self._last
        return hits

    def _answers(self, connection: sqlite3.Connection, search: Search) -> Iterator[Answer]:
        """Yield all answers but those given already."""
        given = frozenset(self._given)
        if self._sort in ("date", "-date") and self._last is not None:
            search = search.from_day_of(self._last, self._sort == "-date")
        for answer in _in_order(connection, search, self._sort, SearchClock(None)):
            if (answer.head[0], answer.record[_KEY]) not in given:
                yield answer


_TABLES = "SELECT value FROM header WHERE key IN ('begun', 'generation') ORDER BY key"
_KEY = 3  # of `judging.TEXT_COLUMNS`


def _in_order(
    connection: sqlite3.Connection, search: Search, sort: str, clock: SearchClock
) -> Iterator[Answer]:
    if sort == "relevance":
        return _best_first(search, clock)
    if sort in ("title", "party"):
        numbers = iter(briefs.numbers_of(connection, search.briefs(), sort))
    else:
        numbers = search.candidates(sort != "date")
    return search.hits(clock.running(numbers))


def _best_first(search: Search, clock: SearchClock) -> Iterator[Answer]:
    """Yield the best of the newest hits, then the best of twice as many, and so on."""
    given: set[tuple[int, str]] = set()
    most = RANKED
    while True:
        found, whole = _best(search, most, clock)
        more = [each for each in found if (each.number, each.record[_KEY]) not in given]
        yield from more
        if whole or not more:
            return
        given.update((each.number, each.record[_KEY]) for each in more)
        most *= 2


def page(
    connection: sqlite3.Connection,
    search: Search,
    *,
    sort: str,
    limit: int,
    offset: int,
    clock: SearchClock,
) -> HitPage:
    """Return `limit` hits from `offset` on."""
    if sort == "relevance":
        found, whole = _best(search, offset + limit, clock)
    else:
        answers = _in_order(connection, search, sort, clock)
        found = list(islice(answers, offset + limit + 1))
        whole = len(found) <= offset + limit and not clock.stopped
    total = len(found) if whole else None
    count = len({answer.number for answer in found}) if whole else None
    return HitPage(search.shown(found[offset : offset + limit]), total, count)


def _best(search: Search, wanted: int, clock: SearchClock) -> tuple[list[Answer], bool]:
    """Return hits with the best first, and whether these are all."""
    most = max(RANKED, wanted)
    found = search.newest(most)
    if found is not None:
        return rank(_readable(found), search.marked), len(found) < most
    looked_into = 0

    def some(briefs: Iterator[int]) -> Iterator[int]:
        nonlocal looked_into
        for number in briefs:
            looked_into += 1
            yield number

    stream = search.hits(some(clock.running(islice(search.candidates(), _RANKED_BRIEFS + 1))))
    found = list(islice(stream, most))
    whole = len(found) < most and looked_into <= _RANKED_BRIEFS and not clock.stopped
    return rank(found, search.marked), whole


def _readable(found: list[Answer]) -> list[Answer]:
    """Return as many of the newest as can be looked through in the time of a few keystrokes."""
    left = _RANKED_TEXT
    for count, answer in enumerate(found):
        left -= len(answer.record[2])
        if left < 0:
            return found[:count]
    return found


def totals(search: Search, cap: int, clock: SearchClock) -> Totals:
    """Count the hits and their briefs, up to `cap` hits; up to 300 judged one by one."""
    found = search.count(cap)
    if found is not None:
        return Totals(*found, exact=found[0] < cap)
    most = min(cap, _JUDGED)
    hits, briefs, last = 0, 0, -1
    for answer in search.hits(clock.running(search.candidates())):
        if hits >= most:
            return Totals(hits, briefs, exact=False)
        hits += 1
        briefs += answer.number != last
        last = answer.number
    return Totals(hits, briefs, exact=not clock.stopped)


_WEIGHTS = {
    "title": 2.0, "agreement": 1.5, "disagreement": 1.3, "position": 1.2, "quote": 1.3,
    "proposal": 1.2, "summary": 1.0, "source": 0.7,
}  # fmt: skip
_OTHER_WEIGHT = 0.9
_K1, _B = 1.2, 0.75
_USUAL = 120.0  # characters of a record of usual length


def rank(found: list[Answer], marked: tuple[Words | Pattern, ...]) -> list[Answer]:
    """Return `found` with the best first; those as good stay in the order they come in.

    BM25 (Robertson and Zaragoza, 2009) over the hits themselves, weighed by the kind of record.
    """
    needles = [needle_of(item) for item in marked if isinstance(item, Words)]
    forms = [search_form(answer.record[1], answer.record[2]) for answer in found]
    counts = [[form.count(needle) for needle in needles] for form in forms]
    having = [sum(1 for row in counts if row[place]) for place in range(len(needles))]
    rarity = [log(1 + (len(found) - n + 0.5) / (n + 0.5)) for n in having]
    scores = []
    for answer, form, row in zip(found, forms, counts, strict=True):
        short = _K1 * (1 - _B + _B * len(form) / _USUAL)
        score = sum(
            weight * count * (_K1 + 1) / (count + short)
            for weight, count in zip(rarity, row, strict=True)
        )
        scores.append(score * _WEIGHTS.get(answer.record[0], _OTHER_WEIGHT))
    order = sorted(range(len(found)), key=lambda place: -scores[place])
    return [found[place] for place in order]
