"""The passage of an archived text that comes nearest to a quotation, and how they differ.

The best few of the stretches where it might stand (see `windows`) are compared word by word, as
sequences (longest common subsequence, by rapidfuzz); the nearest is the one that shares most of the
quotation's words in their order. Words of three letters or fewer, which any two sentences share,
count half. Passages are looked for whatever their case; words that differ in case alone are part of
the difference.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from briefing.evidence.archive import Archive
from briefing.evidence.boundaries import splits_word
from briefing.evidence.budget import PER_FOLDED, PER_LETTER, Budget
from briefing.evidence.findings import Change, Kind, Span
from briefing.evidence.folding import UNSPACED, fold
from briefing.evidence.windows import windows

ENOUGH = 0.55
"""The share of a quotation's words, in order, from which a passage comes near."""
MAX_WORDS = 2000
"""Words compared; of a longer quotation only the beginning is."""
MAX_LENGTH = 40_000
"""Characters of those words."""
_ALIGNED = 300  # words by which the stretch is narrowed; the rest follows
_MARGIN = 4  # words taken in on both sides, for what the quotation leaves out
_SURE = 0.8  # the share from which no other stretch is compared
_SAME_BUT_CASE = 0.75  # what a word of other case counts; below _SURE, as another may be nearer
_MAX_TAIL = 100  # characters by which a passage is taken in to the end of its last word

