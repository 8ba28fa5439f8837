"""What asking or changing the catalogue's tables may raise, and what follows from it."""

import sqlite3

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
