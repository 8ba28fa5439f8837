"""The state file: SQLite with a rollback journal, because homes are often on network disks."""

import fcntl
import os
import sqlite3
import stat
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from briefing.catalogue.storage.sqlite import is_locked, transaction_with_retry
from briefing.paths import state_folder
from briefing.text.clean import clean

FILE = "state.db"
"""The file's name in the state folder."""
SCHEMA = 1
"""The version this program writes; a file of a later version is only read."""
BUSY = 20.0
"""Seconds to wait for other writers: there may be many, on a busy machine."""
_STUCK = 0.2
"""Seconds to wait after that was not enough: the lock is probably never released."""

Value = str | bytes | None

_CREATE = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS facts (
    store TEXT NOT NULL, brief TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
    value NOT NULL, at REAL NOT NULL, PRIMARY KEY (store, kind, brief, key)
) WITHOUT ROWID;
PRAGMA user_version = {SCHEMA};
COMMIT;
"""
_PUT = "INSERT OR REPLACE INTO facts (store, brief, kind, key, value, at) VALUES (?,?,?,?,?,?)"
_SAME = "store=? AND brief=? AND kind=? AND key=?"
_DROP = f"DELETE FROM facts WHERE {_SAME}"
SHARED_KINDS = ("read", "star", "tag", "note")
"""The kinds of facts that follow a person to other machines."""
# What was removed, for other machines; no version of its own, so that older programs go on writing.
_CREATE_REMOVED = """
CREATE TABLE IF NOT EXISTS removed (
    store TEXT NOT NULL, brief TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
    at REAL NOT NULL, PRIMARY KEY (store, kind, brief, key)
) WITHOUT ROWID
"""
_CREATE_SENT = """
CREATE TABLE IF NOT EXISTS sent (
    peer TEXT NOT NULL, store TEXT NOT NULL, brief TEXT NOT NULL, kind TEXT NOT NULL,
    key TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (peer, store, kind, brief, key)
) WITHOUT ROWID
"""
_CREATE_PEER = """
CREATE TABLE IF NOT EXISTS peer (
    peer TEXT NOT NULL, store TEXT NOT NULL, taken INTEGER NOT NULL, PRIMARY KEY (peer, store)
) WITHOUT ROWID
"""
_CREATE_MORE = (_CREATE_REMOVED, _CREATE_SENT, _CREATE_PEER)
_REMEMBER = "INSERT OR REPLACE INTO removed (store, brief, kind, key, at) VALUES (?,?,?,?,?)"
_FORGET = f"DELETE FROM removed WHERE {_SAME}"
_AGE = f"SELECT at FROM facts WHERE {_SAME} UNION ALL SELECT at FROM removed WHERE {_SAME}"
_TICK = 1e-6
"""The least seconds between a change and the one before it, even if the clock goes back."""


class BriefFact(NamedTuple):
    """One mark, tag, note, search or bookmark of a person."""

    store: str
    """The store, as `store_key` names it."""
    brief: str
    """The brief's id; empty for a search or bookmark."""
    kind: str
    """`read`, `star`, `tag`, `note`, `search`, `bookmark` or `snapshot`."""
    key: str
    """The record, tag, search or letter; empty for the brief itself."""
    value: Value
    """The digest, note or snapshot, or `1`; None to delete the fact."""
    at: float
    """When, in seconds since 1970."""


def state_path() -> Path | None:
    """Return the state file: `$BRIEFING_STATE`, or in the state folder; None without a home."""
    if named := os.environ.get("BRIEFING_STATE"):
        return Path(named)
    folder = state_folder()
    return folder / FILE if folder else None


def store_key(folder: Path) -> str:
    """Return the key of the facts of the store in `folder`."""
    return os.fsencode(os.path.realpath(folder)).decode("utf-8", "backslashreplace")


