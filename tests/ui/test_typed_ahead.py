"""Keys that arrive together, as over a slow link, do what they do one by one."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input

from briefing.catalogue import ListRow
from briefing.catalogue.search.session import SearchSession
from briefing.library import Library
from briefing.ui.main.screen import MainScreen
from briefing.ui.screens.board_host import MadeBoard, make_board
from briefing.ui.screens.board_screen import BoardScreen
from briefing.ui.screens.chooser import ChoiceList, Chooser
from briefing.ui.screens.search_screen import SearchScreen
from briefing.ui.widgets.hit_list import HitList
from briefing.view.board.board_ref import BoardRef
from briefing.view.brief.brief_view import BriefView
from briefing.view.signs import Signs
from tests.tools.waiting import until_async
from tests.ui.conftest import Reader, screen_of, typed


async def _type(pilot: Pilot[int], keys: str) -> None:
    """Send keys without waiting for what any of them does, and wait until all are handed over."""
    _send(pilot, keys)
    await typed(pilot)


def _send(pilot: Pilot[int], keys: str) -> None:
    for key in keys.split():
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize(
    "keys", ["? escape", ": escape", "w escape", "p escape", "/ escape", "x escape", "d q"]
)
async def test_what_is_left_at_once_leads_back_to_the_list(reader: Reader, keys: str) -> None:
    async with reader() as pilot:
        await _type(pilot, keys)
        assert isinstance(pilot.app.screen, MainScreen)
        assert pilot.app.is_running


@pytest.mark.parametrize("before", ["?", ":", "w", "p", "x", "/"])
@pytest.mark.parametrize(
    "keys", ["4 q", "1 q", "enter q", "l q", "tab q", "5 q", "2 q 3 q", "4 y b q"]
)
async def test_a_key_behind_another_finds_what_that_one_has_done(
    reader: Reader, before: str, keys: str
) -> None:
    """Both wait for a screen to close: `4 q` opens a pane and leaves it, but `q` alone quits."""
    async with reader() as pilot:
        screen = screen_of(pilot)
        await _type(pilot, f"{before} escape {keys}")
        await until_async(lambda: not (screen.gate.is_closed or _is_waiting(screen)))
        assert pilot.app.is_running
        assert (pilot.app.screen, screen.pane) == (screen, 0)


def _is_waiting(screen: MainScreen) -> bool:
    return screen.ordered_app.has_waiting_keys


@pytest.fixture
def slow_boards(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Return an event without which no board is made; what it is waited for is late at once."""
    goes_on = Event()

    def made_late(library: Library, table: BoardRef, size: Size, *, at_round: bool) -> MadeBoard:
        goes_on.wait(20)
        return make_board(library, table, size, at_round=at_round)

    monkeypatch.setattr("briefing.ui.main.process_boards.make_board", made_late)
    monkeypatch.setattr("briefing.ui.input.key_gate.LATE", 0.01)
    yield goes_on
    goes_on.set()


@pytest.mark.parametrize("keys", ["p q", "x q", "d q", "T q", "P q", "= q", "enter p q", "p j q"])
async def test_a_key_for_a_screen_that_is_late_does_not_reach_the_one_below(
    reader: Reader, slow_boards: Event, keys: str
) -> None:
    async with reader() as pilot:
        screen = screen_of(pilot)
        _send(pilot, keys)
        await until_async(lambda: screen.gate.is_late)
        assert "Esc cancels" in screen.note
        assert _is_waiting(screen)
        slow_boards.set()
        await until_async(lambda: not (screen.gate.is_closed or _is_waiting(screen)))
        await pilot.pause()
        assert pilot.app.is_running
        assert isinstance(pilot.app.screen, MainScreen)
        assert screen.pane == ("enter" in keys)


