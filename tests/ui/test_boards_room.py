"""Rows of a board take the room there is, and so does the foot below them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from briefing.ui.screens.board_detail import foot_height, packed, shortened
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.board_window import RowWindow
from briefing.view.spans import Line
from tests.tools.wide_process import write_process
from tests.ui.conftest import Reader, board_of, whole_screen

HEIGHTS = st.lists(st.integers(1, 9), min_size=1, max_size=30)


def window(needs: list[int], room: int, most: int) -> RowWindow:
    return RowWindow(len(needs), room, most, needs.__getitem__)


@given(HEIGHTS, st.integers(1, 40), st.integers(1, 4), st.data())
def test_rows_fill_the_window_and_none_is_higher_than_what_it_says(
    needs: list[int], room: int, most: int, data: st.DataObject
):
    rows = window(needs, room, most)
    line = data.draw(st.integers(0, len(needs) - 1))
    top = data.draw(st.integers(rows.top_for(line), line))
    laid = dict(rows.laid(top, line))
    assert list(laid) == list(range(top, top + len(laid)))
    assert sum(laid.values()) <= room
    assert all(1 <= height <= needs[row] for row, height in laid.items())
    # The row of the cursor is whole, as far as a row is before free lines are shared out.
    assert laid[line] >= min(needs[line], most, room)
    if sum(laid.values()) < room:
        # Lines stand empty only below the end, and only where nothing more can be shown.
        assert top + len(laid) == len(needs)
        assert all(height == needs[row] for row, height in laid.items())


@given(HEIGHTS, st.integers(1, 40), st.integers(1, 4))
def test_free_lines_are_shared_fairly_and_the_row_of_the_cursor_comes_first(
    needs: list[int], room: int, most: int
):
    base = [min(need, most) for need in needs]
    for first in range(len(needs)):
        laid = dict(window(needs, room, most).laid(0, first))
        if sum(base) > room:
            continue
        more = [laid[row] - base[row] for row in range(len(needs))]
        wants = [row for row in range(len(needs)) if laid[row] < needs[row]]
        if wants:
            # Of rows that are cut, none got two lines more than another got in all.
            assert max(more) - min(more[row] for row in wants) <= 1
        if first in wants:
            assert more[first] == max(more)


def test_at_the_end_of_the_board_the_first_row_in_sight_is_whole():
    rows = window([2, 2, 3, 1, 4, 2], room=7, most=4)
    assert rows.last_top == 3
    assert rows.laid(3, 5) == [(3, 1), (4, 4), (5, 2)]
    assert window([2] * 5, room=5, most=2).last_top == 3


def board_lines(pilot: Pilot[int]) -> list[str]:
    """Return the lines of the table below its head."""
    view = board_of(pilot).view
    strips = [view.render_line(y).text.rstrip() for y in range(view.size.height)]
    return strips[view._head :]


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 15)])
@pytest.mark.parametrize("key", ["p", "x", "d", "T", "P", "equals_sign"])
async def test_no_line_stands_empty_while_a_text_is_cut(
    reader: Reader, size: tuple[int, int], key: str
):
    async with reader(size) as pilot:
        await pilot.press("g", "g", key)
        lines, view = board_lines(pilot), board_of(pilot).view
        is_full = len(view._in_sight()) == len(lines)
        cut = any("…" in line for line in lines)
        assert is_full or not cut
        foot = "\n".join("".join(s.text for s in row) for row in foot_rows(pilot))
        bar = pilot.app.screen.query_one("#detail", Bar)
        assert not ("…" in foot and len(foot_rows(pilot)) < bar.size.height)
        if not cut:
            # Then the foot has what the table leaves.
            assert is_full or not view.board.height


def foot_rows(pilot: Pilot[int]) -> tuple[Line, ...]:
    return pilot.app.screen.query_one("#detail", Bar).lines


async def test_no_empty_line_stands_behind_a_row_of_the_timeline(reader: Reader):
    async with reader((80, 24)) as pilot:
        await pilot.press("T")
        lines = board_lines(pilot)
        assert all(line.strip("▌ ") for line in lines)


@pytest.mark.parametrize("key", ["p", "d", "w"])
async def test_after_the_last_row_the_top_row_is_whole(reader: Reader, tmp_path: Path, key: str):
    write_process(tmp_path, parties=5)
    async with reader((80, 24), folder=tmp_path) as pilot:
        await pilot.press(key, *(["enter"] if key == "w" else []))
        await pilot.press("G")
        view = board_of(pilot).view
        row, part, _ = view._in_sight()[0]
        assert part == 0
        assert row == view.scroll_offset.y > 0
        assert view._in_sight()[-1][0] == view.board.height - 1
        assert board_lines(pilot)[0].strip()
        await pilot.press("k", "k", "g", "g")
        assert view._in_sight()[0][:2] == (0, 0)


async def test_every_row_is_reached_and_wholly_in_sight(reader: Reader, tmp_path: Path):
    write_process(tmp_path, parties=5)
    async with reader((80, 24), folder=tmp_path) as pilot:
        await pilot.press("p")
        view = board_of(pilot).view
        for steps in (1, -1):
            for _ in range(view.board.height - 1):
                view.move(steps)
                lines = [each for each in view._in_sight() if each[0] == view.line]
                assert [part for _, part, _ in lines] == list(range(lines[0][2]))
                assert len(lines) >= 2


async def test_a_step_in_a_long_board_asks_for_no_rows_but_those_near_the_window(
    reader: Reader, tmp_path: Path
):
    write_process(tmp_path, parties=2, rounds=8)
    async with reader((80, 12), folder=tmp_path) as pilot:
        await pilot.press("p", "j", "j")
        board = board_of(pilot)
        assert max(row for row, _ in board.known._seen) < 12  # as many are measured
        assert board.board.height == 20


async def test_the_foot_has_the_room_that_the_table_leaves(reader: Reader):
    async with reader((160, 50)) as pilot:
        await pilot.press("T")
        bar = pilot.app.screen.query_one("#detail", Bar)
        height = bar.size.height
        assert height > foot_height(50)
        rows = whole_screen(pilot)
        rule = next(n for n, row in enumerate(rows) if row.startswith("───"))
        assert rows[rule - 1].startswith(" August 2025")
        await pilot.press("j", "G")
        # It does not move with the cursor.
        assert bar.size.height == height


def test_references_are_left_out_whole_and_counted():
    refs = ["a-long-brief#a1", "a-long-brief#a2", "a-long-brief#a3"]
    assert packed(refs, 32) == [refs[:2], refs[2:]]
    assert shortened(refs, 32, 2) == ["a-long-brief#a1  a-long-brief#a2", "a-long-brief#a3"]
    assert shortened(refs, 32, 1) == ["a-long-brief#a1 +2"]
    assert shortened(refs, 36, 1) == ["a-long-brief#a1  a-long-brief#a2 +1"]
    assert shortened(refs, 99, 1) == ["  ".join(refs)]
    assert shortened(refs, 32, 0) == []
    assert shortened([], 32, 1) == []
    many = [f"brief#a{n}" for n in range(10_000)]
    assert shortened(many, 40, 1) == ["brief#a0  brief#a1  brief#a2 +9997"]


async def test_a_click_and_the_wheel_find_rows_of_any_height(reader: Reader):
    async with reader((80, 24)) as pilot:
        await pilot.press("T")
        view = board_of(pilot).view
        for y, (row, _, _) in enumerate(view._in_sight(), view._head):
            assert view.place_at(30, y) == (row, 1)
            assert view.place_at(3, y) == (row, -1)
        assert view.place_at(30, view._head - 1) is None
        assert view.place_at(30, 99) is None
    async with reader((80, 12)) as pilot:
        await pilot.press("T")
        view = board_of(pilot).view
        view.jump(4)
        view.follow_window(down=True)
        assert view.line == 4
        await pilot.press("G")
        view.jump(0)
        view.follow_window(down=False)
        assert view.scroll_offset.y == 0
        assert view._in_sight()[-1][0] - view.line in (0, 1)


@pytest.mark.parametrize("size", [(20, 5), (30, 8), (80, 10)])
async def test_on_a_low_screen_the_mark_the_row_of_the_cursor_and_the_footer_stand(
    reader: Reader, tmp_path: Path, size: tuple[int, int]
):
    for n, head in enumerate(("handling: red", "status: draft", "handling: x"), 1):
        text = f"title: T\ndate: 2025-06-0{n}\nsummary: s\nprocess: p\nround: {n}\n{head}\n"
        said = f"issues: {{i{n}: Issue {n}}}\nunknown: [x]\n"
        agreed = f"agreements: {{a1: {{issue: i{n}, text: t, parties: [a], attested_by: [a]}}}}\n"
        (tmp_path / f"t{n}.yaml").write_text(text + said + "parties: {a: A}\n" + agreed)
    async with reader(size, folder=tmp_path) as pilot:
        await pilot.press("p", "j")
        rows = whole_screen(pilot)
        assert len(rows) == size[1]
        assert rows[1].startswith(" TLP:RED")
        assert rows[-1].rstrip().endswith("? help")
        assert any(row.startswith("▌Iss") for row in rows)
        assert not any(row.startswith(" missing") for row in rows)
