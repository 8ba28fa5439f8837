"""What the parts of a board's screen ask of it, so that they are tested without a terminal."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from textual.app import App

from briefing.ui.background import Background
from briefing.ui.input.ordered_keys import OrderedInputScreen
from briefing.ui.input.prompt import Question
from briefing.ui.screens.board_detail import BoardDetail
from briefing.ui.trail import Spot
from briefing.ui.widgets.board_view import BoardView
from briefing.view.board import Board
from briefing.view.board.board_ref import BoardRef

T = TypeVar("T")


class BoardHost(Protocol):
    """The screen of a board; `BoardScreen` says what its members are."""

    note: str
    opened: BoardRef
    view: BoardView
    background: Background

    @property
    def app(self) -> App[object]: ...

    @property
    def board(self) -> Board: ...

    @property
    def detail(self) -> BoardDetail: ...

    def spot(self) -> Spot: ...

    def show(self, table: BoardRef, board: Board) -> None: ...

    def answer(self, result: object) -> None: ...

    def report_trouble(self, trouble: str) -> None: ...

    def ask(self, question: Question) -> None: ...

    def close_prompt(self) -> None: ...

    def await_result(self, work: Callable[[], T], done: Callable[[T], object]) -> None: ...

    def open_screen(
        self, screen: OrderedInputScreen[Any], answered: Callable[[Any], object]
    ) -> None: ...
