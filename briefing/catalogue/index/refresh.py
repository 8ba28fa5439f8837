"""Incremental indexing: files of a store -> its catalogue; the only package that writes it.

What reads files is loaded when a file must be read: mostly nothing has changed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.catalogue.index.changes import Changes
from briefing.catalogue.index.compare import is_current
from briefing.store.files import ScanCancelled

if TYPE_CHECKING:
    from briefing.catalogue import Catalogue
    from briefing.store.store import Store

__all__ = ["Changes", "refresh"]


def refresh(
    catalogue: "Catalogue",
    store: "Store",
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Changes:
    """Bring the catalogue up to date with the files of `store`.

    Only files whose time or size changed are read, and briefs whose archived texts or shared
    records did. It can be read all the while. `progress` is told how many files are done of how
    many; `cancelled` is asked between files, and ends the run early without harm; it may take its
    time, as nothing waits for this meanwhile.

    Raises:
        StoreError: the folder cannot be read.
    """
    catalogue.fresh = catalogue.database.renew() or catalogue.fresh
    try:
        # First of all: where the folder is away for a moment, nothing in it has changed.
        scan = store.scan(cancelled)
    except ScanCancelled:
        return Changes(0, 0, 0, 0)
    stamps = (*scan.stamps, *scan.odd)
    anew = catalogue.fresh
    if not anew and catalogue.ask(lambda c: is_current(c, store.folder, stamps), nothing=False):
        return Changes(0, 0, 0, len(stamps))
    from briefing.catalogue.index.run import run

    changes = run(catalogue, store, stamps, progress, cancelled)
    # In tables that another process has made every brief may have another number.
    if anew:
        changes = changes._replace(changed=changes.changed + changes.unchanged, unchanged=0)
    return changes
