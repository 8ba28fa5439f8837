"""The refresh: changed files -> the catalogue, in batches; safe to kill at any moment."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from briefing.catalogue import Catalogue
from briefing.catalogue.columns import encode_path, json_list, placeholders
from briefing.catalogue.index.changes import (
    Changes,
    compare,
    note_finished,
    note_unfinished,
    outdated_archives,
    shared_changed,
    shared_stamp,
)
from briefing.catalogue.index.cross_checks import recount
from briefing.catalogue.index.read_file import Read
from briefing.catalogue.index.workers import read_all
from briefing.catalogue.index.write import Batch
from briefing.sqlite import FAULTS
from briefing.store.files import Stamp
from briefing.store.store import Store

_FIRST, _MOST = 32, 1024  # files of the first batch and of the largest
_MOST_TEXT = 8_000_000  # characters held before they are written
_FAULTS = 2  # that are mended in a run
_SECONDS = 0.5  # a batch holds no more than can be written in about this time
_FILE = "SELECT number, sha256 FROM file WHERE path = ?"
_GIVEN = "number IN (SELECT value FROM json_each(?))"

Result = TypeVar("Result")


def run(
    catalogue: Catalogue,
    store: Store,
    stamps: Sequence[Stamp],
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool],
) -> Changes:
    """Bring the catalogue up to date with the files of a scan; see `refresh.refresh`."""
    faults = 0
    while True:
        try:
            return _Run(catalogue, store, progress, cancelled).run(stamps)
        except FAULTS as error:
            # Other processes may replace the file any number of times.
            faults += not catalogue.database.mend(error)
            if faults > _FAULTS:
                raise


class _Run:
    """One run over a store."""

    def __init__(
        self,
        catalogue: Catalogue,
        store: Store,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._catalogue, self._store = catalogue, store
        self._progress, self._cancelled = progress, cancelled

    def run(self, stamps: Sequence[Stamp]) -> Changes:
        self._catalogue.fresh = False
        self._forget_outdated()
        with self._catalogue.guard():
            pending, gone, added = compare(self._catalogue.database.connection, stamps)
        for start in range(0, len(gone), _MOST):
            self._write(partial(_remove, paths=gone[start : start + _MOST]))
        # From the end: names often hold a date, and the latest are wanted first.
        pending.reverse()
        changed = self._index(pending)
        if not self._cancelled():
            self._write(_finish)
        new = min(added, changed)
        return Changes(new, changed - new, len(gone), len(stamps) - changed)

    def _forget_outdated(self) -> None:
        """Mark the briefs whose shared records or archived texts changed, to be read again."""
        folder = self._store.folder
        with self._catalogue.guard():
            connection = self._catalogue.database.connection
            if shared_changed(connection, folder):
                self._write(lambda c: _forget_all(c, shared_stamp(folder)))
            elif numbers := list(outdated_archives(connection, folder)):
                self._write(lambda c: _forget(c, _GIVEN, json_list(numbers)))

    def _write(self, change: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do `change` in one transaction."""
        with self._catalogue.guard(), self._catalogue.database.writing() as connection:
            return change(connection)

    def _index(self, pending: Sequence[Stamp]) -> int:
        """Read and write the files; return how many had new content."""
        done, changed, size, began = 0, 0, _FIRST, time.monotonic()
        batch: list[Read] = []
        text = 0
        for read in self._reads(pending):
            batch.append(read)
            text += read.length
            if len(batch) >= size or text > _MOST_TEXT or done + len(batch) == len(pending):
                changed += self._write(partial(_put, batch=batch))
                done += len(batch)
                if self._progress is not None:
                    self._progress(done, len(pending))
                took = max(time.monotonic() - began, 0.001)
                size = max(_FIRST, min(_MOST, int(size * min(2.0, _SECONDS / took))))
                batch, text, began = [], 0, time.monotonic()
        return changed

    def _reads(self, pending: Sequence[Stamp]) -> Iterator[Read]:
        """Read the files one after the other, until there are no more or the run is cancelled."""
        reads = read_all(self._store, pending)
        try:
            for read in reads:
                if self._cancelled():
                    return
                yield read
        finally:
            reads.close()


def _put(connection: sqlite3.Connection, batch: Sequence[Read]) -> int:
    """Write what files hold; return how many of them had new content."""
    changes = Batch(connection)
    archives: list[tuple[str | int | None, ...]] = []
    changed = 0
    for read in batch:
        path, sha256, stamp = encode_path(read.stamp.path), read.entry.sha256, read.stamp
        row = connection.execute(_FILE, (path,)).fetchone()
        # The same bytes, and no other input has changed: only the stamp is new.
        is_same = row is not None and row[1] == sha256 != ""
        number = row[0] if is_same else changes.put(read.entry, None if row is None else row[0])
        connection.execute(
            f"INSERT OR REPLACE INTO file VALUES ({placeholders(8)})",
            (path, read.mtime_ns, *stamp[2:], sha256, number),
        )
        if not is_same:
            changed += 1
            archives += ((encode_path(name), number, *kept) for name, kept in read.archives)
    changes.finish()
    connection.executemany(f"INSERT OR REPLACE INTO archive VALUES ({placeholders(6)})", archives)
    return changed


def _remove(connection: sqlite3.Connection, paths: Sequence[str]) -> None:
    changes = Batch(connection)
    for path in paths:
        row = connection.execute(_FILE, (path,)).fetchone()
        if row is not None:
            changes.remove(row[0])
            connection.execute("DELETE FROM file WHERE path = ?", (path,))
    changes.finish()


def _finish(connection: sqlite3.Connection) -> None:
    recount(connection)
    note_finished(connection)


def _forget_all(connection: sqlite3.Connection, shared: str) -> None:
    _forget(connection, "1")
    connection.execute("INSERT OR REPLACE INTO header VALUES ('shared', ?)", (shared,))


def _forget(connection: sqlite3.Connection, where: str, *values: str) -> None:
    note_unfinished(connection)
    connection.execute(f"UPDATE file SET mtime_ns = NULL, sha256 = '' WHERE {where}", values)
