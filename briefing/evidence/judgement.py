"""The ladder of verdicts: how a quotation gets its verdict and its place.

The rungs are tried in order: verbatim, typography, omissions; then the nearest passage. Where
`from` cites paragraphs, all three rungs are tried there first, and then in the whole source, so
that a place cited wins over a better match elsewhere.

Where a rung finds several places, these decide, in this order:

1. A place that overlaps the cited paragraphs wins over places that do not.
2. Each place scores the words that `prefix` shares with the text before it plus the words that
   `suffix` shares with the text after it, folded, counted outwards from the place up to the first
   that differs. One place with more than any other wins.
3. Otherwise the verdict is ambiguous, and the first place stands for all.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from briefing.evidence.archive import Archive
from briefing.evidence.budget import PER_FOLDED, PER_TEXT, Budget, SpentError
from briefing.evidence.match import Phrase, phrase, typographic, verbatim
from briefing.evidence.nearest.passage import NearestPassage, common_prefix_len, nearest
from briefing.evidence.normalise import fold
from briefing.evidence.omissions import OMITTED, with_omissions
from briefing.evidence.verdicts import (
    NO_ARCHIVE,
    NOT_COMPARED,
    Place,
    QuoteCheck,
    TextRange,
    Verdict,
)
from briefing.model.references import Target

MAX_CANDIDATES = 100
"""Places listed for an ambiguous quotation."""
_WORD = re.compile(r"\w+")

_RUNGS = (Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.OMISSIONS)

Archives = Mapping[str, Archive]
"""The archived texts, by the slug of their source."""
_Scope = Mapping[str, TextRange]  # the stretch of each archive in which to look


def judge(
    text: str,
    archives: Archives,
    *,
    cited: Target | None = None,
    prefix: str = "",
    suffix: str = "",
    budget: Budget | None = None,
) -> QuoteCheck:
    """Return the verdict on a quotation against the archived texts, with its place.

    `archives` are those of the brief, by the slug of the source; with `cited` only the cited one is
    read, and a place outside the cited paragraphs is marked as `elsewhere`. The quotation and the
    archived texts must have been cleaned in the same way. A paraphrase must not be passed here.
    Comparisons are charged to `budget` and stop when it is exhausted.
    """
    if cited is not None:
        archives = {slug: archives[slug] for slug in archives if slug == cited.source}
    if not archives:
        return NO_ARCHIVE
    texts = _Texts(archives, budget or Budget())
    try:
        return _found(text.strip(), texts, cited, prefix, suffix)
    except SpentError:
        return NOT_COMPARED


class _Texts(NamedTuple):
    """The texts to compare with, and the budget for it."""

    archives: Archives
    budget: Budget


def _found(text: str, texts: _Texts, cited: Target | None, prefix: str, suffix: str) -> QuoteCheck:
    """Return the result on the highest rung that is reached."""
    words = phrase(text)
    if words is None:
        return QuoteCheck(Verdict.NOT_FOUND)
    for scope, elsewhere in _scopes(texts.archives, cited):
        for verdict in _RUNGS:
            places = _places(verdict, text, words, texts, scope)
            if places:
                found = _decided(verdict, places, texts, prefix, suffix)
                return replace(found, elsewhere=elsewhere)
    for scope, elsewhere in _scopes(texts.archives, cited):
        found = _nearest(text, texts, scope)
        if found.place:
            return replace(found, elsewhere=elsewhere)
    return QuoteCheck(Verdict.NOT_FOUND)


def _scopes(archives: Archives, cited: Target | None) -> Iterator[tuple[_Scope, bool]]:
    """Yield scopes to search, and whether they are outside the cited paragraphs."""
    span = archives[cited.source].cited_span(cited) if cited else None
    if cited and span:
        yield {cited.source: span}, False
    whole = {slug: TextRange(0, len(archive.text)) for slug, archive in archives.items()}
    yield whole, cited is not None and cited.paragraphs is not None


def _places(
    verdict: Verdict, text: str, words: Phrase, texts: _Texts, scope: _Scope
) -> list[Place]:
    """Return the places on one rung that overlap the scope."""
    margin = 2 * len(text) + OMITTED
    places: list[Place] = []
    for slug, span in scope.items():
        texts.budget.take(PER_TEXT)
        archive = texts.archives[slug]
        within = max(0, span.start - margin), span.end + margin
        places += (
            archive.place(slug, parts)
            for parts in _parts(verdict, text, words, archive, within, texts.budget)
            if parts[0].start < span.end and parts[-1].end > span.start
        )
    return places


def _parts(
    verdict: Verdict,
    text: str,
    words: Phrase,
    archive: Archive,
    within: tuple[int, int],
    budget: Budget,
) -> list[tuple[TextRange, ...]]:
    if verdict is Verdict.OMISSIONS:
        return with_omissions(text, archive, *within, budget)
    if verdict is Verdict.VERBATIM:
        return [(span,) for span in verbatim(text, archive, *within, budget)]
    return [(span,) for span in typographic(words, archive, *within, budget)]


def _decided(
    verdict: Verdict, places: list[Place], texts: _Texts, prefix: str, suffix: str
) -> QuoteCheck:
    """Return the result for places on one rung that agree equally with `from`."""
    if len(places) == 1:
        return QuoteCheck(verdict, places[0])
    scores = _scores(places, texts, prefix, suffix)
    best = max(scores)
    if scores.count(best) == 1:
        return QuoteCheck(verdict, places[scores.index(best)])
    order = sorted(range(len(places)), key=lambda index: -scores[index])
    candidates = tuple(places[index] for index in order[:MAX_CANDIDATES])
    return QuoteCheck(Verdict.AMBIGUOUS, candidates[0], candidates)


def _scores(places: list[Place], texts: _Texts, prefix: str, suffix: str) -> list[int]:
    """Return how many words around each place agree with `prefix` and `suffix`."""
    reach_back = 2 * len(prefix) + 20 if prefix else 0
    reach_on = 2 * len(suffix) + 20 if suffix else 0
    texts.budget.take(len(places) * (reach_back + reach_on) * PER_FOLDED)
    before, after = _words(prefix)[::-1], _words(suffix)
    scores: list[int] = []
    for place in places:
        text = texts.archives[place.source].text
        score = 0
        if reach_back:
            there = _words(text[max(0, place.start - reach_back) : place.start])
            score += common_prefix_len(before, there[::-1])
        if reach_on:
            score += common_prefix_len(after, _words(text[place.end : place.end + reach_on]))
        scores.append(score)
    return scores


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


def _nearest(text: str, texts: _Texts, scope: _Scope) -> QuoteCheck:
    best: tuple[float, str, NearestPassage] | None = None
    for slug, span in scope.items():
        texts.budget.take(PER_TEXT)
        passage = nearest(text, texts.archives[slug], span.start, span.end, texts.budget)
        if passage and (best is None or passage.share > best[0]):
            best = passage.share, slug, passage
    if best is None:
        return QuoteCheck(Verdict.NOT_FOUND)
    _, slug, passage = best
    place = texts.archives[slug].place(slug, (passage.span,))
    return QuoteCheck(Verdict.ALTERED, place, difference=passage.difference)
