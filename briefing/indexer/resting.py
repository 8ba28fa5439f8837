"""The catalogue's other inputs: shared records and archived texts."""

import os
import sqlite3
from collections.abc import Iterator

from briefing.catalogue.paths import actual
from briefing.indexer.unchanged import SHARED_NAMES, TIME_BITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

NEVER = -1
"""A time that no file has: what bears it is to be read again."""
SUM = "SELECT value FROM header WHERE key = 'sum'"
_SHARED = "SELECT value FROM header WHERE key = 'shared'"


def shared_stamp(folder: "Path") -> str:
    """Return what tells whether the shared records have changed; empty where there are none."""
    for name in SHARED_NAMES:
        try:
            told = os.stat(folder / name)  # noqa: PTH116
        except OSError:
            continue
        return f"{name} {told.st_mtime_ns} {told.st_size} {told.st_ino}"
    return ""


def shared_changed(connection: sqlite3.Connection, folder: "Path") -> bool:
    """Whether the shared records are not those that the catalogue was made with."""
    row = connection.execute(_SHARED).fetchone()
    return (row[0] if row else "") != shared_stamp(folder)


def outdated(connection: sqlite3.Connection, folder: "Path") -> Iterator[int]:
    """Yield the numbers of briefs whose archived texts are not as they were."""
    told: dict[str, tuple[int, int]] = {}
    for path, number, mtime, size in connection.execute("SELECT * FROM archive").fetchall():
        if path not in told:
            told[path] = archive_stamp(folder, actual(path), quick=mtime != NEVER)
        if told[path] != (mtime, size):
            yield number


def archive_stamp(folder: "Path", path: str, *, quick: bool = False) -> tuple[int, int]:
    """Return mtime_ns and size of an archived text, `NEVER` twice where there is none.

    `quick` asks for one that was found inside the store before.
    """
    try:
        if quick:
            told = os.stat(folder / path)  # noqa: PTH116
            return told.st_mtime_ns & TIME_BITS, told.st_size
        return _careful_stamp(folder, path)
    except OSError:
        return NEVER, NEVER


def _careful_stamp(folder: "Path", path: str) -> tuple[int, int]:
    from briefing import files
    from briefing.errors import UnreadableError

    try:
        stamp = files.stamp_of(folder, path)
    except UnreadableError:
        return NEVER, NEVER
    return stamp.mtime_ns, stamp.size


def files_if_current(
    connection: sqlite3.Connection, folder: "Path", total: str | None
) -> int | None:
    """Return how many files there are if nothing has changed since a run that was finished.

    `total` is the sum for the store's files as they are now; see `unchanged`.
    """
    row = connection.execute(SUM).fetchone()
    if total is None or row is None or row[0] != total or shared_changed(connection, folder):
        return None
    if next(outdated(connection, folder), None) is not None:
        return None
    return int(total.split()[0])
