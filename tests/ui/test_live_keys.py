"""The footer offers what can be done, and lists say when there is nothing to choose."""

from pathlib import Path

import pytest

from briefing.ui.screens.chooser import ChoiceList, Chooser
from tests.ui.conftest import Reader, screen_of, seen, session_of

ALONE = "title: Alone\ndate: 2025-01-0{n}\nsummary: Words.\n{more}"


def footer(pilot) -> str:
    return seen(pilot).splitlines()[-1]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Return a store in which the newest brief has no process and the next one has."""
    (tmp_path / "two.yaml").write_text(ALONE.format(n=2, more=""))
    (tmp_path / "one.yaml").write_text(ALONE.format(n=1, more="process: talks\nround: 1\n"))
    return tmp_path


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_boards_are_offered_where_the_brief_has_a_process(reader: Reader, mixed, size):
    async with reader(size, mixed) as pilot:
        assert "process" not in footer(pilot)
        assert "matrix" not in footer(pilot)
        await pilot.press("j")
        assert "p process  x matrix  d moved" in footer(pilot)
        await pilot.press("2")
        assert "p process" in footer(pilot)
        await pilot.press("K")
        assert "process" not in footer(pilot)


async def test_an_empty_store_offers_what_there_is_to_do(reader: Reader, tmp_path: Path):
    async with reader((80, 24), tmp_path, refresh=0.5) as pilot:
        assert footer(pilot).split("  ")[:2] == ["q quit", ": commands"]
        assert footer(pilot).endswith("? help")


async def test_an_empty_filter_still_offers_the_search(reader: Reader):
    async with reader() as pilot:
        await pilot.press("f", *"zzzz", "enter")
        shown = footer(pilot)
        assert "/ search" in shown
        assert "f filter" in shown
        assert "open" not in shown
        assert "process" not in shown


@pytest.mark.parametrize("key", ["colon", "question_mark", "w"])
async def test_a_list_of_choices_without_a_match_says_so(reader: Reader, key: str):
    async with reader() as pilot:
        await pilot.press(key, *"qqqzz")
        assert "nothing matches; Backspace takes letters back, Esc leaves" in seen(pilot)
        await pilot.press("enter", "down", "up")
        screen = pilot.app.screen
        assert isinstance(screen, Chooser)
        await pilot.press(*["backspace"] * 5)
        assert screen.query_one(ChoiceList).choices
        assert "nothing matches" not in seen(pilot)
        await pilot.press(*"qqqzz", "escape")
        assert pilot.app.screen is screen_of(pilot)


async def test_the_key_of_the_slash_on_a_cyrillic_keyboard_searches(reader: Reader):
    async with reader() as pilot:
        await pilot.press("full_stop", *"ceasefire")
        assert session_of(pilot).text == "ceasefire"
