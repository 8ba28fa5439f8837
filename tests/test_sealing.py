"""The seal beside a catalogue: who wrote into the file last, and what follows from it."""

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from briefing import indexer
from briefing.catalogue import Catalogue
from briefing.catalogue.database import file_name
from briefing.catalogue.sealing import Seal
from briefing.query.parser import parse
from briefing.store import Store
from tests.indexed import refreshed, settle, settled_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store of two settled briefs, one with an archived text."""
    return settled_store(tmp_path / "store")


@pytest.fixture
def path(folder: Path, tmp_path: Path) -> Path:
    """Return the catalogue's file of the store, brought up to date and let go."""
    refreshed(folder, tmp_path / "cache").close()
    return tmp_path / "cache" / file_name(folder)


def _begun(path: Path) -> object:
    """Return what tells whether tables were made anew."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT value FROM header WHERE key = 'begun'").fetchone()


def _found(catalogue: Catalogue, word: str) -> int:
    return len(catalogue.search(parse(word, today=date(2026, 1, 1))).hits)


def _write_noise(path: Path) -> None:
    """Change a text, where SQLite notices nothing."""
    data = path.read_bytes()
    assert b"about prisoners" in data
    path.write_bytes(data.replace(b"about prisoners", b"about xrxsxnxrs"))


def test_nothing_is_begun_anew_while_nobody_else_writes(folder: Path, path: Path) -> None:
    begun = _begun(path)
    for change in ("", "Changed", "Again"):
        if change:
            settle(folder, "a", title=change)
        refreshed(folder, path.parent).close()
        assert Seal(path).note.exists()
    assert _begun(path) == begun


def test_noise_that_sqlite_does_not_notice_is_found_when_it_is_opened(
    folder: Path, path: Path
) -> None:
    _write_noise(path)
    with closing(refreshed(folder, path.parent)) as catalogue:
        assert _found(catalogue, "prisoners") == 1


def test_noise_is_found_by_a_reader_that_has_the_file_open(folder: Path, path: Path) -> None:
    with closing(refreshed(folder, path.parent)) as catalogue:
        _write_noise(path)
        changes = indexer.refresh(catalogue, Store(folder))
        assert changes.added == 2
        assert _found(catalogue, "prisoners") == 1


def test_a_reader_goes_over_to_a_file_that_another_has_begun_anew(folder: Path, path: Path) -> None:
    with closing(refreshed(folder, path.parent)) as catalogue:
        with closing(refreshed(folder, path.parent)) as other:
            other.database.begin_anew()
            indexer.refresh(other, Store(folder))
        begun = _begun(path)
        # All of them, for the briefs may have other numbers there.
        assert indexer.refresh(catalogue, Store(folder)).changed == 2
        assert _begun(path) == begun
        settle(folder, "c", title="Third")
        assert indexer.refresh(catalogue, Store(folder)).added == 1
        assert catalogue.database.path == path


def test_numbers_of_before_are_never_looked_up_in_tables_begun_anew(
    folder: Path, path: Path
) -> None:
    with closing(refreshed(folder, path.parent)) as catalogue:
        numbers = catalogue.ids()
        with closing(refreshed(folder, path.parent)) as other:
            other.database.begin_anew()
            indexer.refresh(other, Store(folder))
        assert catalogue.rows(numbers) == ()
        assert catalogue.fresh


def test_a_command_is_answered_however_often_the_tables_are_begun_anew(
    folder: Path, path: Path
) -> None:
    with closing(refreshed(folder, path.parent)) as catalogue:
        catalogue.refill = lambda: indexer.refresh(catalogue, Store(folder))
        for _ in range(3):
            with closing(Catalogue.open(folder, cache=path.parent)) as other:
                other.database.begin_anew()
            assert catalogue.count() == 2


def test_what_a_killed_writer_had_committed_is_kept(folder: Path, path: Path) -> None:
    settle(folder, "c", title="Third")
    begun = _begun(path)
    child = os.fork()
    if not child:
        _refresh_until_sealing(folder, path.parent)
    os.waitpid(child, 0)
    assert not Seal(path).note.exists()
    with closing(Catalogue.open(folder, cache=path.parent)) as catalogue:
        assert catalogue.count() == 3
    assert _begun(path) == begun


def _refresh_until_sealing(folder: Path, cache: Path) -> None:
    """Index, and be killed when all is written and not sealed yet."""
    try:
        catalogue = Catalogue.open(folder, cache=cache)
        catalogue.database.seal = lambda: os.kill(os.getpid(), 9)  # type: ignore[method-assign]
        indexer.refresh(catalogue, Store(folder))
    finally:
        os._exit(0)


def test_a_kept_list_is_sealed_too(folder: Path, path: Path) -> None:
    with closing(Catalogue.open(folder, cache=path.parent)) as catalogue:
        catalogue.keep_listing("as it was laid out")
    assert Seal(path).note.exists()
    with closing(Catalogue.open(folder, cache=path.parent)) as catalogue:
        assert catalogue.listing() == "as it was laid out"


def test_half_a_seal_is_none(folder: Path, path: Path) -> None:
    note = Seal(path).note
    note.write_bytes(note.read_bytes()[:-1])
    assert not Seal(path).is_broken()
    _write_noise(path)
    assert not Seal(path).is_broken()


def test_nothing_is_written_where_the_seal_cannot_be_taken_away(folder: Path, path: Path) -> None:
    note = Seal(path).note
    note.unlink()
    note.mkdir()
    before = path.read_bytes()
    settle(folder, "c", title="Third")
    with closing(refreshed(folder, path.parent)) as catalogue:
        assert catalogue.count() == 3
        assert catalogue.database.path is None
    assert path.read_bytes() == before
