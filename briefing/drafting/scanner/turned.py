"""Clauses whose verb stands before its subject, in two parts, or last: as in German."""

from collections.abc import Sequence

from briefing.drafting.scanner.phrases import (
    MOST_WORDS,
    NounPhrase,
    is_title,
    phrase_from,
    skip_left,
    skip_right,
    subject_before,
    subject_from,
)
from briefing.drafting.scanner.saying import SPLIT, SayingClause
from briefing.drafting.scanner.words_and_marks import CAPITAL, MARK, QUOTE, WORD, TextToken
from briefing.drafting.words.lexicon import Is, Lexicon

_ENDS = (
    Is.VERB | Is.SAYS | Is.CONJUNCTION | Is.SUBORDINATE | Is.THAT | Is.PREPOSITION | Is.PRONOUN
)  # fmt: skip

_PURPOSES = ("zur", "zum", "zu", "über", "für", "nach", "vor")
"""Prepositions of what is spoken of, not of what says it."""


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
    if is_last(found, at, high):
        modal = perfect(found, low, at, lexicon)
        if modal is not None:
            return modal
    if (subordinate := _verb_last(found, low, at, high, lexicon)) is not None:
        return subordinate
    if clause is not None and _is_thing(found, clause, lexicon):
        spoken = _turned(found, at, high, lexicon)
        return spoken if spoken is not None and _is_named(found, spoken.subject) else clause
    if not _is_weak(found, low, clause):
        return clause
    return _turned(found, at, high, lexicon) or clause


def _is_weak(found: Sequence[TextToken], low: int, clause: SayingClause | None) -> bool:
    """Whether what stands before a verb may be no subject: nothing, or `als Antwort`.

    Nor is it one after a preposition: zum Hintergrund `der Tat` führt der Bericht aus.
    """
    if clause is None:
        return True
    start = clause.subject.start
    if start > low and found[start - 1].tag & (Is.SUBORDINATE | Is.PREPOSITION):
        return True
    if clause.subject.kind == "pronoun" or not found[start].tag & Is.DETERMINER:
        return False
    while start > low and found[start - 1].kind == CAPITAL and start > clause.verb - SPLIT:
        start -= 1
        while start > low and found[start - 1].kind == WORD and not found[start - 1].tag & _ENDS:
            start -= 1
        if start > low and found[start - 1].tag & Is.PREPOSITION:
            return True
    return False


def _is_thing(found: Sequence[TextToken], clause: SayingClause, lexicon: Lexicon) -> bool:
    """Whether what stands before a verb may be its object, by form and sense: `den Plan`."""
    first, *rest = found[clause.subject.start : clause.subject.end]
    if not rest or not first.tag & Is.DETERMINER or first.text in lexicon.genitives:
        return False
    head = next((token for token in rest if token.kind == CAPITAL), None)
    is_someone = head is None or head.tag & (Is.TITLE | Is.PERSON | Is.BODY | Is.OUTLET)
    return clause.subject.end == clause.verb and not is_someone


def _is_named(found: Sequence[TextToken], phrase: NounPhrase) -> bool:
    """Whether a phrase is a name, an office or a pronoun that can only be a subject."""
    first = found[phrase.start]
    if phrase.kind == "pronoun" or any(
        token.tag & (Is.TITLE | Is.PERSON) for token in found[phrase.start : phrase.end]
    ):
        return True
    return first.kind == CAPITAL and not first.tag & Is.DETERMINER


