"""Match spans: where the words of a query occur in a text."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from briefing.query import Query
from briefing.query.fields import TEXT_KINDS
from briefing.query.nodes import Pattern, Words, positive_terms
from briefing.query.patterns import finder
from briefing.query.terms import IRREGULAR, TABLE, readings

Ranges = tuple[tuple[int, int], ...]
"""Spans of a text as (start, end) in characters, in order, without overlaps."""

MAX_RANGES = 500
"""The most spans of one term in one text."""
_PIECE = 64  # characters folded at once: few enough to map one by one around a match


def highlighter(query: Query) -> Callable[[str], Ranges]:
    """Return a function that finds the match spans of the positive terms of `query` in a text."""
    terms = positive_terms(query.root)
    return lambda text: match_spans(terms, text)


def match_spans(terms: tuple[Words | Pattern, ...], text: str, kind: str = "") -> Ranges:
    """Return the spans of `terms` in `text`; only those that apply to records of `kind`."""
    terms = tuple(t for t in terms if not (kind and t.field) or kind in TEXT_KINDS[t.field])
    if not terms or not text:
        return ()
    spans: set[tuple[int, int]] = set()
    folded = [_folded(reading) for reading in readings(text)]
    matches: Iterator[tuple[int, int]]
    for term in terms:
        if isinstance(term, Words):
            matches = chain.from_iterable(one.find(term) for one in folded)
        else:
            matches = finder(term.source, term.ignore_case).find(text)
        try:
            spans.update(islice(matches, MAX_RANGES))
        except TimeoutError:
            pass  # reported by the search itself
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _folded(text: str) -> "_Even | _Uneven":
    even = text.translate(TABLE)
    # `IRREGULAR` is complete only after translating.
    regular = len(even) == len(text) and (text.isascii() or IRREGULAR.isdisjoint(text))
    return _Even(even) if regular else _Uneven(text)


class _Even(NamedTuple):
    """A text that normalises one character to one, so that offsets are unchanged."""

    form: str

    def find(self, item: Words) -> Iterator[tuple[int, int]]:
        pattern = _even_pattern(item.words, item.prefix)
        return (match.span() for match in pattern.finditer(self.form))


@lru_cache(maxsize=256)
def _even_pattern(words: tuple[str, ...], prefix: bool) -> re.Pattern[str]:
    body = "[ ]+".join(map(re.escape, words))
    return re.compile(f"(?<![^ ]){body}" + ("" if prefix else "(?![^ ])"))


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
            piece = " ".join(text[start:end].translate(TABLE).split())
            if piece:
                self._starts.append(start)
                self._offsets.append(length)
                pieces.append(piece)
                length += len(piece) + 1
            start = end
        self._starts.append(len(text))
        self._form = f" {' '.join(pieces)} "
        self._maps: dict[int, list[tuple[int, int]]] = {}

    def find(self, item: Words) -> Iterator[tuple[int, int]]:
        needle = needle_of(item)
        length = len(needle) - (1 if item.prefix else 2)
        at = self._form.find(needle)
        while at >= 0:
            end = self._origin(at + length)[1]
            while end < len(self._text) and not TABLE[ord(self._text[end])]:
                end += 1  # combining marks, which the form drops
            yield self._origin(at + 1)[0], end
            at = self._form.find(needle, at + 1)

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
    gap = True
    for index in range(start, end):
        for part in TABLE[ord(text[index])]:
            if part != " ":
                origin.append((index, index + 1))
                gap = False
            elif not gap:
                origin.append((index, index + 1))
                gap = True
    return origin
