"""Noun phrases: who could be the subject of a verb, read leftwards or rightwards.

Bounded walks over tokens; nothing goes back over what it has read.
"""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.drafting.scanner.offices import (
    after_insertion,
    after_preposition,
    is_particle,
    last_name,
    list_end,
    name_after_office,
)
from briefing.drafting.scanner.words_and_marks import CAPITAL, MARK, QUOTE, WORD, TextToken
from briefing.drafting.words.lexicon import Is, Lexicon

MOST_WORDS = 14
"""Tokens that a noun phrase takes at most, with what hangs on it by prepositions."""
MOST_INSERTED = 45
"""Tokens of an apposition between a subject and its verb."""
INSERTS = (",", "—", "–", ")", "--")
"""Marks with which an apposition ends."""
_LONGEST_TITLE = 25  # characters
_MOST_TRIED = 5  # commas before a verb, behind one of which its subject stands
_BREAKS = (
    Is.VERB | Is.RELATIVE | Is.THAT | Is.CONJUNCTION | Is.GERUND | Is.PRONOUN
)  # fmt: skip
_CLAUSE = Is.SUBORDINATE | Is.THAT | Is.CONJUNCTION | Is.RELATIVE


class NounPhrase(NamedTuple):
    """A noun phrase as a slice of tokens."""

    start: int
    end: int
    kind: str
    """`pronoun`, `name` (has a word with a capital), `noun`, `several` (two names), or `opening`:
    a name that begins a sentence and may be its subject.
    """
    mentioned: int = 0
    """One past the relative pronoun that takes it up again; 0 for none."""


