"""The refresh: changed files -> the catalogue, in batches; safe to kill at any moment."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from briefing.catalogue import Catalogue
from briefing.catalogue.columns import encode_path
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


Result = TypeVar("Result")


def run(
    catalogue: Catalogue,
    store: "Store",
    stamps: Sequence["Stamp"],
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool],
) -> Changes:
    """Do what `refresh.refresh` says about the files that a scan has found."""
    one = _Run(catalogue, store, progress or _silent, cancelled)
    faults = 0
    while True:
        try:
            return one.run(stamps)
        except FAULTS as error:
            # Other processes may replace the file any number of times.
            faults += not catalogue.database.mend(error)
            if faults > _FAULTS:
                raise


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


class _Run:
    """One run over a store."""

    def __init__(
        self,
        catalogue: Catalogue,
        store: "Store",
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._catalogue = catalogue
        self._database = catalogue.database
        self._store = store
        self._progress = progress
        self._cancelled = cancelled

    def run(self, stamps: Sequence["Stamp"]) -> Changes:
        """Do the whole run."""
        self._catalogue.fresh = False
        self._forget_outdated()
        with self._catalogue.guard():
            pending, gone, added = compare(self._database.connection, stamps)
        self._remove(gone)
        # From the end: names often hold a date, and the latest are wanted first.
        pending.reverse()
        changed = self._index(pending)
        if not self._cancelled():
            self._write(_finish)
        new = min(added, changed)
        return Changes(new, changed - new, len(gone), len(stamps) - changed)

    # --- what a brief rests on ------------------------------------------------------------------

    def _forget_outdated(self) -> None:
        """Mark the briefs to be read again whose shared records or archived texts changed."""
        folder = self._store.folder
        with self._catalogue.guard():
            connection = self._database.connection
            if shared_changed(connection, folder):
                self._write(partial(_forget_all, shared=shared_stamp(folder)))
            elif numbers := list(outdated_archives(connection, folder)):
                self._write(partial(_forget, outdated=numbers))

    # --- writing --------------------------------------------------------------------------------

    def _write(self, change: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do `change` in one transaction."""
        with self._catalogue.guard(), self._database.writing() as connection:
            return change(connection)

    def _remove(self, paths: Sequence[str]) -> None:
        for start in range(0, len(paths), _MOST):
            part = paths[start : start + _MOST]
            self._write(partial(_remove_files, paths=part))

    def _index(self, pending: Sequence["Stamp"]) -> int:
        """Read and write the files; return how many held something new."""
        done, changed, size, began = 0, 0, _FIRST, time.monotonic()
        batch: list[Read] = []
        text = 0
        for read in self._reads(pending):
            batch.append(read)
            text += read.length
            if len(batch) >= size or text > _MOST_TEXT or done + len(batch) == len(pending):
                changed += self._write(partial(_put, batch=batch))
                done += len(batch)
                self._progress(done, len(pending))
                took = max(time.monotonic() - began, 0.001)
                size = max(_FIRST, min(_MOST, int(size * min(2.0, _SECONDS / took))))
                batch, text, began = [], 0, time.monotonic()
        return changed

    def _reads(self, pending: Sequence["Stamp"]) -> Iterator[Read]:
        """Read the files one after the other, until there are no more or it is enough."""
        reads = read_all(self._store, pending)
        try:
            for read in reads:
                if self._cancelled():
                    return
                yield read
        finally:
            reads.close()


def _put(connection: sqlite3.Connection, batch: Sequence[Read]) -> int:
    """Write what files hold; return how many of them held something new."""
    changes = Batch(connection)
    archives: list[tuple[str, int, int | None, int | None]] = []
    changed = 0
    for read in batch:
        path, sha256 = encode_path(read.path), read.entry.sha256
        row = connection.execute(
            "SELECT number, sha256 FROM file WHERE path = ?", (path,)
        ).fetchone()
        # The same bytes, and nothing they rest on has changed: only the stamp is new.
        known = row is not None and row[1] == sha256 != ""
        number = row[0] if known else changes.put(read.entry, None if row is None else row[0])
        connection.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
            (path, read.mtime_ns, read.size, read.odd, sha256, number),
        )
        if not known:
            changed += 1
            archives += ((encode_path(a), number, mtime, size) for a, mtime, size in read.archives)
    changes.finish()
    connection.executemany("INSERT OR REPLACE INTO archive VALUES (?, ?, ?, ?)", archives)
    return changed


def _remove_files(connection: sqlite3.Connection, paths: Sequence[str]) -> None:
    changes = Batch(connection)
    for path in paths:
        row = connection.execute("SELECT number FROM file WHERE path = ?", (path,)).fetchone()
        if row is not None:
            changes.remove(row[0])
            connection.execute("DELETE FROM file WHERE path = ?", (path,))
    changes.finish()


def _finish(connection: sqlite3.Connection) -> None:
    """Count what is wrong between briefs, and note that nothing is left to do."""
    recount(connection)
    note_finished(connection)


def _forget_all(connection: sqlite3.Connection, shared: str) -> None:
    note_unfinished(connection)
    connection.execute("UPDATE file SET mtime_ns = NULL, sha256 = ''")
    connection.execute("INSERT OR REPLACE INTO header VALUES ('shared', ?)", (shared,))


def _forget(connection: sqlite3.Connection, outdated: Sequence[int]) -> None:
    note_unfinished(connection)
    connection.executemany(
        "UPDATE file SET mtime_ns = NULL, sha256 = '' WHERE number = ?",
        ((number,) for number in outdated),
    )
