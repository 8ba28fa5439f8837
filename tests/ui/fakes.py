"""A screen without a terminal, for the objects that the main screen is made of."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.geometry import Size

from briefing.catalogue import ListRow
from briefing.commands import Keys, Where
from briefing.errors import BriefingError
from briefing.library import Library
from briefing.model.references import Target
from briefing.text.ranges import Highlighter, no_highlight
from briefing.ui.background import Background, JobThread
from briefing.ui.input.prompt import Question
from briefing.ui.main.open_brief import Stage
from briefing.ui.options import Options
from briefing.ui.trail import Trail
from briefing.user.spots import Spot
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import Item
from briefing.view.signs import UNICODE
from briefing.view.spans import Line
from tests.conftest import SAMPLES

if TYPE_CHECKING:
    StandIn = Any
    """A type that any other will do for, for what a test puts in the place of a real object."""
else:
    StandIn = object

T = TypeVar("T")


@dataclass
class FakeAlarm:
    """A timer that a test sets off."""

    delay: float
    callback: Callable[[], object]
    is_set: bool = True

    def stop(self) -> None:
        self.is_set = False


class AtOnce(Background):
    """Does what it is asked for while the caller waits."""

    def __init__(self) -> None:
        super().__init__(JobThread, lambda call: call(), self.failed)
        self.errors: list[str] = []

    def failed(self, error: BriefingError) -> None:
        self.errors.append(str(error))

    def run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self._running += 1
        self._do(work, done)


class FakeList:
    """A list of briefs."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.numbers = library.ids()
        self._cursor = 0
        self.top = 0
        self.drawn = 0
        self.new: set[int] = set()

    @property
    def cursor(self) -> int:
        return self._cursor

    @cursor.setter
    def cursor(self, value: int) -> None:
        self._cursor = max(0, min(value, len(self.numbers) - 1))

    @property
    def number(self) -> int | None:
        return self.numbers[self.cursor] if len(self.numbers) else None

    @property
    def path(self) -> str:
        row = self.library.row(self.number) if self.number is not None else None
        return row.path if row is not None else ""

    def go_to(self, number: int | None) -> None:
        if number is not None and number in self.numbers:
            self.cursor = list(self.numbers).index(number)

    def to_end(self, down: bool) -> None:
        self.cursor = len(self.numbers) - 1 if down else 0

    def jump(self, top: int) -> None:
        self.top = top

    def refresh(self) -> None:
        self.drawn += 1


@dataclass
class FakePane:
    """A pane of a brief."""

    item: Item | None = None
    is_in_sight: bool = True
    is_laid: bool = True
    targets: list[Target] = field(default_factory=list)
    hints: dict[Target, str] = field(default_factory=dict)
    shown: tuple[str, Target | None] = ("", None)
    steps: int = 0
    """Lit rows of its record that are out of sight."""
    places: tuple[int, int, int] = (1, 1, 1)
    """The lit places of its record in sight, and how many there are."""

    def targets_in_sight(self) -> list[Target]:
        return self.targets

    def show_hints(self, letters: Any) -> None:
        self.hints = dict(letters)

    def show_record(self, key: str, chosen: Target | None = None) -> None:
        self.shown = (key, chosen)

    def lit_places(self, key: str) -> tuple[int, int, int]:
        return self.places

    def step_highlight(self, key: str, steps: int) -> bool:
        self.steps -= 1
        return self.steps >= 0

    def stay_at_top(self) -> None:
        self.shown = ("top", None)


@dataclass
class FakeBrief:
    """The brief that is open."""

    number: int | None = None
    path: str = ""
    landed: tuple[str, int] = ("", 0)
    shown_again: int = 0
    is_whole: bool = True
    is_there: bool = True
    stage: Stage = Stage.WHOLE

    def show(self, number: int | None) -> None:
        self.number = number

    def show_again(self) -> None:
        self.shown_again += 1

    def forget(self) -> None:
        self.number = None

    def land_on(self, record: str, pane: int = 0) -> None:
        self.landed = (record, pane)

    def has_all_of(self, number: int) -> bool:
        return self.is_whole and self.number == number

    def find_again(self, number_at: Callable[[str], int | None]) -> bool:
        return self.is_there


def asked(
    label: str, accepted: Callable[[str], object], close: Callable[[], None], **named: Any
) -> Question:
    """Return a question that is closed before its answer is accepted."""

    def accept(line: str) -> None:
        close()
        accepted(line)

    return Question(label, accept, close, **named)


@dataclass
class FakeKeyboard:
    """The app, as far as the refresher asks it."""

    is_reading_files: bool = False
    has_typed: bool = False
    seconds_without_key: float = 1000.0
    told: int = 0
    piped: list[str] = field(default_factory=list)

    def files_were_read(self) -> None:
        self.told += 1


class FakeApp:
    """An app with a clipboard."""

    copied = ""

    def copy_to_clipboard(self, text: str) -> None:
        self.copied = text


