"""The files of a store as the catalogue knows them: which are briefs, and what rests on what."""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from briefing.catalogue.storage.columns import decode_path


class ListedFile(NamedTuple):
    """One file that is named like a brief."""

    path: str
    """Within the store."""
    sha256: str
    """Of its bytes as they were read, in hexadecimal; empty of a file that is not a brief."""
    id: str
    """The brief's id; empty for a file that is not a brief."""
    handling: str
    """The brief's handling mark, or empty."""
    errors: int
    """How many errors `check` reports of it."""


def file_list(connection: sqlite3.Connection) -> list[ListedFile]:
    """Return every file that is named like a brief, by path."""
    rows = connection.execute(
        "SELECT file.path, iif(file.number IS NULL, '', file.sha256), coalesce(brief.id, ''), "
        "coalesce(brief.handling, ''), coalesce(brief.problems, 0) "
        "FROM file LEFT JOIN brief ON brief.number = file.number ORDER BY file.path"
    )
    return [ListedFile(decode_path(path), *others) for path, *others in rows]


def archives_named(connection: sqlite3.Connection) -> Mapping[str, list[str]]:
    """Return the archives that briefs name, as they are written, each with the briefs' paths."""
    named: dict[str, list[str]] = {}
    rows = connection.execute(
        "SELECT archive.path, brief.path FROM archive JOIN brief USING (number)"
    )
    for archive, brief in rows:
        named.setdefault(decode_path(archive), []).append(decode_path(brief))
    return named
