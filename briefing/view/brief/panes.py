"""The five panes: their names, titles and layouts."""

from collections.abc import Callable
from dataclasses import dataclass

from briefing.model.references import Target
from briefing.view.brief.agreements import agreements
from briefing.view.brief.brief_view import BriefView, verdict_counts
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.brief.disagreements import disagreements
from briefing.view.brief.quotes import quotes
from briefing.view.brief.sources import sources
from briefing.view.brief.summary import summary
from briefing.view.spans import Span


@dataclass(frozen=True, slots=True)
class Pane:
    """One of the five views of a brief."""

    number: int
    """The digit that shows it."""
    name: str
    """As its title says."""
    lay: Callable[[BriefView, int], PaneView]
    """Lays it out in a width in cells."""
    count: Callable[[BriefView], int | None]
    """How many records it holds, or None where a number says nothing."""
    detail: Callable[[BriefView], str] = lambda reading: ""
    """What a title with room to spare says beside the number."""

    def title(self, reading: BriefView | None) -> str:
        """Return `3 Disagreements 3`."""
        known = reading is not None and not reading.broken
        count = self.count(reading) if reading is not None and known else None
        return f"{self.number} {self.name}" + ("" if count is None else f" {count}")

    def long_title(self, reading: BriefView | None) -> str:
        """Return the title with what else is worth knowing: `4 Quotes 6 · 5 verbatim`."""
        more = self.detail(reading) if reading is not None and not reading.broken else ""
        dot = reading.signs.dot if reading is not None else ""
        return f"{self.title(reading)} {dot} {more}" if more else self.title(reading)


def _offers(reading: BriefView) -> str:
    count = len(reading.brief.proposals)
    return f"{count} proposal{'s' * (count != 1)}" if count else ""


PANES = (
    Pane(1, "Summary", summary, lambda reading: None),
    Pane(2, "Agreements", agreements, lambda reading: len(reading.brief.agreements)),
    Pane(
        3, "Disagreements", disagreements, lambda reading: len(reading.brief.disagreements), _offers
    ),
    Pane(4, "Quotes", quotes, lambda reading: len(reading.brief.quotes), verdict_counts),
    Pane(5, "Sources", sources, lambda reading: len(reading.brief.sources)),
)
"""In the order of their numbers."""

_PANE_OF = dict.fromkeys(
    ("bottom_line", "summary", "next", "unknown", "timeline", "problem", "title"), 1
)


def page_of(reading: BriefView, number: int, width: int) -> PaneView:
    """Lay pane `number` (1 to 5) out in `width` cells."""
    if reading.broken and number > 1:
        return not_read(reading, max(8, width))
    return PANES[number - 1].lay(reading, max(8, width))


def not_read(reading: BriefView, width: int) -> PaneView:
    """Return a page that says that nothing is known of a file that could not be read."""
    sheet = ViewBuilder(reading, width)
    sheet.lines += sheet.flow([Span("Not readable; see the problems in pane 1.", "warn")])
    return sheet.page()


def pane_of(reading: BriefView, key: str) -> int:
    """Return the number of the pane that shows the record `key`, or 0 for none."""
    brief = reading.brief
    record = key.partition("/")[0]
    if record in brief.agreements:
        return 2
    if record in brief.disagreements or record in brief.proposals:
        return 3
    if record in brief.quotes:
        return 4
    if Target.parse(key, brief.sources).source:
        return 5
    return _PANE_OF.get(record, 0)
