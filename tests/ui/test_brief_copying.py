"""Copying and writing a brief, without a terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.ui.main.brief_output import Copying
from tests.ui.fakes import FakeScreen

BRIEF = "istanbul-2025-06-02"


@pytest.fixture
def copying(screen: FakeScreen, monkeypatch: pytest.MonkeyPatch) -> Copying:
    monkeypatch.delenv("TMUX", raising=False)
    return Copying(screen)


def test_a_row_of_the_list_is_copied_as_it_is_read_elsewhere(screen: FakeScreen, copying: Copying):
    copying.actions["copy.item"]()
    assert screen.fake_app.copied.startswith("2025-06-02 Istanbul, second round")
    assert "bytes" in screen.note


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
    assert screen.note.startswith("copied to tmux")
    assert screen.fake_app.copied == ""
