"""The nearest passage of an archived text to a quotation, and how the two differ.

A few candidate `windows` are compared with it word by word (`align`); the nearest shares most of
the words, by weight, in order. Words of up to three letters, which any two sentences share, count
half. Words that a passage lacks are also searched for around it, because the writer may have left
out those between. Case is ignored, but words that differ only in case are part of the difference.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, takewhile

from briefing.evidence.archive import Archive, lowered
from briefing.evidence.boundaries import splits_word
from briefing.evidence.budget import PER_FOLDED, PER_LETTER, Budget
from briefing.evidence.nearest.align import (
    Run,
    narrowed,
    runs_around,
    same_case,
    shared_runs,
    split_at_gap,
    weight,
)
from briefing.evidence.nearest.tokens import Word, words_of
from briefing.evidence.nearest.windows import windows
from briefing.evidence.normalise import fold
from briefing.evidence.verdicts import DiffRun, Kind, TextRange

ENOUGH = 0.55
"""The share of a quotation's words, in order, from which a passage counts as near."""
MAX_WORDS = 2000
"""The most words compared; of a longer quotation, only the beginning is."""
MAX_LENGTH = 40_000
"""The most characters of those words."""
_REACH = 300  # characters around a passage in which other parts of the quotation are searched for
_WORTH = 0.3  # the least weight of these parts: a word, not just marks
_SURE = 0.8  # the share from which no other window is compared
_HALF = _SURE / 2  # the share of the heavier part, if words between two are left out
_SAME_BUT_CASE = 0.75  # the share of a word of other case; below _SURE, as another may be nearer
_WORD = re.compile(r"\w+")
_MAX_TAIL = 100  # characters by which a passage is extended to the end of its last word


@dataclass(frozen=True, slots=True)
class NearestPassage:
    """A passage similar to a quotation."""

    span: TextRange
    """Its span, in characters of the archived text."""
    share: float
    """The weight of the quotation's words that it shares, from 0 to 1."""
    difference: tuple[DiffRun, ...]
    """The difference between passage and quotation; at least one change."""


def nearest(
    text: str, archive: Archive, low: int, high: int, budget: Budget
) -> NearestPassage | None:
    """Return the nearest passage within `low` and `high`, or None if none is near enough."""
    budget.take(PER_FOLDED * min(len(text), MAX_LENGTH))
    words = _first_words(text)
    compared = text[: words[-1].end] if words else ""
    best: NearestPassage | None = None
    for window in windows(compared, archive, low, high, budget):
        budget.take(PER_LETTER * (window[1] - window[0]))
        passage = _within(compared, words, archive, window)
        if passage and passage.share >= _HALF:
            wide = max(low, passage.span.start - _REACH), min(high, passage.span.end + _REACH)
            budget.take(PER_LETTER * (wide[1] - wide[0]))
            if _may_go_on(passage, archive, wide):
                passage = _widened(compared, words, archive, wide, passage)
        if passage and passage.share >= ENOUGH and (best is None or passage.share > best.share):
            best = passage
            if best.share > _SURE:
                break
    if best and all(change.kind == "same" for change in best.difference):
        # The words are equal; spaces inside them differ, or the rest, which was not compared.
        there = _extended(archive.text, best.span, len(text) - len(compared))
        return replace(best, difference=_trimmed_difference(there.split(), text.split()))
    return best


def _may_go_on(passage: NearestPassage, archive: Archive, wide: tuple[int, int]) -> bool:
    """Whether words of the quotation that a passage lacks, or a longer run, may occur around it."""
    changes = [change for change in passage.difference if change.kind != "same"]
    more = " ".join(change.text for change in changes if change.kind == "added")
    if not more:
        return len(changes) > 1
    start, end = map(archive.folded.position, wide)
    around = archive.lowered[start : end + 8]
    return any(word in around for word in _WORD.findall(lowered(fold(more).text)))


@lru_cache(maxsize=2)
def _first_words(text: str) -> list[Word]:
    return list(islice(words_of(text, 0, min(len(text), MAX_LENGTH)), MAX_WORDS))


