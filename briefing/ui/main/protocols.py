"""What the parts of the main screen ask of it and of one another, each said once.

A part names the narrowest of these, so that it is tested without a terminal. What a member does is
said where it is implemented: in `MainScreen`, `OpenBrief`, `Navigation`, `AwaitedPanes`, `Library`
and the widgets.
"""

from collections.abc import Callable, Mapping, Sized
from contextlib import AbstractContextManager
from enum import IntEnum
from typing import Any, Protocol, TypeVar

from textual.app import App
from textual.geometry import Size

from briefing.catalogue import ListRow
from briefing.catalogue.index.changes import Changes
from briefing.commands import Keys, Where
from briefing.errors import BriefingError
from briefing.model.references import Target
from briefing.store.files import Stamp
from briefing.text.ranges import Highlighter
from briefing.ui.background import Background
from briefing.ui.input.key_gate import Clock
from briefing.ui.input.ordered_keys import OrderedInputScreen
from briefing.ui.input.prompt import Question
from briefing.ui.options import Options
from briefing.ui.trail import Spot, Trail
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.brief_list import BriefList
from briefing.ui.widgets.record_pane import RecordPane
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import Item
from briefing.view.signs import Signs
from briefing.view.spans import Line

T = TypeVar("T")


class Stage(IntEnum):
    """How far the loading of a brief is."""

    NOTHING = 0
    """No brief was requested."""
    WANTED = 1
    """Its file is being read."""
    KEPT = 2
    """Shown with the verdicts of the catalogue, without archives."""
    WHOLE = 3
    """Shown with archives and checked quotes, or failed."""


# --- the parts -----------------------------------------------------------------------------------


class ListedBriefs(Protocol):
    """The list of briefs."""

    cursor: int

    @property
    def numbers(self) -> Sized: ...
    @property
    def number(self) -> int | None: ...
    @property
    def path(self) -> str: ...
    @property
    def top(self) -> int: ...
    def go_to(self, number: int | None) -> None: ...
    def jump(self, top: int) -> None: ...
    def to_end(self, down: bool) -> None: ...
    def refresh(self) -> object: ...


class BriefPane(Protocol):
    """A pane of the open brief."""

    @property
    def item(self) -> Item | None: ...
    @property
    def is_in_sight(self) -> bool: ...
    @property
    def is_laid(self) -> bool: ...
    def targets_in_sight(self) -> list[Target]: ...
    def show_hints(self, letters: Mapping[Target, str]) -> None: ...
    def show_record(self, key: str, chosen: Target | None = None) -> None: ...
    def step_lit(self, key: str, steps: int) -> bool: ...
    def stay_at_top(self) -> None: ...


class ShownBrief(Protocol):
    """The open brief."""

    @property
    def number(self) -> int | None: ...
    @property
    def path(self) -> str: ...
    @property
    def stage(self) -> Stage: ...
    def has_all_of(self, number: int) -> bool: ...
    def show(self, number: int | None) -> None: ...
    def show_again(self) -> None: ...
    def forget(self) -> None: ...
    def find_again(self, number_at: Callable[[str], int | None]) -> bool: ...
    def land_on(self, record: str, pane: int = 0) -> None: ...


class BriefViews(Protocol):
    """The library, as the source of a brief in two steps; called from several threads at once."""

    def row(self, number: int) -> ListRow | None: ...
    def kept_view(self, row: ListRow, *, signs: Signs) -> BriefView: ...
    def view(self, row: ListRow, *, signs: Signs, cancelled: Callable[[], bool]) -> BriefView: ...


class BriefPanes(Protocol):
    """The panes, as far as loading a brief concerns them."""

    def await_brief(self) -> None: ...
    def show_late(self, title: str) -> None: ...
    def brief_has_come(self) -> None: ...
    def stay_at_top(self) -> None: ...
    def land(self, record: str, pane: int) -> None: ...


class Ways(Protocol):
    """Navigation between briefs and panes, with its history."""

    trail: Trail

    def spot(self) -> Spot: ...
    def leave(self) -> None: ...
    def show_pane(self, number: int) -> None: ...
    def open_brief(self, number: int, pane: int, record: str = "") -> None: ...
    def go_to_spot(self, spot: Spot | None) -> bool: ...
    def go_to_brief(self, spot: Spot) -> None: ...


