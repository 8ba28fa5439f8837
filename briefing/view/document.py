"""A whole brief, one pane below the other, as `briefing show` prints it."""

from collections.abc import Iterator

from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import PaneView
from briefing.view.brief.head import head_line, title_spans
from briefing.view.brief.panes import PANES, pane_of, pane_view
from briefing.view.spans import Line, Span, caution_role, flow


def document(view: BriefView, width: int, record: str = "") -> Iterator[Line]:
    """Yield the rows of the brief, or of its one `record`, in `width` cells.

    An unknown `record` yields nothing.
    """
    if record:
        yield from _record(view, width, record)
        return
    yield from flow(list(title_spans(view)), width)
    # A very wide line is wrapped, where the reader's head line would be cut.
    yield from flow(head_line(view, 10_000), width)
    for pane in PANES:
        yield ()
        yield (Span(pane.title(view), "heading"),)
        yield ()
        yield from pane_view(view, pane.number, width).lines


def _record(view: BriefView, width: int, record: str) -> Iterator[Line]:
    number = pane_of(view, record)
    shown, key = _alone(view, record)
    pane = pane_view(shown, number, width) if number else PaneView()
    items = [item for item in pane.items if item.key == key or item.key.startswith(f"{key}/")]
    if not items:
        return
    for caution in view.cautions:
        yield (Span(caution, caution_role(caution)),)
    for item in items:
        yield from pane.lines[item.first : item.last]


def _alone(view: BriefView, record: str) -> tuple[BriefView, str]:
    """Return a view of `record`, a position without the other ones, and its key in that view."""
    key, _, party = record.partition("/")
    dispute = view.brief.disagreements.get(key)
    if dispute is None or party not in dispute.positions:
        return view, record
    alone = dispute.model_copy(update={"positions": {party: dispute.positions[party]}})
    brief = view.brief.model_copy(update={"disagreements": {key: alone}})
    return view._replace(brief=brief), key
