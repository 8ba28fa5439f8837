"""Following a shared store: its folder is kept current, whatever happens to the server."""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

from briefing.shared import feed
from briefing.shared.feed import FeedPosition
from briefing.shared.folder.record import FolderRecord, locked
from briefing.shared.pull import Progress, Pulled, pull
from briefing.shared.server.address import Address
from briefing.shared.server.connection import (
    CONNECT_SECONDS,
    BackOff,
    Connection,
    ServerLost,
    connect,
    is_pooled,
    reported,
    transaction,
)

EVERY = 1.5
"""Seconds between two questions: with the answer's way, a change is here within two."""
_SLICE = 0.25
"""Seconds after which a wait for notices looks whether it is to end."""


def _nothing(_done: int, _total: int) -> None:
    """Report nothing."""


class Follower:
    """Keeps a folder current until it is stopped; for a thread of its own."""

    def __init__(
        self, address: Address, folder: Path, *, mirror: bool = False,
        on_pull: Callable[[Pulled], object] = lambda _: None,
        on_trouble: Callable[[str], object] = lambda _: None,
        also: Callable[[Connection], object] = lambda _: None,
    ) -> None:  # fmt: skip
        """Follow the store at `address` into `folder`; nothing is asked yet.

        `on_pull` gets what each pull has done that did anything, `on_trouble` why the server is
        lost, and an empty text once it is there again. `also` is done over the same connection at
        every turn, and once more at the end.
        """
        self._also = also
        self._address = address
        self._folder = folder
        self._mirror = mirror
        self._on_pull = on_pull
        self._on_trouble = on_trouble
        self._stopped = threading.Event()
        self.current_as_of = time.time()
        """When the folder was last known to be current, in seconds since 1970."""
        self.is_lost = False
        """Whether the server cannot be reached."""

    @property
    def notice(self) -> str:
        """What the footer says while the server is lost; else empty."""
        if not self.is_lost:
            return ""
        at = time.localtime(self.current_as_of)
        today = at[:3] == time.localtime()[:3]
        form = "%H:%M" if today else "%Y-%m-%d %H:%M"
        return f"shared store: as of {time.strftime(form, at)}"

    def stop(self) -> None:
        """End `run` soon; from any thread."""
        self._stopped.set()

    def run(self) -> None:
        """Follow until stopped.

        Raises:
            BriefingError: something that waiting does not mend.
        """
        back_off = BackOff()
        while not self._stopped.is_set():
            try:
                with connect(self._address) as connection:
                    self._follow(connection, back_off)
            except ServerLost as error:
                self.is_lost = True
                self._on_trouble(str(error))
                self._stopped.wait(back_off.next())

    def _follow(self, connection: Connection, back_off: BackOff) -> None:
        """Pull at every notice, and else every now and then: notices may get lost on the way."""
        hears = not is_pooled(connection)
        heard: set[str] = set()
        while not self._stopped.is_set():
            channels = self._pull(connection)
            self._also(connection)
            back_off.reset()
            if not hears:
                self._stopped.wait(EVERY)
                continue
            with reported(self._address):
                for channel in set(channels) - heard:
                    connection.execute(f'LISTEN "{channel}"')
            if set(channels) <= heard:  # what came before it listened is pulled at once
                self._wait_for_notice(connection)
            heard.update(channels)
        self._also(connection)

    def _pull(self, connection: Connection) -> tuple[str, ...]:
        """Pull what is new, if anything is; return the names of the notices to listen to."""
        with locked(self._folder) as record:
            with transaction(connection, self._address) as cursor:
                at = feed.position(cursor, self._address.name, record.get("since"))
            if at.held or not at.channels or not has_all(record, at):
                pulled = pull(connection, self._address, record, mirror=self._mirror)
                if any(pulled):
                    self._on_pull(pulled)
        self.current_as_of = time.time()
        if self.is_lost:
            self.is_lost = False
            self._on_trouble("")
        return at.channels

    def _wait_for_notice(self, connection: Connection) -> None:
        until = time.monotonic() + EVERY
        while not self._stopped.is_set() and (left := until - time.monotonic()) > 0:
            with reported(self._address):
                if list(connection.notifies(timeout=min(_SLICE, left), stop_after=1)):
                    return


def has_all(record: FolderRecord, at: FeedPosition) -> bool:
    """Whether a folder has all that the streams hold now."""
    return not record.get("all") and json.loads(record.get("after") or "{}") == at.last


def update(
    address: Address, folder: Path, *, mirror: bool = False, progress: Progress = _nothing,
    seconds: int = CONNECT_SECONDS,
) -> Pulled:  # fmt: skip
    """Bring a folder up to its store once; wait some `seconds` for a connection.

    Raises:
        ServerLost: the server cannot be reached.
        BriefingError: the store is not there, may not be read, or the folder not be written.
    """
    with locked(folder) as record, connect(address, seconds) as connection:
        return pull(connection, address, record, mirror=mirror, progress=progress)
