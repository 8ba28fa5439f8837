"""Marks on many briefs at once, and what the list shows of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.catalogue.values import OwnMarks
from briefing.library import Library
from briefing.user import brief_marks
from briefing.user.state import State
from tests.tools.indexed_store import refreshed

IDS = [f"b{number}" for number in range(1, 6)]


def written(folder: Path, brief: str, more: str = "") -> None:
    text = f"title: Talks {brief}\ndate: 2025-01-0{brief[1:]}\nsummary: They met{more}.\n"
    (folder / f"{brief}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "store"
    folder.mkdir()
    for brief in IDS:
        written(folder, brief)
    refreshed(folder, tmp_path / "cache").close()
    state = State(folder, path=tmp_path / "state.db")
    library = Library(folder, cache=tmp_path / "cache", state=state)
    yield library
    library.close()


def state_of(library: Library) -> State:
    assert library.state is not None
    return library.state


def change(library: Library, brief: str) -> None:
    written(library.folder, brief, " again")
    library.refresh(lambda *_: None, lambda: False)


def marked_all(library: Library) -> int:
    count = library.own.mark_all_read(library.ids())
    library.own.reload()
    return count


def test_all_are_marked_in_one_step_that_can_be_taken_back(library: Library) -> None:
    state = state_of(library)
    state.set_read({"b2": "old"})
    assert marked_all(library) == 5
    assert set(state.read()) == set(IDS)
    step = state.undo()
    assert step is not None
    assert (step.label, set(step.briefs)) == ("read", set(IDS))
    assert state.read() == {"b2": "old"}
    assert state.redo() is not None
    assert set(state.read()) == set(IDS)


def test_what_is_read_already_is_left_as_it_is(library: Library) -> None:
    assert marked_all(library) == 5
    assert marked_all(library) == 0
    change(library, "b3")
    assert marked_all(library) == 1
    step = state_of(library).undo()
    assert step is not None
    assert step.briefs == ("b3",)


def test_only_what_is_listed_is_marked(library: Library) -> None:
    assert library.own.mark_all_read(library.find("id:b4").cursor.briefs()) == 1
    assert list(state_of(library).read()) == ["b4"]
    assert library.own.mark_all_read([]) == 0
    assert state_of(library).undo() is not None
    assert state_of(library).undo() is None


def test_what_was_marked_with_all_others_can_be_compared_with_later(library: Library) -> None:
    marked_all(library)
    change(library, "b2")
    assert library.has_changed("b2")
    board = library.boards.since_read("b2")
    assert "again" in " ".join(cell.text for row in board.rows() for cell in row.cells)


def test_of_very_many_only_the_sums_are_kept(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brief_marks, "MOST_TEXTS", 2)
    marked_all(library)
    kept = [state_of(library).last_read(brief) is not None for brief in reversed(IDS)]
    assert kept == [True, True, False, False, False]
    assert not any(map(library.has_changed, IDS))
    change(library, "b1")
    assert library.has_changed("b1")


def test_a_file_that_cannot_be_read_is_marked_all_the_same(library: Library) -> None:
    (library.folder / "b5.yaml").unlink()
    assert marked_all(library) == 5


def test_unread_briefs_are_counted_among_those_listed(library: Library) -> None:
    own, numbers = library.own, library.ids()
    assert (own.unread(), own.unread_among(numbers)) == (5, 5)
    state_of(library).set_read({"b1": "x", "b2": "x", "gone": "x"})
    own.reload()
    assert (own.unread(), own.unread_among(numbers), own.unread_among(numbers[:3])) == (3, 3, 3)
    assert [own.is_unread(number) for number in numbers] == [True, True, True, False, False]


def test_the_count_follows_the_marks_on_the_same_briefs(library: Library) -> None:
    numbers = library.ids()
    assert [library.own.unread_among(numbers) for _ in range(2)] == [5, 5]
    state_of(library).set_read({"b1": "x"})
    library.own.reload()
    assert [library.own.unread_among(numbers) for _ in range(2)] == [4, 4]
    assert library.own.unread_among(numbers[4:]) == 0


def test_the_count_follows_the_files(library: Library) -> None:
    marked_all(library)
    written(library.folder, "b6")
    library.refresh(lambda *_: None, lambda: False)
    assert library.own.unread() == 1
    path = library.folder / "b1.yaml"
    path.write_text(path.read_text().replace("2025-01-01", "2025-02-01"), encoding="utf-8")
    library.refresh(lambda *_: None, lambda: False)
    assert library.own.unread_among(library.ids()) == 1


def test_the_marks_on_one_brief_stand_beside_each_other(library: Library) -> None:
    state = state_of(library)
    assert library.own.of("b1") == OwnMarks(is_unread=True)
    state.set_star("b1", True, "q1")
    state.set_note("b1", "call", "q1")
    state.set_tag("b1", "watch")
    state.set_tag("b1", "geneva")
    library.own.reload()
    expected = OwnMarks(True, False, True, True, ("geneva", "watch"))
    assert library.own.of("b1", "sum") == expected
    state.set_read({"b1": "other"})
    library.own.reload()
    assert library.own.of("b1", "sum") == expected._replace(is_unread=False, has_changed=True)
    assert library.own.of("b1", "other") == expected._replace(is_unread=False)


def test_where_nothing_is_kept_nothing_is_marked(tmp_path: Path, library: Library) -> None:
    visitor = Library(library.folder, cache=tmp_path / "cache").own
    assert visitor.of("b1", "sum") is None
    assert (visitor.unread(), visitor.unread_among(library.ids())) == (0, 0)
    assert visitor.mark_all_read(library.ids()) == 0
    assert (visitor.mark_unread(IDS), visitor.star(IDS, True)) == (0, 0)


def test_stars_and_read_marks_are_counted_where_they_change_something(library: Library) -> None:
    own, state = library.own, state_of(library)
    state.set_star("b1", True)
    state.set_star("b2", True, "q1")
    assert own.star(["b1", "b2", "b3", "b3"], True) == 2
    assert set(state.starred()) == {"b1", "b2", "b3"}
    assert own.star(IDS, False) == 3
    assert state.starred() == {"b2": ("q1",)}
    assert own.star(IDS, False) == 0
    step = state.undo()
    assert step is not None
    assert (step.label, step.briefs) == ("unstar", ("b1", "b2", "b3"))
    marked_all(library)
    assert own.mark_unread(["b1", "b2", "unknown"]) == 2
    assert own.mark_unread(["b1"]) == 0
