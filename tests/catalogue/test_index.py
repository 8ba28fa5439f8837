"""The indexer: what changed is read, nothing else; whatever the order of changes and whenever it is
killed, the catalogue ends as if it had been built at once.
"""

import io
import os
import pickle
import tempfile
import tracemalloc
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.catalogue import Catalogue
from briefing.catalogue.index import full_text, refresh, workers
from briefing.catalogue.index.changes import Changes
from briefing.catalogue.index.read_file import read
from briefing.catalogue.storage.database import Database
from briefing.catalogue.storage.schema import BRIEF_COLUMNS
from briefing.query.parser import parse
from briefing.store import files
from briefing.store.store import Store
from tests.safety import share
from tests.tools.indexed_store import ANCIENT, dump, is_finished, refreshed, settle, settled_store
from tests.tools.small_stores import briefs, paragraphs, write_archives, write_brief

State = Mapping[str, Mapping[str, Any] | None]
states = st.lists(
    st.tuples(
        st.dictionaries(
            st.sampled_from(["b1", "b2", "2025/b3", "2025/b4", "2025/deep/b5"]),
            st.one_of(briefs, st.none()),
            min_size=1,
            max_size=3,
        ),
        st.one_of(st.none(), st.tuples(paragraphs, paragraphs)),
        st.sets(st.sampled_from(["store.yaml", "2025/store.yaml", "2025/deep/store.yaml"])),
    ),
    min_size=1,
    max_size=4,
)


def make(folder: Path, state: State, archives: tuple[str, str] | None, shared: set[str]) -> None:
    """Bring the files of a store to a state; None takes a brief away."""
    for name, value in state.items():
        if value is None:
            (folder / f"{name}.json").unlink(missing_ok=True)
        else:
            write_brief(folder, name, value)
    if archives is not None:
        write_archives(folder, *archives)
    for name in ("store.yaml", "2025/store.yaml", "2025/deep/store.yaml"):
        if name in shared:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            slug = "below" if "/" in name else "extra"
            (folder / name).write_text(f"issues: {{{slug}: An issue of {name}}}\n")
        else:
            (folder / name).unlink(missing_ok=True)


@settings(max_examples=share(25, 2_000))
@given(states)
def test_changes_in_any_order_end_in_the_same_catalogue_as_a_rebuild(changes: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = Catalogue(Database(folder, None))
        for state, archives, shared in changes:
            make(folder, state, archives, shared)
            refresh.refresh(catalogue, Store(folder))
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
    assert refresh.refresh(catalogue, Store(folder)) == Changes(2, 0, 0, 0)
    assert refresh.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)
    later = Catalogue.open(folder, cache=tmp_path / "cache")
    assert refresh.refresh(later, NoReading(folder)) == Changes(0, 0, 0, 2)


class NoReading(Store):
    """A store none of whose files may be read."""

    def load(self, path: str) -> Any:
        raise AssertionError(path)


def test_what_is_added_changed_and_removed_is_told_apart(folder: Path) -> None:
    catalogue = refreshed(folder)
    settle(folder, "c", title="Third")
    settle(folder, "a", title="First, changed at length")
    (folder / "b.json").unlink()
    assert refresh.refresh(catalogue, Store(folder)) == Changes(1, 1, 1, 0)
    assert sorted(row.title for row in catalogue.rows(catalogue.ids())) == [
        "First, changed at length",
        "Third",
    ]


def test_a_brief_that_keeps_its_date_keeps_its_number(folder: Path) -> None:
    catalogue = refreshed(folder)
    before = catalogue.number_of("a")
    settle(folder, "a", title="Another title")
    refresh.refresh(catalogue, Store(folder))
    assert catalogue.number_of("a") == before


def test_the_same_bytes_under_a_new_stamp_are_no_change(folder: Path) -> None:
    catalogue = refreshed(folder)
    generation = catalogue.generation
    os.utime(folder / "a.json", ns=(ANCIENT + 1, ANCIENT + 1))
    assert refresh.refresh(catalogue, Store(folder)) == Changes(0, 0, 0, 2)
    assert refresh.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)
    assert catalogue.generation >= generation


def test_a_file_too_young_to_trust_its_stamp_is_read_again(folder: Path) -> None:
    settle(folder, "a", title="Old")
    os.utime(folder / "a.json")
    stamp = next(s for s in Store(folder).scan().stamps if s.path == "a.json")
    assert read(Store(folder), stamp).mtime_ns is None
    os.utime(folder / "a.json", ns=(ANCIENT, ANCIENT))
    stamp = next(s for s in Store(folder).scan().stamps if s.path == "a.json")
    assert read(Store(folder), stamp).mtime_ns == ANCIENT


