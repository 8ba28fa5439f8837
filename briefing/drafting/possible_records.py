"""Sentences that may state an agreement, a disagreement or a proposal: stems of words find them.

They become comments of a draft, never records.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from briefing.evidence.verdicts import TextRange

MOST = 20
"""Sentences of each kind that are listed."""
_LONGEST = 400  # characters of a sentence, on either side of the word
_STEMS = {
    "agreement": {
        "en": "agree(?!able) deal\\b accord(?!ing) sign(?:s|ed)?\\b both_sides",
        "de": "einig vereinbar abkommen unterzeichne beide_seiten übereingekommen",
        "fr": "accord conven sign deux_parties entendu",
        "ru": "договор согласи соглашен подписа обе_стороны",
        "uk": "домови погоди угод підписа обидві_сторони",
    },
    "disagreement": {
        "en": "disagree disput reject den(?:y|i) accus refus contest objected",
        "de": "uneinig streit bestreite bestritt lehnte? lehnen ablehn zurückgewies beschuldig",
        "fr": "désaccord contest rejet dément nie(?:r|nt)? accus refus",
        "ru": "разноглас отверг отверга отрица обвин отказ спор",
        "uk": "розбіжн відкин відкида запереч звинува відмов супереч",
    },
    "proposal": {
        "en": "propos offer call(?:s|ed)?_for suggest(?:s|ed)?_(?:that|a) urg(?:e|ed|es)\\b",
        "de": "vorschlag vorgeschlagen schlug schlägt angebot angeboten fordert? forderte",
        "fr": "propos offr appel(?:le|é|ée|ait)?_à suggér",
        "ru": "предлож предлага призва призыва",
        "uk": "запропон пропону заклик",
    },
}
_END = re.compile(r"(?<!\b[A-Z])[.!?…][”\"»“’')\]]*(?=\s+[^\W\d_]|\s+[“\"«„]|\s*$)")


class PossibleRecord(NamedTuple):
    """A sentence that may state something for a record."""

    kind: str
    """`agreement`, `disagreement` or `proposal`."""
    paragraph: int
    """Its number, from 1."""
    text: str
    """The sentence."""
    parties: tuple[str, ...] = ()
    """The slugs of those that it names, in its order."""


@cache
def _pattern(kind: str, lang: str) -> re.Pattern[str]:
    stems = _STEMS[kind].get(lang, _STEMS[kind]["en"]).replace("_", r"\s").split()
    return re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE)


def candidates(
    text: str, paragraphs: Sequence[TextRange], lang: str, skipped: Sequence[int] = ()
) -> list[PossibleRecord]:
    """Return the sentences of each kind in order, at most `MOST` of a kind.

    `skipped` are the indexes of paragraphs that are not read, such as headlines.
    """
    found: list[PossibleRecord] = []
    for kind in _STEMS:
        each = _of_kind(text, paragraphs, kind, _pattern(kind, lang), frozenset(skipped))
        found += islice(each, MOST)
    return found


def _of_kind(
    text: str, paragraphs: Sequence[TextRange], kind: str, pattern: re.Pattern[str],
    skipped: frozenset[int],
) -> Iterator[PossibleRecord]:  # fmt: skip
    for index, span in enumerate(paragraphs):
        at = span.start
        while index not in skipped and (match := pattern.search(text, at, span.end)):
            start, end = _sentence(text, span, match.start())
            yield PossibleRecord(kind, index + 1, " ".join(text[start:end].split()))
            at = max(end, match.end())


def _sentence(text: str, span: TextRange, at: int) -> tuple[int, int]:
    """Return the sentence around a place, bounded on either side."""
    low, high = max(span.start, at - _LONGEST), min(span.end, at + _LONGEST)
    start = low
    for end in _END.finditer(text, low, at):
        start = end.end()
    following = _END.search(text, at, high)
    stop = following.end() if following else high
    while start < stop and text[start].isspace():
        start += 1
    return start, stop
