"""Marks follow the person: the same everywhere in the end, and none lost that was acknowledged."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.cli.sharing import mirrors
from briefing.errors import BriefingError, UsageError
from briefing.shared.marks.file_marks import sync_through
from briefing.shared.marks.server_marks import sync_marks
from briefing.shared.mirror import mirror_folder
from briefing.user.state import State, state_path
from tests.cli.conftest import Command, briefing  # noqa: F401
from tests.shared.conftest import SharedStore
from tests.shared.server import Server
from tests.tools.waiting import until

psycopg = pytest.importorskip("psycopg", reason="needs the extra postgres")

HOUR = 3600.0


class Machine:
    """One person's machine, whose clock is wrong by some seconds."""

    def __init__(self, folder: Path, wrong_by: float = 0.0) -> None:
        folder.mkdir(exist_ok=True)
        self.state = State(folder, path=folder / "state.db")
        self.wrong_by = wrong_by

    def marks(self) -> dict[str, Any]:
        """Return all that a person sees of the marks."""
        mine = self.state
        return {
            "read": mine.read(), "stars": mine.starred(), "tags": mine.tags(),
            "notes": mine.notes(),
        }  # fmt: skip


class Clock:
    """The true time, and what the clock of the machine at work says."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.wrong_by = 0.0

    def time(self) -> float:
        self.now += 1.0
        return self.now + self.wrong_by


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("briefing.user.state.state.time", clock)
    return clock


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[list[Machine]]:
    wrong = (0.0, HOUR, -HOUR)
    machines = [Machine(tmp_path / f"m{n}", by) for n, by in enumerate(wrong)]
    yield machines
    for machine in machines:
        machine.state.close()


def test_what_was_done_on_one_machine_is_on_the_other(shared: SharedStore, machines: list[Machine]):
    one, other, _ = machines
    address = shared.address("carl")
    one.state.set_read({"a": "digest", "b": "other"})
    one.state.set_star("a", on=True, record="q1")
    one.state.set_tag("b", "watch")
    one.state.set_note("a", "a note\nof two lines", "q1")
    one.state.add_search("secret")
    assert sync_marks(address, one.state) == (0, 5)
    assert sync_marks(address, other.state) == (5, 0)
    assert other.marks() == one.marks()
    assert other.state.searches() == ()
    assert sync_marks(address, other.state) == sync_marks(address, one.state) == (0, 0)
    other.state.set_star("a", on=False, record="q1")
    other.state.set_unread(["b"])
    other.state.set_note("a", "", "q1")
    assert sync_marks(address, other.state) == (0, 3)
    assert sync_marks(address, one.state) == (3, 0)
    assert one.marks() == other.marks()
    assert one.marks() == {
        "read": {"a": "digest"},
        "stars": {},
        "tags": {"b": ("watch",)},
        "notes": {},
    }


@pytest.mark.parametrize("is_used_since", [True, False])
def test_marks_that_a_restored_backup_lacks_are_sent_again(
    shared: SharedStore, machines: list[Machine], is_used_since: bool
):
    one, other, third = machines
    address = shared.address("carl")
    one.state.set_star("a", on=True)
    sync_marks(address, one.state)
    one.state.set_note("b", "after the backup")
    one.state.set_star("a", on=False)
    sync_marks(address, one.state)
    sync_marks(address, other.state)
    # The backup has the star only, and its number; what came after it is gone.
    shared.sql("DELETE FROM briefing.fact WHERE kind = 'note'")
    shared.sql("UPDATE briefing.fact SET value = '1', at = 1, seq = 1")
    shared.sql("UPDATE briefing.person SET last = 1")
    if is_used_since:
        for brief in "cde":
            third.state.set_star(brief, on=True)
        sync_marks(address, third.state)
    for machine in (one, other, third, one, other):
        sync_marks(address, machine.state)
    assert one.marks() == other.marks() == third.marks()
    assert one.marks()["notes"] == {"b": {"": "after the backup"}}
    assert len(one.marks()["stars"]) == 3 * is_used_since
    assert sync_marks(address, one.state) == (0, 0)


def test_what_is_changed_last_stays_though_the_clock_is_an_hour_behind(
    shared: SharedStore, machines: list[Machine], clock: Clock
):
    _, ahead, behind = machines
    address = shared.address("carl")
    clock.wrong_by = HOUR
    ahead.state.set_star("a", on=True)
    ahead.state.set_note("a", "from ahead")
    sync_marks(address, ahead.state)
    sync_marks(address, behind.state)
    clock.wrong_by = -HOUR
    behind.state.set_star("a", on=False)
    behind.state.set_note("a", "seen, and changed")
    sync_marks(address, behind.state)
    sync_marks(address, ahead.state)
    assert ahead.marks() == behind.marks()
    assert ahead.marks()["stars"] == {}
    assert ahead.marks()["notes"] == {"a": {"": "seen, and changed"}}


def test_undo_takes_back_ones_own_and_leaves_what_another_machine_has_changed_since(
    shared: SharedStore, machines: list[Machine]
):
    one, other, _ = machines
    address = shared.address("carl")
    one.state.set_note("a", "mine")
    one.state.set_star("b", on=True)
    sync_marks(address, one.state)
    sync_marks(address, other.state)
    other.state.set_note("a", "the other's")
    sync_marks(address, other.state)
    sync_marks(address, one.state)
    assert one.state.undo() is not None
    assert one.state.undo() is not None
    sync_marks(address, one.state)
    sync_marks(address, other.state)
    assert other.marks() == one.marks()
    assert one.marks()["stars"] == {}
    assert one.marks()["notes"] == {"a": {"": "the other's"}}
    one.state.redo()
    one.state.redo()
    assert one.marks()["stars"] == {"b": ("",)}


def test_a_persons_marks_are_theirs_alone(shared: SharedStore, machines: list[Machine]):
    mine, yours, _ = machines
    mine.state.set_note("a", "private")
    sync_marks(shared.address("carl"), mine.state)
    assert sync_marks(shared.address("dora"), yours.state) == (0, 0)
    assert yours.marks()["notes"] == {}
    with psycopg.connect(shared.address("anna").conninfo) as connection:
        assert connection.execute("SELECT * FROM briefing.fact").fetchall() == []
    shared.sql("DELETE FROM briefing.clear WHERE role = 'carl'")
    with pytest.raises(BriefingError, match="no store briefs that carl may read"):
        sync_marks(shared.address("carl"), mine.state)


def test_an_import_after_a_removal_is_a_change_like_any_other(
    shared: SharedStore, machines: list[Machine]
):
    one, other, _ = machines
    one.state.set_star("a", on=True)
    kept = one.state.export()
    one.state.set_star("a", on=False)
    sync_marks(shared.address("carl"), one.state)
    sync_marks(shared.address("carl"), other.state)
    assert one.state.merge(kept) == 1
    sync_marks(shared.address("carl"), one.state)
    sync_marks(shared.address("carl"), other.state)
    assert one.marks() == other.marks()
    assert one.marks()["stars"] == {"a": ("",)}


@pytest.mark.parametrize("is_folder", [True, False])
def test_through_a_file_or_folder_all_is_the_same(
    machines: list[Machine], tmp_path: Path, is_folder: bool
):
    through = tmp_path / "synced"
    if is_folder:
        through.mkdir()
    for number, machine in enumerate(machines):
        machine.state.set_read({f"b{number}": "digest"})
        machine.state.set_note("a", f"by {number}")
    for machine in (*machines, *machines):
        sync_through(through, machine.state)
    assert machines[0].marks() == machines[1].marks() == machines[2].marks()
    assert set(machines[0].marks()["read"]) == {"b0", "b1", "b2"}
    assert (len(list(through.iterdir())) if is_folder else 0) == (3 if is_folder else 0)
    files = list(through.iterdir()) if is_folder else [through]
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)
    before = {file: file.stat().st_mtime_ns for file in files}
    assert sync_through(through, machines[0].state) == (0, 0)
    assert before == {file: file.stat().st_mtime_ns for file in files}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"format": 2, "marks": []}', '{"format": 1, "marks": {}}',
     '{"format": 1, "marks": [1]}', '{"format": 1, "marks": [{"brief": "a"}]}',
     '{"format": 1, "marks": [{"brief": "a", "kind": "x", "key": "", "value": "", "at": 1}]}',
     '{"format": 1, "marks": [{"brief": "a", "kind": "tag", "key": "", "value": "", "at": 1e99}]}',
     '{"format": 1, "marks": [{"brief": "a", "kind": "tag", "key": "", "value": "", "at": NaN}]}',
     "[" * 100_000],
)  # fmt: skip
def test_a_file_that_is_not_of_marks_is_refused_and_left_alone(
    machines: list[Machine], tmp_path: Path, text: str
):
    file = tmp_path / "marks.json"
    file.write_text(text)
    machines[0].state.set_star("a", on=True)
    with pytest.raises(UsageError, match=r"marks\.json"):
        sync_through(file, machines[0].state)
    assert file.read_text() == text
    assert machines[0].marks()["stars"] == {"a": ("",)}


def test_hostile_text_in_a_file_is_made_safe(machines: list[Machine], tmp_path: Path):
    mark = {"brief": "a", "kind": "note", "key": "", "value": "\x1b[31mred", "at": 1.0}
    (tmp_path / "m.json").write_text(json.dumps({"format": 1, "marks": [mark]}))
    sync_through(tmp_path / "m.json", machines[0].state)
    assert "\x1b" not in machines[0].marks()["notes"]["a"][""]


def test_a_state_of_an_older_program_is_shared_as_it_is(machines: list[Machine], tmp_path: Path):
    import sqlite3

    machines[0].state.set_star("a", on=True)
    machines[0].state.close()
    with closing(sqlite3.connect(tmp_path / "m0/state.db")) as connection:
        for table in ("removed", "sent", "peer"):
            connection.execute(f"DROP TABLE {table}")
    with closing(State(tmp_path / "m0", path=tmp_path / "m0/state.db")) as older:
        assert sync_through(tmp_path / "marks.json", older) == (0, 1)


def test_the_command_syncs_with_the_store_that_the_folder_came_from(
    shared: SharedStore,
    briefing: Command,  # noqa: F811
    tmp_path: Path,
    samples: Path,
):
    import shutil

    folder = Path(shutil.copytree(samples, tmp_path / "a"))
    answer = briefing("state", "sync", "-s", folder)
    assert answer.status == 2
    assert "does not come from a shared store" in answer.err
    shared.publish(folder)
    for name in ("one", "two"):
        shared.pull(tmp_path / name, "carl")
    briefing("state", "mark", "read", "istanbul", "-s", tmp_path / "one")
    assert "3 sent" in briefing("state", "sync", "-s", tmp_path / "one").err
    assert "3 marks new here" in briefing("state", "sync", "-s", tmp_path / "two").err
    assert len(briefing("list", "-s", tmp_path / "two", "is:read").lines) == 3
    assert "the same on both sides" in briefing("state", "sync", "-s", tmp_path / "two").err
    # Where another account pulls: by an address of one's own.
    dora = str(shared.address("dora"))
    assert "3 sent" in briefing("state", "sync", dora, "-s", tmp_path / "two").err
    file = tmp_path / "marks.json"
    both = briefing("state", "sync", dora, "--through", file, "-s", tmp_path / "two")
    assert both.status == 2
    assert "3 sent" in briefing("state", "sync", "-s", tmp_path / "one", "--through", file).err
    path = state_path()
    assert path is not None
    assert path.exists()


def test_the_reader_syncs_marks_by_itself(
    shared: SharedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(mirrors, "_MARKS_EVERY", 0.0)
    address = shared.address("carl")
    with closing(Machine(tmp_path / "other").state) as other:
        with mirrors.followed(str(address), marks=True) as notice:
            assert notice() == ""
            with closing(State(mirror_folder(address))) as mine:
                other.set_star("a", on=True)
                sync_marks(address, other)
                until(lambda: mine.starred() == {"a": ("",)})
                mine.set_read({"b": "digest"})
        sync_marks(address, other)  # the last of them was sent at the end
        assert other.read() == {"b": "digest"}


KEYS = st.sampled_from(("", "q1"))
STEPS = st.one_of(
    st.tuples(
        st.just("do"), st.integers(0, 2),
        st.one_of(
            st.tuples(st.just("read"), st.sampled_from("ab"), st.sampled_from(("1", "2"))),
            st.tuples(st.just("unread"), st.sampled_from("ab"), st.just("")),
            st.tuples(st.just("star"), st.sampled_from("ab"), KEYS),
            st.tuples(st.just("unstar"), st.sampled_from("ab"), KEYS),
            st.tuples(st.just("note"), st.sampled_from("ab"), st.sampled_from(("", "x", "y"))),
            st.tuples(st.just("undo"), st.just(""), st.just("")),
        ),
    ),
    st.tuples(st.just("sync"), st.integers(0, 2), st.just(())),
)  # fmt: skip


def act(machine: Machine, what: str, brief: str, value: str) -> None:
    mine = machine.state
    if what == "read":
        mine.set_read({brief: value})
    elif what == "unread":
        mine.set_unread([brief])
    elif what in ("star", "unstar"):
        mine.set_star(brief, what == "star", value)
    elif what == "note":
        mine.set_note(brief, value)
    else:
        mine.undo()


def note_done(
    alone: dict[tuple[str, str, str], tuple[set[int], str]],
    number: int,
    what: str,
    brief: str,
    value: str,
) -> None:
    """Note which machines have set a mark, and to what the last one has."""
    kind = what.removeprefix("un")
    key = value if kind == "star" else ""
    by = alone.get((kind, brief, key), (set(), ""))[0]
    last = {"star": "1", "unstar": "", "unread": ""}.get(what, value)
    alone[kind, brief, key] = ({*by, number}, last)


def assert_kept(
    machine: Machine,
    alone: dict[tuple[str, str, str], tuple[set[int], str]],
    steps: list[tuple[str, ...]],
) -> None:
    """Check that each mark that one machine alone has set is as it was set last."""
    if any(step and step[0] == "undo" for step in steps):
        return
    marks = machine.marks()
    for (kind, brief, key), (by, last) in alone.items():
        if len(by) > 1:
            continue
        if kind == "star":
            assert (key in marks["stars"].get(brief, ())) == bool(last)
        elif kind == "read":
            assert marks["read"].get(brief, "") == last
        else:
            assert marks["notes"].get(brief, {}).get("", "") == last


@settings(
    max_examples=max(5, settings().max_examples // 20), deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(steps=st.lists(STEPS, max_size=25), order=st.permutations([0, 1, 2]), by_file=st.booleans())
def test_three_machines_with_wrong_clocks_agree_in_the_end_and_lose_nothing(
    server: Server, tmp_path_factory: pytest.TempPathFactory, steps, order, by_file: bool
):
    """What was done with nothing done to the same mark meanwhile elsewhere is what stands."""
    place = tmp_path_factory.mktemp("marks")
    clock = Clock()
    with closing(SharedStore(server)) as shared, pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefing.user.state.state.time", clock)
        machines = [Machine(place / f"m{n}", by) for n, by in enumerate((0.0, HOUR, -HOUR))]

        def sync(machine: Machine) -> None:
            if by_file:
                sync_through(place / "marks.json", machine.state)
            else:
                sync_marks(shared.address("carl"), machine.state)

        alone: dict[tuple[str, str, str], tuple[set[int], str]] = {}
        for what, number, step in steps:
            if what == "do":
                note_done(alone, number, *step)
            clock.wrong_by = machines[number].wrong_by
            if what == "sync":
                sync(machines[number])
            else:
                act(machines[number], *step)
        for _ in range(2):
            for number in order:
                sync(machines[number])
        assert machines[0].marks() == machines[1].marks() == machines[2].marks()
        assert_kept(machines[0], alone, [step for _, _, step in steps])
        # And from then on, whoever changes something has seen all that there is.
        for number in order:
            clock.wrong_by = machines[number].wrong_by
            machines[number].state.set_note("a", f"last by {number}")
            sync(machines[number])
            for other in machines:
                sync(other)
                assert other.marks()["notes"]["a"][""] == f"last by {number}"
        for machine in machines:
            machine.state.close()