def test_a_changed_archive_is_read_again(folder: Path) -> None:
    catalogue = refreshed(folder)
    write_archives(folder, "They spoke of something else entirely.")
    assert refresh.refresh(catalogue, Store(folder)) == Changes(0, 1, 0, 1)
    assert words_of(catalogue, "bodies") == []
    assert words_of(catalogue, "entirely") == ["b"]


def test_an_archive_that_comes_later_is_read(folder: Path) -> None:
    settle(folder, "b", title="Second", archive="sources/later.txt")
    catalogue = refreshed(folder)
    (folder / "sources" / "later.txt").write_text("It came late.")
    assert refresh.refresh(catalogue, Store(folder)) == Changes(0, 1, 0, 1)
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
    keys = [str(row[0]) for row in read_one.entry.records]
    found = [key for key in keys if "#p" in key]
    assert found == [f"{source}#p{n}" for source in ("s0", "s1") for n in range(1, 21)]
    problems = store.checked("b.json").problems
    told = {problem.where for problem in problems if problem.code == "too-large"}
    assert told == {f"sources.s{n}.archive" for n in range(2, 40)}


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("room", [5, 9, 14, 21, 100])
def test_of_too_many_paragraphs_neighbours_are_found_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, count: int
) -> None:
    naming(tmp_path, count, "\n\n".join(f"w{n}" for n in range(1, 11)))
    own = 3 + count - 1  # title, summary, sources
    monkeypatch.setattr("briefing.catalogue.index.entries.MAX_RECORDS", own + room)
    store = Store(tmp_path)
    rows = read(store, store.scan().stamps[0]).entry.records[own:]
    together = next(n for n in (1, 2, 4, 8, 16) if count * -(-10 // n) <= room)
    assert [(row[0], str(row[-1]).split()) for row in rows] == [
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
    assert max(len(str(field)) for row in records for field in row) == 500


def test_the_words_of_a_long_text_are_never_held_all_at_once() -> None:
    found = [full_text.FullTextRow("m", 0, "so many words " * 100)] * 3000
    tracemalloc.start()
    words = full_text.words_of(("",) * len(BRIEF_COLUMNS), found)
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
    # It was written just now, which is later than what the briefs are about.
    assert catalogue.rows(catalogue.ids())[0] == row


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("istanbul-2025-06-02.yaml", "title: [\n", "2025-06-02"),
        ("2025-06-02-istanbul.yaml", "title: Talks\ndate: soon\nsummary: x\n", "2025-06-02"),
        ("talks-2025-13-02.yaml", "title: [\n", "2024-01-31"),
        ("talks.yaml", "title: Talks\ndate: soon\nsummary: x\n", "2024-01-31"),
        ("x12025-06-02.json", "{", "2024-01-31"),
    ],
)
def test_what_has_no_readable_date_is_listed_by_that_of_its_name_or_time(
    folder: Path, name: str, text: str, day: str
) -> None:
    path = folder / name
    path.write_text(text)
    os.utime(path, (1706702400, 1706702400))
    catalogue = refreshed(folder)
    row = catalogue.row_of(path.stem)
    assert row is not None
    assert (row.date, row.sort_date) == ("", day)


@pytest.mark.parametrize("query", ["", "path:2025-06", "is:unread"])
def test_a_file_that_cannot_be_read_stands_at_the_top_of_its_day(
    tmp_path: Path, query: str
) -> None:
    for name, round_ in (("z-2025-06-01", 9), ("a-2025-06-02", 7), ("b-2025-06-02", None)):
        values = {"date": name[-10:], "title": name, "summary": "s", "process": "p"}
        write_brief(tmp_path, name, values | ({"round": round_} if round_ else {}))
    values = {"date": "2025-06-03", "title": "y", "summary": "s"}
    write_brief(tmp_path, "y-2025-06-03", values)
    (tmp_path / "x-2025-06-02.yaml").write_text("title: [", encoding="utf-8")
    catalogue = refreshed(tmp_path)
    day = ["x-2025-06-02", "a-2025-06-02", "b-2025-06-02"]
    newest = ["y-2025-06-03", *day, "z-2025-06-01"]
    for sort, wanted in (("-date", newest), ("date", newest[::-1])):
        found = [
            row.id
            for row in catalogue.rows(
                catalogue.ids(parse(f"{query} sort:{sort}", today=date(2026, 1, 1)))
            )
        ]
        assert found == wanted


def test_a_name_that_is_no_unicode_is_found_again(folder: Path) -> None:
    raw = os.fsencode(folder) + b"/\xff.json"
    try:
        os.rename(folder / "a.json", raw)  # noqa: PTH104
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    catalogue = refreshed(folder)
    paths = {row.path for row in catalogue.rows(catalogue.ids())}
    assert paths == {"\udcff.json", "b.json"}
    assert refresh.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)
    assert catalogue.number_at("\udcff.json") is not None


