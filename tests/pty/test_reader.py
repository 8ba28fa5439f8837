"""The installed program in a terminal, as a person uses it."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.pty.conftest import Start
from tests.tools.terminal import Terminal

PANES = {
    "1": ("The second round lasted a little over an hour",),
    "2": ("6,000", "Ukraine · not by: Russia", "stated by: Ukraine, Russia"),
    "3": ("Ceasefire", "Russia proposes", "Ukraine unreported"),
    "4": ("can be resolved only at the level of leaders", "Rustem Umerov", "verbatim ¶5"),
    "5": ("Russia and Ukraine agreed to a new prisoner exchange",),
}


def test_a_brief_is_read_in_all_its_panes_resized_and_left(start: Start):
    terminal = start(SAMPLES)
    terminal.wait_for("third round", "second round", "first round")
    terminal.press("j", "enter")
    for key, texts in PANES.items():
        terminal.press(key)
        terminal.wait_for(*texts)
        # Programs that read or magnify the screen follow the terminal's own cursor.
        terminal.wait_until(lambda: _under_cursor(terminal) == "▌", "cursor on the current row")
    terminal.resize(40, 140)
    terminal.wait_for("2 Agreements 3", "archived: sources/istanbul-2-article.txt")
    terminal.resize(24, 80)
    terminal.wait_for("5 Sources 1", "Russia and Ukraine agreed to a new prisoner exchange")
    terminal.press("Q")
    assert terminal.end() == 0
    assert terminal.restored


def _under_cursor(terminal: Terminal) -> str:
    """Return the character that the terminal's cursor is on."""
    cursor = terminal.emulator.cursor
    under: str = terminal.rows[cursor.y][cursor.x : cursor.x + 1]
    return under


def test_q_goes_back_step_by_step_and_then_ends(start: Start):
    terminal = start(SAMPLES)
    terminal.wait_for("third round")
    terminal.press("enter")
    terminal.wait_for("1 Summary")
    terminal.press("q")
    terminal.wait_for("unread")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.restored


def test_keys_typed_before_the_reader_is_ready_are_not_lost(start: Start):
    terminal = start(SAMPLES)
    terminal.press("j", "4")
    terminal.wait_for("can be resolved only at the level of leaders")
    terminal.press("Q")
    assert terminal.end() == 0


@pytest.mark.parametrize("extra", [(), ("--ascii",), ("--theme", "light")])
def test_a_search_lands_on_its_hit(start: Start, extra: tuple[str, ...]):
    terminal = start(SAMPLES, *extra)
    terminal.wait_for("third round")
    terminal.press("/")
    terminal.press(*"truce")
    terminal.wait_for("1/", "in 1 brief")
    terminal.press("enter")
    terminal.wait_for("n next  N previous")
    terminal.press("Q")
    assert terminal.end() == 0


def test_a_file_that_changes_is_shown_again_without_moving_the_reader(start: Start, tmp_path: Path):
    store = tmp_path / "store"
    shutil.copytree(SAMPLES, store)
    terminal = start(store)
    terminal.wait_for("third round")
    terminal.press("j", "2")
    terminal.wait_for("stated by: Ukraine")
    path = store / "istanbul-2025-06-02.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("6,000 bodies each", "6,012 bodies each"), encoding="utf-8")
    terminal.wait_for("6,012 bodies each")
    assert "2 Agreements 3" in terminal.text
    terminal.press("Q")
    assert terminal.end() == 0


def test_an_empty_folder_says_what_to_do(start: Start, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    terminal = start(tmp_path / "empty")
    # Where the row breaks depends on how long the folder's name is.
    terminal.wait_for("no briefs in", ".yaml", ".json", ".md files")
    terminal.press("enter", "j", "p", "/")
    terminal.wait_for("Esc cancels")
    terminal.press("escape")
    terminal.wait_for("no briefs in")
    terminal.press("Q")
    assert terminal.end() == 0


def test_the_card_of_the_first_start_comes_once_and_to_no_visitor(start: Start):
    first = {"BRIEFING_WELCOME": ""}  # empty means unset
    visitor = start("--restricted", SAMPLES, environ=first)
    visitor.wait_for("third round", "first round")
    visitor.press("Q")
    assert visitor.end() == 0
    terminal = start(SAMPLES, environ=first)
    terminal.wait_for("Welcome to briefing", "Any key goes on")
    terminal.press("q")
    terminal.wait_for("third round", "first round")
    terminal.press("Q")
    assert terminal.end() == 0
    assert terminal.restored
    again = start(SAMPLES, environ=first)
    again.wait_for("third round", "first round")
    again.press("enter")
    again.wait_for("1 Summary")
    assert "Welcome" not in again.text
    again.press("Q")
    assert again.end() == 0


@pytest.mark.parametrize("program", ["WezTerm", ""])
def test_an_address_is_a_hyperlink_only_where_the_terminal_takes_it(start: Start, program: str):
    terminal = start(SAMPLES, environ={"TERM_PROGRAM": program})
    terminal.wait_for("third round", "first round")
    terminal.press("enter", "5")
    terminal.wait_for("https://www.bgnes.com/politics")
    link = b"\x1b]8;;https://www.bgnes.com/politics\x1b\\"
    assert (link in terminal.raw) is bool(program)
    assert (b"\x1b]8;" in terminal.raw) is bool(program)
    terminal.press("enter")
    terminal.wait_for("leads to www.bgnes.com")
    terminal.press("q")
    terminal.wait_for("5 Sources 2")
    terminal.press("Q")
    assert terminal.end() == 0
    assert terminal.restored
