"""Disks that fail, processes that are killed, files that are damaged: what was kept stays kept."""

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from briefing.cli.main import run
from briefing.errors import BriefingError, StoreError
from briefing.library import Library
from briefing.query.parser import parse
from briefing.settings import load
from briefing.state import State
from tests.conftest import SAMPLES
from tests.safety import share
from tests.safety.faults import ERRORS, SQLITE_ERRORS, Faults, failing, failing_sqlite

TITLES = 3
"""Sample briefs."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a copy of the sample briefs."""
    return Path(shutil.copytree(SAMPLES, tmp_path / "store"))


@pytest.fixture
def one_brief(store: Path) -> Path:
    """Return a store with one brief and its source: every call is made, and few are repeated."""
    for path in store.glob("*.*"):
        if path.stem not in ("istanbul-2025-06-02", "store"):
            path.unlink()
    return store


def look(store: Path, cache: Path) -> tuple[int, int, int]:
    """Return what a reader finds: briefs, hits of a word, problems.

    Where tables turn out to be damaged it looks again, as the reader does every few seconds.
    """
    library = Library(store, cache=cache)
    for _ in range(4):
        library.refresh(lambda done, total: None, lambda: False)
        query = parse("exchange", today=date(2026, 1, 1))
        rows = library.rows(library.catalogue.ids())
        found = len(library.catalogue.search(query, limit=500).hits)
        told = sum(len(library.reading(row).problems) for row in rows)
        if not library.catalogue.fresh:
            break
    library.catalogue.close()
    return len(rows), found, told


def spread(count: int, most: int) -> Iterator[int]:
    """Yield numbers from 1 to `count`: all in a deep run, else about `most` of them."""
    yield from range(1, count + 1, share(max(1, count // most), 1))


def is_plain(path: Path) -> bool:
    """Whether a database has a rollback journal and no write-ahead log."""
    others = [path.with_name(path.name + tail) for tail in ("-wal", "-shm")]
    return path.read_bytes()[18:20] == b"\1\1" and not any(map(Path.exists, others))


# Calls that fail -------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_each_call_of_reading_and_indexing_may_fail(
    one_brief: Path, tmp_path: Path, number: int
) -> None:
    store = one_brief
    right = look(store, tmp_path / "right")
    counting = Faults(tmp_path)
    with failing(counting):
        look(store, tmp_path / "counted")
    assert counting.calls > 30
    for at in spread(counting.calls, counting.calls if number in ERRORS[:3] else 8):
        cache = tmp_path / f"cache-{at}"
        try:
            with failing(Faults(tmp_path, at, number)):
                look(store, cache)
        except StoreError:
            pass  # the folder itself could not be read
        assert look(store, cache) == right


@pytest.mark.parametrize("message", SQLITE_ERRORS)
def test_each_statement_of_the_catalogue_may_fail(
    store: Path, tmp_path: Path, message: str
) -> None:
    right = look(store, tmp_path / "right")
    with failing_sqlite(0, message) as count:
        look(store, tmp_path / "counted")
    assert count[0] > 50
    for at in spread(count[0], 10):
        cache = tmp_path / f"cache-{at}"
        try:
            with failing_sqlite(at, message):
                look(store, cache)
        except BriefingError:
            assert "locked" in message  # it is told to try again
        assert look(store, cache) == right


def _mark(store: Path, path: Path, name: str) -> bool:
    """Mark a brief as a reader does; return whether it was told that it is saved."""
    state = State(store, path=path)
    try:
        state.set_read({name: "sum"}, text=b"text")
        state.set_note(name, f"of {name}")
        return not state.warning
    finally:
        state.close()


def _marked(store: Path, path: Path) -> set[str]:
    """Return the briefs that are marked as read."""
    state = State(store, path=path)
    try:
        return set(state.read())
    finally:
        state.close()


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_each_call_of_marking_may_fail(tmp_path: Path, number: int) -> None:
    counting = Faults(tmp_path)
    with failing(counting):
        assert _mark(tmp_path, tmp_path / "s" / "state.db", "before")
    for at in spread(counting.calls, 20):
        path = tmp_path / f"s{at}" / "state.db"
        with failing(Faults(tmp_path, at, number)):
            saved = _mark(tmp_path, path, "during")
        assert _mark(tmp_path, path, "after")
        kept = _marked(tmp_path, path)
        assert kept >= {"after"} | ({"during"} if saved else set())
        assert is_plain(path)


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_damaged_state_is_never_lost_whatever_fails(tmp_path: Path, number: int) -> None:
    damaged = b"this was once somebody's notes" * 200
    for at in range(1, 16):  # one more than there are calls, where nothing fails
        folder = tmp_path / f"d{at}"
        folder.mkdir()
        (folder / "state.db").write_bytes(damaged)
        with failing(Faults(tmp_path, at, number)):
            _mark(folder, folder / "state.db", "new")
        kept = [path.read_bytes() for path in folder.glob("state*.db")]
        assert damaged in kept


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_each_call_of_reading_settings_may_fail(tmp_path: Path, number: int) -> None:
    path = tmp_path / "config.toml"
    path.write_text("refresh = 9")
    for at in range(1, 4):
        with failing(Faults(tmp_path, at, number)):
            loaded = load({"BRIEFING_CONFIG": str(path)})
        assert loaded.settings.refresh == 9 or "defaults are used" in loaded.warnings[0]


def test_a_disk_that_gives_a_byte_at_a_time(one_brief: Path, tmp_path: Path) -> None:
    right = look(one_brief, tmp_path / "right")
    with pytest.MonkeyPatch.context() as patch:
        real = os.read
        patch.setattr(os, "read", lambda descriptor, size: real(descriptor, min(size, 1)))
        assert look(one_brief, tmp_path / "cache") == right


@pytest.mark.parametrize("message", SQLITE_ERRORS)
def test_each_statement_of_marking_may_fail(tmp_path: Path, message: str) -> None:
    with failing_sqlite(0, message) as count:
        assert _mark(tmp_path, tmp_path / "counted.db", "x")
    for at in spread(count[0], 40):
        path = tmp_path / f"{at}.db"
        assert _mark(tmp_path, path, "before")
        with failing_sqlite(at, message):
            saved = _mark(tmp_path, path, "during")
        state = State(tmp_path, path=path)
        assert set(state.read()) >= {"before"} | ({"during"} if saved else set())
        assert not state.warning
        state.close()


_IMPORTS = "from tests.safety.test_faults import State, _mark, look; "
_STRACED = {
    "index": "look(Path(sys.argv[1]), Path(sys.argv[2]))",
    "mark": "print(_mark(Path(sys.argv[1]), Path(sys.argv[2], 'state.db'), 'during'))",
}


def _straced(
    inject: str, call: str, what: str, store: Path, cache: Path
) -> "subprocess.CompletedProcess[str]":
    """Index or mark in a process of its own, with something done to its system calls."""
    code = f"import sys; from pathlib import Path; {_IMPORTS}{_STRACED[what]}"
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}", "-e", inject,
         sys.executable, "-c", code, store, cache],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("what", _STRACED)