def _extended(stored: str, span: TextRange, more: int) -> str:
    """Return a passage extended by `more` characters, up to a whole word."""
    end = span.end + more
    limit = end + _MAX_TAIL
    while more and end < limit and splits_word(stored, end):
        end += 1
    return stored[span.start : end]


def _trimmed_difference(theirs: list[str], ours: list[str]) -> tuple[DiffRun, ...]:
    """Return the difference as one change, from the first to the last piece that differs."""
    first = common_prefix_len(theirs, ours) if theirs != ours else 0
    last = common_prefix_len(theirs[:first:-1], ours[:first:-1]) if theirs != ours else 0
    pieces: tuple[tuple[Kind, list[str]], ...] = (
        ("same", ours[:first]),
        ("removed", theirs[first : len(theirs) - last]),
        ("added", ours[first : len(ours) - last]),
        ("same", ours[len(ours) - last :]),
    )
    return tuple(DiffRun(kind, " ".join(group)) for kind, group in pieces if group)


def common_prefix_len(theirs: list[str], ours: list[str]) -> int:
    """Return the length of the common prefix."""
    pairs = zip(theirs, ours, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _within(
    text: str, words: Sequence[Word], archive: Archive, window: tuple[int, int]
) -> NearestPassage | None:
    theirs = narrowed(list(words_of(archive.text, *window)), words)
    runs = shared_runs(theirs, words)
    return _passage(text, words, archive.text, theirs, runs) if runs else None


def _widened(
    text: str,
    words: Sequence[Word],
    archive: Archive,
    window: tuple[int, int],
    found: NearestPassage,
) -> NearestPassage:
    """Return a passage extended by words of the quotation before or after a gap."""
    theirs = list(words_of(archive.text, *window))
    if runs := split_at_gap(theirs, words):
        return _passage(text, words, archive.text, theirs, runs)
    runs = runs_around(theirs, words)
    wider = _passage(text, words, archive.text, theirs, runs)
    more = (wider.share - found.share) * weight([(0, 0, 0, len(words))], words)
    least = _SURE if found.share < ENOUGH else 0
    return wider if more >= _WORTH and wider.share >= least else found


def _passage(
    text: str, words: Sequence[Word], stored: str, theirs: Sequence[Word], runs: list[Run]
) -> NearestPassage:
    # Words of the quotation before and after the runs replace as many in the passage.
    left = _moved(stored, theirs, runs[0][0], -runs[0][2])
    right = _moved(stored, theirs, runs[-1][1] - 1, len(words) - runs[-1][3])
    while left > 0 and splits_word(stored, theirs[left].start):
        left -= 1
    while right < len(theirs) - 1 and splits_word(stored, theirs[right].end):
        right += 1
    same = list(same_case(runs, theirs, words))
    weights = sum(word.weight for word in words)
    shared = weight(same, words)
    if same != runs:
        shared += _SAME_BUT_CASE * (weight(runs, words) - shared)
    runs = [(left, left, 0, 0), *same, (right + 1, right + 1, len(words), len(words))]
    span = TextRange(theirs[left].start, theirs[right].end)
    return NearestPassage(span, shared / weights, _difference(stored, theirs, text, words, runs))


def _moved(stored: str, theirs: Sequence[Word], index: int, count: int) -> int:
    """Return the index moved by `count` words, within the paragraph."""
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
    stored: str, theirs: Sequence[Word], text: str, words: Sequence[Word], runs: list[Run]
) -> tuple[DiffRun, ...]:
    changes: list[tuple[Kind, str, Sequence[Word]]] = []
    left, done = runs[0][0], 0
    for begin, end, first, last in runs:
        changes.append(("removed", stored, theirs[left:begin]))
        changes.append(("added", text, words[done:first]))
        changes.append(("same", text, words[first:last]))
        left, done = end, last
    return tuple(
        DiffRun(kind, " ".join(whole[group[0].start : group[-1].end].split()))
        for kind, whole, group in changes
        if group
    )
