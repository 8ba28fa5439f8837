"""Merging the segments of the full-text tables, a little at a time.

Each batch of a first index leaves a segment, and every word of a question is looked up in each of
them. One segment answers questions of many words in a third of the time.
"""

import sqlite3

MANY = 2_000
"""Files that a run has read from which on its segments are merged."""
_PAGES = 500  # written in one transaction: some tens of milliseconds
_UNCHANGED = 2  # rows that a merge with nothing to do writes; see "merge" in SQLite's FTS5 manual


def begin_merge(connection: sqlite3.Connection, table: str) -> bool:
    """Begin to merge all segments of a full-text table; return whether there is more to do."""
    return _merge(connection, table, -_PAGES)


def go_on_merging(connection: sqlite3.Connection, table: str) -> bool:
    """Merge some more, inside a transaction; return whether there is still more to do."""
    return _merge(connection, table, _PAGES)


def _merge(connection: sqlite3.Connection, table: str, pages: int) -> bool:
    before = connection.total_changes
    connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))
    return connection.total_changes - before >= _UNCHANGED