class FakeWays(StandIn):
    """A `Navigation` that notes where it is asked to lead."""

    def __init__(self) -> None:
        self.trail = Trail()
        self.opened: list[tuple[int, int]] = []
        self.panes: list[int] = []
        self.listed: list[int] = []
        self.gone_to: list[Spot | None] = []
        self.left = 0

    def spot(self) -> Spot:
        return Spot(2, 0)

    def leave(self) -> None:
        self.left += 1
        self.trail.leave(self.spot())

    def show_pane(self, number: int) -> None:
        self.panes.append(number)

    def show_listed(self, index: int) -> None:
        self.listed.append(index)

    def open_brief(self, number: int, pane: int, record: str = "") -> None:
        self.opened.append((number, pane))

    def go_to_spot(self, spot: Spot | None) -> bool:
        self.gone_to.append(spot)
        return True

    def go_to_brief(self, spot: Spot) -> None:
        self.gone_to.append(spot)


class FakeScreen(StandIn):
    """A `ReadingScreen` without a terminal, as far as anything that it is made of asks it."""

    def __init__(self, library: Library | None = None, options: Options | None = None) -> None:
        self.library = library or Library(SAMPLES)
        self.options = options or Options()
        self.note = self.progress = ""
        self.complaint: tuple[Line, ...] = ()
        self.asking = self
        self.pane = 0
        self.zoomed = False
        self.reading: BriefView | None = None
        self.signs = UNICODE
        self.keys = Keys(self.options.commands())
        self.place: Where = "list"
        self.takes_text = False
        self.size = Size(80, 24)
        self.list = FakeList(self.library)
        self.panes = {number: FakePane() for number in range(1, 6)}
        self.brief = FakeBrief()
        self.ordered_app = FakeKeyboard()
        self.is_narrow = self.has_looked = False
        self.filter_text = ""
        self.background: Background = AtOnce()
        self.fake_app = FakeApp()
        self.alarms: list[FakeAlarm] = []
        self.current_key = ""
        self.question: Question | None = None
        self.opened: list[tuple[Any, Callable[[Any], object]]] = []
        self.found = 0
        self.highlighter: Highlighter | None = None
        self.calls: Queue[Callable[[], object]] = Queue()

    @property
    def app(self) -> App[object]:
        return self.fake_app  # type: ignore[return-value]

    def record_pane(self, number: int) -> FakePane:
        return self.panes[number]

    @property
    def nothing_yet(self) -> bool:
        return not self.has_looked and not len(self.list.numbers)

    @property
    def list_row(self) -> ListRow | None:
        return self.library.row(self.list.number) if self.list.number is not None else None

    @property
    def current_row(self) -> ListRow | None:
        number = self.brief.number if self.pane else self.list.number
        return self.library.row(number) if number is not None else None

    def set_timer(self, delay: float, callback: Callable[[], object]) -> FakeAlarm:
        self.alarms.append(FakeAlarm(delay, callback))
        return self.alarms[-1]

    def ring(self) -> list[float]:
        """Set off all timers that are set, and return their delays."""
        due, self.alarms = [alarm for alarm in self.alarms if alarm.is_set], []
        for alarm in due:
            alarm.callback()
        return [alarm.delay for alarm in due]

    def call_later(self, callback: Callable[..., object], *args: object) -> bool:
        self.calls.put(lambda: callback(*args))
        return True

    def pump(self, until: Callable[[], bool]) -> None:
        """Do what threads want done here, until something is so."""
        while not until():
            try:
                self.calls.get(timeout=20)()
            except Empty:
                raise AssertionError("it never came to that") from None

    def hold_frame(self) -> AbstractContextManager[None]:
        return nullcontext()

    def await_result(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self.background.run(work, done)

    def open_screen(self, screen: Any, answered: Callable[[Any], object]) -> None:
        self.opened.append((screen, answered))

    def ask(self, question: Question) -> None:
        self.question = question

    def offer(self, texts: Sequence[str]) -> None:
        self.offered = texts

    def offer_again(self) -> None:
        """Nothing is shown."""

    def ask_line(
        self, label: str, accepted: Callable[[str], object], values: Any = (), **named: Any
    ) -> None:
        self.values = values
        self.question = asked(label, accepted, self.close, **named)

    def close(self) -> None:
        self.question, self.complaint = None, ()

    @property
    def is_asking(self) -> bool:
        return self.question is not None

    def answer_question(self, text: str) -> None:
        """Type an answer and Enter."""
        assert self.question is not None
        self.question.accepted(text)

    def light(self, highlighter: Highlighter, sought: Highlighter = no_highlight) -> None:
        self.highlighter, self.sought = highlighter, sought

    def show_briefs(self) -> None:
        self.found += 1

    def show_marks(self) -> None:
        self.list.refresh()

    def report_error(self, error: BriefingError) -> None:
        self.note = str(error)

    def report_trouble(self, trouble: str) -> None:
        self.note = trouble

    def read(self, brief: str) -> BriefView:
        """Show a brief, and return it."""
        row = self.library.catalogue.row_of(brief)
        assert row is not None
        self.brief.number, self.brief.path = row.number, row.path
        self.reading = self.library.view(row)
        return self.reading


def indexed(folder: Path = SAMPLES, **named: Any) -> Library:
    """Return a library whose catalogue is up to date."""
    library = Library(folder, **named)
    library.refresh(lambda done, total: None, lambda: False)
    return library
