"""Changes of a store since its catalogue was last brought up to date.

They are those of the briefs, of the shared records, and of the archived texts. Nothing here loads
what reads briefs: mostly nothing has changed.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from briefing.catalogue.briefs import generation
from briefing.catalogue.storage.columns import decode_path, encode_path
from briefing.errors import UnreadableError
from briefing.store.files import (
    SHARED_NAMES,
    Fingerprint,
    Stamp,
    actual_path,
    can_be_kept,
    fingerprint_of,
    glance,
    stamp_of,
)

ArchiveStamp = tuple[int | None, int | None, int | None, int | None]
"""The `mtime_ns`, `size`, `inode` and `ctime_ns` of an archived text; None where there is none."""
READ_AGAIN: ArchiveStamp = (None, 0, None, None)
"""A sentinel for a text that could not be read, or that may change without its stamp."""
_NO_ARCHIVE: ArchiveStamp = (None, None, None, None)
_FILES = "SELECT path, mtime_ns, size, inode, odd, ctime_ns FROM file ORDER BY path"
_UNSETTLED = "SELECT EXISTS (SELECT 1 FROM file WHERE mtime_ns IS NULL)"
_FINISHED = "SELECT value FROM header WHERE key = 'finished'"
_FINISH = "INSERT OR REPLACE INTO header VALUES ('finished', ?)"
_PATTERNS = "SELECT value FROM header WHERE key = 'ignore'"
_NOTE_PATTERNS = "INSERT OR REPLACE INTO header VALUES ('ignore', ?)"
_SHARED = "SELECT value FROM header WHERE key = 'shared'"


class Changes(NamedTuple):
    """The numbers of files that a refresh found changed."""

    added: int
    """Files that are new."""
    changed: int
    """Files with new content, or with changed shared records or archived texts."""
    removed: int
    """Files that are gone."""
    unchanged: int
    """Files that were left as they are."""

    def __str__(self) -> str:
        """The numbers that are not 0, each with its name."""
        counts = self._asdict().items()
        return ", ".join(f"{count:,} {name}" for name, count in counts if count) or "no briefs"


class Work(NamedTuple):
    """The files that a refresh must read or remove."""

    pending: list[Stamp]
    """Files to read, by path."""
    gone: list[str]
    """Paths of files to remove, as the tables hold them."""
    added: int
    """The number of those to read that are new."""


def compare(connection: sqlite3.Connection, stamps: Iterable[Stamp]) -> Work:
    """Compare the files of a store with those that the catalogue was made from."""
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
        if row[1:] != stamp[1:]:
            pending.append(stamp)
        row = next(rows, None)
    if row is not None:
        gone += [row[0], *(path for path, *_ in rows)]
    return Work(pending, gone, added)


def _stored_path(stamp: Stamp) -> str:
    return encode_path(stamp.path)


def kept_fingerprint(
    connection: sqlite3.Connection, finished: str | None = None
) -> Fingerprint | None:
    """Return the fingerprint of the files as of the last run; None unless that was finished and
    nothing is left to be read again.

    `finished` is what was noted of that run, where it does not stand in the tables.
    """
    if finished is None:
        row = connection.execute(_FINISHED).fetchone()
        finished = row[0] if row is not None else "0"
    kept = [int(value) for value in finished.split() if value.isdecimal()] or [0]
    if len(kept) == 3 and kept[0] == generation(connection):
        return Fingerprint(*kept[1:])
    return None


def kept_patterns(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the patterns of the shared file as of the last run."""
    row = connection.execute(_PATTERNS).fetchone()
    return tuple(row[0].splitlines()) if row is not None else ()


def note_patterns(connection: sqlite3.Connection, patterns: Iterable[str]) -> None:
    """Note the patterns of the shared file; inside a transaction."""
    connection.execute(_NOTE_PATTERNS, ("\n".join(patterns),))


def note_finished(connection: sqlite3.Connection) -> None:
    """Record that a run has finished, with the fingerprint; inside a transaction."""
    value = str(generation(connection))
    (unsettled,) = connection.execute(_UNSETTLED).fetchone()
    if not unsettled:
        # Of the rows, not of what this run has scanned: another process may have written some.
        rows = connection.execute(_FILES)
        kept = fingerprint_of((decode_path(path), *rest) for path, *rest in rows)
        value = f"{value} {kept.files} {kept.total}"
    connection.execute(_FINISH, (value,))


def note_unfinished(connection: sqlite3.Connection) -> None:
    """Note that files are to be read again; inside a transaction."""
    connection.execute("DELETE FROM header WHERE key = 'finished'")


def shared_stamp(folder: Path) -> str:
    """Return the name and stamp of the shared records; empty where there are none."""
    for name in SHARED_NAMES:
        try:
            stamp = glance(folder, name)
        except OSError:
            continue
        # One that has not settled is read once more when it has.
        settled = "" if can_be_kept(stamp) else " unsettled"
        return f"{name} {stamp.mtime_ns} {stamp.size} {stamp.inode} {stamp.ctime_ns}{settled}"
    return ""


def shared_changed(connection: sqlite3.Connection, folder: Path) -> bool:
    """Whether the shared records have changed."""
    row = connection.execute(_SHARED).fetchone()
    return (row[0] if row else "") != shared_stamp(folder)


def outdated_archives(connection: sqlite3.Connection, folder: Path) -> Iterator[int]:
    """Yield the numbers of briefs with changed archived texts."""
    stamps: dict[str, ArchiveStamp] = {}
    for path, number, *kept in connection.execute("SELECT * FROM archive").fetchall():
        if path not in stamps:
            stamps[path] = archive_stamp(folder, decode_path(path), quick=kept[0] is not None)
        if stamps[path] != tuple(kept):
            yield number


def archive_stamp(
    folder: Path, path: str, *, quick: bool = False, read_at: int | None = None
) -> ArchiveStamp:
    """Return the stamp of an archived text, None throughout where there is none.

    `quick` asks for one that was found inside the store before, under this very name. With the time
    `read_at` at which it was read (nanoseconds), one that may have changed since is to be read
    again.
    """
    try:
        stamp = glance(folder, path) if quick else stamp_of(folder, actual_path(folder, path))
    except (OSError, UnreadableError):
        return _NO_ARCHIVE
    if read_at is not None and not can_be_kept(stamp, read_at):
        return READ_AGAIN
    return stamp.mtime_ns, stamp.size, stamp.inode, stamp.ctime_ns
