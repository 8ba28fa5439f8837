"""One brief beside all the others: answers to what `checks.across` asks, from the tables."""

import sqlite3
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from briefing.catalogue.paths import actual, stored
from briefing.catalogue.stored_rows import Ask
from briefing.records import standing_for_round

if TYPE_CHECKING:
    from briefing.checks.across import Card

SEPARATOR = "\x1f"
"""Stands between the keys in `brief.keys`."""
_ACROSS = "SELECT count FROM across JOIN file USING (number) WHERE path = ?"
_TWIN = "SELECT path FROM brief WHERE id = ? AND odd = 0 AND path != ? ORDER BY path LIMIT 1"
_SAME_ROUND = (
    "SELECT path, id, supersedes FROM brief "
    "WHERE process = ? AND process != '' AND round = ? ORDER BY path"
)
_HAS = "SELECT 1 FROM brief WHERE id = ? AND odd = 0 LIMIT 1"
_KEYS = "SELECT keys FROM brief WHERE id = ? AND odd = 0"
_BEFORE = "SELECT DISTINCT id FROM brief WHERE id < ? AND odd = 0 ORDER BY id DESC LIMIT ?"
_FROM = "SELECT DISTINCT id FROM brief WHERE id >= ? AND odd = 0 ORDER BY id LIMIT ?"


class Beside:
    """The other briefs of a store; see `checks.across.Others`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def twin(self, card: "Card") -> str:
        """Return the first other file that has the card's id, or nothing."""
        rows = self._rows(_TWIN, card.id, stored(card.path))
        return actual(rows[0][0]) if rows else ""

    def rival(self, card: "Card") -> str:
        """Return the first other file that stands for the same round, or nothing."""
        if not card.process or card.round is None:
            return ""
        same, path = self._rows(_SAME_ROUND, card.process, card.round), stored(card.path)
        # The card may be newer than the table's row of the same file.
        others = [row for row in same if row[0] != path]
        standing = standing_for_round([(path, card.id, card.supersedes), *others])
        if path not in standing:
            return ""
        return actual(next((other for other in standing if other != path), ""))

    def has(self, name: str) -> bool:
        """Whether a brief has this id."""
        return bool(self._rows(_HAS, name))

    def records(self, name: str) -> Collection[str] | None:
        """Return the keys of the records under this id; None where a file does not tell."""
        rows = self._rows(_KEYS, name)
        if any(keys is None for (keys,) in rows):
            return None
        return {key for (keys,) in rows for key in keys.split(SEPARATOR) if key}

    def near(self, name: str) -> Sequence[str]:
        """Return the ids around this one in the alphabet."""
        from briefing.checks.across import NEARBY

        before = reversed(self._rows(_BEFORE, name, NEARBY))
        return [found for (found,) in (*before, *self._rows(_FROM, name, NEARBY))]

    def _rows(self, sql: str, *values: str | int) -> list[Any]:
        found: list[Any] = self._ask(lambda c: c.execute(sql, values).fetchall(), [])
        return found


def across_at(connection: sqlite3.Connection, path: str) -> int:
    """Return how many errors the brief in a file has in the light of the others."""
    row = connection.execute(_ACROSS, (stored(path),)).fetchone()
    return 0 if row is None else int(row[0])
