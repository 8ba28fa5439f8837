"""From a brief to the boards of its process and back, without a terminal."""

import pytest

from briefing.ui.main.process_boards import Boards
from briefing.ui.screens.board_screen import BoardScreen
from briefing.ui.screens.chooser import Chooser
from briefing.user.spots import Spot
from briefing.view.board.board_ref import BoardRef
from tests.ui.fakes import FakeScreen, FakeWays

BRIEF = "istanbul-2025-06-02"


class Comparing:
    """A screen from which boards are opened."""

    def __init__(self, screen: FakeScreen) -> None:
        self.screen, self.ways = screen, FakeWays()
        self.boards = Boards(screen, self.ways)

    def opened(self) -> BoardScreen:
        board = self.screen.opened[-1][0]
        assert isinstance(board, BoardScreen)
        return board


@pytest.fixture
def comparing(screen: FakeScreen) -> Comparing:
    return Comparing(screen)


@pytest.mark.parametrize("kind", ["process", "matrix", "moved", "beside", "timeline", "promises"])
def test_a_board_is_opened_from_a_brief(comparing: Comparing, kind: str):
    comparing.boards.actions[kind]()
    opened = comparing.opened().opened
    assert (opened.kind, opened.brief) == (kind, BRIEF)
    assert opened.column == (1 if kind == "process" else 0)
    assert comparing.ways.trail.behind == [Spot(2, 0)]


def test_a_board_that_cannot_be_made_is_told_and_is_no_step(comparing: Comparing):
    comparing.boards.open("since")
    assert comparing.screen.note == "you have not read this brief before"
    assert comparing.screen.opened == []
    assert comparing.ways.trail.behind == []


def test_a_record_that_is_chosen_on_a_board_is_opened_and_leads_back(comparing: Comparing):
    comparing.boards.show_spot(
        Spot(None, -1, table=BoardRef("process", "ru-ua-istanbul-2025", BRIEF))
    )
    _, answered = comparing.screen.opened.pop()
    answered((BRIEF, "q2"))
    assert comparing.ways.opened == [(comparing.screen.list.numbers[1], 1)]
    assert comparing.screen.brief.landed == ("q2", 0)
    assert comparing.ways.trail.behind[-1].table is not None
    answered(("nowhere", "q2"))
    assert comparing.screen.note == "no brief nowhere"
    answered(None)
    assert comparing.ways.gone_to == [None]


def test_whose_line_is_that_of_the_speaker_or_is_chosen(comparing: Comparing):
    screen = comparing.screen
    comparing.boards.who()
    chooser, chosen = screen.opened.pop()
    assert isinstance(chooser, Chooser)
    chosen("umerov")
    assert comparing.opened().opened.name == "umerov"
    screen.read(BRIEF)
    screen.pane, screen.current_key = 4, "q1"
    comparing.boards.who()
    assert comparing.opened().opened.name == "umerov"
