"""Speakers whose verb is not one of saying: the mood of indirect speech, and a colon.

`Lee lehnte ab. Das sei „…“`, and `Minister Lee stellt sich vor ihn: „…“`.
"""

from collections.abc import Sequence

from briefing.drafting.scanner.phrases import (
    NounPhrase,
    phrase_before,
    phrase_from,
    skip_left,
    subject_before,
)
from briefing.drafting.scanner.words_and_marks import CAPITAL, MARK, QUOTE, WORD, TextToken
from briefing.drafting.words.lexicon import Is, Lexicon

_NO_VERB = (
    Is.DETERMINER | Is.PREPOSITION | Is.ADVERB | Is.CONJUNCTION | Is.SUBORDINATE | Is.THAT
    | Is.RELATIVE | Is.PRONOUN | Is.TIME | Is.PARTICLE | Is.STOP | Is.PARTICIPLE
)  # fmt: skip
_VERB_ENDS = ("t", "te", "ten", "en")


def is_reported(found: Sequence[TextToken], low: int, high: int, lexicon: Lexicon) -> bool:
    """Whether a sentence is in the mood of indirect speech outside of its quotations."""
    if not lexicon.reported:
        return False
    words = [token.text for token in found[low:high] if token.kind == WORD]
    return any(word in lexicon.reported for word in words) and "ich" not in words


def main_subject(
    found: Sequence[TextToken], low: int, high: int, lexicon: Lexicon, *, anyone: bool = False
) -> tuple[NounPhrase, int] | None:
    """Return the person who is the subject of a sentence whose verb is its second part, and that.

    Only a pronoun, a name of several words and one with an office are sure to be a person;
    with `anyone` what stands first need not be sure.
    """
    if lexicon.order != "verb-second" or low >= high:
        return None
    first = phrase_from(found, low, high, lexicon)
    if first is not None:
        verb = _verb_after(found, first.end, high)
        if verb is not None:
            inverted = phrase_from(found, verb + 1, high, lexicon)
            if inverted is not None and inverted.kind == "pronoun":
                return inverted, verb
            is_sure = is_person(found, first) or (anyone and inverted is None)
            return (first, verb) if is_sure else None
    if found[low].tag & Is.SUBORDINATE:
        return None
    for at in range(low + 1, high - 1):
        if found[at].kind == MARK and found[at].text != ".":
            return None
        before_pronoun = found[at].kind == WORD and found[at + 1].tag & Is.PRONOUN
        if is_verb(found, at) or (before_pronoun and not found[at].tag & _NO_VERB):
            subject = phrase_from(found, at + 1, high, lexicon)
            return (subject, at) if subject and is_person(found, subject) else None
    return None


def _verb_after(found: Sequence[TextToken], at: int, high: int) -> int | None:
    """Return the verb after a phrase and what is said of it between marks."""
    if at < high and found[at].text in (",", "("):
        closing = ")" if found[at].text == "(" else ","
        at = next((n + 1 for n in range(at + 1, high) if found[n].text == closing), high)
    return at if at < high and is_verb(found, at) else None


def is_verb(found: Sequence[TextToken], at: int) -> bool:
    """Whether a German word can be a finite verb, by its form."""
    token = found[at]
    if token.kind != WORD or (token.tag & _NO_VERB and not token.tag & (Is.VERB | Is.SAYS)):
        return False
    return bool(token.tag & (Is.VERB | Is.SAYS)) or token.text.endswith(_VERB_ENDS)


def is_person(found: Sequence[TextToken], phrase: NounPhrase) -> bool:
    """Whether a phrase is a pronoun, an office, or a name of several words."""
    if phrase.kind == "pronoun":
        return True
    tokens = found[phrase.start : phrase.end]
    capitals = [token for token in tokens if token.kind == CAPITAL]
    has_office = any(token.tag & (Is.TITLE | Is.PERSON) for token in capitals)
    is_body = any(token.tag & Is.BODY for token in capitals)
    return has_office or (len(capitals) > 1 and not tokens[0].tag & Is.DETERMINER and not is_body)


def quoted_before(found: Sequence[TextToken], at: int) -> bool:
    """Whether a whole sentence is quoted at a token, after a colon."""
    return found[at - 1].text == ":" and found[at].kind == QUOTE and found[at].text in ".!?…"


def quoted_by(
    found: Sequence[TextToken], low: int, high: int, lexicon: Lexicon
) -> tuple[NounPhrase, int, NounPhrase | None] | None:
    """Return who is quoted between two tokens, the verb, and who quotes: German `zitiert`.

    `wird Lee von der Zeitung zitiert`, `die Zeitung zitiert Lee`, `zitiert die Zeitung Lee`.
    """
    at = next((n for n in range(low, high) if found[n].tag & Is.QUOTED), None)
    if at is None:
        return None
    be = next((n for n in range(low, min(high, at + 2)) if found[n].tag & Is.BE), None)
    if be is not None:
        return _passive(found, low, be, at, lexicon)
    first = _in_any_case(found, at + 1, high, lexicon)
    if first is None or (before := phrase_before(found, low, at, lexicon)) is not None:
        return (first, at, before) if first is not None else None
    second = _in_any_case(found, first.end, high, lexicon)
    return (second, at, first) if second is not None else None


def _passive(
    found: Sequence[TextToken], low: int, be: int, verb: int, lexicon: Lexicon
) -> tuple[NounPhrase, int, NounPhrase | None] | None:
    if be < verb:
        after = phrase_from(found, be + 1, verb, lexicon)
        subject = after or subject_before(found, low, skip_left(found, low, be), lexicon)
    else:
        subject = phrase_from(found, low + (found[low].text == "wie"), verb, lexicon)
    by = next((n for n in range(low, verb) if found[n].text in ("von", "vom")), verb)
    quoting = _in_any_case(found, by + 1, verb, lexicon)
    return (subject, verb, quoting) if subject is not None else None


def _in_any_case(
    found: Sequence[TextToken], at: int, high: int, lexicon: Lexicon
) -> NounPhrase | None:
    """Return the noun phrase that begins at a token and need not be a subject."""
    skipped = at < high and found[at].tag & Is.OBLIQUE
    phrase = phrase_from(found, at + bool(skipped), high, lexicon)
    return phrase._replace(start=at) if phrase is not None else None
