"""A person's marks in a shared store: each for its owner alone."""

from typing import Any, NamedTuple

from briefing.errors import BriefingError
from briefing.shared.server.address import Address
from briefing.shared.server.connection import Connection, connect, transaction
from briefing.shared.server.setup import store_info
from briefing.user.state import State
from briefing.user.state.peers import PeerMarks, SharedMark

_BATCH = 1000
_UNSAVED = "the marks cannot be saved here; see briefing state path"
_TAKE = (
    "SELECT brief, kind, key, value, at, seq FROM briefing.fact "
    "WHERE owner = session_user AND store = %s AND seq >= %s ORDER BY seq"
)
_PUT = "SELECT briefing.put_facts(%s, %s, %s, %s, %s::text[], %s::double precision[])"


class SyncedMarks(NamedTuple):
    """What a synchronisation has done."""

    taken: int
    """Marks that were written here."""
    sent: int
    """Marks that the other place did not have."""


def sync_marks(address: Address, state: State) -> SyncedMarks:
    """Bring the marks here and those on the server together; the last writer of each wins.

    Raises:
        ServerLost: the server cannot be reached.
        BriefingError: the store may not be read, or the marks cannot be saved here.
    """
    with connect(address) as connection:
        return sync_over(connection, address, state)


def sync_over(connection: Connection, address: Address, state: State) -> SyncedMarks:
    """Do as `sync_marks` over a connection that is there.

    Raises:
        ServerLost, BriefingError: as `sync_marks`.
    """
    with transaction(connection, address, snapshot=True) as cursor:
        info = store_info(cursor, address)
    # By the role: two people at one machine have marks of their own.
    peer = PeerMarks(state, f"{info.uid} {info.user}")
    taken = _take(connection, address, peer)
    marks = peer.unsent()
    for start in range(0, len(marks), _BATCH):
        some = marks[start : start + _BATCH]
        with transaction(connection, address) as cursor:
            cursor.execute(_PUT, (address.name, *_columns(some)))
        # What the server has is later than these, or these: sent again, they would change nothing.
        if not peer.note_sent(some):
            raise BriefingError(state.warning)
    return SyncedMarks(taken + _take(connection, address, peer), len(marks))


def _take(connection: Connection, address: Address, peer: PeerMarks) -> int:
    """Write the marks that are new on the server; return how many were later than those here."""
    rows = _rows(connection, address, last := peer.taken)
    if last and not (rows and _goes_on(rows[0], last, peer)):
        # A backup was restored, and has perhaps not what was sent since, or other marks instead.
        if not peer.forget():
            raise BriefingError(_UNSAVED)
        rows, last = _rows(connection, address, 0), 0
    rows = [row for row in rows if row[5] > last]
    if not rows:
        return 0
    try:
        taken = peer.take([SharedMark(*row[:5]) for row in rows], rows[-1][5])
    except ValueError as error:
        raise BriefingError(f"{address.shown}: {error}") from None
    if taken is None:
        raise BriefingError(_UNSAVED)
    return taken


def _rows(connection: Connection, address: Address, first: int) -> list[tuple[Any, ...]]:
    """Return the marks on the server from the number `first` on."""
    with transaction(connection, address) as cursor:
        cursor.execute(_TAKE, (address.name, first))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _goes_on(row: tuple[Any, ...], last: int, peer: PeerMarks) -> bool:
    """Whether the first mark from the `last` taken on is that one, or one that came after it."""
    return row[5] > last or peer.has(SharedMark(*row[:5]))


def _columns(marks: list[SharedMark]) -> tuple[list[Any], ...]:
    return tuple(list(column) for column in zip(*marks, strict=True))
