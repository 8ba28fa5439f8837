"""A catalogue that is killed, damaged, foreign, or nowhere to be written is right all the same."""

import os
import sqlite3
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.process_records import ProcessRecords
from briefing.catalogue.storage.cache_files import stem_of
from briefing.catalogue.storage.schema import wrong_value
from briefing.query.parser import parse
from briefing.store.store import Store
from tests.tools.indexed_store import dump, file_of, refreshed, settle, settled_store
from tests.tools.small_stores import write_archives, write_brief


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store of two settled briefs, one with an archived text."""
    return settled_store(tmp_path / "store")


# --- killed -------------------------------------------------------------------------------------

POINTS = int(os.environ.get("BRIEFING_KILL_POINTS", "12"))
"""At how many moments the indexer is killed; set it higher to try more."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("point", range(POINTS))
def test_killed_at_any_statement_the_next_run_is_right(
    folder: Path, tmp_path: Path, point: int
) -> None:
    cache = tmp_path / "cache"
    refresh.refresh(Catalogue.open(folder, cache=cache), Store(folder))
    settle(folder, "a", title="Changed", text="of late")
    settle(folder, "c", title="Added")
    (folder / "b.json").unlink()
    statements = 100  # about what this run takes
    child = os.fork()
    if not child:
        _index_until(folder, cache, point * statements // POINTS)
    os.waitpid(child, 0)
    again = Catalogue.open(folder, cache=cache)
    refresh.refresh(again, Store(folder))
    assert dump(again) == dump(refreshed(folder))


def _index_until(folder: Path, cache: Path, statement: int) -> None:
    """Index, and be killed at a statement."""
    left = statement

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)

    try:
        catalogue = Catalogue.open(folder, cache=cache)
        catalogue.database.connection.set_trace_callback(count)
        refresh.refresh(catalogue, Store(folder))
    finally:
        os._exit(0)


# --- a cache that is no good --------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 5000])
def test_a_file_that_is_no_catalogue_is_begun_anew(
    folder: Path, tmp_path: Path, content: bytes
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / f"{stem_of(folder)}-1.db").write_bytes(content)
    assert dump(refreshed(folder, cache)) == dump(refreshed(folder))


def test_another_programs_database_is_begun_anew(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    connection = sqlite3.connect(cache / f"{stem_of(folder)}-1.db")
    connection.execute("CREATE TABLE header (key, value)")
    connection.commit()
    connection.close()
    assert dump(refreshed(folder, cache)) == dump(refreshed(folder))


def test_a_journal_left_behind_by_a_removed_catalogue_does_no_harm(
    folder: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / f"{stem_of(folder)}-1.db-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") * 90)
    assert dump(refreshed(folder, cache)) == dump(refreshed(folder))
    assert [path.name for path in cache.iterdir()] == [file_of(cache).name]


@pytest.mark.parametrize("key", ["schema", "sqlite", "unicode", "store"])
def test_another_version_is_begun_anew(folder: Path, tmp_path: Path, key: str) -> None:
    cache = tmp_path / "cache"
    catalogue = refreshed(folder, cache)
    catalogue.database.connection.execute("UPDATE header SET value = 'x' WHERE key = ?", (key,))
    catalogue.close()
    assert Catalogue.open(folder, cache=cache).count() == 0
    assert dump(refreshed(folder, cache)) == dump(refreshed(folder))


def test_a_mistake_of_our_own_is_no_damage(folder: Path, tmp_path: Path) -> None:
    catalogue = refreshed(folder, tmp_path / "cache")

    def mistaken(_: sqlite3.Connection) -> int:
        raise TypeError("a mistake")

    with pytest.raises(TypeError):
        catalogue.ask(mistaken, 0)
    assert dump(catalogue) == dump(refreshed(folder))


NAMING = {
    "title": "Talks", "date": "2025-06-02", "summary": "of bodies", "process": "talks",
    "parties": {"ua": {"name": "Ukraine"}}, "sources": {"s": {"kind": "news"}},
    "issues": {"i": "Exchange"},
    "quotes": [{"who": "ua", "text": "We want bodies", "from": "s", "issues": ["i"]}],
}  # fmt: skip
WRONG = [
    "UPDATE brief SET path = NULL",
    "UPDATE brief SET own = ''",
    "UPDATE brief SET own = -5",
    "UPDATE brief SET paragraphs = 1 << 62",
    "UPDATE brief SET names = 'party'",
    "UPDATE brief SET names = 'tribe\x1fa\x1fA\x1f'",
    "UPDATE record SET text = NULL",
    "UPDATE record SET quotes = NULL",
    "UPDATE record SET start = 'far'",
    "UPDATE record SET about = x'ff'",
    "UPDATE record SET verdict = 'guessed'",
    "UPDATE brief SET threads = 'i:1,two|ua'",
    "UPDATE brief SET threads = 'i|ua'",
    "UPDATE record SET support = NULL WHERE issues != ''",
    "UPDATE name SET kind = 'tribe'",
    "UPDATE file SET number = 'first'",
    "UPDATE header SET value = NULL WHERE key = 'longest'",
    "UPDATE header SET value = 'many' WHERE key = 'generation'",
]


