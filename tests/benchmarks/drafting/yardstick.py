"""When a suggested speaker is right, in two strengths.

Strict: the mention overlaps the labelled source, or shares a word of a name with it, or both are
pronouns of one kind. Lenient: also where the label has source and cue swapped, where either is a
pronoun, and where the label names who relayed the words and the draft has them in `via`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.drafting.attribution import Attribution, attribute
from briefing.drafting.words.choosing import lexicon_of
from briefing.drafting.words.lexicon import listed
from briefing.evidence.verdicts import TextRange
from tests.benchmarks.drafting.labelled import (
    Label,
    LabelledArticle,
    LabelledQuotation,
    paragraphs_of,
)

_WORD = re.compile(r"\w+")
_NO_NAMES = listed("the mr mrs ms dr he she it they who sen er sie es der die das")
_KINDS = {
    "m": "he him his er ihm", "f": "she her", "p": "they them it es sie ihr", "i": "i we",
    "r": "who which that der die das welcher",
}  # fmt: skip
_PRONOUNS = {word: kind for kind, words in _KINDS.items() for word in words.split()}


@dataclass(slots=True)
class Tally:
    """What was counted."""

    labelled: int = 0
    listed: int = 0
    unlabelled: int = 0
    answered_unlabelled: int = 0
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By rule: `all`, `strict` and `lenient`."""
    grades: Counter[str] = field(default_factory=Counter)
    """Speakers with a name, by grade."""

    def total(self, what: str) -> int:
        """Return a count over all rules."""
        return sum(counts[what] for counts in self.rules.values())

    def precision(self, what: str) -> float:
        """Return how many of the suggested speakers are right, in per cent."""
        return 100 * self.total(what) / max(1, self.total("all"))

    def recall(self, what: str) -> float:
        """Return how many of the labelled quotations have the right speaker, in per cent."""
        return 100 * self.total(what) / max(1, self.labelled)


def tally(articles: Iterable[LabelledArticle], lang: str) -> Tally:
    """Draft all articles and compare."""
    counts, lexicon = Tally(), lexicon_of(lang)
    for article in articles:
        found = attribute(article.text, paragraphs_of(article.text), lexicon).quotations
        counts.grades.update(one.voice.grade for one in found if one.voice)
        for quotation in article.quotations:
            _count(counts, article.text, quotation, found)
    return counts


def _count(
    counts: Tally, text: str, quotation: LabelledQuotation, found: tuple[Attribution, ...]
) -> None:
    best = max(found, key=lambda one: _shared(one, quotation), default=None)
    size = quotation.end - quotation.start
    is_listed = best is not None and _shared(best, quotation) >= 0.8 * size
    labels = [label for label in quotation.labels if label.source]
    speech = best.speech if best is not None and is_listed else None
    if not labels:
        counts.unlabelled += not quotation.labels
        counts.answered_unlabelled += speech is not None and not quotation.labels
        return
    counts.labelled += 1
    counts.listed += is_listed
    if best is None or speech is None:
        return
    rule = counts.rules[speech.rule]
    rule["all"] += 1
    strict = any(_is_strict(text, speech.mention, label) for label in labels)
    rule["strict"] += strict
    rule["lenient"] += strict or any(_is_lenient(text, best, label) for label in labels)


def _shared(one: Attribution, quotation: LabelledQuotation) -> int:
    return min(one.quoted.end, quotation.end) - max(one.quoted.start, quotation.start)


def _is_strict(text: str, mention: TextRange, label: Label) -> bool:
    if _overlap(mention, label.source):
        return True
    own, theirs = text[mention.start : mention.end], _words(text, label.source)
    if _names(own) & _names(theirs):
        return True
    kind = _PRONOUNS.get(own.lower())
    return kind is not None and kind == _PRONOUNS.get(theirs.lower())


def _is_lenient(text: str, one: Attribution, label: Label) -> bool:
    speech = one.speech
    assert speech is not None
    if speech.via is not None and _is_strict(text, speech.via, label):
        return True
    mention = speech.mention
    is_pronoun = (text[mention.start : mention.end].lower() in _PRONOUNS
                  or _words(text, label.source).lower() in _PRONOUNS)  # fmt: skip
    return is_pronoun or _overlap(mention, label.cue)


def _overlap(mention: TextRange, spans: tuple[TextRange, ...]) -> bool:
    return any(min(mention.end, one.end) > max(mention.start, one.start) for one in spans)


def _words(text: str, spans: tuple[TextRange, ...]) -> str:
    return " ".join(text[one.start : one.end] for one in spans)


def _names(text: str) -> set[str]:
    words = (word for word in _WORD.findall(text) if word[0].isupper() and len(word) > 1)
    return {word.lower() for word in words} - _NO_NAMES
