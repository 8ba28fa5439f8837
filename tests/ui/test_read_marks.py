"""Marks, without a terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.ui.main.confirming.edits_made import EditsMade
from briefing.ui.main.read_marks import ReadMarks
from briefing.user.state import State
from tests.conftest import SAMPLES
from tests.ui.fakes import FakeScreen, FakeWays, indexed
from tests.user.editing.test_edit_history import made

BRIEF = "istanbul-2025-07-23"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(SAMPLES, path=tmp_path / "state.db")
    yield state
    state.close()


class Marked:
    """A screen on which briefs are marked."""

    def __init__(self, state: State | None) -> None:
        self.screen = FakeScreen(indexed(state=state))
        self.ways = FakeWays()
        self.marks = ReadMarks(self.screen, self.ways)

    def do(self, *commands: str) -> str:
        for command in commands:
            self.marks.actions[command]()
        return self.screen.note


@pytest.fixture
def marked(state: State) -> Marked:
    return Marked(state)


def test_a_star_is_given_taken_back_and_given_again(marked: Marked, state: State):
    assert marked.do("star") == "starred"
    assert BRIEF in state.starred()
    assert BRIEF in marked.screen.library.marks["starred"]
    assert (marked.screen.list.drawn, marked.screen.brief.shown_again) == (1, 1)
    assert marked.do("star") == "unstarred"
    assert marked.do("undo").startswith("undone: ")
    assert BRIEF in state.starred()
    assert marked.do("redo").startswith("redone: ")
    assert marked.do("redo") == "nothing to redo"


def test_undo_and_redo_are_live_where_there_is_something(marked: Marked):
    assert marked.marks.lacking() == ("done", "undone")
    marked.do("star")
    assert marked.marks.lacking() == ("undone",)
    marked.do("undo")
    assert marked.marks.lacking() == ("done",)
    marked.do("redo", "mark.read", "undo")
    assert marked.marks.lacking() == ()
    assert Marked(None).marks.lacking() == ("done", "undone")


def test_undo_is_live_after_an_edit_of_a_file(marked: Marked):
    edits = marked.marks.edits = EditsMade(marked.screen, lambda: None)
    assert marked.marks.lacking() == ("done", "undone")
    one = made("q1")
    edits.history.add(one)
    assert marked.marks.lacking() == ("undone",)
    edits.history.move(one, "undone")
    assert marked.marks.lacking() == ("done",)


def test_a_brief_is_marked_as_read_and_as_unread(marked: Marked, state: State):
    assert marked.do("mark.read") == "marked as read"
    assert BRIEF in state.read()
    assert marked.do("mark.read") == "marked as unread"
    assert BRIEF not in state.read()


def test_undo_names_the_brief_or_counts_them(marked: Marked):
    marked.do("star")
    marked.screen.list.cursor = 1
    assert marked.do("undo") == "undone: star · Istanbul, third round: prisoners again,…"
    assert marked.do("redo").startswith("redone: star · Istanbul, third round")
    assert marked.do("mark.all") == "marked 3 briefs read · u undoes"
    assert marked.do("undo") == "undone: read · 3 briefs"
    assert marked.do("redo") == "redone: read · 3 briefs"
    assert marked.do("mark.all") == "every brief in the list is read"


def test_the_name_of_a_brief_that_is_gone_is_its_id(marked: Marked, state: State):
    state.set_tag("gone\u202e", "watch", on=True)
    state.set_tag("gone\u202e", "watch", on=False)
    assert marked.do("undo") == "undone: untag watch · gone␦"


def test_only_the_briefs_in_the_list_are_marked_as_read(marked: Marked, state: State):
    marked.screen.list.numbers = marked.screen.list.numbers[1:2]
    assert marked.do("mark.all") == "marked 1 brief read · u undoes"
    assert list(state.read()) == ["istanbul-2025-06-02"]
    assert marked.do("undo").startswith("undone: read · Istanbul, second round")
    assert state.read() == {}


def test_the_next_unread_brief_is_found_round_the_end_of_the_list(marked: Marked, state: State):
    screen = marked.screen
    state.set_read({"istanbul-2025-06-02": "x"})
    assert (marked.do("brief.unread"), screen.list.cursor) == ("", 2)
    assert (marked.do("brief.unread"), screen.list.cursor) == ("the first unread brief again", 0)
    screen.pane, screen.note = 2, ""
    assert (marked.do("brief.unread"), marked.ways.listed) == ("", [2])
    state.set_read({"istanbul-2025-05-16": "x"})
    screen.library.own.reload()
    assert marked.do("brief.unread") == "no other unread brief"
    screen.pane = 0
    marked.do("mark.all")
    assert marked.do("brief.unread") == "no unread brief in the list"
    assert marked.ways.listed == [2]


def test_where_nothing_is_kept_there_is_no_next_unread_brief():
    assert Marked(None).do("brief.unread") == "marks are not saved in this mode"


@pytest.mark.parametrize("command", ["star", "mark.read", "mark.all", "tag", "note"])
def test_where_nothing_is_kept_that_is_said(command: str):
    assert Marked(None).do(command) == "marks are not saved in this mode"


@pytest.mark.parametrize("command", ["star", "mark.read", "mark.all", "tag", "note"])
def test_an_empty_list_has_nothing_to_mark(marked: Marked, command: str):
    marked.screen.list.numbers = []
    assert marked.do(command) == "no brief to mark"


def test_a_tag_is_put_on_offered_and_taken_off(marked: Marked, state: State):
    marked.do("tag")
    marked.screen.answer_question(" mine ")
    assert marked.screen.note == "tagged mine"
    assert state.tags() == {BRIEF: ("mine",)}
    marked.do("tag")
    assert marked.screen.question is not None
    assert marked.screen.question.label == "tag (has mine): "
    assert marked.screen.question.earlier == ["mine"]
    marked.screen.answer_question("mine")
    assert marked.screen.note == "untagged mine"
    marked.do("tag")
    marked.screen.answer_question(" ")
    assert state.tags() == {}


def test_a_note_is_for_the_record_that_was_asked_about(marked: Marked, state: State):
    marked.screen.current_key = "q1"
    marked.do("note")
    marked.screen.current_key, marked.screen.list.cursor = "q2", 1
    assert marked.screen.question is not None
    assert marked.screen.question.label == "note on q1: "
    marked.screen.answer_question("ask for the tape")
    assert state.notes() == {BRIEF: {"q1": "ask for the tape"}}
    marked.screen.current_key, marked.screen.list.cursor = "q1", 0
    marked.do("note")
    assert marked.screen.question is not None
    assert marked.screen.question.text == "ask for the tape"
    marked.screen.answer_question("")
    assert marked.screen.note == "note removed"
    assert state.notes() == {}


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("q1", "note on q1 (Vladimir Medinsky): "), ("a1", "note on a1: "),
        ("article#p2", "note on article#p2: "), ("", "note on the brief: "),
    ],
)  # fmt: skip
def test_the_prompt_says_what_a_note_will_hang_on(marked: Marked, key: str, label: str):
    screen = marked.screen
    screen.read(BRIEF)
    screen.pane, screen.current_key = 4, key
    marked.do("note")
    assert screen.question is not None
    assert (screen.question.label, screen.question.verb) == (label, "save")


def test_a_brief_that_is_open_long_enough_is_read(marked: Marked, state: State):
    screen = marked.screen
    screen.brief.number, screen.pane = screen.list.number, 1
    marked.marks.begin_to_read()
    marked.marks.begin_to_read()
    assert screen.ring() == [2.0]
    assert BRIEF in state.read()
    assert (screen.list.drawn, screen.note) == (1, "")


def test_a_brief_that_is_left_earlier_is_not(marked: Marked, state: State):
    screen = marked.screen
    screen.brief.number, screen.pane = screen.list.number, 1
    marked.marks.begin_to_read()
    screen.brief.number = screen.list.numbers[1]
    screen.ring()
    assert state.read() == {}
    screen.pane = 0
    marked.marks.begin_to_read()
    assert screen.ring() == []
