"""Hits of a search, page by page, with their total."""

from collections.abc import Callable, Iterator
from itertools import islice
from time import monotonic

from briefing.catalogue.ranking import rank
from briefing.catalogue.searching import Answer, Search
from briefing.catalogue.values import Found, Totals

RANKED = 2_000
"""How many of the newest hits are ranked for `sort:relevance`."""
_RANKED_BRIEFS = 250  # briefs looked into for that, where records must be judged one by one
_RANKED_TEXT = 800_000  # characters looked through for that
_COUNTED = 300  # hits counted where records must be judged one by one


class Clock:
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


def page(
    search: Search, *, order: Iterator[int] | None, sort: str, limit: int, offset: int, clock: Clock
) -> Found:
    """Return `limit` hits from `offset` on; `order` are briefs in an order other than by date."""
    if sort == "relevance":
        found, whole = _best(search, offset + limit, clock)
    else:
        briefs = order if order is not None else search.candidates(sort != "date")
        found = list(islice(search.hits(clock.running(briefs)), offset + limit + 1))
        whole = len(found) <= offset + limit and not clock.stopped
    total = len(found) if whole else None
    count = len({answer.number for answer in found}) if whole else None
    return Found(search.shown(found[offset : offset + limit]), total, count)


def _best(search: Search, wanted: int, clock: Clock) -> tuple[list[Answer], bool]:
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


def totals(search: Search, cap: int, clock: Clock) -> Totals:
    """Count the hits and their briefs, up to `cap` hits.

    Where records must be judged one by one, up to 300.
    """
    found = search.count(cap)
    if found is not None:
        return Totals(*found, exact=found[0] < cap)
    most = min(cap, _COUNTED)
    hits, briefs, last = 0, 0, -1
    for answer in search.hits(clock.running(search.candidates())):
        if hits >= most:
            return Totals(hits, briefs, exact=False)
        hits += 1
        briefs += answer.number != last
        last = answer.number
    return Totals(hits, briefs, exact=not clock.stopped)
