"""What tests of the indexer and of its faults have in common."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.storage.database import Database
from briefing.catalogue.storage.schema import BRIEF_COLUMNS, RECORD_COLUMNS
from briefing.store.store import Store
from tests.tools.small_stores import write_archives, write_brief

Dump = dict[str, list[tuple[Any, ...]]]
ANCIENT = 1_600_000_000_000_000_000  # nanoseconds; long enough ago to be settled


def refreshed(folder: Path, cache: Path | None = None) -> Catalogue:
    catalogue = Catalogue(Database(folder, cache))
    refresh.refresh(catalogue, Store(folder))
    return catalogue


def is_finished(connection: sqlite3.Connection) -> bool:
    """Whether the last run came to its end."""
    header = dict(connection.execute("SELECT key, value FROM header"))
    return str(header.get("finished", "")).split(" ")[0] == str(header["generation"])


def dump(catalogue: Catalogue) -> Dump:
    """Return all that a catalogue holds, without the numbers that depend on the order of events."""
    connection = catalogue.database.connection
    path_of = dict(connection.execute("SELECT number, path FROM brief").fetchall())
    found: Dump = {}
    columns = ", ".join(BRIEF_COLUMNS)
    found["brief"] = sorted(connection.execute(f"SELECT {columns} FROM brief"), key=repr)
    columns = ", ".join(RECORD_COLUMNS)
    found["record"] = sorted(
        (path_of[number >> 16], number & 0xFFFF, *row)
        for number, *row in connection.execute(f"SELECT number, {columns} FROM record")
    )
    for table in ("rec", "doc"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_words "
            f"USING fts5vocab('main', '{table}', 'instance')"
        )
    found["rec"] = sorted(
        (path_of[number >> 16], number & 0xFFFF, *row)
        for number, *row in connection.execute("SELECT doc, term, col, offset FROM temp.rec_words")
    )
    found["doc"] = sorted(
        (path_of[number], term)
        for term, number in connection.execute("SELECT DISTINCT term, doc FROM temp.doc_words")
    )
    found["shared"] = sorted(connection.execute("SELECT * FROM shared"))
    found["name"] = sorted(connection.execute("SELECT * FROM name"))
    found["file"] = sorted(
        (path, size, sha, path_of.get(number))
        for path, size, sha, number in connection.execute(
            "SELECT path, size, sha256, number FROM file"
        )
    )
    found["archive"] = sorted(
        (path, path_of[number])
        for path, number in connection.execute("SELECT path, number FROM archive")
    )
    for table in ("cited", "brief_conflict"):
        found[table] = sorted(
            (path_of[number], *row) for number, *row in connection.execute(f"SELECT * FROM {table}")
        )
    return found


def file_of(cache: Path) -> Path:
    """Return the file of the only catalogue in a folder."""
    (path,) = cache.glob("*.db")
    return path


def settled_store(folder: Path) -> Path:
    """Make a store of two settled briefs, one with an archived text."""
    write_archives(folder, "They spoke of bodies.\n\nAnd of a ceasefire.")
    settle(folder, "a", title="First", text="about prisoners")
    settle(folder, "b", title="Second", archive="sources/a.txt")
    return folder


def settle(
    folder: Path, name: str, *, title: str, text: str = "nothing", archive: str = ""
) -> None:
    """Write a brief as if long ago, so that its stamp can be trusted."""
    value: dict[str, Any] = {"title": title, "date": "2025-06-02", "summary": text}
    if archive:
        value["sources"] = {"s": {"kind": "news", "archive": archive}}
    write_brief(folder, name, value)
    os.utime(folder / f"{name}.json", ns=(ANCIENT, ANCIENT))
