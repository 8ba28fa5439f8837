"""The Sources pane: the sources of a brief and their archived texts, numbered by paragraph."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.model import dates
from briefing.model.references import Target
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.spans import Line, Span, flow

if TYPE_CHECKING:
    from briefing.evidence import Archive
    from briefing.evidence import TextRange as Part
    from briefing.model.brief import Source

_Mark = tuple[int, int, str]  # first character, end, role
_GUTTER = 6
"""Cells left of an archived text for the paragraph's number."""


def sources(reading: BriefView, width: int) -> PaneView:
    """Lay the Sources pane out in `width` cells."""
    sheet = ViewBuilder(reading, width)
    for key, source in reading.brief.sources.items():
        sheet.gap()
        sheet.item(key, _source(sheet, key, source))
        archive = reading.archives.get(key)
        if archive is not None:
            sheet.gap()
            _archive(sheet, key, archive)
    if not sheet.lines:
        sheet.lines += sheet.flow([Span("No sources.", "muted")])
    return sheet.page()


def _source(sheet: ViewBuilder, key: str, source: "Source") -> list[Line]:
    reading = sheet.reading
    title = Span(source.title or source.publisher or key, "heading")
    dot = f" {reading.signs.dot} "
    published = dates.readable(source.published) if source.published else ""
    accessed = f"read {dates.readable(source.accessed)}" if source.accessed else ""
    rating = f"rated {source.rating}" if source.rating else ""
    translated = f"translation of {source.translation_of}" if source.translation_of else ""
    facts = (
        key,
        source.kind,
        source.publisher if source.title else "",
        published,
        accessed,
        source.lang,
        rating,
        translated,
    )
    rows = sheet.flow([title])
    rows += sheet.flow([Span(dot.join(filter(None, facts)), "muted")])
    if source.url:
        rows += sheet.flow([Span(source.url, "mark", Target(url=source.url))])
    kept = key in reading.archives
    state = f"archived: {source.archive}" if source.archive else "no archived text"
    if source.archive and not kept:
        state += " (not available; see the problems)"
    return [*rows, *sheet.flow([Span(state, "muted" if kept else "warn")])]


def _archive(sheet: ViewBuilder, key: str, archive: "Archive") -> None:
    """Add an archived text, paragraph by paragraph, with what is quoted marked in place."""
    marked = _marked(sheet.reading, key)
    ends = [end for _, end, _ in marked]
    sign, lit = sheet.reading.signs.paragraph, sheet.reading.lit
    rest: Line = (Span(" " * _GUTTER),)
    for number, span in enumerate(archive.paragraphs, 1):
        start, end = span.start, span.end
        label = f"{sign}{number}"
        lead = Span(label.ljust(_GUTTER - 1) + " ", "muted")
        text, at = archive.text[start:end], bisect_right(ends, start)
        bare = at == len(marked) or marked[at][0] >= end
        # Most of the 100,000 paragraphs that a text may have are like this, and laid out at once.
        if bare and _fits(text, sheet.width - len(lead.text)) and not lit(text):
            rows: list[Line] = [(lead, Span(text))]
        else:
            pieces = _pieces(archive.text, start, end, marked, ends)
            rows = flow(pieces, sheet.width, first=(lead,), rest=rest, lit=lit)
        sheet.item(f"{key}#p{number}", rows)
        sheet.gap()


def _fits(text: str, width: int) -> bool:
    """Whether a text is a row as it stands."""
    return len(text) <= width and text.isascii() and text.isprintable()


def _marked(reading: BriefView, key: str) -> list[_Mark]:
    """Return (start, end, role) of what is quoted from a source, and of the place asked for.

    The place asked for is marked as a whole, whatever else is quoted from it; where it is one of
    several that hold the words, so are the others.
    """
    chosen: list[Part] = []
    found: list[Part] = []
    for finding in reading.findings.values():
        place = finding.place
        if place is None or place.source != key:
            continue
        asked = reading.chosen == place.characters
        (chosen if asked else found).extend(place.parts)
        if asked:
            found += [part for one in finding.candidates[1:] if one.source == key
                      for part in one.parts]  # fmt: skip
    whole = _merged((part.start, part.end) for part in chosen)
    ends = [end for _, end in whole]
    left = (piece for part in set(found) for piece in _outside(part, whole, ends))
    marked = [(*stretch, "chosen") for stretch in whole]
    return _apart(sorted(marked + [(*stretch, "found") for stretch in left]))


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what several stretches cover together, in order and apart."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _outside(
    part: "Part", taken: Sequence[tuple[int, int]], ends: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield what of a stretch lies outside those that are taken, which are in order and apart."""
    at = part.start
    for index in range(bisect_right(ends, at), len(taken)):
        low, high = taken[index]
        if low >= part.end:
            break
        if low > at:
            yield at, low
        at = high
    if at < part.end:
        yield at, part.end


def _apart(marked: Iterable[_Mark]) -> list[_Mark]:
    """Return stretches, given in order, without what the ones before have of them already."""
    apart: list[_Mark] = []
    at = 0
    for low, high, role in marked:
        if max(low, at) < high:
            apart.append((max(low, at), high, role))
            at = high
    return apart


def _pieces(
    text: str, start: int, end: int, marked: Sequence[_Mark], ends: Sequence[int]
) -> Iterator[Span]:
    """Yield the paragraph from `start` to `end` with what is quoted apart from the rest.

    `marked` are in order and apart, and `ends` are theirs: of thousands few are in a paragraph.
    """
    at = start
    for index in range(bisect_right(ends, start), len(marked)):
        low, high, role = marked[index]
        if low >= end:
            break
        low, high = max(low, at), min(high, end)
        yield Span(text[at:low])
        yield Span(text[low:high], role)
        at = high
    yield Span(text[at:end])
