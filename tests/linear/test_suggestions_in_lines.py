"""What a program suggested is read out as such, confirmed, dropped and taken back in lines."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from briefing.commands import COMMANDS
from briefing.library import Library
from briefing.linear.console import Console
from briefing.linear.linear_context import LinearOptions
from briefing.linear.linear_reader import LinearReader
from briefing.linear.spoken_help import NOT_HERE
from briefing.user.state import State
from tests.linear.conftest import read
from tests.linear.reading import Script, answer, printed
from tests.linear.test_facts import unread, view_of

DRAFT = """\
title: A draft
date: 2025-03-04
status: draft
summary: Something was said.
issues: {fish: Fishing}
parties:
  nord: {name: Nordland, suggested: [name]}
people: {berg: {name: Eva Berg, party: nord}}
agreements:
  a1: {issue: fish, text: Boats may pass., parties: [nord], attested_by: [nord], suggested: [text]}
quotes:
  q1: {who: berg, text: We will open it, suggested: [who, text]}
  q2: {text: An open question, suggested: [text]}
"""


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Library]:
    """Return a store of a draft with suggestions and a brief without."""
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "draft.yaml").write_text(DRAFT)
    (folder / "whole.yaml").write_text("title: Whole\ndate: 2025-03-05\nsummary: x\n")
    library = read(folder, tmp_path / "cache", State(folder, path=tmp_path / "state.db"))
    yield library
    library.close()


def test_suggestions_are_read_out_beside_the_values(drafts: Library):
    lines = printed(drafts, ["draft", "2", "4", "1"])
    for line in (
        "Unconfirmed: 4 suggestions",
        "Text, suggested: Boats may pass.",
        "Suggested, not confirmed: text",
        "Quote 1 of 2, q1, no archive, speaker suggested, words suggested: Eva Berg, Nordland: "
        "“We will open it”",
        "Suggested, not confirmed in parties.nord: name",
        "Name: Nordland",
    ):
        assert line in lines
    assert any(line.endswith("4 unconfirmed, 1 agreement, 0 disagreements, 2 quotes")
               for line in lines)  # fmt: skip


@pytest.mark.parametrize("path", ["agreements.a1", "quotes.q1", "quotes.q2", "parties.nord"])
def test_each_suggestion_is_confirmed_and_undone_byte_for_byte(drafts: Library, path: str):
    file, key = drafts.folder / "draft.yaml", path.partition(".")[2]
    steps = {"a1": 1, "q1": 2, "q2": 3, "nord": 0}
    lines = printed(drafts, ["draft", *["."] * (steps[key] + 1), "c"])
    said = f"{key if path[0] != 'p' else path} confirmed."
    if key == "q2":  # it has no speaker: that is chosen
        assert "Error: q2 has no speaker to confirm; choose one" in lines
        return
    assert said[0].upper() + said[1:] in lines
    assert "3 suggestions left in this brief." in lines
    after = file.read_text()
    assert after.count("suggested") == DRAFT.count("suggested") - 1
    undone = printed(drafts, ["draft", "u"])
    assert "Nothing undone." in undone, "of another session"
    file.write_text(DRAFT)
    undone = printed(drafts, ["draft", *["."] * (steps[key] + 1), "c", "u"])
    assert any(line.startswith("Undone: ") for line in undone)
    assert file.read_text() == DRAFT


def test_the_next_suggestion_is_found_from_the_list_and_in_any_brief(drafts: Library):
    lines = answer(drafts, ".")
    assert lines[0] == "Brief 2 of 2: A draft"
    assert answer(drafts, "whole", ".")[0] == "Brief 2 of 2: A draft"
    assert answer(drafts, "draft", "q1", ",")[0] == "Pane 2, Agreements: 1"


def test_a_speaker_is_named_by_number_name_or_anew(drafts: Library):
    file = drafts.folder / "draft.yaml"
    lines = printed(drafts, ["draft", "q2", "W", "1"])
    assert "1: Eva Berg, People" in lines
    assert "Q2 has another speaker." in lines
    assert re.search(r"q2: \{who: berg, ", file.read_text())
    file.write_text(DRAFT)
    printed(drafts, ["draft", "q2", "W Omar Lind"])
    assert re.search(r"lind: .*Omar Lind", file.read_text())
    file.write_text(DRAFT)
    lines = printed(drafts, ["draft", "q1", "c", "q1", "C"])
    assert "Q1 taken back." in lines
    assert file.read_text().count("suggested") == DRAFT.count("suggested")


def test_what_was_confirmed_before_goes_back_in_a_draft_only(drafts: Library):
    file = drafts.folder / "draft.yaml"
    file.write_text(DRAFT.replace("We will open it, suggested: [who, text]", "We will open it"))
    assert "Q1 taken back." in printed(drafts, ["draft", "q1", "C"])
    assert "text: We will open it, suggested: [who]" in file.read_text()
    before = file.read_text()
    printed(drafts, ["draft", "a1", "c", "a1", "C", "parties", "C"])
    assert file.read_text() == before


def test_a_record_is_dropped_and_a_mark_after_it_is_what_is_undone(drafts: Library):
    file = drafts.folder / "draft.yaml"
    lines = printed(drafts, ["draft", "q2", "X", "s", "u", "U"])
    assert "Q2 dropped." in lines
    assert "q2:" not in file.read_text()
    assert any(line.startswith("Undone: star, ") for line in lines)


def test_without_suggestions_it_is_said_so(istanbul: Library):
    assert answer(istanbul, ".") == ["There is no unconfirmed suggestion in the list."]
    assert answer(istanbul, "2", "c") == ["There is no suggestion here; . goes to the next."]


def test_marks_of_suggestions_are_in_the_panes_and_in_the_lines():
    texts = {"suggested": ["text"]}
    view = view_of(
        {
            "title": "t", "date": "2025", "summary": "s", "status": "draft",
            "suggested": ["title"], "issues": {"i": {"title": "I", "suggested": ["title"]}},
            "parties": {"a": "Anna", "b": {"name": "Bert", "suggested": ["name"]}},
            "agreements": [{"issue": "i", "text": "x", "parties": ["a"], "attested_by": ["a"],
                            "amount": "5", "suggested": ["issue", "amount", "attested_by"]}],
            "disagreements": [{"issue": "i", "question": "q", "suggested": ["question"],
                "positions": {"a": {"stance": "proposes", "text": "y", **texts}}}],
            "proposals": [{"issue": "i", "by": "a", "text": "z", **texts}],
            "quotes": [{"who": "a", "verb": "said", "text": "w", "suggested": ["who", "verb"]}],
            "timeline": [{"date": "2025", "text": "v", **texts}],
        }
    )  # fmt: skip
    assert unread(view) == []


def test_every_command_of_the_table_does_something_in_lines(istanbul: Library):
    reader = LinearReader(istanbul, LinearOptions("of it"), Console(StringIO(), Script([])))
    reader.briefs.renew()
    known = set(reader.actions())
    for line in ("2", "p"):
        reader.take(line)
        known |= set(reader.actions())
    ids = {command.id for command in COMMANDS}
    assert ids - known == NOT_HERE.keys()
    assert known <= ids


def test_a_brief_is_edited_at_the_record(
    drafts: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    editor = tmp_path / "vi"
    editor.write_text('#!/bin/sh\necho "$@" > "$0.args"\nsed -i s/Boats/Ships/ "$2"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    lines = printed(drafts, ["draft", "a1", "e", "k", "a1"])
    assert (tmp_path / "vi.args").read_text().startswith("+10 ")
    assert f"{editor} done." in lines
    assert "Text, suggested: Ships may pass." in lines
