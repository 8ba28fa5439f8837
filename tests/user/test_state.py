import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from briefing.user.state import Note, State, Step
from briefing.user.state.disk import SCHEMA
from tests.safety import share

Open = Callable[..., State]


def _label(step: Step | None) -> str:
    return step.label if step is not None else ""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Open the state of a store, as a new process would."""
    (tmp_path / "briefs").mkdir()
    states: list[State] = []

    def begin(store: str = "briefs", path: Path | None = None) -> State:
        states.append(State(tmp_path / store, path=path or tmp_path / "state" / "state.db"))
        return states[-1]

    yield begin
    for state in states:
        state.close()


def test_what_is_marked_is_there_in_the_next_run(opened: Open) -> None:
    state = opened()
    state.set_read({"a": "digest"}, texts={"a": b"title: A\n"})
    state.set_star("a", True, "q1")
    state.set_tag("a", "urgent")
    state.set_note("a", "ask Kyiv\nsecond line", "q1")
    state.add_search("bodies")
    again = opened()
    assert again.read() == {"a": "digest"}
    assert again.last_read("a") == b"title: A\n"
    assert again.starred() == {"a": ("q1",)}
    assert again.tags(["a", "b"]) == {"a": ("urgent",)}
    assert again.notes() == {"a": {"q1": "ask Kyiv\nsecond line"}}
    assert again.searches() == ("bodies",)
    assert again.warning == ""


def test_bookmarks_are_kept_for_each_store_and_are_no_step_to_undo(opened: Open) -> None:
    state = opened()
    state.set_star("a", True)
    for letter, place in (("a", "one"), ("b", "two"), ("a", "three\x1b")):
        state.set_bookmark(letter, place)
    again = opened()
    assert again.bookmarks() == state.bookmarks() == {"a": "three␛", "b": "two"}
    assert opened("other").bookmarks() == {}
    assert _label(state.undo()) == "star"
    assert state.undo() is None
    assert state.bookmarks() == {"a": "three␛", "b": "two"}
    assert not any(state.marks().values())
    other = opened("other")
    assert other.merge(state.export(), into_store=True) == 2
    assert other.bookmarks() == state.bookmarks()


def test_where_nothing_can_be_saved_a_bookmark_lasts_as_long_as_the_reader(
    opened: Open, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    state = opened(path=tmp_path / "file" / "state.db")
    state.set_bookmark("a", "one")
    assert state.warning
    assert state.bookmarks() == {"a": "one"}
    assert opened(path=tmp_path / "file" / "state.db").bookmarks() == {}


def test_stores_do_not_mix(opened: Open) -> None:
    opened().set_star("a", True)
    assert opened("other").starred() == {}


def test_a_mark_can_be_taken_away(opened: Open) -> None:
    state = opened()
    state.set_read({"a": "", "b": ""})
    state.set_unread(["a"])
    assert opened().read() == {"b": ""}


def test_undo_and_redo_return_the_label_of_the_step(opened: Open) -> None:
    state = opened()
    state.set_read({"a": "x", "b": "y"})
    state.set_note("a", "first")
    state.set_note("a", "second")
    assert _label(state.undo()) == "note"
    assert state.notes() == {"a": {"": "first"}}
    assert _label(state.undo()) == "note"
    assert _label(state.undo()) == "read"
    assert state.read() == {}
    assert _label(state.undo()) == ""
    assert _label(state.redo()) == "read"
    assert opened().read() == {"a": "x", "b": "y"}
    state.set_star("a", True)
    assert _label(state.redo()) == ""


def test_undo_leaves_what_another_reader_has_changed(opened: Open) -> None:
    mine, theirs = opened(), opened()
    mine.set_note("a", "mine")
    theirs.set_note("a", "theirs")
    mine.undo()
    assert opened().notes() == {"a": {"": "theirs"}}


def test_a_change_elsewhere_is_noticed(opened: Open) -> None:
    mine, theirs = opened(), opened()
    before = mine.version
    mine.set_star("a", True)
    assert mine.version == before
    theirs.set_star("b", True)
    assert mine.version != before
    assert mine.starred() == {"a": ("",), "b": ("",)}


def test_whether_something_changed_elsewhere_is_asked_without_waiting(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.user.state.disk.BUSY", 3600.0)
    mine = opened()
    mine.set_star("a", True)
    before = mine.version
    other = sqlite3.connect(tmp_path / "state" / "state.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert (mine.version, mine.warning) == (before, "")
    other.execute("UPDATE facts SET at = 1")
    other.execute("COMMIT")
    other.close()
    assert mine.version != before
    # Whoever asks for more waits for others as before.
    wait = mine._disk.rows("PRAGMA busy_timeout", ())
    assert wait == [(3600_000,)]


def test_where_there_is_no_state_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    state = State(tmp_path, path=tmp_path / "file" / "state.db")
    warned = state.warning
    assert warned
    assert (state.version, state.warning) == (0, warned)


MARKS = """
import sys
from pathlib import Path
from briefing.user.state import Note, State, Step
state = State(Path(sys.argv[1]), path=Path(sys.argv[2]))
for number in range(50):
    state.set_read({f"{sys.argv[3]}-{number}": "x"})
    print(number, flush=True)
