"""A catalogue's file that another takes the place of: who has the old one open goes over to it."""

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.storage.cache_files import CacheFiles
from briefing.query.parser import parse
from briefing.store.store import Store
from tests.tools.indexed_store import dump, file_of, refreshed, settle, settled_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store of two settled briefs, one with an archived text."""
    return settled_store(tmp_path / "store")


@pytest.fixture
def path(folder: Path, tmp_path: Path) -> Path:
    """Return the catalogue's file of the store, brought up to date and let go."""
    refreshed(folder, tmp_path / "cache").close()
    return file_of(tmp_path / "cache")


def _found(catalogue: Catalogue, word: str) -> int:
    return len(catalogue.cursor(parse(word, today=date(2026, 1, 1))).fetch(50))


def _replace(folder: Path, cache: Path) -> Path:
    """Have another process make the catalogue anew; return its file."""
    with closing(refreshed(folder, cache)) as other:
        other.database.begin_anew()
        refresh.refresh(other, Store(folder))
    return file_of(cache)


def test_nothing_is_made_anew_while_all_is_well(folder: Path, path: Path) -> None:
    for change in ("", "Changed", "Again"):
        if change:
            settle(folder, "a", title=change)
        refreshed(folder, path.parent).close()
    assert file_of(path.parent) == path


def test_a_reader_goes_over_to_a_file_that_another_has_made(folder: Path, path: Path) -> None:
    with closing(refreshed(folder, path.parent)) as catalogue:
        after = _replace(folder, path.parent)
        assert after != path
        # All of them, for the briefs may have other numbers there.
        assert refresh.refresh(catalogue, Store(folder)).changed == 2
        assert catalogue.database.path == file_of(path.parent) == after
        settle(folder, "c", title="Third")
        assert refresh.refresh(catalogue, Store(folder)).added == 1
        assert catalogue.database.path == after


def test_numbers_of_before_are_never_looked_up_in_tables_made_anew(
    folder: Path, path: Path
) -> None:
    with closing(refreshed(folder, path.parent)) as catalogue:
        numbers = catalogue.ids()
        _replace(folder, path.parent)
        assert catalogue.rows(numbers) == ()
        assert catalogue.fresh


def test_a_command_is_answered_however_often_the_tables_are_made_anew(
    folder: Path, path: Path
) -> None:
    with closing(refreshed(folder, path.parent)) as catalogue:
        catalogue.refill = lambda: refresh.refresh(catalogue, Store(folder))
        for _ in range(3):
            with closing(Catalogue.open(folder, cache=path.parent)) as other:
                other.database.begin_anew()
            assert catalogue.count() == 2


def test_a_file_that_is_replaced_while_it_is_written_is_written_anew(
    folder: Path, path: Path
) -> None:
    settle(folder, "c", title="Third")
    with closing(Catalogue.open(folder, cache=path.parent)) as catalogue:
        replaced: list[Path] = []

        def progress(done: int, total: int) -> None:
            if not replaced:
                replaced.append(_replace(folder, path.parent))

        refresh.refresh(catalogue, Store(folder), progress=progress)
        assert catalogue.database.path == replaced[0]
        assert dump(catalogue) == dump(refreshed(folder))


def test_a_file_that_is_removed_is_made_anew(folder: Path, path: Path) -> None:
    with closing(refreshed(folder, path.parent)) as catalogue:
        path.unlink()
        assert refresh.refresh(catalogue, Store(folder)).added == 2
        assert catalogue.database.path == file_of(path.parent)
        assert _found(catalogue, "prisoners") == 1


def test_a_file_put_in_the_place_of_the_opened_one_is_not_written_into(
    folder: Path, path: Path
) -> None:
    with closing(refreshed(folder, path.parent)) as catalogue:
        path.rename(path.with_suffix(".old"))
        path.write_bytes(b"somebody's own")
        settle(folder, "c", title="Third")
        refresh.refresh(catalogue, Store(folder))
        assert catalogue.count() == 3
        assert catalogue.database.path == file_of(path.parent) != path


def test_names_never_come_again(folder: Path, path: Path) -> None:
    files = CacheFiles(path.parent, folder)
    names = {path}
    for _ in range(3):
        assert files.make_next() not in names
        newest = files.newest()
        assert newest is not None
        names.add(newest)
        files.remove_older(newest)
    assert file_of(path.parent) == newest


def test_what_older_versions_left_behind_is_removed(folder: Path, path: Path) -> None:
    stem = path.name.rpartition("-")[0]
    for name in (f"{stem}.db", f"{stem}.db-seal", f"{stem}-7.db-journal", "another.db"):
        (path.parent / name).write_bytes(b"x")
    refreshed(folder, path.parent).close()
    assert sorted(one.name for one in path.parent.iterdir()) == sorted([path.name, "another.db"])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_a_killed_writer_had_committed_is_kept(folder: Path, path: Path) -> None:
    settle(folder, "c", title="Third")
    child = os.fork()
    if not child:
        _refresh_and_be_killed(folder, path.parent)
    os.waitpid(child, 0)
    with closing(Catalogue.open(folder, cache=path.parent)) as catalogue:
        assert catalogue.count() == 3
    assert file_of(path.parent) == path


def _refresh_and_be_killed(folder: Path, cache: Path) -> None:
    """Index, and be killed when all is written and nothing closed."""
    try:
        refresh.refresh(Catalogue.open(folder, cache=cache), Store(folder))
        os.kill(os.getpid(), 9)
    finally:
        os._exit(0)


def test_a_question_that_does_not_fit_is_a_mistake_of_the_program(folder: Path) -> None:
    """In memory nothing is damaged; a file may hold other tables, and is made anew."""
    catalogue = refreshed(folder)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        catalogue.ask(lambda connection: connection.execute("SELECT * FROM none"), None)


def test_first_screens_that_earlier_versions_kept_are_removed(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    kept = [cache / "first-0123456789abcdef", cache / "first-0123456789abcdef.77"]
    other = cache / "first-0123456789abcdef-1700000000.db"
    for each in (*kept, other):
        each.write_text("text of a brief")
    refreshed(folder, cache).close()
    assert not any(each.exists() for each in kept)
    assert other.exists()
