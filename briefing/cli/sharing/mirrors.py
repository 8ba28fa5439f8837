"""A shared store in place of a folder: its mirror, brought up to date before it is read."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from briefing.cli.output import note
from briefing.errors import BriefingError
from briefing.shared.follow import Follower
from briefing.shared.marks.server_marks import sync_over
from briefing.shared.mirror import current_mirror, mirror_folder
from briefing.shared.server.address import Address, parse_address
from briefing.shared.server.connection import Connection, ServerLost
from briefing.user.state import State

_MARKS_EVERY = 10.0
"""Seconds after which marks of other machines are asked for."""
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


class _MarkSync:
    """Syncs the marks on a store after a change here, and every now and then."""

    def __init__(self, address: Address, state: State) -> None:
        self._address = address
        self._state = state
        self._version = -1
        self._at = 0.0

    def __call__(self, connection: Connection) -> None:
        version = self._state.version
        if version == self._version and monotonic() - self._at < _MARKS_EVERY:
            return
        try:
            sync_over(connection, self._address, self._state)
        except ServerLost:
            raise
        except BriefingError:
            pass  # they stay here, as without a shared store
        self._version, self._at = version, monotonic()


@contextmanager
def followed(text: str, *, marks: bool) -> Iterator[Callable[[], str]]:
    """Keep the mirror of an address current inside the block, and the person's `marks`, if so.

    Yields what returns the footer's notice: since when the server is lost, else nothing.
    """
    address = parse_address(text)
    folder = mirror_folder(address)
    state = State(folder) if marks else None
    also = _MarkSync(address, state) if state is not None else lambda _: None
    follower = Follower(address, folder, mirror=True, also=also)

    def run() -> None:
        try:
            follower.run()
        except BriefingError:  # nothing that waiting mends: the mirror stays as it is
            follower.is_lost = True
        finally:
            if state is not None:
                state.close()

    thread = threading.Thread(target=run, name="follower", daemon=True)
    thread.start()
    try:
        yield lambda: follower.notice
    finally:
        follower.stop()
        thread.join(timeout=2)
