"""The Sources pane: what the brief rests on, and the archived texts, numbered by paragraph."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing import dates
from briefing.lay import Line, Span, flow
from briefing.page.reading import Reading
from briefing.page.sheet import Page, Sheet
from briefing.text import cells

if TYPE_CHECKING:
    from briefing.evidence import Archive
    from briefing.evidence import Span as Part
    from briefing.model import Source

_GUTTER = 6
"""Cells left of an archived text for the paragraph's number."""


def sources(reading: Reading, width: int) -> Page:
    """Lay the Sources pane out in `width` cells."""
    sheet = Sheet(reading, width)
    for key, source in reading.brief.sources.items():
        sheet.gap()
        sheet.item(key, _source(sheet, key, source))
        archive = reading.archives.get(key)
        if archive is not None:
            sheet.gap()
            _archive(sheet, key, archive)
    if not sheet.lines:
        sheet.lines += sheet.flow([Span("No source is named.", "muted")])
    return sheet.page()


def _source(sheet: Sheet, key: str, source: "Source") -> list[Line]:
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
        rows += sheet.flow([Span(source.url, "mark", source.url)])
    kept = key in reading.archives
    state = f"archived: {source.archive}" if source.archive else "no archived text"
    if source.archive and not kept:
        state += " (cannot be shown; see the problems)"
    return [*rows, *sheet.flow([Span(state, "muted" if kept else "warn")])]


def _archive(sheet: Sheet, key: str, archive: "Archive") -> None:
    """Add an archived text, paragraph by paragraph, with what is quoted marked in place."""
    marked = _marked(sheet.reading, key)
    sign = sheet.reading.signs.paragraph
    rest: Line = (Span(" " * _GUTTER),)
    for number, span in enumerate(archive.paragraphs, 1):
        label = f"{sign}{number}"
        first: Line = (Span(label + " " * max(1, _GUTTER - cells(label)), "muted"),)
        pieces = _pieces(archive.text, span.start, span.end, marked)
        rows = flow(pieces, sheet.width, first=first, rest=rest, lit=sheet.reading.lit)
        sheet.item(f"{key}#p{number}", rows)
        sheet.gap()


def _marked(reading: Reading, key: str) -> list[tuple[int, int, str]]:
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
        asked = reading.chosen == f"{key}@{place.start}-{place.end}"
        (chosen if asked else found).extend(place.parts)
        if asked:
            found += [part for one in finding.candidates[1:] if one.source == key
                      for part in one.parts]  # fmt: skip
    whole = sorted((part.start, part.end) for part in chosen)
    left = (piece for part in found for piece in _outside(part, whole))
    marked = [(*ends, "chosen") for ends in whole] + [(*ends, "found") for ends in left]
    return sorted(marked)


def _outside(part: "Part", taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what of a stretch lies outside those that are taken, which are in order."""
    at = part.start
    for low, high in taken:
        if high > at and low < part.end:
            if low > at:
                yield at, low
            at = high
    if at < part.end:
        yield at, part.end


def _pieces(
    text: str, start: int, end: int, marked: Sequence[tuple[int, int, str]]
) -> Iterator[Span]:
    """Yield the paragraph from `start` to `end` with what is quoted apart from the rest."""
    at = start
    for low, high, role in marked:
        low, high = max(low, at), min(high, end)
        if low >= high:
            continue
        yield Span(text[at:low])
        yield Span(text[low:high], role)
        at = high
    yield Span(text[at:end])
