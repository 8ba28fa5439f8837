"""The Disagreements pane: positions side by side with their stance, then proposals."""

from typing import TYPE_CHECKING

from briefing.model import dates
from briefing.text.width import cells
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import UNWRAPPED, PaneView, ViewBuilder
from briefing.view.markdown import inline
from briefing.view.spans import Line, Span, columns, flow

if TYPE_CHECKING:
    from briefing.model.brief import Disagreement, Position, Proposal

_COLUMN = 30
"""The least cells a position needs to stand beside another."""
_ROLES = {
    "accepts": "good", "supports": "good", "rejects": "bad", "disputes": "bad",
    "unreported": "muted", "conditional": "warn",
}  # fmt: skip


def disagreements(reading: BriefView, width: int) -> PaneView:
    """Lay the Disagreements pane out in `width` cells."""
    sheet = ViewBuilder(reading, width)
    for key, dispute in reading.brief.disagreements.items():
        sheet.gap()
        sheet.item(key, _dispute(sheet, dispute))
    if not reading.brief.disagreements:
        sheet.lines += sheet.flow([Span("No disagreements reported.", "muted")])
    if reading.brief.proposals:
        sheet.heading("Proposals")
    for key, proposal in reading.brief.proposals.items():
        sheet.item(key, _proposal(sheet, proposal))
    return sheet.page()


def _dispute(sheet: ViewBuilder, dispute: "Disagreement") -> list[Line]:
    reading = sheet.reading
    sign = Span(f"{reading.signs.disputed} ", "good" if dispute.status == "resolved" else "bad")
    title = [Span(sheet.issue(dispute.issue), "heading")]
    dot = f" {reading.signs.dot} "
    told = dot.join(filter(None, (dispute.kind, dispute.status)))
    rows = sheet.headed((sign,), title, (Span(told, "label"),) if told else ())
    rows += sheet.text(dispute.question, "emphasis", first=(Span("  "),), rest=(Span("  "),))
    if not dispute.positions:
        return rows
    count = len(dispute.positions)
    room = (sheet.width - 2 - 3 * (count - 1)) // count
    lay = _beside if 1 < count <= 4 and room >= _COLUMN else _below
    if sheet.width >= UNWRAPPED:
        lay = _stacked
    return [*rows, *lay(sheet, dispute)]


def _stance(position: "Position") -> Span:
    return Span(position.stance, _ROLES.get(position.stance, "stance"))


def _said(sheet: ViewBuilder, position: "Position", width: int) -> list[Line]:
    """Return what a position says and rests on, in rows of `width` cells."""
    spans = list(inline(" ".join((position.text or "").split()), "plain", sheet.reading.named))
    support = sheet.support(position.support, position.quotes)
    if spans and support:
        spans.append(Span(" "))
    if not spans and not support:
        return []
    return flow([*spans, *support], width, lit=sheet.reading.lit)


def _beside(sheet: ViewBuilder, dispute: "Disagreement") -> list[Line]:
    """Lay the positions out in columns, one a party."""
    count = len(dispute.positions)
    width = (sheet.width - 2 - 3 * (count - 1)) // count
    blocks = []
    for party, position in dispute.positions.items():
        head = (Span(sheet.reading.party(party), "party"), Span(" "), _stance(position))
        blocks.append([*flow(head, width), *_said(sheet, position, width)])
    rows = columns(blocks, [width] * count, gap=3)
    return [(Span("  "), *row) for row in rows]


def _below(sheet: ViewBuilder, dispute: "Disagreement") -> list[Line]:
    """Lay the positions out one below the other: party, stance, text."""
    reading = sheet.reading
    names = [reading.party(party) for party in dispute.positions]
    name_width = min(max(map(cells, names)), max(8, sheet.width // 4))
    stance_width = max(len(position.stance) for position in dispute.positions.values())
    room = sheet.width - 2 - name_width - stance_width - 4
    if room < 22:
        return _stacked(sheet, dispute)
    rows: list[Line] = []
    for name, position in zip(names, dispute.positions.values(), strict=True):
        cells_ = (
            flow([Span(name, "party")], name_width),
            [(_stance(position),)],
            _said(sheet, position, room),
        )
        rows += ((Span("  "), *row) for row in columns(cells_, (name_width, stance_width, room)))
    return rows


def _stacked(sheet: ViewBuilder, dispute: "Disagreement") -> list[Line]:
    """Lay the positions out for a very narrow pane."""
    rows: list[Line] = []
    for party, position in dispute.positions.items():
        head = [Span(sheet.reading.party(party), "party"), Span(" "), _stance(position)]
        rows += sheet.flow(head, indent=2)
        rows += ((Span("    "), *row) for row in _said(sheet, position, max(8, sheet.width - 4)))
    return rows


def _proposal(sheet: ViewBuilder, proposal: "Proposal") -> list[Line]:
    reading = sheet.reading
    to = f" to {reading.party(proposal.to)}" if proposal.to else ""
    sign, indent = (Span(f"{reading.signs.proposed} ", "label"),), (Span("  "),)
    who = [Span(reading.party(proposal.by), "party"), Span(to + ": ")]
    text = inline(" ".join(proposal.text.split()), "plain", reading.named)
    parts = ([*who, *text],) if sheet.width > 40 else (who, text)
    rows: list[Line] = []
    for part in parts:
        lead = indent if rows else sign
        rows += flow(part, sheet.width, first=lead, rest=indent, lit=reading.lit)
    dot = f" {reading.signs.dot} "
    when = dates.readable(proposal.date) if proposal.date else ""
    facts = dot.join(filter(None, (sheet.issue(proposal.issue), proposal.status, when)))
    support = sheet.support(proposal.support, proposal.quotes)
    spans = [Span(facts, "label"), *([Span("   "), *support] if support else [])]
    return [*rows, *sheet.flow(spans, indent=2)]
