"""The Disagreements pane: positions side by side with their stance, then proposals."""

from briefing.model import dates
from briefing.text.width import cells
from briefing.view.brief.builder import UNWRAPPED, PaneView, ViewBuilder
from briefing.view.markdown import inline
from briefing.view.spans import Line, Span, columns, flow, width_of

_COLUMN = 30
"""The least width of positions side by side, in cells."""
_TALL = 12
"""The rows of a disagreement above which each of its positions is an item."""
_Parts = list[tuple[str, list[Line]]]
_ROLES = {
    "accepts": "good", "supports": "good", "rejects": "bad", "disputes": "bad",
    "unreported": "muted", "conditional": "warn",
}  # fmt: skip


def disagreements(builder: ViewBuilder) -> PaneView:
    """Return the Disagreements pane, as `builder` lays it out."""
    view = builder.view
    for key in view.brief.disagreements:
        builder.gap()
        _add(builder, key, _disagreement(builder, key))
    builder.left_out("disagreements", "proposals", nothing="No disagreements recorded.")
    if view.brief.proposals:
        builder.heading("Proposals")
    for key in view.brief.proposals:
        builder.item(key, _proposal(builder, key))
    return builder.pane()


def _add(builder: ViewBuilder, key: str, parts: _Parts) -> None:
    """Add a disagreement as one item; if it is tall, its head and each position as one."""
    unwrapped = builder.width >= UNWRAPPED
    if unwrapped or sum(len(rows) for _, rows in parts) > _TALL:
        for name, rows in parts:
            builder.item(name, rows)
    else:
        builder.item(key, [row for _, rows in parts for row in rows])


def _disagreement(builder: ViewBuilder, key: str) -> _Parts:
    """Return the rows of the head, and those of each position that is an item."""
    view, dispute = builder.view, builder.view.brief.disagreements[key]
    sign = Span(f"{view.signs.disputed} ", "good" if dispute.status == "resolved" else "bad")
    label = view.dotted(dispute.kind, dispute.status)
    title = [Span(builder.issue(dispute.issue), "heading"), *builder.doubt(dispute, "issue")]
    rows = builder.headed(key, (sign,), title, (Span(label, "label"),) if label else ())
    doubt = builder.doubt(dispute, "question")
    rows += builder.text(dispute.question, "emphasis", indent=2, after=doubt)
    count = len(dispute.positions)
    if not count:
        return [(key, rows)]
    if builder.width >= UNWRAPPED:
        return [(key, rows), *_stacked(builder, key)]
    width = (builder.width - 2 - 3 * (count - 1)) // count
    if 1 < count <= 4 and width >= _COLUMN:
        return [(key, rows + _side_by_side(builder, key, min(width, builder.measure)))]
    return [(key, rows), *_below(builder, key)]


def _name(builder: ViewBuilder, key: str, party: str) -> list[Span]:
    position = builder.view.brief.disagreements[key].positions[party]
    stance = [Span(position.stance, _ROLES.get(position.stance, "stance"))]
    stance += builder.doubt(position, "stance")
    return [Span(builder.view.party(party), "party"), Span(" "), *stance]


def _text(builder: ViewBuilder, key: str, party: str, width: int) -> list[Line]:
    """Return the text and support of a position, in rows of `width` cells."""
    position = builder.view.brief.disagreements[key].positions[party]
    spans = [*inline(" ".join((position.text or "").split())), *builder.doubt(position, "text")]
    spans += builder.support(position.support, position.quotes, gap=1 if spans else 0)
    return flow(spans, width, highlighter=builder.view.highlighter) if spans else []


def _side_by_side(builder: ViewBuilder, key: str, width: int) -> list[Line]:
    blocks = [
        flow(_name(builder, key, party), width) + _text(builder, key, party, width)
        for party in builder.view.brief.disagreements[key].positions
    ]
    return [(Span("  "), *row) for row in columns(blocks, [width] * len(blocks), gap=3)]


def _below(builder: ViewBuilder, key: str) -> _Parts:
    positions = builder.view.brief.disagreements[key].positions
    names = {party: builder.view.party(party) for party in positions}
    name_width = min(max(map(cells, names.values())), max(8, builder.width // 4))
    stances = {party: tuple(_name(builder, key, party)[2:]) for party in positions}
    stance_width = max(map(width_of, stances.values()))
    room = min(builder.width - 2 - name_width - stance_width - 4, builder.measure)
    if room < 22:
        return _stacked(builder, key)
    parts: _Parts = []
    for party in positions:
        blocks = (
            flow([Span(names[party], "party")], name_width),
            [stances[party]],
            _text(builder, key, party, room),
        )
        rows = columns(blocks, (name_width, stance_width, room))
        parts.append((f"{key}/{party}", [(Span("  "), *row) for row in rows]))
    return parts


def _stacked(builder: ViewBuilder, key: str) -> _Parts:
    parts: _Parts = []
    for party in builder.view.brief.disagreements[key].positions:
        rows = builder.flow(_name(builder, key, party), indent=2)
        text = _text(builder, key, party, max(8, builder.room - 4))
        parts.append((f"{key}/{party}", [*rows, *((Span("    "), *row) for row in text)]))
    return parts


def _proposal(builder: ViewBuilder, key: str) -> list[Line]:
    view, proposal = builder.view, builder.view.brief.proposals[key]
    to = f" to {view.party(proposal.to)}" if proposal.to else ""
    who = [Span(view.party(proposal.by), "party"), *builder.doubt(proposal, "by"), Span(to + ": ")]
    text = [*inline(" ".join(proposal.text.split())), *builder.doubt(proposal, "text")]
    rows: list[Line] = []
    lead: Line = (Span(f"{view.signs.proposed} ", "label"),)
    who.insert(0, builder.label(key))
    for part in ([*who, *text],) if builder.width > 40 else (who, text):
        rows += builder.flow(part, first=lead, indent=2)
        lead = ()
    date = dates.readable(proposal.date) if proposal.date else ""
    facts = view.dotted(builder.issue(proposal.issue), proposal.status, date)
    support = builder.support(proposal.support, proposal.quotes, gap=3)
    return rows + builder.flow([Span(facts, "label"), *support], indent=2)
