"""One catalogue for all readers of a host: made, read, replaced, and done without."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

from briefing.catalogue import Catalogue, host_index
from briefing.catalogue.host_index import HostIndex, HostRound, watch
from briefing.catalogue.index import read_file, refresh
from briefing.catalogue.index.changes import Changes
from briefing.catalogue.index.read_file import Read
from briefing.catalogue.storage import host
from briefing.catalogue.storage.columns import decode_path
from briefing.errors import BriefingError, StoreError
from briefing.library import Library
from briefing.query.parser import parse
from briefing.store.files import Stamp
from briefing.store.store import Store
from briefing.user.state import State
from tests.tools.indexed_store import settle, settled_store

TODAY = date(2026, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store of two settled briefs."""
    return settled_store(tmp_path / "store")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return the folder of the host's catalogue, which does not exist yet."""
    return tmp_path / "host"


@pytest.fixture
def service(folder: Path, shared: Path) -> HostIndex:
    """Return what makes the host's catalogue; it is made."""
    service = HostIndex(Store(folder), shared)
    service.round()
    return service


@pytest.fixture
def reader(folder: Path, shared: Path, tmp_path: Path, service: HostIndex) -> Iterator[Catalogue]:
    """Return a reader's catalogue, which is the host's."""
    with closing(Catalogue.open(folder, cache=tmp_path / "own", host=shared)) as catalogue:
        assert catalogue.database.pointer is not None
        yield catalogue


def file_of(shared: Path) -> Path:
    (path,) = shared.glob(f"*{host.SUFFIX}")
    return path


def refreshed(catalogue: Catalogue, folder: Path) -> Changes:
    return refresh.refresh(catalogue, Store(folder))


def titles(catalogue: Catalogue) -> dict[str, str]:
    return {row.id: row.title for row in catalogue.rows(catalogue.ids())}


def found(catalogue: Catalogue, text: str) -> list[str]:
    return [hit.brief for hit in catalogue.cursor(parse(text, today=TODAY)).fetch(50)]


# --- reading it -----------------------------------------------------------------------------------


def test_readers_use_the_host_s_and_make_none_of_their_own(
    folder: Path, shared: Path, tmp_path: Path, reader: Catalogue
) -> None:
    assert refreshed(reader, folder) == Changes(0, 0, 0, 2)
    assert reader.database.path == file_of(shared)
    assert titles(reader) == {"a": "First", "b": "Second"}
    assert found(reader, "prisoners") == ["a"]
    assert found(reader, "ceasefire") == ["b"]
    assert not (tmp_path / "own").exists()
    assert reader.host_trouble == ""


def test_reading_and_marking_write_nothing_to_it(
    folder: Path, shared: Path, tmp_path: Path, reader: Catalogue
) -> None:
    before = hashlib.sha256(file_of(shared).read_bytes()).digest()
    state = State(folder, path=tmp_path / "state.db")
    library = Library(folder, catalogue=reader, state=state)
    state.set_read({"a": ""})
    state.set_star("b", on=True)
    library.own.reload()
    assert [reader.rows([n])[0].id for n in library.ids(parse("is:read", today=TODAY))] == ["a"]
    assert [reader.rows([n])[0].id for n in library.ids(parse("is:starred", today=TODAY))] == ["b"]
    reader.alternatives(parse("nothinglikethis", today=TODAY))
    refreshed(reader, folder)
    assert hashlib.sha256(file_of(shared).read_bytes()).digest() == before
    assert sorted(path.name for path in shared.iterdir() if path.name[0] != ".") == sorted(
        [file_of(shared).name, f"{host.HostFolder(shared, folder).stem}.json"]
    )
    state.close()


def test_a_reader_has_no_look_at_the_files_while_a_service_vouches_for_it(
    folder: Path, reader: Catalogue, service: HostIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.round(every=5.0)
    settle(folder, "c", title="Third")

    def looked(*_: object) -> None:
        raise AssertionError("looked at the files")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "look", looked)
        patch.setattr(Store, "scan", looked)
        assert refreshed(reader, folder) == Changes(0, 0, 0, 2)
    service.round(every=5.0)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "look", looked)
        patch.setattr(Store, "scan", looked)
        assert refreshed(reader, folder) == Changes(1, 0, 0, 2)
    assert titles(reader) == {"a": "First", "b": "Second", "c": "Third"}


