"""When a file counts as settled, and changes that keep its time and size.

The stand-in for a file system of coarse times cuts what `os.lstat` and `os.fstat` say, for this
process only; a real one (FAT, HFS+, ext3, old NFS) does the same.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.store.files import Stamp, can_be_kept, folder_scan, is_settled, safe_read
from briefing.store.store import Store
from tests.tools.indexed_store import refreshed

SECOND = 10**9
NOW = 1_700_000_000 * SECOND
Write = Callable[[str, str], None]


def stamp(mtime_ns: int, ctime_ns: int = NOW - 3600 * SECOND + 1) -> Stamp:
    return Stamp("a.yaml", mtime_ns, 10, 1, None, ctime_ns)


@pytest.mark.parametrize(
    ("mtime_ns", "settled"),
    [
        (NOW - 21_000_000, True),  # nanoseconds are in use
        (NOW - 19_000_000, False),
        (NOW - 10_000_001, False),
        (NOW - 100_000_100, True),  # NTFS: 100 ns
        (NOW - 20_000_000, False),
        (NOW, False),
        (NOW - SECOND, False),  # whole seconds: HFS+, ext3, NFS
        (NOW - 2 * SECOND, False),  # FAT
        (NOW - 3 * SECOND, True),
        (NOW + 2 * SECOND, False),  # FAT rounded up
        (NOW + 3 * SECOND, True),
        (NOW + 5_000_001, False),
        (0, True),
        (2**63 - SECOND, True),  # just before 1970
        (2**63 - 1, True),
        (10_413_792_000 * SECOND, True),
    ],
)
def test_a_file_is_settled_once_its_time_is_older_than_the_tick(
    mtime_ns: int, settled: bool
) -> None:
    assert is_settled(stamp(mtime_ns), NOW) == settled


@pytest.mark.parametrize(
    ("ctime_ns", "settled"),
    [
        (NOW - 1, True),  # any later change has another one
        (NOW - SECOND, False),
        (NOW - 2 * SECOND, False),
        (NOW - 3 * SECOND, True),
        (NOW + 60 * SECOND, False),  # the clock of the server is ahead
        (NOW + 10**6 * SECOND, True),  # the clock was wrong once
    ],
)
def test_a_time_that_was_set_is_not_enough_where_seconds_are_whole(
    ctime_ns: int, settled: bool
) -> None:
    assert is_settled(stamp(0, ctime_ns), NOW) == settled


def test_what_was_read_after_a_rest_is_kept_at_once_where_nanoseconds_are_in_use() -> None:
    assert can_be_kept(stamp(NOW - 1), NOW)
    assert not can_be_kept(stamp(NOW), NOW)
    assert not can_be_kept(stamp(NOW - SECOND), NOW)


def text_of(title: str) -> str:
    return f"title: {title}\ndate: 2025-06-02\nsummary: x\n"


def titles(folder: Path, catalogue: Catalogue) -> list[str]:
    refresh.refresh(catalogue, Store(folder))
    return sorted(row.title for row in catalogue.rows(catalogue.ids()))


@pytest.mark.parametrize("time", [0, 1_600_000_000, 1_700_000_001, 1 << 33])
def test_two_saves_of_one_length_under_one_time(tmp_path: Path, time: int) -> None:
    def write(title: str) -> None:
        (tmp_path / "a.yaml").write_text(text_of(title))
        os.utime(tmp_path / "a.yaml", (time, time))

    write("Alpha one")
    catalogue = refreshed(tmp_path)
    for title in ("Bravo two", "Delta six", "Hotel ten"):
        write(title)
        assert titles(tmp_path, catalogue) == [title]


def test_a_file_put_in_place_by_renaming(tmp_path: Path) -> None:
    for name, title in (("a.yaml", "Alpha one"), (".b", "Bravo two")):
        (tmp_path / name).write_text(text_of(title))
        os.utime(tmp_path / name, (1_600_000_000, 1_600_000_000))
    catalogue = refreshed(tmp_path)
    (tmp_path / ".b").replace(tmp_path / "a.yaml")
    assert titles(tmp_path, catalogue) == ["Bravo two"]


def test_two_files_of_one_size_and_time_that_change_names(tmp_path: Path) -> None:
    for name, title in (("a.yaml", "Alpha one"), ("b.yaml", "Bravo two")):
        (tmp_path / name).write_text(text_of(title))
        os.utime(tmp_path / name, (1_600_000_000, 1_600_000_000))
    catalogue = refreshed(tmp_path)
    (tmp_path / "a.yaml").rename(tmp_path / "c")
    (tmp_path / "b.yaml").rename(tmp_path / "a.yaml")
    (tmp_path / "c").rename(tmp_path / "b.yaml")
    refresh.refresh(catalogue, Store(tmp_path))
    rows = {row.path: row.title for row in catalogue.rows(catalogue.ids())}
    assert rows == {"a.yaml": "Bravo two", "b.yaml": "Alpha one"}


@pytest.fixture
def coarse(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return a function after which all times of files are multiples of so many seconds."""

    def cut(info: os.stat_result, seconds: int) -> os.stat_result:
        unit = seconds * SECOND
        times = {
            f"st_{letter}time_ns": getattr(info, f"st_{letter}time_ns") // unit * unit
            for letter in "amc"
        }
        whole = {f"st_{letter}time": times[f"st_{letter}time_ns"] / SECOND for letter in "amc"}
        return os.stat_result(tuple(info)[:10], times | whole)

    def set_tick(seconds: int) -> None:
        for name in ("lstat", "fstat", "stat"):
            real = getattr(os, name)
            monkeypatch.setattr(os, name, lambda *a, _real=real, **k: cut(_real(*a, **k), seconds))
        made = safe_read.entry_of
        monkeypatch.setattr(
            folder_scan, "entry_of", lambda path, info: made(path, cut(info, seconds))
        )

    return set_tick


