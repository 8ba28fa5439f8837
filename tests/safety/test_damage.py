"""Files that are damaged or foreign: what is found is right all the same, and no mark is lost."""

import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from briefing.cli.main import run
from briefing.user.state import State
from tests.safety import share
from tests.safety.looking import is_plain, look, mark, marked, samples_in


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a copy of the sample briefs."""
    return samples_in(tmp_path)


FOREIGN = {
    "empty": b"", "text": b"this is no database\n" * 300, "zeroes": bytes(8192),
    "half a header": b"SQLite format 3\0", "header only": b"SQLite format 3\0" + bytes(84),
    "pdf": b"%PDF-1.7\n" + bytes(range(256)) * 20,
}  # fmt: skip


LONGEST = 5.0
"""Seconds for a catalogue to be found damaged and made anew."""


def _catalogue(cache: Path) -> Path:
    return next(cache.glob("*.db"))


@pytest.mark.parametrize("what", FOREIGN)
def test_a_foreign_catalogue_is_made_anew(store: Path, tmp_path: Path, what: str) -> None:
    right = look(store, tmp_path / "cache")
    _catalogue(tmp_path / "cache").write_bytes(FOREIGN[what])
    assert look(store, tmp_path / "cache") == right
    assert is_plain(_catalogue(tmp_path / "cache"))


@pytest.mark.parametrize(
    "change",
    ["UPDATE header SET value = 999 WHERE key = 'schema'", "DELETE FROM header",
     "DROP TABLE brief", "DROP TABLE rec", "DROP TABLE header", "PRAGMA user_version = 99",
     "UPDATE header SET value = '4.0.0' WHERE key = 'sqlite'", "CREATE TABLE other (x)"],
)  # fmt: skip
def test_a_catalogue_of_another_program_or_time_is_made_anew(
    store: Path, tmp_path: Path, change: str
) -> None:
    right = look(store, tmp_path / "cache")
    connection = sqlite3.connect(_catalogue(tmp_path / "cache"))
    connection.execute(change)
    connection.commit()
    connection.close()
    assert look(store, tmp_path / "cache") == right


def test_a_catalogue_that_another_version_journals_otherwise(store: Path, tmp_path: Path) -> None:
    right = look(store, tmp_path / "cache")
    connection = sqlite3.connect(_catalogue(tmp_path / "cache"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("UPDATE header SET value = 999 WHERE key = 'schema'")
    connection.commit()
    connection.close()
    assert look(store, tmp_path / "cache") == right
    assert is_plain(_catalogue(tmp_path / "cache"))


def _spoil(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    kind = chance.randrange(4)
    if kind == 0:
        del data[chance.randrange(len(data)) :]
    elif kind == 1:
        at = chance.randrange(len(data)) // 4096 * 4096
        data[at : at + 4096] = bytes(len(data[at : at + 4096]))
    else:
        at = chance.randrange(len(data))
        size = chance.randrange(1, 3000)
        data[at : at + size] = chance.randbytes(len(data[at : at + size]))
    path.write_bytes(data)


def _answers_after_damage(store: Path, folder: Path, count: int) -> list[bool]:
    """Return for each of many damaged catalogues whether what was found is right."""
    chance = random.Random(3)
    right = look(store, folder / "right")
    answers = []
    for number in range(count):
        cache = Path(shutil.copytree(folder / "right", folder / f"c{number}"))
        _spoil(_catalogue(cache), chance)
        begun = time.monotonic()
        answers.append(look(store, cache) == right)
        assert time.monotonic() - begun < LONGEST
        shutil.rmtree(cache)
    return answers


def test_a_damaged_catalogue_never_ends_a_reader(store: Path, tmp_path: Path) -> None:
    answers = _answers_after_damage(store, tmp_path, share(200, 5_000))
    # SQLite notices torn pages and broken trees, but not all noise inside a text.
    assert answers.count(False) <= len(answers) // 20


def test_state_that_is_damaged_is_set_aside_whole(store: Path, tmp_path: Path) -> None:
    chance = random.Random(3)
    whole = tmp_path / "whole.db"
    for number in range(60):
        mark(store, whole, f"b{number}")
    for number in range(share(200, 5_000)):
        folder = tmp_path / f"s{number}"
        folder.mkdir()
        path = Path(shutil.copy(whole, folder / "state.db"))
        _spoil(path, chance)
        spoiled = path.read_bytes()
        saved = mark(store, path, "new")
        state = State(store, path=path)
        marked = "new" in state.read()
        assert marked or not saved
        assert marked or "not saved" in state.warning
        state.close()
        aside = list(folder.glob("*damaged*"))
        if aside:
            assert aside[0].read_bytes() == spoiled
        shutil.rmtree(folder)


def test_a_command_answers_although_the_catalogue_is_damaged(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for damage in ("", "DROP TABLE brief", "DROP TABLE record", "DROP TABLE rec"):
        if damage:
            cache = Path(os.environ["XDG_CACHE_HOME"], "briefing")
            with closing(sqlite3.connect(_catalogue(cache))) as connection:
                connection.execute(damage)
        assert run(["search", "exchange", "-s", str(store)]) == 0
        answers.append(capsys.readouterr().out)
    assert len(set(answers)) == 1


@pytest.mark.parametrize("what", FOREIGN)
def test_foreign_state_is_set_aside_whole(store: Path, tmp_path: Path, what: str) -> None:
    path = tmp_path / "state.db"
    path.write_bytes(FOREIGN[what])
    mark(store, path, "new")
    assert marked(store, path) == {"new"}
    kept = [one.read_bytes() for one in tmp_path.glob("*damaged*")]
    assert kept == [FOREIGN[what]] or not FOREIGN[what]
