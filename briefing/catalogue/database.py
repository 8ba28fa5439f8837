"""The catalogue's database file: opening, rejecting and rebuilding it.

It is a cache in SQLite with a rollback journal, never WAL: homes are often on a network file
system. Whatever is wrong with it, it is emptied and begun anew, never repaired.
"""

import os
import sqlite3
import unicodedata
from _thread import RLock, get_ident
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from weakref import finalize
from zlib import crc32

from briefing.catalogue.renewing import (
    BUSY_SECONDS,
    FAULTS,
    BegunAnew,
    alone,
    begun_at,
    write_anew,
)
from briefing.catalogue.schema import VERSION, begin, has_our_tables, is_empty
from briefing.catalogue.sealing import Seal
from briefing.transactions import is_locked, transaction

_MEMORY = 0  # stands for the connection that all threads share; no thread has this number


class Database:
    """One catalogue's file, or memory, and a connection to it for each thread."""

    def __init__(self, store: Path, cache: Path | None) -> None:
        """Open the catalogue of `store` in the folder `cache`; without one, in memory."""
        self._open: dict[int, sqlite3.Connection] = {}
        self._left: dict[int, list[sqlite3.Connection]] = {}
        # Not __del__: of what is thrown away together, Python may ask the connections first, which
        # then complain that they were not closed.
        finalize(self, _close_all, self._open, self._left)
        self._identity = _identity(store)
        self.path: Path | None = cache / file_name(store) if cache is not None else None
        """The file; None in memory."""
        self._begun: object = None
        self.lock = RLock()
        """Held for each use of a catalogue in memory, which all threads share."""
        try:
            if self.path is not None:
                _prepare(self.path)
                self._check()
        except (OSError, *FAULTS):
            self.path = None

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        if self.path is None:
            return self._shared()
        known = self._open.get(get_ident())
        if known is None:
            for left in self._left.pop(get_ident(), ()):
                left.close()
            known = self._open[get_ident()] = _connect(self.path)
        return known

    def _shared(self) -> sqlite3.Connection:
        with self.lock:
            if _MEMORY not in self._open:
                self._open[_MEMORY] = _connect(None)
                begin(self._open[_MEMORY], self._identity)
            return self._open[_MEMORY]

    def _check(self) -> None:
        """Begin the file anew unless its header is ours and nobody else has written into it."""
        if self._is_ours():
            return
        try:
            if is_empty(self.connection):
                begin(self.connection, self._identity)
        except FAULTS as error:
            if is_locked(error):
                raise
        # Asked again: another process may have begun it just now.
        if not self._is_ours():
            self.begin_anew()

    def _is_ours(self) -> bool:
        try:
            found = dict(self.connection.execute("SELECT key, value FROM header"))
        except FAULTS as error:
            if is_locked(error):
                raise
            return False
        self._begun = found.get("begun")
        return not self.is_altered() and all(
            found.get(key) == value for key, value in self._identity.items()
        )

    def is_altered(self) -> bool:
        """Whether something else than this program has written into the file."""
        return self.path is not None and Seal(self.path).is_broken()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Ask all that is asked inside the block of the tables as they are at one moment.

        Raises:
            BegunAnew: another process has put other tables there since they were opened.
        """
        connection = self.connection
        if self.path is None or connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        with connection:
            self._require_ours(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write what is done inside the block together, or nothing of it.

        Raises:
            BegunAnew: as `reading`.
        """
        connection = self.connection
        with transaction(connection):
            if self.path is not None:
                self._require_ours(connection)
                Seal(self.path).lift()
            yield connection

    def _require_ours(self, connection: sqlite3.Connection) -> None:
        if begun_at(connection) != self._begun:
            raise BegunAnew("the catalogue was rebuilt by another process")

    @property
    def is_sealed(self) -> bool:
        """Whether the tables are up to date in a file that nobody writes into."""
        return self.path is not None and Seal(self.path).is_there

    def seal(self) -> None:
        """Note how the file is now that nothing more is to be written."""
        if self.path is None:
            return
        try:
            with transaction(self.connection):
                Seal(self.path).put()
        except FAULTS:
            pass  # without a seal the file is trusted; whoever writes now will seal it

    def renew(self) -> bool:
        """Turn to tables that can be used, if something else has written into ours, or if another
        process has begun them anew; return whether that was so.
        """
        if self.path is None or not (self.is_altered() or self._is_begun_anew()):
            return False
        self.begin_anew()
        return True

    def _is_begun_anew(self) -> bool:
        try:
            return begun_at(self.connection) != self._begun
        except FAULTS as error:
            return not is_locked(error)

    def begin_anew(self) -> None:
        """Put empty tables in the place of all the file holds; in memory where the disk refuses.

        Where another process has done so since the file was opened, its tables are taken.
        """
        self.close()
        if self.path is None:
            return
        try:
            _prepare(self.path)
            with alone(self.path) as (held, begun):
                if begun in (None, self._begun) or self.is_altered():
                    write_anew(self.path, held, _new_file(self.path.parent, self._identity))
            self._begun = begun_at(self.connection)
        except (OSError, *FAULTS):
            self.close()
            self.path = None

    def move_to_memory(self) -> None:
        """Go on in memory with what the file holds; for a disk that is full or read-only."""
        if self.path is None:
            return
        memory = _connect(None)
        try:
            self.connection.backup(memory)
        except FAULTS:
            memory.close()
            memory = _connect(None)
            begin(memory, self._identity)
        self.close()
        # In this order: another thread that asks in between would make empty tables in memory.
        self._open[_MEMORY] = memory
        self.path = None

    def is_damaged(self, error: Exception) -> bool:
        """Whether one of `FAULTS` tells that the tables cannot be used."""
        if isinstance(error, UnicodeDecodeError | BegunAnew):
            return True
        if any(word in str(error).lower() for word in _DAMAGE):
            return True
        try:
            # Damage to a declaration looks like a mistake in the question.
            return not has_our_tables(self.connection)
        except FAULTS:
            return True

    def close(self) -> None:
        """Close this thread's connection, and let no thread use another one again.

        Closing a connection under a thread that is asking something crashes the process. So those
        of other threads are left to them: each closes its own when it asks again, or they are
        closed at last. They hold no lock while nothing is asked.
        """
        while self._open:
            thread, connection = self._open.popitem()
            if thread == get_ident():
                connection.close()
            elif thread == _MEMORY:
                with self.lock:
                    connection.close()
            else:
                self._left.setdefault(thread, []).append(connection)


