"""The way into a board, from board to board, to a record, and back again."""

from textual.pilot import Pilot

from briefing.view.board.board_ref import BoardRef
from tests.ui.conftest import Reader, board_of, brief_of, screen_of, seen


def table_of(pilot: Pilot[int]) -> BoardRef:
    """Return the board on the screen, with its cursor."""
    table = board_of(pilot).spot().table
    assert table is not None
    return table


def where(pilot: Pilot[int]) -> tuple[str, int, str]:
    """Return the brief, the pane and the record that the main screen shows."""
    screen = screen_of(pilot)
    assert pilot.app.screen is screen
    return brief_of(pilot), screen.pane, screen.current_key


async def open_record(pilot: Pilot[int]) -> None:
    """Open the first record behind the cell under the cursor."""
    await pilot.press("enter")
    if pilot.app.screen.query("ChoiceList"):
        await pilot.press("enter")


async def test_going_back_to_a_board_finds_the_cell_in_any_column(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "enter", "x", "j", "l", "l")
        before = table_of(pilot)
        assert before.column == 2
        await open_record(pilot)
        await pilot.press("q")
        assert table_of(pilot) == before
        assert board_of(pilot).view.size.width
        assert "who holds what" in seen(pilot)


async def test_back_from_a_board_is_where_it_was_opened(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "enter", "2")
        began = where(pilot)
        await pilot.press("p", "h", *"jjjjj")
        await open_record(pilot)
        assert where(pilot)[0] == "istanbul-2025-05-16"
        await pilot.press("q")
        assert table_of(pilot).kind == "process"
        await pilot.press("q")
        assert where(pilot) == began


async def test_back_to_the_list_puts_its_cursor_where_it_was(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "p", "h", *"jjjjj")
        await open_record(pilot)
        await pilot.press("q", "q")
        screen = screen_of(pilot)
        assert pilot.app.screen is screen
        row = screen.current_row
        assert (screen.pane, row.id if row else "") == (0, "istanbul-2025-06-02")


async def test_back_goes_from_board_to_board(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "enter", "p", "j", "x", "j", "T")
        assert table_of(pilot).kind == "timeline"
        await pilot.press("q")
        assert (table_of(pilot).kind, table_of(pilot).line) == ("matrix", 1)
        await pilot.press("escape")
        assert (table_of(pilot).kind, table_of(pilot).line) == ("process", 1)
        await pilot.press("q")
        assert where(pilot)[:2] == ("istanbul-2025-06-02", 1)


async def test_a_record_leads_back_through_every_board(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "enter", "p", "j", "x", "j")
        await open_record(pilot)
        kinds = []
        for _ in range(2):
            await pilot.press("q")
            kinds.append(table_of(pilot).kind)
        assert kinds == ["matrix", "process"]
        await pilot.press("q")
        assert where(pilot)[:2] == ("istanbul-2025-06-02", 1)


async def test_the_same_board_asked_for_again_is_no_step(reader: Reader):
    async with reader() as pilot:
        await pilot.press("p", "j", "p")
        assert table_of(pilot).line == 1
        await pilot.press("q")
        assert pilot.app.screen is screen_of(pilot)


async def test_forward_goes_on_from_a_board(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "enter", "p", "x", "q")
        await pilot.press("right_square_bracket")
        assert table_of(pilot).kind == "matrix"
        await open_record(pilot)
        there = where(pilot)
        await pilot.press("left_square_bracket")
        assert table_of(pilot).kind == "matrix"
        await pilot.press("right_square_bracket")
        assert where(pilot) == there
        await pilot.press("q", "q", "q")
        assert where(pilot)[:2] == ("istanbul-2025-06-02", 1)


async def test_nothing_lies_ahead_of_a_new_board(reader: Reader):
    async with reader() as pilot:
        await pilot.press("p", "right_square_bracket")
        assert "no later location" in seen(pilot)
        assert table_of(pilot).kind == "process"


async def test_the_process_opens_in_the_column_of_the_round(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "p")
        assert table_of(pilot).column == 1
        await pilot.press("x", "p")
        assert table_of(pilot).column == 1
    async with reader() as pilot:
        await pilot.press("p")
        assert table_of(pilot).column == 2


async def test_a_record_that_is_gone_leaves_the_reader_where_it_was(reader: Reader):
    async with reader() as pilot:
        await pilot.press("j", "enter", "p")
        board = pilot.app.screen
        board.call_later(lambda: bool(board.dismiss(("nowhere", "a1"))))
        await pilot.pause()
        assert where(pilot)[:2] == ("istanbul-2025-06-02", 1)
        assert "nowhere" in screen_of(pilot).note
