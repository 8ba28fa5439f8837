"""A word index of one text; a quotation that does not occur takes 14 % longer without."""

import re
from array import array
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice

from briefing.text.equivalents import UNSPACED

MAX_PLACES = 2000
"""The most places that can be requested for one word."""
_MOST_WORDS = 100_000  # different words; a text with more is not prose, and takes too much memory
_MOST_ALIKE = 200  # words with a common part; with more, a search of the text is faster
_RUN = re.compile(rf"[^\W{UNSPACED}]+")
_PAIR = re.compile(rf"([^\W{UNSPACED}]+)[^\w{UNSPACED}]+([^\W{UNSPACED}]+)")


class WordIndex:
    """An index of the words of a text by place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, array[int]] = {}  # one more than can be requested
        for match in _RUN.finditer(text):
            places = self._places.get(match[0])
            if places is None:
                if len(self._places) == _MOST_WORDS:
                    self._places.clear()
                    break
                places = self._places[match[0]] = array("I")
            if len(places) <= MAX_PLACES:
                places.append(match.start())
        # All words between line breaks, to search for parts of words.
        self._listed = "\n".join(("", *self._places, ""))

    def places(self, needle: str, most: int) -> list[int] | None:
        """Return the first `most` + 1 places of `needle`, as `str.find` would.

        `needle` is a word, a part of one, or two adjacent words; `most` is at most `MAX_PLACES`.
        None if only a search of the text can decide.
        """
        if not self._places:
            return None
        if _RUN.fullmatch(needle):
            words = self._containing(needle)
            return None if words is None else list(islice(self._inside(words, needle), most + 1))
        if pair := _PAIR.fullmatch(needle):
            starts = self._starts(pair[1], pair[2], len(needle) - len(pair[2]))
            if starts is not None:
                return list(islice(occurring(self._text, needle, sorted(starts)), most + 1))
        return None

    def _containing(self, part: str) -> list[str] | None:
        """Return the words that contain `part`; a line break stands for the edge of a word."""
        words: list[str] = []
        at = self._listed.find(part)
        while at >= 0:
            if len(words) == _MOST_ALIKE:
                return None
            first = at + part.startswith("\n")
            end = self._listed.index("\n", first)
            words.append(self._listed[self._listed.rindex("\n", 0, first) + 1 : end])
            at = self._listed.find(part, end)
        return words

    def _inside(self, words: Iterable[str], part: str) -> Iterator[int]:
        inside = ((self._places[word], list(occurrences(word, part))) for word in words)
        return merge(*([place + one for place in every for one in at] for every, at in inside))

    def _starts(self, left: str, right: str, before: int) -> list[int] | None:
        """Return candidate places of a word ending with `left`, or the place before `right`."""
        for part, back in ((f"{left}\n", -len(left)), (f"\n{right}", -before)):
            words = self._containing(part)
            if words is not None and all(len(self._places[word]) <= MAX_PLACES for word in words):
                ends = part.endswith("\n")
                return [
                    place + back + (len(word) if ends else 0)
                    for word in words
                    for place in self._places[word]
                ]
        return None


def occurring(text: str, needle: str, starts: Iterable[int]) -> Iterator[int]:
    """Yield those of the ordered `starts` at which `needle` occurs, without overlaps."""
    free = 0
    for start in starts:
        if start >= free and text.startswith(needle, start):
            yield start
            free = start + len(needle)


def occurrences(text: str, needle: str, low: int = 0, high: int | None = None) -> Iterator[int]:
    """Yield the occurrences of `needle`, without overlaps."""
    at = text.find(needle, low, high)
    while at >= 0:
        yield at
        at = text.find(needle, at + len(needle), high)
