"""The boards of a process: drawn, walked, and left through a record."""

import pytest

from tests.ui.conftest import Reader, screen_of, seen


async def test_the_process_shows_where_each_issue_stands(reader: Reader):
    async with reader((160, 50)) as pilot:
        await pilot.press("p")
        text = seen(pilot)
    assert "claimed by Ukraine" in text
    assert "claimed by Russia" in text
    assert "not raised" in text


@pytest.mark.parametrize("key", ["p", "x", "d", "equals_sign", "T", "P"])
@pytest.mark.parametrize("size", [(80, 24), (40, 15), (160, 50)])
async def test_every_board_opens_at_every_size(reader: Reader, key: str, size: tuple[int, int]):
    async with reader(size) as pilot:
        await pilot.press("j", key, "j", "l", "l", "k", "h", "G", "g", "g")
        assert pilot.app.screen.query("BoardView")
        await pilot.press("escape")
        assert not pilot.app.screen.query("BoardView")


async def test_enter_on_a_cell_opens_its_record_and_escape_comes_back(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "d", "enter")
        if pilot.app.screen.query("ChoiceList"):
            await pilot.press("enter")
        screen = screen_of(pilot)
        assert pilot.app.screen is screen
        assert screen.pane in (1, 2, 3, 4)
        await pilot.press("escape")
        assert pilot.app.screen.query("BoardView")


async def test_the_first_round_has_nothing_before_it(reader: Reader):
    async with reader() as pilot:
        await pilot.press("G", "d")
        assert "no earlier one" in seen(pilot)


async def test_a_speakers_line_from_the_quote_under_the_cursor(reader: Reader):
    async with reader((120, 40)) as pilot:
        await pilot.press("j", "4", "w")
        text = seen(pilot)
    assert "Rustem Umerov" in text
    assert "“can be resolved only at the level of" in text
