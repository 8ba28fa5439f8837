"""The catalogue's database file: opening, rejecting and replacing it.

It is a cache in SQLite with a rollback journal, never WAL: homes are often on a network file
system. A file that cannot be used is never repaired, but replaced by one of another name
(`cache_files`); processes that have the old one open move over to the new one.
"""

import os
import sqlite3
import sys
import unicodedata
from _thread import RLock, get_ident
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from weakref import finalize

from briefing.catalogue.storage.cache_files import CacheFiles
from briefing.catalogue.storage.host import SUFFIX, HostCatalogue, Pointer
from briefing.catalogue.storage.schema import VERSION, begin, is_empty, wrong_value
from briefing.catalogue.storage.sqlite import (
    FAULTS,
    Replaced,
    is_damage,
    is_mistake,
    is_refusal,
    noticing_damage,
    transaction,
)

BUSY_SECONDS = 10
"""How long one process waits while another writes a batch."""
_CACHE = {"rw": 32_000, "ro": 2_000}
"""Thousands of bytes of a file held in memory: with half, the slowest keys of a search at 100,000
briefs take half as long again. The system holds those of the host's for all."""
_NOT_OURS = "is of another store, or made by another version of briefing, Python or SQLite"
_TRIES = 10  # files opened in turn, as others may go on replacing them
_MEMORY = 0  # the key of the connection that all threads share; no thread has this number


class _Opened(NamedTuple):
    """A connection to a file, or to memory."""

    path: Path | None
    connection: sqlite3.Connection


class Database:
    """One catalogue's file, or memory, and a connection to it for each thread."""

    def __init__(self, store: Path, cache: Path | None, host: HostCatalogue | None = None) -> None:
        """Open the catalogue of `store`: the host's, else that in the folder `cache`, or memory."""
        self._open: dict[int, _Opened] = {}
        self._left: dict[int, list[sqlite3.Connection]] = {}
        # Not __del__: Python may finalize the connections first, which complain if not closed.
        finalize(self, _close_all, self._open, self._left)
        self._identity = _identity(store)
        self._files = CacheFiles(cache, store) if cache is not None else None
        self.host = host
        """The host's catalogue, where there may be one."""
        self.pointer: Pointer | None = None
        """That of the host's catalogue while it is in use, which is only read; else None."""
        self.path: Path | None = None
        """The file; None in memory."""
        self.lock = RLock()
        """Held for each use of a catalogue in memory, which all threads share."""
        self._take_newest()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        path, thread = self.path, get_ident()
        if path is None:
            return self._shared()
        opened = self._open.get(thread)
        # Another thread may have moved to another file just as this one opened the old one.
        if opened is None or opened.path != path:
            for left in (*self._left.pop(thread, ()), *([opened.connection] if opened else ())):
                left.close()
            opened = self._open[thread] = _Opened(path, _connect(path))
        return opened.connection

    def _shared(self) -> sqlite3.Connection:
        with self.lock:
            if _MEMORY not in self._open:
                self._open[_MEMORY] = _Opened(None, _connect(None))
                begin(self._open[_MEMORY].connection, self._identity)
            return self._open[_MEMORY].connection

    def _take_newest(self, unusable: Path | None = None) -> None:
        """Move to the host's file, or the newest but `unusable`, or a new one, or to memory."""
        pointer, opened = self._of_host()
        self._move_to(pointer, opened or self._own(unusable))

    def _move_to(self, pointer: Pointer | None, opened: _Opened | None) -> None:
        # In this order: another thread may ask in between.
        self.pointer = pointer
        self.path = opened.path if opened else None
        self.close()
        if opened:
            self._open[get_ident()] = opened

    def _of_host(self) -> tuple[Pointer, _Opened] | tuple[None, None]:
        """Return the host's catalogue, opened, if it can be used."""
        host = self.host
        for _ in range(_TRIES if host is not None else 0):
            pointer = host.pointer() if host is not None else None
            if host is None or pointer is None:
                break
            try:
                connection = _opened_if_ours(pointer.path, self._identity)
            except Replaced:
                continue
            except sqlite3.Error as error:
                host.refuse(pointer.path, f"cannot be read ({error})")
                break
            if connection is not None:
                host.trouble = ""
                return pointer, _Opened(pointer.path, connection)
            host.refuse(pointer.path, _NOT_OURS)
        return None, None

    def _own(self, unusable: Path | None = None) -> _Opened | None:
        try:
            return self._usable(unusable)
        except (OSError, *FAULTS):
            return None

    def _usable(self, unusable: Path | None) -> "_Opened | None":
        """Return the newest file, opened; None where others replace it too often."""
        if self._files is None:
            return None
        self._files.prepare()
        for _ in range(_TRIES):
            path = self._files.newest()
            if path is None or path == unusable:
                path = self._files.make_next()
            connection = _opened_if_ours(path, self._identity)
            if connection is not None:
                self._files.remove_older(path)
                return _Opened(path, connection)
            unusable = path
        return None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read inside the block from the tables as they are at one moment.

        Raises:
            Replaced: another process has thrown the file away.
        """
        connection = self.connection
        if self.path is None or connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        with connection, noticing_damage(connection, wrong_value):
            self._require_there()
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Commit the block as a whole, or nothing of it; raises as `reading`."""
        connection = self.connection
        with transaction(connection), noticing_damage(connection, wrong_value):
            self._require_there()
            yield connection

    def _require_there(self) -> None:
        path = self.path
        if path is not None and not _exists(path):
            raise Replaced("another process has replaced the catalogue")

    def renew(self) -> bool:
        """Move to the current file; return whether that was another one."""
        if not self._is_outdated():
            return False
        before = self.path
        self._take_newest()
        return self.path != before

    def _is_outdated(self) -> bool:
        host = self.host
        if host is not None and self.pointer is not None:
            newest = host.pointer()
            if newest is None or newest.path != self.path:
                return True
            self.pointer = newest
            return False
        if host is not None and host.has_come_back():
            return True
        return self.path is not None and not _exists(self.path)

    def leave_host(self) -> None:
        """Go on with the person's own catalogue; an empty one begins as a copy of the host's."""
        if self.host is None or self.pointer is None:
            return
        self.host.leave()
        with closing(_connect(self.pointer.path)) as theirs:
            self._move_to(None, self._own())
            with self.lock, suppress(*FAULTS):
                if not self.connection.execute("SELECT 1 FROM file LIMIT 1").fetchone():
                    theirs.backup(self.connection)

    def _refuse_host(self, error: Exception) -> None:
        if self.host is not None and self.pointer is not None:
            self.host.refuse(self.pointer.path, f"cannot be read ({error})")
            self._take_newest()

    def begin_anew(self) -> None:
        """Replace the tables by empty ones, or those of another process that did the same."""
        if self.path is None:
            self.close()
        else:
            self._take_newest(unusable=self.path)

    def mend(self, error: Exception) -> bool:
        """Move to usable tables after one of `FAULTS`; raise it if these are usable.

        Return whether another process has replaced the file, which may look like any fault to a
        writer. Damage to a declaration looks like a mistake in a statement.
        """
        if self.renew() or isinstance(error, Replaced):
            return True
        if self.pointer is not None:
            self._refuse_host(error)
        elif is_refusal(error):
            self.move_to_memory()
        elif is_damage(error) or (is_mistake(error) and self.path is not None):
            self.begin_anew()
        else:
            raise error
        return False

    def move_to_memory(self) -> None:
        """Go on in memory with the file's contents; for a disk that is full or read-only."""
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
        self._open[_MEMORY] = _Opened(None, memory)
        self.path = None

    def close(self) -> None:
        """Close this thread's connection; other threads close theirs at their next question."""
        # Closing one while its thread reads crashes the process. An idle one holds no lock.
        while self._open:
            thread, (_, connection) = self._open.popitem()
            if thread == get_ident():
                connection.close()
            elif thread == _MEMORY:
                with self.lock:
                    connection.close()
            else:
                self._left.setdefault(thread, []).append(connection)