def _close_all(
    open_: dict[int, sqlite3.Connection], left: dict[int, list[sqlite3.Connection]]
) -> None:
    """Close what nobody can use any more."""
    for connection in chain(open_.values(), *left.values()):
        connection.close()


_DAMAGE = (
    "malformed", "not a database", "corrupt", "disk i/o", "encrypted", "vtable constructor failed",
    "could not decode", "constraint failed", "logic error", "datatype mismatch", "no such table",
)  # fmt: skip


def file_name(store: Path) -> str:
    """Return the name of the file that holds the catalogue of `store`."""
    real = os.path.realpath(store)
    name = real.rpartition(os.sep)[2][:40]
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name) or "store"
    data = os.fsencode(real)
    return f"{plain}-{crc32(data):08x}{crc32(data[::-1]):08x}.db"


def _identity(store: Path) -> dict[str, str | int]:
    """Return what the header of a catalogue that can be used says."""
    return {
        "schema": VERSION,
        "sqlite": sqlite3.sqlite_version,
        "unicode": unicodedata.unidata_version,
        "store": os.path.realpath(store).encode(errors="surrogateescape").hex(),
    }


def _connect(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path or ":memory:", timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    with ExitStack() as undo:
        undo.callback(connection.close)
        connection.execute("PRAGMA cache_size = -16000")
        undo.pop_all()
    return connection


def _prepare(path: Path) -> None:
    """Make the folder and the file, for this person's eyes only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(path.parent)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    os.close(os.open(path, flags, 0o600))


def _new_file(folder: Path, identity: dict[str, str | int]) -> bytearray:
    """Return a file of empty tables.

    SQLite tells by the file's count of changes whether pages that it remembers still hold. In a new
    file that begins at 0, as it did in the one before; here it begins anywhere.
    """
    from tempfile import TemporaryDirectory

    # In `folder`: the system's own folder for such files may be anywhere, even where the person is.
    with TemporaryDirectory(prefix="briefing-", dir=folder) as made:
        connection = sqlite3.connect(Path(made, "new"), isolation_level=None)
        try:
            begin(connection, identity)
        finally:
            connection.close()
        data = bytearray(Path(made, "new").read_bytes())
    data[24:28] = data[92:96] = os.urandom(4)
    return data
