"""Hits of a search, page by page, with their total."""

import sqlite3
from array import array
from collections.abc import Callable, Iterator
from itertools import islice
from math import log
from time import monotonic
from typing import Any

from briefing.catalogue.briefs import numbers_of
from briefing.catalogue.search.candidates import LookBudget
from briefing.catalogue.search.records.judging import Answer
from briefing.catalogue.search.records.record_filter import search_form
from briefing.catalogue.search.search import Search
from briefing.catalogue.search_results import Hit, Totals
from briefing.catalogue.storage.columns import Ask
from briefing.catalogue.values import Marks
from briefing.query import Query
from briefing.query.highlight import needle_of
from briefing.query.nodes import Pattern, WordRow, Words

COUNTED = 2_000
"""Hits counted; there may be more."""

RANKED = 2_000
"""How many of the newest hits are ranked for `sort:relevance`."""
_RANKED_BRIEFS = 250  # briefs looked into for that, where records must be judged one by one
_RANKED_TEXT = 800_000  # characters looked through for that
_JUDGED = 300  # hits counted where records must be judged one by one
LOOKED_AT = 512
"""Records that a page of a hasty search examines, in some milliseconds."""
_QUICK = 0.008  # seconds of a count while a screen is drawn
_TABLES = "SELECT value FROM header WHERE key IN ('begun', 'generation') ORDER BY key"
_KEY = 3  # of `record_filter.TEXT_COLUMNS`


