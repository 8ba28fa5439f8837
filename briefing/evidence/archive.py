"""An archived text prepared for comparison: paragraphs and folded form, computed once."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import islice

from briefing.evidence.nearest.word_index import WordIndex, occurrences
from briefing.evidence.normalise import Folded, fold
from briefing.evidence.paragraph_marks import Seam, around, paragraphs, seams, without
from briefing.evidence.verdicts import Place, TextRange
from briefing.model.references import Target

MAX_SEARCHED = 8 * 1024 * 1024
"""The most characters of archived text per brief that are searched."""
_FEW = 20  # seams whose words are looked at before those of all are collected
_OFTEN = 150  # searches of the whole text after which an index of its words pays off


class Archive:
    """One archived text, already cleaned; expensive parts are computed on first use and cached."""

    def __init__(self, text: str) -> None:
        self.text = text
        """The text as given."""
        self._searched = 0  # characters

    @cached_property
    def paragraphs(self) -> tuple[TextRange, ...]:
        """The paragraphs in order."""
        return paragraphs(self.text)

    @cached_property
    def folded(self) -> Folded:
        """The folded form, without differences of typography."""
        return fold(self.text)

    @cached_property
    def seams(self) -> list[Seam]:
        """The places of marks that quotations repeat at their paragraphs."""
        return seams(self.text, self.paragraphs)

    def may_continue(self, words: str) -> bool:
        """Whether folded `words` have those around a seam, as a quotation over it has."""
        some = (around(self.text, seam) for seam in self.seams[:_FEW])
        return _has_some(words, some) or _has_some(words, self._joints)

    @cached_property
    def _joints(self) -> set[tuple[str, str]]:
        return {around(self.text, seam) for seam in self.seams}

    @cached_property
    def continued(self) -> Folded:
        """The folded form without those marks."""
        return fold(without(self.text, self.seams))

    @cached_property
    def lowered(self) -> str:
        """The folded form in lower case, for passages that differ only in case."""
        return lowered(self.folded.text)

    def first_places(self, words: str, most: int, low: int, high: int) -> list[int]:
        """Return the first `most` + 1 places of a word, or of two adjacent ones, in `lowered`."""
        if self._searched > _OFTEN * len(self.text) and (low, high) == (0, len(self.lowered)):
            places = self._words.places(words, most)
            if places is not None:
                return places
        places = list(islice(occurrences(self.lowered, words, low, high), most + 1))
        self._searched += (places[most] if len(places) > most else high) - low
        return places

    @cached_property
    def _words(self) -> WordIndex:
        return WordIndex(self.lowered)

    def paragraph_at(self, position: int) -> int:
        """Return the number, from 1, of the paragraph at a character or the one before it."""
        return max(1, bisect_right(self.paragraphs, position, key=lambda span: span.start))

    def cited_span(self, cited: Target) -> TextRange | None:
        """Return the span of the cited paragraphs; None if none is cited or none exists."""
        first, last = cited.paragraphs or (0, 0)
        spans = self.paragraphs[first - 1 : last] if first else ()
        return TextRange(spans[0].start, spans[-1].end) if spans else None

    def place(self, source: str, parts: tuple[TextRange, ...]) -> Place:
        """Return the place of `parts` (at least one, in order) in this text."""
        start, end = parts[0].start, parts[-1].end
        return Place(
            source, start, end, self.paragraph_at(start), self.paragraph_at(end - 1), parts
        )

    def around(self, place: Place, characters: int = 32) -> tuple[str, str]:
        """Return up to `characters` of the text before and after a place, as W3C selectors do."""
        before = self.text[max(0, place.start - characters) : place.start]
        return before, self.text[place.end : place.end + characters]


def _has_some(words: str, pairs: Iterable[tuple[str, str]]) -> bool:
    return any(before in words and after in words for before, after in pairs)


def lowered(text: str) -> str:
    """Return `text` in lower case, one character for one; characters that would expand stay."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def searched(archives: Mapping[str, Archive]) -> dict[str, Archive]:
    """Return those archived texts, whole and in order, that fit in `MAX_SEARCHED` characters."""
    taken: dict[str, Archive] = {}
    room = MAX_SEARCHED
    for source, archive in archives.items():
        if len(archive.text) <= room:
            taken[source] = archive
            room -= len(archive.text)
    return taken
