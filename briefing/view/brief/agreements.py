"""The Agreements pane: what was agreed, how far it was carried out, and by whose word."""

from briefing.model import dates
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.spans import Line, Span


def agreements(builder: ViewBuilder) -> PaneView:
    """Return the Agreements pane, as `builder` lays it out."""
    view = builder.view
    for key in view.brief.agreements:
        builder.gap()
        builder.item(key, _agreement(builder, key))
    builder.left_out("agreements", nothing="No agreements recorded.")
    return builder.pane()


def _agreement(builder: ViewBuilder, key: str) -> list[Line]:
    agreement = builder.view.brief.agreements[key]
    status = agreement.status or ""
    sign = Span(f"{builder.view.signs.agreed} ", "bad" if status == "broken" else "good")
    title = [Span(builder.issue(agreement.issue), "heading"), *builder.doubt(agreement, "issue")]
    rows = builder.headed(key, (sign,), title, (Span(status, "label"),) if status else ())
    rows += builder.text(agreement.text, indent=2, after=builder.doubt(agreement, "text"))
    due = f"due {dates.readable(agreement.due)}" if agreement.due else ""
    for key, text, role in (("amount", agreement.amount, "number"), ("due", due, "label")):
        doubt = builder.doubt(agreement, key)
        rows += builder.flow([Span(text, role), *doubt], indent=2) if text else []
    words = builder.view.whose_word(agreement)
    role = "good" if len(agreement.attested_by) > 1 else "warn"
    support = builder.support(agreement.support, agreement.quotes, gap=3)
    doubt = builder.doubt(agreement, "attested_by", "parties")
    return rows + builder.flow([Span(words, role), *doubt, *support], indent=2)
