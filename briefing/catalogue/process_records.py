"""Records of some briefs, such as the rounds of a process, read on demand.

So that a process of hundreds of rounds opens at once, the catalogue keeps beside each brief which
of its records are about which issues, and who holds those; `written` makes that text.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from briefing.catalogue.storage import columns
from briefing.catalogue.storage.columns import COLUMNS, LISTED, Ask, json_list
from briefing.catalogue.storage.sqlite import DamagedValue
from briefing.catalogue.values import ListRow
from briefing.model.rows import Positions, Row, parties_involved

T = TypeVar("T")
RecordAt = tuple[str, int]
"""A record: its brief's id, and its position among the brief's records, from 0."""


class Raised(NamedTuple):
    """The issues that one brief raises."""

    issues: Mapping[str, Positions]
    """The positions of the records about each issue, in reading order."""
    holders: Sequence[str]
    """Slugs of the parties that hold those records, in reading order."""


_NOTHING = Raised({}, ())
_RECORDS = f"SELECT number, {COLUMNS} FROM record WHERE"


def written(records: Iterable[Row], first: int) -> str:
    """Return the text for `parse` of a brief's records, the first of which has position `first`."""
    rows = list(records)
    issues: dict[str, list[str]] = {}
    for position, row in enumerate(rows, first):
        for issue in row.issues:
            issues.setdefault(issue, []).append(str(position))
    text = " ".join(f"{issue}:{','.join(positions)}" for issue, positions in issues.items())
    return f"{text}|{' '.join(dict.fromkeys(parties_involved(rows)))}" if text else ""


def parse(text: str) -> Raised:
    """Return what `written` wrote.

    Raises:
        DamagedValue: it did not write this.
    """
    issues, _, holders = text.partition("|")
    pairs = [each.split(":") for each in issues.split()]
    try:
        return Raised({issue: _positions(joined) for issue, joined in pairs}, holders.split())
    except ValueError as error:
        raise DamagedValue("a wrong value in brief.threads") from error


@lru_cache(maxsize=4096)
def _positions(joined: str) -> Positions:
    # Cached, as round after round has the same.
    return tuple(map(int, joined.split(",")))


class ProcessRecords:
    """The records of some briefs: a `RecordSource` that reads them on demand."""

    def __init__(self, ask: Ask, briefs: Iterable[ListRow]) -> None:
        self._ask = ask
        # Of two files with one id, which check reports, the first is followed.
        self._numbers: dict[str, int] = {}
        for row in briefs:
            self._numbers.setdefault(row.id, row.number)
        self._ids = {number: brief for brief, number in self._numbers.items()}
        self._raised: dict[str, Raised] | None = None
        self._keys: dict[str, dict[int, str]] = {}
        self._rows: dict[RecordAt, Row] = {}

    def _of(self, brief: str) -> Raised:
        if self._raised is None:
            sql = (
                "SELECT number, threads FROM brief WHERE number IN (SELECT value FROM json_each(?))"
            )
            self._raised = dict(
                self._select(
                    lambda number, text: (self._ids[number], parse(text)), sql, json_list(self._ids)
                )
            )
        return self._raised.get(brief, _NOTHING)

    def raised(self, brief: str) -> Mapping[str, Positions]:
        """Return the positions of a brief's records about each issue, in reading order."""
        return self._of(brief).issues

    def holders(self, brief: str) -> Iterable[str]:
        """Return the parties of records about issues, in reading order."""
        return self._of(brief).holders

    def prefetch(self, records: Iterable[tuple[str, Positions]]) -> None:
        """Read the records at these positions of briefs at once."""
        every = [(brief, position) for brief, positions in records for position in positions]
        missing = [record for record in every if record not in self._rows]
        at = {
            columns.record_number(self._numbers[brief], position): (brief, position)
            for brief, position in missing
        }

        def read(number: int, *values: Any) -> tuple[RecordAt, Row]:
            return at[number], columns.row(at[number][0], values)

        if at:
            sql = f"{_RECORDS} number IN (SELECT value FROM json_each(?))"
            self._rows.update(self._select(read, sql, json_list(at)))

    def rows(self, brief: str, positions: Positions) -> Sequence[Row]:
        """Return the records at some positions of a brief; missing records are left out."""
        # One that has not been read comes with all of its brief: screens show rounds side by side.
        records = [(brief, position) for position in positions]
        if any(record not in self._rows for record in records):
            self.prefetch((brief, each) for each in self.raised(brief).values())
        return [self._rows[record] for record in records if record in self._rows]

    def keys(self, brief: str, positions: Positions) -> Sequence[str]:
        """Return the keys of the records at some positions of a brief."""
        keys = self._keys.get(brief)
        if keys is None:
            first = columns.record_number(self._numbers[brief], 0)
            sql = "SELECT number, key FROM record WHERE number BETWEEN ? AND ? AND issues != ''"
            last = first + columns.MAX_RECORDS
            keys = self._keys[brief] = dict(
                self._select(lambda number, key: (number - first, key), sql, first, last)
            )
        return [keys[position] for position in positions if position in keys]

    def of_brief(self, brief: str) -> list[Row]:
        """Return every record of a brief, in reading order."""
        return self._within([brief] if brief in self._numbers else [])[brief]

    def of_kinds(self, kinds: Sequence[str]) -> dict[str, list[Row]]:
        """Return the records of some of `records.KINDS` by brief id, in reading order."""
        return self._within(
            self._numbers, f"AND kind IN ({columns.placeholders(len(kinds))})", kinds
        )

    def _within(
        self, briefs: Iterable[str], condition: str = "", values: Sequence[str] = ()
    ) -> dict[str, list[Row]]:
        """Return the records of some briefs for which a condition holds, by brief id."""
        sql = f"{_RECORDS} number BETWEEN ? AND ? AND {LISTED} {condition} ORDER BY number"

        def question(connection: sqlite3.Connection) -> dict[str, list[Row]]:
            records: dict[str, list[Row]] = defaultdict(list)
            for brief in briefs:
                first = columns.record_number(self._numbers[brief], 0)
                span = (first, first + columns.MAX_RECORDS)
                rows = connection.execute(sql, (*span, *values))
                records[brief] = [columns.row(brief, row[1:]) for row in rows]
            return records

        records: dict[str, list[Row]] = self._ask(question, defaultdict(list))
        return records

    def _select(self, read: Callable[..., T], sql: str, *values: int | str) -> list[T]:
        """Return what is read from each row, inside the question, where damage is noticed."""
        found: list[T] = self._ask(lambda c: [read(*row) for row in c.execute(sql, values)], [])
        return found
