"""The Agreements pane: what was agreed, how far it was carried out, and by whose word."""

from briefing.model import dates
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.spans import Line, Span


def agreements(view: BriefView, width: int) -> PaneView:
    """Return the Agreements pane in `width` cells."""
    builder = ViewBuilder(view, width)
    for key in view.brief.agreements:
        builder.gap()
        builder.item(key, _agreement(builder, key))
    builder.left_out("agreements", nothing="No agreements recorded.")
    return builder.pane()


def _agreement(builder: ViewBuilder, key: str) -> list[Line]:
    agreement = builder.view.brief.agreements[key]
    status = agreement.status or ""
    sign = Span(f"{builder.view.signs.agreed} ", "bad" if status == "broken" else "good")
    title = [Span(builder.issue(agreement.issue), "heading")]
    rows = builder.headed(key, (sign,), title, (Span(status, "label"),) if status else ())
    rows += builder.text(agreement.text, indent=2)
    due = f"due {dates.readable(agreement.due)}" if agreement.due else ""
    for text, role in ((agreement.amount, "number"), (due, "label")):
        rows += builder.flow([Span(text, role)], indent=2) if text else []
    words = builder.view.whose_word(agreement)
    role = "good" if len(agreement.attested_by) > 1 else "warn"
    support = builder.support(agreement.support, agreement.quotes, gap=3)
    return rows + builder.flow([Span(words, role), *support], indent=2)
