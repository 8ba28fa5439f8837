"""The footer offers what can be done, and lists say when there is nothing to choose."""

from pathlib import Path
from typing import get_args

import pytest
from textual.pilot import Pilot

from briefing.commands import COMMANDS, Lacking, useful
from briefing.ui.screens.chooser import ChoiceList, Chooser
from tests.ui.conftest import Reader, screen_of, seen, session_of, typed

ALONE = "title: Alone\ndate: 2025-01-0{n}\nsummary: Words.\n{more}"


def footer(pilot) -> str:
    return seen(pilot).splitlines()[-1]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Return a store in which the newest brief has no process and the next one has."""
    (tmp_path / "two.yaml").write_text(ALONE.format(n=2, more=""))
    (tmp_path / "one.yaml").write_text(ALONE.format(n=1, more="process: talks\nround: 1\n"))
    return tmp_path


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_boards_are_offered_where_the_brief_has_a_process(reader: Reader, mixed, size):
    async with reader(size, mixed) as pilot:
        assert "process" not in footer(pilot)
        assert "matrix" not in footer(pilot)
        await pilot.press("j")
        assert "p process  x matrix  d moved" in footer(pilot)
        await pilot.press("2")
        assert "p process" in footer(pilot)
        await pilot.press("K")
        assert "process" not in footer(pilot)


async def test_an_empty_store_offers_what_there_is_to_do(reader: Reader, tmp_path: Path):
    async with reader((80, 24), tmp_path, refresh=0.5) as pilot:
        assert footer(pilot).split("  ")[:2] == ["q quit", ": commands"]
        assert footer(pilot).endswith("? help")


async def test_an_empty_filter_still_offers_the_search(reader: Reader):
    async with reader() as pilot:
        await pilot.press("f", *"zzzz", "enter")
        shown = footer(pilot)
        assert "/ search" in shown
        assert "f filter" in shown
        assert "open" not in shown
        assert "process" not in shown


@pytest.mark.parametrize("key", ["colon", "question_mark", "w"])
async def test_a_list_of_choices_without_a_match_says_so(reader: Reader, key: str):
    async with reader() as pilot:
        await pilot.press(key, *"qqqzz")
        assert "nothing matches; Backspace takes letters back, Esc leaves" in seen(pilot)
        await pilot.press("enter", "down", "up")
        screen = pilot.app.screen
        assert isinstance(screen, Chooser)
        await pilot.press(*["backspace"] * 5)
        assert screen.query_one(ChoiceList).choices
        assert "nothing matches" not in seen(pilot)
        await pilot.press(*"qqqzz", "escape")
        assert pilot.app.screen is screen_of(pilot)


async def test_the_key_of_the_slash_on_a_cyrillic_keyboard_searches(reader: Reader):
    async with reader() as pilot:
        await pilot.press("full_stop", *"ceasefire")
        assert session_of(pilot).text == "ceasefire"


def help_of(pilot: Pilot[int]) -> set[str]:
    """Return the ids of the commands that the help lists, on screen now."""
    screen = pilot.app.screen
    assert isinstance(screen, Chooser)
    ids = (choice.id for choice in screen.query_one(ChoiceList).choices)
    return {name.removeprefix("command:") for name in ids if name.startswith("command:")}


_SUGGESTIONS = {
    "confirm", "unconfirm", "suggestion.next", "suggestion.previous", "speaker", "drop",
}  # fmt: skip
_LATER = {"hit.next", "hit.previous", "forget", "filter.clear", "store"}
"""Commands that need a search, a filter, or another store."""


async def test_the_help_lists_what_can_be_done_there_alone(reader: Reader):
    async with reader((80, 24)) as pilot:
        seen_in = {}
        for place, keys in (
            ("list", ()), ("pane", ("4",)), ("source", ("enter",)), ("process", ("p",)),
            ("matrix", ("x",)), ("who", ("w",)), ("issue", ("i",)), ("moved", ("d",)),
            ("notes", ("g", "n")),
        ):  # fmt: skip
            await pilot.press(*keys)
            await typed(pilot)
            if isinstance(pilot.app.screen, Chooser):
                await pilot.press("enter")
            await pilot.press("question_mark")
            seen_in[place] = help_of(pilot)
            await pilot.press("escape")
        for place, commands in seen_in.items():
            assert not commands & (_SUGGESTIONS | _LATER), place
            assert {"search", "help", "commands", "move.down"} <= commands, place
        boards = {place: seen_in[place] for place in ("process", "matrix", "who", "issue", "moved")}
        for place, commands in boards.items():
            assert not commands & {"star", "tag", "mark.read", "edit", "hints", "filter"}, place
            assert ("transpose" in commands) == (place == "matrix"), place
            assert (place in commands) == (place in ("matrix", "who", "issue")), place
        assert not seen_in["notes"] & {"notes", "process", "matrix", "who", "compare"}


async def test_the_help_lists_how_to_go_on_with_a_search_and_a_filter(reader: Reader):
    async with reader((80, 24)) as pilot:
        await pilot.press("f", *"prisoners", "enter", "question_mark")
        assert _LATER & help_of(pilot) == {"forget", "filter.clear"}
        await pilot.press("escape", "F", "slash", *"prisoners", "enter")
        await typed(pilot)
        await pilot.press("question_mark")
        assert _LATER & help_of(pilot) == {"hit.next", "hit.previous"}
        await pilot.press("escape", "p", "slash", *"war", "enter", "question_mark")
        assert _LATER & help_of(pilot) == {"hit.next", "hit.previous"}


async def test_the_help_lists_the_way_back_where_there_is_one(reader: Reader):
    ways = {"undo", "redo", "history.back", "history.forward"}
    async with reader((80, 24)) as pilot:
        for key, expected in (
            ("g", set()), ("enter", {"history.back"}), ("left_square_bracket", {"history.forward"}),
            ("right_square_bracket", {"history.back"}), ("p", {"history.back"}),
            ("left_square_bracket", {"history.back", "history.forward"}),
        ):  # fmt: skip
            await pilot.press(key, *("g",) * (key == "g"))
            await typed(pilot)
            await pilot.press("question_mark")
            assert help_of(pilot) & ways == expected, key
            await pilot.press("escape")


def test_every_need_is_that_of_a_command():
    needs = get_args(Lacking)
    left_out = [{c.id for c in COMMANDS} - {c.id for c in useful(COMMANDS, [n])} for n in needs]
    assert all(left_out)
    assert set.union(*left_out) >= _SUGGESTIONS | _LATER
