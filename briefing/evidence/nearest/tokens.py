"""Weighted tokens for comparing a quotation with an archived text: words and punctuation."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from briefing.evidence.boundaries import splits_word
from briefing.evidence.normalise import fold
from briefing.text.equivalents import HYPHENS, UNSPACED

_MARKS_TO = 0x20000  # above are only variation selectors


class Word(NamedTuple):
    """A word, a number or a punctuation mark, with its span."""

    key: str
    """The key by which words are compared."""
    anycase: str
    """The key by which words are compared ignoring case."""
    weight: float
    """The significance of the word for similarity."""
    start: int
    """Its first character, from 0."""
    end: int
    """One past its last."""


def words_of(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a span, without those cut by its ends."""
    combine = not text.isascii() and _combine().search(text, start, end)
    for found in _token(_combining() if combine else "").finditer(text, start, end):
        first, last = found.span()
        if (first > start or not splits_word(text, first)) and (
            last < end or not splits_word(text, last)
        ):
            keys = _keys(found[0])
            if keys[0]:
                yield Word(*keys, first, last)


@cache
def _token(combining: str) -> re.Pattern[str]:
    letters = rf"[^\W{UNSPACED}]+"
    if combining:
        letters += rf"(?:[{combining}]+[^\W{UNSPACED}]*)*"
    return re.compile(
        rf"[{UNSPACED}]|{letters}"
        rf"(?:(?:[{HYPHENS}] ?\n ?|[{HYPHENS}'’׳״.,:/\u00ad]){letters})*|[^\w\s]"
    )


@cache
def _combine() -> re.Pattern[str]:
    return re.compile(f"[{_combining()}]")


@cache
def _combining() -> str:
    """Return combining characters, which are not word characters, as ranges of a pattern."""
    unspaced = re.compile(f"[{UNSPACED}]")
    found = (
        code
        for code in range(0x300, _MARKS_TO)
        if unicodedata.category(chr(code))[0] == "M" and not unspaced.match(chr(code))
    )
    runs = (list(run) for _, run in groupby(enumerate(found), lambda one: one[1] - one[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


@lru_cache(maxsize=8192)
def _keys(token: str) -> tuple[str, str, float]:
    """Return the keys of a word (folded with its hyphens; ignoring case) and its weight.

    The keys of an invisible one are empty.
    """
    folded = fold(token)
    key = f"{folded.text}{folded.hard}" if folded.hard else folded.text
    if not key.strip():
        return "", "", 0.0  # invisible
    weight = 1.0 if len(key) > 3 or key[0].isdigit() else 0.5
    return key, key.casefold(), weight if key[0].isalnum() else 0.1
