"""What a folder has of a shared store: the version of each file, and how far it has read the feed.

It is kept in the folder itself, under hidden names, so that it goes where the folder goes.
"""

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from briefing.errors import StoreError
from briefing.paths import require_folder

FEED = ".briefing-feed"
"""A small file with the number of the last change: it changes only after files have changed."""
FILES = ".briefing-files.db"
"""The version of each file."""
LOCK = ".briefing-lock"
"""Locked while files are written, by one program at a time."""

_SLICE = 500
"""Files per statement."""
_CREATE = """
CREATE TABLE IF NOT EXISTS header (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
    path BLOB PRIMARY KEY, at INTEGER NOT NULL, sha256 BLOB NOT NULL, handling TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL
) WITHOUT ROWID;
"""


class FileRecord(NamedTuple):
    """A file as the folder had it when it was last pulled or published."""

    path: str
    """Within the folder."""
    at: int
    """The time of its version, in microseconds since 1970: no two versions of a path share one."""
    sha256: bytes
    """Of its bytes."""
    handling: str
    """The handling mark under which it was published."""
    size: int
    """In bytes."""
    mtime_ns: int
    """The time of the file's last change on disk; 0 if it is not known."""


class FolderRecord:
    """The record of one folder; open it while its lock is held to write."""

    def __init__(self, folder: Path) -> None:
        """Open or create it.

        Raises:
            StoreError: the folder cannot be written to, or the record is damaged.
        """
        require_folder(folder)
        self.folder = folder
        """The folder."""
        try:
            with ExitStack() as undo:
                connection = sqlite3.connect(
                    folder / FILES, timeout=20, isolation_level=None, check_same_thread=False
                )
                undo.callback(connection.close)
                connection.executescript(_CREATE)
                undo.pop_all()
        except sqlite3.Error as error:
            raise StoreError(
                f"{folder / FILES}: {error}; make the folder writable, or remove the file and pull "
                "again"
            ) from None
        self._connection = connection

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    def get(self, key: str) -> str:
        """Return a value of the header; empty if it was never set."""
        row = self._connection.execute("SELECT value FROM header WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def files(self) -> dict[str, FileRecord]:
        """Return every file by path."""
        rows = self._connection.execute("SELECT * FROM file")
        return {(path := os.fsdecode(raw)): FileRecord(path, *others) for raw, *others in rows}

    def some(self, paths: Iterable[str]) -> dict[str, FileRecord]:
        """Return those of the files `paths` that are in the record, by path."""
        asked = [os.fsencode(path) for path in paths]
        found = {}
        for start in range(0, len(asked), _SLICE):
            some = asked[start : start + _SLICE]
            places = ",".join("?" * len(some))
            rows = self._connection.execute(f"SELECT * FROM file WHERE path IN ({places})", some)
            for raw, *others in rows:
                path = os.fsdecode(raw)
                found[path] = FileRecord(path, *others)
        return found

    def write(
        self, files: Iterable[FileRecord] = (), gone: Iterable[str] = (),
        header: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Write what the folder now has, in one transaction."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            connection.executemany(
                "DELETE FROM file WHERE path = ?", ((os.fsencode(path),) for path in gone)
            )
            connection.executemany(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
                ((os.fsencode(each.path), *each[1:]) for each in files),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO header VALUES (?, ?)", (header or {}).items()
            )

    def announce(self) -> None:
        """Write the small status file that watchers of the folder read."""
        said = {key: self.get(key) for key in ("address", "uid", "change")}
        text = json.dumps(said, ensure_ascii=False) + "\n"
        temporary = self.folder / f"{FEED}.tmp"
        temporary.write_text(text, "utf-8")
        temporary.replace(self.folder / FEED)


def address_of(folder: Path) -> str:
    """Return the address of the shared store that a folder was pulled from or published to.

    Empty for a folder that never was.
    """
    try:
        value = json.loads((folder / FEED).read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    address = value.get("address") if isinstance(value, dict) else None
    return address if isinstance(address, str) else ""


@contextmanager
def locked(folder: Path) -> Iterator[FolderRecord]:
    """Yield the record of a folder while no other program pulls into it or publishes from it.

    Raises:
        StoreError: the folder is not one, or cannot be written to.
    """
    require_folder(folder)
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"{folder / LOCK}: {error.strerror}; make the folder writable") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        record = FolderRecord(folder)
        try:
            yield record
        finally:
            record.close()
    finally:
        os.close(descriptor)
