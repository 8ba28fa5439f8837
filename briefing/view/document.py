"""A whole brief, one pane below the other, as `briefing show` prints it."""

from collections.abc import Iterator

from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import PaneView
from briefing.view.brief.head import head_line, title_spans
from briefing.view.brief.panes import PANES, page_of, pane_of
from briefing.view.spans import Line, Span, flow


def document(reading: BriefView, width: int, record: str = "") -> Iterator[Line]:
    """Yield the rows of the brief, or of its one `record`, in `width` cells.

    An unknown `record` yields nothing.
    """
    if record:
        yield from _record(reading, width, record)
        return
    yield from flow(list(title_spans(reading)), width)
    # A very wide line is wrapped, where the reader's head line would be cut.
    yield from flow(head_line(reading, 10_000), width)
    for pane in PANES:
        yield ()
        yield (Span(pane.title(reading), "heading"),)
        yield ()
        yield from page_of(reading, pane.number, width).lines


def _record(reading: BriefView, width: int, record: str) -> Iterator[Line]:
    number = pane_of(reading, record)
    shown, key = _alone(reading, record)
    page = page_of(shown, number, width) if number else PaneView()
    items = [item for item in page.items if item.key == key or item.key.startswith(f"{key}/")]
    if not items:
        return
    for caution in reading.cautions:
        yield (Span(caution, "warn"),)
    for item in items:
        yield from page.lines[item.first : item.last]


def _alone(reading: BriefView, record: str) -> tuple[BriefView, str]:
    """Return what is to be laid out for `record`, and as which record.

    A position is shown under the question of its disagreement, without the other positions.
    """
    key, _, party = record.partition("/")
    dispute = reading.brief.disagreements.get(key)
    if dispute is None or party not in dispute.positions:
        return reading, record
    alone = dispute.model_copy(update={"positions": {party: dispute.positions[party]}})
    brief = reading.brief.model_copy(update={"disagreements": {key: alone}})
    return reading._replace(brief=brief), key
