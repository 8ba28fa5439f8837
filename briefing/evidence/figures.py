"""Figures in prose, and those that appear in none of the passages cited.

A figure is written in digits; in the passages it may be written in words, in English. `6,000`,
`6 000`, `6.000`, `6 thousand` and `six thousand` are one figure; so are `2`, `02`, `2nd` and
`second`. A figure with two readings matches where one of them stands.
"""

import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

from briefing.evidence.findings import Span

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
_DIGITS = re.compile(
    r"(?<![\w.])(?P<number>\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?![\d])(?:[.,]\d+)?"
    r"|\d+(?:[.,:]\d+)*)(?:st|nd|rd|th|s)?"
    rf"(?:[ \u00a0-]?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b)?",
    re.IGNORECASE,
)
_NUMBER_WORD = "|".join(sorted((*_VALUES, *_SCALES), key=len, reverse=True))
_WORDS = re.compile(
    rf"\b(?:{_NUMBER_WORD})\b(?:(?:[ -]|\sand\s)(?:{_NUMBER_WORD})\b)*", re.IGNORECASE
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_NOT_PROSE = re.compile(
    r"\[\^[^\]\s]{1,200}\]|`[^`\n]{1,500}`|\]\([^()\s]{1,1000}\)|<?https?://\S+|^[ \t]*\d+[.)]\s",
    re.MULTILINE,
)


_FEW = 1000  # numbers


@dataclass(frozen=True, slots=True)
class Figure:
    """A number written in digits in prose."""

    text: str
    """The figure as written, with its scale: `6 thousand`."""
    span: Span
    """Its span, in characters of the prose."""


def figures_missing(
    prose: str,
    cited: Iterable[str],
    numbers: Callable[[str], Set[str]] | None = None,
) -> tuple[Figure, ...]:
    """Return the figures of Markdown prose that are in none of the `cited` passages, in order.

    References, code, URLs and list numbers are skipped. Dates are figures too:
    include the dates of the brief in `cited` if the prose may mention them. `numbers` may replace
    `numbers_in` for passages that many texts cite.
    """
    known: set[str] = set()
    long: list[Set[str]] = []  # put together for each text, they would cost more than the look-ups
    for passage in cited:
        found_there = (numbers or numbers_in)(passage)
        if len(found_there) > _FEW:
            long.append(found_there)
        else:
            known |= found_there
    blanked = _NOT_PROSE.sub(lambda found: " " * len(found[0]), prose)
    return tuple(
        Figure(found[0].strip(), Span(*found.span()))
        for found in _DIGITS.finditer(blanked)
        if not (readings := _readings(found)) & known and not any(readings & some for some in long)
    )


def numbers_in(text: str) -> set[str]:
    """Return the possible values of numbers in a passage, in digits or words, normalised."""
    found = {reading for number in _DIGITS.finditer(text) for reading in _readings(number)}
    for run in _WORDS.finditer(text):
        found |= _spelled(re.split(r"[\s-]+", run[0].lower()))
    return found


def _readings(found: re.Match[str]) -> set[str]:
    """Return the possible values of a number in digits, normalised."""
    number = re.sub(r"[ \u00a0\u2009\u202f'’]", "", found["number"])
    scale = _SCALES.get((found["scale"] or "").lower(), 1.0)
    plain = {number}
    if _GROUPED.fullmatch(number):
        plain.add(re.sub(r"[.,]", "", number))
    elif re.fullmatch(r"[\d.,]+", number):
        whole, _, decimals = number.replace(",", ".").rpartition(".")
        plain.add(f"{whole.replace('.', '')}.{decimals}" if whole else decimals)
    return {_spelling(reading, scale) for reading in plain}


def _spelling(reading: str, scale: float) -> str:
    """Return the normal form of a number times a scale; anything else is unchanged."""
    if len(reading) > 15 or not re.fullmatch(r"\d+(?:\.\d+)?", reading):
        return reading
    return f"{float(reading) * scale:.15g}"


def _spelled(words: list[str]) -> set[str]:
    """Return the possible values of a run of number words: each word, and the whole."""
    found: set[str] = set()
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
            found.add(f"{value:.15g}")
        found.add(f"{total + part:.15g}")
    return found
