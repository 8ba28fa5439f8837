"""Suggested values are marked wherever a brief is shown."""

from pathlib import Path

import pytest

from briefing.library import Library
from briefing.view.brief.copy_text import brief_text, citation, item_text
from tests.cli.conftest import Command

BRIEF = """\
title: Talks
date: 2025-06-02
summary: They met.
status: {status}
suggested: [bottom_line]
bottom_line: They agreed.
extra: {{Series: Evening}}
parties: {{iran: {{name: Iran, suggested: [name]}}}}
issues: {{fish: Fish}}
agreements:
  a1: {{issue: fish, text: A quota., parties: iran, attested_by: iran, suggested: [attested_by]}}
disagreements:
  d1:
    issue: fish
    question: How many?
    positions: {{iran: {{stance: demands, suggested: [stance], extra: {{Tone: sharp}}}}}}
quotes:
- {{text: We will see., suggested: [text], extra: {{Page: 12}}}}
timeline:
- {{date: 2025-06-01, text: They came., suggested: [date]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talks.yaml").write_text(BRIEF.format(status="draft"), encoding="utf-8")
    return tmp_path


def test_a_brief_shows_what_is_suggested_and_what_is_left_over(
    briefing: Command, folder: Path
) -> None:
    lines = [line.strip() for line in briefing("show", "talks", "-s", folder).out.splitlines()]
    for line in (
        "? suggested, not confirmed: bottom_line", "? suggested, not confirmed: attested_by",
        "? suggested, not confirmed in iran: stance", "? suggested, not confirmed: text",
        "? suggested, not confirmed in parties.iran: name", "? suggested, not confirmed: date",
        "Series: Evening", "iran Tone: sharp", "Page: 12",
    ):  # fmt: skip
        assert line in lines
    assert any("speaker not named" in line for line in lines)


@pytest.mark.parametrize("record", ["a1", "d1", "q1", "timeline/1"])
def test_a_record_and_its_json_show_it(briefing: Command, folder: Path, record: str) -> None:
    assert "? suggested, not confirmed" in briefing("show", f"talks#{record}", "-s", folder).out
    value = briefing("show", f"talks#{record}", "-s", folder, "--json").json
    assert "suggested" in str(value)


def test_hits_boards_and_copies_show_it(briefing: Command, folder: Path) -> None:
    text = (
        BRIEF.format(status="draft")
        .replace(
            "- {text: We will see.", "- {who: iran, issues: [fish], text: We will see., verb: says"
        )
        .replace("suggested: [text]", "suggested: [who]")
    )
    (folder / "talks.yaml").write_text(f"{text}process: talks\nround: 1\n", encoding="utf-8")
    assert "Iran ? suggested, quote q1" in briefing("search", "see", "-s", folder).out
    assert "Iran ? suggested says" in briefing("show", "talks#q1", "-s", folder).out
    assert "stated by: Iran ? suggested" in briefing("show", "talks#a1", "-s", folder).out
    assert "demands ? suggested" in briefing("show", "talks#d1", "-s", folder).out
    for board in ("process", "matrix", "issue"):
        answer = briefing(board, *(["fish"] if board == "issue" else []), "-s", folder)
        assert "(? suggested)" in " ".join(answer.out.split()), board
    library = Library(folder)
    library.refresh(lambda *_: None, lambda: False)
    row = library.catalogue.require("talks")
    assert row.unconfirmed == 6
    view = library.view(row)
    library.close()
    assert citation(view, "q1").startswith("“We will see.” (Iran ? suggested)")
    assert "Iran ? suggested" in item_text(view, 4, "q1")
    assert "6 unconfirmed" in brief_text(view)


def test_only_such_briefs_are_unconfirmed(briefing: Command, folder: Path) -> None:
    (folder / "other.yaml").write_text("title: O\ndate: 2025\nsummary: s\n", encoding="utf-8")
    found = briefing("list", "is:unconfirmed", "-s", folder, "--json").json
    assert [row["id"] for row in found] == ["talks"]
    found = briefing("list", "-is:unconfirmed", "-s", folder, "--json").json
    assert [row["id"] for row in found] == ["other"]


def test_check_warns_in_a_draft_and_fails_in_a_final_brief(briefing: Command, folder: Path) -> None:
    answer = briefing("check", folder)
    assert answer.status == 0
    assert answer.out.count("[suggested]") == 6
    assert answer.out.count("[missing]") == 1
    final = BRIEF.format(status="final").replace("{text", "{who: iran, text")
    (folder / "talks.yaml").write_text(final, encoding="utf-8")
    answer = briefing("check", folder)
    assert answer.status == 1
    assert answer.out.count(": error: ") == 6
    assert briefing("list", "-s", folder, "--json").json[0]["problems"] == 6


def test_check_warns_of_suggestions_among_the_shared_records(
    briefing: Command, folder: Path
) -> None:
    text = "people: {anna: {name: Anna, suggested: name}}\n"
    (folder / "store.yaml").write_text(text, encoding="utf-8")
    assert "store.yaml:1:40: warning: people.anna.suggested: name: proposed by a program" in (
        briefing("check", folder).out
    )
