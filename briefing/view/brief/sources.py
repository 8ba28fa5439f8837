"""The Sources pane: the sources of a brief and their archived texts, numbered by paragraph."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefing.model import dates
from briefing.model.references import Target
from briefing.text.ranges import nearest
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.spans import Line, Span, flow

_Mark = tuple[int, int, str]  # first character, end, role
_REACH = 700  # characters on either side of a quotation in which its speaker is named
_GUTTER = 6
"""Cells left of an archived text for the paragraph's number."""


def sources(builder: ViewBuilder) -> PaneView:
    """Return the Sources pane, as `builder` lays it out."""
    view = builder.view
    for key in view.brief.sources:
        builder.gap()
        builder.item(key, _source(builder, key))
        if key in view.archives:
            builder.gap()
            _archive(builder, key)
    builder.left_out("sources", nothing="No sources.")
    return builder.pane()


def _source(builder: ViewBuilder, key: str) -> list[Line]:
    view, source = builder.view, builder.view.brief.sources[key]
    facts = view.dotted(
        source.kind,
        source.publisher if source.title else "",
        dates.readable(source.published) if source.published else "",
        f"read {dates.readable(source.accessed)}" if source.accessed else "",
        source.lang,
        f"rated {source.rating}" if source.rating else "",
        f"translation of {source.translation_of}" if source.translation_of else "",
    )
    name = Span(source.title or source.publisher or "", "heading")
    rows = builder.flow([builder.label(key), name])
    rows += builder.flow([Span(facts, "muted")]) if facts else []
    if source.url:
        rows += builder.flow([Span(source.url, "mark", Target(url=source.url))])
    kept = key in view.archives
    state = f"archived: {source.archive}" if source.archive else "no archived text"
    if source.archive and not kept:
        state += " (not available; see the problems)"
    return [*rows, *builder.flow([Span(state, "muted" if kept else "warn")])]


def _archive(builder: ViewBuilder, key: str) -> None:
    """Add an archived text, paragraph by paragraph, with its quotes marked in place."""
    archive = builder.view.archives[key]
    marked = _marked(builder.view, key)
    ends = [end for _, end, _ in marked]
    sign, matches = builder.view.signs.paragraph, builder.view.highlighter
    rest: Line = (Span(" " * _GUTTER),)
    for number, span in enumerate(archive.paragraphs, 1):
        start, end = span.start, span.end
        lead = Span(f"{sign}{number}".ljust(_GUTTER - 1) + " ", "muted")
        text, at = archive.text[start:end], bisect_right(ends, start)
        bare = at == len(marked) or marked[at][0] >= end
        # Most of the 100,000 paragraphs that a text may have are like this, and laid out at once.
        if bare and _fits(text, builder.room - len(lead.text)) and not matches(text):
            rows: list[Line] = [(lead, Span(text))]
        else:
            pieces = _pieces(archive.text, start, end, marked, at)
            rows = flow(pieces, builder.room, first=(lead,), rest=rest, highlighter=matches)
        builder.item(f"{key}#p{number}", rows)
        builder.gap()


def _fits(text: str, width: int) -> bool:
    """Whether a text is a row unchanged."""
    return len(text) <= width and text.isascii() and text.isprintable()


def _marked(view: BriefView, key: str) -> list[_Mark]:
    """Return the quotes from a source and the place asked for, in order and apart.

    The place asked for is marked as a whole, whatever else is quoted from it; where it is one of
    several that hold the words, so are the others. Of a quote whose speaker is only suggested, the
    name and the verb near it are marked too.
    """
    edges: list[tuple[int, int, str]] = []
    for quote, check in view.checks.items():
        if (place := check.place) is None or place.source != key:
            continue
        if chosen := view.chosen == place.characters:
            for start, end in cues(view, quote):
                edges += ((start, 1, "strong"), (end, -1, "strong"))
        others = [other for other in check.candidates[1:] if chosen and other.source == key]
        for one in (place, *others):
            role = "chosen" if chosen and one is place else "found"
            for part in one.parts:
                edges += ((part.start, 1, role), (part.end, -1, role))
    marks: list[_Mark] = []
    depth, at = {"chosen": 0, "found": 0, "strong": 0}, 0
    for edge, step, role in sorted(edges):
        top = next((name for name, count in depth.items() if count), "")
        if top and edge > at:
            joined = bool(marks) and marks[-1][1:] == (at, top)
            marks.append((marks.pop()[0] if joined else at, edge, top))
        depth[role] += step
        at = edge
    return marks


def cues(view: BriefView, key: str) -> list[tuple[int, int]]:
    """Return where the archived text names the speaker of a quote, and where its verb stands.

    The nearest of each, as (start, end) in the text. Of a name the last word is enough, if it
    begins with a capital. Empty for a quote that a person has confirmed, or that was not found.
    """
    quote, check = view.brief.quotes.get(key), view.checks.get(key)
    place = check.place if check is not None else None
    archive = view.archives.get(place.source) if place is not None else None
    if quote is None or place is None or archive is None:
        return []
    if not {"who", "verb"} & set(quote.suggested):
        return []
    speaker = view.brief.people.get(quote.who or "") or view.brief.parties.get(quote.who or "")
    names = (speaker.name, *speaker.aliases) if speaker is not None else ()
    forms = {part for name in names for part in (name, name.rpartition(" ")[2])}
    sought = (
        {form for form in forms if not form[:1].islower()},
        {quote.verb} if quote.verb else set[str](),
    )
    first = archive.paragraphs[max(0, place.paragraph - 2)].start
    last = archive.paragraphs[place.paragraph_end - 1].end
    within = max(first, place.start - _REACH), min(last, place.end + _REACH)
    found = (nearest(archive.text, within, (place.start, place.end), one) for one in sought)
    return [cue for cue in found if cue is not None]


def _pieces(text: str, start: int, end: int, marked: Sequence[_Mark], first: int) -> Iterator[Span]:
    """Yield the paragraph from `start` to `end`, its marks, from the index `first` on, apart."""
    at = start
    for index in range(first, len(marked)):
        low, high, role = marked[index]
        if low >= end:
            break
        low, high = max(low, at), min(high, end)
        yield Span(text[at:low])
        yield Span(text[low:high], role)
        at = high
    yield Span(text[at:end])
