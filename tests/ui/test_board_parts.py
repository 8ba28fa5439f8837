"""From a board to records and other boards, finding and copying, without a terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual.app import App
from textual.geometry import Size

from briefing.commands import COMMANDS
from briefing.exchange.outgoing.markdown.board_markdown import briefs_of
from briefing.library import Library
from briefing.text.width import cells
from briefing.ui.background import Background
from briefing.ui.input.actions import Actions, action_table
from briefing.ui.input.prompt import Question
from briefing.ui.screens.board_detail import BoardDetail, foot_height
from briefing.ui.screens.board_navigation import BoardNavigation
from briefing.ui.screens.board_text import BoardCopying, CellSearch
from briefing.ui.screens.chooser import Chooser
from briefing.ui.trail import Trail
from briefing.ui.widgets.board_view import BoardView
from briefing.user.spots import Spot
from briefing.view.board import Board
from briefing.view.board.board_ref import BoardRef, Kind
from briefing.view.board.neighbours import Neighbours
from briefing.view.signs import UNICODE
from briefing.view.spans import Line, plain
from tests.ui.fakes import AtOnce, FakeApp, StandIn, asked, indexed

T = TypeVar("T")
PROCESS, BRIEF = "ru-ua-istanbul-2025", "istanbul-2025-06-02"


class FakeBoardScreen(StandIn):
    """A screen that shows a board."""

    def __init__(self, library: Library, kind: Kind = "process") -> None:
        self.library = library
        self.note = ""
        self.complaint: tuple[Line, ...] = ()
        self.asking = self
        self.zoomed = False
        self.size, self.signs = Size(80, 24), UNICODE
        self.background: Background = AtOnce()
        self.fake_app = FakeApp()
        self.question: Question | None = None
        self.screens: list[tuple[Any, Callable[[Any], object]]] = []
        self.answers: list[object] = []
        self.trail = Trail()
        self.opened = BoardRef(kind, PROCESS, BRIEF)
        self.view = BoardView(library.boards.board(self.opened))
        self.neighbours = library.boards.neighbours(self.opened)
        self.actions: Actions = action_table(
            BoardNavigation(self, self.trail).actions,
            CellSearch(self).actions,
            BoardCopying(self).actions,
        )

    @property
    def app(self) -> App[object]:
        return self.fake_app  # type: ignore[return-value]

    @property
    def board(self) -> Board:
        return self.view.board

    @property
    def detail(self) -> BoardDetail:
        return BoardDetail(self.view, self.opened.kind, UNICODE)

    def spot(self) -> Spot:
        return Spot(None, -1, table=self.opened)

    def show(self, table: BoardRef, board: Board, neighbours: Neighbours) -> None:
        self.opened, self.view, self.neighbours = table, BoardView(board), neighbours

    def kind(self) -> Kind:
        return self.opened.kind

    def answer(self, result: object) -> None:
        self.answers.append(result)

    def await_result(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self.background.run(work, done)

    def open_screen(self, screen: Any, answered: Callable[[Any], object]) -> None:
        self.screens.append((screen, answered))

    def ask_line(self, label: str, accepted: Callable[[str], object], **named: Any) -> None:
        self.question = asked(label, accepted, self.close, **named)

    def ask(self, question: Question) -> None:
        self.question = question

    def close(self) -> None:
        self.question, self.complaint = None, ()

    def report_trouble(self, trouble: str) -> None:
        self.note = trouble

    def do(self, *commands: str) -> str:
        """Do commands, and return what is said of them."""
        for command in commands:
            self.actions[command]()
        return self.note

    def type(self, text: str) -> None:
        """Answer what is asked."""
        assert self.question is not None
        self.question.accepted(text)

    def put_cursor(self, line: int, column: int) -> None:
        self.view.set_reactive(BoardView.line, line)
        self.view.set_reactive(BoardView.column, column)


@pytest.fixture
def screen() -> FakeBoardScreen:
    return FakeBoardScreen(indexed())


def test_every_command_of_a_board_is_done(screen: FakeBoardScreen):
    live = {command.id for command in COMMANDS if "board" in command.where}
    assert live <= screen.actions.keys() | {"leave"}


def test_a_record_is_answered_and_one_of_several_is_chosen(screen: FakeBoardScreen):
    for line in range(screen.board.height):
        screen.put_cursor(line, 1)
        cell = screen.view.cell
        assert cell is not None
        screen.answers.clear()
        screen.screens.clear()
        note = screen.do("open")
        if len(cell.records) == 1:
            assert screen.answers == [cell.records[0]]
        elif cell.records:
            chooser, chosen = screen.screens[0]
            assert isinstance(chooser, Chooser)
            brief, key = cell.records[-1]
            chosen(f"{brief}#{key}")
            assert screen.answers == [(brief, key)]
        else:
            assert note == "there is no record behind this"


def test_another_board_leads_back_to_this_one(screen: FakeBoardScreen):
    before = screen.spot()
    screen.put_cursor(0, 0)
    screen.do("matrix")
    assert (screen.opened.kind, screen.opened.brief) == ("matrix", "istanbul-2025-05-16")
    assert screen.trail.behind == [before]
    screen.do("back")
    assert screen.kind() == "process"
    screen.do("history.forward")
    assert screen.kind() == "matrix"
    assert screen.do("history.forward") == "no later location in history"


def test_the_same_board_is_no_step(screen: FakeBoardScreen):
    screen.do("process")
    assert screen.trail.behind == []


def test_the_process_opens_in_the_column_of_the_round():
    screen = FakeBoardScreen(indexed(), "timeline")
    screen.do("process")
    assert (screen.opened.kind, screen.opened.column) == ("process", 1)


def test_from_the_first_board_the_way_leads_to_the_brief(screen: FakeBoardScreen):
    spot = Spot(2, 0)
    screen.trail.leave(spot)
    screen.do("back")
    assert screen.answers == [spot]


def test_whose_line_is_chosen_by_name(screen: FakeBoardScreen):
    screen.do("who")
    _, chosen = screen.screens.pop()
    chosen(None)
    assert screen.kind() == "process"
    chosen("umerov")
    assert (screen.opened.kind, screen.opened.name) == ("who", "umerov")


def test_a_board_that_cannot_be_made_is_told(screen: FakeBoardScreen):
    screen.put_cursor(0, 0)
    assert "no earlier one" in screen.do("moved")
    assert screen.kind() == "process"


def test_without_words_there_is_nothing_to_find(screen: FakeBoardScreen):
    assert screen.do("hit.next") == "nothing to find; press / to search"


def test_words_that_no_cell_holds_are_told(screen: FakeBoardScreen):
    screen.do("search")
    screen.type("zebra")
    assert screen.note == "no cell contains zebra"
    screen.do("search")
    assert screen.question is not None
    assert screen.question.earlier == ("zebra",)


@pytest.mark.parametrize("width", [24, 40, 80])
def test_a_long_message_of_the_search_is_told_whole(screen: FakeBoardScreen, width: int):
    screen.size = Size(width, 24)
    screen.do("search")
    assert screen.question is not None
    words = "exchange of all prisoners of war and of the bodies of the fallen of both sides"
    screen.question.typed(words)
    rows = [plain(line) for line in screen.complaint]
    assert " ".join(rows) == f"no cell contains {words}"
    assert max(map(cells, rows)) <= width
    screen.question.typed("prisoners")
    assert screen.complaint == ()


def test_a_cell_is_copied_with_its_records_and_a_board_as_a_table(screen: FakeBoardScreen):
    screen.put_cursor(0, 1)
    screen.do("copy.item")
    assert f"{BRIEF}#" in screen.fake_app.copied
    assert screen.note.startswith("copied the cell Exchange of prisoners of war · round 2")
    screen.do("copy.brief")
    assert screen.fake_app.copied.count("|") > 10
    assert screen.note.startswith(f"copied the board “{screen.board.title}”")
    names = ", ".join(brief for brief in briefs_of(screen.board)[:-1])
    last = screen.fake_app.copied.splitlines()[-1]
    assert last.startswith(f"From {names} and {briefs_of(screen.board)[-1]} in the store “briefs”")


def test_a_board_is_written_to_a_new_file(screen: FakeBoardScreen, tmp_path: Path):
    screen.do("export")
    assert screen.question is not None
    assert screen.question.text == f"{PROCESS}-process.md"
    screen.type(str(tmp_path / "a.md"))
    assert screen.note.startswith("wrote ")
    assert "|" in (tmp_path / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("height", "rows"), [(24, 4), (30, 6)])
def test_the_foot_tells_all_of_the_cell_in_the_rows_it_has(
    screen: FakeBoardScreen, height: int, rows: int
):
    screen.put_cursor(0, 1)
    assert foot_height(height) == rows
    detail = screen.detail.rows(60, rows)
    assert 2 <= len(detail) <= rows
    assert any(span.role == "mark" for line in detail for span in line)


def test_the_row_of_a_list_is_named_by_its_head():
    screen = FakeBoardScreen(indexed(), "timeline")
    screen.put_cursor(0, 1)
    said = screen.do("copy.item")
    assert said.startswith(f"copied the row of {screen.board.heads[0].text}")
    screen.put_cursor(0, -1)
    assert screen.do("copy.item") == said
