"""The Summary pane: the bottom line, the prose, what comes next and what is unknown."""

from typing import TYPE_CHECKING

from briefing.model import dates
from briefing.text.clean import clean
from briefing.view.brief.brief_view import BriefView, verdict_counts
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.brief.head import parties
from briefing.view.markdown import inline
from briefing.view.spans import Line, Span

if TYPE_CHECKING:
    from briefing.loader.problems import Problem


def summary(reading: BriefView, width: int) -> PaneView:
    """Lay the Summary pane out in `width` cells."""
    sheet = ViewBuilder(reading, width)
    brief = reading.brief
    _problems(sheet, "error")
    if note := sheet.note(""):
        # Or it would stand there as a note on the last problem.
        sheet.gap()
        sheet.lines += note
    if brief.bottom_line:
        sheet.gap()
        sheet.item("bottom_line", sheet.text(brief.bottom_line, "strong"))
    sheet.prose("summary", brief.summary)
    _next(sheet)
    _unknown(sheet)
    _timeline(sheet)
    _problems(sheet, "warning")
    _about(sheet)
    return sheet.page()


def _problems(sheet: ViewBuilder, severity: str) -> None:
    """Add what is wrong with the file: errors first of all, warnings at the end."""
    reading = sheet.reading
    told = [(n, p) for n, p in enumerate(reading.problems, 1) if p.severity == severity]
    if told:
        sheet.heading("Problems" if severity == "error" else "Warnings")
    lead = Span(f"{reading.signs.problem} ", "bad" if severity == "error" else "warn")
    for number, problem in told:
        where = f"{problem.path}, line {problem.line}, column {problem.column}: "
        what = f"{_what(problem)} [{problem.code}]"
        spans = [Span(clean(where, line=True), "muted"), Span(clean(what, line=True))]
        rows = sheet.flow(spans, indent=2)
        sheet.item(f"problem/{number}", [(lead, *rows[0][1:]), *rows[1:]])


def _what(problem: "Problem") -> str:
    """Return what is wrong, with the part of the brief it is wrong in."""
    return f"{problem.where}: {problem.message}" if problem.where else problem.message


def _dated(
    sheet: ViewBuilder, date: str | None, text: str, support: tuple[str, ...] = ()
) -> list[Line]:
    lead = [Span(f"{dates.readable(date)}: ", "label")] if date else []
    spans = inline(" ".join(text.split()), "plain", sheet.reading.named)
    rests_on = [Span(" "), *sheet.support(support)] if support else []
    return sheet.flow([*lead, *spans, *rests_on], indent=2)


def _next(sheet: ViewBuilder) -> None:
    if sheet.reading.brief.next:
        sheet.heading("Next")
    for number, step in enumerate(sheet.reading.brief.next, 1):
        sheet.item(f"next/{number}", _dated(sheet, step.date, step.text))


def _unknown(sheet: ViewBuilder) -> None:
    if sheet.reading.brief.unknown:
        sheet.heading("Unknown")
    for number, text in enumerate(sheet.reading.brief.unknown, 1):
        sheet.item(f"unknown/{number}", sheet.text(text, first=(Span("? "),), rest=(Span("  "),)))


def _timeline(sheet: ViewBuilder) -> None:
    if sheet.reading.brief.timeline:
        sheet.heading("Timeline")
    for number, event in enumerate(sheet.reading.brief.timeline, 1):
        rows = _dated(sheet, event.date, event.text, event.support)
        sheet.item(f"timeline/{number}", rows)


def _about(sheet: ViewBuilder) -> None:
    """Add what is known about the brief itself."""
    brief = sheet.reading.brief
    known = [
        ("place", brief.place.name if brief.place else ""), ("parties", parties(sheet.reading)),
        ("quotes", verdict_counts(sheet.reading)), ("status", brief.status),
        ("updated", brief.updated), ("by", ", ".join(brief.authors)),
        ("tags", ", ".join(brief.tags)), ("your tags", ", ".join(sheet.reading.tags)),
        ("replaces", brief.supersedes), ("replaced by", sheet.reading.replaced_by),
        ("language", brief.lang),
        *sheet.reading.meta,
    ]  # fmt: skip
    told = [(key, value) for key, value in known if value]
    if told:
        sheet.heading("About this brief")
    for key, value in told:
        sheet.lines += sheet.flow([Span(f"{key} ", "muted"), Span(str(value))], indent=2)