@pytest.mark.parametrize("call", ["pwrite64", "fdatasync", "ftruncate", "unlink"])
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_disk_that_fails_under_sqlite(
    store: Path, tmp_path: Path, what: str, call: str, error: str
) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    cache = tmp_path / "cache"
    cache.mkdir()
    right = look(store, tmp_path / "right")
    for at in range(1, share(1, 40) + 1):
        done = _straced(f"inject={call}:error={error}:when={at}+", call, what, store, cache)
        assert done.returncode == 0, done.stderr
        if what == "index":
            assert look(store, cache) == right
        else:
            kept = _marked(store, cache / "state.db")
            assert "during" in kept or "True" not in done.stdout
            assert _mark(store, cache / "state.db", f"after-{at}")


# Processes that are killed ---------------------------------------------------------------------

_INDEXING = """
import sys
from pathlib import Path
from briefing.library import Library
library = Library(Path(sys.argv[1]), cache=Path(sys.argv[2]))
print("ready", flush=True)
while True:
    library.refresh(lambda done, total: None, lambda: False)
    library.catalogue.database.begin_anew()
"""

_MARKING = """
import sys
from pathlib import Path
from briefing.state import State
state = State(Path(sys.argv[1]), path=Path(sys.argv[2]))
for number in range(100_000):
    name = f"{sys.argv[3]}-{number}"
    state.set_read({name: "x"}, text=b"x" * number)
    state.set_tag(name, "mine")
    if not state.warning:
        print(name, flush=True)
"""


def _begun(code: str, *words: str | Path) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True)


def _kill_after(child: "subprocess.Popen[str]", seconds: float) -> None:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
    assert child.wait() == -9


_WRITES = {"index": {"pwrite64": 142, "fdatasync": 16, "unlink": 4},
           "mark": {"pwrite64": 24, "fdatasync": 12, "unlink": 3}}  # fmt: skip
"""About how often a process calls what changes a file on disk."""


