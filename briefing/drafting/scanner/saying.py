"""A verb of saying and its subject: who that is, and how far their clause goes."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.drafting.scanner.phrases import NounPhrase, phrase_before, phrase_from, skip_right
from briefing.drafting.scanner.reported import is_verb
from briefing.drafting.scanner.words_and_marks import MARK, QUOTE, WORD, TextToken
from briefing.drafting.words.lexicon import Is, Lexicon

SPLIT = 40
"""Tokens between the two parts of a verb."""
SAYING = Is.SAYS | Is.GERUND | Is.PARTICIPLE
"""What a verb of saying can be."""


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


def is_phrasal(found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon) -> bool:
    """Whether a verb is one of saying because of the word after it: `shot back`."""
    word = found[at].text
    after = lexicon.phrasal.get(word)
    if after is not None:
        return at + 1 < high and found[at + 1].text in after
    later = lexicon.split_verbs.get(word)
    if later is None:
        return False
    for token in found[at + 1 : min(high, at + SPLIT)]:
        if token.text in later:
            return True
        if token.text in (":", ";") or (token.kind == QUOTE and not lexicon.capital_nouns):
            return False
    return False


def is_complete(found: Sequence[TextToken], low: int, at: int) -> bool:
    """Whether a verb has what it needs between `low` and itself: an auxiliary, or `se`."""
    tag = found[at].tag
    if not tag & (Is.VERBAL | Is.REFLEXIVE):
        return True
    before = found[low:at]
    if tag & Is.VERBAL and not any(token.tag & (Is.AUXILIARY | Is.BE) for token in before):
        return False
    return not tag & Is.REFLEXIVE or any(token.tag & Is.REFLEXIVE for token in before)


_OPENS = Is.SUBORDINATE | Is.THAT | Is.CONJUNCTION | Is.RELATIVE
_AND = frozenset(("and", "&", "und", "et", "и", "і", "й", "та"))


def together(
    found: Sequence[TextToken], low: int, high: int, phrase: NounPhrase, lexicon: Lexicon
) -> NounPhrase:
    """Return both of two who speak: `Lee and Kim` said; else the phrase, as it was."""
    before, after = phrase.start - 1, phrase.end
    if phrase.kind != "name" or phrase.mentioned:
        return phrase
    if before > low and found[before].text in _AND:
        other = phrase_before(found, low, before, lexicon)
        if other is not None and _are_two(found, other, phrase):
            begins = other.start == low or found[other.start - 1].kind in (MARK, QUOTE)
            opens = begins or bool(found[other.start - 1].tag & _OPENS)
            return phrase._replace(start=other.start, kind="several") if opens else phrase
    if after + 1 < high and found[after].text in _AND:
        other = phrase_from(found, after + 1, high, lexicon)
        if other is not None and _are_two(found, phrase, other):
            end = skip_right(found, other.end, high)
            ends = end >= high or found[end].kind != WORD or bool(found[end].tag & Is.PREPOSITION)
            return phrase._replace(end=other.end, kind="several") if ends else phrase
    return phrase


def _are_two(found: Sequence[TextToken], first: NounPhrase, second: NounPhrase) -> bool:
    """Whether two phrases are two names: not `Founder and President Lee`."""
    offices = Is.TITLE | Is.PERSON
    is_office = found[first.end - 1].tag & offices or found[second.end - 1].tag & offices
    has_office = any(token.tag & offices for token in found[second.start : second.end])
    is_sure = not has_office or first.end - first.start > 1
    words = (*found[first.start : first.end], *found[second.start : second.end])
    is_plain = all(t.kind != WORD or t.tag & (Is.DETERMINER | Is.PARTICLE) for t in words)
    return first.kind == second.kind == "name" and not is_office and is_sure and is_plain


def is_over(found: Sequence[TextToken], low: int, clause: SayingClause, at: int) -> bool:
    """Whether a comma ends the clause, which is not the main one, before a quotation."""
    first = clause.first
    if first == low or not found[first - 1].tag & Is.SUBORDINATE:
        return False
    return any(token.text == "," for token in found[clause.verb : at - 1])


def is_aside(found: Sequence[TextToken], low: int, clause: SayingClause, at: int) -> bool:
    """Whether a clause is not the main one: Alors que `Lee dénonce` tout, Kim y voit « … »."""
    before = clause.first - 1
    if before > low and found[before].tag & Is.THAT:
        before -= 1
    if before < low or not found[before].tag & Is.SUBORDINATE:
        return False
    return any(token.text == "," for token in found[clause.verb : at])


def is_left(
    found: Sequence[TextToken], low: int, clause: SayingClause, at: int, lexicon: Lexicon
) -> bool:
    """Whether a German clause that is not the main one has ended: Weil `Lee` das `lobte`, blieb …

    What it reports may follow: der Lee, der betonte, `dass …`.
    """
    first = clause.first - 1
    opens = first >= low and found[first].text not in lexicon.as_words
    if clause.form != "relative" and not (opens and found[first].tag & (Is.SUBORDINATE | Is.THAT)):
        return False
    commas = [n for n in range(clause.verb, at) if found[n].text == ","]
    if not commas or found[commas[-1] + 1].tag & Is.THAT:
        return False
    begin = commas[-1] + 1
    is_indirect = found[begin].text in lexicon.reported
    return len(commas) > 1 or (is_verb(found, begin) and not is_indirect)


def gapped(
    found: Sequence[TextToken], clause: SayingClause, before: int, at: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return who shares the verb of another: Lee spricht von „…“, `Kim von` „…“.

    `before` is the quotation before the one at `at`, or that itself.
    """
    if not clause.verb < before < at or found[before + 1].text not in (",", ";"):
        return None
    phrase = phrase_from(found, before + 2, at, lexicon)
    if phrase is None or phrase.kind != "name" or not found[phrase.end].tag & Is.PREPOSITION:
        return None
    return phrase if found[phrase.end].text == found[clause.verb + 1].text else None


def is_apposition(found: Sequence[TextToken], at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether no verb stands in `, head of the office:` and `after the meeting:`."""
    if found[at].text not in (",", "(") and not found[at].tag & Is.PREPOSITION:
        return False
    if lexicon.order == "verb-second" and is_verb(found, end - 1):
        return False  # Lee, der das sagt: „…“
    verbs = Is.VERB | Is.SAYS | Is.BE | Is.AUXILIARY | Is.RELATIVE | Is.SUBORDINATE | Is.MODAL
    rest = found[at + 1 : end]
    return not any(t.text == "," or t.kind == QUOTE or t.tag & verbs for t in rest)
