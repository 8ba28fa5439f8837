"""The refresh: changed files -> the catalogue, in batches; safe to kill at any moment."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from briefing.catalogue import Catalogue
from briefing.catalogue.lists import keep_order
from briefing.catalogue.paths import actual, stored
from briefing.catalogue.renewing import FAULTS, BegunAnew, is_refusal
from briefing.indexer.changes import Changes
from briefing.indexer.counting import recount
from briefing.indexer.reading import Read
from briefing.indexer.resting import NEVER, outdated, shared_changed, shared_stamp
from briefing.indexer.unchanged import share_of, sum_of
from briefing.indexer.writing import Batch

if TYPE_CHECKING:
    from briefing.files import Stamp
    from briefing.store import Store

_FIRST, _MOST = 32, 1024  # files of the first batch and of the largest
_MOST_TEXT = 8_000_000  # characters held before they are written
_FAULTS = 2  # that are mended in a run
_SECONDS = 0.5  # a batch holds no more than can be written in about this time


Result = TypeVar("Result")


def run(
    catalogue: Catalogue,
    store: "Store",
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool],
) -> Changes:
    """Do what `indexer.refresh` says, looking at every file."""
    one = _Run(catalogue, store, progress or _silent, cancelled)
    faults = 0
    while True:
        try:
            return one.run()
        except FAULTS as error:
            # Other processes may begin the tables anew any number of times.
            faults += not isinstance(error, BegunAnew)
            if faults > _FAULTS:
                raise
            one.mend(error)


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

    def mend(self, error: Exception) -> None:
        """Go on in memory where the disk refuses, or begin anew where the tables are damaged."""
        if is_refusal(error):
            self._database.move_to_memory()
        elif self._database.is_damaged(error):
            self._database.begin_anew()
        else:
            raise error

    def run(self) -> Changes:
        """Do the whole run."""
        self._catalogue.fresh = False
        # First of all: where the folder is away for a moment, nothing in it has changed.
        scan = self._store.scan()
        self._forget_outdated()
        stamps = (*scan.stamps, *scan.odd)
        pending, gone, added = self._compare(stamps)
        self._remove(gone)
        # From the end: names often hold a date, and the latest are wanted first.
        pending.reverse()
        changed = self._index(pending)
        if not self._cancelled():
            self._write(_finish)
            self._database.seal()
        new = min(added, changed)
        return Changes(new, changed - new, len(gone), len(stamps) - changed)

    def _compare(self, stamps: Sequence["Stamp"]) -> tuple[list["Stamp"], list[str], int]:
        """Return the files to read, those to forget, and how many of the former are new."""
        pending: list[Stamp] = []
        gone: list[str] = []
        added = 0
        with self._catalogue.guard():
            rows = self._database.connection.execute(
                "SELECT path, mtime_ns, size FROM file ORDER BY path"
            )
            row = rows.fetchone()
            for stamp in sorted(stamps, key=lambda stamp: stored(stamp.path)):
                path = stored(stamp.path)
                while row is not None and row[0] < path:
                    gone.append(row[0])
                    row = rows.fetchone()
                if row is None or row[0] != path:
                    added += 1
                    pending.append(stamp)
                    continue
                if row[1:] != (stamp.mtime_ns, stamp.size):
                    pending.append(stamp)
                row = rows.fetchone()
            while row is not None:
                gone.append(row[0])
                row = rows.fetchone()
        return pending, gone, added

    # --- what a brief rests on ------------------------------------------------------------------

    def _forget_outdated(self) -> None:
        """Mark the briefs to be read again whose shared records or archived texts changed."""
        folder = self._store.folder
        with self._catalogue.guard():
            connection = self._database.connection
            if shared_changed(connection, folder):
                self._write(partial(_forget_all, shared=shared_stamp(folder)))
            elif numbers := list(outdated(connection, folder)):
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
        from briefing.indexer.workers import read_all

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
    archives: list[tuple[str, int, int, int]] = []
    changed = 0
    for read in batch:
        path, sha256 = stored(read.path), read.entry.sha256
        row = connection.execute(
            "SELECT number, sha256 FROM file WHERE path = ?", (path,)
        ).fetchone()
        # The same bytes, and nothing they rest on has changed: only the stamp is new.
        known = row is not None and row[1] == sha256 != ""
        number = row[0] if known else changes.put(read.entry, None if row is None else row[0])
        connection.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
            (path, read.mtime_ns, read.size, sha256, number),
        )
        if not known:
            changed += 1
            archives += ((stored(a), number, mtime, size) for a, mtime, size in read.archives)
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
    """Count what is wrong between briefs, and keep what the next start asks for: the order of the
    list, and what tells that nothing has changed.
    """
    recount(connection)
    keep_order(connection)
    unsettled = connection.execute(
        "SELECT 1 FROM file WHERE mtime_ns = ? LIMIT 1", (NEVER,)
    ).fetchone()
    if unsettled is None:
        rows = connection.execute("SELECT path, mtime_ns, size FROM file")
        total = sum_of(share_of(actual(path), mtime, size) for path, mtime, size in rows)
        connection.execute("INSERT OR REPLACE INTO header VALUES ('sum', ?)", (total,))


def _forget_all(connection: sqlite3.Connection, shared: str) -> None:
    connection.execute("UPDATE file SET mtime_ns = ?, sha256 = ''", (NEVER,))
    connection.execute("DELETE FROM header WHERE key = 'sum'")
    connection.execute("INSERT OR REPLACE INTO header VALUES ('shared', ?)", (shared,))


def _forget(connection: sqlite3.Connection, outdated: Sequence[int]) -> None:
    connection.execute("DELETE FROM header WHERE key = 'sum'")
    connection.executemany(
        "UPDATE file SET mtime_ns = ?, sha256 = '' WHERE number = ?",
        ((NEVER, number) for number in outdated),
    )
