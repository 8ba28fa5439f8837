"""A store that loads the models only when a file must be read.

Looking whether anything has changed takes milliseconds, importing the models ten times as long; the
command line and the first screen mostly find that nothing has.
"""

from _thread import RLock
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from briefing.files import Scan
    from briefing.store import Store


class _LazyStore:
    """Answers for a `Store` as long as it is only asked which files there are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store: Store | None = None
        self._lock = RLock()

    def scan(self) -> "Scan":
        from briefing import files

        return files.scan(self.folder)

    def __getattr__(self, name: str) -> Any:
        # Two threads that ask at once are given one store: it remembers what it has read.
        with self._lock:
            if self._store is None:
                from briefing.store import Store

                self._store = Store(self.folder)
        return getattr(self._store, name)


def lazy_store(folder: Path) -> "Store":
    """Return the store in `folder`, whose models are imported when the first file is read."""
    return cast("Store", _LazyStore(folder))
