"""A line to type in, in scripts that Textual counts too narrow."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from briefing.text.clean import displayable
from briefing.text.width import FILLER, cells
from briefing.ui.input.line_edit import LineEdit
from tests.terminal.scripts import SAMPLES


class Line(App[None]):
    """Nothing but a line."""

    CSS = "LineEdit { border: none; height: 1; padding: 0; }"

    def __init__(self, text: str, width: int) -> None:
        super().__init__()
        self.text = text
        self.width = width

    def compose(self) -> ComposeResult:
        field = LineEdit(self.text)
        field.styles.width = self.width
        yield field


@asynccontextmanager
async def typing(text: str, width: int = 20) -> AsyncIterator[tuple[LineEdit, Pilot[None]]]:
    """Yield a line that holds `text` and the focus."""
    app = Line(text, width)
    async with app.run_test(size=(80, 5)) as pilot:
        field = app.query_one(LineEdit)
        field.focus()
        await pilot.pause()
        yield field, pilot


def drawn(field: LineEdit) -> str:
    return "".join(segment.text for segment in field.render_line(0)).replace(FILLER, "").rstrip()


@pytest.mark.parametrize("words", SAMPLES.values(), ids=SAMPLES)
async def test_what_is_typed_is_drawn_and_the_cursor_stands_behind_it(words: str):
    async with typing(words, 60) as (field, _pilot):
        assert drawn(field) == displayable(words)
        assert field.render_line(0).cell_length in (60, 61)
        assert field.cursor_screen_offset.x - cells(displayable(words)) in (0, 1)


async def test_the_cursor_goes_over_what_is_typed_cell_by_cell():
    async with typing("हिन्दी में") as (field, _pilot):
        columns = []
        for position in range(len(field.value) + 1):
            field.cursor_position = position
            columns.append(field.cursor_screen_offset.x)
        # On a mark the cursor stands on its letter.
        assert columns == [0, 0, 2, 2, 3, 3, 5, 6, 6, 6, 7]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("कि❤️ab", [0, 0, 2, 2, 3, 4]), ("कि1️⃣ab", [0, 0, 2, 2, 2, 3, 4]),
        ("कि👍🏽ab", [0, 0, 2, 2, 4, 5]), ("కికి", [0, 0, 1, 1]), ("שָׁ", [0, 0, 0]),
        ("ශ්‍රී", [0, 0, 0, 1, 1]), ("한a", [0, 2]),
    ],
)  # fmt: skip
async def test_the_cursor_is_seen_wherever_it_stands(text: str, columns: list[int]):
    async with typing(text) as (field, _pilot):
        under = field.rich_style + field.get_component_rich_style("input--cursor")
        for position, column in enumerate(columns):
            field.cursor_position = position
            assert field.cursor_screen_offset.x == column
            before = 0
            for segment in field.render_line(0):
                if segment.style == under:
                    break
                before += segment.cell_length
            assert before == column


async def test_a_line_moves_no_further_than_the_cursor():
    async with typing("कि abcdefghij klmnopqrst uvwxyz") as (field, pilot):
        at_end = drawn(field)
        for _ in range(6):
            await pilot.press("left")
        assert drawn(field) == at_end
        await pilot.press("home")
        assert drawn(field).startswith("कि abc")


async def test_a_line_that_is_too_long_shows_where_the_cursor_is():
    words = "युद्धविराम वार्ता विफल हुई और फिर शुरू हुई"
    async with typing(words) as (field, _pilot):
        assert drawn(field)
        assert words.endswith(drawn(field))
        assert 0 < field.cursor_screen_offset.x < 20
        field.cursor_position = 0
        assert words.startswith(drawn(field))
        assert field.cursor_screen_offset.x == 0


async def test_what_is_chosen_is_seen():
    async with typing("कि की") as (field, pilot):
        await pilot.press("home", "shift+right", "shift+right", "shift+right")
        chosen = field.get_component_rich_style("input--selection").bgcolor
        backs = [segment.style and segment.style.bgcolor for segment in field.render_line(0)]
        assert backs[:2] == [chosen, chosen]
        assert backs.count(chosen) == 2
