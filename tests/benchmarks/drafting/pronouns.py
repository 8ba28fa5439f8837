"""Pronouns labelled by hand: whom each means, in the training articles of PolNeAR.

A line of the file: the article, where the pronoun stands, and where a name of the one whom it means
stands; -1 where it is someone whom the article does not name in full. Nothing of a text is kept.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from briefing.drafting.attribution import attribute
from briefing.drafting.words.choosing import lexicon_of
from tests.benchmarks.drafting.labelled import LabelledArticle, paragraphs_of

LABELS = Path(__file__).with_name("pronouns.txt")
_LONGEST_NAME = 60  # characters


def pronoun_counts(articles: Iterable[LabelledArticle]) -> Counter[str]:
    """Return the counts `labelled`, `named` and `right` of the labelled pronouns."""
    labels: dict[str, dict[int, int]] = defaultdict(dict)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        name, pronoun, person = line.split()
        labels[name][int(pronoun)] = int(person)
    counts: Counter[str] = Counter()
    for article in articles:
        own = labels.get(article.name, {})
        counts["labelled"] += len(own)
        if own:
            counts += _in_article(article, own)
    return counts


def _in_article(article: LabelledArticle, own: dict[int, int]) -> Counter[str]:
    text, counts, done = article.text, Counter[str](), set[int]()
    for one in attribute(text, paragraphs_of(text), lexicon_of("en")).quotations:
        start = one.speech.subject.mention.start if one.speech is not None else -1
        if start not in own or start in done or one.voice.person is None:
            continue
        done.add(start)
        counts["named"] += 1
        person = own[start]
        meant = text[person : person + _LONGEST_NAME] if person >= 0 else ""
        counts["right"] += all(word in meant for word in one.voice.person.name.split())
    return counts
