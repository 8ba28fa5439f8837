"""The head lines above the panes: title, date, round and parties."""

from briefing.catalogue.values import tlp_label
from briefing.model import dates
from briefing.view.brief.brief_view import BriefView, in_words, verdict_counts
from briefing.view.spans import Line, Span, cut_line, highlight


def title_line(reading: BriefView, width: int) -> Line:
    """Return the title in one row of at most `width` cells."""
    return cut_line(title_spans(reading), width, ellipsis=reading.signs.ellipsis)


def title_spans(reading: BriefView) -> Line:
    """Return the title after its handling mark, with what was searched for lit in it."""
    mark = tlp_label(reading.brief.handling or "")
    lead = (Span(f"{mark} ", "warn"),) if mark else ()
    return (*lead, *highlight([Span(reading.brief.title, "title")], reading.lit))


def head_line(reading: BriefView, width: int) -> Line:
    """Return date, place, round, parties and quotes in one row of at most `width` cells."""
    dot = Span(f" {reading.signs.dot} ", "muted")
    spans: list[Span] = []
    for part in _parts(reading):
        spans += [dot, part] if spans else [part]
    return cut_line(tuple(spans), width, ellipsis=reading.signs.ellipsis)


def _parts(reading: BriefView) -> list[Span]:
    brief = reading.brief
    errors = sum(problem.severity == "error" for problem in reading.problems)
    problems = f"{errors} problem{'s' * (errors != 1)}" if errors else ""
    texts = [
        (problems, "bad"), (reading.standing, "warn"), (dates.readable(brief.date), "plain"),
        (brief.place.name if brief.place else "", "plain"), (_round(reading), "plain"),
        (quote_counts(reading), "plain"), (parties(reading), "plain"),
    ]  # fmt: skip
    return [Span(text, role) for text, role in texts if text]


def _round(reading: BriefView) -> str:
    if reading.brief.round is None:
        return ""
    total = f" of {reading.rounds}" if reading.rounds else ""
    return f"round {reading.brief.round}{total}"


def parties(reading: BriefView) -> str:
    """Return `Ukraine, Russia; mediator: United States`."""
    by_role: dict[str, list[str]] = {}
    for party in reading.brief.parties.values():
        by_role.setdefault(party.role or "party", []).append(party.name)
    sides = ", ".join(by_role.pop("party", []))
    others = (f"{role}: {in_words(names)}" for role, names in by_role.items())
    return "; ".join(filter(None, [sides, *others]))


def quote_counts(reading: BriefView) -> str:
    """Return `6 quotes: 5 verbatim, 1 typography`; empty without quotes."""
    count = len(reading.brief.quotes)
    if not count:
        return ""
    told = verdict_counts(reading)
    return f"{count} quote{'s' * (count != 1)}" + (f": {told}" if told else "")
