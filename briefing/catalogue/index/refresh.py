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
    catalogue.fresh = emptied = catalogue.database.renew() or catalogue.fresh
    try:
        # First of all: where the folder is away for a moment, nothing in it has changed.
        if not emptied and (count := _unchanged(catalogue, store, cancelled)) is not None:
            return Changes(0, 0, 0, count)
        scan = store.scan(cancelled)
    except ScanCancelled:
        return Changes(0, 0, 0, 0)
    from briefing.catalogue.index.run import run  # it loads what reads briefs

    changes = run(catalogue, store, scan, progress, cancelled)
    if not emptied:
        return changes
    # In tables that another process has made every brief may have another number.
    return changes._replace(changed=changes.changed + changes.unchanged, unchanged=0)


def _unchanged(catalogue: "Catalogue", store: "Store", cancelled: Callable[[], bool]) -> int | None:
    """Return the number of files if nothing has changed since a finished run; None otherwise."""
    kept = catalogue.ask(kept_fingerprint, None)
    if kept is None or store.look(catalogue.ask(kept_patterns, ()), cancelled) != kept:
        return None

    def is_current(connection: sqlite3.Connection) -> bool:
        if shared_changed(connection, store.folder):
            return False
        return next(outdated_archives(connection, store.folder), None) is None

    return kept.files if catalogue.ask(is_current, nothing=False) else None
