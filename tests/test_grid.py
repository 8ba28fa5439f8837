"""A board is measured so that nothing is cut beside empty room."""

import pytest

from briefing.boards import Board, BoardRow, Cell, listed
from briefing.lay import plain
from briefing.page.grid import cell_rows, is_cut, measure

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
