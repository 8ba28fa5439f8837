"""What the parts of a board's screen ask of it, and how a board is made for it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from textual.app import App

from briefing.errors import NotFound
from briefing.library import Library
from briefing.ui.background import Background
from briefing.ui.input.ordered_keys import OrderedInputScreen
from briefing.ui.input.prompt import Question
from briefing.ui.screens.board_detail import BoardDetail
from briefing.ui.trail import Spot
from briefing.ui.widgets.board_view import BoardView
from briefing.view.board import Board
from briefing.view.board.board_ref import BoardRef

T = TypeVar("T")
MadeBoard = tuple[BoardRef, Board] | str
"""A board with its reference, or why it cannot be made."""


def make_board(library: Library, table: BoardRef, *, at_round: bool = False) -> MadeBoard:
    """Return the board of `table`; with `at_round` its cursor is on the column of its round.

    It reads the catalogue: for a worker thread.
    """
    column = library.column_of(table) if at_round else table.column
    try:
        return replace(table, column=column), library.board(table)
    except NotFound as problem:
        return str(problem)


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
