"""The catalogue's other inputs: shared records and archived texts."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from briefing.catalogue.columns import decode_path
from briefing.errors import UnreadableError
from briefing.store.files import SHARED_NAMES, glance, stamp_of

ArchiveStamp = tuple[int | None, int | None]
"""Time and size of an archived text; None where there is none."""
_SHARED = "SELECT value FROM header WHERE key = 'shared'"


def shared_stamp(folder: Path) -> str:
    """Return what tells whether the shared records have changed; empty where there are none."""
    for name in SHARED_NAMES:
        try:
            stamp = glance(folder, name)
        except OSError:
            continue
        return f"{name} {stamp.mtime_ns} {stamp.size} {stamp.inode}"
    return ""


def shared_changed(connection: sqlite3.Connection, folder: Path) -> bool:
    """Whether the shared records are not those that the catalogue was made with."""
    row = connection.execute(_SHARED).fetchone()
    return (row[0] if row else "") != shared_stamp(folder)


def outdated_archives(connection: sqlite3.Connection, folder: Path) -> Iterator[int]:
    """Yield the numbers of briefs whose archived texts are not as they were."""
    told: dict[str, ArchiveStamp] = {}
    for path, number, mtime, size in connection.execute("SELECT * FROM archive").fetchall():
        if path not in told:
            told[path] = archive_stamp(folder, decode_path(path), quick=mtime is not None)
        if told[path] != (mtime, size):
            yield number


def archive_stamp(folder: Path, path: str, *, quick: bool = False) -> ArchiveStamp:
    """Return mtime_ns and size of an archived text, None twice where there is none.

    `quick` asks for one that was found inside the store before.
    """
    try:
        stamp = (glance if quick else stamp_of)(folder, path)
    except (OSError, UnreadableError):
        return None, None
    return stamp.mtime_ns, stamp.size