@pytest.mark.parametrize("cancel", ["escape", "ctrl+c"])
async def test_what_is_late_can_be_cancelled(
    reader: Reader, slow_boards: Event, cancel: str
) -> None:
    async with reader() as pilot:
        screen = screen_of(pilot)
        _send(pilot, "p j q")
        await until_async(lambda: screen.gate.is_late)
        _send(pilot, cancel)
        await until_async(lambda: not screen.gate.is_closed)
        assert not _is_waiting(screen)
        assert screen.note == "cancelled"
        slow_boards.set()
        await until_async(lambda: not screen.background.is_busy)
        await _type(pilot, "j")
        assert isinstance(pilot.app.screen, MainScreen)
        assert screen.list.cursor == 1
        await _type(pilot, "p")
        await until_async(lambda: isinstance(pilot.app.screen, BoardScreen))


@pytest.mark.parametrize(("key", "screen"), [(":", Chooser), ("?", Chooser), ("/", SearchScreen)])
async def test_what_is_typed_at_once_stands_in_the_line(
    reader: Reader, key: str, screen: type
) -> None:
    async with reader() as pilot:
        await _type(pilot, f"{key} p r i s")
        assert isinstance(pilot.app.screen, screen)
        assert pilot.app.screen.query_one(Input).value == "pris"


