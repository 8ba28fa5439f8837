"""How frequent a word is in a catalogue, estimated from the newest records."""

import sqlite3

from briefing.catalogue import columns

_SAMPLE = """
SELECT count(*), min(rowid)
FROM (SELECT rowid FROM rec WHERE rec MATCH ? ORDER BY rowid DESC LIMIT ?)
"""
_SINCE = "SELECT count(*) FROM (SELECT 1 FROM brief WHERE number >= ? LIMIT ?)"
_RECORDS, _BRIEFS = 256, 512  # that are looked at


def frequency_of(connection: sqlite3.Connection, expression: str) -> float:
    """Return about how many records a brief a full-text expression finds."""
    count, last = connection.execute(_SAMPLE, (expression, _RECORDS)).fetchone()
    since = columns.brief_of(last) if count == _RECORDS else 0
    (briefs,) = connection.execute(_SINCE, (since, _BRIEFS)).fetchone()
    return float(count / max(briefs, 1))