def _turned(
    found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause of a verb before its subject: am Montag `sagte der Minister`."""
    if found[at].tag & Is.PARTICIPLE and not found[at].tag & Is.SAYS:
        return None
    if at > 0 and found[at - 1].tag & Is.CONJUNCTION:
        return None  # its subject is that of the clause before
    subject = subject_from(found, skip_right(found, at + 1, high), high, lexicon)
    return SayingClause(subject, at, at) if subject is not None else None


def perfect(found: Sequence[TextToken], low: int, at: int, lexicon: Lexicon) -> SayingClause | None:
    """Return the clause of a participle or an infinitive: `der Minister hat` das `gesagt`."""
    is_infinitive = not found[at].tag & Is.PARTICIPLE or _has_infinitive(found, at)
    for have in range(at - 1, max(low, at - SPLIT) - 1, -1):
        token = found[have]
        begins = token.tag & Is.SUBORDINATE and found[have + 1].kind != QUOTE  # not: als „…“
        if token.text == ":" or token.tag & Is.SAYS or begins:
            return None
        if token.kind == QUOTE and have < at - 3:
            return None
        passive = bool(token.tag & Is.BE) and bool(found[at].tag & Is.QUOTED)
        if token.tag & Is.BE and not passive and found[at].tag & Is.PARTICIPLE:
            return _by_agent(found, have, at, lexicon)
        modal = is_infinitive and bool(token.tag & Is.MODAL)
        if not token.tag & Is.AUXILIARY and not passive and not modal:
            continue
        subject = subject_before(found, low, skip_left(found, low, have), lexicon)
        right = phrase_from(found, skip_right(found, have + 1, at), at, lexicon)
        is_sure = right is not None and right.kind == "pronoun"
        if subject is None or is_sure or _is_joined(found, low, subject):
            subject = right or subject
        return SayingClause(subject, at, min(subject.start, have)) if subject else None
    return None


_RELATIVES = {"der": "der", "die": "die", "das": "die", "welcher": "der", "welche": "die",
              "welches": "die", "den": "den", "dem": "den", "denen": "den",
              "was": "den"}  # fmt: skip
"""Relative pronouns: `der` is the subject, `die` may be it or the object, `den` is none."""


def _verb_last(
    found: Sequence[TextToken], low: int, at: int, high: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause that a verb ends: Lee, `der das betonte`; `weil Lee das gesagt hatte`."""
    after = at + 1
    if found[at].tag & Is.PARTICIPLE:
        after += bool(after < high and found[after].tag & Is.AUXILIARY)
        if after == at + 1 and not found[at].tag & Is.SAYS:
            return None
    if after < high and found[after].kind != MARK and not found[after].tag & Is.CONJUNCTION:
        return None
    begin = at
    while begin > low and found[begin - 1].text not in _CLAUSE_MARKS and at - begin < SPLIT:
        begin -= 1
    opening = found[begin]
    if opening.tag & (Is.SUBORDINATE | Is.THAT) and opening.text != "was":
        subject = _inner_subject(found, begin + 1, at, lexicon)
        return SayingClause(subject, at, begin + 1) if subject is not None else None
    if begin > low and found[begin - 1].text == ",":
        return _in_relative(found, low, begin, at, lexicon)
    return None


_CLAUSE_MARKS = frozenset((",", ";", ":", "–", "—", "(", ")"))


def _inner_subject(
    found: Sequence[TextToken], begin: int, verb: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the subject that follows the word with which a subordinate clause begins."""
    phrase = phrase_from(found, skip_right(found, begin, verb), verb, lexicon)
    if phrase is None or not found[phrase.start].tag & Is.DETERMINER:
        return phrase
    head = next((n for n in range(phrase.start + 1, phrase.end) if found[n].kind == CAPITAL), None)
    is_someone = head is None or found[head].tag & (Is.TITLE | Is.PERSON)
    if head is None or (is_someone and not found[head].tag & Is.BODY):
        return phrase
    return phrase._replace(end=head + 1)  # not the object: weil die Zeitung `Lee` lobte


def _in_relative(
    found: Sequence[TextToken], low: int, begin: int, verb: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause of `Lee, der das betonte`, or of `der Plan, den Lee so nannte`."""
    hangs = bool(found[begin].tag & Is.PREPOSITION)
    case = _RELATIVES.get(found[begin + hangs].text)
    if case is None:
        return None
    inner = _inner_subject(found, begin + hangs + 1, verb, lexicon)
    if inner is not None and not _is_speaker(found, inner):
        inner = None
    outer = _antecedent(found, low, begin - 1, lexicon) if case != "den" and not hangs else None
    if outer is None:
        return SayingClause(inner, verb, begin) if inner and case != "der" else None
    if case == "der" or inner is None:
        outer = outer._replace(mentioned=begin + 1)
        return SayingClause(outer, verb, outer.start, "relative")
    return SayingClause(inner, verb, begin) if found[inner.start].text in ("er", "der") else None


def _antecedent(
    found: Sequence[TextToken], low: int, end: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the person or body that ends before a relative clause, in any case."""
    start = end
    while start > low and found[start - 1].kind == CAPITAL and not found[start - 1].tag & Is.TIME:
        start -= 1
    adjective = start
    while adjective > max(low, start - 3) and found[adjective - 1].kind == WORD:
        adjective -= 1
        if found[adjective].tag & Is.DETERMINER:
            start = adjective
            break
    if start > low and found[start].text in lexicon.genitives and found[start - 1].kind == CAPITAL:
        return None  # die Sprecherin des Ministers, die …: one of two
    is_oblique = start < end and found[start].tag & Is.OBLIQUE
    phrase = phrase_from(found, start + bool(is_oblique), end, lexicon)
    if phrase is None or phrase.end != end or not _is_speaker(found, phrase):
        return None
    return phrase._replace(start=start)


def _is_speaker(found: Sequence[TextToken], phrase: NounPhrase) -> bool:
    words = found[phrase.start : phrase.end]
    return _is_named(found, phrase) or any(token.tag & Is.BODY for token in words)


def _by_agent(
    found: Sequence[TextToken], be: int, at: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause of a passive: der Plan `wurde von Lee` ein Fehler `genannt`."""
    by = next((n + 1 for n in range(be, at) if found[n].text in ("von", "vom")), at)
    begin = by + bool(by < at and found[by].tag & Is.OBLIQUE)
    agent = phrase_from(found, begin, at, lexicon)
    return SayingClause(agent._replace(start=by), at, be) if agent is not None else None


def _has_infinitive(found: Sequence[TextToken], at: int) -> bool:
    """Whether a participle is part of an infinitive: soll das `gesagt haben`."""
    return at + 1 < len(found) and found[at + 1].text in ("haben", "werden")


def is_last(found: Sequence[TextToken], at: int, high: int) -> bool:
    """Whether a verb is an infinitive by its form and place: er will das `sagen`."""
    if not found[at].text.endswith("en") or not found[at].tag & Is.SAYS:
        return False
    return at + 1 >= high or found[at + 1].kind in (MARK, QUOTE)


def _is_joined(found: Sequence[TextToken], low: int, subject: NounPhrase) -> bool:
    return subject.start > low and bool(found[subject.start - 1].tag & Is.CONJUNCTION)


def body_says(
    found: Sequence[TextToken], low: int, verb: int, high: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause of a body that a preposition names: Russian `в Кремле заявили`."""
    if not found[verb].text.endswith(lexicon.plurals or ("\0",)):
        return None
    end = skip_left(found, low, verb)
    start = end
    while start > max(low, end - MOST_WORDS) and found[start - 1].kind in (WORD, CAPITAL):
        start -= 1
        if found[start].text in lexicon.places:
            opens = start == low or found[start - 1].kind == MARK
            opens = opens or bool(found[start - 1].tag & (_ENDS | Is.TIME))
            return _body(found, start + 1, end, verb) if opens else None
    begin = skip_right(found, verb + 1, high)
    if begin >= high or found[begin].text not in lexicon.places:
        return None
    end = begin + 1
    while end < high and found[end].kind in (WORD, CAPITAL) and not found[end].tag & _ENDS:
        end += 1
    return _body(found, begin + 1, end, verb)


def _body(found: Sequence[TextToken], start: int, end: int, verb: int) -> SayingClause | None:
    words = found[start:end]
    if not words or not (words[0].kind == CAPITAL or any(t.tag & Is.BODY for t in words)):
        return None
    if any(token.tag & Is.TIME for token in words):
        return None
    return SayingClause(NounPhrase(start, end, "noun"), verb, min(start, verb))


def quoted_words(
    found: Sequence[TextToken], verb: int, high: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return who is quoted in `приводит ТАСС слова Лаврова` and `цитирует ТАСС Лаврова`."""
    end = verb + 1
    while end < min(high, verb + MOST_WORDS) and (
        found[end].kind in (WORD, CAPITAL) or (found[end].kind == QUOTE and is_title(found[end]))
    ):
        end += 1
    words = range(verb + 1, end)
    start = next((n + 1 for n in words if found[n].text in lexicon.said_words), verb + 1)
    outlets = [n for n in words if found[n].tag & Is.OUTLET or found[n].kind == QUOTE]
    if start == verb + 1 and outlets and outlets[0] == start:
        start += 1
    end = min([n for n in outlets if n >= start] or [end])
    return NounPhrase(start, end, "name") if start < end else None


def _noun_after(found: Sequence[TextToken], preposition: int, high: int) -> NounPhrase | None:
    """Return the words from a preposition to its noun: in `einer gestern gezeigten Notiz`."""
    for at in range(preposition + 1, min(high, preposition + 7)):
        if found[at].kind == CAPITAL:
            return NounPhrase(preposition + 1, at + 1, "noun")
        if found[at].kind != WORD:
            return None
    return None


def impersonal(
    found: Sequence[TextToken], low: int, at: int, high: int, lexicon: Lexicon
) -> tuple[int, NounPhrase] | None:
    """Return where `heißt es in der Erklärung` begins, and what says it.

    The source stands after the verb and a preposition, or before the verb.
    """
    if "es" not in (found[max(low, at - 1)].text, found[min(at + 1, high - 1)].text):
        return None
    for place in range(at + 2, min(high, at + 5)):
        if found[place].tag & Is.PREPOSITION and found[place].text not in _PURPOSES:
            begin = place + 1
            if begin < high and found[begin].tag & Is.OBLIQUE:
                begin += 1
            phrase = phrase_from(found, begin, high, lexicon) or _noun_after(found, place, high)
            if phrase is not None:
                return at, phrase._replace(start=place + 1)
    if found[at - 1].text == "," and found[low].tag & Is.PREPOSITION:
        phrase = _noun_after(found, low, at)
        return (low, phrase) if phrase is not None else None
    start = at
    while start > low and found[start - 1].kind not in (MARK, QUOTE) and start > at - 10:
        start -= 1
    while found[at - 1].text == "es" or found[at - 1].tag & Is.AUXILIARY:
        at -= 1
    if start + 1 < at and found[start].tag & Is.PREPOSITION:
        return start, NounPhrase(start + 1, at, "noun")
    return None