@pytest.mark.parametrize(("ago", "vouched"), [(0, True), (19, True), (21, False), (-60, False)])
def test_a_service_that_has_not_looked_in_time_vouches_no_more(
    ago: float, *, vouched: bool
) -> None:
    pointer = host.Pointer(Path("x"), 5.0, "", time.time() - ago)
    assert pointer.is_vouched_for is vouched
    assert not pointer._replace(every=0.0).is_vouched_for


def test_numbers_of_briefs_stay_when_another_file_is_made(
    folder: Path, reader: Catalogue, service: HostIndex
) -> None:
    refreshed(reader, folder)
    before = {row.id: row.number for row in reader.rows(reader.ids())}
    settle(folder, "0", title="Earlier by name")
    settle(folder, "a", title="Other")
    assert service.round(every=5.0).changes == Changes(1, 1, 0, 1)
    assert refreshed(reader, folder) == Changes(1, 0, 0, 2)
    after = {row.id: row.number for row in reader.rows(reader.ids())}
    assert {brief: after[brief] for brief in before} == before
    (folder / "0.json").unlink()
    service.round(every=5.0)
    assert refreshed(reader, folder) == Changes(0, 0, 1, 2)
    settle(folder, "b", title="Changed")
    service.round(every=5.0)
    assert refreshed(reader, folder) == Changes(0, 1, 0, 1)
    assert titles(reader) == {"a": "Other", "b": "Changed"}


# --- doing without it -----------------------------------------------------------------------------


def test_one_that_is_not_current_is_left_for_a_copy(
    folder: Path, shared: Path, tmp_path: Path, reader: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(folder, "c", title="Third")
    reads: list[str] = []
    real = read_file.read

    def noted(store: Store, stamp: Stamp) -> Read:
        reads.append(stamp.path)
        return real(store, stamp)

    monkeypatch.setattr("briefing.catalogue.index.workers.read", noted)
    refreshed(reader, folder)
    assert titles(reader) == {"a": "First", "b": "Second", "c": "Third"}
    assert reader.database.path is not None
    assert reader.database.path.parent == tmp_path / "own"
    # The others came with the copy.
    assert reads == ["c.json"]
    assert file_of(shared).exists()


def test_without_a_cache_folder_it_is_left_for_a_copy_in_memory(
    folder: Path, shared: Path, service: HostIndex, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    catalogue = Catalogue.open(folder, cache=tmp_path / "file" / "none", host=shared)
    assert titles(catalogue) == {"a": "First", "b": "Second"}
    assert catalogue.database.path == file_of(shared)
    settle(folder, "c", title="Third")
    refreshed(catalogue, folder)
    assert catalogue.database.path is None
    assert titles(catalogue) == {"a": "First", "b": "Second", "c": "Third"}
    catalogue.close()


def test_a_reader_comes_back_to_it_when_it_is_made_again(
    folder: Path, shared: Path, reader: Catalogue, service: HostIndex
) -> None:
    settle(folder, "c", title="Third")
    refreshed(reader, folder)
    assert reader.database.pointer is None
    refreshed(reader, folder)
    assert reader.database.pointer is None
    service.round()
    assert sum(refreshed(reader, folder)[:2]) == 3
    assert reader.database.path == file_of(shared)
    assert titles(reader) == {"a": "First", "b": "Second", "c": "Third"}


def test_a_reader_comes_back_when_a_service_looks_after_it(
    folder: Path, reader: Catalogue, service: HostIndex
) -> None:
    settle(folder, "c", title="Third")
    refreshed(reader, folder)
    service.round(every=5.0)
    refreshed(reader, folder)
    assert reader.database.pointer is not None


def test_one_that_is_made_while_a_reader_runs_is_taken(
    folder: Path, shared: Path, tmp_path: Path
) -> None:
    with closing(Catalogue.open(folder, cache=tmp_path / "own", host=shared)) as catalogue:
        refreshed(catalogue, folder)
        assert catalogue.database.pointer is None
        assert catalogue.host_trouble == ""
        HostIndex(Store(folder), shared).round()
        refreshed(catalogue, folder)
        assert catalogue.database.path == file_of(shared)


def damage_header(path: Path, key: str, value: object) -> None:
    import sqlite3

    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE header SET value = ? WHERE key = ?", (value, key))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda path, pointer: path.write_bytes(b"not a database" * 400), "another version"),
        (lambda path, pointer: path.write_bytes(b""), "another version"),
        (lambda path, pointer: os.truncate(path, 5000), ""),
        (lambda path, pointer: path.unlink(), "cannot be read (no such file"),
        (lambda path, pointer: damage_header(path, "schema", 1), "another version"),
        (lambda path, pointer: damage_header(path, "store", "2f78"), "another store"),
        (lambda path, pointer: damage_header(path, "sqlite", "2.0"), "SQLite"),
        (lambda path, pointer: path.chmod(0o666), "changed by others"),
        (lambda path, pointer: pointer.chmod(0o666), "changed by others"),
        (lambda path, pointer: path.parent.chmod(0o777), "everybody can write"),
        (lambda path, pointer: pointer.write_text("x"), "damaged"),
        (lambda path, pointer: pointer.write_text("x.host.db\nnan\n\n"), "damaged"),
        (lambda path, pointer: pointer.write_bytes(b"\xff" * 9000), "damaged"),
        (
            lambda path, pointer: pointer.write_text("../x.host.db\n0\n\n"),
            "damaged",
        ),
        (lambda path, pointer: (pointer.unlink(), pointer.symlink_to(path)), "cannot be read"),
    ],
)
def test_one_that_cannot_be_used_is_left_aside_and_the_reason_said(
    folder: Path, shared: Path, tmp_path: Path, service: HostIndex, damage: object, reason: str
) -> None:
    assert callable(damage)
    damage(file_of(shared), host.HostFolder(shared, folder).pointer_path)
    with closing(Catalogue.open(folder, cache=tmp_path / "own", host=shared)) as catalogue:
        for _ in range(2):
            refreshed(catalogue, folder)
        assert titles(catalogue) == {"a": "First", "b": "Second"}
        assert found(catalogue, "prisoners") == ["a"]
        assert catalogue.database.pointer is None
        assert catalogue.host_trouble.startswith("not used: the host's catalogue, as ")
        assert reason in catalogue.host_trouble


