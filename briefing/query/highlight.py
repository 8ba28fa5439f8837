"""Match spans: where the words of a query occur in a text."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice

from briefing.query import Query
from briefing.query.fields import TEXT_KINDS
from briefing.query.nodes import Pattern, Words, wanted
from briefing.query.patterns import finder
from briefing.query.terms import IRREGULAR, TABLE

Ranges = tuple[tuple[int, int], ...]
"""Stretches of a text as (start, end) in characters, in order, none within another."""

MAX_RANGES = 500
"""Stretches marked in one text; who needs more will not count them."""
_PIECE = 64  # characters folded at once: few enough to map one by one where a word is found


def highlighter(query: Query) -> Callable[[str], Ranges]:
    """Return a function that finds the match spans of `query` in a text.

    Negated terms and fields highlight nothing.
    """
    marked = wanted(query.root)
    if not marked:
        return lambda text: ()
    return lambda text: match_spans(marked, text)


def match_spans(marked: tuple[Words | Pattern, ...], text: str, kind: str = "") -> Ranges:
    """Return the spans of `marked` in `text`; only terms that apply to records of `kind`."""
    asked = [m for m in marked if not (kind and m.field) or kind in TEXT_KINDS[m.field]]
    if not asked or not text:
        return ()
    found: set[tuple[int, int]] = set()
    folded = _folded(text)
    for item in asked:
        if isinstance(item, Words):
            places = folded.find(item)
        else:
            places = finder(item.source, item.ignore_case).find(text)
        try:
            found.update(islice(places, MAX_RANGES))
        except TimeoutError:
            pass  # the search itself says so
    return _merged(sorted(found))


def _merged(found: list[tuple[int, int]]) -> Ranges:
    """Merge overlapping spans."""
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _folded(text: str) -> "_Even | _Uneven":
    even = text.translate(TABLE)
    # Asked after translating, which meets every character.
    regular = len(even) == len(text) and (text.isascii() or IRREGULAR.isdisjoint(text))
    return _Even(even) if regular else _Uneven(text)


class _Even:
    """A text that normalises one character to one, so that offsets are unchanged."""

    def __init__(self, even: str) -> None:
        self._even = even

    def find(self, item: Words) -> Iterator[tuple[int, int]]:
        """Yield where the words stand in the text."""
        for match in _even_pattern(item.words, item.prefix).finditer(self._even):
            yield match.span()


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
        length = 1
        start = 0
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
        """Yield where the words stand in the text."""
        needle = needle_of(item)
        length = len(needle) - (1 if item.prefix else 2)
        at = self._form.find(needle)
        while at >= 0:
            yield self._origin(at + 1)[0], self._with_marks(self._origin(at + length)[1])
            at = self._form.find(needle, at + 1)

    def _origin(self, offset: int) -> tuple[int, int]:
        """Return the span of the text that one character of the form came from."""
        number = bisect_right(self._offsets, offset) - 1
        if number not in self._maps:
            self._maps[number] = _map(self._text, self._starts[number], self._starts[number + 1])
        return self._maps[number][offset - self._offsets[number]]

    def _with_marks(self, end: int) -> int:
        """Return `end` moved past following combining marks, which the form drops."""
        while end < len(self._text) and not TABLE[ord(self._text[end])]:
            end += 1
        return end


def needle_of(item: Words) -> str:
    """Return the substring that a text's form contains exactly if the words occur in the text."""
    return f" {' '.join(item.words)}" + ("" if item.prefix else " ")


def _piece_end(text: str, start: int) -> int:
    """Return where a piece from `start` can end without splitting a word."""
    end = min(len(text), start + _PIECE)
    # A gap, or a character that is a word of its own, begins with a space in the form.
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