def phrase_before(
    found: Sequence[TextToken], low: int, end: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the noun phrase whose last token is before `end`; None if there is none.

    It begins at `low` or later.
    """
    if end <= low:
        return None
    last = found[end - 1]
    if last.tag & Is.PRONOUN:
        return NounPhrase(end - 1, end, "pronoun")
    start = _leftmost(found, max(low, end - MOST_WORDS), end, lexicon)
    if lexicon.capital_nouns and low < start < end and found[start].tag & Is.OBLIQUE:
        end = start  # an object: wie Lee `dem Sender` sagte
        if found[end - 1].tag & Is.PRONOUN:
            return NounPhrase(end - 1, end, "pronoun")
        start = _leftmost(found, max(low, end - MOST_WORDS), end, lexicon)
    phrase = _trimmed(found, low, start, end, lexicon)
    if phrase is None and not lexicon.articles:
        name = last_name(found, low, end, lexicon)
        return NounPhrase(*name, "name") if name is not None else None
    if phrase is None or not lexicon.inverts:
        return phrase
    return _named(found, phrase, phrase.end, lexicon)


def _leftmost(found: Sequence[TextToken], low: int, end: int, lexicon: Lexicon) -> int:
    at = end
    while at > low:
        token = found[at - 1]
        if token.text == ")" and (opened := _opening(found, low, at - 1)) is not None:
            at = opened
            continue
        if _ends_leftwards(found, at, low, end, lexicon):
            break
        at -= 1
        if token.tag & Is.DETERMINER and not _goes_on_left(found, at, low, lexicon):
            break
    return at


def _ends_leftwards(
    found: Sequence[TextToken], at: int, low: int, end: int, lexicon: Lexicon
) -> bool:
    """Whether the token before `at` is no part of the phrase that ends at `end`."""
    token, tag = found[at - 1], found[at - 1].tag
    if token.kind == QUOTE:
        return True
    if token.kind == MARK:
        joins = token.text in ".&" and at - 1 > low
        return not (joins and _is_short(found[at - 2], lexicon))
    if tag & _BREAKS or (tag & Is.SAYS and not tag & Is.NOUNISH):
        return token.kind != CAPITAL or bool(tag & (Is.PRONOUN | Is.RELATIVE | Is.THAT))
    if tag & Is.TIME:
        return at != end
    return token.kind == WORD and bool(tag & Is.SUBORDINATE)


def _goes_on_left(found: Sequence[TextToken], at: int, low: int, lexicon: Lexicon) -> bool:
    """Whether the phrase before a determiner is joined to it by a preposition or the genitive."""
    if found[at].kind == CAPITAL and found[at].text in lexicon.name_particles and at > low:
        return found[at - 1].kind == CAPITAL  # Anne `Le` Guen
    if lexicon.inverts and found[at].text == "des" and at - 1 > low:
        return bool(found[at - 1].tag & (Is.TITLE | Is.PERSON))
    if found[at].text in lexicon.genitives and at - 1 > low:
        return found[at - 1].kind == CAPITAL and not found[at - 1].tag & Is.TIME
    return at - 1 > low and bool(found[at - 1].tag & Is.PREPOSITION)


def _opening(found: Sequence[TextToken], low: int, closing: int) -> int | None:
    for at in range(closing - 1, max(low, closing - 8) - 1, -1):
        if found[at].text == "(":
            return at
    return None


def _is_short(token: TextToken, lexicon: Lexicon) -> bool:
    return token.text in lexicon.abbreviations or (len(token.text) == 1 and token.kind == CAPITAL)


def _trimmed(
    found: Sequence[TextToken], low: int, start: int, end: int, lexicon: Lexicon
) -> NounPhrase | None:
    while (
        start < end
        and found[start].tag & (Is.STOP | Is.ADVERB | Is.CONJUNCTION)
        and (not found[start].tag & Is.DETERMINER or found[start].tag & Is.ADVERB)
    ):
        start += 1
    if start >= end or found[start].kind == MARK:
        return None
    hangs = bool(found[start].tag & (Is.PREPOSITION | Is.VERBAL))
    if hangs and (found[start].kind == WORD or lexicon.capital_nouns):
        return None
    if start > low and found[start - 1].tag & Is.PREPOSITION:
        before = found[start - 1].tag
        if not before & Is.SUBORDINATE:
            return None
    return checked(found, start, end, lexicon)


def checked(
    found: Sequence[TextToken], start: int, end: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the slice as a noun phrase if it can be one who speaks."""
    last = found[end - 1]
    if found[start].tag & Is.OBLIQUE:
        return None
    if last.text.endswith(lexicon.possessive) or (last.tag & Is.DETERMINER and end - start == 1):
        return None
    if last.tag & (Is.TIME | Is.PREPOSITION) or (not last.text[0].isalnum() and last.text != "."):
        return None
    if lexicon.capital_nouns and last.kind == WORD and last.tag & Is.ADVERB:
        return None
    tokens = found[start:end]
    if any(t.kind == CAPITAL and not t.tag & (Is.STOP | Is.TIME) for t in tokens):
        return NounPhrase(start, end, "name")
    first = tokens[0]
    if first.tag & Is.DETERMINER and end - start > 1:
        return NounPhrase(start, end, "noun")
    if any(t.tag & (Is.PERSON | Is.TITLE) for t in tokens):
        return NounPhrase(start, end, "noun")
    return None


def subject_before(
    found: Sequence[TextToken], low: int, stop: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the noun phrase that ends before `stop`, or before an insertion that ends there."""
    last = found[stop - 1]
    if last.kind == MARK and last.text in INSERTS:
        return _across(found, low, stop - 1, lexicon)
    return phrase_before(found, low, stop, lexicon)


def _across(
    found: Sequence[TextToken], low: int, closing: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the subject before an insertion that ends at the mark `closing`."""
    mark = "(" if found[closing].text == ")" else found[closing].text
    tried = 0
    for at in range(closing - 1, max(low, closing - MOST_INSERTED) - 1, -1):
        token = found[at]
        if (token.kind == QUOTE and not is_title(token)) or token.text in (";", ":"):
            return None
        if token.kind == MARK and token.text == mark:
            tried += 1
            if tried > _MOST_TRIED:
                return None
            subject = phrase_before(found, low, at, lexicon)
            if subject is not None:
                return _outer(found, low, subject, lexicon)
    return None


def is_title(quote: TextToken) -> bool:
    """Whether a quotation is short, as the name of a newspaper or a company is."""
    return quote.end - quote.start <= _LONGEST_TITLE and quote.text not in ".!?…,"


def _outer(
    found: Sequence[TextToken], low: int, subject: NounPhrase, lexicon: Lexicon
) -> NounPhrase:
    """Return the name before an apposition that was taken for the subject itself."""
    if subject.start > low + 1 and found[subject.start - 1].text == ",":
        name = phrase_before(found, low, subject.start - 1, lexicon)
        if name is not None and name.kind == "name" and found[subject.start].tag & Is.DETERMINER:
            return name
    return subject


def phrase_from(
    found: Sequence[TextToken], start: int, high: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the noun phrase that begins at `start`, without what prepositions hang on it."""
    if start >= high or found[start].kind not in (WORD, CAPITAL):
        return None
    first = found[start].tag
    if first & Is.PRONOUN:
        return NounPhrase(start, start + 1, "pronoun")
    if first & (Is.CONJUNCTION | Is.STOP | Is.SUBORDINATE) and not first & Is.DETERMINER:
        return None
    at = start
    while at < min(high, start + MOST_WORDS) and not _ends_rightwards(
        found, start, at, high, lexicon
    ):
        at += 1
    return checked(found, start, at, lexicon) if at > start else None


def _ends_rightwards(
    found: Sequence[TextToken], start: int, at: int, high: int, lexicon: Lexicon
) -> bool:
    """Whether the token `at` is no part of the phrase that begins at `start`."""
    token, tag = found[at], found[at].tag
    if is_particle(found, start, at, high, lexicon):
        return False
    if token.kind == QUOTE or tag & Is.PREPOSITION:
        return True
    if _hangs_on_office(found, start, at, lexicon):
        return False
    if token.kind == MARK:
        return at == start or token.text not in ".&" or not _is_short(found[at - 1], lexicon)
    if tag & Is.SAYS and not _is_noun_here(found, at, high):
        return not (at > start and lexicon.inverts and _has_article(found[at - 1], lexicon))
    if tag & (Is.TIME | Is.SUBORDINATE) and not tag & Is.TITLE:
        return True
    if lexicon.capital_nouns and token.kind == WORD and _is_noun(found, at - 1, start):
        return True
    if at == start or (tag & Is.DETERMINER and not lexicon.capital_nouns):
        return bool(at > start and tag & _BREAKS and token.kind == WORD)
    if tag & Is.DETERMINER and token.kind == WORD:
        return True
    return bool(tag & Is.ADVERB or (tag & _BREAKS and token.kind == WORD))


def _is_noun(found: Sequence[TextToken], at: int, start: int) -> bool:
    """Whether a token is a German noun, behind which no adjective stands."""
    token = found[at]
    return at >= start and token.kind == CAPITAL and not token.tag & (Is.DETERMINER | Is.PARTICLE)


def _hangs_on_office(found: Sequence[TextToken], start: int, at: int, lexicon: Lexicon) -> bool:
    """Whether a genitive begins at a token: der Sprecher `des` Ministers."""
    if at == start or found[at].text not in lexicon.genitives:
        return False
    return found[at - 1].kind == CAPITAL and bool(found[at - 1].tag & (Is.TITLE | Is.PERSON))


def _has_article(before: TextToken, lexicon: Lexicon) -> bool:
    """Whether only a noun stands behind a French word: une `note`, not le `note`."""
    return bool(before.tag & Is.DETERMINER) and before.text not in lexicon.clitics


def _is_noun_here(found: Sequence[TextToken], at: int, high: int) -> bool:
    if found[at].kind == CAPITAL:
        return True
    after = at + 1 < high and bool(found[at + 1].tag & Is.SAYS)
    return bool(found[at].tag & Is.NOUNISH) and after


def subject_from(
    found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the subject after a verb, where the one who is spoken to may stand before it.

    As in `sagte dem Sender ein Sprecher`, and `sagte der Zeitung der Minister`.
    """
    first = phrase_from(found, at, high, lexicon)
    if lexicon.inverts:
        return _with_name(found, first, at, high, lexicon)
    if not lexicon.capital_nouns or at >= high or (first and first.kind == "pronoun"):
        return first
    if first is None and found[at].tag & Is.OBLIQUE:
        end = next((n + 1 for n in range(at, high) if found[n].kind != WORD), high)
        return phrase_from(found, skip_right(found, end, high), high, lexicon)
    if first is None or found[at].text not in lexicon.genitives or _is_office(found, first):
        return first
    second = phrase_from(found, skip_right(found, first.end, high), high, lexicon)
    return second if second is not None and _is_office(found, second) else first


def _with_name(
    found: Sequence[TextToken], first: NounPhrase | None, at: int, high: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the French subject after a verb, behind what stands between, or its name.

    As in a déclaré à la presse `le ministre`, and le ministre des Affaires étrangères `Jean Lee`.
    """
    if first is None and at < high:
        after = after_insertion if found[at].text == "," else after_preposition
        is_between = found[at].text == "," or found[at].tag & Is.PREPOSITION
        begin = after(found, at, high) if is_between else None
        if begin is None:
            return None
        first = phrase_from(found, begin, high, lexicon)
    if first is not None and first.kind == "noun":
        first = first._replace(end=list_end(found, first.end, high))
    if first is None or first.kind == "pronoun" or not _is_office(found, first):
        return first
    end = first.end
    while end < min(high, first.start + MOST_WORDS) and found[end].kind in (WORD, CAPITAL):
        end += 1
        if found[end - 1].tag & (Is.TIME | Is.SAYS | Is.RELATIVE | Is.THAT | Is.CONJUNCTION):
            end -= 1
            break
    return _named(found, first, end, lexicon)


def _named(
    found: Sequence[TextToken], phrase: NounPhrase, end: int, lexicon: Lexicon
) -> NounPhrase:
    """Return the name of the one whose office a phrase is, if it follows; else the phrase."""
    name = name_after_office(found, phrase.start, end, lexicon)
    return NounPhrase(*name, "name") if name is not None else phrase


def _is_office(found: Sequence[TextToken], phrase: NounPhrase) -> bool:
    return any(token.tag & (Is.TITLE | Is.PERSON) for token in found[phrase.start : phrase.end])


def _is_between(token: TextToken) -> bool:
    """Whether a word may stand between a subject and its verb."""
    if token.tag & Is.DETERMINER or (token.kind == CAPITAL and token.tag & Is.AUXILIARY):
        return False
    return bool(token.tag & (Is.ADVERB | Is.AUXILIARY))


def _is_perfect(found: Sequence[TextToken], at: int) -> bool:
    """Whether a form of `be` is an auxiliary of what was said: French s'`est` félicité."""
    return bool(at and found[at].tag & Is.BE and found[at - 1].tag & Is.REFLEXIVE)


def skip_left(found: Sequence[TextToken], low: int, at: int) -> int:
    """Return where adverbs, auxiliaries and times before `at` begin."""
    while at > low:
        token = found[at - 1]
        if _is_between(token) or _is_perfect(found, at - 1):
            at -= 1
        elif (start := _adverbial(found, low, at)) < at:
            at = start
        elif token.tag & Is.TIME:
            at -= 1
            if at > low and found[at - 1].tag & Is.PREPOSITION:
                at -= 1
        else:
            break
    return at


def _adverbial(found: Sequence[TextToken], low: int, at: int) -> int:
    """Return where French `de nouveau` or `de son côté` begins that ends at a place; else that."""
    words = [token.text for token in found[max(low, at - 3) : at]]
    if words[-2:] in (["de", "nouveau"], ["à", "nouveau"]):
        return at - 2
    is_own = len(words) == 3 and words[1] in ("son", "sa", "leur")
    return at - 3 if is_own and words[2] in ("côté", "part", "tour") else at


def skip_right(found: Sequence[TextToken], at: int, high: int) -> int:
    """Return where adverbs, auxiliaries and times from `at` on end."""
    while at < high:
        token = found[at]
        if _is_between(token) or token.tag & Is.TIME or _is_perfect(found, at):
            at += 1
        elif token.tag & Is.PREPOSITION and at + 1 < high and found[at + 1].tag & Is.TIME:
            at += 2
        else:
            break
    return at
