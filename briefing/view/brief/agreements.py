"""The Agreements pane: what was agreed, how far it was carried out, and by whose word."""

from typing import TYPE_CHECKING

from briefing.model import dates
from briefing.view.brief.brief_view import BriefView, whose_word
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.spans import Line, Span

if TYPE_CHECKING:
    from briefing.model.brief import Agreement


def agreements(reading: BriefView, width: int) -> PaneView:
    """Lay the Agreements pane out in `width` cells."""
    sheet = ViewBuilder(reading, width)
    for key, agreement in reading.brief.agreements.items():
        sheet.gap()
        sheet.item(key, _agreement(sheet, agreement))
    if not reading.brief.agreements:
        sheet.lines += sheet.flow([Span("No agreements reported.", "muted")])
    return sheet.page()


def _agreement(sheet: ViewBuilder, agreement: "Agreement") -> list[Line]:
    reading = sheet.reading
    status = agreement.status or ""
    sign = Span(f"{reading.signs.agreed} ", "bad" if status == "broken" else "good")
    title = [Span(sheet.issue(agreement.issue), "heading")]
    rows = sheet.headed((sign,), title, (Span(status, "label"),) if status else ())
    rows += sheet.text(agreement.text, first=(Span("  "),), rest=(Span("  "),))
    details = [
        Span(text, role)
        for text, role in ((agreement.amount, "number"), (_due(agreement), "label"))
        if text
    ]
    for detail in details:
        rows += sheet.flow([detail], indent=2)
    return [*rows, *_word(sheet, agreement)]


def _due(agreement: "Agreement") -> str:
    return f"due {dates.readable(agreement.due)}" if agreement.due else ""


def _word(sheet: ViewBuilder, agreement: "Agreement") -> list[Line]:
    """Return the row that says by whose word, and where it stands."""
    words = whose_word(sheet.reading, agreement.parties, agreement.attested_by)
    role = "good" if len(agreement.attested_by) > 1 else "warn"
    support = sheet.support(agreement.support, agreement.quotes)
    spans = [Span(words, role)]
    if support:
        spans += [Span("   "), *support]
    return sheet.flow(spans, indent=2)
