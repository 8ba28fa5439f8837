"""The versions of a file in a shared store: who published which, when and why, and their bytes."""

import re
from typing import Any, NamedTuple

from briefing.catalogue.storage.columns import decode_path, encode_path
from briefing.errors import NotFound
from briefing.shared.server.address import Address
from briefing.shared.server.connection import connect, transaction
from briefing.shared.server.setup import store_info

_NUMBERED = re.compile(r"(.+)@([0-9]{1,9})")
# Numbers are those among the versions that one may see: gaps would say that there are others.
_ALL = """
SELECT v.path, v.brief, v.sha256, v.size, v.handling, v.not_before, v.author, v.at, v.why,
    row_number() OVER (PARTITION BY v.path ORDER BY v.at)
FROM briefing.version v WHERE v.store = %s AND v.path <> ''
"""
_OF_ONE = f"""
{_ALL} AND v.path IN (SELECT n.path FROM briefing.version n
    WHERE n.store = v.store AND n.path <> '' AND (n.brief = %s OR n.path = %s))
ORDER BY v.at DESC
"""
_LATEST = f"SELECT * FROM ({_ALL}) every ORDER BY at DESC, path LIMIT %s"


class LoggedVersion(NamedTuple):
    """A version of a file, as the log shows it."""

    path: str
    """The file."""
    brief: str
    """The brief's id; empty for another file, or where it was removed."""
    sha256: bytes | None
    """Of its bytes; None where the file was removed."""
    size: int
    """In bytes."""
    handling: str
    """Its mark."""
    not_before: Any
    """The end of its embargo, a datetime; None without one."""
    author: str
    """Who published it."""
    at: Any
    """When, a datetime."""
    why: str
    """What its author said of it."""
    number: int
    """Its place among the versions of the file that one may see, from 1."""


def numbered(word: str) -> tuple[str, int] | None:
    """Return the name and the number of `ID@7`; None for a word without a number."""
    found = _NUMBERED.fullmatch(word)
    return (found[1], int(found[2])) if found and int(found[2]) else None


def log(address: Address, name: str, limit: int) -> list[LoggedVersion]:
    """Return the versions of a brief or file, the latest first; without a name, those of the store.

    Raises:
        NotFound: there is no such brief or file, or none that this role may see.
        BriefingError: the server cannot be reached.
    """
    with connect(address) as connection, transaction(connection, address) as cursor:
        store_info(cursor, address)
        if not name:
            return _rows(cursor, _LATEST, (address.name, limit))
        found = _rows(cursor, _OF_ONE, (address.name, name, encode_path(name)))
    if not found:
        raise NotFound(f'the shared store has no brief and no file "{name}"')
    return found[:limit]


def _rows(cursor: Any, sql: str, values: tuple[Any, ...]) -> list[LoggedVersion]:
    cursor.execute(sql, values)
    return [LoggedVersion(decode_path(path), *others) for path, *others in cursor.fetchall()]


def version_bytes(address: Address, name: str, number: int) -> tuple[str, bytes]:
    """Return the path and the bytes of the version `number` of a brief or file.

    Raises:
        NotFound: there is no such version, or the file was removed in it.
        BriefingError: the server cannot be reached.
    """
    with connect(address) as connection, transaction(connection, address, snapshot=True) as cursor:
        store_info(cursor, address)
        found = _rows(cursor, _OF_ONE, (address.name, name, encode_path(name)))
        version = next((one for one in found if one.number == number), None)
        if version is None:
            has = f"it has {len(found)}" if found else "see briefing log"
            raise NotFound(f'the shared store has no version {number} of "{name}"; {has}')
        if version.sha256 is None:
            raise NotFound(f"{name}@{number} is its removal; take the version before it")
        cursor.execute("SELECT bytes FROM briefing.body WHERE sha256 = %s", (version.sha256,))
        ((data,),) = cursor.fetchall()
    return version.path, bytes(data)
