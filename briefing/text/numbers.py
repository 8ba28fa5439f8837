"""Numbers in text, in digits or English words, with or without thousands separators; quantities.

`6,000`, `6 000`, `6.000`, `6 thousand` and `six thousand` are equal; so are `2`, `02`, `2nd` and
`second`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

GAPS = " \u00a0\u2009\u202f'’"
"""Thousands separators other than comma and full stop."""
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ORDINALS = (
    "- first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = (
    {word: value for value, word in enumerate(_UNITS.split())}
    | {word: value for value, word in enumerate(_ORDINALS.split()) if value}
    | {word: 10 * value for value, word in enumerate(_TENS.split()) if value > 1}
    | {"twentieth": 20, "thirtieth": 30, "dozen": 12, "once": 1, "twice": 2}
)


class Number(NamedTuple):
    """A number written in digits or words."""

    text: str
    """As written, with its scale: `6 thousand`."""
    start: int
    """Its start, in characters."""
    end: int
    """Its end, exclusive."""
    readings: frozenset[str]
    """Its possible values in canonical spelling."""


def quantity(count: int, one: str, many: str = "") -> str:
    """Return `1 error`, `2 errors`, `1,200 errors`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def digits_in(text: str) -> Iterator[Number]:
    """Yield the numbers in digits of a text, in order."""
    for match in _digits().finditer(text):
        yield Number(match[0].strip(), *match.span(), frozenset(_readings(match)))


def numbers_in(text: str) -> set[str]:
    """Return the possible values of all numbers of a text in canonical spelling."""
    values = {reading for number in _digits().finditer(text) for reading in _readings(number)}
    for number in words_in(text):
        values |= number.readings
    return values


def words_in(text: str) -> Iterator[Number]:
    """Yield the numbers in English words of a text, in order: `six thousand`, `a dozen`."""
    for run in _number_words().finditer(text):
        readings = _spelled(re.split(r"[\s-]+", run[0].lower()))
        yield Number(run[0], *run.span(), frozenset(readings))


@cache  # not compiled on import: that takes ten milliseconds
def _digits() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.])(?P<number>\d{{1,3}}(?:[{GAPS}]\d{{3}})+(?![\d])(?:[.,]\d+)?"
        r"|\d+(?:[.,:]\d+)*)(?:st|nd|rd|th|s)?"
        rf"(?:[ \u00a0-]?(?P<scale>{_any_of(_SCALES)})\b)?",
        re.IGNORECASE,
    )


@cache
def _number_words() -> re.Pattern[str]:
    word = _any_of((*_VALUES, *_SCALES))
    return re.compile(rf"\b(?:{word})\b(?:(?:[ -]|\sand\s)(?:{word})\b)*", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _readings(match: re.Match[str]) -> set[str]:
    number = re.sub(f"[{GAPS}]", "", match["number"])
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    plain = {number}
    if re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", number):
        plain.add(re.sub(r"[.,]", "", number))
    elif re.fullmatch(r"[\d.,]+", number):
        whole, _, decimals = number.replace(",", ".").rpartition(".")
        plain.add(f"{whole.replace('.', '')}.{decimals}" if whole else decimals)
    return {_spelling(reading, scale) for reading in plain}


def _spelling(reading: str, scale: float) -> str:
    """Return the canonical spelling of a number times a scale; anything else is unchanged."""
    if len(reading) > 15 or not re.fullmatch(r"\d+(?:\.\d+)?", reading):
        return reading
    return f"{float(reading) * scale:.15g}"


def _spelled(words: list[str]) -> set[str]:
    """Return the values of a run of number words: of each number in it, and of the whole."""
    values: set[str] = set()
    total = part = 0.0
    for word in words:
        if word in _SCALES:
            part = max(part, 1.0) * _SCALES[word]
            if _SCALES[word] > 100:
                total, part = total + part, 0.0
        elif word in _VALUES:
            value = _VALUES[word]
            after_tens = value < 10 and part % 10 == 0 and part % 100 >= 20
            if part % 100 and not after_tens:
                total = part = 0.0
            part += value
            values.add(f"{value:.15g}")
        values.add(f"{total + part:.15g}")
    return values


_YEARS = range(1900, 2101)  # numbers without separators, and frequent in queries


def regrouped(words: Sequence[str]) -> tuple[str, ...] | None:
    """Return words with their numbers joined or split at thousands (`6 000`), or None."""
    for other in (tuple(_joined(words)), tuple(_split(words))):
        if other != tuple(words):
            return other
    return None


def _joined(words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        end = at + 1
        if _is_number(words[at]) and len(words[at]) <= 3:
            while end < len(words) and len(words[end]) == 3 and _is_digits(words[end]):
                end += 1
        joined = "".join(words[at:end])
        if end == at + 1 or _is_year(joined):
            yield from words[at:end]
        else:
            yield joined
        at = end


def _split(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if not _is_number(word) or len(word) < 4 or _is_year(word):
            yield word
            continue
        first = len(word) % 3 or 3
        yield word[:first]
        yield from (word[place : place + 3] for place in range(first, len(word), 3))


def _is_year(word: str) -> bool:
    return len(word) == 4 and int(word) in _YEARS


def _is_digits(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _is_number(word: str) -> bool:
    return _is_digits(word) and not word.startswith("0")
