"""The verdict on a quotation, and its place in an archived text.

The verdicts are tried in order: verbatim, typography, omissions; then the nearest passage. If
`from` cites paragraphs, all three are tried there first, and then in the whole source, so that a
cited place wins over a better match elsewhere.

Among several places, these decide, in this order:

1. A place that overlaps the cited paragraphs wins over places that do not.
2. Each place scores the words that `prefix` shares with the text before it plus the words that
   `suffix` shares with the text after it, folded, counted outwards from the place up to the first
   that differs. One place with more than any other wins.
3. Otherwise the verdict is ambiguous, with the first as its place.
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

Archives = Mapping[str, Archive]
"""The archived texts, by the slug of their source."""
_Scope = Mapping[str, TextRange]  # the span of each archive to search


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
    try:
        return _Judge(text.strip(), archives, budget or Budget(), prefix, suffix).check(cited)
    except SpentError:
        return NOT_COMPARED


class _Judge(NamedTuple):
    text: str
    archives: Archives
    budget: Budget
    prefix: str
    suffix: str

    def check(self, cited: Target | None) -> QuoteCheck:
        words = phrase(self.text)
        if words is None:
            return QuoteCheck(Verdict.NOT_FOUND)
        scopes = list(self._scopes(cited))
        for scope, elsewhere in scopes:
            for verdict in (Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.OMISSIONS):
                if places := list(self._places(verdict, words, scope)):
                    return replace(self._choose(verdict, places), elsewhere=elsewhere)
        for scope, elsewhere in scopes:
            check = self._nearest(scope)
            if check.place:
                return replace(check, elsewhere=elsewhere)
        return QuoteCheck(Verdict.NOT_FOUND)

    def _scopes(self, cited: Target | None) -> Iterator[tuple[_Scope, bool]]:
        """Yield scopes to search, and whether they are outside the cited paragraphs."""
        span = self.archives[cited.source].cited_span(cited) if cited else None
        if cited and span:
            yield {cited.source: span}, False
        whole = {slug: TextRange(0, len(archive.text)) for slug, archive in self.archives.items()}
        yield whole, cited is not None and cited.paragraphs is not None

    def _places(self, verdict: Verdict, words: Phrase, scope: _Scope) -> Iterator[Place]:
        """Yield the places with one verdict that overlap the scope."""
        margin = 2 * len(self.text) + OMITTED
        for slug, span in scope.items():
            self.budget.take(PER_TEXT)
            archive = self.archives[slug]
            within = max(0, span.start - margin), span.end + margin
            for parts in self._parts(verdict, words, archive, within):
                if parts[0].start < span.end and parts[-1].end > span.start:
                    yield archive.place(slug, parts)

    def _parts(
        self, verdict: Verdict, words: Phrase, archive: Archive, within: tuple[int, int]
    ) -> list[tuple[TextRange, ...]]:
        if verdict is Verdict.OMISSIONS:
            return with_omissions(self.text, archive, *within, self.budget)
        if verdict is Verdict.VERBATIM:
            return [(span,) for span in verbatim(self.text, archive, *within, self.budget)]
        return [(span,) for span in typographic(words, archive, *within, self.budget)]

    def _choose(self, verdict: Verdict, places: list[Place]) -> QuoteCheck:
        if len(places) == 1:
            return QuoteCheck(verdict, places[0])
        scores = self._scores(places)
        best = max(scores)
        if scores.count(best) == 1:
            return QuoteCheck(verdict, places[scores.index(best)])
        order = sorted(range(len(places)), key=lambda index: -scores[index])
        candidates = tuple(places[index] for index in order[:MAX_CANDIDATES])
        return QuoteCheck(Verdict.AMBIGUOUS, candidates[0], candidates)

    def _scores(self, places: list[Place]) -> list[int]:
        """Return how many words around each place agree with `prefix` and `suffix`."""
        left = 2 * len(self.prefix) + 20 if self.prefix else 0
        right = 2 * len(self.suffix) + 20 if self.suffix else 0
        self.budget.take(len(places) * (left + right) * PER_FOLDED)
        before, after = _words(self.prefix)[::-1], _words(self.suffix)
        scores = []
        for place in places:
            text = self.archives[place.source].text
            preceding = _words(text[max(0, place.start - left) : place.start]) if left else []
            following = _words(text[place.end : place.end + right]) if right else []
            score = common_prefix_len(before, preceding[::-1])
            scores.append(score + common_prefix_len(after, following))
        return scores

    def _nearest(self, scope: _Scope) -> QuoteCheck:
        best: tuple[float, str, NearestPassage] | None = None
        for slug, span in scope.items():
            self.budget.take(PER_TEXT)
            passage = nearest(self.text, self.archives[slug], span.start, span.end, self.budget)
            if passage and (best is None or passage.share > best[0]):
                best = passage.share, slug, passage
        if best is None:
            return QuoteCheck(Verdict.NOT_FOUND)
        _, slug, passage = best
        place = self.archives[slug].place(slug, (passage.span,))
        return QuoteCheck(Verdict.ALTERED, place, difference=passage.difference)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)
