"""One file of a store -> everything that the catalogue keeps of it."""

import time
from typing import NamedTuple

from briefing.catalogue.index.changes import READ_AGAIN, ArchiveStamp, archive_stamp
from briefing.catalogue.index.entries import FileEntry, broken, entry_of
from briefing.store.files import PASSING, Stamp, is_settled
from briefing.store.store import Store

_FAILED = PASSING | {"vanished"}  # it was there a moment ago, and may come back as it was


class Read(NamedTuple):
    """A file and what it holds."""

    stamp: Stamp
    """The file as it was found."""
    settled: bool
    """Whether its stamp changes when it does."""
    archives: tuple[tuple[str, ArchiveStamp], ...]
    """Path and stamp of each archived text that the entry was made from; see `archive_stamp`."""
    entry: FileEntry
    """What is kept of it."""

    @property
    def mtime_ns(self) -> int | None:
        """The time of its last change; None if it is to be read again."""
        return self.stamp.mtime_ns if self.settled else None

    @property
    def length(self) -> int:
        """How many characters its records hold."""
        return sum(len(str(record[-1])) for record in self.entry.records)


def read(store: "Store", stamp: "Stamp") -> Read:
    """Return what the file with this stamp holds; never raises for bad content."""
    now = time.time_ns()
    checked = store.checked(stamp.path)
    file, errors = checked.file, checked.errors
    loaded, brief = file.loaded, file.brief
    if stamp.odd is not None:
        entry = broken(loaded, file.summary, errors, odd=True)
        return Read(stamp, True, (), entry)
    entry = entry_of(loaded, file.summary, errors, checked.archives, checked.findings)
    again = checked.unread
    paths = {one.archive: None for one in brief.sources.values()} if brief is not None else {}
    stamps = tuple(
        (path, READ_AGAIN if path in again else archive_stamp(store.folder, path, read_at=now))
        for path in paths
        if path
    )
    failed = any(problem.code in _FAILED for problem in loaded.problems)
    if file.lacks_shared:
        failed, entry = True, entry._replace(sha256="")
    return Read(stamp, is_settled(stamp, now) and not failed, stamps, entry)
