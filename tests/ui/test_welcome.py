"""The card of the first start: a picture of it, when it comes, and that any key goes on."""

from pathlib import Path

import pytest

from briefing.commands import COMMANDS, with_keys
from briefing.text.width import cells
from briefing.ui.options import Options
from briefing.ui.screens.cards.welcome import Welcome, welcome_lines
from briefing.user.settings import Settings
from briefing.user.state.first_start import MARKER, is_first_start
from briefing.view.signs import ASCII, UNICODE
from tests.ui.conftest import Reader, whole_screen

CARD = """\
 Welcome to briefing

 The list holds the briefs, newest first; each brief has five panes:

   1 Summary        what happened, and the bottom line
   2 Agreements     what is agreed, and on whose word
   3 Disagreements  what is not, and who holds which position
   4 Quotes         who said what, checked against the source
   5 Sources        where it comes from, with the archived text

 Six keys to begin with:

   Enter   open what the cursor is on
   Esc     go back one step
   Tab     go to the next pane; 0 is the list
   /       search all briefs as you type
   p       see where each issue stands, round by round
   q       quit, from the list

   ?       shows every key that works where you are; type to search

 Any key goes on…"""


def _text(width: int, height: int, ascii_only: bool = False) -> list[str]:
    signs = ASCII if ascii_only else UNICODE
    lines = welcome_lines(COMMANDS, width, height, signs)
    return ["".join(span.text for span in line) for line in lines]


def test_the_card_fits_the_smallest_usual_screen() -> None:
    assert "\n".join(_text(80, 24)) == CARD


def test_in_ascii_it_says_the_same() -> None:
    assert "\n".join(_text(80, 24, ascii_only=True)).isascii()


@pytest.mark.parametrize("size", [(80, 12), (40, 15), (20, 5), (1, 1), (30, 18)])
def test_it_is_cut_to_any_size_and_says_how_to_go_on(size: tuple[int, int]) -> None:
    lines = _text(*size)
    assert len(lines) <= size[1]
    assert all(cells(line) <= size[0] for line in lines)
    assert lines[-1][:4] == " Any"[: len(lines[-1])] or size == (1, 1)
    assert size[1] < 3 or lines[-2].startswith("   ?") or lines[-3].startswith("   ?")


def test_the_keys_are_the_persons_own() -> None:
    lines = welcome_lines(with_keys({"search": ("F3",), "help": ()}), 80, 24, UNICODE)
    text = ["".join(span.text for span in line) for line in lines]
    assert "   F3      search all briefs as you type" in text
    assert not any("shows every key" in line for line in text)


@pytest.mark.parametrize("key", ["q", "escape", "j", "enter", "ctrl+c"])
async def test_any_key_goes_on_and_does_nothing_else(reader: Reader, key: str) -> None:
    async with reader((80, 24), welcome=True) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, Welcome)
        assert "\n".join(whole_screen(pilot)).rstrip() == CARD
        await pilot.press(key)
        assert not isinstance(pilot.app.screen, Welcome)
        assert "▌" in whole_screen(pilot)[1]
        await pilot.press("j")
        assert "▌" in whole_screen(pilot)[2]


def test_it_comes_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert [is_first_start() for _ in range(3)] == [True, False, False]
    assert [path.name for path in (tmp_path / "briefing").iterdir()] == [MARKER]


def test_it_does_not_come_where_that_cannot_be_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert not is_first_start()
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "")
    assert not is_first_start()


def test_it_is_asked_for_by_the_command_line_only() -> None:
    assert Options().welcome is False
    assert Settings().welcome is True
