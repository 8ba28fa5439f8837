"""From pane to pane, from brief to brief, and back, without a terminal."""

import pytest

from briefing.ui.main.navigation import HELD, Navigation, Preview
from briefing.ui.options import Options
from briefing.user.spots import Spot
from briefing.view.board.board_ref import BoardRef
from tests.ui.fakes import FakeScreen, indexed


class Moved:
    """A screen to move on."""

    def __init__(self, first: str = "") -> None:
        self.screen = FakeScreen(indexed(), Options(open=first))
        self.boards: list[Spot] = []
        self.ways = Navigation(self.screen, self.boards.append)

    def do(self, *commands: str) -> str:
        """Do commands, and return what is said of them."""
        for command in commands:
            self.ways.actions[command]()
        return self.screen.note

    def begin(self, *, is_complete: bool) -> str:
        """Begin where the reader was told to, and return what is said of it."""
        self.ways.begin(is_complete=is_complete)
        return self.screen.note


@pytest.fixture
def moved() -> Moved:
    return Moved()


@pytest.mark.parametrize(
    ("commands", "pane"),
    [
        (["pane.next"], 1), (["pane.previous"], 5), (["pane.4", "pane.next", "pane.next"], 0),
        (["move.right", "move.right"], 2), (["pane.3", "move.left", "move.left", "move.left"], 0),
        (["pane.5", "move.right"], 5), (["pane.2", "pane.list"], 0), (["pane.2", "back"], 0),
        (["pane.2", "zoom", "back"], 2),
    ],
)  # fmt: skip
def test_commands_lead_from_pane_to_pane(moved: Moved, commands: list[str], pane: int):
    moved.do(*commands)
    assert moved.screen.pane == pane


def test_left_of_the_list_there_is_nothing(moved: Moved):
    moved.do("move.left")
    assert moved.screen.note == "no pane to the left; l opens the brief"


def test_an_empty_list_has_no_brief_to_show(moved: Moved):
    moved.screen.list.numbers = []
    moved.do("pane.1")
    assert (moved.screen.pane, moved.screen.note) == (0, "no brief to show")


def test_the_next_brief_is_shown_in_the_same_pane_as_far_as_there_is_one(moved: Moved):
    numbers = moved.screen.list.numbers
    moved.do("pane.3", "brief.next", "brief.next")
    assert (moved.screen.pane, moved.screen.brief.number) == (3, numbers[2])
    assert not moved.screen.note
    assert moved.do("brief.next") == "last brief in the list"
    assert moved.do(*["brief.previous"] * 3) == "first brief in the list"


def test_the_way_back_leads_where_the_reader_was_and_forward_again(moved: Moved):
    screen = moved.screen
    moved.do("pane.4")
    screen.current_key = "q3"
    moved.ways.leave()
    moved.ways.open_brief(screen.list.numbers[1], 2, "a1")
    screen.current_key = "a1"
    assert screen.brief.landed == ("a1", 2)
    moved.do("history.back")
    assert (screen.brief.landed, screen.pane, screen.list.cursor) == (("q3", 4), 4, 0)
    screen.current_key = "q3"
    moved.do("history.forward")
    assert (screen.brief.landed, screen.pane) == (("a1", 2), 2)
    moved.do("history.forward")
    assert screen.note == "no later location in history"


def test_the_way_back_ends_where_it_began(moved: Moved):
    moved.do("history.back")
    assert moved.screen.note == "no earlier location in history"


def test_the_way_back_leads_to_a_board(moved: Moved):
    spot = Spot(None, -1, table=BoardRef("process", "p", "b", ""))
    assert moved.ways.go_to_spot(spot)
    assert moved.boards == [spot]
    assert not moved.ways.go_to_spot(None)


def test_the_way_back_does_not_lead_to_a_file_that_is_gone(moved: Moved):
    moved.ways.go_to_spot(Spot(moved.screen.list.number, 1, path="gone.yaml"))
    assert moved.screen.note == "gone.yaml no longer exists"


@pytest.mark.parametrize("name", ["istanbul-2025-06-02#q6", "istanbul-2025-06-02.yaml#q6"])
def test_the_reader_begins_at_what_is_named(name: str):
    moved = Moved(name)
    moved.ways.begin(is_complete=False)
    assert moved.screen.brief.number == moved.screen.list.numbers[1]
    assert moved.screen.brief.landed == ("q6", 0)
    moved.do("pane.list")
    moved.ways.begin(is_complete=True)
    assert moved.screen.pane == 0


def test_a_name_that_nothing_has_is_told_once_all_is_known():
    moved = Moved("nowhere")
    assert moved.begin(is_complete=False) == ""
    assert moved.begin(is_complete=True) == 'unknown brief "nowhere"'


class Previewing(Moved):
    """A screen with a preview, and a clock."""

    def __init__(self) -> None:
        super().__init__()
        self.time = 100.0
        self.preview = Preview(self.screen, lambda: self.time)

    def move(self, seconds: float) -> None:
        self.time += seconds
        self.screen.list.cursor += 1
        self.preview.cursor_has_moved(self.screen.list.number)


def test_the_brief_under_the_cursor_is_shown_beside_a_list():
    one = Previewing()
    one.move(1)
    assert one.screen.brief.number == one.screen.list.number


def test_a_held_key_shows_only_the_brief_at_which_it_ends():
    one = Previewing()
    one.move(1)
    one.move(HELD / 2)
    assert one.screen.brief.number == one.screen.list.numbers[1]
    assert one.screen.ring() == [HELD]
    assert one.screen.brief.number == one.screen.list.numbers[2]


def test_nothing_is_shown_beside_a_list_that_has_no_room_for_it_nor_while_a_brief_is_read():
    one = Previewing()
    one.move(1)
    one.screen.pane = 3
    one.move(1)
    assert one.screen.brief.number == one.screen.list.numbers[1]
    one.screen.pane, one.screen.is_narrow = 0, True
    one.move(1)
    assert one.screen.brief.number is None


@pytest.mark.parametrize("way", ["back", "history.back"])
def test_the_list_follows_the_briefs_that_were_read_one_after_the_other(moved: Moved, way: str):
    numbers = moved.screen.list.numbers
    moved.do("pane.1", "brief.next", "brief.next", way)
    assert (moved.screen.pane, moved.screen.list.number) == (0, numbers[2])
    moved.do("pane.2", "brief.previous", way)
    assert (moved.screen.pane, moved.screen.list.number) == (0, numbers[1])
    moved.do("history.forward")
    assert (moved.screen.pane, moved.screen.brief.number) == (2, numbers[1])


def test_a_brief_that_was_left_for_another_is_still_on_the_way_back(moved: Moved):
    screen = moved.screen
    moved.do("pane.4")
    moved.ways.leave()
    moved.ways.open_brief(screen.list.numbers[1], 2)
    moved.do("brief.next", "back")
    assert (screen.pane, screen.brief.number) == (4, screen.list.numbers[0])
    moved.do("back")
    assert (screen.pane, screen.list.number) == (0, screen.list.numbers[0])
