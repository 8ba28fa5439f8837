"""What has changed in a store since its catalogue was last brought up to date.

Nothing here loads what reads briefs: mostly nothing has changed.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from briefing.catalogue.briefs import generation
from briefing.catalogue.columns import encode_path
from briefing.catalogue.index.dependencies import outdated_archives, shared_changed
from briefing.store.files import Stamp

_FILES = "SELECT path, mtime_ns, size, odd FROM file ORDER BY path"
_FINISHED = "SELECT value FROM header WHERE key = 'finished'"
_FINISH = "INSERT OR REPLACE INTO header VALUES ('finished', ?)"


class Work(NamedTuple):
    """What is to be done about the files of a store."""

    pending: list[Stamp]
    """Files to read, by path."""
    gone: list[str]
    """Paths of files to forget, as the tables hold them."""
    added: int
    """How many of those to read are new."""


def compare(connection: sqlite3.Connection, stamps: Iterable[Stamp]) -> Work:
    """Compare the files there are with those that the catalogue was made from."""
    pending, gone, added = [], [], 0
    rows = iter(connection.execute(_FILES))
    row = next(rows, None)
    # Side by side, so that the rows of a large store are never held all at once.
    for stamp in sorted(stamps, key=_stored_path):
        path = encode_path(stamp.path)
        while row is not None and row[0] < path:
            gone.append(row[0])
            row = next(rows, None)
        if row is None or row[0] != path:
            added += 1
            pending.append(stamp)
            continue
        if row[1:] != (stamp.mtime_ns, stamp.size, stamp.odd):
            pending.append(stamp)
        row = next(rows, None)
    if row is not None:
        gone += [row[0], *(path for path, *_ in rows)]
    return Work(pending, gone, added)


def _stored_path(stamp: Stamp) -> str:
    return encode_path(stamp.path)


def is_current(connection: sqlite3.Connection, folder: Path, stamps: Iterable[Stamp]) -> bool:
    """Whether nothing has changed since a run that was finished: no file, and nothing else that
    the catalogue rests on.
    """
    if not is_finished(connection) or shared_changed(connection, folder):
        return False
    work = compare(connection, stamps)
    return (
        not (work.pending or work.gone)
        and next(outdated_archives(connection, folder), None) is None
    )


def is_finished(connection: sqlite3.Connection) -> bool:
    """Whether the last run came to its end."""
    row = connection.execute(_FINISHED).fetchone()
    return row is not None and row[0] == generation(connection)


def note_finished(connection: sqlite3.Connection) -> None:
    """Note that a run has come to its end; inside a transaction."""
    connection.execute(_FINISH, (generation(connection),))
