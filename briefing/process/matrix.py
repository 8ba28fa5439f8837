"""Parties × issues: the stance each party last took, when, and how old that is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model.rows import Row
from briefing.process.index import Process
from briefing.process.rounds import Round
from briefing.process.standing import CLOSED, UNREPORTED, Ref, is_firm, refs_of

EntryPart = tuple[str, Row]
"""An agreement, offer or position after its label, which is empty where it is the stance of the
entry: `claims`, or `rejects (shelved)` of a closed question."""


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """The position of one party on one issue, as last stated."""

    party: str
    """The party's slug."""
    issue: str
    """The issue's slug."""
    stance: str
    """A position's stance; else `agrees`, `claims` (an agreement that it alone states), `states it`
    (one of others), `said to agree`, `proposes` or `speaks of it`. It is `unreported` only where no
    round of the process states anything."""
    text: str
    """The positions, agreements and proposals, each in its words; empty for words alone."""
    round: Round
    """Where it was last stated."""
    age: int
    """How many rounds ago, see `Process.ages`; 0 for the last round."""
    rows: tuple[Row, ...]
    """The party's records on the issue in that round, with its speakers' quotes."""
    unreported: Round | None = None
    """The latest round since then that reports the position as *unreported*."""
    unreported_rows: tuple[Row, ...] = ()
    """The positions of that round."""
    status: str = ""
    """The status of its agreement, offer or closed question, such as `broken` or `shelved`; empty
    where several differ, see `statuses`."""
    main: tuple[Row, ...] = ()
    """The rows with that stance."""
    parts: tuple[EntryPart, ...] = ()
    """The parts of `text`, in order."""

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The records it comes from, *unreported* ones last."""
        return refs_of((*self.rows, *self.unreported_rows))

    @property
    def statuses(self) -> Mapping[Ref, str]:
        """The status of each agreement, offer and closed question that has one."""
        return {
            (row.brief, row.key): row.status
            for _, row in self.parts
            if row.status and (row.kind != "position" or row.status in CLOSED)
        }


class Matrix:
    """The positions of a process; the column of an issue is computed on first use."""

    __slots__ = ("_ages", "_columns", "process")

    def __init__(self, process: Process) -> None:
        self.process = process
        """The process."""
        self._ages = process.ages
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
    silent: dict[str, MatrixEntry] = {}
    for column, records in process.records(issue):
        for party, rows in _by_party(records).items():
            if party in settled:
                continue
            ranked = _ranked(party, rows)
            entry = _entry(process.rounds[column], ages[column], issue, party, ranked)
            if entry.stance == UNREPORTED:
                silent.setdefault(party, entry)
                continue
            settled.add(party)
            if later := silent.pop(party, None):
                entry = replace(entry, unreported=later.round, unreported_rows=later.rows)
            yield party, entry
    yield from silent.items()


@dataclass(frozen=True, slots=True)
class PositionChange:
    """A party's change of stance on one issue."""

    before: MatrixEntry
    """The stance that it took before, where it last stated it."""
    after: MatrixEntry
    """The stance that it took then, where it first stated it."""


def shifts(process: Process) -> tuple[PositionChange, ...]:
    """Return the changes of stance over a process: by party, by issue, from first round to last.

    A round that says nothing of a party, or reports its position as *unreported*, or its words
    alone, is no change: the stance before it is compared with the one after it.
    """
    ages = process.ages
    found: dict[str, list[PositionChange]] = {party: [] for party in process.parties}
    for issue in process.issues:
        stances: dict[str, MatrixEntry] = {}
        for column, records in reversed(tuple(process.records(issue))):
            for party, rows in _by_party(records).items():
                ranked = _ranked(party, rows)
                if ranked[0][0] in (_SILENT, _WORDS):
                    continue
                entry = _entry(process.rounds[column], ages[column], issue, party, ranked)
                before = stances.get(party)
                if before is not None and before.stance != entry.stance:
                    found[party].append(PositionChange(before, entry))
                stances[party] = entry
    return tuple(shift for party in process.parties for shift in found[party])


def _by_party(rows: Iterable[Row]) -> dict[str, list[Row]]:
    by_party: dict[str, list[Row]] = {}
    for row in rows:
        holders = (*row.parties, *row.attested_by) if row.kind == "agreement" else (row.party,)
        for party in dict.fromkeys(filter(None, holders)):
            by_party.setdefault(party, []).append(row)
    return by_party


_OPEN, _AGREEMENT, _PROPOSAL, _ENDED, _SILENT, _WORDS = range(6)
"""Ranks of records: a position on an open question, an agreement, a proposal, a position on a
closed question, an unreported one, a quote."""
_AGREEING = {"agrees": 0, "claims": 1, "states it": 2, "said to agree": 3}

Ranked = tuple[int, str, Row]
"""The rank of a record (the lower, the more significant), the stance that it shows, and itself."""


def _ranked(party: str, rows: Iterable[Row]) -> list[Ranked]:
    """Return a party's records of one round with the stance of each, most significant first."""
    ranked: list[Ranked] = []
    for row in rows:
        if row.kind == "agreement":
            ranked.append((_AGREEMENT, agreeing(row, party), row))
        elif row.kind == "proposal":
            ranked.append((_PROPOSAL, "proposes", row))
        elif row.kind != "position":
            ranked.append((_WORDS, "speaks of it", row))
        elif row.stance == UNREPORTED:
            ranked.append((_SILENT, UNREPORTED, row))
        else:
            ranked.append((_ENDED if row.status in CLOSED else _OPEN, row.stance, row))
    return sorted(ranked, key=lambda one: (one[0], _AGREEING.get(one[1], 0)))


def agreeing(row: Row, party: str) -> str:
    """Return the stance of a party that an agreement names."""
    if party not in row.attested_by:
        return "said to agree"
    if row.parties and party not in row.parties:
        return "states it"
    return "agrees" if is_firm(row) else "claims"


def _entry(item: Round, age: int, issue: str, party: str, ranked: list[Ranked]) -> MatrixEntry:
    top, stance, _ = ranked[0]
    if top == _OPEN:
        # Of several positions the last one in the brief is where the party has come to.
        stance = next(other for rank, other, _ in reversed(ranked) if rank == _OPEN)
    main = tuple(row for rank, other, row in ranked if rank == top and other == stance)
    statuses = {row.status for row in main} if top in (_AGREEMENT, _PROPOSAL, _ENDED) else set()
    parts = _parts(ranked, stance)
    texts = (
        f"{label}: {row.text}".removesuffix(": ") if label else row.text for label, row in parts
    )
    return MatrixEntry(
        party, issue, stance, sentence_list(texts), item, age,
        tuple(row for _, _, row in ranked), main=main, parts=parts,
        status=statuses.pop() if len(statuses) == 1 else "",
    )  # fmt: skip


def _parts(ranked: Iterable[Ranked], stance: str) -> tuple[EntryPart, ...]:
    """Return the records with their labels: those with the entry's stance first."""
    counted = [one for one in ranked if one[0] not in (_SILENT, _WORDS)]
    parts: list[EntryPart] = []
    for rank, other, row in counted:
        ended = f" ({row.status})" if rank == _ENDED != counted[0][0] else ""
        parts.append(("" if other == stance and not ended else other + ended, row))
    return tuple(sorted(parts, key=lambda part: part[0] != ""))


def sentence_list(texts: Iterable[str]) -> str:
    """Return the non-empty texts divided by semicolons; only the last keeps its full stop."""
    *first, last = [*filter(None, texts)] or [""]
    return "; ".join([*(text.removesuffix(".") for text in first), last])
