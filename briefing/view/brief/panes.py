"""The five panes: their names, titles, tabs and layouts."""

from collections.abc import Callable
from dataclasses import dataclass

from briefing.model.references import Target
from briefing.text.numbers import quantity
from briefing.view.brief.agreements import agreements
from briefing.view.brief.brief_view import BriefView, verdict_counts
from briefing.view.brief.builder import UNWRAPPED, PaneView, ViewBuilder
from briefing.view.brief.disagreements import disagreements
from briefing.view.brief.quotes import quotes
from briefing.view.brief.sources import sources
from briefing.view.brief.summary import summary
from briefing.view.spans import Line, Span, justify, width_of


@dataclass(frozen=True, slots=True)
class Pane:
    """One of the five panes of a brief."""

    number: int
    """The digit that shows it."""
    name: str
    """The word of its title."""
    lay: Callable[[ViewBuilder], PaneView]
    """Lays it out."""
    count: Callable[[BriefView], int | None] = lambda view: None
    """The number of its records, or None where that says nothing."""
    detail: Callable[[BriefView], str] = lambda view: ""
    """What a title with room to spare adds to the number."""

    def view(self, view: BriefView, width: int, *, measure: int = UNWRAPPED) -> PaneView:
        """Return the pane in `width` cells, its prose in at most `measure`."""
        return self.lay(ViewBuilder(view, width, measure))

    def title(self, view: BriefView | None) -> str:
        """Return `3 Disagreements 3`."""
        count = self.count(view) if view is not None and not view.broken else None
        return f"{self.number} {self.name}" + ("" if count is None else f" {count}")

    def long_title(self, view: BriefView | None) -> str:
        """Return the title with its detail: `4 Quotes 6 · 5 verbatim`."""
        if view is None or view.broken:
            return self.title(view)
        return view.dotted(self.title(view), self.detail(view))


def _proposals(view: BriefView) -> str:
    count = len(view.brief.proposals)
    return quantity(count, "proposal") if count else ""


PANES = (
    Pane(1, "Summary", summary),
    Pane(2, "Agreements", agreements, lambda view: len(view.brief.agreements)),
    Pane(3, "Disagreements", disagreements, lambda v: len(v.brief.disagreements), _proposals),
    Pane(4, "Quotes", quotes, lambda view: len(view.brief.quotes), verdict_counts),
    Pane(5, "Sources", sources, lambda view: len(view.brief.sources)),
)
"""In the order of their numbers."""

_SUMMARY = (
    "bottom_line", "summary", "next", "unknown", "timeline", "problem", "problems", "title",
    "suggested",
)  # fmt: skip


def pane_view(view: BriefView, number: int, width: int, *, measure: int = UNWRAPPED) -> PaneView:
    """Return pane `number` (1 to 5) in `width` cells, its prose in at most `measure`."""
    width = max(8, width)
    if view.broken and number > 1:
        builder = ViewBuilder(view, width, measure)
        builder.line("Not readable; see the problems in pane 1.", "warn")
        return builder.pane()
    return PANES[number - 1].view(view, width, measure=measure)


def pane_of(view: BriefView, key: str) -> int:
    """Return the number of the pane that shows the record `key`, or 0 for none."""
    brief, record = view.brief, key.partition("/")[0]
    for number, records in (
        (2, brief.agreements), (3, brief.disagreements), (3, brief.proposals), (4, brief.quotes)
    ):  # fmt: skip
        if record in records:
            return number
    if Target.parse(key, brief.sources).source:
        return 5
    return 1 if record in _SUMMARY else 0


def source_item(view: BriefView, place: Target) -> str:
    """Return the key of the item of the Sources pane that shows a place: `article#p5`.

    It is the paragraph that the place begins in, or the source where it has no paragraph or its
    archive is not known.
    """
    archive = view.archives.get(place.source)
    if archive is None:
        return place.source
    if place.paragraphs is not None:
        return f"{place.source}#p{place.paragraphs[0]}"
    if place.characters is not None:
        for number, paragraph in enumerate(archive.paragraphs, 1):
            if place.characters[0] < paragraph.end:
                return f"{place.source}#p{number}"
    return place.source


def tab_row(view: BriefView | None, current: int, width: int, share: str) -> Line:
    """Return the numbered tabs of a narrow screen, the current one strong, and at the end `share`.

    Without room, the words of other tabs are cut to four letters, then left out.
    """
    titles = [pane.title(view) for pane in PANES]
    room = width - (len(share) + 2 if share else 0)
    short, numbers = ([*map(_short, titles)], [title.split()[0] for title in titles])
    for names in (titles, short, numbers):
        names[current - 1 : current] = titles[current - 1 : current]
        if sum(map(len, names)) + 2 * len(names) <= room:
            break
    tabs = enumerate(names, 1)
    spans = tuple(Span(f" {name} ", "strong" if n == current else "muted") for n, name in tabs)
    fits = share and width_of(spans) <= room
    return justify(spans, (Span(share, "muted"),) if fits else (), width)


def tab_at(row: Line, x: int) -> int:
    """Return the number of the pane whose tab is at column `x` of a `tab_row`; 0 for none."""
    end = 0
    for number, span in enumerate(row[: len(PANES)], 1):
        end += width_of((span,))
        if x < end:
            return number
    return 0


def _short(title: str) -> str:
    number, word, *count = title.split()
    return " ".join([number, word[:4], *count])
