"""Parties × issues: the stance each party last took, when, and how old that is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model.rows import Row
from briefing.process.index import Process
from briefing.process.rounds import Round, ages_of
from briefing.process.standing import CLOSED, UNREPORTED, Ref, is_firm, refs_of

Told = tuple[str, Row]
"""An agreement, offer or position, after what it shows where that is not the stance of the entry:
`claims`, or `rejects (shelved)` of a question that is closed; else after nothing."""


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """The position of one party on one issue, as last stated."""

    party: str
    """The party's slug."""
    issue: str
    """The issue's slug."""
    stance: str
    """A position's stance; else `agrees`, `claims` (an agreement that it alone states), `states it`
    (one of others), `said to agree`, `proposes` or `speaks of it`.

    `unreported` only where no round of the process states anything.
    """
    text: str
    """The positions, agreements and proposals, each in its words; empty for words alone."""
    round: Round
    """Where it was last stated."""
    age: int
    """How many rounds ago, see `ages_of`; 0 for the last round."""
    rows: tuple[Row, ...]
    """The party's records on the issue in that round, with its speakers' quotes."""
    unreported: Round | None = None
    """The latest round since then that reports the position as *unreported*."""
    unreported_rows: tuple[Row, ...] = ()
    """The positions that say so."""
    status: str = ""
    """Of the agreement, offer or closed question that it is, such as `broken` or `shelved`; empty
    where several differ, see `statuses`."""
    main: tuple[Row, ...] = ()
    """The rows with that stance."""
    told: tuple[Told, ...] = ()
    """The parts of `text`, in order."""

    @property
    def date(self) -> str:
        """When it was last stated, as written."""
        return self.round.date

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The records it comes from, *unreported* ones last."""
        return refs_of((*self.rows, *self.unreported_rows))

    @property
    def statuses(self) -> Mapping[Ref, str]:
        """The status of each agreement, offer and closed question that has one."""
        return {
            (row.brief, row.key): row.status
            for _, row in self.told
            if row.status and (row.kind != "position" or row.status in CLOSED)
        }


class Matrix:
    """The positions of a process; the column of an issue is computed on first use."""

    __slots__ = ("_ages", "_columns", "issues", "parties", "process")

    def __init__(self, process: Process) -> None:
        """Build the matrix of `process`."""
        self.process = process
        """The process."""
        self.issues = process.issues
        """Issue slugs, in the order in which they were first raised."""
        self.parties = process.parties
        """Slugs of the parties that agree, propose, hold or say anything, as they first do."""
        self._ages = ages_of(process.rounds)
        self._columns: dict[str, dict[str, MatrixEntry]] = {}

    def entry(self, party: str, issue: str) -> MatrixEntry | None:
        """Return the position of `party` on `issue`, or None without an entry in any round."""
        column = self._columns.get(issue)
        if column is None:
            column = self._columns[issue] = dict(_column(self.process, self._ages, issue))
        return column.get(party)


def _column(process: Process, ages: Sequence[int], issue: str) -> Iterator[tuple[str, MatrixEntry]]:
    """Yield each party's position on one issue, from the last round back."""
    settled: set[str] = set()
    waiting: dict[str, MatrixEntry] = {}
    for column, records in process.records(issue):
        for party, rows in _by_party(records).items():
            if party in settled:
                continue
            weighed = _weighed(party, rows)
            entry = _entry(process.rounds[column], ages[column], issue, party, weighed)
            if entry.stance == UNREPORTED:
                waiting.setdefault(party, entry)
            else:
                settled.add(party)
                yield party, _since(entry, waiting.pop(party, None))
    yield from waiting.items()


def _since(entry: MatrixEntry, silent: MatrixEntry | None) -> MatrixEntry:
    """Return the entry with the later *unreported* round, if any."""
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


_OPEN, _AGREEMENT, _PROPOSAL, _ENDED, _SILENT, _WORDS = range(6)
_AGREEING = ("agrees", "claims", "states it", "said to agree")

Weighed = tuple[int, str, Row]
"""How much a record counts (the less, the more), the stance that it shows, and the record."""


def _weighed(party: str, rows: Iterable[Row]) -> list[Weighed]:
    """Return a party's records of one round with the stance of each, most significant first.

    A position on an open question counts before an agreement, that before a proposal and a position
    on a question that is closed; words alone come last. *unreported* counts only where
    there is nothing else.
    """
    found: list[Weighed] = []
    for row in rows:
        if row.kind == "agreement":
            found.append((_AGREEMENT, agreeing(row, party), row))
        elif row.kind == "proposal":
            found.append((_PROPOSAL, "proposes", row))
        elif row.kind != "position":
            found.append((_WORDS, "speaks of it", row))
        elif row.stance == UNREPORTED:
            found.append((_SILENT, UNREPORTED, row))
        else:
            found.append((_ENDED if row.status in CLOSED else _OPEN, row.stance, row))
    return sorted(found, key=_weight)


def _weight(weighed: Weighed) -> tuple[int, int]:
    weight, stance, _ = weighed
    return weight, _AGREEING.index(stance) if weight == _AGREEMENT else 0


def agreeing(row: Row, party: str) -> str:
    """Return the stance of a party that an agreement names."""
    if party not in row.attested_by:
        return "said to agree"
    if row.parties and party not in row.parties:
        return "states it"
    return "agrees" if is_firm(row) else "claims"


def _entry(item: Round, age: int, issue: str, party: str, weighed: list[Weighed]) -> MatrixEntry:
    most, stance, _ = weighed[0]
    if most == _OPEN:
        # Of several positions the last one in the brief is where the party has come to.
        stance = next(said for weight, said, _ in reversed(weighed) if weight == _OPEN)
    main = tuple(row for weight, said, row in weighed if weight == most and said == stance)
    statuses = {row.status for row in main} if most in (_AGREEMENT, _PROPOSAL, _ENDED) else set()
    told = _told(weighed, stance)
    return MatrixEntry(
        party, issue, stance, _in_words(told), item, age,
        tuple(row for _, _, row in weighed), main=main, told=told,
        status=statuses.pop() if len(statuses) == 1 else "",
    )  # fmt: skip


def _told(weighed: Iterable[Weighed], stance: str) -> tuple[Told, ...]:
    """Return the texts of the records: those with the entry's stance first, then the others.

    What was held on a question that is closed says so beside what still stands.
    """
    counted = [one for one in weighed if one[0] not in (_SILENT, _WORDS)]
    own: list[Told] = []
    others: list[Told] = []
    for weight, said, row in counted:
        ended = f" ({row.status})" if weight == _ENDED != counted[0][0] else ""
        if said == stance and not ended:
            own.append(("", row))
        else:
            others.append((said + ended, row))
    return (*own, *others)


def _in_words(told: Iterable[Told]) -> str:
    parts = (
        f"{shows}: {row.text}".removesuffix(": ") if shows else row.text for shows, row in told
    )
    *first, last = [*filter(None, parts)] or [""]
    return "; ".join([*(text.removesuffix(".") for text in first), last])
