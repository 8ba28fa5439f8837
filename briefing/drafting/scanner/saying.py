"""A verb of saying and its subject."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.drafting.scanner.phrases import NounPhrase
from briefing.drafting.scanner.words_and_marks import QUOTE, TextToken
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
        if token.kind == QUOTE or token.text in (":", ";"):
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