_TOKEN = re.compile(
    rf"[{UNSPACED}]|[^\W{UNSPACED}]+"
    rf"(?:(?:[-‐‑] ?\n ?|[-‐‑'’.,:/\u00ad])[^\W{UNSPACED}]+)*|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that comes near a quotation."""

    span: Span
    """Where it stands, in characters of the archived text."""
    share: float
    """The weight of the quotation's words that it shares, from 0 to 1."""
    difference: tuple[Change, ...]
    """What leads from the passage to the quotation; at least one change in it."""


class _Word(NamedTuple):
    key: str  # what two words must share to be the same
    anycase: str  # what they must share to be the same but for their case
    weight: float  # how much it says that two texts share this word
    start: int
    end: int


def nearest(text: str, archive: Archive, low: int, high: int, budget: Budget) -> Passage | None:
    """Return the nearest passage within `low` and `high`, or None where none comes near enough.

    Raises:
        SpentError: `budget` ends before that is known.
    """
    budget.take(PER_FOLDED * min(len(text), MAX_LENGTH))
    words = _beginning(text)
    begun = text[: words[-1].end] if words else ""
    best: Passage | None = None
    for window in windows(begun, archive, low, high, budget):
        budget.take(PER_LETTER * (window[1] - window[0]))
        passage = _compared(begun, words, archive.text, window)
        if passage and passage.share >= ENOUGH and (best is None or passage.share > best.share):
            best = passage
            if best.share > _SURE:
                break
    if best and all(change.kind == "same" for change in best.difference):
        # No word differs, but spaces inside them, or what follows the words that were compared.
        there = _as_long(archive.text, best.span, len(text) - len(begun))
        return replace(best, difference=_unlike(there.split(), text.split()))
    return best


@lru_cache(maxsize=2)
def _beginning(text: str) -> list[_Word]:
    """Return the words of a quotation that are compared; kept from one text to the next."""
    return list(islice(_words(text, 0, min(len(text), MAX_LENGTH)), MAX_WORDS))


def _as_long(stored: str, span: Span, more: int) -> str:
    """Return a passage with as many characters after it as were not compared, in whole words."""
    end = span.end + more
    limit = end + _MAX_TAIL
    while more and end < limit and splits_word(stored, end):
        end += 1
    return stored[span.start : end]


def _unlike(theirs: list[str], ours: list[str]) -> tuple[Change, ...]:
    """Return the difference from the first to the last piece between spaces that is unlike."""
    first = agreeing(theirs, ours) if theirs != ours else 0
    last = agreeing(theirs[:first:-1], ours[:first:-1]) if theirs != ours else 0
    pieces: tuple[tuple[Kind, list[str]], ...] = (
        ("same", ours[:first]),
        ("removed", theirs[first : len(theirs) - last]),
        ("added", ours[first : len(ours) - last]),
        ("same", ours[len(ours) - last :]),
    )
    return tuple(Change(kind, " ".join(group)) for kind, group in pieces if group)


def agreeing(theirs: list[str], ours: list[str]) -> int:
    """Return how many pieces from the first on are the same in both."""
    pairs = zip(theirs, ours, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    """Yield the words of a stretch, but for those that its ends cut in two."""
    for found in _TOKEN.finditer(text, start, end):
        first, last = found.span()
        if (first > start or not splits_word(text, first)) and (
            last < end or not splits_word(text, last)
        ):
            yield _Word(*_compares(found[0]), first, last)


@lru_cache(maxsize=8192)
def _compares(token: str) -> tuple[str, str, float]:
    """Return how a word is compared: its folded form with its hyphens, in any case, its weight."""
    folded = fold(token)
    key = f"{folded.text}{folded.hard}" if folded.hard else folded.text or token
    weight = 1.0 if len(key) > 3 or key[0].isdigit() else 0.5
    return key, key.casefold(), weight if key[0].isalnum() else 0.1


_Run = tuple[int, int, int, int]  # from where to where in the archived text, and in the quotation


def _compared(
    text: str, words: Sequence[_Word], stored: str, window: tuple[int, int]
) -> Passage | None:
    """Return the part of a stretch that is nearest to `words`, with the difference."""
    theirs = _narrowed(list(_words(stored, *window)), words)
    runs = _shared_runs(theirs, words)
    if not runs:
        return None
    # What the quotation has in place of words at the ends is compared with as many there.
    left = _reached(stored, theirs, runs[0][0], -runs[0][2])
    right = _reached(stored, theirs, runs[-1][1] - 1, len(words) - runs[-1][3])
    while left > 0 and splits_word(stored, theirs[left].start):
        left -= 1
    while right < len(theirs) - 1 and splits_word(stored, theirs[right].end):
        right += 1
    same = list(_same_case(runs, theirs, words))
    weights = sum(word.weight for word in words)
    shared = _weight(same, words)
    if same != runs:
        shared += _SAME_BUT_CASE * (_weight(runs, words) - shared)
    runs = [(left, left, 0, 0), *same, (right + 1, right + 1, len(words), len(words))]
    span = Span(theirs[left].start, theirs[right].end)
    return Passage(span, shared / weights, _difference(stored, theirs, text, words, runs))


def _narrowed(theirs: list[_Word], words: Sequence[_Word]) -> list[_Word]:
    """Return the words of a stretch where the quotation would stand, and a few on both sides."""
    from rapidfuzz import fuzz

    if len(theirs) <= len(words):
        return theirs
    ours = [word.anycase for word in words[:_ALIGNED]]
    best = fuzz.partial_ratio_alignment(ours, [word.anycase for word in theirs])
    if best is None:
        return []
    stop = best.dest_start + len(words) + len(words) // 4 + _MARGIN
    return theirs[max(0, best.dest_start - _MARGIN) : stop]


def _shared_runs(theirs: Sequence[_Word], words: Sequence[_Word]) -> list[_Run]:
    """Return the runs of words that both have in their order, whatever their case."""
    from rapidfuzz.distance import LCSseq

    opcodes = LCSseq.opcodes([word.anycase for word in theirs], [word.anycase for word in words])
    return [
        (run.src_start, run.src_end, run.dest_start, run.dest_end)
        for run in opcodes
        if run.tag == "equal"
    ]


def _same_case(runs: list[_Run], theirs: Sequence[_Word], words: Sequence[_Word]) -> Iterator[_Run]:
    """Yield the parts of runs whose words have the same case too."""
    for begin, end, first, last in runs:
        if [word.key for word in theirs[begin:end]] == [word.key for word in words[first:last]]:
            yield begin, end, first, last
            continue
        start = begin
        for index in range(begin, end + 1):
            if index == end or theirs[index].key != words[first + index - begin].key:
                if start < index:
                    yield start, index, first + start - begin, first + index - begin
                start = index + 1


def _weight(runs: list[_Run], words: Sequence[_Word]) -> float:
    return sum(word.weight for *_, first, last in runs for word in words[first:last])


def _reached(stored: str, theirs: Sequence[_Word], index: int, count: int) -> int:
    """Return the index `count` words on, backwards if negative, within the same paragraph."""
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        if not 0 <= index + step < len(theirs):
            break
        first, second = sorted((index, index + step))
        if stored.count("\n", theirs[first].end, theirs[second].start) > 1:
            break
        index += step
    return index


def _difference(
    stored: str,
    theirs: Sequence[_Word],
    text: str,
    words: Sequence[_Word],
    runs: list[_Run],
) -> tuple[Change, ...]:
    """Return what leads from the passage to the quotation, given the runs of words they share."""
    changes: list[Change] = []
    left, done = runs[0][0], 0
    for begin, end, first, last in runs:
        _add(changes, "removed", stored, theirs[left:begin])
        _add(changes, "added", text, words[done:first])
        _add(changes, "same", text, words[first:last])
        left, done = end, last
    return tuple(changes)


def _add(changes: list[Change], kind: Kind, text: str, group: Sequence[_Word]) -> None:
    if group:
        changes.append(Change(kind, " ".join(text[group[0].start : group[-1].end].split())))
