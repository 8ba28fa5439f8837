"""One file of a store -> everything that the catalogue keeps of it."""

import time
from typing import NamedTuple

from briefing.catalogue.index.changes import READ_AGAIN, ArchiveStamp, archive_stamp
from briefing.catalogue.index.entries import FileEntry, broken, entry_of
from briefing.store.files import PASSING, Stamp, actual_path, is_settled, named_like_briefs
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
    named: tuple[str, ...] = ()
    """Other files, named like briefs, that it names as archives: they are not briefs."""
    is_brief: bool = True
    """Whether it is kept at all."""

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
    if file.why_not:
        entry = broken(file.loaded, file.summary, 0)
        return Read(stamp, is_settled(stamp, now), (), entry, is_brief=False)
    if stamp.odd is not None:
        return Read(stamp, True, (), broken(file.loaded, file.summary, errors, irregular=True))
    findings, mtime_ns = checked.findings, stamp.mtime_ns
    entry = entry_of(file.loaded, file.summary, errors, checked.archives, findings, mtime_ns)
    again, folder = checked.unread, store.folder
    stamps = tuple(
        (name, READ_AGAIN if path in again else archive_stamp(folder, name, read_at=now))
        for path in dict.fromkeys(filter(None, file.archives))
        for name in (actual_path(folder, path),)
    )
    failed = any(problem.code in _FAILED for problem in file.loaded.problems)
    if file.lacks_shared:
        failed, entry = True, entry._replace(sha256="")
    named = (path for path in named_like_briefs(folder, file.archives) if path != stamp.path)
    return Read(stamp, is_settled(stamp, now) and not failed, stamps, entry, tuple(named))