class Disk:
    """The state file; errors of reading and writing are kept in `trouble`."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the file; a damaged or locked one does not raise."""
        self.path = path
        self.trouble = ""
        """Why nothing is saved; empty if all is well."""
        self.notice = ""
        """Which damaged file was moved away; empty if none was."""
        self.writable = False
        """Whether writing may be tried."""
        self._is_stuck = False
        self._version = 0
        self._connection: sqlite3.Connection | None = None
        if path is None:
            self.trouble = "read marks and notes are not saved: no home folder"
            return
        try:
            self._open(path)
        except (OSError, sqlite3.Error) as error:
            self._refuse(error)

    def rows(
        self, sql: str, values: Sequence[Value | float] | Mapping[str, str]
    ) -> list[tuple[Any, ...]]:
        """Return the rows of a query; none where the file cannot be read."""
        if self._connection is None:
            return []
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            self._refuse(error)
            return []

    def write(self, facts: Iterable[BriefFact], *, as_they_are: bool = False) -> bool:
        """Write or delete facts in one transaction; return whether they are on disk.

        What is changed here is later than what it changes, even where the clock of another machine
        was ahead; facts from there are kept `as_they_are`.
        """
        if self._connection is None or not self.writable:
            return False
        try:
            with transaction_with_retry(self._connection, _STUCK if self._is_stuck else BUSY):
                for fact in facts:
                    self._write(self._connection, fact if as_they_are else self._later(fact))
        except sqlite3.Error as error:
            self._refuse(error)
            return False
        self.trouble, self._is_stuck = "", False
        return True

    def write_rows(self, sql: str, rows: Sequence[Sequence[Value | float]]) -> bool:
        """Execute a statement with each row in one transaction; return whether that is on disk."""
        if self._connection is None or not self.writable:
            return False
        try:
            with transaction_with_retry(self._connection, BUSY):
                self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            self._refuse(error)
            return False
        return True

    @staticmethod
    def _write(connection: sqlite3.Connection, fact: BriefFact) -> None:
        if fact.value is not None:
            connection.execute(_PUT, fact)
            connection.execute(_FORGET, fact[:4])
            return
        connection.execute(_DROP, fact[:4])
        if fact.kind in SHARED_KINDS:
            connection.execute(_REMEMBER, (*fact[:4], fact.at))

    def _later(self, fact: BriefFact) -> BriefFact:
        """Return a fact with a time after that of the one it changes."""
        before = self.age(fact)
        return fact if fact.at > before else fact._replace(at=before + _TICK)

    def age(self, fact: BriefFact) -> float:
        """Return when the fact in the place of `fact` was written or removed last."""
        rows = self.rows(_AGE, fact[:4] * 2)
        return max((float(at) for (at,) in rows), default=float("-inf"))

    def version(self) -> int:
        """Return a number that changes when another process writes; never wait for a lock."""
        if self._connection is not None:
            self._connection.execute("PRAGMA busy_timeout = 0")
            with suppress(sqlite3.Error):
                answer = self._connection.execute("PRAGMA data_version").fetchone()
                self._version = int(answer[0])
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY * 1000:.0f}")
        return self._version

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _refuse(self, error: Exception) -> None:
        self._is_stuck = is_locked(error)
        reason = getattr(error, "strerror", None) or str(error)
        where = clean(str(self.path), line=True)
        self.trouble = f"read marks and notes are not saved: {where}: {reason}"

    def _open(self, path: Path) -> None:
        try:
            make_private(path)
        except OSError as error:
            # It may still be readable.
            self._refuse(error)
        else:
            self.writable = True
        if not path.is_file():
            return
        try:
            self._connect(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            aside = set_aside(path)
            make_private(path)
            self._connect(path)
            if aside is not None:
                where = clean(str(aside), line=True)
                self.notice = f"the state file was damaged ({error}); moved to {where}"

    def _connect(self, path: Path) -> None:
        connection = connect(path, "rw" if self.writable else "ro")
        try:
            check(connection)
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version > SCHEMA:
                self.writable = False
                self.trouble = (
                    "read marks and notes are not saved: a newer briefing wrote the state; "
                    "upgrade briefing"
                )
            elif self.writable:
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute("PRAGMA synchronous = FULL")
                if version < SCHEMA:
                    connection.executescript(_CREATE)
                for statement in _CREATE_MORE:
                    connection.execute(statement)
        except sqlite3.Error:
            connection.close()
            raise
        self._connection = connection


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a database file, whose name may hold any bytes, without implicit transactions."""
    address = f"file:{quote(os.fsencode(path))}?mode={mode}"
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY, isolation_level=None, check_same_thread=False
    )
    # Messages of SQLite about a damaged file may quote the damage.
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def check(connection: sqlite3.Connection) -> None:
    """Raise `sqlite3.DatabaseError` if the file is damaged."""
    try:
        # The quick check overlooks rows out of order, among which a new mark is never found.
        answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except UnicodeDecodeError:
        raise sqlite3.DatabaseError("what is wrong with it is not even text") from None
    if answer != "ok":
        raise sqlite3.DatabaseError(answer)


def make_private(path: Path) -> None:
    """Create the file and its folder, readable only by the person, unless they exist."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Not blocking: opening a pipe of that name would never return.
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK
    descriptor = os.open(path, flags, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("it is not a regular file")
    finally:
        os.close(descriptor)


def set_aside(path: Path) -> Path | None:
    """Rename a damaged file and its journal; return the new name, or None if it is sound now."""
    # Another process may have replaced the file already: it is checked again under a lock.
    lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with suppress(sqlite3.Error), closing(connect(path, "rw")) as connection:
            check(connection)
            return None
        aside = _free_name(path)
        path.rename(aside)
        journal = path.with_name(path.name + "-journal")
        if journal.exists():
            # Left behind, it would be played back into the new file.
            journal.rename(aside.with_name(aside.name + "-journal"))
        return aside
    finally:
        os.close(lock)


def _free_name(path: Path) -> Path:
    stamp = time.strftime("%Y%m%d-%H%M%S")
    tails = chain([""], (f"-{number}" for number in count(1)))
    names = (path.with_name(f"{path.stem}.damaged-{stamp}{tail}{path.suffix}") for tail in tails)
    return next(name for name in names if not name.exists())