@pytest.mark.parametrize("seconds", [1, 2])
@pytest.mark.parametrize("kind", ["brief", "archive", "shared"])
def test_a_clock_of_whole_seconds(
    tmp_path: Path, coarse: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, kind: str,
    seconds: int,
) -> None:  # fmt: skip
    coarse(seconds)
    now = [NOW]
    monkeypatch.setattr("time.time_ns", lambda: now[0])
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    texts = {
        "a.yaml": text_of("Alpha one") + "sources: {s: {kind: news, archive: a.txt}}\n"
        "quotes: {q: {who: p, text: One said so}}\n",
        "a.txt": "One said so.\n",
        "store.yaml": "parties: {p: {name: One}}\n",
    }
    inodes = {}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, ns=(NOW - 5 * SECOND, NOW - 5 * SECOND))
        inodes[name] = (tmp_path / name).stat().st_ino
    changed = {"brief": "a.yaml", "archive": "a.txt", "shared": "store.yaml"}[kind]
    os.utime(tmp_path / changed, ns=(NOW, NOW))
    store = Store(tmp_path)
    catalogue = refreshed(tmp_path)
    refresh.refresh(catalogue, store)

    def found() -> str:
        refresh.refresh(catalogue, store)
        (row,) = catalogue.rows(catalogue.ids())
        return f"{row.title} {catalogue.names().party('p')} {catalogue.verdicts('a')['q'].verdict}"

    before = found()
    text = (tmp_path / changed).read_text()
    new = text.replace("One", "Two") if kind != "brief" else text.replace("Alpha", "Bravo")
    assert len(new) == len(text)
    now[0] += SECOND // 3
    (tmp_path / changed).write_text(new)
    os.utime(tmp_path / changed, ns=(NOW, NOW))
    assert (tmp_path / changed).stat().st_ino == inodes[changed]
    now[0] += 10 * SECOND
    assert found() != before


def test_a_settled_store_is_not_read_again(tmp_path: Path, samples: Path) -> None:
    folder = Path(shutil.copytree(samples, tmp_path / "store"))
    for path in folder.rglob("*.*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    catalogue, store = refreshed(folder), Store(folder)
    for _ in range(3):
        assert refresh.refresh(catalogue, store) == refresh.Changes(0, 0, 0, 3)
    assert store._cache is None
