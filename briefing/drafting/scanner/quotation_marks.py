"""Quotations by their marks: where each begins and ends, over paragraphs, one within another.

A state machine over the marks of a text, linear in its length. Marks that have a direction are
believed, unless their neighbours say otherwise (`“text“`); straight ones are told apart by their
neighbours. A quotation that a paragraph leaves open goes on in the next one if that begins with a
mark. What a quotation quotes in turn is part of it.

Single marks are read in a second pass: an apostrophe must not swallow a quotation in double ones.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefing.evidence.verdicts import TextRange

_DOUBLE = re.compile('[“”„‟"«»„″❝❞〝〞＂‹›]')
_SINGLE = re.compile("[‘’‚‛']")
_STRAIGHT = '"＂″'
_CLOSES = {
    "“": "”\"＂“❞", "„": "“”\"‟„", "‟": "”\"", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "❝": "❞", "〝": "〞", '"': "\"”", "＂": "＂", "″": "″",
}  # fmt: skip
_OPENERS = "“„‟❝〝"
_GUILLEMETS = "«»‹›"
_NOT_OPENED = re.compile(r"(?:\d0s|em|tis|twas|til|cause|bout|n)\b", re.IGNORECASE)
_ENDS = ",.?!…;:"
_SINGLE_AHEAD = 400  # characters in which a better end of a quotation in single marks is looked for
_MOST_PIECES = 300  # paragraphs of one quotation
_LONGEST_SINGLE = 4000  # characters of a quotation in single marks


class Quoted(NamedTuple):
    """The place of one quotation, as a slice of the text."""

    start: int
    """The first character within the marks."""
    end: int
    """One past the last one within."""
    pieces: tuple[TextRange, ...]
    """What it takes up of each paragraph, with its marks."""
    first: int
    """The index of the paragraph where it begins."""


class _Open(NamedTuple):
    mark: str
    at: int
    pieces: list[TextRange]
    first: int


def quotations(text: str, paragraphs: Sequence[TextRange], most: int | None = None) -> list[Quoted]:
    """Return the outermost quotations of `text` in order, the first `most` of them at most.

    None of them overlap.
    """
    doubles = list(islice(_in_double_marks(text, paragraphs), most))
    each = (one for span in paragraphs for one in _in_single_marks(text, span))
    singles = list(islice(each, most))
    return _outermost(doubles, singles, paragraphs)[:most]


def _in_double_marks(text: str, paragraphs: Sequence[TextRange]) -> Iterator[Quoted]:
    held: _Open | None = None
    for index, span in enumerate(paragraphs):
        at = span.start
        if held is not None:
            at = held.at
        inner = 0
        for found in _DOUBLE.finditer(text, at, span.end):
            at, mark = found.start(), found[0]
            if held is None:
                if _may_open(text, at, mark, span):
                    held, inner = _Open(mark, at + 1, [], index), 0
            elif _closes(text, at, mark, held, span):
                if inner:
                    inner -= 1
                    continue
                yield _closed(held, at, at + 1, span, index)
                held = None
            elif _nests(text, at, mark, held):
                inner += 1
            elif _opens_again(text, at, mark, held, span):
                held, inner = _Open(mark, at + 1, [], index), 0
        if held is not None:
            held, done = _at_end_of_paragraph(text, held, paragraphs, index)
            if done is not None:
                yield done


def _closed(held: _Open, end: int, after: int, span: TextRange, index: int) -> Quoted:
    begun = span.start if held.pieces else held.at - 1
    start = held.pieces[0].start + 1 if held.pieces else held.at
    return Quoted(start, end, (*held.pieces, TextRange(begun, after)), held.first)


def _at_end_of_paragraph(
    text: str, held: _Open, paragraphs: Sequence[TextRange], index: int
) -> tuple[_Open | None, Quoted | None]:
    """Return the quotation if it goes on in the next paragraph; else the one that ends here."""
    span = paragraphs[index]
    begun = span.start if held.pieces else held.at - 1
    if index + 1 < len(paragraphs) and len(held.pieces) < _MOST_PIECES:
        mark = text[paragraphs[index + 1].start]
        if mark == held.mark or (held.mark in "“„" and mark in "“„") or held.mark + mark == "«»":
            again = paragraphs[index + 1].start + 1
            held.pieces.append(TextRange(begun, span.end))
            return held._replace(at=again), None
    if held.pieces or text[held.at : span.end].strip():
        return None, _closed(held, span.end, span.end, span, index)
    return None, None


def _around(text: str, at: int, span: TextRange) -> tuple[str, str]:
    before = text[at - 1] if at > span.start else " "
    after = text[at + 1] if at + 1 < span.end else " "
    return before, after


def _may_open(text: str, at: int, mark: str, span: TextRange) -> bool:
    before, after = _around(text, at, span)
    free = not before.isalnum() and before not in _ENDS
    if mark in "«‹":
        return not (before.isalnum() and (after.isspace() or not after.isalnum()))
    if mark in "»›":
        return free and not after.isspace()
    if mark in _OPENERS:
        return True
    if mark in "”❞〞":
        return free and before.isspace() and after.isalnum()
    return not (before.isalnum() and not after.isalnum()) and not (before.isdigit())


def _closes(text: str, at: int, mark: str, held: _Open, span: TextRange) -> bool:
    if mark not in _CLOSES[held.mark]:
        return False
    before, after = _around(text, at, span)
    if mark in _STRAIGHT:
        return not (before.isspace() and after.isalnum() and at > held.at)
    if mark in _OPENERS and held.mark == mark:
        return not before.isspace() and not after.isalnum() and at > span.start
    return True


def _nests(text: str, at: int, mark: str, held: _Open) -> bool:
    """Whether a quotation within begins that ends with a mark that could end the outer one."""
    if mark in _GUILLEMETS or mark == "„":
        return mark == held.mark
    opens = text[at - 1].isspace() and text[at + 1 : at + 2].isalnum()
    return mark in _STRAIGHT and held.mark not in _STRAIGHT and opens


def _opens_again(text: str, at: int, mark: str, held: _Open, span: TextRange) -> bool:
    """Whether the quotation before was left open by mistake, as another of its kind begins."""
    before, after = _around(text, at, span)
    same = mark == held.mark or (held.mark in _STRAIGHT and mark in _STRAIGHT)
    return same and mark not in _GUILLEMETS and before.isspace() and not after.isspace()


def _in_single_marks(text: str, span: TextRange) -> Iterator[Quoted]:
    start = -1
    for found in _SINGLE.finditer(text, span.start, span.end):
        at, mark = found.start(), found[0]
        before, after = _around(text, at, span)
        if mark in "‘‚‛" or (mark == "'" and start < 0):
            if mark == "‘" and start >= 0 and text[start - 1] == "‚":
                yield _single(start, at, span)
                start = -1
            elif not before.isalnum() and after.isalnum() and not _NOT_OPENED.match(text, at + 1):
                start = at + 1
        elif start >= 0 and not after.isalnum() and not before.isspace():
            if at - start > _LONGEST_SINGLE:
                start = -1
            elif before in _ENDS or not _has_better_end(text, at, span):
                yield _single(start, at, span)
                start = -1


def _single(start: int, end: int, span: TextRange) -> Quoted:
    # The paragraph is filled in where the passes are joined.
    return Quoted(start, end, (TextRange(start - 1, end + 1),), -1)


def _has_better_end(text: str, at: int, span: TextRange) -> bool:
    """Whether a mark after a letter may be an apostrophe: a mark after punctuation follows."""
    for found in _SINGLE.finditer(text, at + 1, min(span.end, at + _SINGLE_AHEAD)):
        before, after = _around(text, found.start(), span)
        if found[0] in "‘‚" or (found[0] == "'" and before.isspace()):
            return False
        if before in _ENDS and not after.isalnum():
            return text[at - 1] == "s"
    return False


def _outermost(
    doubles: list[Quoted], singles: list[Quoted], paragraphs: Sequence[TextRange]
) -> list[Quoted]:
    """Return both kinds in order without those within others, or across the border of one."""
    starts = [one.pieces[0].start for one in doubles]
    kept = []
    for one in singles:
        begin, end = one.pieces[0].start, one.pieces[0].end
        near = doubles[max(0, bisect_right(starts, begin) - 1) : bisect_right(starts, end)]
        if all(d.pieces[-1].end <= begin or (begin <= d.pieces[0].start and d.pieces[-1].end <= end)
               for d in near):  # fmt: skip
            first = bisect_right(paragraphs, begin, key=lambda span: span.start) - 1
            kept.append(one._replace(first=first))
    found: list[Quoted] = []
    for one in sorted((*doubles, *kept), key=lambda q: (q.pieces[0].start, -q.pieces[-1].end)):
        if not found or one.pieces[0].start >= found[-1].pieces[-1].end:
            found.append(one)
    return found
