"""What stands within the marks of a quotation and is not said: « La paix, `explique Lee`, … ».

French printing lets a short clause of saying stand between two commas without closing the marks
before it, Russian and Ukrainian between two dashes. The quotation stays one; for the rules it is
two, with that clause between them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.drafting.scanner.clauses import clause_after
from briefing.drafting.scanner.words_and_marks import CAPITAL, MARK, WORD, TextToken, tokens
from briefing.drafting.words.lexicon import Is, Lexicon
from briefing.evidence.verdicts import TextRange

_LOOKED_AT = 1500
"""Characters of a quotation in which its clause of saying is looked for."""
_AROUND = 200
"""Characters before and after a quotation that may say who spoke."""
_LONGEST = 14  # tokens after the subject
_FREE = frozenset('.!?…»”"–—-')
_SENTENCE_ENDS = frozenset((".", "!", "?", "…"))
_DASHES = frozenset(("–", "—"))
_AFTER = frozenset((",", ".", "?", "!", "…", "...", ";", "–", "—"))


class TakenPiece(NamedTuple):
    """What a quotation takes up of a paragraph, or a part of that."""

    place: TextRange
    quote: int
    """The index of the quotation."""
    last: str
    """Its last character."""


def parted(
    text: str, span: TextRange, taken: Sequence[TakenPiece], lexicon: Lexicon
) -> list[TakenPiece]:
    """Return the pieces of a paragraph, each in two parts around the clause of saying within."""
    if not lexicon.incise_marks:
        return list(taken)
    return [part for piece in taken for part in _parts(text, span, piece, lexicon)]


def _parts(text: str, span: TextRange, piece: TakenPiece, lexicon: Lexicon) -> Iterator[TakenPiece]:
    inside = _incise(text, span, piece.place, lexicon)
    if inside is None:
        yield piece
        return
    yield TakenPiece(TextRange(piece.place.start, inside.start), piece.quote, ",")
    yield TakenPiece(TextRange(inside.end, piece.place.end), piece.quote, piece.last)


def _incise(text: str, span: TextRange, piece: TextRange, lexicon: Lexicon) -> TextRange | None:
    lead = text[max(span.start, piece.start - _AROUND) : piece.start].rstrip()
    colon = lead.endswith(":")
    if lead and not colon and lead[-1] not in _FREE:
        return None
    if colon and _is_said_before(text, piece.start, span, lexicon):
        return None
    end = min(piece.end - 1, piece.start + _LOOKED_AT)
    found = tokens(text, TextRange(piece.start + 1, end), (), lexicon)
    for at in range(1, len(found) - 1):
        if found[at].text in lexicon.incise_marks and found[at + 1].kind == WORD:
            last = _end(found, at + 1, lexicon, only_pronouns=colon)
            if last is not None and not _may_end(found, last, lexicon):
                continue
            if last is not None:
                if _is_said_after(text, piece.end, span, lexicon):
                    return None
                return TextRange(_start(found, at), found[last].start if last < len(found) else end)
    return None


def _start(found: Sequence[TextToken], at: int) -> int:
    """Return where what is not said begins: at a comma, or after another mark."""
    return found[at].start if found[at].text == "," or found[at].text in _DASHES else found[at].end


def _end(
    found: Sequence[TextToken], at: int, lexicon: Lexicon, *, only_pronouns: bool
) -> int | None:
    """Return the token after a clause of saying that begins at a token."""
    clause = clause_after(found, at, len(found), lexicon)
    if clause is None:
        return None
    subject, joined = clause.subject, found[clause.subject.start].text
    is_pronoun = subject.kind == "pronoun"
    if is_pronoun and not _is_third(joined, lexicon):
        return None
    if not is_pronoun and (only_pronouns or clause.verb > subject.start):
        return None
    past = found[at : clause.verb + 1]
    if not is_pronoun and any(token.text.endswith(lexicon.past_endings) for token in past):
        return None
    return _mark_after(found, max(subject.end, clause.verb + 1))


def _is_third(pronoun: str, lexicon: Lexicon) -> bool:
    """Whether a pronoun is `he` or `she`, in French joined to the verb: `dit-il`."""
    if lexicon.inverts:
        return "-" in pronoun and not pronoun.endswith(("-on", "-je", "-nous"))
    return lexicon.genders.get(pronoun) in ("m", "f", "p")


def _may_end(found: Sequence[TextToken], last: int, lexicon: Lexicon) -> bool:
    """Whether what is said can go on there: behind a dash, where one stands before the verb."""
    if "," in lexicon.incise_marks or last + 1 >= len(found):
        return True
    return found[last].text in _DASHES or found[last + 1].text in _DASHES


def _mark_after(found: Sequence[TextToken], at: int) -> int | None:
    for place in range(at, min(len(found), at + _LONGEST)):
        if found[place].kind == MARK:
            return place if found[place].text in _AFTER else None
        if found[place].kind not in (WORD, CAPITAL) or found[place].tag & Is.THAT:
            return None
    return len(found) if at + _LONGEST >= len(found) else None


def _is_said_before(text: str, end: int, span: TextRange, lexicon: Lexicon) -> bool:
    """Whether the sentence before a colon has a verb of saying."""
    found = tokens(text, TextRange(max(span.start, end - _AROUND), end), (), lexicon)
    for token in reversed(found):
        if token.text in _SENTENCE_ENDS:
            return False
        if token.tag & Is.SAYS:
            return True
    return False


def _is_said_after(text: str, start: int, span: TextRange, lexicon: Lexicon) -> bool:
    """Whether a clause of saying follows the quotation itself."""
    found = tokens(text, TextRange(start, min(span.end, start + _AROUND)), (), lexicon)
    at = 0
    while at < min(2, len(found)) and (found[at].text == "," or found[at].text in _DASHES):
        at += 1
    return clause_after(found, at, len(found), lexicon) is not None
