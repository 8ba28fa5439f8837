"""Sources and the paragraphs of their archived texts as lines, with what is quoted from each."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from briefing.linear.facts.part import fact, in_a_line, ordinal
from briefing.model import dates
from briefing.view.brief.brief_view import BriefView

_Quoted = Mapping[tuple[str, int], Sequence[tuple[str, str]]]
"""The key and the words of each quote found in a paragraph (from 1) of a source."""


class SourceFacts:
    """Reads the sources of one brief; where quotes are found in them is looked up once."""

    def __init__(self, view: BriefView) -> None:
        self._view = view
        self._order = {key: at for at, key in enumerate(view.brief.sources)}
        self._quoted = _quoted_by_paragraph(view)

    def source(self, key: str) -> Iterator[str]:
        """Yield the facts about a source, and whether its text is archived."""
        view, source = self._view, self._view.brief.sources[key]
        is_here = key in view.archives
        count = f"{len(view.archives[key].paragraphs):,} paragraphs" if is_here else ""
        state = f"archived: {source.archive}" if source.archive else "no archived text"
        if source.archive and not is_here:
            state += " (not available; see the problems)"
        return chain(
            fact(
                ordinal("Source", self._order[key], len(self._order), key),
                source.title or source.publisher or source.kind,
            ),
            fact("Kind", source.kind),
            fact("Publisher", source.publisher if source.title else ""),
            fact("Published", dates.readable(source.published) if source.published else ""),
            fact("Read", dates.readable(source.accessed) if source.accessed else ""),
            fact("Language", source.lang),
            fact("Rated", source.rating),
            fact("Translation of", source.translation_of),
            fact("Address", source.url),
            fact("Text", state, count),
        )

    def paragraph(self, source: str, number: int) -> Iterator[str]:
        """Yield a paragraph (from 1) of an archived text, and each quote that is found in it."""
        archive, signs = self._view.archives[source], self._view.signs
        span = archive.paragraphs[number - 1]
        name = "" if len(self._order) == 1 else source
        head = ordinal("Paragraph", number - 1, len(archive.paragraphs), name)
        yield f"{head}: {in_a_line(archive.text[span.start : span.end])}"
        for key, words in self._quoted.get((source, number), ()):
            yield from fact(f"Quoted as {key}", f"{signs.open}{words}{signs.close}")


def _quoted_by_paragraph(view: BriefView) -> _Quoted:
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    starts = {
        key: [paragraph.start for paragraph in archive.paragraphs]
        for key, archive in view.archives.items()
    }
    for key, check in view.checks.items():
        if check.place is None or check.place.source not in starts:
            continue
        source, archive = check.place.source, view.archives[check.place.source]
        for part in check.place.parts:
            number = max(bisect_right(starts[source], part.start), 1)
            while (
                number <= len(archive.paragraphs)
                and archive.paragraphs[number - 1].start < part.end
            ):
                span = archive.paragraphs[number - 1]
                words = archive.text[max(part.start, span.start) : min(part.end, span.end)]
                if words.strip():
                    found.setdefault((source, number), []).append((key, words))
                number += 1
    return found