def _close_all(open_: dict[int, _Opened], left: dict[int, list[sqlite3.Connection]]) -> None:
    for connection in (*(one.connection for one in open_.values()), *chain(*left.values())):
        connection.close()


def _exists(path: Path) -> bool:
    return os.access(path, os.F_OK)  # unlike `Path.exists`, never raises


def _identity(store: Path) -> dict[str, str | int]:
    """Return the header values of a usable catalogue."""
    return {
        "schema": VERSION,
        "sqlite": sqlite3.sqlite_version,
        "unicode": unicodedata.unidata_version,
        "store": os.path.realpath(store).encode(errors="surrogateescape").hex(),
    }


def _opened_if_ours(path: Path, identity: dict[str, str | int]) -> sqlite3.Connection | None:
    """Return a connection to a file that has the tables of `identity` or is empty, or None."""
    with ExitStack() as undo:
        try:
            connection = _connect(path)
            undo.callback(connection.close)
            if is_empty(connection) and not path.name.endswith(SUFFIX):
                begin(connection, identity)
            header = dict(connection.execute("SELECT key, value FROM header"))
        except FAULTS as error:
            if is_refusal(error):
                raise
            return None
        if any(header.get(key) != value for key, value in identity.items()):
            return None
        undo.pop_all()
    return connection


class _ThreadConnection(sqlite3.Connection):
    """A connection that is closed with its thread or its database, whichever ends first.

    No other thread may close it while its own may be reading: not even the main thread at the
    program's end, which does not wait for those that read.
    """

    def __del__(self) -> None:
        if not sys.is_finalizing():
            self.close()


def _connect(path: Path | None) -> sqlite3.Connection:
    """Open memory, or a file; raise `Replaced` if the file is gone."""
    # Never to create: a file that another process has removed must not be there again.
    mode = "ro" if path is not None and path.name.endswith(SUFFIX) else "rw"
    name = ":memory:" if path is None else f"{path.absolute().as_uri()}?mode={mode}"
    try:
        connection = sqlite3.connect(
            name, uri=path is not None, timeout=BUSY_SECONDS, isolation_level=None,
            check_same_thread=False, factory=_ThreadConnection,
        )  # fmt: skip
    except sqlite3.OperationalError:
        if path is not None and not _exists(path):
            raise Replaced("another process has replaced the catalogue") from None
        raise
    with ExitStack() as opened:
        opened.callback(connection.close)
        connection.execute(f"PRAGMA cache_size = {-_CACHE[mode]}")
        opened.pop_all()  # nothing failed: it stays open
    return connection
