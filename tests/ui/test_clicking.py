"""The mouse, for those who want it."""

import pytest
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from briefing.ui.input.line_edit import LineEdit
from briefing.ui.screens.chooser import ChoiceList, Chooser
from briefing.ui.widgets.hit_list import HitList
from briefing.ui.widgets.line_view import WHEEL, LineView
from briefing.view.spans import plain
from tests.ui.conftest import (
    Reader,
    board_of,
    brief_of,
    screen_of,
    seen,
    session_of,
    settled,
)  # fmt: skip


def wheel(
    kind: type[MouseScrollDown] | type[MouseScrollUp], view: LineView
) -> MouseScrollDown | MouseScrollUp:
    """Return a step of the wheel over a view."""
    x, y = view.region.offset
    return kind(view, x + 5, y + 5, 0, 0, 0, False, False, False)


async def test_a_click_on_what_has_just_gone_is_survived(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
):
    gone = LineEdit()

    def at(screen: Screen[object], x: int, y: int) -> tuple[Widget, Offset]:
        return gone, Offset(0, 0)

    async with reader() as pilot:
        before = seen(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(Screen, "get_widget_and_offset_at", at)
            await pilot.click(offset=(1, 1))
        assert pilot.app.is_running
        await pilot.press("j", "k")
        assert seen(pilot) == before


async def test_a_click_gives_a_pane_the_keyboard(reader: Reader):
    async with reader((120, 40)) as pilot:
        screen = screen_of(pilot)
        pane = screen.record_pane(4)
        await pilot.click(pane, offset=(5, 3))
        assert pane.has_focus
        assert screen.pane == 4
        await pilot.press("j")
        assert pane.cursor == 1


async def test_a_click_puts_the_cursor_and_a_second_one_opens(reader: Reader):
    async with reader() as pilot:
        screen = screen_of(pilot)
        await pilot.click(screen.list, offset=(5, 2))
        await settled(pilot)
        assert (screen.list.cursor, screen.pane) == (2, 0)
        await pilot.click(screen.list, offset=(5, 2))
        await settled(pilot)
        assert (brief_of(pilot), screen.pane) == ("istanbul-2025-05-16", 1)


async def test_a_click_below_the_last_brief_does_nothing(reader: Reader):
    async with reader() as pilot:
        screen = screen_of(pilot)
        for _ in range(2):
            await pilot.click(screen.list, offset=(5, 9))
        assert (screen.list.cursor, screen.pane) == (0, 0)


async def test_a_click_on_the_list_beside_a_pane_goes_back_to_it(reader: Reader):
    async with reader((160, 50)) as pilot:
        screen = screen_of(pilot)
        await pilot.press("2")
        await pilot.click(screen.list, offset=(6, 3))
        await settled(pilot)
        assert (screen.pane, screen.list.cursor) == (0, 1)
        assert screen.list.has_focus


async def test_a_tab_is_clicked(reader: Reader):
    async with reader() as pilot:
        screen = screen_of(pilot)
        await pilot.press("enter")
        row = screen.query_one("#tabs", LineView).render_line(0).text
        for number, name in ((4, "4 Quo"), (2, "2 Agr"), (5, "5 Sou"), (1, "1 Sum"), (3, "3 Dis")):
            await pilot.click("#tabs", offset=(row.index(name), 0))
            await settled(pilot)
            assert screen.pane == number
            row = screen.query_one("#tabs", LineView).render_line(0).text


async def test_a_second_click_on_a_record_opens_what_enter_would(reader: Reader):
    async with reader() as pilot:
        screen = screen_of(pilot)
        await pilot.press("4")
        pane = screen.record_pane(4)
        second = pane.page.items[1]
        await pilot.click(pane, offset=(4, second.first))
        assert (pane.cursor, screen.pane) == (1, 4)
        await pilot.click(pane, offset=(4, second.first))
        await settled(pilot)
        assert screen.pane == 5


async def test_a_click_on_a_reference_follows_it(reader: Reader):
    async with reader() as pilot:
        screen = screen_of(pilot)
        await pilot.press("1")
        pane = screen.record_pane(1)
        (row, line) = next(
            (n, line) for n, line in enumerate(pane.page.lines) if "[d1]" in plain(line)
        )
        await pilot.click(pane, offset=(1 + plain(line).index("[d1]"), row))
        await settled(pilot)
        assert (screen.pane, screen.current_key) == (3, "d1")
        await pilot.press("escape")
        assert screen.pane == 1


async def test_the_border_of_a_pane_gives_it_the_keyboard(reader: Reader):
    async with reader((160, 50)) as pilot:
        screen = screen_of(pilot)
        pane = screen.record_pane(3)
        await pilot.click(pane, offset=(6, 0))
        assert (screen.pane, pane.has_focus, pane.cursor) == (3, True, 0)


async def test_the_line_with_the_title_of_a_pane_gives_it_the_keyboard(reader: Reader):
    async with reader((160, 50)) as pilot:
        screen = screen_of(pilot)
        for number in (3, 2):
            pane = screen.record_pane(number)
            await pilot.click(offset=(pane.region.x + 6, pane.region.y - 1))
            assert (screen.pane, pane.has_focus) == (number, True)
        await pilot.click(offset=(pane.region.x - 1, pane.region.y + 3))  # a line without a title
        assert screen.pane == 2
        await pilot.click(offset=(6, 0))
        assert (screen.pane, screen.list.has_focus) == (0, True)


async def test_the_wheel_scrolls_and_the_cursor_stays_in_sight(reader: Reader):
    async with reader((60, 12)) as pilot:
        screen = screen_of(pilot)
        await pilot.press("4")
        pane = screen.record_pane(4)
        for _ in range(4):
            pilot.app.post_message(wheel(MouseScrollDown, pane))
        await pilot.pause()
        assert pane.top == 4 * WHEEL
        item = pane.item
        assert item is not None
        assert item.last > pane.top
        pilot.app.post_message(wheel(MouseScrollUp, pane))
        await pilot.pause()
        assert pane.top == 3 * WHEEL


async def test_cells_of_a_board_are_clicked(reader: Reader):
    async with reader((120, 40)) as pilot:
        await pilot.press("p")
        board = board_of(pilot)
        row = next(y for y in range(30) if "Ceasefire" in board.view.render_line(y).text)
        text = board.view.render_line(1).text
        head = board.view.render_line(0).text
        column = head.index("round 2")
        await pilot.click(board.view, offset=(column + 1, row))
        await settled(pilot)
        assert board.view.head.text == "Ceasefire"
        assert board.view.column == 1, text
        await pilot.click(board.view, offset=(3, row))
        assert board.view.column == -1
        await pilot.click(board.view, offset=(5, 0))
        assert board.view.head.text == "Ceasefire"


async def test_a_command_is_chosen_by_two_clicks(reader: Reader):
    async with reader() as pilot:
        await pilot.press("colon", *"next brief")
        choices = pilot.app.screen.query_one(ChoiceList)
        await pilot.click(choices, offset=(5, 0))
        assert isinstance(pilot.app.screen, Chooser)
        await pilot.click(choices, offset=(5, 0))
        await settled(pilot)
        assert screen_of(pilot).list.cursor == 1


async def test_a_hit_is_opened_by_a_click(reader: Reader):
    async with reader() as pilot:
        await pilot.press("slash", *"prisoner")
        hits = session_of(pilot).hits
        view = pilot.app.screen.query_one(HitList)
        await pilot.click(view, offset=(5, 3))
        assert view.cursor == 1
        await pilot.click(view, offset=(5, 2))
        await settled(pilot)
        assert brief_of(pilot) == hits[1].brief


@pytest.mark.parametrize("keys", ["f", "p/"])
async def test_a_line_that_is_typed_keeps_the_keyboard(reader: Reader, keys: str):
    async with reader((120, 40)) as pilot:
        await pilot.press(*keys, *"ab")
        await pilot.click(pilot.app.screen.query(LineView)[1], offset=(5, 2))
        line = pilot.app.screen.query_one(LineEdit)
        assert line.has_focus
        await pilot.press("c")
        assert line.value == "abc"


async def test_other_buttons_do_nothing(reader: Reader):
    async with reader() as pilot:
        screen = screen_of(pilot)
        await pilot.click(screen.list, offset=(5, 1), button=3)
        assert screen.list.cursor == 0


async def test_nothing_is_selected_by_dragging(reader: Reader):
    async with reader() as pilot:
        await pilot.mouse_down(offset=(4, 2))
        await pilot.hover(offset=(30, 5))
        await pilot.mouse_up(offset=(30, 5))
        assert not screen_of(pilot).selections
