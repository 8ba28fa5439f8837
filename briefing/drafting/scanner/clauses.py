"""Clauses of saying in a sentence: each verb of saying with its subject."""

from collections.abc import Iterator, Sequence

from briefing.drafting.scanner.offices import late_name
from briefing.drafting.scanner.phrases import (
    INSERTS,
    MOST_INSERTED,
    NounPhrase,
    is_title,
    phrase_before,
    phrase_from,
    skip_left,
    skip_right,
    subject_before,
    subject_from,
)
from briefing.drafting.scanner.reported import main_subject
from briefing.drafting.scanner.saying import SAYING, SayingClause, is_complete, is_phrasal, together
from briefing.drafting.scanner.turned import (
    body_says,
    impersonal,
    perfect,
    quoted_words,
    said_so,
    turned,
)
from briefing.drafting.scanner.words_and_marks import CAPITAL, QUOTE, WORD, TextToken
from briefing.drafting.words.lexicon import Is, Lexicon


def clauses(
    found: Sequence[TextToken], low: int, high: int, lexicon: Lexicon
) -> list[SayingClause]:
    """Return the clauses of the sentence in the order of their verbs."""
    result: list[SayingClause] = []
    for at in range(low, high):
        clause = _clause_at(found, low, at, high, lexicon, result)
        if clause is not None:
            result.append(_together(found, low, high, clause, lexicon))
    return result


def _together(
    found: Sequence[TextToken], low: int, high: int, clause: SayingClause, lexicon: Lexicon
) -> SayingClause:
    subject = together(found, low, high, clause.subject, lexicon)
    return clause._replace(subject=subject, first=min(clause.first, subject.start))


def _clause_at(
    found: Sequence[TextToken], low: int, at: int, high: int, lexicon: Lexicon,
    before: Sequence[SayingClause],
) -> SayingClause | None:  # fmt: skip
    if found[at].text in lexicon.after_words:
        return said_so(found, low, at, high, lexicon)
    says = found[at].tag & SAYING or is_phrasal(found, at, high, lexicon)
    if not says or found[at].kind == CAPITAL:
        return None
    clause = _clause(found, low, at, lexicon, before)
    if clause is None and lexicon.inverts:
        return _after_quotation(found, low, at, high, lexicon)
    if lexicon.order == "subject-first":
        return clause
    clause = turned(found, low, at, high, lexicon, clause)
    return clause or body_says(found, low, at, high, lexicon)


