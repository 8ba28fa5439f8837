"""SQLite transactions: all or nothing, with the write lock from the start."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PAUSE = 0.002
"""Seconds between two tries to get the lock."""


def is_locked(error: Exception) -> bool:
    """Whether an error says that another process writes."""
    return _primary(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit the block as a whole, or nothing of it."""
    # Asking for the lock at once: a transaction that begins by reading cannot wait for a writer.
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


@contextmanager
def transaction_with_retry(connection: sqlite3.Connection, patience: float) -> Iterator[None]:
    """A `transaction` that waits at most `patience` seconds, not starved by other writers.

    SQLite itself waits longer each time, up to a tenth of a second, so that of several processes
    that write without a pause those that waited longest get the lock last, or never.

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
    """Try to begin; return whether that worked. A foreign lock is an error only the `last` time."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or not is_locked(error):
            raise
        return False
    return True


class DamagedValue(sqlite3.DatabaseError):
    """A value in the tables is not of the kind that its column holds."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


_AMISS = (
    AttributeError, IndexError, KeyError, MemoryError, OverflowError, TypeError, ValueError,
)  # fmt: skip
"""What a value of another kind raises in code that takes it for what the column holds."""


@contextmanager
def noticing_damage(
    connection: sqlite3.Connection, wrong_value: Callable[[sqlite3.Connection], str]
) -> Iterator[None]:
    """Report as damage what the block raises over a value that a check of the tables finds amiss.

    SQLite reads a damaged value, such as nothing for a path, without an error. `wrong_value`
    returns what its own check cannot know, or nothing.

    Raises:
        DamagedValue: the tables are damaged.
    """
    try:
        yield
    except UnicodeError:
        raise  # half a character in a question, or one of `FAULTS`
    except _AMISS as error:
        ((found,),) = connection.execute("PRAGMA integrity_check(1)").fetchall()
        found = wrong_value(connection) if found == "ok" else found
        if not found:
            raise
        raise DamagedValue(found) from error


FAULTS = (sqlite3.DatabaseError, UnicodeDecodeError)
"""Errors of damaged or replaced tables; the second where the damage is in a text or a message."""
_REFUSED = frozenset(
    (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
     sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
)  # fmt: skip
_DAMAGED = frozenset(
    (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CONSTRAINT,
     sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_FORMAT)
)  # fmt: skip
_MOVED = sqlite3.SQLITE_READONLY_DBMOVED  # the name now belongs to another file


class Replaced(sqlite3.DatabaseError):
    """Another process has thrown the opened file away: numbers found in it mean nothing now."""


def is_refusal(error: Exception) -> bool:
    """Whether nothing can be written now: no room, no right, no turn."""
    return _primary(error) in _REFUSED and _code(error) != _MOVED


def is_damage(error: Exception) -> bool:
    """Whether the file is damaged; Python raises without a code for bytes that are not UTF-8."""
    return _code(error) is None or _primary(error) in _DAMAGED or _code(error) == _MOVED


def is_mistake(error: Exception) -> bool:
    """Whether the statement does not fit the tables, which may be declared differently."""
    return _primary(error) == sqlite3.SQLITE_ERROR


def _code(error: Exception) -> int | None:
    return getattr(error, "sqlite_errorcode", None)


def _primary(error: Exception) -> int:
    return (_code(error) or 0) & 0xFF
