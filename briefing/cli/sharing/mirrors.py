"""A shared store in place of a folder: its mirror, brought up to date before it is read."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from briefing.cli.output import note
from briefing.errors import BriefingError
from briefing.shared.follow import Follower
from briefing.shared.mirror import current_mirror, mirror_folder
from briefing.shared.server.address import parse_address

_INTERVAL = 2.0
"""Seconds between two notes on the progress."""


def mirrored(text: str) -> Path:
    """Return the folder of the mirror of the store at an address, with all that is there now.

    Raises:
        BriefingError: the server is lost and there is no mirror yet, or the store is not there.
    """
    return current_mirror(
        parse_address(text), progress=progress_notes("pulling"),
        on_trouble=lambda why: note(f"{why}; this is the store as it was pulled last"),
    )  # fmt: skip


def progress_notes(doing: str) -> Callable[[int, int], None]:
    """Return a function that reports progress on stderr every two seconds."""
    last = monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last > _INTERVAL and done < total:
            last = monotonic()
            note(f"{doing}: {done:,} of {total:,} files")

    return progress


@contextmanager
def followed(text: str) -> Iterator[Callable[[], str]]:
    """Keep the mirror of an address current inside the block.

    Yields what returns the footer's notice: since when the server is lost, else nothing.
    """
    address = parse_address(text)
    follower = Follower(address, mirror_folder(address), mirror=True)

    def run() -> None:
        try:
            follower.run()
        except BriefingError:  # nothing that waiting mends: the mirror stays as it is
            follower.is_lost = True

    thread = threading.Thread(target=run, name="follower", daemon=True)
    thread.start()
    try:
        yield lambda: follower.notice
    finally:
        follower.stop()
        thread.join(timeout=2)
