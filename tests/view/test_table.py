"""A board is measured so that nothing is cut beside empty room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.wrap import fitting, shared
from briefing.view.board import Board, BoardRow, Cell, listed
from briefing.view.spans import Line, Span, plain
from briefing.view.table import cell_rows, cut_rows, is_cut, measure

ISSUE = Cell("Hill 41", "title", detail="disputed; was agreed")


def board_of(*cells: Cell, head: Cell = ISSUE) -> Board:
    return listed("moved", "Issue", ["round"] * len(cells), [BoardRow(head, cells)] * 4)


@pytest.mark.parametrize(("width", "height"), [(100, 26), (160, 46), (60, 12)])
def test_the_head_column_has_room_for_where_an_issue_stands(width: int, height: int):
    measures = measure(board_of(Cell("no longer agreed")), width, height)
    assert not is_cut(ISSUE, measures.head, measures.rows)


def test_a_head_takes_what_the_columns_leave():
    head = Cell("a title of an issue that takes a good half of the window", "title")
    assert measure(board_of(Cell("new"), head=head), 99, 26).head == len(head.text)
    long = Cell("word " * 40)
    assert measure(board_of(long, long, head=head), 99, 26).head == 33


def test_a_detail_is_not_wrapped_beside_empty_room():
    measures = measure(board_of(Cell("agreed", glyph="+", detail="x" * 60)), 100, 26)
    assert measures.columns == (62,)


def broken(board: Board, width: int, height: int) -> set[str]:
    """Return the ends of rows at which a word of a board is broken in a window."""
    measures = measure(board, width, height)
    found = set()
    for row in board.rows():
        places = zip((row.head, *row.cells), (measures.head, *measures.columns), strict=True)
        for cell, size in places:
            rows = [plain(line).strip() for line in cell_rows(cell, size, 99)]
            told = {*cell.text.split(), *cell.detail.split(), cell.glyph, ""}
            found |= {word for line in rows for word in line.split() if word not in told}
    return found


STATE = Cell("mentioned", "plain", glyph="+", detail="Unconditional, acknowledgement first " * 3)


@pytest.mark.parametrize(
    ("width", "count"),
    [(79, 1), (79, 2), (79, 3), (79, 5), (79, 6), (99, 4), (119, 5), (159, 6)],
)
def test_no_word_is_broken_where_there_is_room_for_it_elsewhere(width: int, count: int):
    head = Cell("Return of the bodies of killed soldiers", "title", detail="disputed; was agreed")
    assert not broken(board_of(*[STATE] * count, head=head), width, 20)


@pytest.mark.parametrize("width", [39, 59, 79, 99, 119])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_the_word_for_a_state_is_never_broken(width: int, count: int):
    board = board_of(*[Cell("mentioned", glyph="+", detail="x" * 60)] * count)
    assert all(len("+ mentioned") <= size for size in measure(board, width, 20).columns)


def test_a_long_word_takes_room_from_columns_that_have_shorter_ones():
    told = Cell("no word of it is long " * 9)
    narrow, wide = Cell("Intergovernmental " * 3), Cell("a b c d " * 9)
    board = board_of(told, narrow, wide, told, head=Cell("Hill 41"))
    columns = measure(board, 79, 20).columns
    assert (columns[1], sum(columns)) == (17, 79 - 7 - 2 * 4)
    assert not broken(board, 79, 20)


def test_what_is_no_word_of_a_sensible_length_takes_no_room_from_others():
    told = Cell("no word of it is long " * 9)
    for text, most in (("https://example.org/" + "x" * 90, 20), ("会谈有建设性" * 9, 17)):
        columns = measure(board_of(*[told] * 3, Cell(text), head=Cell("Hill 41")), 79, 20).columns
        assert columns[3] <= most
        assert sum(columns) == 79 - 7 - 2 * 4


@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(0, 60)), min_size=1, max_size=6),
    st.integers(1, 300), st.integers(1, 20),
)  # fmt: skip
def test_shared_room_is_used_up_and_not_exceeded_where_there_is_enough(
    columns: list[tuple[int, int]], room: int, least: int
):
    wanted, words = [one for one, _ in columns], [word for _, word in columns]
    floors = fitting(words, room, least)
    widths = shared(wanted, floors, room, room)
    assert all(width <= most for width, most in zip(widths, wanted, strict=True))
    assert all(
        width >= min(pair)
        for width, pair in zip(widths, zip(wanted, floors, strict=True), strict=True)
    )
    if least * len(words) <= room:
        assert sum(widths) <= room
        assert sum(widths) == min(room, sum(wanted))


def test_a_line_is_long_only_where_something_would_be_cut():
    told = Cell("word " * 40)
    assert measure(board_of(told, head=Cell("Hill 41")), 160, 40).columns == (60,)
    assert measure(board_of(told, head=Cell("Hill 41")), 160, 10).columns == (151,)


def test_words_and_detail_do_not_run_together():
    cell = Cell("Exchange of prisoners", detail="still agreed")
    assert [plain(row) for row in cell_rows(cell, 14, 3)] == [
        "Exchange of   ", "prisoners     ", "still agreed  ",
    ]  # fmt: skip
    assert [plain(row) for row in cell_rows(cell, 14, 2)] == ["Exchange of   ", "prisoners: st…"]
    assert not is_cut(cell, 23, 2)
    assert is_cut(cell, 14, 2)


def test_a_column_that_is_wide_in_one_row_leaves_room_to_one_that_is_in_all():
    text = Cell("Aland holds that fisheries in the strait must be settled first, and fairly")
    many = Cell("Aland, Borduria, Costaguana, Dinotopia, Elbonia, Freedonia, Genovia, Hyrkania")
    rows = [
        BoardRow(Cell("10 January 2025"), (Cell("rejects"), many if not n else Cell("Aland"), text))
        for n in range(39)
    ]
    board = listed("Fisheries", "Date", ("What", "Who", "Text"), rows)
    _, who, words = measure(board, 79, 18).columns
    assert words > 1.5 * who
    # Where both are wide in all rows, they share the room.
    rows = [BoardRow(row.head, (row.cells[0], many, text)) for row in rows]
    _, who, words = measure(listed("", "Date", ("", "", ""), rows), 79, 18).columns
    assert abs(words - who) <= 1


@pytest.mark.parametrize("most", range(-2, 5))
def test_no_room_has_no_rows(most: int):
    rows: list[Line] = [(Span(word),) for word in ("one", "two", "three")]
    cut = cut_rows(rows, most, 20)
    assert len(cut) == max(0, min(most, 3))
