"""The mouse, for those who want it."""

import pytest
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from briefing.ui.input.line_edit import LineEdit
from tests.ui.conftest import Reader, screen_of, seen


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


async def test_nothing_is_selected_by_dragging(reader: Reader):
    async with reader() as pilot:
        await pilot.mouse_down(offset=(4, 2))
        await pilot.hover(offset=(30, 5))
        await pilot.mouse_up(offset=(30, 5))
        assert not screen_of(pilot).selections
