"""Parties × issues: the stance each party last took, when, and how old that is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefing.process.index import Process
from briefing.process.rounds import Round
from briefing.process.standing import UNREPORTED, Ref, refs_of
from briefing.records import Row


@dataclass(frozen=True, slots=True)
class Entry:
    """What one party holds on one issue, as last stated."""

    party: str
    """The party's slug."""
    issue: str
    """The issue's slug."""
    stance: str
    """A position's stance; else `agrees`, `said to agree`, `proposes` or `speaks of it`.

    `unreported` only where no round of the process states anything.
    """
    text: str
    """In a sentence: the position, agreement or proposal; empty for words alone."""
    round: Round
    """Where it was last stated."""
    age: int
    """How many rounds the process has gone on since; 0 for the last round."""
    rows: tuple[Row, ...]
    """The party's records on the issue in that round, with its speakers' quotes."""
    unreported: Round | None = None
    """The latest round since then in which the writer looked and the sources are silent."""
    unreported_rows: tuple[Row, ...] = ()
    """The positions that say so."""
    status: str = ""
    """Of the agreement or proposal that it is, such as `broken` or `withdrawn`; else empty."""

    @property
    def date(self) -> str:
        """When it was last stated, as written."""
        return self.round.date

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The records that it comes from, those that only say *unreported* last."""
        return refs_of((*self.rows, *self.unreported_rows))


class Matrix:
    """The positions of a process. An issue's column is worked out when first asked for."""

    __slots__ = ("_columns", "issues", "parties", "process")

    def __init__(self, process: Process) -> None:
        """Line up the positions of `process`."""
        self.process = process
        """The process."""
        self.issues = process.issues
        """Issue slugs, in the order in which they were first raised."""
        self.parties = process.parties
        """Slugs of the parties that agree, propose, hold or say anything, as they first do."""
        self._columns: dict[str, dict[str, Entry]] = {}

    def entry(self, party: str, issue: str) -> Entry | None:
        """Return what `party` holds on `issue`, or None where no round has an entry."""
        column = self._columns.get(issue)
        if column is None:
            column = self._columns[issue] = dict(_column(self.process, issue))
        return column.get(party)


def _column(process: Process, issue: str) -> Iterator[tuple[str, Entry]]:
    """Yield each party with what it holds on one issue, looking from the last round back."""
    settled: set[str] = set()
    waiting: dict[str, Entry] = {}
    for column, records in process.records(issue):
        for party, rows in _by_party(records).items():
            if party in settled:
                continue
            entry = _entry(process, column, issue, party, rows)
            if entry.stance == UNREPORTED:
                waiting.setdefault(party, entry)
            else:
                settled.add(party)
                yield party, _since(entry, waiting.pop(party, None))
    yield from waiting.items()


def _since(entry: Entry, silent: Entry | None) -> Entry:
    """Return the entry with the later round, if any, in which the sources are silent."""
    if silent is None:
        return entry
    return replace(entry, unreported=silent.round, unreported_rows=silent.rows)


def _by_party(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        holders = (*row.parties, *row.attested_by) if row.kind == "agreement" else (row.party,)
        for party in dict.fromkeys(holders):
            if party:
                found.setdefault(party, []).append(row)
    return found


def _entry(process: Process, column: int, issue: str, party: str, rows: list[Row]) -> Entry:
    stance, row = _stance(party, rows)
    text, status = "", ""
    if row is not None:
        text = row.text
        status = row.status if row.kind in ("agreement", "proposal") else ""
    age = len(process.rounds) - 1 - column
    where = process.rounds[column]
    return Entry(party, issue, stance, text, where, age, tuple(rows), status=status)


def _stance(party: str, rows: list[Row]) -> tuple[str, Row | None]:
    """Return what a party holds by its records of one round, and the one that says it.

    A position counts before an agreement, that before a proposal, and words alone come last;
    *unreported* counts only where there is nothing else.
    """
    held = [row for row in rows if row.kind == "position" and row.stance != UNREPORTED]
    if held:
        return held[-1].stance, held[-1]
    agreements = [row for row in rows if row.kind == "agreement"]
    stated = [row for row in agreements if party in row.attested_by]
    if agreements:
        return ("agrees" if stated else "said to agree"), (stated or agreements)[0]
    for row in rows:
        if row.kind == "proposal":
            return "proposes", row
    for row in rows:
        if row.kind == "position":
            return UNREPORTED, row
    return "speaks of it", None
