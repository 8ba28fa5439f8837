"""The Summary pane: the bottom line, the prose, next steps and unknowns."""

from collections.abc import Sequence
from itertools import islice

from briefing.loader.problems import Problem, short
from briefing.model import dates
from briefing.model.references import Target
from briefing.model.suggested import ABOUT, unconfirmed
from briefing.text.clean import clean
from briefing.text.numbers import quantity
from briefing.view.brief.brief_view import verdict_counts
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.brief.head import parties
from briefing.view.markdown import inline
from briefing.view.spans import Line, Span

_RECORDS = frozenset(
    ("agreements", "disagreements", "proposals", "quotes", "sources", "issues", "people", "parties")
)
_MOST_NAMED = 3  # problems that are named below the bottom line
_MOST_CHARACTERS = 40  # of the name of each


def summary(builder: ViewBuilder) -> PaneView:
    """Return the Summary pane, as `builder` lays it out."""
    view, brief = builder.view, builder.view.brief
    if brief.bottom_line:
        builder.item("bottom_line", builder.text(brief.bottom_line, "strong"))
    errors = [problem for problem in view.problems if problem.severity == "error"]
    if errors and not view.broken:
        _in_a_line(builder, errors)
    if note := builder.note(""):
        # Apart, or it would read as a note on the line above.
        builder.gap()
        builder.lines += note
    builder.prose("summary", brief.summary)
    _section(builder, "next", [_dated(builder, step.date, step.text) for step in brief.next])
    lead = (Span("? "),)
    unknown = [builder.text(text, first=lead, indent=2) for text in brief.unknown]
    _section(builder, "unknown", unknown)
    timeline = [_dated(builder, item.date, item.text, item.support) for item in brief.timeline]
    _section(builder, "timeline", timeline)
    _about(builder)
    _problems(builder, "error", "Problems")
    _problems(builder, "warning", "Warnings")
    return builder.pane()


def _in_a_line(builder: ViewBuilder, errors: Sequence[Problem]) -> None:
    """Add how many errors there are, and what the first are: `1 problem: q1 altered`."""
    brief = builder.view.brief
    records = (brief.agreements, brief.disagreements, brief.proposals, brief.quotes, brief.sources)
    spans: list[Span] = []
    said = dict.fromkeys(map(_in_short, errors))
    for record, fault in islice(said, _MOST_NAMED):
        is_shown = any(record in section for section in records)
        target = Target.parse(record, brief.sources) if is_shown else None
        lead = ", " if spans else f"{quantity(len(errors), 'problem')}: "
        spans += [Span(lead, "bad"), Span(record, "mark" if target else "bad", target)]
        spans.append(Span(f" {fault}" if record else fault, "bad"))
    if (more := len(said) - _MOST_NAMED) > 0:
        spans.append(Span(f" and {more:,} more", "bad"))
    builder.gap()
    builder.item("problems", builder.flow(spans))


def _in_short(problem: Problem) -> tuple[str, str]:
    """Return the record that an error is in, and what it is: `q1`, `altered`; `d1`, `stance: …`."""
    section, _, rest = problem.where.partition(".")
    record, _, within = rest.partition(".") if rest and section in _RECORDS else (section, "", "")
    fault = problem.code.removeprefix("quote-").replace("-", " ")
    field = "" if problem.code.startswith(("quote-", "archive-")) else within.rpartition(".")[2]
    lead = f"{short(field, _MOST_CHARACTERS)}: " if field else ""
    return clean(short(record, _MOST_CHARACTERS), line=True), clean(lead + fault, line=True)


def _problems(builder: ViewBuilder, severity: str, heading: str) -> None:
    """Add the problems of one severity, as far as they are to be listed."""
    view = builder.view
    problems = [problem for problem in view.problems if problem.severity == severity]
    if not problems or not (view.lists_problems or view.broken):
        return
    builder.heading(heading)
    lead = Span(f"{view.signs.problem} ", "bad" if severity == "error" else "warn")
    for problem in problems:
        place = f"{problem.path}, line {problem.line}, column {problem.column}: "
        where = f"{problem.where}: " if problem.where else ""
        what = f"{where}{problem.message}"
        if view.lists_problems:
            what += f" [{problem.code}]"
        else:
            place = ""
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
    suggested = [one.item for one in unconfirmed(brief) if one.item.startswith(ABOUT)]
    if asides or suggested or any(value for _, value in facts):
        builder.heading("About this brief")
    for name, value in facts:
        if value:
            spans = [Span(f"{name} ", "muted"), Span(str(value))]
            builder.lines += builder.flow(spans, indent=2)
    builder.lines += asides
    for key in suggested:
        builder.item(key, ())
