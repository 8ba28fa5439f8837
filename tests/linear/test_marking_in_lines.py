"""Marks, tags, notes and undo in lines, and what changed since a brief was read."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.user.state import State
from tests.conftest import SAMPLES
from tests.linear.conftest import read
from tests.linear.reading import printed

SECOND = "istanbul-2025-06-02"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    """Return a copy of the sample briefs, with a state of its own."""
    folder = tmp_path / "store"
    shutil.copytree(SAMPLES, folder)
    library = read(folder, tmp_path / "cache", State(folder, path=tmp_path / "state.db"))
    yield library
    library.close()


def test_marks_are_said_and_stand_before_the_title(marked: Library):
    lines = printed(marked, ["r", "s", "j", "t watch", "k"])
    assert lines[1] == "Briefs: 3 briefs, 3 unread, newest first"
    said = [line for line in lines[5:] if not line.startswith(("Brief 2", "Help"))]
    assert said[:3] == ["Marked as read.", "Starred.", "Tagged watch."]
    assert said[3].startswith("Brief 1 of 3, starred: TLP:CLEAR Istanbul, third round")
    assert printed(marked, ["2"])[3].endswith("6 quotes, tags watch")


def test_a_mark_is_undone_and_redone(marked: Library):
    lines = printed(marked, ["s", "u", "U", "u", "u"])
    title = "Istanbul, third round: prisoners again, positions far apart"
    assert lines[5:] == [
        "Starred.", f"Undone: star, {title}.", f"Redone: star, {title}.",
        f"Undone: star, {title}.", "Nothing undone.",
    ]  # fmt: skip


def test_a_note_is_written_on_a_record_read_out_and_removed(marked: Library):
    lines = printed(marked, ["2", "q3", "a ask the embassy", "j", "k"])
    assert "Note saved." in lines
    assert lines[-1] == "Your note: ask the embassy"
    assert printed(marked, ["2", "q3"])[-1] == "Your note: ask the embassy"
    notes = printed(marked, ["g n", ""])
    assert "Board: your notes" in notes
    assert "Note: ask the embassy" in notes
    assert f"Record: {SECOND}#q3" in notes
    assert notes[-1] == "Your note: ask the embassy"
    assert "Note removed." in printed(marked, ["2", "q3", "a", ""])


def test_every_brief_is_marked_as_read_and_unread_ones_are_a_queue(marked: Library):
    lines = printed(marked, ["r", "R", "R", "R"])
    assert [line.partition(",")[0] for line in lines[6:]] == [
        "Brief 2 of 3", "Brief 3 of 3", "Brief 2 of 3"
    ]  # fmt: skip
    lines = printed(marked, ["A", "R", "f is:unread", "u"])
    assert lines[5:7] == [
        "Marked 2 briefs read; u undoes.",
        "There is no other unread brief in the list.",
    ]
    assert "No brief matches; F shows all again." in lines


def test_a_brief_counts_as_read_when_it_has_been_open_for_a_while(marked: Library):
    clock = count()
    lines = printed(marked, ["2", "j", "j", "0"], now=lambda: float(next(clock)), refresh=0.0)
    assert lines[-3] == "Briefs: 3 briefs, 2 unread, newest first"
    assert lines[-2].startswith("Brief 2 of 3: TLP:CLEAR")
    assert marked.state is not None
    assert list(marked.state.read()) == [SECOND]


def test_opening_a_brief_and_leaving_it_at_once_does_not_mark_it(marked: Library):
    printed(marked, ["2", "q", "2", "q"])
    assert marked.state is not None
    assert not marked.state.read()


def test_what_changed_since_a_brief_was_read(own: Library):
    printed(own, ["2", "r"])
    path = own.folder / f"{SECOND}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("A new exchange of prisoners", "A large exchange of prisoners"))
    clock = count()
    lines = printed(own, ["f is:changed", "D"], now=lambda: next(clock))
    assert any(line.startswith("Brief 1 of 1, changed since you read it: ") for line in lines)
    assert (
        "Board: since you read it: Istanbul, second round: a prisoner swap, no ceasefire" in lines
    )
    assert "Change 1 of 1: a1" in lines
    assert lines[-1] == "Words: “A …”: before “new” · now “large”"


def test_new_and_changed_files_are_noticed_between_commands(own: Library):
    clock = count()

    def add() -> None:
        text = (own.folder / "istanbul-2025-07-23.yaml").read_text(encoding="utf-8")
        text = text.replace("round: 3", "round: 4").replace("date: 2025-07-23", "date: 2025-12-01")
        (own.folder / "istanbul-2025-12-01.yaml").write_text(text, encoding="utf-8")

    lines = printed(own, ["j", add, "k", "0"], now=lambda: float(next(clock)))
    assert "Notice: 1 brief new." in lines
    assert "Briefs: 4 briefs, 1 new, 4 unread, newest first" in lines


def test_an_open_brief_is_read_as_it_is_now(own: Library):
    path, clock = own.folder / f"{SECOND}.yaml", count()

    def edit() -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("6,000 bodies each", "7,000 bodies each"), encoding="utf-8")

    lines = printed(own, ["2", "a2", edit, "j", "k"], now=lambda: float(next(clock)))
    assert "Notice: 1 brief changed." in lines
    amounts = [line for line in lines if line.startswith("Amount: ")]
    assert amounts == ["Amount: 6,000 bodies each", "Amount: 7,000 bodies each"]


def test_without_a_state_marks_are_refused_and_said_so(istanbul: Library):
    lines = printed(istanbul, ["s", "g n", "A"])
    assert lines[5:] == [
        "Marks are not saved in this mode.", "Notes are not saved in this mode.",
        "Marks are not saved in this mode.",
    ]  # fmt: skip