def test_files_of_another_account_are_not_trusted(
    folder: Path, shared: Path, tmp_path: Path, service: HostIndex
) -> None:
    if os.getuid():
        pytest.skip("only root can give files away")
    os.chown(file_of(shared), 12345, -1)
    with closing(Catalogue.open(folder, cache=tmp_path / "own", host=shared)) as catalogue:
        assert "belongs to another account" in catalogue.host_trouble


def test_damage_that_comes_to_light_later_costs_no_answer(
    folder: Path, shared: Path, tmp_path: Path, reader: Catalogue
) -> None:
    path = file_of(shared)
    path.chmod(0o600)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    reader.close()
    reader.refill = lambda: refreshed(reader, folder)
    assert titles(reader) == {"a": "First", "b": "Second"}
    assert reader.database.pointer is None
    assert "cannot be read" in reader.host_trouble
    refreshed(reader, folder)
    assert reader.database.pointer is None


# --- replacing it under readers -------------------------------------------------------------------


def test_replaced_a_hundred_times_no_reader_fails_or_sees_half(
    folder: Path, shared: Path, tmp_path: Path, service: HostIndex
) -> None:
    files, ends = [*map("n{}".format, range(2))], Event()
    for name in files:
        settle(folder, name, title="Round 0")
    service.round(every=60.0)
    seen: list[int] = []
    wrong: list[object] = []

    def read() -> None:
        with closing(Catalogue.open(folder, cache=tmp_path / "own", host=shared)) as catalogue:
            last = -1
            while not ends.wait(0.003):
                try:
                    last = look(catalogue, last)
                except Exception as error:  # noqa: BLE001 a thread's errors would be lost
                    wrong.append(error)
                    return
            if catalogue.database.pointer is None:
                wrong.append(catalogue.host_trouble)

    def look(catalogue: Catalogue, last: int) -> int:
        refreshed(catalogue, folder)
        rows: list[tuple[str, str]] = catalogue.ask(
            lambda c: c.execute("SELECT path, title FROM brief ORDER BY path").fetchall(), []
        )
        rounds = {title for path, title in rows if decode_path(path)[0] == "n"}
        number = int(next(iter(rounds), "Round -2").split()[1])
        hits = len(found(catalogue, "round"))
        if len(rounds) != 1 or len(rows) != 4 or number < last or hits != 2:
            wrong.append((rows, last, hits))
        seen.append(number)
        return number

    readers = [Thread(target=read) for _ in range(3)]
    for one in readers:
        one.start()
    for number in range(1, 101):
        for name in files:
            settle(folder, name, title=f"Round {number}")
        assert service.round(every=60.0).made is not None
        if wrong:
            break
    while not wrong and (not seen or seen[-1] != 100):
        Event().wait(0.01)
    ends.set()
    for one in readers:
        one.join()
    assert not wrong
    assert len(set(seen)) > 5
    assert len(list(shared.glob(f"*{host.SUFFIX}"))) == 1