class _Clock:
    """Ends a count when it is cancelled."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self.stopped = False
        """Whether it has ended a walk."""

    def running(self, briefs: Iterator[int]) -> Iterator[int]:
        """Yield from `briefs` until it is cancelled."""
        for number in briefs:
            if self._cancelled():
                self.stopped = True
                return
            yield number


class Cursor:
    """A search under way: each page goes on where the last one ended, and a count uses its plan.

    Hits that have the words of the query side by side, as typed, come before the others, unless an
    order is asked for. Pages are fetched by one thread at a time; any thread may count. Between two
    pages nothing is left open that would keep another process from writing. Where the catalogue has
    changed meanwhile, the query is planned again and goes on from the day of the last hit.
    """

    def __init__(
        self, ask: Ask, query: Query, marks: Marks, sort: str = "", *, hasty: bool = False
    ) -> None:
        """Prepare a search in the order `sort`, or else that of the query; nothing is asked yet.

        A `hasty` one looks at some records a page for a phrase whose last word is begun.
        """
        self._ask, self._query, self._marks = ask, query, marks
        self._sort = sort or query.sort or "-date"
        self._in_parts = not (sort or query.sort)
        # Each with the generation of the tables that it was made from.
        self._plan: tuple[Any, Search, Search | None] | None = None
        self._walk: tuple[Any, sqlite3.Connection, Iterator[Answer]] | None = None
        self._given: set[tuple[str, str]] = set()
        self._last: Answer | None = None
        self._budget = LookBudget(LOOKED_AT) if hasty and self._sort in ("date", "-date") else None

    @property
    def has_stopped(self) -> bool:
        """Whether the last page ended early, so that the next one may have more all the same."""
        return self._budget is not None and self._budget.stopped_at is not None

    def briefs(self) -> "array[int]":
        """Return the numbers of the briefs that answer."""

        def question(connection: sqlite3.Connection) -> "array[int]":
            return numbers_of(connection, self._planned(connection)[1].briefs(), self._sort)

        numbers: array[int] = self._ask(question, array("q"))
        return numbers

    def answers(self, number: int) -> bool:
        """Whether the brief with this number answers; no other is looked at."""
        holds: bool = self._ask(lambda c: self._planned(c)[1].answers(number), False)
        return holds

    def fetch(self, count: int) -> tuple[Hit, ...]:
        """Return the next `count` hits; fewer where there are no more."""
        hits: tuple[Hit, ...] = self._ask(lambda connection: self._next(connection, count), ())
        return hits

    def _next(self, connection: sqlite3.Connection, count: int) -> tuple[Hit, ...]:
        tables, search = self._planned(connection)
        # A walk that a fault breaks off cannot go on.
        walk, self._walk = self._walk, None
        if self._budget is not None:
            if (stopped_at := self._budget.stopped_at) is not None:
                walk = None
                search = search.from_brief(stopped_at, self._sort == "-date")
            self._budget.renew()
            search = search.within(self._budget)
        if walk is None or walk[:2] != (tables, connection):
            phrases = self._phrases(connection)
            walk = (tables, connection, self._remaining(connection, search, phrases, count))
        answers = list(islice(walk[2], count))
        hits = search.shown(answers)
        self._walk = walk
        self._given.update((hit.brief, hit.key) for hit in hits)
        self._last = answers[-1] if answers else self._last
        return hits

    def anchors(self, row: WordRow) -> tuple[int, ...]:
        """Return the places of a row of words that a text is shown for, the rarest first."""
        places: tuple[int, ...] = self._ask(lambda c: self._planned(c)[1].anchors(row), ())
        return places

    def totals(self, cancelled: Callable[[], bool] = lambda: False) -> Totals:
        """Count records that answer, and briefs: at most 2,000, or 300 if each must be judged."""
        return self._totals(_Clock(cancelled))

    def counted(self) -> Totals | None:
        """Count like `totals`, or return None where that takes over 8 milliseconds."""
        end = monotonic() + _QUICK
        clock = _Clock(lambda: monotonic() > end)
        totals = self._totals(clock)
        return None if clock.stopped else totals

    def _totals(self, clock: _Clock) -> Totals:
        none = Totals(0, 0, exact=True)
        totals: Totals = self._ask(lambda c: _count(self._planned(c)[1], clock), none)
        return totals

    def _planned(self, connection: sqlite3.Connection) -> tuple[Any, Search]:
        tables = connection.execute(_TABLES).fetchall()
        plan = self._plan
        if plan is None or plan[0] != tables:
            search = Search(connection, self._query, self._marks)
            plan = self._plan = (tables, search, search.phrases() if self._in_parts else None)
        return tables, plan[1].on(connection)

    def _phrases(self, connection: sqlite3.Connection) -> Search | None:
        phrases = self._plan[2] if self._plan is not None else None
        return phrases.on(connection) if phrases is not None else None

    def _remaining(
        self,
        connection: sqlite3.Connection,
        search: Search,
        phrases: Search | None,
        count: int,
    ) -> Iterator[Answer]:
        """Yield all answers but those given already; `count` at least are asked for."""
        given = set(self._given)
        parts: list[tuple[Search, bool | None]] = [(search, None)]
        if phrases is not None:
            parts = [(phrases, True), (search, False)]
        last = self._last
        if last is not None and self._sort in ("date", "-date"):
            parts = [part for part in parts if not (last.in_a_row is False and part[1])]
            first, in_a_row = parts[0]
            parts[0] = first.from_day_of(last.number, self._sort == "-date"), in_a_row
        for part, in_a_row in parts:
            for answer in self._in_order(connection, part, count):
                key = (answer.head[0], answer.record[_KEY])
                if key not in given:
                    given.add(key)
                    yield answer._replace(in_a_row=in_a_row)

    def _in_order(
        self, connection: sqlite3.Connection, search: Search, count: int
    ) -> Iterator[Answer]:
        if self._sort == "relevance":
            return _best_first(search, max(RANKED, count))
        if self._sort in ("title", "party"):
            return search.hits(numbers_of(connection, search.briefs(), self._sort))
        return search.hits(search.candidates(self._sort != "date"))


def _best_first(search: Search, most: int) -> Iterator[Answer]:
    """Yield the best of the `most` newest hits, then the best of twice as many, and so on."""
    given: set[tuple[int, str]] = set()
    while True:
        ranked, whole = _best(search, most)
        more = [each for each in ranked if (each.number, each.record[_KEY]) not in given]
        yield from more
        if whole or not more:
            return
        given.update((each.number, each.record[_KEY]) for each in more)
        most *= 2


def _best(search: Search, most: int) -> tuple[list[Answer], bool]:
    """Return the newest hits, at most so many, with the best first, and whether these are all."""
    newest = search.newest(most)
    if newest is not None:
        return rank(_readable(newest), search.marked), len(newest) < most
    briefs = list(islice(search.candidates(), _RANKED_BRIEFS + 1))
    answers = list(islice(search.hits(briefs), most))
    whole = len(answers) < most and len(briefs) <= _RANKED_BRIEFS
    return rank(answers, search.marked), whole


def _readable(answers: list[Answer]) -> list[Answer]:
    """Return as many of the newest as can be looked through in the time of a few keystrokes."""
    left = _RANKED_TEXT
    for count, answer in enumerate(answers):
        left -= len(answer.record[2])
        if left < 0:
            return answers[:count]
    return answers


def _count(search: Search, clock: _Clock) -> Totals:
    counts = search.count(COUNTED)
    if counts is not None:
        return Totals(*counts, exact=counts[0] < COUNTED)
    hits, briefs, last = 0, 0, -1
    for answer in search.hits(clock.running(search.candidates())):
        if hits >= _JUDGED:
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


def rank(answers: list[Answer], marked: tuple[Words | Pattern, ...]) -> list[Answer]:
    """Return answers with the best first; equals stay in their order.

    BM25 (Robertson and Zaragoza, 2009) over the hits themselves, weighted by the kind of record.
    """
    needles = [needle_of(item) for item in marked if isinstance(item, Words)]
    forms = [search_form(answer.record[1], answer.record[2]) for answer in answers]
    counts = [[form.count(needle) for needle in needles] for form in forms]
    having = [sum(1 for row in counts if row[place]) for place in range(len(needles))]
    rarity = [log(1 + (len(answers) - n + 0.5) / (n + 0.5)) for n in having]
    scores = []
    for answer, form, row in zip(answers, forms, counts, strict=True):
        short = _K1 * (1 - _B + _B * len(form) / _USUAL)
        score = sum(
            weight * count * (_K1 + 1) / (count + short)
            for weight, count in zip(rarity, row, strict=True)
        )
        scores.append(score * _WEIGHTS.get(answer.record[0], _OTHER_WEIGHT))
    order = sorted(range(len(answers)), key=lambda place: -scores[place])
    return [answers[place] for place in order]
