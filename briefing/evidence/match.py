"""Occurrences of words in an archived text, exact or apart from typography."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from briefing.evidence.archive import Archive
from briefing.evidence.boundaries import next_start, splits_word
from briefing.evidence.budget import PER_FOLDED, PER_PLACE, Budget
from briefing.evidence.normalise import CLOSERS, WIDE_CLOSERS, Folded, fold, same_hyphens
from briefing.evidence.paragraph_marks import paragraphs, seams, without
from briefing.evidence.verdicts import TextRange
from briefing.text.equivalents import INVISIBLE, QUOTES

MAX_PLACES = 1000
"""The most places examined for one quotation; any further ones are ignored."""
_MAX_REJECTED = 50_000  # hits inside words or with other hyphens, after which a search stops
_MAX_REJECTED_LENGTH = 20_000_000  # characters of these hits together
_ENDS = CLOSERS + WIDE_CLOSERS
_CLOSING = frozenset(_ENDS + QUOTES + INVISIBLE + "… \u00a0\u202f")
_ASKING = frozenset("?？؟՞﹖")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A search phrase in folded form."""

    folded: Folded
    """The words as given, folded."""
    start: int
    """The start of the words in the folded form, after quotation marks, dashes and spaces."""
    end: int
    """Their end, before closing punctuation, quotation marks, dashes and spaces."""
    closed: int
    """Their end including closing punctuation."""
    any_end: bool = False
    """Whether the last word is a prefix, as in `negotiat[ed]`."""
    continued: "Phrase | None" = None
    """The phrase without the marks that it repeats at its paragraphs, if it has any."""

    @property
    def bare(self) -> str:
        """The folded words without surrounding punctuation."""
        return self.folded.text[self.start : self.end]

    @property
    def asks(self) -> bool:
        """Whether a question mark follows the last word."""
        return not _ASKING.isdisjoint(self.folded.text[self.end :])


def phrase(text: str, *, part: bool = False, any_end: bool = False) -> Phrase | None:
    """Return `text` as a phrase, a `part` without end punctuation; None without letter or digit."""
    folded = fold(text)
    words = folded.text
    if not any(map(str.isalnum, words)):
        return None
    start = len(words) - len(words.lstrip(" '-…" + _ENDS if part else " '-"))
    if words[start].isdigit() and words[start - 1 : start] == "-":
        start -= 1
    end = len(words.rstrip(" '-…" + _ENDS))
    closed = end if part else len(words.rstrip(" '-"))
    places = seams(text, paragraphs(text), quoted=True)
    continued = phrase(without(text, places), part=part, any_end=any_end) if places else None
    return Phrase(folded, start, end, closed, any_end, continued)


def verbatim(text: str, archive: Archive, low: int, high: int, budget: Budget) -> list[TextRange]:
    """Return the verbatim occurrences of `text` within `low` and `high`, never inside a word."""
    stored = archive.text

    def whole_words(at: int) -> bool:
        return not (splits_word(stored, at) or splits_word(stored, at + len(text)))

    hits = _hits(stored, text, (low, high), whole_words, budget)
    return [TextRange(at, at + len(text)) for at in hits]


def typographic(
    words: Phrase, archive: Archive, low: int, high: int, budget: Budget
) -> list[TextRange]:
    """Return occurrences regardless of typography; the same closing punctuation has priority.

    Marks that are repeated at paragraphs are left out only where this finds nothing otherwise.
    """
    within = low, high
    hits = _closed_or_not(words, archive, archive.folded, within, budget)
    if hits:
        return hits
    needle = words.continued or words
    # Folding the archive again takes longer than all else, so it must have a place that can match.
    if archive.may_continue(needle.bare):
        return _closed_or_not(needle, archive, archive.continued, within, budget)
    return (
        _closed_or_not(needle, archive, archive.folded, within, budget) if words.continued else []
    )


def _closed_or_not(
    words: Phrase, archive: Archive, folded: Folded, within: tuple[int, int], budget: Budget
) -> list[TextRange]:
    hits = _folded_hits(words, words.closed, archive, folded, within, budget)
    if not hits and words.end < words.closed:
        hits = _folded_hits(words, words.end, archive, folded, within, budget)
    return hits


def _folded_hits(
    words: Phrase,
    end: int,
    archive: Archive,
    folded: Folded,
    within: tuple[int, int],
    budget: Budget,
) -> list[TextRange]:
    needle = words.folded.text[words.start : end]
    spans: dict[int, TextRange] = {}
    low, high = within

    def fits(at: int) -> bool:
        if folded.divides(at) or folded.divides(at + len(needle)):
            return False
        if not same_hyphens(words.folded, folded, at, words.start, len(needle)):
            return False
        span = spans[at] = _trimmed(archive.text, *folded.span(at, at + len(needle)))
        if not low <= span.start <= span.end <= high or splits_word(archive.text, span.start):
            return False
        if splits_word(archive.text, span.end) and not words.any_end:
            return False
        return end == words.closed or words.asks == _asks(archive.text, span.end)

    # With a margin, because a line break can fold into several characters less.
    start, stop = folded.position(low), folded.position(high) + 8
    hits = _hits(folded.text, needle, (max(0, start - 8), stop), fits, budget)
    return [spans[at] for at in hits]


def _trimmed(text: str, start: int, end: int) -> TextRange:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return TextRange(start, end)


def _asks(text: str, position: int) -> bool:
    for mark in text[position : position + 8]:
        if mark in _ASKING:
            return True
        if mark not in _CLOSING:
            return False
    return False


def _hits(
    text: str, needle: str, within: tuple[int, int], fits: Callable[[int], bool], budget: Budget
) -> Iterator[int]:
    return islice(_each_hit(text, needle, within, fits, budget), MAX_PLACES)


def _each_hit(
    text: str, needle: str, within: tuple[int, int], fits: Callable[[int], bool], budget: Budget
) -> Iterator[int]:
    """Yield the occurrences of `needle` that `fits` accepts, without overlaps.

    After a rejected hit the search continues at the next word, not at the next character, so that
    a text of one letter does not take quadratic time.
    """
    rejected = 0
    following, high = within[0], min(within[1], len(text))
    while rejected < min(_MAX_REJECTED, 20 + _MAX_REJECTED_LENGTH // len(needle)):
        at = text.find(needle, following, high)
        if at < 0:
            budget.take(max(0, high - following))
            return
        budget.take(at - following + PER_PLACE + PER_FOLDED * len(needle))
        if fits(at):
            yield at
            following = at + len(needle)
        else:
            rejected += 1
            following = next_start(text, at) if needle[0].isalnum() else at + 1
            budget.take(PER_FOLDED * (following - at))
