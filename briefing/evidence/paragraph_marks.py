"""The paragraphs of a text, and the marks that a quotation repeats at each of its own.

English, French and Italian open a quotation again at each paragraph, Russian dialogue begins each
with a dash, and Markdown and e-mail put `>` before each line. Such a mark is no part of the words.
A quotation mark is a repeated one only where the paragraph before leaves a quotation open; before a
figure, a dash may be a minus and `>` may mean "more than", and both are kept.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.evidence.verdicts import TextRange
from briefing.text.equivalents import DASHES, MODIFIERS, QUOTES

_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_SINGLE = "'`´‘’‚‛‹›＇｀❛❜❟〈〉︿﹀"
_DOUBLE = "".join(mark for mark in QUOTES if mark not in _SINGLE + MODIFIERS + "՚׳ߴߵ᾽")
_SINGLE_MARK, _DOUBLE_MARK = (  # but for those inside words
    re.compile(rf"[{marks}](?:(?<!\w.)|(?!\w))") for marks in (_SINGLE, _DOUBLE)
)
_DASH = re.compile(rf"[{DASHES}]++[^\S\n]*+(?!\d)")
_LONGEST_WORD = 40  # characters; a longer word or gap says nothing
_LAST_WORD = re.compile(r"(?<![^\x00-\x7f])\b([A-Za-z0-9]+)[\x00-\x2f:-@\[-`{-\x7f“”‘’«»„…–—]*\Z")
_FIRST_WORD = re.compile(r"[\x00-\x2f:-@\[-`{-\x7f“”‘’«»„…–—]*([A-Za-z0-9]+)(?![^\x00-\x7f])")
_LEADING = frozenset(_SINGLE + _DOUBLE + DASHES)
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>[ \t]?)++(?![ \t]*\d)", re.MULTILINE)


def paragraphs(text: str) -> tuple[TextRange, ...]:
    """Return the blocks of `text` between blank lines, without white space around them."""
    spans = []
    start = 0
    for gap in (*_BLANK.finditer(text), None):
        stop = gap.start() if gap else len(text)
        block = text[start:stop]
        bare = block.strip()
        if bare:
            begin = start + len(block) - len(block.lstrip())
            spans.append(TextRange(begin, begin + len(bare)))
        start = gap.end() if gap else stop
    return tuple(spans)


class Seam(NamedTuple):
    """A place at which marks are repeated."""

    start: int
    """The first character of the marks."""
    end: int
    """One past the last."""
    around: tuple[str, str]
    """The words before and after, which a quotation over the place has; empty if not in ASCII."""


def seams(text: str, spans: Sequence[TextRange], *, quoted: bool = False) -> list[Seam]:
    """Return the places of repeated marks in order; `spans` are the paragraphs of the text.

    A `quoted` text is a quotation as a whole.
    """
    found = []
    if ">" in text:
        found = [Seam(*line.span(), ("", "")) for line in _QUOTED_LINE.finditer(text)]
    if found:
        text = without(text, found)
        spans = paragraphs(text)
    if any(text[span.start] in _LEADING for span in spans[1:]):
        for start, end in _repeated(text, spans, quoted):
            before = _LAST_WORD.search(text, max(0, start - _LONGEST_WORD), start)
            after = _FIRST_WORD.match(text, end, end + _LONGEST_WORD)
            around = before[1] if before else "", after[1] if after else ""
            found.append(Seam(start, end, around))
        found.sort()
    return found


def without(text: str, places: Sequence[Seam]) -> str:
    """Return `text` with spaces for the marks of `places`."""
    pieces: list[str] = []
    done = 0
    for start, end, _ in places:
        pieces += text[done:start], " " * (end - start)
        done = end
    return "".join((*pieces, text[done:]))


def _repeated(text: str, spans: Sequence[TextRange], quoted: bool) -> Iterator[tuple[int, int]]:
    for before, here in pairwise(spans):
        at = here.start
        if dash := _DASH.match(text, at):
            yield dash.span()
            continue
        for mark in (_DOUBLE_MARK, _SINGLE_MARK):
            # A quotation is open after an odd number of marks.
            if mark.match(text, at) and (
                quoted or len(mark.findall(text, before.start, before.end)) % 2
            ):
                yield at, at + 1
                at += 1
