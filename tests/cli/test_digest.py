"""`briefing digest`: what is new since a day, on whose word, for mail."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefing.text.width import cells
from tests.cli.conftest import Command
from tests.exchange.outgoing.conftest import HOSTILE, SECRET, brief
from tests.exchange.outgoing.conftest import store as write_store
from tests.exchange.outgoing.test_html import KNOWN, Page

THREE = "istanbul-2025-07-23"
FORMATS = ("text", "markdown", "html")


def age(store: Path, days: dict[str, float]) -> None:
    """Let every file be a year old, but some so many days."""
    now = datetime.now().astimezone()
    for path in store.rglob("*.*"):
        at = (now - timedelta(days=days.get(path.stem, 365))).timestamp()
        os.utime(path, (at, at))


@pytest.fixture
def aged(store: Path) -> Path:
    age(store, {THREE: 0})
    return store


def test_nothing_new_prints_nothing(briefing: Command, store: Path) -> None:
    age(store, {})
    assert briefing("digest", "-s", store) == (1, "", "")
    assert briefing("digest", "-s", store, "--since", "2d", "nosuchword") == (1, "", "")


def test_the_new_round_what_moved_and_whose_word(briefing: Command, aged: Path) -> None:
    answer = briefing("digest", "-s", aged, "--since", "yesterday")
    assert (answer.status, answer.err) == (0, "")
    assert answer.lines[0] == "1 brief new or changed since yesterday"
    for line in (
        "Istanbul, third round: prisoners again, positions far apart",
        "Moved since round 2:",
        "* Exchange of prisoners of war: claimed by Russia; not by: Ukraine; was",
        "    v now one side's claim",
        "* [a1] Exchange of prisoners of war: At least 1,200 more prisoners of",
        "    at least 1,200 each; stated by: Russia; not by: Ukraine",
    ):
        assert line in answer.lines
    assert "second round: a prisoner swap" not in answer.out
    assert max(map(cells, answer.lines)) <= 72


def test_a_first_round_says_all_that_it_has(briefing: Command, store: Path) -> None:
    age(store, {"istanbul-2025-05-16": 0})
    out = briefing("digest", "-s", store).out
    assert "Moved since" not in out
    assert "\nDisagreements:\n" in out
    assert "* Russia proposes: Each side" in out


def test_the_query_chooses_the_briefs(briefing: Command, aged: Path) -> None:
    age(aged, {THREE: 0, "istanbul-2025-06-02": 0.1})
    out = briefing("digest", "date:2025-06", "-s", aged, "--since", "7d").out
    assert out.startswith("1 brief new or changed since 7d\n")
    assert "second round" in out


def test_what_a_brief_says_of_its_age_counts_before_its_file(briefing: Command, one: Path) -> None:
    path = one / "meeting.yaml"
    text = path.read_text()
    for updated, status in (("2025-01-03T10:00:00Z", 1), (datetime.now().astimezone(), 0)):
        stamp = updated if isinstance(updated, str) else updated.isoformat(timespec="seconds")
        path.write_text(f"{text}updated: {stamp}\n")
        assert briefing("digest", "-s", one).status == status


def test_drafts_are_no_news_unless_asked_for(briefing: Command, aged: Path) -> None:
    path = aged / f"{THREE}.yaml"
    path.write_text(path.read_text() + "\nstatus: draft\n")
    assert briefing("digest", "-s", aged) == (1, "", "")
    assert "draft" in briefing("digest", "--drafts", "-s", aged).out


@pytest.mark.parametrize("form", FORMATS)
def test_marks_also_those_of_the_round_that_is_quoted(
    briefing: Command, tmp_path: Path, form: str
) -> None:
    briefs = {
        "one": brief("One", SECRET, round=1, handling="red"),
        "two": brief("Two", "plain", round=2, date="2025-02-01", handling="green"),
    }
    folder = write_store(tmp_path, briefs)
    age(folder, {"two": 0})
    out = briefing("digest", "-s", folder, "--format", form).out
    assert SECRET in out
    assert "TLP:RED" in out.partition("new or changed")[0]
    assert "TLP:GREEN" in out


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_stays_text(briefing: Command, tmp_path: Path, form: str) -> None:
    folder = write_store(tmp_path, {"bad": brief("Bad", HOSTILE, round=1)})
    out = briefing("digest", "-s", folder, "--format", form).out
    assert "alert(1)" in out
    if form == "html":
        parsed = Page(out)
        assert {tag for tag, _ in parsed.elements} <= KNOWN
        assert parsed.values("href") == ["#contents"]


def test_a_page_and_markdown_say_the_same(briefing: Command, aged: Path) -> None:
    page = Page(briefing("digest", "-s", aged, "--format", "html").out).said
    marked = briefing("digest", "-s", aged, "--format", "markdown").out
    for words in ("claimed by Russia; not by: Ukraine; was agreed", "position changed",
                  "stated by: Russia; not by: Ukraine", "Moved since round 2"):  # fmt: skip
        assert words in page
        assert words in marked


def test_a_wrong_day_is_a_usage_error(briefing: Command, store: Path) -> None:
    answer = briefing("digest", "--since", "whenever", "-s", store)
    assert answer.status == 2
    assert "--since" in answer.err
    shutil.rmtree(store)
    assert briefing("digest", "-s", store).status == 3
