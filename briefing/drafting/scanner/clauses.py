"""Clauses of saying in a sentence: each verb of saying with its subject."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.drafting.scanner.phrases import (
    MOST_INSERTED,
    NounPhrase,
    phrase_before,
    phrase_from,
    skip_left,
    skip_right,
)
from briefing.drafting.scanner.words_and_marks import CAPITAL, MARK, QUOTE, TextToken
from briefing.drafting.words.lexicon import Is, Lexicon


class SayingClause(NamedTuple):
    """A subject and its verb of saying, as tokens."""

    subject: NounPhrase
    verb: int
    """The verb's token."""
    first: int
    """The first token of both."""
    form: str = "finite"
    """`finite`, `relative` (`who said`), `participle` (`adding`), `joined` (`and said`),
    or `quoted` (`was quoted as saying`).
    """
    verb_from: int = -1
    """The first token of a verb of several words; -1 for one."""


def clauses(
    found: Sequence[TextToken], low: int, high: int, lexicon: Lexicon
) -> list[SayingClause]:
    """Return the clauses of the sentence in the order of their verbs."""
    result: list[SayingClause] = []
    for at in range(low, high):
        tag = found[at].tag
        says = tag & (Is.SAYS | Is.GERUND) or is_phrasal(found, at, high, lexicon)
        if says and found[at].kind != CAPITAL:
            clause = _clause(found, low, at, lexicon, result)
            if clause is not None:
                result.append(clause)
    return result


def is_phrasal(found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon) -> bool:
    """Whether a verb is one of saying because of the word after it: `shot back`."""
    after = lexicon.phrasal.get(found[at].text)
    return after is not None and at + 1 < high and found[at + 1].text in after


def _clause(
    found: Sequence[TextToken], low: int, at: int, lexicon: Lexicon, before: Sequence[SayingClause]
) -> SayingClause | None:
    tag = found[at].tag
    if tag & Is.GERUND:
        return _participle(found, low, at, lexicon, before)
    stop = skip_left(found, low, at)
    if stop <= low:
        return None
    last = found[stop - 1]
    if last.tag & Is.BE:
        return None
    if last.tag & Is.CONJUNCTION:
        return _joined(found, stop - 1, at, before)
    if last.tag & Is.RELATIVE:
        end = stop - 2 if found[stop - 2].text == "," else stop - 1
        subject = phrase_before(found, low, end, lexicon)
        if subject is None:
            return None
        return SayingClause(subject._replace(mentioned=stop), at, subject.start, "relative")
    if last.kind == MARK and last.text in _INSERTS:
        subject = _across(found, low, stop - 1, lexicon)
    else:
        subject = phrase_before(found, low, stop, lexicon)
    if subject is None or (tag & Is.NOUNISH and not _agrees(found, subject, at)):
        return None
    if tag & Is.NAMING and subject.kind == "noun" and _names(found, at):
        return None
    return SayingClause(subject, at, subject.start)


_MOST_TRIED = 5  # commas before a verb, behind one of which its subject stands
_INSERTS = (",", "—", "–", ")", "--")


def _names(found: Sequence[TextToken], verb: int) -> bool:
    """Whether a verb gives a name that is quoted: a book called “X”."""
    return any(token.kind == QUOTE for token in found[verb + 1 : verb + 3])


def _agrees(found: Sequence[TextToken], subject: NounPhrase, verb: int) -> bool:
    """Whether a form that is as often a noun can be the verb of the subject."""
    if subject.kind == "pronoun":
        return True
    plural = found[subject.end - 1].text.endswith("s")
    singular_verb = found[verb].text.endswith("s")
    return (plural and not singular_verb) or (singular_verb and subject.kind == "name")


