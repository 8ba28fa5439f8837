"""A process made straight from rows or briefs, to hold against the one out of the catalogue."""

from collections.abc import Iterable, Mapping, Sequence

from briefing.model import dates
from briefing.model.brief import Brief, Shared
from briefing.model.rows import Names, Positions, Row, flatten, parties_involved
from briefing.process import Process, Round


class RecordsInMemory:
    """A `RecordSource` of given rows, each brief's in reading order."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_brief: dict[str, list[Row]] = {}
        for row in rows:
            self._by_brief.setdefault(row.brief, []).append(row)

    def raised(self, brief: str) -> Mapping[str, Positions]:
        raised: dict[str, list[int]] = {}
        for position, row in enumerate(self.of_brief(brief)):
            for issue in row.issues:
                raised.setdefault(issue, []).append(position)
        return {issue: tuple(positions) for issue, positions in raised.items()}

    def holders(self, brief: str) -> Iterable[str]:
        return parties_involved(self.of_brief(brief))

    def prefetch(self, wanted: Iterable[tuple[str, Positions]]) -> None:
        pass

    def rows(self, brief: str, positions: Positions) -> Sequence[Row]:
        rows = self._by_brief[brief]
        return [rows[position] for position in positions]

    def keys(self, brief: str, positions: Positions) -> Sequence[str]:
        return [row.key for row in self.rows(brief, positions)]

    def of_brief(self, brief: str) -> Sequence[Row]:
        return self._by_brief.get(brief, ())

    def of_kinds(self, kinds: Sequence[str]) -> Mapping[str, Sequence[Row]]:
        return {
            brief: [row for row in rows if row.kind in kinds]
            for brief, rows in self._by_brief.items()
        }


def of_rows(
    slug: str, rounds: Iterable[Round], rows: Iterable[Row], names: Names | None = None
) -> Process:
    """Return a process of `rows`; those of briefs that are no round are left out."""
    return Process(slug, rounds, RecordsInMemory(rows), names)


def _names_of(briefs: Iterable[Brief], shared: Shared) -> Names:
    """Return the names that `briefs` give; where two differ, the later brief is followed."""
    ordered = sorted(briefs, key=lambda brief: (dates.sort_key(brief.date), brief.id))
    return Names(
        {slug: item.title for brief in ordered for slug, item in brief.issues.items()},
        {slug: item.name for brief in ordered for slug, item in brief.parties.items()},
        {slug: item.name for brief in ordered for slug, item in brief.people.items()},
        {slug: item.title for slug, item in shared.processes.items()},
        issue_order=tuple(shared.issues),
        party_order=tuple(shared.parties),
    )


def _round_of(brief: Brief) -> Round:
    """Return `brief` as a column of its process."""
    return Round(
        brief.id, brief.round, brief.date, brief.title, brief.status or "", brief.supersedes or ""
    )


def of_briefs(briefs: Iterable[Brief], slug: str = "", shared: Shared | None = None) -> Process:
    """Return the process that `briefs` make; with `slug`, only its briefs are taken."""
    taken = [brief for brief in briefs if not slug or brief.process == slug]
    name = slug or next((brief.process for brief in taken if brief.process), "")
    rows = (row for brief in taken for row in flatten(brief))
    return of_rows(name, map(_round_of, taken), rows, _names_of(taken, shared or Shared()))
