"""Times of files from before 1970 to long after 2262: a store is read like any other.

Times of files are 64 bits of seconds in ext4, XFS, Btrfs and NTFS, within other bounds each; in
nanoseconds they do not fit in the integers of SQLite from 11 April 2262 on.
"""

import os
import shutil
from pathlib import Path

import pytest

from briefing.catalogue.index import refresh
from briefing.catalogue.index.changes import archive_stamp
from briefing.cli.main import run
from briefing.store import files
from briefing.store.store import Store
from tests.tools.indexed_store import refreshed

_SECOND = 10**9
_LAST = 2**63 - 1
TIMES = {
    "the last of 32 bits": 2**31 * _SECOND - 1, "after 2106": 2**32 * _SECOND,
    "the last of 64 bits": _LAST, "one more": _LAST + 1, "2300": 10_413_792_000 * _SECOND,
    "ext4's last": 15_032_385_535 * _SECOND, "NTFS' last": 1_833_029_933_770 * _SECOND,
    "1970": 0, "just before it": -1, "and before that": -2, "1969": -3600 * _SECOND,
    "1901": -(2**31) * _SECOND, "never": -(2**33) * _SECOND,
}  # fmt: skip


def stored(path: Path, time_ns: int) -> int:
    """Give a file a time, and return the one that its file system has made of it."""
    try:
        os.utime(path, ns=(time_ns, time_ns))
    except (OverflowError, OSError):
        pytest.skip("this system's files have no such time")
    return path.stat().st_mtime_ns


@pytest.fixture
def store(tmp_path: Path, samples: Path) -> Path:
    return Path(shutil.copytree(samples, tmp_path / "store"))


@pytest.mark.parametrize("name", TIMES)
def test_a_brief_of_any_time_is_read_and_not_read_again(store: Path, name: str) -> None:
    for path in store.rglob("*.*"):
        stored(path, TIMES[name])
    catalogue = refreshed(store)
    assert catalogue.count() == 3
    (again,) = catalogue.database.connection.execute(
        "SELECT count(*) FROM file WHERE mtime_ns IS NULL"
    ).fetchone()
    assert again == 0
    assert refresh.refresh(catalogue, Store(store)).unchanged == 3
    found = run(["search", "bodies", "-s", str(store)])
    assert found == run(["search", "bodies", "-s", str(store), "--no-refresh"]) == 0


@pytest.mark.parametrize("name", TIMES)
def test_another_time_is_noticed(store: Path, name: str) -> None:
    brief = store / "istanbul-2025-05-16.yaml"
    before = stored(brief, TIMES[name])
    catalogue = refreshed(store)
    size = brief.stat().st_size
    brief.write_text(brief.read_text("utf-8").replace("first round", "First Round"), "utf-8")
    if stored(brief, TIMES[name] + _SECOND) == before:
        pytest.skip("beyond the last or before the first time of this file system")
    assert brief.stat().st_size == size
    assert refresh.refresh(catalogue, Store(store)).changed == 1


@pytest.mark.parametrize("name", TIMES)
def test_every_place_tells_the_same_time_of_a_file(store: Path, name: str) -> None:
    path = "istanbul-2025-05-16.yaml"
    time_ns = stored(store / path, TIMES[name])
    told = {stamp.path: stamp for stamp in files.scan(store).stamps}
    assert files.stamp_of(store, path) == told[path]
    assert archive_stamp(store, path, quick=True) == archive_stamp(store, path)
    assert archive_stamp(store, path)[0] == told[path].mtime_ns == time_ns & _LAST
    assert 0 <= told[path].mtime_ns <= _LAST


def test_a_time_is_never_below_zero(store: Path) -> None:
    for time_ns in (-2, -1):
        stored(store / "istanbul-2025-05-16.yaml", time_ns)
        assert all(stamp.mtime_ns >= 0 for stamp in files.scan(store).stamps)
