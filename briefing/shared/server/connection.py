"""Connections to the database, also through a pooler, and errors with their remedy."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from briefing.errors import BriefingError, StoreError
from briefing.shared.server.address import Address
from briefing.text.clean import clean

Connection = Any
"""One of psycopg's connections: it is an extra, and loaded when it is used."""
CONNECT_SECONDS = 10
"""Seconds to wait for a connection, unless the address says otherwise."""
STATEMENT_SECONDS = 120
"""Seconds after which the server gives a statement up."""
_DEFAULTS = {
    "keepalives_idle": 30, "keepalives_interval": 10,
    "keepalives_count": 3, "tcp_user_timeout": 30_000, "application_name": "briefing",
}  # fmt: skip


class ServerLost(StoreError):
    """The server cannot be reached, or the connection to it broke; another try may succeed."""


class ChangedByAnother(BriefingError):
    """A file is not in the version that a new one was to follow."""

    def __init__(self, path: str, author: str) -> None:
        """Keep the `path` and `author` of the version; an empty author if it may not be seen."""
        whose = f"changed by {author}" if author else "taken by a file that you may not see"
        super().__init__(clean(f"{path} was {whose}", line=True))
        self.path = path
        self.author = author


def driver() -> ModuleType:
    """Return psycopg.

    Raises:
        BriefingError: it is not installed; the message names the extra.
    """
    try:
        return import_module("psycopg")
    except ImportError:
        raise BriefingError(
            "a shared store needs the extra postgres: pip install 'briefing[postgres]'"
        ) from None


def connect(address: Address, seconds: int = CONNECT_SECONDS) -> Connection:
    """Connect; every statement is a transaction of its own unless `transaction` says otherwise.

    It is given up after some `seconds`, unless the address says after how many.

    Raises:
        ServerLost: the server cannot be reached, or refuses.
        BriefingError: the extra is missing, or the address is not one to libpq.
    """
    psycopg = driver()
    with reported(address):
        given: dict[str, Any] = psycopg.conninfo.conninfo_to_dict(address.conninfo)
        defaults = {"connect_timeout": seconds, **_DEFAULTS}
        connection: Connection = psycopg.connect(
            address.conninfo,
            # Statements that are prepared get lost behind PgBouncer, which gives every
            # transaction another connection.
            prepare_threshold=None,
            autocommit=True,
            client_encoding="utf8",
            **{key: value for key, value in defaults.items() if key not in given},
        )
    return connection


@contextmanager
def reported(address: Address) -> Iterator[None]:
    """Raise errors of the driver as those of the program.

    Raises:
        ServerLost: the connection is lost, or could not be made.
        ChangedByAnother: a version was published meanwhile.
        BriefingError: the server refuses, with its reason.
    """
    psycopg = driver()
    try:
        yield
    except psycopg.errors.SerializationFailure as error:
        if error.diag.message_detail is None:
            raise ServerLost(_said(address, error)) from None
        raise ChangedByAnother(error.diag.message_detail, error.diag.message_hint or "") from None
    except psycopg.errors.ProgramLimitExceeded as error:
        raise _refusal(address, error) from None  # to the driver it is as if the server were lost
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise ServerLost(_said(address, error)) from None
    except psycopg.Error as error:
        raise _refusal(address, error) from None


_REMEDIES = {
    "42P01": "it holds no shared store; see briefing store init --help",
    "3F000": "it holds no shared store; see briefing store init --help",
    "42501": "see briefing store grant --help",
}
"""What to do, by SQLSTATE: no such table, no such schema, no right."""


def _refusal(address: Address, error: Any) -> BriefingError:
    """Return an error that another attempt cannot resolve."""
    if error.sqlstate is None:  # libpq's own, about the address, which it repeats
        return BriefingError(
            "the address of the shared store cannot be read; write it as libpq has it: "
            "postgresql://HOST/DATABASE"
        )
    remedy = _REMEDIES.get(error.sqlstate)
    if remedy is None:
        return BriefingError(_said(address, error))
    return StoreError(f"{_said(address, error)}; {remedy}")


def _said(address: Address, error: Exception) -> str:
    diag = getattr(error, "diag", None)
    first = (getattr(diag, "message_primary", None) or str(error)).strip().split("\n")[0]
    return f"{address.shown}: {clean(first, line=True)}"


@contextmanager
def transaction(
    connection: Connection, address: Address, *, snapshot: bool = False
) -> Iterator[Any]:
    """Yield a cursor in one transaction; with `snapshot` all its statements see one state.

    Settings are those of the transaction: others would stay with PgBouncer's connection.
    """
    with reported(address), connection.transaction(), connection.cursor() as cursor:
        if snapshot:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(f"SET LOCAL statement_timeout = '{STATEMENT_SECONDS}s'")
        yield cursor


def is_pooled(connection: Connection) -> bool:
    """Whether a pooler such as PgBouncer is in between, where notices are lost silently."""
    row: Any = connection.execute("SELECT pg_backend_pid()").fetchone()
    return bool(row[0] != connection.info.backend_pid)


class BackOff:
    """Seconds to wait before the next try: each time longer, and no two hosts alike."""

    FIRST, LONGEST = 1.0, 30.0

    def __init__(self) -> None:
        """Begin with the shortest."""
        self._seconds = self.FIRST

    def next(self) -> float:
        """Return how long to wait now."""
        seconds = self._seconds
        self._seconds = min(self._seconds * 2, self.LONGEST)
        return seconds * random.uniform(0.5, 1.0)

    def reset(self) -> None:
        """Begin again, as a try has succeeded."""
        self._seconds = self.FIRST
