"""A folder in the cache for a shared store that is named by its address."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from briefing.errors import StoreError
from briefing.paths import cache_folder
from briefing.shared.folder.record import FEED
from briefing.shared.follow import update
from briefing.shared.pull import Progress
from briefing.shared.server.address import Address
from briefing.shared.server.connection import CONNECT_SECONDS, ServerLost

_PATIENCE = 3
"""Seconds to wait for a server whose store is mirrored already."""


def mirror_folder(address: Address) -> Path:
    """Return the folder of the mirror of a store, created for this person alone.

    Its name stays the same for an address: a person's marks on the store hang on it.

    Raises:
        StoreError: there is no cache folder, or it cannot be written to.
    """
    cache = cache_folder()
    if cache is None:
        raise StoreError("no home folder for a mirror; pull the store into a folder and open that")
    digest = hashlib.sha256(str(address).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    folder = cache / "mirrors" / f"{address.name}-{digest}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}") from None
    return folder


def current_mirror(
    address: Address, *, progress: Progress, on_trouble: Callable[[str], object]
) -> Path:
    """Return the folder of a store's mirror, brought up to it.

    Where the server is lost, it is as it was last, and `on_trouble` gets the reason.

    Raises:
        StoreError: the server is lost, and there is no mirror yet; or the store is not there.
    """
    folder = mirror_folder(address)
    try:
        # With a mirror there is something to read meanwhile.
        seconds = _PATIENCE if (folder / FEED).exists() else CONNECT_SECONDS
        update(address, folder, mirror=True, progress=progress, seconds=seconds)
    except ServerLost as error:
        if not (folder / FEED).exists():
            raise
        on_trouble(str(error))
    return folder
