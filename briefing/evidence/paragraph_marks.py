"""The paragraphs of a text, and the marks that a quotation repeats at each of its own.

English, French and Italian open a quotation again at each paragraph, Russian dialogue begins each
with a dash, and Markdown and e-mail put `>` before each line. Such a mark is no part of the words.
A quotation mark is a repeated one only where the paragraph before leaves a quotation open; before a
figure, a dash may be a minus and `>` may mean "more than", and both are kept.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from string import ascii_letters, digits

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
_LETTERS = ascii_letters + digits
_GAP = "".join(set(map(chr, range(128))) - set(_LETTERS)) + "“”‘’«»„…–—"
_FIRST_WORD = re.compile(rf"[{re.escape(_GAP)}]*([A-Za-z0-9]+)(?![^\x00-\x7f])")
_LEADING = frozenset(_SINGLE + _DOUBLE + DASHES)
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>[ \t]?)++(?![ \t]*\d)", re.MULTILINE)


def paragraphs(text: str) -> tuple[TextRange, ...]:
    """Return the blocks of `text` between blank lines, without white space around them."""
    spans = []
    start = 0
    for stop, following in chain(map(re.Match.span, _BLANK.finditer(text)), [(len(text), 0)]):
        block = text[start:stop]
        if bare := block.strip():
            begin = start + (len(block) - len(block.lstrip()) if bare != block else 0)
            spans.append(TextRange(begin, begin + len(bare)))
        start = following
    return tuple(spans)


Seam = tuple[int, int]
"""A place at which marks are repeated: their first character, and one past the last."""


def seams(text: str, spans: Sequence[TextRange], *, quoted: bool = False) -> list[Seam]:
    """Return the places of repeated marks in order; `spans` are the paragraphs of the text.

    A `quoted` text is a quotation as a whole.
    """
    lines = [line.span() for line in _QUOTED_LINE.finditer(text)] if ">" in text else []
    if not lines:
        return list(_repeated(text, spans, quoted))
    text = without(text, lines)
    if _LEADING.isdisjoint(text):
        return lines
    return sorted([*lines, *_repeated(text, paragraphs(text), quoted)])


def around(text: str, seam: Seam) -> tuple[str, str]:
    """Return the words before and after a seam, which a quotation over it has.

    Empty where they are not in ASCII, and for the `>` of lines.
    """
    start, end = seam
    if ">" in text[start:end]:
        return "", ""
    after = _FIRST_WORD.match(text, end, end + _LONGEST_WORD)
    return _word_before(text, start), after[1] if after else ""


def _word_before(text: str, end: int) -> str:
    """Return the last word before `end`; a pattern would look for it from the left."""
    low = max(0, end - _LONGEST_WORD)
    words = text[low:end].rstrip(_GAP)
    rest = words.rstrip(_LETTERS)
    before = rest[-1:] or text[low - 1 : low]  # of a longer word, one of its letters
    is_part = not before.isascii() or before == "_" or before.isalnum()
    return "" if is_part else words[len(rest) :]


def without(text: str, places: Sequence[Seam]) -> str:
    """Return `text` with spaces for the marks of `places`."""
    pieces: list[str] = []
    done = 0
    for start, end in places:
        pieces += text[done:start], " " * (end - start)
        done = end
    return "".join((*pieces, text[done:]))


def _repeated(text: str, spans: Sequence[TextRange], quoted: bool) -> Iterator[tuple[int, int]]:
    for before, (start, _) in pairwise(spans):
        if text[start] not in _LEADING:
            continue
        if text[start] in DASHES:
            if dash := _DASH.match(text, start):
                yield dash.span()
            continue
        for mark in (_DOUBLE_MARK, _SINGLE_MARK):
            # A quotation is open after an odd number of marks.
            if mark.match(text, start) and (quoted or len(mark.findall(text, *before)) % 2):
                yield start, start + 1
                start += 1
