"""Weighted tokens for comparing a quotation with an archived text: words with their punctuation."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from briefing.evidence.boundaries import splits_word
from briefing.evidence.folding import UNSPACED, fold

_MARKS_TO = 0x20000  # no character above combines with a letter, but for selectors of variants


class Word(NamedTuple):
    """A word, a number or a mark, and where it stands."""

    key: str
    """What two words must share to be the same."""
    anycase: str
    """What they must share to be the same but for their case."""
    weight: float
    """How much it says that two texts share this word."""
    start: int
    """Its first character, from 0."""
    end: int
    """One past its last."""


def words_of(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a stretch, but for those that its ends cut in two."""
    combine = not text.isascii() and _combine().search(text, start, end)
    for found in _token(_combining() if combine else "").finditer(text, start, end):
        first, last = found.span()
        if (first > start or not splits_word(text, first)) and (
            last < end or not splits_word(text, last)
        ):
            yield Word(*_compares(found[0]), first, last)


@cache
def _token(combining: str) -> re.Pattern[str]:
    """Return what a word looks like; a letter keeps the `combining` characters on it."""
    letters = rf"[^\W{UNSPACED}]+"
    if combining:
        letters += rf"(?:[{combining}]+[^\W{UNSPACED}]*)*"
    return re.compile(
        rf"[{UNSPACED}]|{letters}"
        rf"(?:(?:[-‐‑] ?\n ?|[-‐‑'’.,:/\u00ad]){letters})*|[^\w\s]"
    )


@cache
def _combine() -> re.Pattern[str]:
    return re.compile(f"[{_combining()}]")


@cache
def _combining() -> str:
    """Return the accents, vowel signs and the like that stand on a letter, as ranges.

    They are no letters to Python. Scripts without spaces are told apart by characters anyway.
    """
    unspaced = re.compile(f"[{UNSPACED}]")
    found = (
        code
        for code in range(0x300, _MARKS_TO)
        if unicodedata.category(chr(code))[0] == "M" and not unspaced.match(chr(code))
    )
    runs = (list(run) for _, run in groupby(enumerate(found), lambda one: one[1] - one[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


@lru_cache(maxsize=8192)
def _compares(token: str) -> tuple[str, str, float]:
    """Return how a word is compared: its folded form with its hyphens, in any case, its weight."""
    folded = fold(token)
    key = f"{folded.text}{folded.hard}" if folded.hard else folded.text or token
    weight = 1.0 if len(key) > 3 or key[0].isdigit() else 0.5
    return key, key.casefold(), weight if key[0].isalnum() else 0.1
