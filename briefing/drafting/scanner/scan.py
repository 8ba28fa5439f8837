"""A text paragraph by paragraph: its quotations, who is said to have spoken, and all subjects.

Long paragraphs are read in pieces, so that memory stays in proportion to what is looked at.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.drafting.scanner.incises import TakenPiece, parted
from briefing.drafting.scanner.phrases import NounPhrase
from briefing.drafting.scanner.quotation_marks import Quoted
from briefing.drafting.scanner.rules import FoundSpeaker, Paragraph
from briefing.drafting.scanner.words_and_marks import MARK, QUOTE, TextToken, tokens
from briefing.drafting.words.lexicon import Lexicon
from briefing.evidence.verdicts import TextRange

_LONG = 4000
"""Characters of a paragraph after which a sentence that ends ends a piece."""
_LONGEST = 8000
_END = re.compile(r"[.!?…][”\"»“']?\s")
_BACK = 2
"""Paragraphs before a quotation that are read for whom a pronoun in it means."""


class Subject(NamedTuple):
    """Someone of whom a sentence says something."""

    mention: TextRange
    """The words."""
    kind: str
    """As in `NounPhrase`."""


class Speech(NamedTuple):
    """Who is said to have spoken a quotation."""

    quote: int
    """The index of the quotation."""
    rule: str
    """By what rule it was found."""
    subject: Subject
    """The words for the one who spoke."""
    verb: TextRange
    """The words for how."""
    mention: TextRange
    """The words of both kinds for the one who spoke, with a relative pronoun."""
    via: TextRange | None = None
    """Who relayed it."""


class ParagraphRead(NamedTuple):
    """What one paragraph, or a piece of it, says."""

    paragraph: int
    """Its index."""
    subjects: tuple[Subject, ...]
    """In order."""
    speeches: tuple[Speech, ...]
    """In order."""


def scan(
    text: str, paragraphs: Sequence[TextRange], quotes: Sequence[Quoted], lexicon: Lexicon
) -> Iterator[ParagraphRead]:
    """Yield what each paragraph near quotations says, in their order."""
    taken = _by_paragraph(text, quotes)
    near = {n for number in taken for n in range(max(0, number - _BACK), number + 1)}
    before: Speech | None = None
    for number in sorted(near):
        lead = before if number - 1 in near else None
        parts = parted(text, paragraphs[number], taken.get(number, []), lexicon)
        for start, end, pieces in _pieces(text, paragraphs[number], parts):
            found = tokens(text, TextRange(start, end), pieces, lexicon)
            paragraph = Paragraph(found, lexicon)
            yield _read(text, number, paragraph, lead)
            before = _lead(text, paragraph)


def _read(text: str, number: int, one: Paragraph, lead: Speech | None) -> ParagraphRead:
    found = one.found
    subjects = {phrase.start: phrase for phrase in one.subjects()}
    speeches = []
    for at, answer in one.answers():
        subjects.setdefault(answer.subject.start, answer.subject)
        speeches.append(_speech(text, found, found[at].quote, answer))
    if lead is not None and found and all(token.kind in (QUOTE, MARK) for token in found):
        speeches = [lead._replace(quote=token.quote) for token in found if token.kind == QUOTE]
    ordered = tuple(_subject(found, subjects[start]) for start in sorted(subjects))
    return ParagraphRead(number, ordered, tuple(speeches))


def _lead(text: str, one: Paragraph) -> Speech | None:
    """Return who is said to speak in the next paragraph, if a colon ends this one."""
    if not one.found or one.found[-1].text != ":" or not one.sentences[-1].clauses:
        return None
    clause = one.sentences[-1].clauses[-1]
    answer = FoundSpeaker("colon-before", clause.subject, clause.verb, clause.verb_from)
    return _speech(text, one.found, -1, answer)


def _speech(text: str, found: Sequence[TextToken], index: int, answer: FoundSpeaker) -> Speech:
    subject = _subject(found, answer.subject)
    end = max(answer.subject.end, answer.subject.mentioned) - 1
    verb = answer.verb if answer.verb_from < 0 else answer.verb_from
    via = answer.via and _subject(found, answer.via).mention
    return Speech(
        index, answer.rule, subject, TextRange(found[verb].start, found[answer.verb].end),
        TextRange(subject.mention.start, found[end].end), via,
    )  # fmt: skip


def _subject(found: Sequence[TextToken], phrase: NounPhrase) -> Subject:
    return Subject(TextRange(found[phrase.start].start, found[phrase.end - 1].end), phrase.kind)


def _by_paragraph(text: str, quotes: Sequence[Quoted]) -> dict[int, list[TakenPiece]]:
    taken: dict[int, list[TakenPiece]] = {}
    for index, one in enumerate(quotes):
        for number, piece in enumerate(one.pieces):
            last = text[one.end - 1 : one.end] if number + 1 == len(one.pieces) else ","
            taken.setdefault(one.first + number, []).append(TakenPiece(piece, index, last))
    return taken


def _pieces(
    text: str, span: TextRange, taken: Sequence[TakenPiece]
) -> Iterator[tuple[int, int, Sequence[TakenPiece]]]:
    """Yield a paragraph in pieces that end with a sentence, and no quotation is cut."""
    start, first = span.start, 0
    while span.end - start > _LONG:
        end, upto = _cut(text, start, span.end, taken, first)
        yield start, end, taken[first:upto]
        start, first = end, upto
    yield start, span.end, taken[first:]


def _cut(
    text: str, start: int, end: int, taken: Sequence[TakenPiece], first: int
) -> tuple[int, int]:
    """Return where the next piece ends, and the index of the first quotation after that."""
    at, upto = start, first
    while upto < len(taken) and taken[upto].place.end <= start + _LONG:
        at = taken[upto].place.end
        upto += 1
    at = max(at, start + _LONG)
    while True:
        limit = taken[upto].place.start if upto < len(taken) else end
        if limit > at:
            found = _END.search(text, max(start, at - 2), min(limit, start + _LONGEST))
            if found is not None and found.end() > at - 1:
                return found.end(), upto
        if limit >= end:
            return (min(end, max(at, start + _LONGEST)), upto)
        at = taken[upto].place.end
        upto += 1
        if at >= start + _LONGEST:
            return at, upto
