"""Incremental indexing: files of a store -> its catalogue; the only package that writes it.

What reads files is loaded when a file must be read: mostly nothing has changed.
"""

import sqlite3
from collections.abc import Callable

from briefing.catalogue import Catalogue
from briefing.catalogue.index.changes import (
    Changes,
    kept_fingerprint,
    kept_patterns,
    outdated_archives,
    shared_changed,
)
from briefing.catalogue.storage.host import HostTables
from briefing.store.files import ScanCancelled
from briefing.store.store import Store

__all__ = ["Changes", "refresh"]


def refresh(
    catalogue: "Catalogue",
    store: "Store",
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Changes:
    """Bring the catalogue up to date with the files of `store`; it can be read all the while.

    Only what changed is read, with briefs whose archived texts or shared records did. `progress`
    gets the numbers of files done and in all; `cancelled`, asked between files, ends the run early.

    Raises:
        StoreError: the folder cannot be read.
    """
    catalogue.fresh = catalogue.database.renew() or catalogue.fresh
    try:
        if (changes := _without_reading(catalogue, store, cancelled)) is not None:
            return changes
        emptied = catalogue.fresh
        scan = store.scan(cancelled)
    except ScanCancelled:
        return Changes(0, 0, 0, 0)
    from briefing.catalogue.index.run import run  # it loads what reads briefs

    changes = run(catalogue, store, scan, progress, cancelled)
    if not emptied:
        return changes
    # In tables that another process has made every brief may have another number.
    return changes._replace(changed=changes.changed + changes.unchanged, unchanged=0)


def _without_reading(
    catalogue: "Catalogue", store: "Store", cancelled: Callable[[], bool]
) -> Changes | None:
    """Return the changes where no file must be read; None where one must."""
    if (changes := _of_host(catalogue, store, cancelled)) is not None:
        return changes
    # First of all: where the folder is away for a moment, nothing in it has changed.
    count = None if catalogue.fresh else _unchanged(catalogue, store, cancelled)
    return None if count is None else Changes(0, 0, 0, count)


def _of_host(
    catalogue: "Catalogue", store: "Store", cancelled: Callable[[], bool]
) -> Changes | None:
    """Return the changes of the host's catalogue if it is in use and current; leave it if not."""
    pointer, before = catalogue.database.pointer, catalogue.host_tables
    catalogue.host_tables = None
    if pointer is None:
        return None
    finished = pointer.finished
    if not pointer.is_vouched_for and _unchanged(catalogue, store, cancelled, finished) is None:
        catalogue.database.leave_host()
        catalogue.fresh = True
        return None
    now = catalogue.host_tables = catalogue.ask(lambda c: _host_tables(c, before), None)
    if now is None:
        return None
    # With others, every brief may have another number.
    has_others = catalogue.fresh if before is None else before.begun != now.begun
    catalogue.fresh = False
    if has_others:
        return Changes(0, now.files, 0, 0)
    before = before or now
    added, removed = max(0, now.files - before.files), max(0, before.files - now.files)
    changed = int(not (added or removed) and before.generation != now.generation)
    return Changes(added, changed, removed, now.files - added - changed)


def _host_tables(connection: sqlite3.Connection, before: HostTables | None) -> HostTables:
    """Return what the host's tables are now; their files are counted where they are not `before`'s.

    Counting takes 6 ms for 100,000 files, and every reader looks every few seconds.
    """
    header = dict(connection.execute("SELECT key, value FROM header").fetchall())
    begun, generation = header.get("begun"), header.get("generation")
    if before is not None and before[:2] == (begun, generation):
        return before
    (files,) = connection.execute("SELECT count(*) FROM file").fetchone()
    return HostTables(begun, generation, files)


def _unchanged(
    catalogue: "Catalogue",
    store: "Store",
    cancelled: Callable[[], bool],
    finished: str | None = None,
) -> int | None:
    """Return the number of files if nothing has changed since a finished run; None otherwise.

    `finished` is what was noted of that run, where it does not stand in the tables.
    """
    kept = catalogue.ask(lambda c: kept_fingerprint(c, finished), None)
    if kept is None or store.look(catalogue.ask(kept_patterns, ()), cancelled) != kept:
        return None

    def is_current(connection: sqlite3.Connection) -> bool:
        if shared_changed(connection, store.folder):
            return False
        return next(outdated_archives(connection, store.folder), None) is None

    return kept.files if catalogue.ask(is_current, nothing=False) else None