@pytest.mark.parametrize("damage", WRONG)
def test_a_wrong_value_never_raises_and_is_right_after_a_refresh(
    folder: Path, tmp_path: Path, damage: str
) -> None:
    write_brief(folder, "c", NAMING)
    catalogue = refreshed(folder, tmp_path / "cache")
    assert wrong_value(catalogue.database.connection) == ""
    ask_all(catalogue)
    assert not catalogue.fresh
    catalogue.database.connection.execute(damage)
    ask_all(catalogue)
    assert catalogue.fresh
    refresh.refresh(catalogue, Store(folder))
    assert dump(catalogue) == dump(refreshed(folder))


def ask_all(catalogue: Catalogue) -> None:
    """Ask what the reader asks."""
    catalogue.rows(catalogue.ids())
    for query in ("bodies OR prisoners", "kind:title", "date:2025", "party:ua"):
        parsed = parse(query, today=date(2026, 1, 1))
        catalogue.cursor(parsed).fetch(10)
        catalogue.ids(parsed)
    catalogue.number_at("c.json")
    catalogue.paths_of("c")
    catalogue.verdicts("c")
    catalogue.names()
    catalogue.named("party", "talks")
    catalogue.records(process="talks", party="ua")
    assert catalogue.generation >= 0
    records = ProcessRecords(catalogue.ask, catalogue.rounds("talks"))
    for positions in records.raised("c").values():
        records.keys("c", positions)
        records.rows("c", positions)


def test_a_damaged_declaration_never_raises(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    refreshed(folder, cache).close()
    path = file_of(cache)
    data, key = path.read_bytes(), b"CREATE TABLE brief (number INTEGER PRIMARY"
    assert data.count(key) == 1
    path.write_bytes(data.replace(key, key.replace(b" PRIMARY", b"0PRIMARY")))
    catalogue = Catalogue.open(folder, cache=cache)
    catalogue.rows(catalogue.ids())
    assert catalogue.fresh
    refresh.refresh(catalogue, Store(folder))
    assert dump(catalogue) == dump(refreshed(folder))


@settings(max_examples=30)
@example(12290, 1, 2)  # a path of nothing, read without an error
@given(st.integers(0, 10**9), st.integers(1, 255), st.integers(1, 4096))
def test_a_damaged_file_never_raises_and_is_right_after_a_rebuild(
    seed: int, change: int, length: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "store", Path(name) / "cache"
        write_archives(folder, "They spoke of bodies.")
        settle(folder, "a", title="First", text="about prisoners", archive="sources/a.txt")
        refreshed(folder, cache).close()
        path = file_of(cache)
        data = bytearray(path.read_bytes())
        start = seed % len(data)
        for place in range(start, min(start + length, len(data))):
            data[place] ^= change
        path.write_bytes(data)
        catalogue = Catalogue.open(folder, cache=cache)
        catalogue.rows(catalogue.ids())
        refresh.refresh(catalogue, Store(folder))
        catalogue.close()
        catalogue.database.begin_anew()
        refresh.refresh(catalogue, Store(folder))
        assert dump(catalogue) == dump(refreshed(folder))
        catalogue.close()


def test_a_cache_that_cannot_be_written_is_kept_in_memory(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    catalogue = Catalogue.open(folder, cache=blocked / "cache")
    refresh.refresh(catalogue, Store(folder))
    assert catalogue.database.path is None
    assert catalogue.count() == 2


def test_a_full_disk_ends_in_memory(folder: Path, tmp_path: Path) -> None:
    settle(folder, "long", title="Long", text="so many words " * 10_000)
    catalogue = Catalogue.open(folder, cache=tmp_path / "cache")
    (pages,) = catalogue.database.connection.execute("PRAGMA page_count").fetchone()
    catalogue.database.connection.execute(f"PRAGMA max_page_count = {pages}")
    refresh.refresh(catalogue, Store(folder))
    assert catalogue.database.path is None
    assert dump(catalogue) == dump(refreshed(folder))


def test_only_its_owner_can_read_the_cache(folder: Path, tmp_path: Path) -> None:
    catalogue = refreshed(folder, tmp_path / "cache")
    assert catalogue.database.path is not None
    assert catalogue.database.path.stat().st_mode & 0o777 == 0o600
    assert catalogue.database.path.parent.stat().st_mode & 0o777 == 0o700


def test_the_journal_is_never_a_write_ahead_log(folder: Path, tmp_path: Path) -> None:
    catalogue = refreshed(folder, tmp_path / "cache")
    (mode,) = catalogue.database.connection.execute("PRAGMA journal_mode").fetchone()
    assert mode == "delete"
