"""The mark of the Traffic Light Protocol goes wherever the words of a marked brief go."""

import csv
import json
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from briefing.catalogue.values import strictest
from briefing.library import Library
from briefing.user.state import State
from briefing.view.brief import copy_text
from tests.cli.conftest import Command

SECRET = "xylophone"


def brief(folder: Path, name: str, **more: Any) -> None:
    data = {
        "title": f"{name} {SECRET}", "date": "2025-01-01", "summary": f"They met: {SECRET} [^q1].",
        "process": "talks", "parties": {"a": "Alpha"}, "people": {"anna": "Anna"},
        "issues": {"fish": f"Fish {SECRET}"},
        "agreements": {"a1": {"issue": "fish", "text": SECRET, "parties": "a", "attested_by": "a",
                              "amount": "6,000", "due": "2026"}},
        "proposals": {"p1": {"issue": "fish", "by": "a", "text": f"A share of {SECRET}."}},
        "disagreements": {"d1": {"issue": "fish", "question": f"Which {SECRET}?", "positions": {
            "a": {"stance": more.pop("stance", "demands"), "text": f"All {SECRET}."}}}},
        "quotes": {"q1": {"who": "anna", "text": f"my {SECRET}", "issues": "fish"}},
        "timeline": {"date": "2025-01-01", "text": f"A day of {SECRET}."},
    }  # fmt: skip
    (folder / f"{name}.json").write_text(json.dumps(data | more), encoding="utf-8")


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    brief(tmp_path, "one", round=1, handling="clear")
    offer = {"issue": "fish", "by": "a", "text": f"A share of {SECRET}, and a {SECRET}."}
    brief(
        tmp_path, "two", round=2, handling="amber+strict", date="2025-02-01", stance="accepts",
        proposals={"p1": offer},
    )  # fmt: skip
    return tmp_path


LINES = [
    ("process", "talks"), ("process", "talks", "--promises"), ("process", "talks", "--timeline"),
    ("matrix", "talks"), ("diff", "one", "two"), ("diff", "one", "two", "--side"),
    ("diff", "one", "two", "--words"), ("who", "a"), ("who", "anna"), ("issue", "fish"),
]  # fmt: skip
"""What compares."""
SINGLE = [
    ("show", "two"), ("show", "two#q1"), ("show", "two#a1"), ("search", SECRET), ("list",),
    ("list", SECRET), ("search", "quote:my"),
]  # fmt: skip


@pytest.mark.parametrize("words", LINES + SINGLE)
def test_text_carries_the_strictest_mark(
    briefing: Command, marked: Path, words: tuple[str, ...]
) -> None:
    out = briefing(*words, "-s", marked).out
    assert SECRET in out
    assert "TLP:AMBER+STRICT" in out


@pytest.mark.parametrize("words", LINES)
def test_markdown_and_tables_of_values_carry_it(
    briefing: Command, marked: Path, words: tuple[str, ...]
) -> None:
    assert "TLP:AMBER+STRICT" in briefing(*words, "-s", marked, "--markdown").out
    rows = list(csv.DictReader(StringIO(briefing(*words, "-s", marked, "--csv").out)))
    assert rows
    assert {row["handling"] for row in rows} == {"amber+strict"}


@pytest.mark.parametrize("words", LINES + SINGLE)
def test_json_carries_it(briefing: Command, marked: Path, words: tuple[str, ...]) -> None:
    out = briefing(*words, "-s", marked, "--json").out
    assert '"amber+strict"' in out
    values = json.loads(out)
    for value in values if isinstance(values, list) else [values]:
        assert "handling" in value


def test_lines_about_a_brief_without_a_mark_carry_none(briefing: Command, tmp_path: Path) -> None:
    brief(tmp_path, "one", round=1)
    brief(tmp_path, "two", round=2, handling="clear", date="2025-02-01")
    for words in (*LINES, ("search", SECRET), ("list",)):
        assert "TLP" not in briefing(*words, "-s", tmp_path).out
    assert "handling" not in briefing("who", "a", "-s", tmp_path, "--csv").out


def test_a_draft_is_called_one_wherever_its_words_go(briefing: Command, tmp_path: Path) -> None:
    brief(tmp_path, "one", round=1)
    brief(tmp_path, "two", round=2, status="draft", date="2025-02-01")
    for words in (*LINES, ("search", SECRET), ("list",), ("show", "two#q1")):
        assert "draft" in briefing(*words, "-s", tmp_path).out


@pytest.mark.parametrize(
    ("colours", "most"),
    [
        ([], ""), (["clear", "clear"], "clear"), (["clear", ""], ""), (["", "green"], "green"),
        (["green", "amber", "clear"], "amber"), (["amber+strict", "amber"], "amber+strict"),
        (["red", "amber+strict", ""], "red"),
    ],
)  # fmt: skip
def test_the_strictest_colour_counts(colours: list[str], most: str) -> None:
    assert strictest(colours) == most


@pytest.fixture
def noted(marked: Path) -> Path:
    """Return the same store with notes on the brief that is confined."""
    with closing(State(marked)) as state:
        for key in ("q1", "a1", ""):
            state.set_note("two", f"ask Anna about {key or 'it'}", key)
    return marked


@pytest.mark.parametrize("form", [(), ("--markdown",)])
def test_notes_carry_the_mark_of_the_words_that_they_hang_on(
    briefing: Command, noted: Path, form: tuple[str, ...]
) -> None:
    out = briefing("notes", "-s", noted, *form).out
    assert SECRET in out
    assert "TLP:AMBER+STRICT" in out


def test_notes_carry_it_as_values(briefing: Command, noted: Path) -> None:
    values = briefing("notes", "-s", noted, "--json").json
    assert [value["handling"] for value in values] == ["amber+strict"] * 3


@pytest.mark.parametrize("handling", ["red", "amber", "green"])
@pytest.mark.parametrize("status", ["draft", "superseded", "final"])
def test_whatever_is_copied_of_a_brief_carries_its_mark(
    tmp_path: Path, handling: str, status: str
) -> None:
    brief(tmp_path, "two", handling=handling, status=status)
    with closing(Library(tmp_path)) as library:
        library.refresh(lambda _done, _all: None, lambda: False)
        (row,) = library.catalogue.rows(library.catalogue.ids())
        view = library.view(row)
    copies = [copy_text.brief_text(view), copy_text.citation(view, "q1"), copy_text.marked_id(view)]
    for pane, key in ((1, "summary"), (2, "a1"), (3, "d1"), (3, "p1"), (4, "q1")):
        copies += [copy_text.item_text(view, pane, key), copy_text.items_text(view, pane, [key])]
    for text in copies:
        assert f"TLP:{handling.upper()}" in text
        assert status == "final" or status in text
