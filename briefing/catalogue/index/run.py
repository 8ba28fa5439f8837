"""The refresh: changed files -> the catalogue, in batches; safe to kill at any moment."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from briefing.catalogue import Catalogue
from briefing.catalogue.index import merge
from briefing.catalogue.index.changes import (
    Changes,
    Work,
    compare,
    note_finished,
    note_patterns,
    note_unfinished,
    outdated_archives,
    shared_changed,
    shared_stamp,
)
from briefing.catalogue.index.cross_checks import recount
from briefing.catalogue.index.entries import FileEntry
from briefing.catalogue.index.read_file import Read
from briefing.catalogue.index.shared_names import keep_gaps, keep_names
from briefing.catalogue.index.workers import read_all
from briefing.catalogue.index.write import Batch
from briefing.catalogue.storage.columns import encode_path, json_list, placeholders
from briefing.catalogue.storage.sqlite import FAULTS
from briefing.store.files import Scan, Stamp, is_shared, named_like_briefs
from briefing.store.store import Store

_FIRST, _MOST = 32, 1024  # files of the first batch and of the largest
_MOST_TEXT = 8_000_000  # characters held before they are written
_FAULTS = 2  # that are mended in a run
_SECONDS = 0.5  # a batch holds no more than can be written in about this time
_FILE = "SELECT number, sha256 FROM file WHERE path = ?"
_IS_NAMED = "SELECT 1 FROM named WHERE path = ?"
_NAMED_BRIEFS = (
    "SELECT path, number FROM file WHERE number > 0 AND path IN (SELECT path FROM named)"
)
_FREED = (
    "SELECT path FROM file WHERE number IS NULL AND sha256 = '' "
    "AND path NOT IN (SELECT path FROM named)"
)
_NO_BRIEF = "-"
"""In the place of the SHA-256 of a file that is not a brief by itself."""
_GIVEN = "number IN (SELECT value FROM json_each(?))"

Result = TypeVar("Result")


def run(
    catalogue: Catalogue,
    store: Store,
    scan: Scan,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool],
) -> Changes:
    """Bring the catalogue up to date with the files of a scan; see `refresh.refresh`."""
    faults = 0
    while True:
        try:
            return _Run(catalogue, store, scan, progress, cancelled).run()
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
        scan: Scan,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._catalogue, self._store, self._scan = catalogue, store, scan
        self._progress, self._cancelled = progress, cancelled

    def run(self) -> Changes:
        self._catalogue.fresh = False
        stamps = (*self._scan.stamps, *self._scan.odd, *self._scan.shared)
        self._forget_outdated()
        work = self._compare(stamps)
        if folders := _folders_of_shared(work):
            self._take_shared(partial(_forget_folders, folders=folders))
            work = self._compare(stamps)
        pending, gone, added = work
        for start in range(0, len(gone), _MOST):
            self._write(partial(_remove, paths=gone[start : start + _MOST]))
        # From the end: names often hold a date, and the latest are wanted first.
        pending.reverse()
        changed = self._index(pending)
        if not self._cancelled() and (freed := self._write(_settle_archives)):
            # Read once already; nothing names them as archives any more.
            changed += self._index([one for one in stamps if encode_path(one.path) in freed])
        if not self._cancelled():
            self._write(partial(_finish, patterns=self._scan.patterns))
        if changed >= merge.MANY:
            self._merge()
        new = min(added, changed)
        return Changes(new, changed - new, len(gone), len(stamps) - changed)

    def _forget_outdated(self) -> None:
        """Mark the briefs whose shared records or archived texts changed, to be read again."""
        folder = self._store.folder
        with self._catalogue.guard():
            connection = self._catalogue.database.connection
            if shared_changed(connection, folder):
                self._take_shared(partial(_forget_all, shared=shared_stamp(folder)))
            elif numbers := list(outdated_archives(connection, folder)):
                self._write(lambda c: _forget(c, _GIVEN, json_list(numbers)))

    def _take_shared(self, forget: Callable[[sqlite3.Connection], None]) -> None:
        """Forget briefs that depend on changed shared records, and store those records."""
        every = self._store.every_shared(self._scan)
        says = [one.loaded.shared for one in every]
        archives = [source.archive for shared in says for source in shared.sources.values()]
        named = list(named_like_briefs(self._store.folder, archives))
        self._write(forget)
        self._write(partial(_name_archives, by="", paths=named))
        self._write(partial(keep_names, shared=says))
        gaps = [(one.path, one.loaded.missing) for one in every if one.loaded.missing]
        self._write(partial(keep_gaps, gaps=gaps))

    def _compare(self, stamps: Sequence[Stamp]) -> Work:
        with self._catalogue.guard():
            return compare(self._catalogue.database.connection, stamps)

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

    def _merge(self) -> None:
        for table in ("doc", "rec"):
            step = merge.begin_merge
            while not self._cancelled() and self._write(partial(step, table=table)):
                step = merge.go_on_merging

    def _reads(self, pending: Sequence[Stamp]) -> Iterator[Read]:
        """Read the files in order, until all are read or the run is cancelled."""
        reads = read_all(self._store, pending)
        try:
            for read in reads:
                if self._cancelled():
                    return
                yield read
        finally:
            reads.close()


def _put(connection: sqlite3.Connection, batch: Sequence[Read]) -> int:
    """Write what files hold; return how many briefs had new content."""
    changes = Batch(connection)
    archives: list[tuple[str | int | None, ...]] = []
    changed = 0
    for read in batch:
        path, entry = encode_path(read.stamp.path), read.entry if read.is_brief else None
        sha256 = entry.sha256 if entry is not None else _NO_BRIEF
        before, known = connection.execute(_FILE, (path,)).fetchone() or (None, "")
        number = before
        # With the same bytes, and no other input changed, only the stamp is new.
        if known != sha256 or not sha256:
            _name_archives(connection, path, read.named)
            if connection.execute(_IS_NAMED, (path,)).fetchone():
                entry, sha256 = None, ""
            number = _replace(changes, before, entry)
            changed += number is not None or before is not None
            archives += ((encode_path(name), number, *kept) for name, kept in read.archives)
        connection.execute(
            f"INSERT OR REPLACE INTO file VALUES ({placeholders(8)})",
            (path, read.mtime_ns, *read.stamp[2:], sha256, number),
        )
    changes.finish()
    archives = [row for row in archives if row[1] is not None]
    connection.executemany(f"INSERT OR REPLACE INTO archive VALUES ({placeholders(6)})", archives)
    return changed


def _replace(changes: Batch, before: int | None, entry: FileEntry | None) -> int | None:
    """Put an entry in the place of the brief `before`; return its number, None for no brief."""
    if entry is not None:
        return changes.put(entry, before)
    if before is not None:
        changes.remove(before)
    return None


def _name_archives(connection: sqlite3.Connection, by: str, paths: Sequence[str]) -> None:
    """Note the files named like briefs that a file names as archives."""
    connection.execute("DELETE FROM named WHERE by = ?", (by,))
    rows = ((encode_path(path), by) for path in paths)
    connection.executemany("INSERT OR IGNORE INTO named VALUES (?, ?)", rows)


def _settle_archives(connection: sqlite3.Connection) -> set[str]:
    """Remove briefs that turned out to be archives; return the paths no longer archives."""
    named = connection.execute(_NAMED_BRIEFS).fetchall()
    changes = Batch(connection)
    for path, number in named:
        changes.remove(number)
        connection.execute("UPDATE file SET number = NULL, sha256 = '' WHERE path = ?", (path,))
    if named:
        changes.finish()
    return {path for (path,) in connection.execute(_FREED)}


def _remove(connection: sqlite3.Connection, paths: Sequence[str]) -> None:
    changes = Batch(connection)
    for path in paths:
        row = connection.execute(_FILE, (path,)).fetchone()
        if row is not None:
            _replace(changes, row[0], None)
            _name_archives(connection, path, ())
            connection.execute("DELETE FROM file WHERE path = ?", (path,))
    changes.finish()


def _finish(connection: sqlite3.Connection, patterns: Sequence[str]) -> None:
    recount(connection)
    note_patterns(connection, patterns)
    note_finished(connection)


def _folders_of_shared(work: Work) -> set[str]:
    """Return the folders whose shared records were added, removed or changed, encoded."""
    paths = {*(encode_path(stamp.path) for stamp in work.pending), *work.gone}
    return {path.rpartition("/")[0] for path in paths if is_shared(path)}


def _forget_folders(connection: sqlite3.Connection, folders: Iterable[str]) -> None:
    for folder in folders:
        above = f"{folder}/"
        _forget(connection, "substr(path, 1, ?) = ?", len(above), above)


def _forget_all(connection: sqlite3.Connection, shared: str) -> None:
    _forget(connection, "1")
    connection.execute("INSERT OR REPLACE INTO header VALUES ('shared', ?)", (shared,))


def _forget(connection: sqlite3.Connection, where: str, *values: str | int) -> None:
    note_unfinished(connection)
    connection.execute(f"UPDATE file SET mtime_ns = NULL, sha256 = '' WHERE {where}", values)
