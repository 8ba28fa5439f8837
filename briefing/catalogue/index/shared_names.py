"""The names in the shared records -> the tables, with their display names and order."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from briefing.catalogue.storage.columns import encode_path, written_gap
from briefing.model.brief import Shared

_ROW = tuple[str, str, str, str]
"""A kind, a slug, a title, and a short one or an empty text."""


def keep_names(connection: sqlite3.Connection, shared: Iterable[Shared]) -> None:
    """Write the parties, issues and processes of the shared records; inside a transaction.

    Of several files, the first that names something counts.
    """
    connection.execute("DELETE FROM shared")
    every = (row for one in shared for row in _rows(one))
    rows = ((kind, slug, n, *names) for n, (kind, slug, *names) in enumerate(every))
    connection.executemany("INSERT OR IGNORE INTO shared VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("UPDATE header SET value = value + 1 WHERE key = 'generation'")


def keep_gaps(connection: sqlite3.Connection, gaps: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Write which shared files lack what because of errors; inside a transaction."""
    connection.execute("DELETE FROM shared_gap")
    rows = ((encode_path(path), written_gap(missing)) for path, missing in gaps)
    connection.executemany("INSERT INTO shared_gap VALUES (?, ?)", rows)


def _rows(shared: Shared) -> Iterator[_ROW]:
    for slug, party in shared.parties.items():
        yield "party", slug, party.name, party.short or ""
    for slug, issue in shared.issues.items():
        yield "issue", slug, issue.title, issue.short or ""
    for slug, process in shared.processes.items():
        yield "process", slug, process.title, process.short or ""
