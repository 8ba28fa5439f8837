"""The line of one party or one person over time."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.model.rows import Row
from briefing.process.index import Process
from briefing.process.matrix import agreeing
from briefing.process.rounds import Round, moment


@dataclass(frozen=True, slots=True)
class LineEntry:
    """One position, act or statement of a party or person."""

    round: Round
    """The round."""
    row: Row
    """The record."""
    does: str
    """A position's stance; else the result of `agreeing`, `proposes`, `is offered` or `says`."""


def line_of(
    pairs: Iterable[tuple[Round, Row]], *, party: str = "", person: str = ""
) -> tuple[LineEntry, ...]:
    """Return what a party (or a person) holds, does and says, from the first round to the last.

    `pairs` may come from several processes and in any order of briefs; rounds are ordered by date,
    and within a brief the reading order is kept. A brief that another one of `pairs` supersedes is
    left out. Where both are named, the person's words are returned.
    """
    rounds: dict[str, Round] = {}
    entries: dict[str, list[LineEntry]] = {}
    for item, row in pairs:
        says = "says" if row.kind == "quote" and row.person == person else ""
        does = says if person else _does(row, party)
        if does:
            rounds.setdefault(item.brief, item)
            entries.setdefault(item.brief, []).append(LineEntry(item, row, does))
    replaced = {item.supersedes for item in rounds.values() if item.supersedes != item.brief}
    ordered = (item.brief for item in sorted(rounds.values(), key=moment))
    return tuple(entry for brief in ordered if brief not in replaced for entry in entries[brief])


def line_in(process: Process, *, party: str = "", person: str = "") -> tuple[LineEntry, ...]:
    """Return what a party (or a person) holds, does and says in the rounds of one process."""
    rows = process.of_kinds("agreement", "position", "proposal", "quote")
    pairs = ((process.rounds[column], row) for column, row in rows)
    return line_of(pairs, party=party, person=person)


def _does(row: Row, party: str) -> str:
    """Return what a record says about a party; may be empty."""
    if row.kind == "agreement":
        named = party in row.attested_by or party in row.parties
        return agreeing(row, party) if named else ""
    if row.kind == "proposal" and row.party != party:
        return "is offered" if party in row.parties else ""
    if row.party != party:
        return ""
    does = {"proposal": "proposes", "position": row.stance, "quote": "says"}
    return does.get(row.kind, "")
