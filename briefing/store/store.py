"""A store: a folder of briefs with shared records and archives.

A store is only ever read. What was read is kept until the file changes on disk, so that asking
again costs a look at the file's stamp. Several threads may use one store.

What looks at files is imported when they are first looked at, and the models when the first file
is read. Looking whether any has changed takes milliseconds, importing the models ten times as
long, and mostly nothing has changed.
"""

import os
from _thread import allocate_lock
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.paths import require_folder
from briefing.store.file_names import SHARED_NAMES, is_brief

if TYPE_CHECKING:
    from briefing.loader.load import Loaded
    from briefing.loader.problems import Problem
    from briefing.model.brief import Shared
    from briefing.store.checked_brief import CheckedBrief, StoredFile
    from briefing.store.file_cache import FileCache
    from briefing.store.file_listing import FileListing
    from briefing.store.files import Fingerprint, Scan, Stamp
    from briefing.store.shared_files import SharedSnapshot

_FILES_KEPT = 64


class Store:
    """One folder of briefs."""

    def __init__(self, folder: Path, kept: int = _FILES_KEPT, ignore: Sequence[str] = ()) -> None:
        """Open the folder; files are read only when they are asked for.

        `kept` is how many briefs are kept once they are read, with their archived texts: those
        that are likely to be asked for again. `ignore` are the patterns of the settings.

        Raises:
            StoreError: `folder` is not a folder.
        """
        require_folder(folder)
        self.folder = folder
        """The store's folder."""
        self.ignored = tuple(ignore)
        """The patterns of files that are left out, before those of the shared file."""
        self._kept = kept
        self._cache: FileCache | None = None
        self._listed: FileListing | None = None
        self._lock, self._listing_lock = allocate_lock(), allocate_lock()

    def get_ready(self) -> "FileCache":
        """Import the models, so that the first file is read as quickly as any; return the files."""
        with self._lock:
            if self._cache is None:
                from briefing.store.file_cache import FileCache

                self._cache = FileCache(self.folder, self._kept, self.ignored)
            return self._cache

    @property
    def _listing(self) -> "FileListing":
        with self._listing_lock:
            if self._listed is None:
                from briefing.store.file_listing import FileListing

                self._listed = FileListing(self.folder, self.ignored)
            return self._listed

    def scan(self, cancelled: Callable[[], bool] | None = None) -> "Scan":
        """Return the briefs that the folder holds now; `cancelled` is asked once in a while.

        Raises:
            StoreError: the folder cannot be read any more.
            ScanCancelled: `cancelled` has said so.
        """
        return self._listing.scan(self.patterns, self._patterns_of, cancelled)

    def _patterns_of(self, path: str) -> tuple[str, ...]:
        return self.get_ready().shared(path).own_patterns

    def look(
        self, patterns: Sequence[str], cancelled: Callable[[], bool] | None = None
    ) -> "Fingerprint":
        """Return the fingerprint of the files where these are the `patterns` of the shared files.

        Raises:
            StoreError, ScanCancelled: as `scan`.
        """
        return self._listing.look(patterns, cancelled)

    @property
    def patterns(self) -> tuple[str, ...]:
        """The patterns of the shared file at the top, as they are now."""
        # Without one, nothing that reads a file is needed.
        if not any(map(os.path.lexists, map(self.folder.joinpath, SHARED_NAMES))):
            return ()
        return self.shared.ignore

    def would_read(self, file: Path) -> bool:
        """Whether a file, which need not exist, is one that a scan would take for a brief.

        It reads the shared file: for a worker thread.
        """
        folder, top = file.parent.resolve(), self.folder.resolve()
        if not is_brief(file.name) or not folder.is_relative_to(top):
            return False  # before the shared file is read
        path = (folder / file.name).relative_to(top).as_posix()
        return not self._listing.leaves_out(path, self.patterns)

    @property
    def unlisted(self) -> "tuple[Problem, ...]":
        """The folders that the last scan or look has not read; no list of briefs shows them."""
        return self._listing.unlisted

    def stamp(self, path: str) -> "Stamp | None":
        """Return the present stamp of a file of the store; None where it cannot be read."""
        return self._listing.stamp(path)

    def version(self, path: str) -> tuple[str, bytes | None]:
        """Return the SHA-256 of a brief's file, and its bytes where they can be kept."""
        from hashlib import sha256  # loads OpenSSL, which looking at files does not wait for

        data = self._listing.read(path)
        if data is None:
            # It has been seen, even though no later version can be compared with it.
            return self.load(path).sha256, None
        return sha256(data).hexdigest(), data

    @property
    def shared(self) -> "Shared":
        """The records that all briefs can use; those with errors are left out."""
        return self.shared_of("")

    def shared_of(self, path: str) -> "Shared":
        """Return the records that the file `path` can use."""
        return self.get_ready().shared(path).records

    def every_shared(self, scan: "Scan") -> "list[SharedSnapshot]":
        """Return the files of shared records as they are now, the one at the top first."""
        return self.get_ready().every_shared(scan)

    @property
    def shared_errors(self) -> "tuple[Problem, ...]":
        """The errors that keep the records at the top of the store from being used."""
        return self.get_ready().shared().errors

    def load(self, path: str) -> "Loaded":
        """Return what the file `path` of the store holds, with the shared records that it names.

        `problems` are those of the file and of its names; `checked` has those of the evidence too.
        """
        return self.open(path).loaded

    def open(self, path: str) -> "StoredFile":
        """Return the file `path` of the store, read again if it or the shared file has changed."""
        return self.get_ready().open(path)

    def checked(self, path: str) -> "CheckedBrief":
        """Return the file `path` of the store with the archived texts of its brief.

        Each is looked at once, and read if it has changed. Nothing is compared yet.
        """
        return self.get_ready().checked(path)

    def supposed(self, path: str, data: bytes) -> "CheckedBrief":
        """Return a file that need not exist as it would be if it held `data`, with its archives."""
        return self.get_ready().supposed(path, data)

    def check(
        self, paths: Sequence[str] = (), *, progress: Callable[[int, int], None] | None = None
    ) -> "tuple[Problem, ...]":
        """Return all problems of the store, or those of the files `paths`, by path and place.

        Every file is read in any case: that two briefs share an id cannot be seen in one alone.
        `progress` gets the numbers of files done and in all.

        Raises:
            StoreError: the folder cannot be read.
        """
        return self.get_ready().problems(self.scan(), paths, progress)
