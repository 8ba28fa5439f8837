"""Copying and writing a brief, without a terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.terminal.clipboard import LIMIT, copy
from briefing.ui.main.brief_output import Copying
from briefing.ui.options import Options
from tests.ui.fakes import FakeScreen, indexed

BRIEF = "istanbul-2025-06-02"


@pytest.fixture
def copying(screen: FakeScreen, monkeypatch: pytest.MonkeyPatch) -> Copying:
    monkeypatch.delenv("TMUX", raising=False)
    return Copying(screen)


def test_a_row_of_the_list_is_copied_as_it_is_read_elsewhere(screen: FakeScreen, copying: Copying):
    copying.actions["copy.item"]()
    assert screen.fake_app.copied.startswith("2025-06-02 Istanbul, second round")
    assert screen.note == f"copied the title of {BRIEF}, if your terminal lets programs copy"


def test_a_quote_and_an_item_are_copied_without_line_breaks(screen: FakeScreen, copying: Copying):
    screen.read(BRIEF)
    screen.pane, screen.current_key = 4, "q1"
    copying.actions["copy.quote"]()
    assert screen.fake_app.copied.startswith("“can be resolved only at the level of leaders”")
    copying.actions["copy.item"]()
    assert "at the level of leaders" in screen.fake_app.copied
    screen.current_key = ""
    copying.actions["copy.quote"]()
    assert screen.note == "no quote or source paragraph under the cursor"


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_brief_is_copied_with_what_its_check_found(
    screen: FakeScreen, copying: Copying, is_whole: bool
):
    reading = screen.read(BRIEF)
    screen.pane, screen.brief.is_whole = 1, is_whole
    if not is_whole:
        screen.reading = reading._replace(checks={}, archives={})
    copying.actions["copy.brief"]()
    assert "verbatim" in screen.fake_app.copied


def test_where_there_is_no_brief_that_is_said(screen: FakeScreen, copying: Copying):
    screen.list.numbers = []
    copying.actions["copy.brief"]()
    assert screen.note == "no brief to copy"
    copying.actions["export"]()
    assert screen.note == "no brief to export"
    copying.actions["copy.address"]()
    assert screen.note == "no source here has a URL"


def test_the_brief_that_was_asked_about_is_written(
    screen: FakeScreen, copying: Copying, tmp_path: Path
):
    copying.actions["export"]()
    assert screen.question is not None
    assert screen.question.text == f"{BRIEF}.txt"
    screen.list.cursor = 0
    screen.answer_question(str(tmp_path / "out.txt"))
    assert "second round" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert screen.note.startswith("wrote ")


def test_tmux_is_asked_in_a_thread(
    screen: FakeScreen, copying: Copying, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    program = tmp_path / "tmux"
    program.write_text("#!/bin/sh\nexec cat\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("TMUX", "x")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    jobs: list[tuple[Callable[[], str], Callable[[str], object]]] = []
    monkeypatch.setattr(screen, "await_result", lambda work, done: jobs.append((work, done)))
    copying.actions["copy.item"]()
    assert screen.note == ""
    ((work, done),) = jobs
    done(work())
    assert screen.note == f"copied the title of {BRIEF}"
    assert screen.fake_app.copied == ""


def _tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = tmp_path / "tmux"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\n{script}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("TMUX", "x")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")


@pytest.mark.parametrize(
    ("script", "end"),
    [
        ("echo external", ""),
        ("echo on", ""),
        ("echo off", ", within tmux only: its set-clipboard is off"),
        ("exit 1", ", if your terminal lets programs copy"),
    ],
)
def test_what_was_copied_is_said_and_whether_it_arrives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, end: str
):
    _tmux(tmp_path, monkeypatch, script)
    sent: list[str] = []
    assert copy("words", sent.append, "the words") == f"copied the words{end}"
    assert sent == (["words"] if script == "exit 1" else [])


def test_what_a_terminal_would_drop_is_not_copied(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TMUX", raising=False)
    sent: list[str] = []
    said = copy("x" * (LIMIT + 1), sent.append, "the brief one")
    assert said == "not copied: 65,537 bytes, and terminals take 65,536; export it instead"
    assert sent == []


@pytest.mark.parametrize(
    ("pane", "key", "what"),
    [
        (1, "bottom_line", "the bottom line"), (1, "summary/2", "paragraph 2 of the summary"),
        (1, "next/1", "a next step"), (1, "unknown/1", "an open question"),
        (1, "timeline/1", "a date"), (2, "a1", "agreement a1"), (3, "d1", "disagreement d1"),
        (3, "pr2", "proposal pr2"), (4, "q1", "the quote of Rustem Umerov"),
        (5, "article", "source article"), (5, "article#p5", "paragraph 5 of article"),
    ],
)  # fmt: skip
def test_the_footer_says_what_was_copied(
    screen: FakeScreen, copying: Copying, pane: int, key: str, what: str
):
    screen.read(BRIEF)
    screen.pane, screen.current_key = pane, key
    copying.actions["copy.item"]()
    assert screen.note == f"copied {what}, if your terminal lets programs copy"


def test_a_copied_brief_and_its_addresses_are_named(screen: FakeScreen, copying: Copying):
    screen.read(BRIEF)
    screen.pane = 1
    copying.actions["copy.brief"]()
    assert screen.note.startswith(f"copied the brief {BRIEF}, ")
    last = screen.fake_app.copied.splitlines()[-1]
    assert last.startswith(f"From {BRIEF} (final, TLP:CLEAR) in the store “briefs”, exported ")
    screen.read("istanbul-2025-05-16")
    copying.actions["copy.address"]()
    assert screen.note.startswith("copied 3 URLs of sources, ")
    screen.current_key = "q1"
    copying.actions["copy.address"]()
    assert screen.note.startswith("copied the URL of the source, ")


def test_a_quote_is_copied_in_the_form_of_the_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TMUX", raising=False)
    screen = FakeScreen(indexed(), Options(citation="{record}: {words}"))
    copying = Copying(screen)
    screen.read(BRIEF)
    screen.pane, screen.current_key = 4, "q1"
    copying.actions["copy.quote"]()
    words = "can be resolved only at the level of leaders"
    assert screen.fake_app.copied == f"{BRIEF}#q1: {words}"