# --- making it ------------------------------------------------------------------------------------


def test_a_round_without_changes_makes_nothing(service: HostIndex, shared: Path) -> None:
    before = file_of(shared)
    assert service.round() == HostRound(Changes(0, 0, 0, 2), None)
    assert file_of(shared) == before


def test_the_same_service_twice_is_refused(service: HostIndex, folder: Path, shared: Path) -> None:
    with service.locked():
        other = HostIndex(Store(folder), shared)
        with pytest.raises(BriefingError, match="another briefing index --shared"), other.locked():
            pass
    with HostIndex(Store(folder), shared).locked():
        pass


def test_a_lock_that_cannot_be_had_is_no_other_service(
    folder: Path, shared: Path, service: HostIndex
) -> None:
    (next(shared.glob(".*")) / "lock").mkdir()  # as one of another account, to root too
    with (
        pytest.raises(BriefingError, match=r"cannot be written .*; choose another"),
        HostIndex(Store(folder), shared).locked(),
    ):
        pass


def test_what_a_killed_service_left_is_taken_up(
    folder: Path, shared: Path, service: HostIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(folder, "c", title="Third")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    before = file_of(shared)
    for step in ("_copy", "HostIndex._point_to"):
        owner, _, name = step.rpartition(".")
        with monkeypatch.context() as patch:
            patch.setattr(getattr(host_index, owner) if owner else host_index, name, killed)
            with pytest.raises(KeyboardInterrupt):
                service.round()
        with closing(Catalogue.open(folder, cache=shared / "own", host=shared)) as catalogue:
            assert titles(catalogue) == {"a": "First", "b": "Second"}
            assert catalogue.database.path == before
    assert HostIndex(Store(folder), shared).round().made == file_of(shared) != before
    with closing(Catalogue.open(folder, cache=shared / "own", host=shared)) as catalogue:
        assert titles(catalogue)["c"] == "Third"


def test_a_rebuilt_one_gives_briefs_new_numbers_and_readers_notice(
    folder: Path, service: HostIndex, reader: Catalogue
) -> None:
    service.rebuild()
    assert service.round(every=5.0).made is not None
    assert refreshed(reader, folder) == Changes(0, 2, 0, 0)


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o700])
def test_whoever_may_not_read_the_store_may_not_read_it(
    folder: Path, shared: Path, mode: int
) -> None:
    folder.chmod(mode)
    HostIndex(Store(folder), shared).round()
    pointer = host.HostFolder(shared, folder).pointer_path
    assert file_of(shared).stat().st_mode & 0o777 == 0o600 | mode & 0o044
    assert pointer.stat().st_mode & 0o777 == 0o600 | mode & 0o044
    assert shared.stat().st_mode & 0o777 == 0o700 | mode & 0o055


def test_a_copy_is_the_same_where_the_system_copies_no_ranges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(os.urandom(10_000))
    beats: list[int] = []
    monkeypatch.setattr(host_index, "_PIECE", 999)
    host_index._copy(source, target, lambda: beats.append(1))
    assert target.read_bytes() == source.read_bytes()
    assert len(beats) >= 10
    target.unlink()

    def refused(*_: object) -> int:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "copy_file_range", refused)
    host_index._copy(source, target, lambda: None)
    assert target.read_bytes() == source.read_bytes()


def test_a_service_looks_again_and_again_and_survives_a_store_that_is_away(
    folder: Path, shared: Path, service: HostIndex
) -> None:
    told: list[HostRound | BriefingError] = []
    steps = iter(["", "away", "away", "back", "change", "end"])
    pauses: list[float] = []
    aside = folder.with_name("aside")

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        step = next(steps)
        if step == "away" and folder.exists():
            folder.rename(aside)
        elif step == "back":
            aside.rename(folder)
        elif step == "change":
            settle(folder, "c", title="Third")
        elif step == "end":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watch(service, told.append, pause)
    assert min(pauses) >= host_index.EVERY
    assert isinstance(told[0], StoreError)
    assert [type(one) for one in told[1:]] == [HostRound]
    assert str(told[1]).startswith("1 added, 2 unchanged; made ")
    pointer = host.HostFolder(shared, folder).pointer()
    assert pointer is not None
    assert pointer.is_vouched_for
