"""The paragraphs of a text, and the marks that a quotation repeats at each of its own.

English, French and Italian open a quotation again at each paragraph, Russian dialogue begins each
with a dash, and Markdown and e-mail put `>` before each line. Such a mark is no part of the words.
A quotation mark is a repeated one only where the paragraph before leaves a quotation open; before a
figure, a dash may be a minus and `>` may mean "more than", and both are kept.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.evidence.verdicts import TextRange
from briefing.text.equivalents import DASHES, MODIFIERS, QUOTES

_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_SINGLE = "'`´‘’‚‛‹›＇｀❛❜❟〈〉︿﹀"
_DOUBLE = "".join(mark for mark in QUOTES if mark not in _SINGLE + MODIFIERS + "՚׳ߴߵ᾽")
_DASH = re.compile(rf"[{DASHES}]++[^\S\n]*+(?!\d)")
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


def without_repeated(text: str, *, quoted: bool = False) -> str:
    """Return `text` with spaces for repeated marks; a `quoted` one is a quotation as a whole."""
    if ">" in text:
        text = _QUOTED_LINE.sub(lambda found: " " * len(found[0]), text)
    spans = paragraphs(text)
    if not any(text[span.start] in _LEADING for span in spans[1:]):
        return text
    pieces: list[str] = []
    done = 0
    for start, end in _repeated(text, spans, quoted):
        pieces += text[done:start], " " * (end - start)
        done = end
    return "".join((*pieces, text[done:]))


def _repeated(text: str, spans: Sequence[TextRange], quoted: bool) -> Iterator[tuple[int, int]]:
    for before, here in pairwise(spans):
        at = here.start
        if dash := _DASH.match(text, at):
            yield dash.span()
            continue
        for marks in (_DOUBLE, _SINGLE):
            if text[at : at + 1] not in marks:
                continue
            if quoted or _leaves_open(text, before, marks):
                yield at, at + 1
                at += 1


def _leaves_open(text: str, span: TextRange, marks: str) -> bool:
    """Whether a paragraph has an odd number of marks, but for those inside words."""
    found = re.findall(rf"(?<!\w)[{marks}]|[{marks}](?!\w)", text[span.start : span.end])
    return len(found) % 2 == 1