"""


def _marker(tmp_path: Path, name: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", MARKS, tmp_path / "briefs", tmp_path / "state.db", name],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip


def test_two_readers_at_once_keep_all_marks(opened: Open, tmp_path: Path) -> None:
    for round_ in range(share(1, 20)):
        processes = [_marker(tmp_path, f"{name}{round_}") for name in "abcdefgh"]
        for process in processes:
            process.communicate(timeout=60)
        marks = opened(path=tmp_path / "state.db").read()
        assert len(marks) == 8 * 50 * (round_ + 1)


def test_a_killed_reader_loses_nothing_it_has_said_was_done(opened: Open, tmp_path: Path) -> None:
    for _ in range(5):
        process = _marker(tmp_path, "k")
        assert process.stdout is not None
        message = [process.stdout.readline().strip() for _ in range(7)]
        process.kill()
        message += process.communicate()[0].split()
        marks = opened(path=tmp_path / "state.db").read()
        assert {f"k-{number}" for number in message} <= set(marks)


def test_damaged_state_is_set_aside_by_name(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    path.write_bytes(b"this is no database, but it may hold somebody's notes" * 100)
    (tmp_path / "state.db-journal").write_bytes(b"stale")
    state = opened(path=path)
    (aside,) = tmp_path.glob("state.damaged-*.db")
    assert aside.read_bytes().startswith(b"this is no database")
    assert str(aside) in state.warning
    assert not (tmp_path / "state.db-journal").exists()
    state.set_star("a", True)
    assert opened(path=path).starred() == {"a": ("",)}


def test_two_damaged_states_of_one_second_are_both_kept(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.user.state.disk.time.strftime", lambda _form: "20250602-120000")
    path = tmp_path / "state.db"
    for bytes_ in (b"one, and no database" * 100, b"two, and no database" * 100):
        path.write_bytes(bytes_)
        opened(path=path).close()
    kept = {one.name: one.read_bytes()[:3] for one in tmp_path.glob("state.damaged-*.db")}
    assert kept == {
        "state.damaged-20250602-120000.db": b"one",
        "state.damaged-20250602-120000-1.db": b"two",
    }


def test_a_text_that_was_kept_and_cannot_be_unpacked_is_as_good_as_none(
    opened: Open, tmp_path: Path
) -> None:
    path = tmp_path / "state.db"
    state = opened(path=path)
    state.set_read({"a": "digest"}, texts={"a": b"title: A\n"})
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE facts SET value=x'00' WHERE kind='snapshot'")
    connection.close()
    again = opened(path=path)
    assert again.last_read("a") is None
    assert again.read() == {"a": "digest"}


def test_damaged_pages_are_noticed(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    state = opened(path=path)
    state.set_read({f"brief-{number}": "x" * 64 for number in range(500)})
    state.close()
    data = bytearray(path.read_bytes())
    data[4096:12288] = b"\xff" * 8192
    path.write_bytes(data)
    assert "damaged" in opened(path=path).warning


def test_rows_out_of_order_are_noticed(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    state = opened(path=path)
    state.set_read({f"brief-{number:03}": "x" * 64 for number in range(200)})
    state.close()
    path.write_bytes(path.read_bytes().replace(b"brief-15", b"grief-15"))
    assert "damaged" in opened(path=path).warning


def test_state_of_a_newer_program_is_read_and_left_alone(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    opened(path=path).set_star("a", True)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    before = path.read_bytes()
    state = opened(path=path)
    state.set_star("b", True)
    assert state.starred() == {"a": ("",), "b": ("",)}
    assert "newer" in state.warning
    assert path.read_bytes() == before


def test_without_a_place_to_save_the_session_works_and_says_so(
    opened: Open, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way of the folder")
    state = opened(path=tmp_path / "file" / "state.db")
    state.set_read({"a": "x"})
    state.set_note("a", "n")
    state.undo()
    assert state.read() == {"a": "x"}
    assert state.notes() == {}
    assert "not saved" in state.warning


def test_a_pipe_in_the_place_of_the_state_is_not_waited_for(opened: Open, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "state.db")
    assert "not a regular file" in opened(path=tmp_path / "state.db").warning


def test_what_could_not_be_written_is_written_later(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    state = opened(path=path)
    other = sqlite3.connect(path, isolation_level=None)
    state._disk._connection.execute("PRAGMA busy_timeout = 1")  # type: ignore[union-attr]
    other.execute("BEGIN EXCLUSIVE")
    state.set_star("a", True)
    assert "locked" in state.warning
    assert state.starred() == {"a": ("",)}
    other.execute("ROLLBACK")
    other.close()
    state.set_star("b", True)
    assert state.warning == ""
    assert opened(path=path).starred() == {"a": ("",), "b": ("",)}


def test_the_file_is_readable_only_by_its_owner(opened: Open, tmp_path: Path) -> None:
    opened().set_star("a", True)
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "state" / "state.db").stat().st_mode & 0o777 == 0o600


def test_it_moves_to_another_machine(opened: Open, tmp_path: Path) -> None:
    state = opened()
    state.set_read({"a": "x"}, texts={"a": b"bytes"})
    state.set_note("a", "old")
    exported = json.loads(json.dumps(state.export()))
    assert {fact["kind"] for fact in exported} == {"read", "note"}
    other = opened("elsewhere", tmp_path / "other.db")
    other.set_note("a", "newer")
    assert other.merge(exported, into_store=True) == 1
    assert other.read() == {"a": "x"}
    assert other.notes() == {"a": {"": "newer"}}


@pytest.mark.parametrize("wrong", [{}, {"store": 1}, {"kind": "snapshot"}, {"at": "then"}])
def test_what_is_no_fact_is_refused(opened: Open, wrong: dict[str, object]) -> None:
    fact = {"store": "s", "brief": "b", "kind": "star", "key": "", "value": "1", "at": 1.0}
    with pytest.raises(ValueError, match=r"fact|exchanged"):
        opened().merge([{**fact, **wrong} if wrong else {}])


@pytest.mark.parametrize("at", ["1e999", "-1e999", "NaN", f"1{'0' * 400}"])
def test_a_time_that_is_no_finite_number_is_refused(opened: Open, at: str) -> None:
    fact = {"store": "s", "brief": "b", "kind": "star", "key": "", "value": "1"}
    with pytest.raises(ValueError, match="fact 1: at must be a time in seconds since 1970"):
        opened().merge([{**fact, "at": json.loads(at)}])


def test_only_so_many_searches_are_kept(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.user.state.state.MAX_SEARCHES", 3)
    state = opened()
    for text in ("one", "two", "three", "four", "two"):
        state.add_search(text)
    assert state.searches() == ("two", "four", "three")


def test_names_with_any_bytes_are_no_trouble(opened: Open, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff\n?#%"))
    folder.mkdir()
    state = State(folder, path=folder / "state.db")
    state.set_star("id\udcff", True)
    state.add_search("\ud800\x1b]0;x\x07")
    assert state.warning == ""
    state.close()
    again = State(folder, path=folder / "state.db")
    assert again.searches() == ("\ufffd␛]0;x␇",)
    again.close()


def test_steps_are_named_and_say_which_briefs_they_concern(opened: Open) -> None:
    state = opened()
    state.set_star("a", True)
    state.set_star("a", False, "q1")
    state.set_stars(["a", "b", "c"], False)
    state.set_tag("b", "watch")
    state.set_tag("b", "watch", on=False)
    state.set_note("c", "x", "q1")
    state.set_note("c", "", "q1")
    state.set_unread(["a", "b"])
    steps = [state.undo() for _ in range(8)]
    assert [step and (step.label, step.briefs) for step in steps] == [
        ("unread", ("a", "b")),
        ("removal of a note", ("c",)),
        ("note", ("c",)),
        ("untag watch", ("b",)),
        ("tag watch", ("b",)),
        ("unstar", ("a", "b", "c")),
        ("unstar", ("a",)),
        ("star", ("a",)),
    ]
    redone = state.redo()
    assert redone is not None
    assert (redone.label, redone.briefs) == ("star", ("a",))


def test_notes_come_back_newest_first(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter((10.0, 30.0, 20.0, 40.0))
    monkeypatch.setattr("briefing.user.state.state.time.time", lambda: next(now))
    state = opened()
    state.set_note("a", "first", "q1")
    state.set_note("b", "second")
    state.set_note("a", "third")
    other = opened("other")
    other.set_note("a", "elsewhere")
    assert opened().all_notes() == (
        Note("b", "", "second", 30.0),
        Note("a", "", "third", 20.0),
        Note("a", "q1", "first", 10.0),
    )


def test_exported_facts_say_when_in_words_too(opened: Open) -> None:
    state = opened()
    state.set_note("a", "x")
    (fact,) = state.export()
    assert datetime.fromisoformat(fact["time"]).timestamp() == int(fact["at"])
    other = opened("other")
    assert other.merge([fact], into_store=True) == 1
    assert other.notes() == {"a": {"": "x"}}


@pytest.mark.parametrize("at", [1e300, -1e300, 1e17, 253402300800.0 * 2])
def test_a_time_outside_the_calendar_is_exported_without_words(opened: Open, at: float) -> None:
    state = opened()
    fact = {"store": "s", "brief": "b", "kind": "note", "key": "", "value": "x", "at": at}
    assert state.merge([fact], into_store=True) == 1
    assert [(one["at"], one["time"]) for one in state.export()] == [(at, "")]
