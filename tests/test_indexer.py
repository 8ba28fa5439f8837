"""The indexer: what changed is read, nothing else; whatever the order of changes and whenever it is
killed, the catalogue ends as if it had been built at once.
"""

import io
import os
import pickle
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import files, indexer
from briefing.catalogue import Catalogue
from briefing.catalogue.database import Database
from briefing.catalogue.schema import BRIEF_COLUMNS
from briefing.indexer import Ahead, Changes, forms, unchanged, workers
from briefing.indexer.reading import read
from briefing.store import Store
from tests.indexed import ANCIENT, dump, refreshed, settle, settled_store
from tests.stores import briefs, paragraphs, write_archives, write_brief

State = Mapping[str, Mapping[str, Any] | None]
states = st.lists(
    st.tuples(
        st.dictionaries(
            st.sampled_from(["b1", "b2", "2025/b3", "2025/b4"]),
            st.one_of(briefs, st.none()),
            min_size=1,
            max_size=3,
        ),
        st.one_of(st.none(), st.tuples(paragraphs, paragraphs)),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def make(folder: Path, state: State, archives: tuple[str, str] | None, shared: bool) -> None:
    """Bring the files of a store to a state; None takes a brief away."""
    for name, value in state.items():
        if value is None:
            (folder / f"{name}.json").unlink(missing_ok=True)
        else:
            write_brief(folder, name, value)
    if archives is not None:
        write_archives(folder, *archives)
    if shared:
        (folder / "store.yaml").write_text("issues: {extra: An issue that all have}\n")
    else:
        (folder / "store.yaml").unlink(missing_ok=True)


@settings(max_examples=50)
@given(states)
def test_changes_in_any_order_end_in_the_same_catalogue_as_a_rebuild(changes: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = Catalogue(Database(folder, None))
        for state, archives, shared in changes:
            make(folder, state, archives, shared)
            indexer.refresh(catalogue, Store(folder))
        assert dump(catalogue) == dump(refreshed(folder))
        ids = [row.id for row in catalogue.rows(catalogue.ids())]
        anew = refreshed(folder)
        assert ids == [row.id for row in anew.rows(anew.ids())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store of two settled briefs, one with an archived text."""
    return settled_store(tmp_path / "store")


def test_a_second_run_reads_nothing(folder: Path, tmp_path: Path) -> None:
    catalogue = Catalogue.open(folder, cache=tmp_path / "cache")
    assert indexer.refresh(catalogue, Store(folder)) == Changes(2, 0, 0, 0)
    assert indexer.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)
    later = Catalogue.open(folder, cache=tmp_path / "cache")
    assert indexer.refresh(later, NoReading(folder)) == Changes(0, 0, 0, 2)


class NoReading(Store):
    """A store none of whose files may be read."""

    def load(self, path: str) -> Any:
        raise AssertionError(path)


def test_what_is_added_changed_and_removed_is_told_apart(folder: Path) -> None:
    catalogue = refreshed(folder)
    settle(folder, "c", title="Third")
    settle(folder, "a", title="First, changed at length")
    (folder / "b.json").unlink()
    assert indexer.refresh(catalogue, Store(folder)) == Changes(1, 1, 1, 0)
    assert sorted(row.title for row in catalogue.rows(catalogue.ids())) == [
        "First, changed at length",
        "Third",
    ]


def test_a_brief_that_keeps_its_date_keeps_its_number(folder: Path) -> None:
    catalogue = refreshed(folder)
    before = catalogue.number_of("a")
    settle(folder, "a", title="Another title")
    indexer.refresh(catalogue, Store(folder))
    assert catalogue.number_of("a") == before


def test_the_same_bytes_under_a_new_stamp_are_no_change(folder: Path) -> None:
    catalogue = refreshed(folder)
    generation = catalogue.generation
    os.utime(folder / "a.json", ns=(ANCIENT + 1, ANCIENT + 1))
    assert indexer.refresh(catalogue, Store(folder)) == Changes(0, 0, 0, 2)
    assert indexer.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)
    assert catalogue.generation >= generation


def test_a_file_too_young_to_trust_its_stamp_is_read_again(folder: Path) -> None:
    settle(folder, "a", title="Old")
    os.utime(folder / "a.json")
    stamp = next(s for s in Store(folder).scan().stamps if s.path == "a.json")
    assert read(Store(folder), stamp).mtime_ns == -1
    os.utime(folder / "a.json", ns=(ANCIENT, ANCIENT))
    stamp = next(s for s in Store(folder).scan().stamps if s.path == "a.json")
    assert read(Store(folder), stamp).mtime_ns == ANCIENT


def test_a_changed_archive_is_read_again(folder: Path) -> None:
    catalogue = refreshed(folder)
    write_archives(folder, "They spoke of something else entirely.")
    assert indexer.refresh(catalogue, Store(folder)) == Changes(0, 1, 0, 1)
    assert words_of(catalogue, "bodies") == []
    assert words_of(catalogue, "entirely") == ["b"]


def test_an_archive_that_comes_later_is_read(folder: Path) -> None:
    settle(folder, "b", title="Second", archive="sources/later.txt")
    catalogue = refreshed(folder)
    (folder / "sources" / "later.txt").write_text("It came late.")
    assert indexer.refresh(catalogue, Store(folder)) == Changes(0, 1, 0, 1)
    assert words_of(catalogue, "late") == ["b"]


def words_of(catalogue: Catalogue, word: str) -> list[str]:
    rows = catalogue.database.connection.execute(
        "SELECT id FROM brief WHERE number IN (SELECT rowid FROM doc WHERE doc MATCH ?)",
        (f'"{word}"',),
    )
    return [brief for (brief,) in rows]


def naming(folder: Path, count: int, text: str) -> None:
    """Write a brief of which so many sources name one archived text."""
    (folder / "big.txt").write_text(text)
    sources = {f"s{n}": {"kind": "news", "archive": "big.txt"} for n in range(count)}
    write_brief(folder, "b", {"title": "t", "date": "2025", "summary": "s", "sources": sources})


def test_of_a_brief_that_names_too_much_text_the_rest_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.evidence.archive.MAX_SEARCHED", 700)
    naming(tmp_path, 40, "Zebras agree.\n\n" * 20)
    store = Store(tmp_path)
    read_one = read(store, store.scan().stamps[0])
    found = [row[0] for row in read_one.entry.records if "#p" in row[0]]
    assert found == [f"{source}#p{n}" for source in ("s0", "s1") for n in range(1, 21)]
    problems = store.problems(store.load("b.json"))
    told = {problem.where for problem in problems if problem.code == "too-large"}
    assert told == {f"sources.s{n}.archive" for n in range(2, 40)}


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("room", [5, 9, 14, 21, 100])
def test_of_too_many_paragraphs_neighbours_are_found_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, count: int
) -> None:
    naming(tmp_path, count, "\n\n".join(f"w{n}" for n in range(1, 11)))
    own = 3 + count - 1  # title, summary, sources
    monkeypatch.setattr("briefing.indexer.entries.MAX_RECORDS", own + room)
    store = Store(tmp_path)
    rows = read(store, store.scan().stamps[0]).entry.records[own:]
    together = next(n for n in (1, 2, 4, 8, 16) if count * -(-10 // n) <= room)
    assert [(row[0], row[-1].split()) for row in rows] == [
        (f"s{source}#p{at}", [f"w{n}" for n in range(at, min(at + together, 11))])
        for source in range(count)
        for at in range(1, 11, together)
    ]


def test_a_name_of_a_book_is_not_kept_with_each_quote(tmp_path: Path) -> None:
    quotes = [{"who": "p", "text": "so"}] * 100
    people = {"p": {"name": "Name " * 20_000}}
    value = {"title": "t", "date": "2025", "summary": "s", "people": people, "quotes": quotes}
    write_brief(tmp_path, "b", value)
    store = Store(tmp_path)
    records = read(store, store.scan().stamps[0]).entry.records
    assert max(len(field) for row in records for field in row) == 500


def test_the_words_of_a_long_text_are_never_held_all_at_once() -> None:
    found = [forms.Form("m", 0, "so many words " * 100)] * 3000
    tracemalloc.start()
    words = forms.words_of([""] * len(BRIEF_COLUMNS), found)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert set(words.split()) > {"m", "so", "many", "words"}
    assert most < 20_000_000  # all of them would be 60 million bytes


def test_a_file_with_errors_is_a_row_of_its_own(folder: Path) -> None:
    (folder / "broken.yaml").write_text("title: [\n")
    catalogue = refreshed(folder)
    row = catalogue.row_of("broken")
    assert row is not None
    assert (row.title, row.path, row.problems > 0, row.date) == ("", "broken.yaml", True, "")
    assert catalogue.rows(catalogue.ids())[-1] == row


def test_a_name_that_is_no_unicode_is_found_again(folder: Path) -> None:
    raw = os.fsencode(folder) + b"/\xff.json"
    try:
        os.rename(folder / "a.json", raw)  # noqa: PTH104
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    catalogue = refreshed(folder)
    paths = {row.path for row in catalogue.rows(catalogue.ids())}
    assert paths == {"\udcff.json", "b.json"}
    assert indexer.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)
    assert catalogue.number_at("\udcff.json") is not None


def test_progress_ends_with_all_files(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    catalogue = Catalogue(Database(folder, None))
    indexer.refresh(catalogue, Store(folder), progress=lambda *pair: told.append(pair))
    assert told[-1] == (2, 2)


def test_a_cancelled_run_is_finished_by_the_next(folder: Path) -> None:
    catalogue = Catalogue(Database(folder, None))
    answers = iter([False, True, True, True])
    indexer.refresh(catalogue, Store(folder), cancelled=lambda: next(answers))
    indexer.refresh(catalogue, Store(folder))
    assert dump(catalogue) == dump(refreshed(folder))


def test_a_store_of_nothing_is_indexed(tmp_path: Path) -> None:
    catalogue = refreshed(tmp_path)
    assert catalogue.count() == 0
    assert list(catalogue.ids()) == []


# --- what tells that nothing has changed --------------------------------------------------------


PARTS = unchanged._LEVELS + unchanged._CHUNKS


def test_the_sum_of_a_store_is_that_of_its_scan(folder: Path) -> None:
    settle(folder, "deep/er/c", title="Third")
    (folder / ".hidden.yaml").write_text("x")
    (folder / "d.yaml~").write_text("x")
    (folder / "store.yaml").write_text("")
    (folder / "deep" / "store.yaml").write_text("")
    (folder / "UPPER.YAML").write_text("x")
    stamps = Store(folder).scan().stamps
    total = unchanged.sum_of(unchanged.share_of(s.path, s.mtime_ns, s.size) for s in stamps)
    assert unchanged.sum_of_store(folder) == total
    assert int(total.split()[0]) == 5
    of_parts = [unchanged.sum_of_store(folder, [part]) or "" for part in range(PARTS)]
    assert sum(int(part.split()[0]) for part in of_parts) == 5
    assert unchanged.sum_of_store(folder, range(PARTS)) == total
    assert Ahead(folder).result() == total


def test_what_counts_as_a_brief_is_the_same_for_the_sum_and_the_scan() -> None:
    assert {s.lower() for s in unchanged._SUFFIXES} == set(files.BRIEF_SUFFIXES)
    assert unchanged.SHARED_NAMES == files.SHARED_NAMES


class NoScanning(Store):
    """A store whose files may not be looked at one by one."""

    def scan(self) -> Any:
        raise AssertionError(self.folder)


def test_a_look_that_is_cancelled_ends_in_the_midst_of_the_files(folder: Path) -> None:
    catalogue = refreshed(folder)
    settle(folder, "c", title="Third")
    asked: list[str] = []

    def cancelled() -> bool:
        asked.append("whether it is cancelled")
        return False

    assert unchanged.sum_of_store(folder, cancelled=cancelled) is not None
    assert len(asked) == 1
    assert unchanged.sum_of_store(folder, cancelled=lambda: True) is None
    run = indexer.refresh(catalogue, NoScanning(folder), cancelled=lambda: True)
    assert run == Changes(0, 0, 0, 0)


def test_links_are_left_to_the_scan(folder: Path) -> None:
    (folder / "link.json").symlink_to(folder / "a.json")
    assert unchanged.sum_of_store(folder) is None
    assert Ahead(folder).result() is None
    catalogue = refreshed(folder)
    assert indexer.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)


def test_a_walk_that_is_shared_out_gives_the_same_sum(folder: Path) -> None:
    settle(folder, "deep/er/c", title="Third")
    code = (
        "import sys; from briefing.indexer import unchanged\n"
        "unchanged._ALONE = -1.0\n"
        "unchanged._processors = lambda: 3\n"
        "ahead = unchanged.Ahead(sys.argv[1])\n"
        "assert len(ahead._children) == 2\n"
        "print(ahead.result())\n"
    )
    command = [sys.executable, "-c", code, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(Path(unchanged.__file__).parents[2])}
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    assert told.stdout.strip() == unchanged.sum_of_store(folder)


# --- several processes --------------------------------------------------------------------------


def test_workers_read_what_one_process_reads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(70):
        settle(folder, f"many/m{number}", title=f"Number {number}")
    (folder / "many" / "broken.yaml").write_text("title: [\n")
    os.utime(folder / "many" / "broken.yaml", ns=(ANCIENT, ANCIENT))
    monkeypatch.setattr(workers, "ENOUGH", 10)
    stamps, store = Store(folder).scan().stamps, Store(folder)
    alone = list(workers.read_all(store, stamps, 1))
    assert list(workers.read_all(store, stamps, 2)) == alone


def test_workers_send_large_files_in_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(8):
        settle(folder, f"large/m{number}", title=f"{number} " + "word " * 150_000)
    monkeypatch.setattr(workers, "ENOUGH", 1)
    stamps, store = Store(folder).scan().stamps, Store(folder)
    alone = list(workers.read_all(store, stamps, 1))
    parts = list(workers._parts(alone))
    assert [one for part in parts for one in part] == alone
    assert all(len(part) <= 4 for part in parts)  # of ten files
    assert list(workers.read_all(store, stamps, 2)) == alone


def test_answers_of_a_worker_wait_where_many_bytes_are_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "_AHEAD", 3)
    message = pickle.dumps(["x" * 10_000])
    sent = io.BytesIO(message * 50)
    worker = workers._Worker(cast(Any, SimpleNamespace(stdout=sent)))
    for number, one in enumerate(cast(Any, worker.reads()), 1):
        assert one == "x" * 10_000
        # Three are held, one waits to be, and the one just taken may have made room for another.
        assert sent.tell() <= (number + 5) * len(message)
    assert number == 50


def test_a_worker_that_dies_leaves_the_rest_to_be_read_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        settle(folder, f"many/m{number}", title=f"Number {number}")
    monkeypatch.setattr(workers, "ENOUGH", 10)
    started: list[Any] = []
    real = workers._start

    def start(folder: Path) -> Any:
        started.append(real(folder))
        return started[-1]

    monkeypatch.setattr(workers, "_start", start)
    store, stamps = Store(folder), Store(folder).scan().stamps
    reads = workers.read_all(store, stamps, 2)
    found = [next(reads)]
    started[1]._process.kill()
    found += reads
    assert found == list(workers.read_all(store, stamps, 1))
    assert len(started) == 2


def test_files_are_read_here_where_no_worker_can_be_had(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "ENOUGH", 1)
    monkeypatch.setattr("sys.executable", str(folder / "no-such-python"))
    stamps = Store(folder).scan().stamps
    assert len(list(workers.read_all(Store(folder), stamps, 2))) == len(stamps)


def test_two_indexers_at_once_make_one_catalogue(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first, second = (Catalogue.open(folder, cache=cache) for _ in range(2))
    stamps = Store(folder).scan().stamps
    reads = workers.read_all(Store(folder), stamps, 1)
    next(reads)
    assert indexer.refresh(second, Store(folder)) == Changes(2, 0, 0, 0)
    assert indexer.refresh(first, Store(folder)) == Changes(0, 0, 0, 2)
    assert dump(first) == dump(refreshed(folder))
