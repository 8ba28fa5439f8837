"""SQLite transactions: all or nothing, with the write lock from the start."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PAUSE = 0.002
"""Seconds between two tries to get the lock."""


def is_locked(error: Exception) -> bool:
    """Whether an error says that another process writes."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write what is done inside the block together, or nothing of it."""
    # Asking for the lock at once: a transaction that begins by reading cannot wait for a writer.
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


@contextmanager
def transaction_in_turn(connection: sqlite3.Connection, patience: float) -> Iterator[None]:
    """Write like `transaction`, waiting for the lock `patience` seconds at most, and as well as
    anybody.

    SQLite itself waits longer each time, up to a tenth of a second, so that of several who write
    without a pause those get the lock last who have waited longest, or never.

    Raises:
        sqlite3.OperationalError: "database is locked", or whatever else keeps it from writing.
    """
    until = time.monotonic() + patience
    wait = f"PRAGMA busy_timeout = {patience * 1000:.0f}"
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _begun(connection, last=time.monotonic() > until):
            time.sleep(_PAUSE)
    except sqlite3.Error:
        connection.execute(wait)
        raise
    with connection:
        # Inside: whatever fails from here on, what has been begun is taken back.
        connection.execute(wait)
        yield


def _begun(connection: sqlite3.Connection, *, last: bool) -> bool:
    """Try to begin; say whether that was done. Another one's lock is an error the `last` time."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or not is_locked(error):
            raise
        return False
    return True