class BriefNumbers(Protocol):
    """The catalogue, as an index of files."""

    @property
    def generation(self) -> int: ...
    def count(self) -> int: ...
    def number_at(self, path: str) -> int | None: ...


class FollowedFiles(Protocol):
    """The library, as far as it follows its files; called from other threads."""

    @property
    def catalogue(self) -> BriefNumbers: ...
    def refresh(
        self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Changes: ...
    def others_have_marked(self) -> bool: ...
    def reload_marks(self) -> None: ...
    def get_ready(self) -> None: ...
    def stamp(self, path: str) -> Stamp | None: ...


class Keyboard(Protocol):
    """The app, as the source of keys and the owner of all screens."""

    is_reading_files: bool

    @property
    def has_typed(self) -> bool: ...
    @property
    def seconds_without_key(self) -> float: ...
    def files_were_read(self) -> None: ...


# --- the screen, by what a part needs of it ------------------------------------------------------


class ReadingHost(Protocol):
    """The screen with an open brief."""

    note: str
    pane: int
    reading: BriefView | None
    signs: Signs
    options: Options

    @property
    def app(self) -> App[object]: ...

    @property
    def list_row(self) -> ListRow | None: ...

    @property
    def current_row(self) -> ListRow | None: ...

    @property
    def current_key(self) -> str: ...

    def await_result(self, work: Callable[[], T], done: Callable[[T], object]) -> None: ...


class DialogHost(Protocol):
    """The screen with a prompt, screens over it, and background work."""

    background: Background

    @property
    def size(self) -> Size: ...

    def ask(self, question: Question) -> None: ...

    def close_prompt(self) -> None: ...

    def open_screen(
        self, screen: OrderedInputScreen[Any], answered: Callable[[Any], object]
    ) -> None: ...

    def report_trouble(self, trouble: str) -> None: ...


class CommandHost(ReadingHost, DialogHost, Protocol):
    """The screen with an open brief and dialogs about it."""


class FrameHost(Protocol):
    """The screen, as far as it draws."""

    def hold_frame(self) -> AbstractContextManager[None]: ...

    def light(self, lit: Highlighter) -> None: ...


class ListHost(Clock, Protocol):
    """The screen with the list."""

    note: str
    pane: int

    @property
    def list(self) -> ListedBriefs: ...

    @property
    def is_narrow(self) -> bool: ...

    def show_briefs(self) -> None: ...


class PanesHost(ReadingHost, Protocol):
    """The screen with the panes."""

    def record_pane(self, number: int) -> BriefPane: ...


class FilterHost(ListHost, DialogHost, FrameHost, Protocol):
    """The screen, for `ListFilter`."""

    complaint: Line


class LayoutHost(ReadingHost, Protocol):
    """The screen, for `Layout`."""

    @property
    def size(self) -> Size: ...

    @property
    def zoomed(self) -> bool: ...

    @property
    def is_narrow(self) -> bool: ...

    @property
    def nothing_yet(self) -> bool: ...

    @property
    def filter_text(self) -> str: ...

    @property
    def list(self) -> BriefList: ...

    def record_pane(self, number: int) -> RecordPane: ...

    def bar(self, name: str) -> Bar: ...

    def update_classes(self, classes: dict[str, bool]) -> object: ...


class LoadingHost(Clock, FrameHost, Protocol):
    """The screen, for `OpenBrief`."""

    reading: BriefView | None

    def call_later(self, callback: Callable[..., object], *args: object) -> bool: ...

    def report_error(self, error: BriefingError) -> None: ...


class MarkingHost(CommandHost, ListHost, Protocol):
    """The screen, for `ReadMarks`."""


class NavigationHost(ReadingHost, ListHost, Protocol):
    """The screen, for `Navigation`."""

    zoomed: bool


class RefreshingHost(ListHost, Protocol):
    """The screen, for `Refresher`."""

    progress: str
    options: Options

    @property
    def ordered_app(self) -> Keyboard: ...


class SearchHost(PanesHost, DialogHost, FrameHost, Protocol):
    """The screen, for `SearchWalk`."""


class WaitingHost(PanesHost, Protocol):
    """The screen, for `AwaitedPanes`."""

    keys: Keys

    @property
    def brief(self) -> ShownBrief: ...

    @property
    def place(self) -> Where: ...

    @property
    def takes_text(self) -> bool: ...
