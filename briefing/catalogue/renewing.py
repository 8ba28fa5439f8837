"""How a catalogue's file is begun anew under the eyes of others, and what tells that it must be."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from briefing.catalogue.sealing import Seal
from briefing.transactions import is_locked

BUSY_SECONDS = 10
"""How long one process waits while another writes a batch."""
FAULTS = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What asking or changing tables raises where they are at fault; the second where the damage is in
a text, or in the message that tells of it.
"""
PAGE = 4096
"""Bytes of a page."""
_REFUSALS = ("readonly", "full", "unable to open", "locked")


class BegunAnew(sqlite3.DatabaseError):
    """The tables are not those that were opened: numbers found in those mean nothing here."""


def is_refusal(error: Exception) -> bool:
    """Whether an error tells that nothing can be written now: no room, no right, no turn."""
    reason = str(error).lower()
    return any(word in reason for word in _REFUSALS)


def begun_at(connection: sqlite3.Connection) -> object:
    """Return what tells one making of the tables from another; None where there is none."""
    row = connection.execute("SELECT value FROM header WHERE key = 'begun'").fetchone()
    return row and row[0]


@contextmanager
def alone(path: Path) -> Iterator[tuple[int, object]]:
    """Keep everybody else from a file; yield its descriptor and which making of the tables it
    holds.
    """
    with ExitStack() as undo:
        flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        held = os.open(path, flags)
        # The last of all: closing any descriptor of a file gives up all locks on it.
        undo.callback(os.close, held)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        undo.callback(connection.close)
        yield held, _lock(connection)


def _lock(connection: sqlite3.Connection) -> object:
    """Take the whole file; return what `begun_at` does."""
    try:
        # Another program's write-ahead log would be written back when it is closed.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        return begun_at(connection)
    except FAULTS as error:
        if is_locked(error):
            raise
        return None  # no tables, or so damaged that nobody can write into it


def write_anew(path: Path, held: int, data: bytearray) -> None:
    """Write a catalogue's file over, which nobody else uses now.

    It is not deleted: who has it open would go on with what is no file any more, and SQLite would
    mend that with the journal of the next. The first page goes last, without which it is none.
    """
    for tail in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    with open(held, "wb", closefd=False) as out:
        out.truncate(0)
        out.seek(PAGE)
        out.write(data[PAGE:])
        out.flush()
        os.fsync(held)
        out.seek(0)
        out.write(data[:PAGE])
    Seal(path).note.unlink(missing_ok=True)
