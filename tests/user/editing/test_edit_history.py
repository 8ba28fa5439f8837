"""Edits of files are undone and redone in order, and not across a mark."""

from pathlib import Path

import pytest

from briefing.catalogue import ListRow
from briefing.model.suggested import Unconfirmed
from briefing.store.edits import FileEdit
from briefing.store.files.safe_write import ChangedMeanwhile
from briefing.user.editing.edit_history import EditHistory, MadeEdit, write_step

ROW = ListRow(
    1, "a", "a.yaml", "A", "", "", "", "", None, None, (), 0, 0, 1, 0, 0, "draft", "", "", ""
)


def made(key: str, keys: tuple[str, ...] = ("text",), path: str = "a.yaml") -> MadeEdit:
    """Return an edit of a quote."""
    edit = FileEdit(path, b"before", b"after")
    return MadeEdit(
        edit, ROW._replace(path=path), Unconfirmed(f"quotes.{key}", key, keys), f"{key} confirmed"
    )


def test_edits_are_undone_from_the_last_and_redone_from_the_first():
    history, one, two = EditHistory(), made("q1"), made("q2")
    history.add(one)
    history.add(two)
    for edit in (two, one):
        assert history.next("undone") is edit
        history.move(edit, "undone")
    assert history.next("undone") is None
    assert history.last is None
    for edit in (one, two):
        assert history.next("redone") is edit
        history.move(edit, "redone")
    assert history.last is two


def test_a_new_edit_ends_what_could_be_redone():
    history = EditHistory()
    history.add(made("q1"))
    history.move(made_last(history), "undone")
    history.add(made("q2"))
    assert history.next("redone") is None


def made_last(history: EditHistory) -> MadeEdit:
    """Return the last edit, which there is."""
    assert history.last is not None
    return history.last


def test_a_mark_made_since_is_undone_first():
    history = EditHistory()
    history.add(made("q1"))
    history.is_latest = False
    assert history.next("undone") is None
    assert history.last is not None


def test_an_edit_that_is_lost_can_be_neither_undone_nor_redone():
    history = EditHistory()
    history.add(made("q1"))
    history.move(made_last(history), "undone", is_lost=True)
    assert history.next("undone") is history.next("redone") is None


def test_what_was_answered_is_known_by_its_file_and_item():
    history = EditHistory()
    history.add(made("d1/nord"))
    history.add(made("q2", ()))  # a speaker who was not a suggestion
    assert history.answered_at("a.yaml", "d1/nord") == made("d1/nord").one
    assert history.answered_at("a.yaml", "d1") == made("d1/nord").one
    assert history.answered_at("b.yaml", "d1") is None
    assert history.answered_at("a.yaml", "q2") is None


def test_a_step_writes_the_file_unless_it_has_changed(tmp_path: Path):
    file = tmp_path / "a.yaml"
    file.write_bytes(b"after")
    write_step(tmp_path, made("q1"), "undone")
    assert file.read_bytes() == b"before"
    write_step(tmp_path, made("q1"), "redone")
    assert file.read_bytes() == b"after"
    with pytest.raises(ChangedMeanwhile):
        write_step(tmp_path, made("q1"), "redone")
    assert file.read_bytes() == b"after"
