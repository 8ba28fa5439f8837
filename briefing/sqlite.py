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
def transaction_with_retry(connection: sqlite3.Connection, patience: float) -> Iterator[None]:
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


FAULTS = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What asking or changing tables raises where they are at fault; the second where the damage is in
a text, or in the message about it.
"""
_REFUSED = frozenset(
    (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
     sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
)  # fmt: skip
_DAMAGED = frozenset(
    (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CONSTRAINT,
     sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_FORMAT)
)  # fmt: skip


class Replaced(sqlite3.DatabaseError):
    """Another process has thrown the opened file away: numbers found in it mean nothing now."""


def is_refusal(error: Exception) -> bool:
    """Whether nothing can be written now: no room, no right, no turn."""
    return _primary(error) in _REFUSED and not _is_moved(error)


def is_damage(error: Exception) -> bool:
    """Whether the file does not hold what was written into it.

    Python itself raises without a code: for bytes that are not UTF-8.
    """
    return _code(error) is None or _primary(error) in _DAMAGED or _is_moved(error)


def is_mistake(error: Exception) -> bool:
    """Whether the question does not fit the tables: those of a file may be declared otherwise."""
    return _primary(error) == sqlite3.SQLITE_ERROR


def _is_moved(error: Exception) -> bool:
    """Whether the name is another file's now, as SQLite finds out before it writes."""
    return _code(error) == sqlite3.SQLITE_READONLY_DBMOVED


def _code(error: Exception) -> int | None:
    return getattr(error, "sqlite_errorcode", None)


def _primary(error: Exception) -> int:
    """Return the first byte of SQLite's code; the others are details."""
    return (_code(error) or 0) & 0xFF