@pytest.mark.parametrize(
    ("what", "call"), [(what, call) for what in _WRITES for call in _WRITES[what]]
)
def test_a_process_that_is_killed_at_each_write(
    store: Path, tmp_path: Path, what: str, call: str
) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    right = look(store, tmp_path / "right")
    killed = 0
    for at in spread(_WRITES[what][call], 8):
        folder = tmp_path / f"at-{at}"
        folder.mkdir()
        assert _mark(store, folder / "state.db", "before")
        done = _straced(f"inject={call}:signal=KILL:when={at}", call, what, store, folder)
        killed += done.returncode == -9
        assert done.returncode in (-9, 0), done.stderr
        if what == "index":
            assert look(store, folder) == right
        else:
            kept = _marked(store, folder / "state.db")
            assert kept >= {"before"} | ({"during"} if "True" in done.stdout else set())
            assert _mark(store, folder / "state.db", "after")
    assert killed


def test_indexing_that_is_killed_at_any_moment(store: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(15):
        text = (store / "istanbul-2025-06-02.yaml").read_text("utf-8")
        (store / f"more-{number}.yaml").write_text(
            f"id: more-{number}\n{text}".replace("\nid: ", "\n#")
        )
    right = look(store, tmp_path / "right")
    for _ in range(share(20, 1_000)):
        with _begun(_INDEXING, store, tmp_path / "cache") as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            _kill_after(child, chance.random() * 0.1)
        assert look(store, tmp_path / "cache") == right


def test_marking_that_is_killed_at_any_moment(store: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    path = tmp_path / "state.db"
    acknowledged: set[str] = set()
    for time in range(share(30, 1_000)):
        with _begun(_MARKING, store, path, f"run{time}") as child:
            assert child.stdout is not None
            told = [child.stdout.readline() for _ in range(chance.randrange(1, 40))]
            child.kill()
            told += child.stdout.readlines()
            child.wait()
        acknowledged |= {line.strip() for line in told if line.endswith("\n")}
        state = State(store, path=path)
        assert not state.warning
        assert acknowledged <= set(state.read())
        assert acknowledged <= set(state.tags())
        state.close()
    assert is_plain(path)
    assert list(tmp_path.glob("*damaged*")) == []


# Files that are damaged ------------------------------------------------------------------------

FOREIGN = {
    "empty": b"", "text": b"this is no database\n" * 300, "zeroes": bytes(8192),
    "half a header": b"SQLite format 3\0", "header only": b"SQLite format 3\0" + bytes(84),
    "pdf": b"%PDF-1.7\n" + bytes(range(256)) * 20,
}  # fmt: skip


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


def test_a_catalogue_that_is_damaged_never_ends_a_reader(store: Path, tmp_path: Path) -> None:
    chance = random.Random(3)
    right = look(store, tmp_path / "right")
    wrong, count = 0, share(200, 5_000)
    for number in range(count):
        cache = Path(shutil.copytree(tmp_path / "right", tmp_path / f"c{number}"))
        _spoil(_catalogue(cache), chance)
        wrong += look(store, cache) != right
        shutil.rmtree(cache)
    # SQLite does not notice all noise in the middle of a page; only a whole check would.
    assert wrong <= count // 20


def test_state_that_is_damaged_is_set_aside_whole(store: Path, tmp_path: Path) -> None:
    chance = random.Random(3)
    whole = tmp_path / "whole.db"
    for number in range(60):
        _mark(store, whole, f"b{number}")
    for number in range(share(200, 5_000)):
        folder = tmp_path / f"s{number}"
        folder.mkdir()
        path = Path(shutil.copy(whole, folder / "state.db"))
        _spoil(path, chance)
        spoiled = path.read_bytes()
        saved = _mark(store, path, "new")
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
    _mark(store, path, "new")
    assert _marked(store, path) == {"new"}
    kept = [one.read_bytes() for one in tmp_path.glob("*damaged*")]
    assert kept == [FOREIGN[what]] or not FOREIGN[what]


# Places that cannot be written -----------------------------------------------------------------


@pytest.mark.parametrize("home", ["", "/dev/null", "/proc/self/none", "relative"])
def test_without_a_home_the_store_can_be_read(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    right = look(store, tmp_path / "right")
    for name in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME")
    monkeypatch.setenv("HOME", home)
    state = State(store)
    library = Library(store, state=state)
    library.refresh(lambda done, total: None, lambda: False)
    assert library.catalogue.count() == right[0]
    state.set_read({"a": "x"})
    assert "a" in state.read()
    assert state.warning
    state.close()
    library.catalogue.close()
