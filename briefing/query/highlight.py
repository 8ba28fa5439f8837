"""Match spans: where the words of a query occur in a text.

Words typed in a row are looked for as a phrase first, then near each other, then one by one; the
spans are those of the closest that there is.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from briefing.query import Query
from briefing.query.fields import TEXT_KINDS
from briefing.query.nodes import Pattern, Terms, WordRow, Words, terms_of
from briefing.query.patterns import finder
from briefing.query.terms import BORDER, IRREGULAR, TABLE, readings, split, words

Ranges = tuple[tuple[int, int], ...]
"""Spans of a text as (start, end) in characters, in order, without overlaps."""

MAX_RANGES = 500
"""The most spans of one term in one text."""
_PIECE = 64  # characters folded at once: few enough to map one by one around a match
_DIGITS = frozenset("0123456789")
_REACH = 80  # characters, beside those of the words, within which words are near each other


class Closeness(IntEnum):
    """How close together a text has the words of a row."""

    APART = 0
    """Anywhere, or not all of them."""
    NEAR = 1
    """All within the length of about a line."""
    PHRASE = 2
    """Side by side, as typed."""


Anchors = Callable[[WordRow], Sequence[int]]
"""Returns the places of a row that a text may be shown for, those of the rarest word first."""


def every_place(row: WordRow) -> Sequence[int]:
    """Return all places of a row in their order: `Anchors` where nothing is known of the words."""
    return range(len(row.places))


def highlighter(
    query: Query, anchors: Anchors = every_place, closeness: Sequence[Closeness] | None = None
) -> Callable[[str], Ranges]:
    """Return a function that finds the match spans of the positive terms of `query` in a text.

    With the `closeness` that a record has for each row of the query, other texts show nothing
    less close; without it each text shows the closest that it has.
    """
    terms = terms_of(query.root)
    return lambda text: Matches(terms, text).spans(anchors, closeness)


def anchor_finder(query: Query, anchors: Anchors) -> Callable[[str], Ranges]:
    """Return a function that finds the rarest word of each row of `query` in a text."""
    rows = terms_of(query.root).rows
    rarest = [word for row in rows for place in anchors(row)[:1] for word in row.places[place]]
    return lambda text: Matches(Terms((), tuple(rarest)), text).spans()


def beginnings(text: str) -> Callable[[str], Ranges]:
    """Return a function that finds in a text the words that begin as those of `text` do."""
    terms = Terms((), tuple(Words((word,), prefix=True) for word in words(text)))
    return lambda shown: Matches(terms, shown).spans()


class Matches:
    """The matches of the terms of a query in one text."""

    def __init__(self, terms: Terms, text: str, kind: str = "") -> None:
        """Look only for the terms that apply to records of `kind`, if it is given."""
        self._text = text
        self._rows = [row if _applies(row.places[0][0], kind) else None for row in terms.rows]
        self._others = [term for term in terms.others if _applies(term, kind)]
        wanted = text and (any(self._rows) or self._others)
        self._folded = [_folded(reading) for reading in readings(text)] if wanted else []
        self._found: dict[tuple[Words, ...], set[tuple[int, int]]] = {}
        self._closest = [self._look(row) for row in self._rows]

    def _look(self, row: WordRow | None) -> tuple[Closeness, set[tuple[int, int]]]:
        """Return how close the text has the words of a row, and their spans unless apart."""
        if row is not None and (found := self._of_place(row.phrases)):
            return Closeness.PHRASE, found
        if row is not None and (found := self._near(row)):
            return Closeness.NEAR, found
        return Closeness.APART, set()

    @property
    def closeness(self) -> tuple[Closeness, ...]:
        """How close the text has the words of each row."""
        return tuple(level for level, _ in self._closest)

    def spans(
        self, anchors: Anchors = every_place, closeness: Sequence[Closeness] | None = None
    ) -> Ranges:
        """Return what to light, as `highlighter` does."""
        spans: set[tuple[int, int]] = set()
        wanted = self.closeness if closeness is None else closeness
        for row, least, (level, found) in zip(self._rows, wanted, self._closest, strict=True):
            if row is not None and least is Closeness.APART:
                spans.update(*(self._of_place(row.places[place]) for place in anchors(row)))
            elif level >= least:
                spans |= found
        spans.update(*map(self._of_term, self._others))
        return _merged(spans)

    def first(self, anchors: Anchors, spans: Ranges) -> int:
        """Return the best beginning of an excerpt, given the highlighted spans.

        That is the rarest word of a row whose words are apart, else the first span.
        """
        for row, (level, _) in zip(self._rows, self._closest, strict=True):
            if row is None or level is not Closeness.APART:
                continue
            for place in anchors(row):
                if found := min(self._of_place(row.places[place]), default=None):
                    return found[0]
        return spans[0][0] if spans else 0

    def _of_place(self, words: tuple[Words, ...]) -> set[tuple[int, int]]:
        if words not in self._found:
            self._found[words] = {span for word in words for span in self._of_term(word)}
        return self._found[words]

    def _of_term(self, term: Words | Pattern) -> Iterator[tuple[int, int]]:
        if isinstance(term, Words):
            found = chain.from_iterable(one.find(term) for one in self._folded)
            return islice(found, MAX_RANGES)
        return _of_pattern(term, self._text if self._folded else "")

    def _near(self, row: WordRow) -> set[tuple[int, int]]:
        return {span for one in self._folded for span in _near_in(one, row)}


def _of_pattern(term: Pattern, text: str) -> Iterator[tuple[int, int]]:
    try:
        yield from islice(finder(term.source, term.ignore_case).find(text), MAX_RANGES)
    except TimeoutError:
        pass  # reported by the search itself


def _applies(term: Words | Pattern, kind: str) -> bool:
    return not (kind and term.field) or kind in TEXT_KINDS[term.field]


def _merged(spans: Iterable[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _near_in(one: "_Even | _Uneven", row: WordRow) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words of a row wherever all are near the one that is rarest there."""
    counts: list[int] = []
    for ways in row.places:
        counts.append(sum(1 for _ in _places(one, ways)))
        if not counts[-1]:
            return
    rarest = counts.index(min(counts))
    others = [words for place, words in enumerate(row.places) if place != rarest]
    reach = _REACH + len(row.phrases[0].words) + sum(map(len, row.phrases[0].words))
    for at in islice(_places(one, row.places[rarest]), MAX_RANGES):
        beside = [_nearest(one, words, at, reach) for words in others]
        found = [near for near in beside if near is not None]
        if len(found) == len(others):
            yield from (one.span(*near) for near in (at, *found))