@pytest.mark.parametrize("line", [": escape f escape /", "/"])
async def test_letters_that_wait_are_searched_for_once(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    asked: list[str] = []
    find = Library.find

    def asking(library: Library, text: str, **within: Any) -> SearchSession:
        asked.append(text)
        return find(library, text, **within)

    async with reader() as pilot:
        monkeypatch.setattr(Library, "find", asking)
        await _type(pilot, line)
        await _type(pilot, "p r i s o n e r tab s w a p left x")
        assert asked == ["prisoner", "prisonerswap", "prisonerswaxp"]
        assert pilot.app.screen.query_one(Input).cursor_position == len("prisonerswax")


async def test_letters_that_wait_for_no_line_are_commands(reader: Reader) -> None:
    async with reader() as pilot:
        await _type(pilot, "j j k o o escape j")
        assert screen_of(pilot).list.cursor == 2


async def test_tab_and_shift_tab_go_down_and_up_in_both_lists(reader: Reader) -> None:
    async with reader() as pilot:
        await _type(pilot, ": tab tab shift+tab")
        assert pilot.app.screen.query_one(ChoiceList).cursor == 1
        await _type(pilot, "escape / p r i s tab tab shift+tab")
        assert pilot.app.screen.query_one(HitList).cursor == 1


async def test_enter_and_backspace_are_not_overtaken(reader: Reader) -> None:
    async with reader() as pilot:
        await _type(pilot, "/ c e a s e x backspace f enter n n")
        screen = pilot.app.screen
        assert isinstance(screen, MainScreen)
        assert screen.walk.session is not None
        assert screen.walk.session.text == "ceasef"
        assert screen.walk.session.at == 2


async def test_a_command_chosen_at_once_takes_the_keys_that_follow(reader: Reader) -> None:
    async with reader() as pilot:
        await _type(pilot, ": p r o c e s s enter j j")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert pilot.app.screen.view.line == 2


async def test_a_filter_kept_at_once_leaves_the_list_to_the_keys(reader: Reader) -> None:
    async with reader() as pilot:
        await _type(pilot, "f p r i s o n e r enter j")
        screen = pilot.app.screen
        assert isinstance(screen, MainScreen)
        assert screen.filter_text == "prisoner"
        assert screen.list.cursor == 1


@pytest.mark.parametrize("line", ["f", "/"])
@pytest.mark.parametrize("over", ["p", "?", "x w escape"])
async def test_a_screen_over_a_line_that_was_left_gives_the_keys_back(
    reader: Reader, line: str, over: str
) -> None:
    async with reader() as pilot:
        await _type(pilot, f"{line} p r i s o n e r enter {over} escape 0 G")
        await _type(pilot, "g g j")
        screen = pilot.app.screen
        assert isinstance(screen, MainScreen)
        assert screen.list.cursor == 1


@pytest.mark.parametrize("leave", ["0", "h", "escape"])
async def test_a_brief_that_comes_late_takes_nobody_away_from_the_list(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    goes_on, kept_view = Event(), Library.kept_view

    def read_late(library: Library, row: ListRow, *, signs: Signs) -> BriefView:
        goes_on.wait(20)
        return kept_view(library, row, signs=signs)

    monkeypatch.setattr(Library, "kept_view", read_late)
    async with reader() as pilot:
        screen = screen_of(pilot)
        _send(pilot, f"/ p r i s o n e r enter {leave}")
        await until_async(lambda: screen.walk.session is not None and not _is_waiting(screen))
        goes_on.set()
        await typed(pilot)
        assert screen.pane == 0


@pytest.mark.parametrize("keys", ["f escape f x", "f enter f x", "p o escape o x"])
async def test_a_line_can_be_asked_for_again_at_once(reader: Reader, keys: str) -> None:
    async with reader() as pilot:
        await _type(pilot, keys)
        assert pilot.app.screen.query(Input).last().value.endswith("x")
        assert len(pilot.app.screen.query(Input)) == 1


async def test_what_is_pasted_stands_in_its_place(reader: Reader) -> None:
    async with reader() as pilot:
        pilot.app.post_message(events.Key("slash", "/"))
        pilot.app.post_message(events.Key("a", "a"))
        pilot.app.post_message(events.Paste("bc\x1b]0;x\ndef"))
        pilot.app.post_message(events.Key("g", "g"))
        await typed(pilot)
        assert "\x1b" not in pilot.app.screen.query_one(Input).value
        assert pilot.app.screen.query_one(Input).value.startswith("abc")
        assert pilot.app.screen.query_one(Input).value.endswith("x defg")


@pytest.mark.parametrize("key", ["slash", "f"])
@pytest.mark.parametrize("pasted", [
    "can be resolved only\rat the level\rof leaders",
    "\ncan be resolved  only\r\n\r\n   at the\tlevel \t of\u2028leaders\n\n",
])  # fmt: skip
async def test_a_quote_pasted_in_several_lines_is_whole(
    reader: Reader, key: str, pasted: str
) -> None:
    async with reader() as pilot:
        await pilot.press(key)
        pilot.app.post_message(events.Paste(pasted))
        await pilot.pause()
        value = pilot.app.screen.query_one(Input).value
        assert value.replace("  ", " ") == "can be resolved only at the level of leaders"
        assert value.count("  ") == pasted.count("d  o")


async def test_a_board_takes_the_keys_that_follow_its_own(reader: Reader) -> None:
    async with reader() as pilot:
        await _type(pilot, "p j")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert pilot.app.screen.view.line == 1


async def test_a_reader_that_ends_while_a_screen_opens_ends_well(reader: Reader) -> None:
    async with reader() as pilot:
        pilot.app.post_message(events.Key("p", "p"))
        await pilot.pause(0)
        pilot.app.exit(0)
        await until_async(lambda: not pilot.app.is_running)
    assert pilot.app.return_code == 0


@pytest.mark.parametrize("end", ["q", "Q"])
@pytest.mark.parametrize("after", ["? a", ": a enter", "/ a", "p j", "enter", "f a", "w a"])
async def test_what_is_typed_after_the_end_is_dropped(reader: Reader, end: str, after: str) -> None:
    async with reader() as pilot:
        for key in f"{end} {after}".split():
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until_async(lambda: not pilot.app.is_running)
    assert pilot.app.return_code == 0
    assert not pilot.app.screen_stack


@pytest.mark.parametrize(
    ("keys", "record"),
    [
        ("j enter j j", "summary/2"),
        ("j 4 j j", "q3"),
        ("j enter 4 j j j", "q4"),
        ("j 5 G", "article#p11"),
    ],
)
async def test_a_pane_takes_the_keys_that_follow_its_own(
    reader: Reader, keys: str, record: str
) -> None:
    async with reader() as pilot:
        await _type(pilot, keys)
        assert screen_of(pilot).current_key == record


async def test_a_letter_at_once_follows_a_reference(reader: Reader) -> None:
    async with reader() as pilot:
        await _type(pilot, "j enter ; a")
        assert screen_of(pilot).current_key == "a1"