def _across(
    found: Sequence[TextToken], low: int, closing: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the subject before an insertion that ends at the mark `closing`."""
    mark = "(" if found[closing].text == ")" else found[closing].text
    tried = 0
    for at in range(closing - 1, max(low, closing - MOST_INSERTED) - 1, -1):
        token = found[at]
        if token.kind == QUOTE or token.text in (";", ":"):
            return None
        if token.kind == MARK and token.text == mark:
            tried += 1
            if tried > _MOST_TRIED:
                return None
            subject = phrase_before(found, low, at, lexicon)
            if subject is not None:
                return _outer(found, low, subject, lexicon)
    return None


def _outer(
    found: Sequence[TextToken], low: int, subject: NounPhrase, lexicon: Lexicon
) -> NounPhrase:
    """Return the name before an apposition that was taken for the subject itself."""
    if subject.start > low + 1 and found[subject.start - 1].text == ",":
        name = phrase_before(found, low, subject.start - 1, lexicon)
        if name is not None and name.kind == "name" and found[subject.start].tag & Is.DETERMINER:
            return name
    return subject


def _joined(
    found: Sequence[TextToken], conjunction: int, at: int, before: Sequence[SayingClause]
) -> SayingClause | None:
    if not before or conjunction - before[-1].verb > MOST_INSERTED:
        return None
    if not any(token.kind == QUOTE for token in found[before[-1].verb : conjunction]):
        return SayingClause(before[-1].subject, at, conjunction, "joined")
    return None


def _participle(
    found: Sequence[TextToken], low: int, at: int, lexicon: Lexicon, before: Sequence[SayingClause]
) -> SayingClause | None:
    stop = skip_left(found, low, at)
    last = found[stop - 1] if stop > low else None
    if last is None:
        return None
    if last.text == "as" and stop - 2 > low and found[stop - 2].tag & Is.QUOTED:
        be = skip_left(found, low, stop - 2)
        if be > low and found[be - 1].tag & Is.BE:
            subject = phrase_before(found, low, skip_left(found, low, be - 1), lexicon)
            return SayingClause(subject, at, subject.start, "quoted", be - 1) if subject else None
    if last.tag & Is.BE:
        subject = phrase_before(found, low, skip_left(found, low, stop - 1), lexicon)
        return SayingClause(subject, at, subject.start) if subject else None
    if before and last.text in (",", "—"):
        return SayingClause(before[-1].subject, at, at, "participle")
    return None


def clause_after(
    found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause that begins right at a token, in either order of words."""
    verb = skip_right(found, at, high)
    if verb < high and found[verb].tag & Is.SAYS and found[verb].kind != CAPITAL:
        begin = skip_right(found, verb + 1, high)
        if begin >= high or found[begin].tag & Is.THAT:
            return None
        subject = phrase_from(found, begin, high, lexicon)
        return SayingClause(subject, verb, at) if subject else None
    subject = phrase_from(found, at, high, lexicon)
    if subject is None:
        return None
    quoted = _quoted_as(found, subject.end, high)
    if quoted is not None:
        return SayingClause(subject, quoted, at, "quoted", subject.end)
    after = _verb_after(found, subject.end, high, lexicon)
    return SayingClause(subject, after, at) if after is not None else None


def _quoted_as(found: Sequence[TextToken], at: int, high: int) -> int | None:
    """Return the last word of `was quoted as saying`, which may begin at a token."""
    if at >= high or not found[at].tag & Is.BE:
        return None
    quoted = skip_right(found, at + 1, high)
    if quoted + 2 >= high or not found[quoted].tag & Is.QUOTED or found[quoted + 1].text != "as":
        return None
    return quoted + 2 if found[quoted + 2].tag & Is.GERUND else None


def _verb_after(found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon) -> int | None:
    """Return the verb of saying after a subject that ends at a token."""
    for _ in range(5):
        verb = skip_right(found, at, high)
        if verb >= high:
            return None
        token = found[verb]
        if token.tag & Is.SAYS or is_phrasal(found, verb, high, lexicon):
            return verb
        if token.text in _INSERTS or token.text == "(":
            return _verb_after_insertion(found, verb, high)
        hung = token.tag & Is.PREPOSITION or token.text in ("and", "&", "or")
        phrase = phrase_from(found, verb + 1, high, lexicon) if hung else None
        if phrase is None:
            return None
        at = phrase.end
    return None


def _verb_after_insertion(found: Sequence[TextToken], opening: int, high: int) -> int | None:
    mark = ")" if found[opening].text == "(" else found[opening].text
    for at in range(opening + 1, min(high, opening + MOST_INSERTED)):
        token = found[at]
        if token.kind == QUOTE or token.text in (";", ":"):
            return None
        if token.text == mark:
            verb = skip_right(found, at + 1, high)
            if verb < high and found[verb].tag & Is.SAYS:
                return verb
    return None


def sources(
    found: Sequence[TextToken], low: int, high: int, lexicon: Lexicon
) -> Iterator[tuple[int, NounPhrase]]:
    """Yield where phrases such as `according to` begin, with the noun phrase after each."""
    firsts = {phrase[0] for phrase in lexicon.sources}
    for at in range(low, high):
        if found[at].text not in firsts:
            continue
        for words in lexicon.sources:
            end = at + len(words)
            if tuple(token.text for token in found[at:end]) == words:
                subject = _source(found, end, high, lexicon)
                if subject is not None:
                    yield at, subject
                break


def _source(found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon) -> NounPhrase | None:
    if at < high and found[at].text in ("him", "her", "them"):
        return NounPhrase(at, at + 1, "pronoun")
    return phrase_from(found, at, high, lexicon)
