"""Finding words on a board as they are typed."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.view.board import BoardRow, Cell, listed
from briefing.view.board.board import find_cell
from tests.tools.wide_process import write_process
from tests.ui.conftest import Reader, board_of, whole_screen

BOARD = listed(
    "board",
    "Head",
    ("one", "two"),
    [
        BoardRow(Cell("Aland"), (Cell("red fish"), Cell("salt", detail="of the sea"))),
        BoardRow(Cell("Borduria"), (Cell("blue FISH"), Cell("пшеница"))),
    ],
)


@pytest.mark.parametrize(
    ("text", "start", "steps", "found"),
    [
        ("fish", (0, -1), 0, (0, 0)),
        ("fish", (0, 0), 0, (0, 0)),
        ("fish", (0, 0), 1, (1, 0)),
        ("fish", (1, 0), 1, (0, 0)),
        ("fish", (0, 0), -1, (1, 0)),
        ("fish", (1, 0), -1, (0, 0)),
        ("sea salt", (0, 0), 0, (0, 1)),
        ("aland", (1, 1), 1, (0, -1)),
        ("ПШЕН", (0, 0), 0, (1, 1)),
        ("salt fish", (0, 0), 0, None),
        ("zebra", (0, 0), 1, None),
        ("", (0, 0), 0, None),
        ("salt", (0, 1), 1, (0, 1)),
    ],
)
def test_the_nearest_cell_with_all_words_is_found(
    text: str, start: tuple[int, int], steps: int, found: tuple[int, int] | None
):
    assert find_cell(BOARD, text, start, steps) == found


def test_a_search_that_is_stale_looks_at_no_further_cell():
    seen = []

    def is_stale() -> bool:
        seen.append(1)
        return len(seen) == 2

    assert find_cell(BOARD, "blue", (0, -1), 0, is_stale) is None
    assert len(seen) == 2
    assert find_cell(listed("empty", "Head", (), []), "blue", (0, 0), 0) is None


def place(pilot: Pilot[int]) -> tuple[int, int]:
    """Return where the cursor is."""
    view = board_of(pilot).view
    return view.line, view.column


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return write_process(tmp_path, parties=4, issues=20)


async def test_the_cursor_follows_the_words_as_they_are_typed(reader: Reader, store: Path):
    async with reader((80, 24), folder=store) as pilot:
        await pilot.press("p", "slash", *"sa")
        assert place(pilot) == (1, -1)  # Salt
        await pilot.press("n")
        assert place(pilot) == (16, -1)  # Sanctions
        await pilot.press("x")
        footer = whole_screen(pilot)[-1]
        assert footer == " no cell contains sanx" or footer.startswith("no cell contains sanx")
        # Where nothing is found, and after Esc, the cursor is where it was.
        assert place(pilot) == (0, 2)
        await pilot.press("backspace")
        assert place(pilot) == (16, -1)
        assert "no cell" not in whole_screen(pilot)[-1]
        await pilot.press("escape")
        assert place(pilot) == (0, 2)
        assert whole_screen(pilot)[-1].endswith("? help")


async def test_enter_stays_and_n_goes_on(reader: Reader, store: Path):
    async with reader((80, 24), folder=store) as pilot:
        await pilot.press("p", "slash", *"air def", "enter")
        assert place(pilot) == (12, -1)
        await pilot.press("n")
        assert place(pilot) == (12, 0)
        await pilot.press("N", "N")
        assert place(pilot) == (12, 2)
        await pilot.press("slash", *"zebra", "enter")
        assert board_of(pilot).note == "no cell contains zebra"
        assert place(pilot) == (12, 2)
        await pilot.press("slash", "up", "enter")
        assert board_of(pilot).note == "no cell contains zebra"


async def test_what_is_found_is_lit(reader: Reader, store: Path):
    async with reader((80, 24), folder=store) as pilot:
        await pilot.press("p", "slash", *"fisher")
        view = board_of(pilot).view

        def lit() -> list[str]:
            hit = view.style_of("title", True)
            return [part.text for part in view.render_line(view._head) if part.style == hit]

        assert lit() == ["Fisher"]
        await pilot.press("enter")
        assert lit() == ["Fisher"]
        await pilot.press("slash", "escape")
        assert lit() == ["Fisher"]
        await pilot.press("z")
        whole = board_of(pilot).whole_cell
        shown = [span for n in range(whole.row_count()) for span in whole.row(n) if span.hit]
        assert {span.text for span in shown} == {"Fisher"}
        await pilot.press("z")
        await pilot.press("slash", "enter")
        assert lit() == []
        assert board_of(pilot).note == "nothing to find; press / to search"
