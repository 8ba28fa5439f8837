"""One file of a store -> everything that the catalogue keeps of it."""

import time
from typing import NamedTuple

from briefing.catalogue.index.changes import ArchiveStamp, archive_stamp
from briefing.catalogue.index.entries import FileEntry, broken, entry_of
from briefing.store.files import PASSING, Stamp
from briefing.store.store import Store

_UNSETTLED_NS = 20_000_000  # a file this young may change again without its stamp changing
_AGAIN: ArchiveStamp = (None, 0)  # as no text is: it could not be read
_FAILED = PASSING | {"vanished"}  # it was there a moment ago, and may come back as it was


class Read(NamedTuple):
    """A file and what it holds."""

    path: str
    """Within the store."""
    mtime_ns: int | None
    """When it changed; None if it may be changing still."""
    size: int
    """In bytes."""
    odd: str | None
    """As in `Stamp`."""
    archives: tuple[tuple[str, int | None, int | None], ...]
    """Path, mtime_ns and size of each archived text that the entry was made from; see
    `archive_stamp`. One that is to be read again has no time."""
    entry: FileEntry
    """What is kept of it."""

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
        entry = broken(loaded, file.summary, errors, irregular=True)
        return Read(stamp.path, stamp.mtime_ns, stamp.size, stamp.odd, (), entry)
    entry = entry_of(loaded, file.summary, errors, checked.archives, checked.findings)
    again = checked.unread
    paths = {one.archive: None for one in brief.sources.values()} if brief is not None else {}
    stamps = tuple(
        (path, *(_AGAIN if path in again else archive_stamp(store.folder, path)))
        for path in paths
        if path
    )
    failed = any(problem.code in _FAILED for problem in loaded.problems)
    if file.lacks_shared:
        failed, entry = True, entry._replace(sha256="")
    settled = abs(now - stamp.mtime_ns) > _UNSETTLED_NS and not failed
    mtime_ns = stamp.mtime_ns if settled else None
    return Read(stamp.path, mtime_ns, stamp.size, None, stamps, entry)
