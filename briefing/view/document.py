"""A whole brief, one pane below the other, as `briefing show` prints it; and its outline."""

from collections.abc import Iterator
from typing import NamedTuple

from briefing.model import dates
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import PaneView
from briefing.view.brief.head import head_line, title_spans
from briefing.view.brief.panes import PANES, pane_of, pane_view
from briefing.view.markdown import blocks, inline
from briefing.view.spans import Line, Span, caution_role, flow, plain


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


class OutlineEntry(NamedTuple):
    """A heading or a record of a brief."""

    pane: int
    """The number of the pane that has it."""
    key: str
    """Its item there: `summary/4`, `a1`."""
    title: str
    """Its words in one line; a text of any length."""
    level: int = 0
    """The number of headings above it in the hierarchy; 0 for a record."""

    @property
    def label(self) -> str:
        """Return its key in references; empty for a heading."""
        return "" if self.pane == 1 else self.key


_SECTIONS = ("next", "unknown", "timeline")


def outline(view: BriefView) -> list[OutlineEntry]:
    """Return the headings of the brief's prose, then its records with their titles."""
    brief = view.brief
    found = [(n, block) for n, block in enumerate(blocks(brief.summary), 1) if block.level]
    top = min((block.level for _, block in found), default=0)
    entries = [
        OutlineEntry(1, f"summary/{n}", plain(block.spans), block.level - top) for n, block in found
    ]
    sections = (name for name in _SECTIONS if getattr(brief, name))
    entries += [OutlineEntry(1, f"{name}/1", name.title()) for name in sections]
    for pane, key, parts in _titles(view):
        words = (plain(inline(" ".join(part.split()))) for part in parts if part)
        entries.append(OutlineEntry(pane, key, ": ".join(words)))
    return entries


def _titles(view: BriefView) -> Iterator[tuple[int, str, tuple[str | None, ...]]]:
    """Yield the pane and the key of each record, and the parts of its title."""
    brief = view.brief
    for key, agreed in brief.agreements.items():
        yield 2, key, (view.issue(agreed.issue), agreed.text)
    for key, dispute in brief.disagreements.items():
        yield 3, key, (view.issue(dispute.issue), dispute.question)
    for key, offer in brief.proposals.items():
        yield 3, key, (view.party(offer.by), offer.text)
    for key, quote in brief.quotes.items():
        words = quote.text if quote.kind == "paraphrase" else f"“{quote.text}”"
        yield 4, key, (view.speaker(quote.who)[0], words)
    for key, source in brief.sources.items():
        date = dates.readable(source.published) if source.published else ""
        yield 5, key, (view.dotted(source.title or source.publisher or source.url, date),)
