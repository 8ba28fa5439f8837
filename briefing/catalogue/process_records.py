"""Records of selected briefs, such as the rounds of a process, read on demand.

So that a process of hundreds of rounds opens at once, the catalogue keeps beside each brief which
of its records are about which issues, and whose those are; `written` makes that text.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from briefing.catalogue import columns
from briefing.catalogue.columns import COLUMNS, LISTED, Ask, placeholders
from briefing.catalogue.values import ListRow
from briefing.model.rows import Positions, Row, parties_involved

RecordAt = tuple[str, int]
"""A record: its brief's id, and its place among the brief's records, from 0."""

_AT_ONCE = 500


class Raised(NamedTuple):
    """What one brief is about."""

    issues: "Mapping[str, Positions]"
    """The positions of the records about each issue, in reading order."""
    holders: Sequence[str]
    """Slugs of the parties whose those records are, in reading order."""


def written(records: "Iterable[Row]", first: int) -> str:
    """Return what `parse` reads, for records of a brief that stand from the place `first` on."""
    kept = list(records)
    issues: dict[str, list[str]] = {}
    for place, row in enumerate(kept, first):
        for issue in row.issues:
            issues.setdefault(issue, []).append(str(place))
    told = " ".join(f"{issue}:{','.join(places)}" for issue, places in issues.items())
    return f"{told}|{' '.join(dict.fromkeys(parties_involved(kept)))}" if told else ""


def parse(text: str) -> Raised:
    """Return what `written` told."""
    issues, _, holders = text.partition("|")
    pairs = [each.split(":") for each in issues.split()]
    return Raised({issue: _positions(places) for issue, places in pairs}, holders.split())


@lru_cache(maxsize=4096)
def _positions(places: str) -> "Positions":
    """Return positions out of text: the same ones for round after round."""
    return tuple(map(int, places.split(",")))


class ProcessRecords:
    """The records of some briefs."""

    def __init__(self, ask: Ask, briefs: Iterable[ListRow]) -> None:
        """Stand for the records of `briefs`; nothing is read yet."""
        self._ask = ask
        # Of two files with one id, which check reports, the first is followed.
        self._numbers: dict[str, int] = {}
        for row in briefs:
            self._numbers.setdefault(row.id, row.number)
        self._ids = {number: brief for brief, number in self._numbers.items()}
        self._keys: dict[str, dict[int, str]] = {}

    def raised(self) -> dict[str, Raised]:
        """Return by id what each brief is about."""
        found: dict[str, str] = self._ask(self._texts, {})
        return {brief: parse(text) for brief, text in found.items()}

    def _texts(self, connection: sqlite3.Connection) -> dict[str, str]:
        found: dict[str, str] = {}
        wanted = list(self._ids)
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            sql = f"SELECT number, threads FROM brief WHERE number IN ({placeholders(len(part))})"
            found.update(
                (self._ids[number], text) for number, text in connection.execute(sql, part)
            )
        return found

    def rows(self, wanted: Sequence[RecordAt]) -> "dict[RecordAt, Row]":
        """Return the records at these places; one that is gone since is left out."""
        every = [columns.record_number(self._numbers[brief], place) for brief, place in wanted]
        read: dict[int, Row] = {}
        for start in range(0, len(every), _AT_ONCE):
            part = every[start : start + _AT_ONCE]
            where = f"number IN ({placeholders(len(part))})"
            read.update(self._ask(partial(self._numbered, where, part), {}))
        return {
            place: read[number]
            for place, number in zip(wanted, every, strict=True)
            if number in read
        }

    def keys(self, brief: str) -> dict[int, str]:
        """Return the keys of the records of a brief by their places."""
        known = self._keys.get(brief)
        if known is None:
            first = columns.record_number(self._numbers[brief], 0)
            values = (first, first + columns.MAX_RECORDS)
            sql = "SELECT number, key FROM record WHERE number BETWEEN ? AND ? AND issues != ''"
            found = self._ask(lambda c: c.execute(sql, values).fetchall(), [])
            known = self._keys[brief] = {number - first: key for number, key in found}
        return known

    def of_brief(self, brief: str) -> "list[Row]":
        """Return every record of a brief, in reading order."""
        number = self._numbers.get(brief)
        if number is None:
            return []
        found: list[Row] = self._ask(lambda c: list(self._within(c, number)), [])
        return found

    def of_kinds(self, kinds: Sequence[str]) -> "dict[str, list[Row]]":
        """Return the records of some of `records.KINDS` by brief id, in reading order."""
        found: dict[str, list[Row]] = self._ask(
            lambda c: {
                brief: list(self._within(c, number, kinds)) for number, brief in self._ids.items()
            },
            {},
        )
        return found

    def _numbered(
        self, where: str, values: Sequence[int], connection: sqlite3.Connection
    ) -> "dict[int, Row]":
        return dict(self._read(connection, where, values))

    def _within(
        self, connection: sqlite3.Connection, number: int, kinds: Sequence[str] = ()
    ) -> "Iterator[Row]":
        """Yield the records of the brief with a number, or those of some kinds."""
        first = columns.record_number(number, 0)
        where = f"number BETWEEN ? AND ? AND {LISTED}"
        if kinds:
            where += f" AND kind IN ({placeholders(len(kinds))})"
        values: list[int | str] = [first, first + columns.MAX_RECORDS, *kinds]
        for _, row in self._read(connection, where, values):
            yield row

    def _read(
        self,
        connection: sqlite3.Connection,
        where: str,
        values: Iterable[int] | Iterable[str | int],
    ) -> "Iterator[tuple[int, Row]]":
        sql = f"SELECT number, {COLUMNS} FROM record WHERE {where} ORDER BY number"
        for number, *found in connection.execute(sql, tuple(values)):
            yield number, columns.row(self._ids[columns.brief_of(number)], found)
