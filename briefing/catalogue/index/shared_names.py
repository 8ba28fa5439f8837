"""The names in the shared records -> the tables: how they are shown, and in which order."""

import sqlite3
from collections.abc import Iterable, Iterator

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


def _rows(shared: Shared) -> Iterator[_ROW]:
    for slug, party in shared.parties.items():
        yield "party", slug, party.name, party.short or ""
    for slug, issue in shared.issues.items():
        yield "issue", slug, issue.title, issue.short or ""
    for slug, process in shared.processes.items():
        yield "process", slug, process.title, process.short or ""
