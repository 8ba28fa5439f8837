"""The rows above the panes: title, date, round and parties; on a narrow screen, tabs."""

from briefing.catalogue.values import tlp_label
from briefing.model import dates
from briefing.model.suggested import suggested
from briefing.text.numbers import quantity
from briefing.view.brief.brief_view import BriefView, in_words, verdict_counts
from briefing.view.spans import Line, Span, cut_line, handling_role, highlight, justify, width_of

_LEAST_HEAD = 40  # cells of the date, round, counts and parties


def title_spans(view: BriefView) -> Line:
    """Return the title after its handling mark, with highlights."""
    mark = tlp_label(view.brief.handling or "")
    lead = (Span(f"{mark} ", handling_role(view.brief.handling or "")),) if mark else ()
    return (*lead, *highlight([Span(view.brief.title, "title")], view.highlighter))


def head_line(view: BriefView, width: int) -> Line:
    """Return date, place, round, parties and quotes in one row of at most `width` cells."""
    brief = view.brief
    errors = sum(problem.severity == "error" for problem in view.problems)
    total = f" of {view.rounds}" if view.rounds else ""
    waiting = len(suggested(brief))
    parts = (
        (quantity(errors, "problem") if errors else "", "bad"),
        (view.standing, "warn"), (f"{waiting} unconfirmed" if waiting else "", "warn"),
        (dates.readable(brief.date), "plain"),
        (brief.place.name if brief.place else "", "plain"),
        ("" if brief.round is None else f"round {brief.round}{total}", "plain"),
        (quote_counts(view), "plain"), (parties(view), "plain"),
    )  # fmt: skip
    dot = Span(f" {view.signs.dot} ", "muted")
    spans = [span for text, role in parts if text for span in (dot, Span(text, role))]
    return cut_line(tuple(spans[1:]), width, ellipsis=view.signs.ellipsis)


def parties(view: BriefView) -> str:
    """Return `Ukraine, Russia; mediator: United States`."""
    by_role: dict[str, list[str]] = {}
    for party in view.brief.parties.values():
        by_role.setdefault(party.role or "party", []).append(party.name)
    sides = ", ".join(by_role.pop("party", []))
    others = (f"{role}: {in_words(names)}" for role, names in by_role.items())
    return "; ".join(filter(None, [sides, *others]))


def quote_counts(view: BriefView) -> str:
    """Return `6 quotes: 5 verbatim, 1 typography`; empty without quotes."""
    count = len(view.brief.quotes)
    counts = quantity(count, "quote") if count else ""
    return ": ".join(filter(None, (counts, verdict_counts(view) if count else "")))


def head_rows(
    view: BriefView, width: int, height: int, *, quotes: bool = False
) -> tuple[Line, ...]:
    """Return the head of a brief in `height` rows: its title, and below or beside it the rest.

    In two rows the second ends in the key of the Sources, which no other row names there. In one
    row that is the date and round, or with `quotes` the counts of their verdicts; of a
    superseded brief or a draft, first of all that.
    """
    title = cut_line(title_spans(view), width, ellipsis=view.signs.ellipsis)
    if height > 1:
        sources = _sources(view)
        room = width - width_of(sources) - 2
        # Left out where it would take what the line is for.
        if not sources or room < _LEAST_HEAD:
            return title, head_line(view, width)
        return title, justify(head_line(view, room), sources, width)
    number = f"round {view.brief.round}" if view.brief.round is not None else ""
    dated = view.dotted(view.brief.date, number)
    rest = Span((quotes and quote_counts(view)) or dated, "muted")
    right: Line = (rest,)
    if standing := view.standing:
        long, short = Span(standing, "warn"), Span(standing.partition(" ")[0], "warn")
        least = max(width // 3, min(width_of(title), width * 2 // 5))
        full: Line = (long, Span(f" {view.signs.dot} ", "muted"), rest)
        choices: tuple[Line, ...] = (full, (long,), (short,))
        right = next((one for one in choices if least + 2 + width_of(one) <= width), (short,))
    return (justify(title, right, width),)


def _sources(view: BriefView) -> Line:
    count = len(view.brief.sources)
    return (Span(f"5 Sources {count}", "muted"),) if count else ()
