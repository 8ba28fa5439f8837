"""Disks that fail: each call of the system and each statement of SQLite in turn."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import BriefingError, StoreError
from briefing.library import Library
from briefing.user.settings import load
from briefing.user.state import State
from tests.safety import share
from tests.safety.faults import ERRORS, SQLITE_ERRORS, Faults, failing, failing_sqlite
from tests.safety.looking import is_plain, look, mark, marked, samples_in, spread


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a copy of the sample briefs."""
    return samples_in(tmp_path)


@pytest.fixture
def one_brief(store: Path) -> Path:
    """Return a store with one brief and its source: every call is made, and few are repeated."""
    for path in store.glob("*.*"):
        if path.stem not in ("istanbul-2025-06-02", "store"):
            path.unlink()
    return store


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


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_each_call_of_marking_may_fail(tmp_path: Path, number: int) -> None:
    counting = Faults(tmp_path)
    with failing(counting):
        assert mark(tmp_path, tmp_path / "s" / "state.db", "before")
    for at in spread(counting.calls, 20):
        path = tmp_path / f"s{at}" / "state.db"
        with failing(Faults(tmp_path, at, number)):
            saved = mark(tmp_path, path, "during")
        assert mark(tmp_path, path, "after")
        kept = marked(tmp_path, path)
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
            mark(folder, folder / "state.db", "new")
        kept = [path.read_bytes() for path in folder.glob("state*.db")]
        assert damaged in kept


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_each_call_of_reading_settings_may_fail(tmp_path: Path, number: int) -> None:
    path = tmp_path / "config.toml"
    path.write_text("refresh = 9")
    for at in range(1, 4):
        with failing(Faults(tmp_path, at, number)):
            loaded = load({"BRIEFING_CONFIG": str(path)})
        assert loaded.settings.refresh == 9 or "using the defaults" in loaded.warnings[0]


def test_a_disk_that_gives_a_byte_at_a_time(one_brief: Path, tmp_path: Path) -> None:
    right = look(one_brief, tmp_path / "right")
    with pytest.MonkeyPatch.context() as patch:
        real = os.read
        patch.setattr(os, "read", lambda descriptor, size: real(descriptor, min(size, 1)))
        assert look(one_brief, tmp_path / "cache") == right


@pytest.mark.parametrize("message", SQLITE_ERRORS)
def test_each_statement_of_marking_may_fail(tmp_path: Path, message: str) -> None:
    with failing_sqlite(0, message) as count:
        assert mark(tmp_path, tmp_path / "counted.db", "x")
    for at in spread(count[0], 40):
        path = tmp_path / f"{at}.db"
        assert mark(tmp_path, path, "before")
        with failing_sqlite(at, message):
            saved = mark(tmp_path, path, "during")
        state = State(tmp_path, path=path)
        assert set(state.read()) >= {"before"} | ({"during"} if saved else set())
        assert not state.warning
        state.close()


_IMPORTS = "from tests.safety.looking import look, mark; "
_STRACED = {
    "index": "look(Path(sys.argv[1]), Path(sys.argv[2]))",
    "mark": "print(mark(Path(sys.argv[1]), Path(sys.argv[2], 'state.db'), 'during'))",
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
            kept = marked(store, cache / "state.db")
            assert "during" in kept or "True" not in done.stdout
            assert mark(store, cache / "state.db", f"after-{at}")


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
