"""The Summary pane: the bottom line, the prose, what comes next and what is unknown."""

from briefing.loader.problems import Problem
from briefing.model import dates
from briefing.text.clean import clean
from briefing.view.brief.brief_view import BriefView, verdict_counts
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.brief.head import parties
from briefing.view.markdown import inline
from briefing.view.spans import Line, Span


def summary(view: BriefView, width: int) -> PaneView:
    """Return the Summary pane in `width` cells."""
    builder, brief = ViewBuilder(view, width), view.brief
    _problems(builder, "error")
    if note := builder.note(""):
        # Apart, or it would read as a note on the last problem.
        builder.gap()
        builder.lines += note
    if brief.bottom_line:
        builder.gap()
        builder.item("bottom_line", builder.text(brief.bottom_line, "strong"))
    builder.prose("summary", brief.summary)
    _section(builder, "next", [_dated(builder, step.date, step.text) for step in brief.next])
    lead = (Span("? "),)
    unknown = [builder.text(text, first=lead, indent=2) for text in brief.unknown]
    _section(builder, "unknown", unknown)
    timeline = [_dated(builder, item.date, item.text, item.support) for item in brief.timeline]
    _section(builder, "timeline", timeline)
    _problems(builder, "warning")
    _about(builder)
    return builder.pane()


def _problems(builder: ViewBuilder, severity: str) -> None:
    """Add the problems of the file: errors first of all, warnings at the end."""
    view = builder.view
    problems = [problem for problem in view.problems if problem.severity == severity]
    if problems:
        builder.heading("Problems" if severity == "error" else "Warnings")
    lead = Span(f"{view.signs.problem} ", "bad" if severity == "error" else "warn")
    for problem in problems:
        place = f"{problem.path}, line {problem.line}, column {problem.column}: "
        where = f"{problem.where}: " if problem.where else ""
        what = f"{where}{problem.message} [{problem.code}]"
        spans = [Span(clean(place, line=True), "muted"), Span(clean(what, line=True))]
        rows = builder.flow(spans, indent=2)
        builder.item(problem_key(problem), [(lead, *rows[0][1:]), *rows[1:]])


def problem_key(problem: Problem) -> str:
    """Return the key of the item for a problem: the same when others are found later."""
    return f"problem/{problem.line}.{problem.column}.{problem.code}"


def _dated(
    builder: ViewBuilder, date: str | None, text: str, support: tuple[str, ...] = ()
) -> list[Line]:
    lead = [Span(f"{dates.readable(date)}: ", "label")] if date else []
    spans = [*lead, *inline(" ".join(text.split())), *builder.support(support, gap=1)]
    return builder.flow(spans, indent=2)


def _section(builder: ViewBuilder, name: str, items: list[list[Line]]) -> None:
    if items:
        builder.heading(name.title())
    for number, rows in enumerate(items, 1):
        builder.item(f"{name}/{number}", rows)


def _about(builder: ViewBuilder) -> None:
    view, brief = builder.view, builder.view.brief
    facts = [
        ("place", brief.place.name if brief.place else ""), ("parties", parties(view)),
        ("quotes", verdict_counts(view)), ("status", brief.status), ("updated", brief.updated),
        ("by", ", ".join(brief.authors)), ("tags", ", ".join(brief.tags)),
        ("your tags", ", ".join(view.tags)), ("replaces", brief.supersedes),
        ("replaced by", view.replaced_by), ("language", brief.lang), *view.meta,
    ]  # fmt: skip
    asides = builder.asides("")
    if asides or any(value for _, value in facts):
        builder.heading("About this brief")
    for name, value in facts:
        if value:
            spans = [Span(f"{name} ", "muted"), Span(str(value))]
            builder.lines += builder.flow(spans, indent=2)
    builder.lines += asides
