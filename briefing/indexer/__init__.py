"""Incremental indexing: files of a store -> its catalogue; the only package that writes it.

What reads files is loaded when a file must be read: mostly nothing has changed.
"""

from briefing.indexer.unchanged import Ahead, sum_of_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.catalogue import Catalogue
    from briefing.indexer.changes import Changes
    from briefing.store import Store

__all__ = ["Ahead", "Changes", "is_current", "refresh"]


def __getattr__(name: str) -> object:
    # Typed values take longer to import than a walk of a small store.
    if name == "Changes":
        from briefing.indexer.changes import Changes

        return Changes
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def refresh(
    catalogue: "Catalogue",
    store: "Store",
    *,
    progress: "Callable[[int, int], None] | None" = None,
    cancelled: "Callable[[], bool]" = lambda: False,
) -> "Changes":
    """Bring the catalogue up to date with the files of `store`.

    Only files whose time or size changed are read, and briefs whose archived texts or shared
    records did. It can be read all the while. `progress` is told how many files are done of how
    many; `cancelled` is asked between files, and ends the run early without harm; it may take its
    time, as nothing waits for this meanwhile.

    Raises:
        StoreError: the folder cannot be read.
    """
    from briefing.indexer.changes import Changes

    catalogue.fresh = catalogue.database.renew() or catalogue.fresh
    total = sum_of_store(store.folder, cancelled=cancelled)
    if total is None and cancelled():
        return Changes(0, 0, 0, 0)
    count = _count_if_current(catalogue, store.folder, total)
    if count is not None:
        return Changes(0, 0, 0, count)
    from briefing.indexer.refreshing import run

    anew = catalogue.fresh
    changes = run(catalogue, store, progress, cancelled)
    # In tables begun anew by another process every brief may have another number.
    if anew:
        changes = changes._replace(changed=changes.changed + changes.unchanged, unchanged=0)
    return changes


def is_current(catalogue: "Catalogue", folder: "Path", ahead: Ahead) -> bool:
    """Whether nothing in `folder` has changed since the catalogue was last brought up to date.

    `ahead` was begun at the time that is asked for.
    """
    return _count_if_current(catalogue, folder, ahead.result()) is not None


def _count_if_current(catalogue: "Catalogue", folder: "Path", total: str | None) -> int | None:
    from briefing.indexer.resting import files_if_current

    if catalogue.fresh:
        return None
    return catalogue.ask(lambda connection: files_if_current(connection, folder, total), None)
