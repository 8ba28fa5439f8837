"""Synchronised marks: what another place has of them, and the differences to send and take.

The last writer wins, by the time of the change and then by the value, everywhere alike; a
removal is a change like any other.
"""

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.text.clean import clean
from briefing.user.state.disk import SHARED_KINDS, BriefFact
from briefing.user.state.state import State

_LATEST = 8e9
"""The latest credible time, in seconds since 1970: a wrong one would win for ever."""
_KINDS = ", ".join(f"'{kind}'" for kind in SHARED_KINDS)
_MINE = f"""
SELECT brief, kind, key, value, at FROM facts WHERE store = :store AND kind IN ({_KINDS})
UNION ALL SELECT brief, kind, key, NULL, at FROM removed WHERE store = :store AND kind IN ({_KINDS})
"""
_UNSENT = f"""
SELECT mine.* FROM ({_MINE}) mine LEFT JOIN sent ON sent.peer = :peer AND sent.store = :store
    AND sent.kind = mine.kind AND sent.brief = mine.brief AND sent.key = mine.key
WHERE sent.at IS NULL OR sent.at < mine.at ORDER BY mine.at
"""
_VALUE = """
SELECT value, at FROM facts WHERE store=? AND brief=? AND kind=? AND key=?
UNION ALL SELECT NULL, at FROM removed WHERE store=? AND brief=? AND kind=? AND key=?
"""


class SharedMark(NamedTuple):
    """One mark, tag or note of a person, on its way between machines."""

    brief: str
    """The brief's id."""
    kind: str
    """`read`, `star`, `tag` or `note`."""
    key: str
    """The record or tag; empty for the brief itself."""
    value: str | None
    """The digest or note, or `1`; None where it was removed."""
    at: float
    """When, in seconds since 1970 by the clock of that machine."""

    @property
    def rank(self) -> tuple[float, str]:
        """The order in which the last of several marks wins."""
        return self.at, self.value or ""


class PeerMarks:
    """The marks on one store that one other place has."""

    def __init__(self, state: State, peer: str) -> None:
        """Compare with the marks in `state`; `peer` names the other place."""
        self._disk, self._lock, self._store = state.tables
        self._peer = peer

    def all(self) -> list[SharedMark]:
        """Return every mark here, removals included."""
        return self._rows(_MINE)

    def unsent(self) -> list[SharedMark]:
        """Return the marks that the other place does not have as they are here."""
        return self._rows(_UNSENT)

    def _rows(self, sql: str) -> list[SharedMark]:
        with self._lock:
            rows = self._disk.rows(sql, {"store": self._store, "peer": self._peer})
        return [SharedMark(*row) for row in rows]

    @property
    def taken(self) -> int:
        """The number of the last mark that was taken from the other place; 0 at first."""
        with self._lock:
            rows = self._disk.rows(
                "SELECT taken FROM peer WHERE peer=? AND store=?", (self._peer, self._store)
            )
        return int(rows[0][0]) if rows else 0

    def has(self, mark: SharedMark) -> bool:
        """Whether the other place is known to have this mark."""
        key = (self._peer, self._store, mark.brief, mark.kind, mark.key, mark.at)
        sql = (
            "SELECT 1 FROM sent WHERE peer=? AND store=? AND brief=? AND kind=? AND key=? AND at=?"
        )
        with self._lock:
            return bool(self._disk.rows(sql, key))

    def forget(self) -> bool:
        """Forget what the other place has, which may be less now; return whether that worked."""
        row = (self._peer, self._store)
        with self._lock:
            return all(
                self._disk.write_rows(f"DELETE FROM {table} WHERE peer=? AND store=?", [row])
                for table in ("sent", "peer")
            )

    def note_sent(self, marks: Iterable[SharedMark]) -> bool:
        """Record that the other place has these marks or later ones; return whether that worked."""
        rows = [
            (self._peer, self._store, mark.brief, mark.kind, mark.key, mark.at) for mark in marks
        ]
        sql = "INSERT OR REPLACE INTO sent (peer, store, brief, kind, key, at) VALUES (?,?,?,?,?,?)"
        with self._lock:
            return self._disk.write_rows(sql, rows)

    def take(self, marks: Sequence[SharedMark], last: int = 0) -> int | None:
        """Write the marks that are later than those here; return their number.

        `last` is the number of the last one. None if they cannot be saved.

        Raises:
            ValueError: one of them is invalid.
        """
        facts = {}
        with self._lock:
            for mark in sorted(marks, key=lambda mark: mark.rank):  # of several, the last
                fact = _checked(self._store, mark)
                if mark.rank > self._here(fact):
                    facts[fact[:4]] = fact
            if facts and not self._disk.write(facts.values(), as_they_are=True):
                return None
            if last:
                sql = "INSERT OR REPLACE INTO peer (peer, store, taken) VALUES (?,?,?)"
                self._disk.write_rows(sql, [(self._peer, self._store, last)])
                self.note_sent(marks)
        return len(facts)

    @property
    def machine(self) -> str:
        """A name for this machine, or rather its state, that no other has."""
        ask = "SELECT peer FROM peer WHERE store = ''"
        with self._lock:
            if not self._disk.rows(ask, ()):
                new = [(os.urandom(6).hex(), "", 0)]
                self._disk.write_rows("INSERT INTO peer (peer, store, taken) VALUES (?,?,?)", new)
            rows = self._disk.rows(ask, ())
        return str(rows[0][0]) if rows else os.urandom(6).hex()

    def _here(self, fact: BriefFact) -> tuple[float, str]:
        rows = self._disk.rows(_VALUE, fact[:4] * 2)
        return max(((float(at), value or "") for value, at in rows), default=(float("-inf"), ""))


def _checked(store: str, mark: SharedMark) -> BriefFact:
    """Return a mark as a fact of a store here; its texts are safe for a terminal."""
    if mark.kind not in SHARED_KINDS:
        raise ValueError(f"{clean(mark.kind, line=True)!r} is not a kind of mark")
    if not 0 <= mark.at < _LATEST:
        raise ValueError("the time of a mark must be in seconds since 1970")
    value = None if mark.value is None else clean(mark.value)
    return BriefFact(store, clean(mark.brief), mark.kind, clean(mark.key), value, mark.at)
