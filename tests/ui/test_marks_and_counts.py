"""Marks, counts, and going from record to record."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.commands import COMMANDS, Keys, clashes, with_counts
from briefing.library import Library
from briefing.ui.app import BriefingApp
from briefing.ui.options import Options
from briefing.user.spots import Spot, parse, written
from briefing.user.state import State
from briefing.view.board.board_ref import BoardRef
from tests.tools.waiting import until_async
from tests.tools.wide_process import write_process
from tests.ui.conftest import Reader, board_of, brief_of, screen_of, seen, settled


async def test_a_mark_is_set_and_gone_to(reader: Reader):
    async with reader() as pilot:
        screen = screen_of(pilot)
        await pilot.press("j", "4", "j", "j", "m")
        assert "set mark: press a letter" in seen(pilot)
        await pilot.press("a")
        assert "mark a set; 'a comes back here" in seen(pilot)
        record = screen.current_key
        await pilot.press("0", "g", "g", "enter", "apostrophe")
        assert "go to mark: a" in seen(pilot)
        await pilot.press("a")
        assert (brief_of(pilot), screen.pane, screen.current_key) == (
            "istanbul-2025-06-02", 4, record,
        )  # fmt: skip
        await pilot.press("apostrophe", "apostrophe")
        assert (brief_of(pilot), screen.pane) == ("istanbul-2025-07-23", 1)


@asynccontextmanager
async def session(folder: Path, state: State | None) -> AsyncIterator[Pilot[int]]:
    """Open a reader that keeps `state`, as a new process would."""
    library = Library(folder, cache=folder.parent / "cache", state=state)
    app = BriefingApp(library, Options(refresh=0.0))
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await app.workers.wait_for_complete()
            await settled(pilot)
            yield pilot
    finally:
        library.close()


async def test_marks_are_there_in_the_next_session(tmp_path: Path):
    folder = tmp_path / "store"
    folder.mkdir()
    write_process(folder, parties=3, issues=3, rounds=2, slug="talks")
    path = tmp_path / "state.db"
    async with session(folder, State(folder, path=path)) as pilot:
        await pilot.press("j", "3", "j", "m", "d", "0", "p", "j", "l", "m", "B", "escape", "m", "1")
        await settled(pilot)
        screen, trail = screen_of(pilot), screen_of(pilot).navigation.trail
        record, board = trail.marks["d"].record, trail.marks["B"].table
        assert record
        assert board is not None
        assert (board.line, board.column) != (0, 0)
    async with session(folder, State(folder, path=path)) as pilot:
        screen = screen_of(pilot)
        await pilot.press("apostrophe")
        await settled(pilot)
        assert "go to mark: 1 B d" in seen(pilot)
        await pilot.press("d")
        assert screen.navigation.spot() == replace(trail.marks["d"], number=screen.brief.number)
        await pilot.press("apostrophe", "B")
        shown = board_of(pilot)
        assert (shown.opened.kind, shown.view.line, shown.view.column) == (
            "process", board.line, board.column,
        )  # fmt: skip
        await pilot.press("apostrophe", "1")
        assert not screen.pane
    (folder / "talks-1.yaml").unlink()
    async with session(folder, State(folder, path=path)) as pilot:
        await pilot.press("apostrophe", "d")
        # Known at once, or when the files have been looked at.
        await until_async(lambda: "talks-1.yaml no longer exists" in seen(pilot))
    # Where no state is kept, no mark is.
    async with session(folder, None) as pilot:
        await pilot.press("m", "x", "apostrophe")
        assert "go to mark: x" in seen(pilot)


_TABLE = BoardRef("who", "talks", "b2", "ukraine", "i1", line=3, column=-1, form="signs")


@pytest.mark.parametrize(
    "spot",
    [
        Spot(7, 0), Spot(7, 4, "q1", path="a/b.yaml"), Spot(None, 3, "d1/russia", path="é “x”.md"),
        Spot(None, -1, table=_TABLE), Spot(None, -1, table=BoardRef("notes", "")),
    ],
)  # fmt: skip
def test_a_spot_is_read_as_it_was_written(spot: Spot):
    assert parse(written(spot)) == replace(spot, number=None)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '{"number": null}', '{"number": null, "pane": 9}',
        '{"number": null, "pane": -1}', '{"number": null, "pane": "list"}',
        '{"number": null, "pane": 0, "table": {"kind": "who", "process": "x"}}',
        '{"number": null, "pane": -1, "table": {"kind": "other", "process": "x"}}',
        '{"number": null, "pane": 1, "path": ["a"]}',
        '{"number": null, "pane": 1, "path": "\\udcff"}',
    ],
)  # fmt: skip
def test_a_text_that_is_no_spot_is_none(text: str):
    assert parse(text) is None


def test_a_path_that_is_no_text_harms_nothing():
    assert parse(written(Spot(1, 1, path="\udcff.yaml"))) is None


async def test_a_mark_that_is_not_set_says_so(reader: Reader):
    async with reader() as pilot:
        await pilot.press("apostrophe", "x")
        assert "there is no mark x; mx sets it" in seen(pilot)
        await pilot.press("m", "b", "m", "2", "apostrophe", "x")
        assert "there is no mark x; the marks are 2, b" in seen(pilot)
        await pilot.press("m", "enter")
        assert "Enter cannot be a mark" in seen(pilot)
        assert not screen_of(pilot).pane
        await pilot.press("m", "escape", "j")
        assert screen_of(pilot).list.cursor == 1


async def test_marks_are_shared_with_boards(reader: Reader):
    async with reader((120, 40)) as pilot:
        await pilot.press("m", "l", "p", "j", "m", "p")
        line = board_of(pilot).view.line
        await pilot.press("apostrophe", "l")
        assert pilot.app.screen is screen_of(pilot)
        assert not screen_of(pilot).pane
        await pilot.press("2", "apostrophe", "p")
        assert board_of(pilot).view.line == line
        await pilot.press("escape")
        assert screen_of(pilot).pane == 2


async def test_braces_go_from_record_to_record(reader: Reader):
    async with reader((60, 12)) as pilot:
        screen = screen_of(pilot)
        await pilot.press("j", "4")
        pane = screen.record_pane(4)
        for index in range(1, len(pane.page.items)):
            await pilot.press("right_curly_bracket")
            item = pane.item
            assert item is not None
            assert (pane.cursor, pane.top <= item.first < pane.top + pane.size.height) == (
                index, True,
            )  # fmt: skip
        await pilot.press("right_curly_bracket")
        assert "last record in the pane" in seen(pilot)
        await pilot.press("left_curly_bracket")
        assert pane.cursor == len(pane.page.items) - 2


async def test_digits_are_counts_where_the_settings_say_so(reader: Reader):
    async with reader(counts=True) as pilot:
        screen = screen_of(pilot)
        await pilot.press("2")
        assert seen(pilot).splitlines()[-1].startswith("2")
        await pilot.press("j")
        assert screen.list.cursor == 2
        await pilot.press("2", "G")
        assert screen.list.cursor == 1
        await pilot.press("1", "0", "k", "3", "g", "g")
        assert screen.list.cursor == 2
        await pilot.press("9", "escape", "k")
        assert screen.list.cursor == 1
        await pilot.press("g", "4", "3", "right_curly_bracket")
        assert (screen.pane, screen.record_pane(4).cursor) == (4, 3)
        await pilot.press("2", "G")
        assert screen.record_pane(4).cursor == 1
        await pilot.press("g", "0", "9", "9", "9", "9", "9", "9", "9", "K")
        assert (screen.pane, screen.list.cursor) == (0, 0)


async def test_without_the_setting_digits_are_panes_and_the_help_says_so(reader: Reader):
    async with reader() as pilot:
        await pilot.press("2")
        assert screen_of(pilot).pane == 2
        await pilot.press("question_mark", *"counts")
        assert "with counts = true in" in seen(pilot)


def test_a_digit_that_was_chosen_stays():
    options = Options(keys={"zoom": ("7",)}, counts=True)
    keys = {command.id: command.keys for command in options.commands()}
    assert (keys["zoom"], keys["pane.3"], keys["pane.list"]) == (("7",), ("g 3",), ("g 0",))


def test_no_two_commands_have_the_same_keys_with_counts():
    assert not clashes(with_counts(COMMANDS))


@pytest.mark.parametrize(
    ("pressed", "command", "count"),
    [
        ("j", "move.down", 0), ("5j", "move.down", 5), ("10G", "scroll.bottom", 10),
        ("3gg", "scroll.top", 3), ("0j", "move.down", 0), ("999999999j", "move.down", 99_999),
    ],
)  # fmt: skip
def test_a_count_comes_before_its_command(pressed, command, count):
    keys = Keys(with_counts(COMMANDS), counts=True)
    done = [found for key in pressed if (found := keys.press(key, "list"))]
    assert [one.id for one in done] == [command]
    assert keys.count == count
    keys.press("j", "list")
    assert keys.count == 0


def test_a_digit_that_is_bound_is_no_count():
    keys = Keys(COMMANDS, counts=True)
    command = keys.press("3", "list")
    assert command is not None
    assert command.id == "pane.3"