def _after_quotation(
    found: Sequence[TextToken], low: int, at: int, high: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause of a verb right after a quotation: « … », a déclaré Lee, « … ».

    Or after a word for `as`: comme l’a dit Lee.
    """
    begin = skip_left(found, low, at)
    before = begin - 1
    if before > low and found[before].text in lexicon.clitics:
        before -= 1
    if before >= low and found[before].text in lexicon.as_words:
        clause = clause_after(found, begin, high, lexicon)
        return clause if clause is not None and clause.verb == at else None
    before = begin - 1
    while before > low and before > begin - 3 and found[before].text in INSERTS:
        before -= 1
    if before < low or found[before].kind != QUOTE:
        return None
    clause = clause_after(found, begin, high, lexicon)
    return clause if clause is not None and clause.verb == at else None


def _clause(
    found: Sequence[TextToken], low: int, at: int, lexicon: Lexicon, before: Sequence[SayingClause]
) -> SayingClause | None:
    tag = found[at].tag
    if tag & Is.GERUND:
        return _participle(found, low, at, lexicon, before)
    if tag & Is.PARTICIPLE:
        clause = perfect(found, low, at, lexicon)
        if clause is not None or not tag & Is.SAYS:
            return clause
    stop = skip_left(found, low, at)
    if stop > low and found[stop - 1].text in lexicon.clitics:
        stop -= 1
    if stop <= low or found[stop - 1].tag & Is.BE:
        return None
    last = found[stop - 1]
    if last.tag & Is.CONJUNCTION:
        return _joined(found, stop - 1, at, before) or _second(found, low, stop - 1, at, lexicon)
    if not is_complete(found, stop, at):
        return None
    if last.tag & Is.RELATIVE:
        return _relative(found, low, stop, at, lexicon)
    subject = subject_before(found, low, stop, lexicon)
    if subject is None or _is_noun(found, subject, at, lexicon):
        return None
    return SayingClause(subject, at, subject.start)


def _relative(
    found: Sequence[TextToken], low: int, stop: int, at: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the clause of `Lee, who said`: the noun before the pronoun is its subject."""
    end = stop - 2 if stop - 2 > low and found[stop - 2].text == "," else stop - 1
    subject = phrase_before(found, low, end, lexicon)
    if subject is None:
        return None
    agents = (n for n in range(subject.start, end) if found[n].text in lexicon.agents)
    if (by := next(agents, -1)) >= 0:
        subject = subject._replace(start=by + 1)
    return SayingClause(subject._replace(mentioned=stop), at, subject.start, "relative")


def _is_noun(found: Sequence[TextToken], subject: NounPhrase, at: int, lexicon: Lexicon) -> bool:
    """Whether what looks like a verb is none: the campaign `claims`, a book `called` “X”."""
    tag = found[at].tag
    agrees = _may_judge if lexicon.inverts else _agrees
    if tag & Is.NOUNISH and not agrees(found, subject, at):
        return True
    return bool(tag & Is.NAMING) and subject.kind == "noun" and _names(found, at)


_LONGEST_SOURCE = 4  # words of a source without an article
_NUMBERS = frozenset(("two", "three", "four", "several", "many", "some", "both", "these", "all"))


def _names(found: Sequence[TextToken], verb: int) -> bool:
    """Whether a verb gives a name that is quoted: a book called “X”."""
    return any(token.kind == QUOTE for token in found[verb + 1 : verb + 3])


def _may_judge(found: Sequence[TextToken], subject: NounPhrase, verb: int) -> bool:
    """Whether a person or a body is the subject of a French verb: Anne Lee `juge`."""
    words = found[subject.start : subject.end]
    is_plain = subject.kind != "noun" or any(t.tag & (Is.TITLE | Is.PERSON) for t in words)
    return is_plain and subject.end <= verb


def _agrees(found: Sequence[TextToken], subject: NounPhrase, verb: int) -> bool:
    """Whether a form that is as often a noun can be the verb of the subject."""
    if subject.kind == "pronoun":
        return True
    plural = found[subject.end - 1].text.endswith("s")
    singular_verb = found[verb].text.endswith("s")
    if found[subject.start].text in _NUMBERS and singular_verb:
        return False  # two Arab `states`
    return (plural and not singular_verb) or (singular_verb and subject.kind == "name")


def _joined(
    found: Sequence[TextToken], conjunction: int, at: int, before: Sequence[SayingClause]
) -> SayingClause | None:
    if not before or conjunction - before[-1].verb > MOST_INSERTED:
        return None
    if not any(token.kind == QUOTE for token in found[before[-1].verb : conjunction]):
        return SayingClause(before[-1].subject, at, conjunction, "joined")
    return None


def _second(
    found: Sequence[TextToken], low: int, conjunction: int, at: int, lexicon: Lexicon
) -> SayingClause | None:
    """Return the German clause whose subject has another verb first: Lee `stand auf und sagte`."""
    if conjunction - low > MOST_INSERTED:
        return None
    main = main_subject(found, low, conjunction, lexicon, anyone=True)
    if main is None or any(t.text == "," for t in found[max(main[1], main[0].end) : conjunction]):
        return None
    return SayingClause(main[0], at, conjunction, "joined")


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
    if lexicon.inverts and at < high and found[at].text in lexicon.as_words:
        at += 1 + bool(at + 1 < high and found[at + 1].text in lexicon.clitics)
    if at >= high:
        return None
    verb = at if found[at].text in lexicon.after_words else skip_right(found, at, high)
    if (inverted := _inverted(found, at, high)) is not None:
        return inverted
    if verb < high and found[verb].kind != CAPITAL and _says_here(found, at, verb, high, lexicon):
        return _verb_first(found, at, verb, high, lexicon)
    subject = phrase_from(found, at, high, lexicon)
    if subject is None or lexicon.order == "verb-second":
        return None
    quoted = _quoted_as(found, subject.end, high)
    if quoted is not None:
        return SayingClause(subject, quoted, at, "quoted", subject.end)
    after = _verb_after(found, subject.end, high, lexicon)
    return SayingClause(subject, after, at) if after is not None else None


def _verb_first(
    found: Sequence[TextToken], at: int, verb: int, high: int, lexicon: Lexicon
) -> SayingClause | None:
    if lexicon.said_words and found[verb].tag & Is.QUOTED:
        quoted = quoted_words(found, verb, high, lexicon)
        return SayingClause(quoted, verb, at) if quoted is not None else None
    first = verb
    if lexicon.inverts and is_phrasal(found, verb, high, lexicon):
        verb += 1
    begin = skip_right(found, verb + 1, high)
    if begin >= high or found[begin].tag & Is.THAT:
        return None
    subject = subject_from(found, begin, high, lexicon)
    if subject is None and not lexicon.articles:
        name = late_name(found, verb, begin, high, lexicon)
        subject = NounPhrase(*name, "name") if name is not None else None
    if subject is None:
        return body_says(found, verb, verb, high, lexicon)
    both = together(found, begin, high, subject, lexicon)
    return SayingClause(both, verb, at, verb_from=first if first < verb else -1)


def _inverted(found: Sequence[TextToken], at: int, high: int) -> SayingClause | None:
    """Return the clause of `dit-il` or `a-t-il dit`, whose pronoun is joined to the verb."""
    verb = at
    while verb < high and verb < at + 4 and found[verb].tag & Is.ADVERB:
        verb += 1
    if verb >= high or "-" not in found[verb].text:
        return None
    tag = found[verb].tag
    reflexive = tag & Is.BE and verb > at and found[verb - 1].tag & Is.REFLEXIVE
    subject = NounPhrase(verb, verb + 1, "pronoun")
    if tag & Is.AUXILIARY or reflexive:
        said = skip_right(found, verb + 1, high)
        if said < high and found[said].tag & (Is.SAYS | Is.VERBAL):
            return SayingClause(subject, said, at, verb_from=verb)
        return None
    return SayingClause(subject, verb, at) if tag & Is.PRONOUN else None


def _says_here(found: Sequence[TextToken], low: int, at: int, high: int, lexicon: Lexicon) -> bool:
    token = found[at]
    if token.tag & Is.SAYS or token.text in lexicon.after_marks:
        return is_complete(found, low, at)
    if token.text in lexicon.after_words:
        return True
    may_part = lexicon.order != "subject-first" or lexicon.inverts
    return may_part and is_phrasal(found, at, high, lexicon)


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
            return verb if is_complete(found, at, verb) else None
        if token.text in INSERTS or token.text == "(":
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
        if (token.kind == QUOTE and not is_title(token)) or token.text in (";", ":"):
            return None
        if token.text == mark:
            verb = skip_right(found, at + 1, high)
            if verb < high and found[verb].tag & Is.SAYS and is_complete(found, at + 1, verb):
                return verb
    return None


def sources(
    found: Sequence[TextToken], low: int, high: int, lexicon: Lexicon
) -> Iterator[tuple[int, NounPhrase]]:
    """Yield where phrases such as `according to` begin, with the noun phrase after each."""
    firsts = {phrase[0] for phrase in lexicon.sources}
    for at in range(low, high):
        if found[at].text in lexicon.impersonal:
            said = impersonal(found, low, at, high, lexicon)
            if said is not None:
                yield said
        if lexicon.views and (own := _own_view(found, at, high, firsts, lexicon)) is not None:
            yield at - (at > low and found[at - 1].text in firsts), own
        if found[at].text in lexicon.sources_after:
            before = phrase_before(found, low, at, lexicon)
            if before is not None:
                yield before.start, before
        if found[at].text not in firsts:
            continue
        for words in lexicon.sources:
            end = at + len(words)
            if tuple(token.text for token in found[at:end]) == words:
                subject = _source(found, end, high, lexicon)
                if subject is not None and _may_say(found, at, subject, lexicon):
                    yield at, subject
                break


def _source(found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon) -> NounPhrase | None:
    if at < high and found[at].text in ("him", "her", "them"):
        return NounPhrase(at, at + 1, "pronoun")
    begin = at + 1 if at < high and found[at].tag & Is.OBLIQUE else at
    phrase = phrase_from(found, begin, high, lexicon)
    if phrase is not None:
        return phrase._replace(start=at)
    end = begin
    while end < min(high, begin + _LONGEST_SOURCE) and _is_noun_like(found[end]):
        end += 1
    return NounPhrase(at, end, "noun") if end > begin and not lexicon.articles else None


def _may_say(found: Sequence[TextToken], at: int, subject: NounPhrase, lexicon: Lexicon) -> bool:
    """Whether what follows a word of a source can be a person or a body: `pour` la ministre."""
    if found[at].text not in lexicon.for_persons or subject.kind == "pronoun":
        return True
    if lexicon.order == "verb-second" and not _is_view(found, at, subject):
        return False
    words = found[subject.start : subject.end]
    if words[-1].tag & (Is.TITLE | Is.PERSON | Is.BODY):
        return True
    has_office = any(token.tag & (Is.TITLE | Is.PERSON | Is.BODY) for token in words)
    return subject.kind == "name" and (has_office or not words[0].tag & Is.DETERMINER)


def _is_view(found: Sequence[TextToken], at: int, subject: NounPhrase) -> bool:
    """Whether a form of `be` stands beside a phrase: `Für Lee ist` das …, das `ist für Lee` …"""
    if found[at].kind == CAPITAL:
        return subject.end < len(found) and bool(found[subject.end].tag & Is.BE)
    return at > 0 and bool(found[at - 1].tag & Is.BE)


def _own_view(
    found: Sequence[TextToken], at: int, high: int, firsts: set[str], lexicon: Lexicon
) -> NounPhrase | None:
    """Return the pronoun of `in his view`, and of German `seiner Ansicht nach`."""
    if at + 1 >= high or not (
        found[at + 1].text in lexicon.views and found[at].text in lexicon.genders
    ):
        return None
    around = {found[max(0, at - 1)].text, found[min(high - 1, at + 2)].text}
    return None if around.isdisjoint(firsts) else NounPhrase(at, at + 1, "pronoun")


def _is_noun_like(token: TextToken) -> bool:
    return token.kind == WORD and not token.tag & (Is.PREPOSITION | Is.SAYS | Is.VERB | Is.THAT)
