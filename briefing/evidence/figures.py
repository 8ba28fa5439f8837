"""Figures in prose, and those that appear in none of the passages cited.

A figure is written in digits; in the passages it may be written in words. A figure with two
readings matches where one of them stands.
"""

import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

from briefing.evidence.findings import Span
from briefing.numbers import digits_in, numbers_in

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
        Figure(one.text, Span(one.start, one.end))
        for one in digits_in(blanked)
        if not one.readings & known and not any(one.readings & some for some in long)
    )