def test_progress_ends_with_all_files(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder), progress=lambda *pair: told.append(pair))
    assert told[-1] == (2, 2)


def test_a_cancelled_run_is_finished_by_the_next(folder: Path) -> None:
    catalogue = Catalogue(Database(folder, None))
    answers = iter([False, True, True, True])
    refresh.refresh(catalogue, Store(folder), cancelled=lambda: next(answers))
    refresh.refresh(catalogue, Store(folder))
    assert dump(catalogue) == dump(refreshed(folder))


def test_a_store_of_nothing_is_indexed(tmp_path: Path) -> None:
    catalogue = refreshed(tmp_path)
    assert catalogue.count() == 0
    assert list(catalogue.ids()) == []


# --- what tells that nothing has changed --------------------------------------------------------


def test_a_run_that_was_not_finished_is_finished_by_the_next(folder: Path) -> None:
    settle(folder, "a", title="First", text="see [[gone#q1]]")
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder), cancelled=_after_all_files())
    connection = catalogue.database.connection
    assert not is_finished(connection)
    assert refresh.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)
    assert is_finished(connection)
    assert dump(catalogue) == dump(refreshed(folder))


def _after_all_files() -> Callable[[], bool]:
    """Return what cancels a run over two files when both are written, and nothing is counted."""
    answers = iter([False, False, False])
    return lambda: next(answers, True)


def test_a_run_that_finds_nothing_changed_writes_nothing(folder: Path, tmp_path: Path) -> None:
    catalogue = refreshed(folder, tmp_path / "cache")
    said: list[str] = []
    catalogue.database.connection.set_trace_callback(said.append)
    assert refresh.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)
    assert {sql.split()[0] for sql in said} == {"BEGIN", "SELECT", "COMMIT"}


def test_one_changed_file_costs_the_same_in_a_store_of_any_size(tmp_path: Path) -> None:
    costs = []
    for others in (1, 60):
        folder = settled_store(tmp_path / f"of-{others}")
        for number in range(others):
            settle(
                folder, f"other{number}", title=f"Other {number}", text="[^a#q1]" * (number == 0)
            )
        costs.append(_cost_of_a_change(refreshed(folder, tmp_path / "cache"), folder))
    assert costs[0] == costs[1]


def _cost_of_a_change(catalogue: Catalogue, folder: Path) -> tuple[int, int]:
    """Return how many rows are changed, and statements made, when one file has changed."""
    connection = catalogue.database.connection
    settle(folder, "a", title="Changed")
    said: list[str] = []
    connection.set_trace_callback(said.append)
    before = connection.total_changes
    assert refresh.refresh(catalogue, Store(folder)).changed == 1
    return connection.total_changes - before, len(said)


def test_a_look_that_is_cancelled_ends_in_the_midst_of_the_files(folder: Path) -> None:
    catalogue = refreshed(folder)
    settle(folder, "c", title="Third")
    asked: list[str] = []

    def cancelled() -> bool:
        asked.append("whether it is cancelled")
        return False

    assert len(files.scan(folder, cancelled).stamps) == 3
    assert len(asked) == 1
    with pytest.raises(files.ScanCancelled):
        files.scan(folder, lambda: True)
    run = refresh.refresh(catalogue, NoReading(folder), cancelled=lambda: True)
    assert run == Changes(0, 0, 0, 0)


def test_links_are_briefs_once(folder: Path) -> None:
    (folder / "link.json").symlink_to(folder / "a.json")
    catalogue = refreshed(folder)
    assert refresh.refresh(catalogue, NoReading(folder)) == Changes(0, 0, 0, 2)


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
    assert refresh.refresh(second, Store(folder)) == Changes(2, 0, 0, 0)
    assert refresh.refresh(first, Store(folder)) == Changes(0, 0, 0, 2)
    assert dump(first) == dump(refreshed(folder))
