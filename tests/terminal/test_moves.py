import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.terminal.screen.cursor_moves import address, move
from briefing.terminal.screen.terminfo import capabilities_of
from tests.tools.emulator import Emulator, Kind

COLUMNS, ROWS = st.integers(0, 119), st.integers(0, 39)


@given(
    start=st.one_of(st.none(), COLUMNS),
    row=ROWS,
    x=COLUMNS,
    y=ROWS,
    term=st.sampled_from(("xterm", "screen", "vt100")),
    newline=st.booleans(),
)
def test_every_move_ends_where_it_should_and_costs_no_more_than_an_address(
    start: int | None, row: int, x: int, y: int, term: str, newline: bool
) -> None:
    terminal = Emulator(120, 40, Kind(newline_returns=not newline))
    terminal.write(address(70 if start is None else start, row))
    text = move(start, row, x, y, capabilities_of(term, plain_newline=newline))
    terminal.write(text)
    assert (terminal.cursor.x, terminal.cursor.y) == (x, y)
    assert len(text) <= len(address(x, y))


@pytest.mark.parametrize(
    ("start", "row", "x", "y", "text"),
    [
        (5, 5, 5, 6, "\n"),
        (5, 5, 5, 4, "\x1b[5;6H"),
        (5, 5, 4, 5, "\x1b[D"),
        (5, 5, 6, 5, "\x1b[C"),
        (5, 5, 0, 6, "\n\r"),
        (79, 23, 0, 0, "\x1b[H"),
        (None, 3, 0, 4, "\n\r"),
        (None, None, 4, 0, "\x1b[;5H"),
    ],
)
def test_the_shortest_way_is_taken(
    start: int | None, row: int | None, x: int, y: int, text: str
) -> None:
    assert move(start, row, x, y, capabilities_of("xterm", plain_newline=True)) == text