def _places(
    one: "_Even | _Uneven", words: Iterable[Words], low: int = 0, high: int | None = None
) -> Iterator[tuple[int, int]]:
    return chain.from_iterable(one.places(word, low, high) for word in words)


def _nearest(
    one: "_Even | _Uneven", words: Iterable[Words], at: tuple[int, int], reach: int
) -> tuple[int, int] | None:
    """Return the place of one of `words` that is nearest to `at` and does not overlap it."""
    low = one.form.rfind(" ", 0, max(0, at[0] - reach)) + 1
    high = one.form.find(" ", at[1] + reach)
    found = _places(one, words, low, high + 1 if high >= 0 else None)
    apart = ((max(at[0] - end, start - at[1]), start, end) for start, end in found)
    distance, start, end = min((each for each in apart if each[0] >= 0), default=(reach + 1, 0, 0))
    return (start, end) if distance <= reach else None


def _folded(text: str) -> "_Even | _Uneven":
    even = text.translate(TABLE)
    # `IRREGULAR` is complete only after translating.
    regular = len(even) == len(text) and (text.isascii() or IRREGULAR.isdisjoint(text))
    return _Even(even) if regular and BORDER.search(even) is None else _Uneven(text)


class _Even(NamedTuple):
    """A text that normalises one character to one, so that offsets are unchanged."""

    form: str
    """The text, normalised."""

    def find(self, item: Words) -> Iterator[tuple[int, int]]:
        """Yield the spans of words in the text."""
        return self.places(item)

    def places(
        self, item: Words, low: int = 0, high: int | None = None
    ) -> Iterator[tuple[int, int]]:
        """Yield the spans of words in the form, from `low` to `high`, both beside a space."""
        pattern = _even_pattern(item.words, item.prefix)
        end = len(self.form) if high is None else high
        return (match.span() for match in pattern.finditer(self.form, low, end))

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Return the span of the text that a span of the form came from."""
        return low, high


@lru_cache(maxsize=256)
def _even_pattern(words: tuple[str, ...], prefix: bool) -> re.Pattern[str]:
    first, *others = map(re.escape, words)
    # Behind the word that it looks back over: `re` finds a pattern that begins with letters faster.
    parts = [f"{first}(?<![^ ]{first})", *others]
    return re.compile("[ ]+".join(parts) + ("" if prefix else "(?![^ ])"))


class _Uneven:
    """The normalised form of a text in pieces, so that only pieces with a match are mapped back."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []  # of each piece, in the text
        self._offsets: list[int] = []  # of each piece, in the form
        pieces: list[str] = []
        length, start = 1, 0
        while start < len(text):
            end = _piece_end(text, start)
            piece = " ".join(split(text[start:end].translate(TABLE)))
            if piece:
                self._starts.append(start)
                self._offsets.append(length)
                pieces.append(piece)
                length += len(piece) + 1
            start = end
        self._starts.append(len(text))
        self._form = f" {' '.join(pieces)} "
        self._maps: dict[int, list[tuple[int, int]]] = {}

    @property
    def form(self) -> str:
        """The text, normalised."""
        return self._form

    def find(self, item: Words) -> Iterator[tuple[int, int]]:
        """Yield the spans of words in the text."""
        return (self.span(*place) for place in self.places(item))

    def places(
        self, item: Words, low: int = 0, high: int | None = None
    ) -> Iterator[tuple[int, int]]:
        """Yield the spans of words in the form, from `low` to `high`, both beside a space."""
        needle = needle_of(item)
        length = len(needle) - (1 if item.prefix else 2)
        at = self._form.find(needle, max(0, low - 1), high)
        while at >= 0:
            yield at + 1, at + 1 + length
            at = self._form.find(needle, at + 1, high)

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Return the span of the text that a span of the form came from."""
        end = self._origin(high - 1)[1]
        while end < len(self._text) and not TABLE[ord(self._text[end])]:
            end += 1  # combining marks, which the form drops
        return self._origin(low)[0], end

    def _origin(self, offset: int) -> tuple[int, int]:
        number = bisect_right(self._offsets, offset) - 1
        if number not in self._maps:
            self._maps[number] = _map(self._text, self._starts[number], self._starts[number + 1])
        return self._maps[number][offset - self._offsets[number]]


def needle_of(item: Words) -> str:
    """Return the substring of the form of exactly the texts in which the words occur."""
    return f" {' '.join(item.words)}" + ("" if item.prefix else " ")


def _piece_end(text: str, start: int) -> int:
    end = min(len(text), start + _PIECE)
    # The form of a gap, or of a character that is a word, begins with a space.
    while end < len(text) and not TABLE[ord(text[end])].startswith(" "):
        end += 1
    return end


def _map(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return, for each character of a piece's form, the span of the text it came from."""
    origin: list[tuple[int, int]] = []
    gap, in_number = True, False
    for index in range(start, end):
        for part in TABLE[ord(text[index])]:
            if part == " ":
                if not gap:
                    origin.append((index, index + 1))
                gap, in_number = True, False
                continue
            is_digit = part in _DIGITS
            if in_number and not is_digit:
                origin.append((index, index))  # the space between a number and its letters
            origin.append((index, index + 1))
            gap, in_number = False, is_digit and (gap or in_number)
    return origin
