"""The ladder of verdicts: which one a quotation gets, and which of several places is meant.

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

from briefing.evidence.archive import Archive
from briefing.evidence.findings import NO_ARCHIVE, Finding, Place, Span, Verdict
from briefing.evidence.folding import fold
from briefing.evidence.nearest import Passage, agreeing, nearest
from briefing.evidence.omissions import OMITTED, with_omissions
from briefing.evidence.passages import Phrase, phrase, typographic, verbatim
from briefing.records import Cite

MAX_CANDIDATES = 100
"""Places listed for an ambiguous quotation."""
_WORD = re.compile(r"\w+")

_RUNGS = (Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.OMISSIONS)

Archives = Mapping[str, Archive]
"""The archived texts, by the slug of their source."""
_Scope = Mapping[str, Span]  # the stretch of each archive in which to look


def judge(
    text: str,
    archives: Archives,
    *,
    cited: Cite | None = None,
    prefix: str = "",
    suffix: str = "",
) -> Finding:
    """Return whether the words of a quotation stand in the archived texts, and where.

    `archives` are those of the brief, by the slug of the source; with `cited` only the cited one is
    read, and a place outside the cited paragraphs is marked as `elsewhere`. The quotation and the
    archived texts must have been cleaned in the same way. A paraphrase must not be passed here.
    """
    if cited is not None:
        archives = {slug: archives[slug] for slug in archives if slug == cited.source}
    if not archives:
        return NO_ARCHIVE
    return _found(text.strip(), archives, cited, prefix, suffix)


def _found(text: str, archives: Archives, cited: Cite | None, prefix: str, suffix: str) -> Finding:
    """Return the finding on the highest rung that is reached."""
    words = phrase(text)
    if words is None:
        return Finding(Verdict.NOT_FOUND)
    for scope, elsewhere in _scopes(archives, cited):
        for verdict in _RUNGS:
            places = _places(verdict, text, words, archives, scope)
            if places:
                found = _decided(verdict, places, archives, prefix, suffix)
                return replace(found, elsewhere=elsewhere)
    for scope, elsewhere in _scopes(archives, cited):
        found = _nearest(text, archives, scope)
        if found.place:
            return replace(found, elsewhere=elsewhere)
    return Finding(Verdict.NOT_FOUND)


def _scopes(archives: Archives, cited: Cite | None) -> Iterator[tuple[_Scope, bool]]:
    """Yield where to look, and whether a place there lies outside the paragraphs cited."""
    span = archives[cited.source].cited_span(cited) if cited else None
    if cited and span:
        yield {cited.source: span}, False
    whole = {slug: Span(0, len(archive.text)) for slug, archive in archives.items()}
    yield whole, cited is not None and cited.first is not None


def _places(
    verdict: Verdict, text: str, words: Phrase, archives: Archives, scope: _Scope
) -> list[Place]:
    """Return the places on one rung that overlap the scope."""
    margin = 2 * len(text) + OMITTED
    return [
        archives[slug].place(slug, parts)
        for slug, span in scope.items()
        for parts in _parts(
            verdict, text, words, archives[slug], max(0, span.start - margin), span.end + margin
        )
        if parts[0].start < span.end and parts[-1].end > span.start
    ]


def _parts(
    verdict: Verdict, text: str, words: Phrase, archive: Archive, low: int, high: int
) -> list[tuple[Span, ...]]:
    if verdict is Verdict.OMISSIONS:
        return with_omissions(text, archive, low, high)
    if verdict is Verdict.VERBATIM:
        return [(span,) for span in verbatim(text, archive, low, high)]
    return [(span,) for span in typographic(words, archive, low, high)]


def _decided(
    verdict: Verdict,
    places: list[Place],
    archives: Archives,
    prefix: str,
    suffix: str,
) -> Finding:
    """Return the finding for places on one rung, all of the same standing towards `from`."""
    if len(places) == 1:
        return Finding(verdict, places[0])
    scores = [_score(place, archives[place.source].text, prefix, suffix) for place in places]
    best = max(scores)
    if scores.count(best) == 1:
        return Finding(verdict, places[scores.index(best)])
    order = sorted(range(len(places)), key=lambda index: -scores[index])
    candidates = tuple(places[index] for index in order[:MAX_CANDIDATES])
    return Finding(Verdict.AMBIGUOUS, candidates[0], candidates)


def _score(place: Place, text: str, prefix: str, suffix: str) -> int:
    """Return how many words around a place agree with `prefix` and `suffix`."""
    before = text[max(0, place.start - 2 * len(prefix) - 20) : place.start] if prefix else ""
    after = text[place.end : place.end + 2 * len(suffix) + 20] if suffix else ""
    return agreeing(_words(prefix)[::-1], _words(before)[::-1]) + agreeing(
        _words(suffix), _words(after)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


def _nearest(text: str, archives: Archives, scope: _Scope) -> Finding:
    best: tuple[float, str, Passage] | None = None
    for slug, span in scope.items():
        passage = nearest(text, archives[slug], span.start, span.end)
        if passage and (best is None or passage.share > best[0]):
            best = passage.share, slug, passage
    if best is None:
        return Finding(Verdict.NOT_FOUND)
    _, slug, passage = best
    place = archives[slug].place(slug, (passage.span,))
    return Finding(Verdict.ALTERED, place, difference=passage.difference)
