"""The passage of an archived text that comes nearest to a quotation, and how they differ.

Words and pairs of words of the quotation that are rare in the text, found there, vote for where the
quotation would begin. The best few stretches are compared word by word, as sequences (longest
common subsequence, by rapidfuzz); the nearest is the one that shares most of the quotation's words
in their order. Words of three letters or fewer, which any two sentences share, count half.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from briefing.evidence.archive import Archive
from briefing.evidence.boundaries import UNSPACED, splits_word
from briefing.evidence.findings import Change, Kind, Span
from briefing.evidence.folding import Folded, fold

ENOUGH = 0.55
"""The share of a quotation's words, in order, from which a passage comes near."""
MAX_WORDS = 2000
"""Words compared; of a longer quotation only the beginning is."""
_MAX_SEEDS = 16  # words looked up, and as many pairs of words
_ALIGNED = 300  # words by which the stretch is narrowed; the rest follows
_MARGIN = 4  # words taken in on both sides, for what the quotation leaves out
_MAX_HITS = (24, 2000)  # places of one word that tell enough; more only if nothing else does
_MAX_WINDOWS = 4  # stretches compared
_SURE = 0.8  # the share from which no other stretch is compared

_SEED = re.compile(rf"[{UNSPACED}]{{1,3}}|[^\W{UNSPACED}]+")
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
    """What leads from the passage to the quotation."""


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    start: int
    end: int

    @property
    def weight(self) -> float:
        """How much it says that two texts share this word."""
        if not self.key[0].isalnum():
            return 0.1
        return 1.0 if len(self.key) > 3 or self.key[0].isdigit() else 0.5


def nearest(text: str, archive: Archive, low: int = 0, high: int | None = None) -> Passage | None:
    """Return the nearest passage within `low` and `high`, or None where none comes near enough."""
    words = list(islice(_words(text, 0, len(text)), MAX_WORDS))
    text = text[: words[-1].end] if words else ""
    best: Passage | None = None
    for window in _windows(text, archive, low, len(archive.text) if high is None else high):
        passage = _compared(text, words, archive.text, window)
        if passage and passage.share >= ENOUGH and (best is None or passage.share > best.share):
            best = passage
            if best.share > _SURE:
                break
    return best


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    """Yield the words of a stretch, but for those that its ends cut in two."""
    for found in _TOKEN.finditer(text, start, end):
        first, last = found.span()
        if (first > start or not splits_word(text, first)) and (
            last < end or not splits_word(text, last)
        ):
            yield _Word(_key(found[0]), first, last)


@lru_cache(maxsize=8192)
def _key(token: str) -> str:
    """Return what two words must share to be the same: the folded form, with its hyphens."""
    folded = fold(token)
    return f"{folded.text}{folded.hard}" if folded.hard else folded.text or token


def _windows(text: str, archive: Archive, low: int, high: int) -> list[tuple[int, int]]:
    """Return the stretches that hold most of the quotation's rare words, where they would stand."""
    quotation, folded = fold(text).text, archive.folded
    start, stop = folded.position(low), folded.position(high)
    size = max(40, len(quotation))
    votes: Counter[int] = Counter()
    seeds = list(_seeds(quotation))
    for most in _MAX_HITS:
        for first, end in () if votes else seeds:
            hits = _occurrences(folded.text, quotation[first:end], start, stop, most)
            for hit in hits:
                votes[(hit - first) // size] += 1 / len(hits) ** 0.5
    both = {bucket: votes.get(bucket, 0) + votes.get(bucket + 1, 0) for bucket in votes}
    chosen = sorted(both, key=lambda bucket: (-both[bucket], bucket))[:_MAX_WINDOWS]
    return [
        (max(low, _raw(folded, bucket * size)), min(high, _raw(folded, (bucket + 3) * size)))
        for bucket in chosen
    ]


def _raw(folded: Folded, position: int) -> int:
    inside = min(max(position, 0), max(0, len(folded.text) - 1))
    return folded.span(inside, inside + 1)[0 if position <= inside else 1]


def _seeds(quotation: str) -> Iterator[tuple[int, int]]:
    """Yield where the longest words and some pairs of neighbours begin and end."""
    words = [found.span() for found in _SEED.finditer(quotation)]
    longest = {quotation[first:end]: (first, end) for first, end in reversed(words)}
    yield from sorted(longest.values(), key=lambda word: word[0] - word[1])[:_MAX_SEEDS]
    pairs = list(pairwise(words))
    for left, right in pairs[:: max(1, len(pairs) // _MAX_SEEDS)][:_MAX_SEEDS]:
        yield left[0], right[1]


def _occurrences(text: str, needle: str, low: int, high: int, most: int) -> list[int]:
    """Return where `needle` stands, or nothing where it stands more often than `most`."""
    hits: list[int] = []
    at = text.find(needle, low, high)
    while at >= 0:
        hits.append(at)
        if len(hits) > most:
            return []
        at = text.find(needle, at + len(needle), high)
    return hits


def _compared(
    text: str, words: Sequence[_Word], stored: str, window: tuple[int, int]
) -> Passage | None:
    """Return the part of a stretch that is nearest to `words`, with the difference."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import LCSseq

    theirs = list(_words(stored, *window))
    ours = [word.key for word in words]
    keys = [word.key for word in theirs]
    if not ours or not keys:
        return None
    if len(keys) > len(ours):
        best = fuzz.partial_ratio_alignment(ours[:_ALIGNED], keys)
        if best is None:
            return None
        begin = max(0, best.dest_start - _MARGIN)
        stop = best.dest_start + len(ours) + len(ours) // 4 + _MARGIN
        theirs, keys = theirs[begin:stop], keys[begin:stop]
    blocks = [block for block in LCSseq.opcodes(keys, ours) if block.tag == "equal"]
    if not blocks:
        return None
    runs = [(b.src_start, b.src_end, b.dest_start, b.dest_end) for b in blocks]
    shared = sum(word.weight for *_, first, last in runs for word in words[first:last])
    # What the quotation has in place of words at the ends is compared with as many there.
    left = _reached(stored, theirs, runs[0][0], -runs[0][2])
    right = _reached(stored, theirs, runs[-1][1] - 1, len(words) - runs[-1][3])
    span = Span(theirs[left].start, theirs[right].end)
    runs = [(left, left, 0, 0), *runs, (right + 1, right + 1, len(words), len(words))]
    difference = _difference(stored, theirs, text, words, runs)
    return Passage(span, shared / sum(word.weight for word in words), difference)


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
    runs: list[tuple[int, int, int, int]],
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
