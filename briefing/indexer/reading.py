"""One file of a store -> everything that the catalogue keeps of it."""

import time
from typing import TYPE_CHECKING, NamedTuple

from briefing.files import ODD, PASSING
from briefing.indexer.entries import Entry, broken, entry_of
from briefing.indexer.resting import NEVER, archive_stamp

if TYPE_CHECKING:
    from briefing.files import Stamp
    from briefing.store import Store

_UNSETTLED_NS = 20_000_000  # a file this young may change again without its stamp changing
_FAILED = PASSING | {"vanished"}  # it was there a moment ago, and may come back as it was


class Read(NamedTuple):
    """A file and what it holds."""

    path: str
    """Within the store."""
    mtime_ns: int
    """When it changed, or `NEVER` if it may be changing still."""
    size: int
    """In bytes."""
    archives: tuple[tuple[str, int, int], ...]
    """Path, mtime_ns and size of each archived text that the entry was made from."""
    entry: Entry
    """What is kept of it."""

    @property
    def length(self) -> int:
        """How many characters its records hold."""
        return sum(len(record[-1]) for record in self.entry.records)


def read(store: "Store", stamp: "Stamp") -> Read:
    """Return what the file with this stamp holds; never raises for bad content."""
    now = time.time_ns()
    loaded = store.load(stamp.path)
    errors = store.errors(loaded)
    if stamp.mtime_ns == ODD:
        entry = broken(loaded, store.card(loaded), errors, odd=True)
        return Read(stamp.path, ODD, stamp.size, (), entry)
    brief = store.whole(loaded)
    archives = store.archives(brief) if brief is not None else {}
    findings = store.findings(brief) if brief is not None else {}
    entry = entry_of(loaded, store.card(loaded), errors, archives, findings)
    again = store.unread(brief, archives) if brief is not None else frozenset()
    paths = {one.archive: None for one in brief.sources.values()} if brief is not None else {}
    stamps = tuple(
        (path, *((NEVER, 0) if path in again else archive_stamp(store.folder, path)))
        for path in paths
        if path
    )
    failed = any(problem.code in _FAILED for problem in loaded.problems)
    if store.lacks_shared(stamp.path):
        failed, entry = True, entry._replace(sha256="")
    settled = abs(now - stamp.mtime_ns) > _UNSETTLED_NS and not failed
    return Read(stamp.path, stamp.mtime_ns if settled else NEVER, stamp.size, stamps, entry)
