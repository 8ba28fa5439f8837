"""A process made straight from briefs, to hold against the one out of the catalogue."""

from collections.abc import Iterable

from briefing.model import dates
from briefing.model.brief import Brief
from briefing.model.rows import Names, flatten
from briefing.process import Process, Round


def _names_of(briefs: Iterable[Brief]) -> Names:
    """Return the names that `briefs` give; where two differ, the later brief is followed."""
    ordered = sorted(briefs, key=lambda brief: (dates.sort_key(brief.date), brief.id))
    return Names(
        {slug: item.title for brief in ordered for slug, item in brief.issues.items()},
        {slug: item.name for brief in ordered for slug, item in brief.parties.items()},
        {slug: item.name for brief in ordered for slug, item in brief.people.items()},
    )


def _round_of(brief: Brief) -> Round:
    """Return `brief` as a column of its process."""
    return Round(
        brief.id, brief.round, brief.date, brief.title, brief.status or "", brief.supersedes or ""
    )


def of_briefs(briefs: Iterable[Brief], slug: str = "") -> Process:
    """Return the process that `briefs` make; with `slug`, only its briefs are taken."""
    taken = [brief for brief in briefs if not slug or brief.process == slug]
    name = slug or next((brief.process for brief in taken if brief.process), "")
    rows = (row for brief in taken for row in flatten(brief))
    return Process(name, map(_round_of, taken), rows, _names_of(taken))
