"""Clauses whose verb stands before its subject, in two parts, or last: as in German."""

from collections.abc import Sequence

from briefing.drafting.scanner.phrases import (
    NounPhrase,
    phrase_before,
    phrase_from,
    skip_left,
    skip_right,
)
from briefing.drafting.scanner.saying import SPLIT, SayingClause
from briefing.drafting.scanner.words_and_marks import MARK, QUOTE, TextToken
from briefing.drafting.words.lexicon import Is, Lexicon


def said_so(
    found: Sequence[TextToken], low: int, at: int, high: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause of `, so der Minister weiter:`, which has no verb."""
    if at == low or found[at - 1].text not in (",", "—", "–"):
        return None
    subject = phrase_from(found, at + 1, high, lexicon)
    if subject is None or subject.kind == "pronoun":
        return None
    end = skip_right(found, subject.end, high)
    ends = end >= high or found[end].kind in (MARK, QUOTE)
    return SayingClause(subject, at, at) if ends else None


def turned(
    found: Sequence[TextToken], low: int, at: int, high: int, lexicon: Lexicon,
    clause: SayingClause | None,
) -> SayingClause | None:  # fmt: skip
    """Return the clause of a verb that may stand before its subject; else `clause`, as it was."""
    if not _is_weak(found, low, clause):
        return clause
    return _turned(found, at, high, lexicon) or clause


def _is_weak(found: Sequence[TextToken], low: int, clause: SayingClause | None) -> bool:
    """Whether what stands before a verb may be no subject: nothing, or `als Antwort`."""
    if clause is None:
        return True
    start = clause.subject.start
    return start > low and bool(found[start - 1].tag & (Is.SUBORDINATE | Is.PREPOSITION))


def _turned(
    found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause of a verb before its subject: am Montag `sagte der Minister`."""
    if found[at].tag & Is.PARTICIPLE and not found[at].tag & Is.SAYS:
        return None
    if at > 0 and found[at - 1].tag & Is.CONJUNCTION:
        return None  # its subject is that of the clause before
    subject = phrase_from(found, skip_right(found, at + 1, high), high, lexicon)
    return SayingClause(subject, at, at) if subject is not None else None


def perfect(found: Sequence[TextToken], low: int, at: int, lexicon: Lexicon) -> SayingClause | None:
    """Return the clause of a participle: `der Minister hat` am Montag `gesagt`."""
    for have in range(at - 1, max(low, at - SPLIT) - 1, -1):
        token = found[have]
        if token.text == ":" or token.tag & (Is.SAYS | Is.SUBORDINATE):
            return None
        if token.kind == QUOTE and have < at - 3:
            return None
        passive = bool(token.tag & Is.BE) and bool(found[at].tag & Is.QUOTED)
        if not token.tag & Is.AUXILIARY and not passive:
            continue
        subject = phrase_before(found, low, skip_left(found, low, have), lexicon)
        if subject is None or _is_joined(found, low, subject):
            right = phrase_from(found, skip_right(found, have + 1, at), at, lexicon)
            subject = right or subject
        return SayingClause(subject, at, min(subject.start, have)) if subject else None
    return None


def _is_joined(found: Sequence[TextToken], low: int, subject: NounPhrase) -> bool:
    return subject.start > low and bool(found[subject.start - 1].tag & Is.CONJUNCTION)


def impersonal(
    found: Sequence[TextToken], low: int, at: int, high: int, lexicon: Lexicon
) -> tuple[int, NounPhrase] | None:
    """Return where `heißt es in der Erklärung` begins, and what says it.

    The source stands after the verb and a preposition, or before the verb.
    """
    if at + 1 >= high or found[at + 1].text != "es":
        return None
    for place in range(at + 2, min(high, at + 5)):
        if found[place].tag & Is.PREPOSITION:
            begin = place + 1
            if begin < high and found[begin].tag & Is.OBLIQUE:
                begin += 1
            phrase = phrase_from(found, begin, high, lexicon)
            if phrase is not None:
                return at, phrase._replace(start=place + 1)
    start = at
    while start > low and found[start - 1].kind not in (MARK, QUOTE) and start > at - 10:
        start -= 1
    if start < at and found[start].tag & Is.PREPOSITION:
        return start, NounPhrase(start + 1, at, "noun")
    return None
