"""A process as a value: its rounds in order, its issues, and their records by round."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from briefing.errors import NotFound
from briefing.model.rows import Names, Positions, Row
from briefing.process.rounds import Round, ages_of, standing_rounds
from briefing.process.standing import SILENT, UNFILLED, IssueRound, Ref, standing_of


class RecordSource(Protocol):
    """Where the records of a process come from; each brief's are in reading order."""

    def raised(self, brief: str) -> Mapping[str, Positions]:
        """Return the positions of a brief's records about each issue."""

    def holders(self, brief: str) -> Iterable[str]:
        """Return the parties of a brief's records about issues."""

    def prefetch(self, records: Iterable[tuple[str, Positions]]) -> None:
        """Read ahead the records at these positions of briefs."""

    def rows(self, brief: str, positions: Positions) -> Sequence[Row]:
        """Return the records at some positions of a brief."""

    def keys(self, brief: str, positions: Positions) -> Sequence[str]:
        """Return the keys of the records at some positions of a brief."""

    def of_brief(self, brief: str) -> Sequence[Row]:
        """Return every record of a brief."""

    def of_kinds(self, kinds: Sequence[str]) -> Mapping[str, Sequence[Row]]:
        """Return the records of some of `rows.KINDS` by brief."""


class Process:
    """The rounds of one process, side by side; immutable.

    Building it looks at each record once; a cell is derived on first use, and kept.
    """

    __slots__ = (
        "_cells", "_columns", "_records", "_unfilled",
        "issues", "names", "parties", "replaced", "rounds", "slug",
    )  # fmt: skip

    def __init__(
        self,
        slug: str,
        rounds: Iterable[Round],
        records: RecordSource,
        names: Names | None = None,
    ) -> None:
        """Line up the records of `rounds`, each brief's in reading order; others are left out."""
        self.slug = slug
        """The process's slug."""
        self.rounds, self.replaced = standing_rounds(rounds)
        """The current rounds, and those that a later version replaces; each in order."""
        self.names = names or Names()
        """How issues, parties and people are shown."""
        self._records = records
        self._columns: dict[str, dict[int, Positions]] = {}
        parties: dict[str, None] = {}
        for column, item in enumerate(self.rounds):
            parties.update(dict.fromkeys(self._records.holders(item.brief)))
            for issue, positions in self._records.raised(item.brief).items():
                self._columns.setdefault(issue, {})[column] = positions
        filled = {column for columns in self._columns.values() for column in columns}
        drafts = {n for n, item in enumerate(self.rounds) if item.status == "draft"}
        self._unfilled = drafts - filled
        self.issues = self.names.in_issue_order(self._columns)
        """Issue slugs, in the order of the shared records, then as they were first raised."""
        self.parties = self.names.in_party_order(parties)
        """Slugs of the parties that agree, propose, hold or say anything, in the order of the
        shared records, then as they first do."""
        self._cells: dict[tuple[str, int], IssueRound] = {}

    @property
    def title(self) -> str:
        """The process's title, or its slug; empty for two briefs without a common process."""
        return self.names.process(self.slug)

    @property
    def short_title(self) -> str:
        """The process's short title, or its title."""
        return self.names.short_processes.get(self.slug) or self.title

    def rows(self, column: int) -> Sequence[Row]:
        """Return every record of the round in `column` (from 0), in reading order."""
        return self._records.of_brief(self.rounds[column].brief)

    def rows_of_brief(self, brief: str) -> Sequence[Row]:
        """Return every record of a brief, even a superseded one, in reading order."""
        return self._records.of_brief(brief)

    def of_kinds(self, *kinds: str) -> Iterator[tuple[int, Row]]:
        """Yield the records of some of `rows.KINDS` with their columns, round by round."""
        by_brief = self._records.of_kinds(kinds)
        for column, item in enumerate(self.rounds):
            for row in by_brief.get(item.brief, ()):
                yield column, row

    def raised(self, issue: str) -> tuple[int, ...]:
        """Return the columns (from 0) in which `issue` is raised, in order."""
        return tuple(self._columns.get(issue, ()))

    def records(self, issue: str) -> Iterator[tuple[int, Sequence[Row]]]:
        """Yield the columns in which `issue` is raised, last round first, with its records."""
        self._prefetch(issue)
        for column, positions in reversed(self._columns.get(issue, {}).items()):
            yield column, self._records.rows(self.rounds[column].brief, positions)

    def _prefetch(self, issue: str) -> None:
        columns = self._columns.get(issue, {})
        self._records.prefetch((self.rounds[n].brief, at) for n, at in columns.items())

    def refs(self, issue: str, column: int) -> tuple[Ref, ...]:
        """Return references to the records about `issue` in a column, without reading them."""
        columns = self._columns.get(issue, {})
        if column not in columns:
            return ()
        brief = self.rounds[column].brief
        return tuple((brief, key) for key in self._records.keys(brief, columns[column]))

    def cell(self, issue: str, column: int) -> IssueRound:
        """Return where `issue` stands in the round of `column` (from 0)."""
        cell = self._cells.get((issue, column))
        if cell is None:
            item, columns = self.rounds[column], self._columns.get(issue, {})
            if column in columns:
                rows = tuple(self._records.rows(item.brief, columns[column]))
                cell = IssueRound(issue, item, standing_of(rows), rows)
            elif column in self._unfilled:
                cell = IssueRound(issue, item, UNFILLED)
            else:
                before = [earlier for earlier in columns if earlier < column]
                seen = self.rounds[before[-1]] if before else None
                cell = IssueRound(issue, item, SILENT, seen=seen)
            self._cells[issue, column] = cell
        return cell

    def thread(self, issue: str) -> tuple[IssueRound, ...]:
        """Return where `issue` stands in each round, from first to last."""
        self._prefetch(issue)
        return tuple(self.cell(issue, column) for column in range(len(self.rounds)))

    def cells(self, issue: str) -> tuple[tuple[int, IssueRound], ...]:
        """Return where `issue` stands in each round that raises it, with its column (from 0)."""
        self._prefetch(issue)
        return tuple((column, self.cell(issue, column)) for column in self.raised(issue))

    @property
    def ages(self) -> tuple[int, ...]:
        """How many rounds ago that of each column was; a draft that has no records is no round."""
        counted = [n for n in range(len(self.rounds)) if n not in self._unfilled]
        ages = dict(zip(counted, ages_of([self.rounds[n] for n in counted]), strict=True))
        return tuple(ages.get(n, 0) for n in range(len(self.rounds)))

    def earlier(self, column: int) -> int:
        """Return the column of the round before, without drafts that have no records; or -1."""
        return next((n for n in range(column - 1, -1, -1) if n not in self._unfilled), -1)

    def column(self, brief: str) -> int:
        """Return the column (from 0) of a brief.

        Raises:
            NotFound: no current round has that id.
        """
        for column, item in enumerate(self.rounds):
            if item.brief == brief:
                return column
        if any(item.brief == brief for item in self.replaced):
            raise NotFound(f"{brief} is superseded by a later version; compare that one")
        raise NotFound(f"{brief} is not a round of {self.slug}")
