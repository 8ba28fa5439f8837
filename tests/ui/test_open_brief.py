"""A brief is loaded in two steps behind the screen; an opening that is superseded is dropped."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from briefing.catalogue import ListRow
from briefing.errors import BriefingError
from briefing.library import Library
from briefing.ui.main.open_brief import OpenBrief, Stage
from briefing.view.brief.brief_view import BriefView
from briefing.view.signs import UNICODE, Signs
from tests.ui.fakes import FakeScreen, StandIn, indexed


class SlowViews(StandIn):
    """A library that checks quotations only when it is told to."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.goes_on, self.reads = Event(), Event()
        self.reads.set()
        self.kept: list[str] = []
        self.checked: list[str] = []
        self.cancelled: list[bool] = []
        self.trouble = ""

    def row(self, number: int) -> ListRow | None:
        return self.library.row(number)

    def kept_view(self, row: ListRow, *, signs: Signs) -> BriefView:
        self.kept.append(row.id)
        self.reads.wait(20)
        if self.trouble:
            raise BriefingError(self.trouble)
        return self.library.kept_view(row, signs=signs)

    def view(self, row: ListRow, *, signs: Signs, cancelled: Callable[[], bool]) -> BriefView:
        self.goes_on.wait(20)
        self.checked.append(row.id)
        self.cancelled.append(cancelled())
        return self.library.view(row, signs=signs, cancelled=cancelled)


class Panes:
    """Panes that note what they are told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.landed: list[tuple[str, int]] = []

    def await_brief(self) -> None:
        self.told.append("awaited")

    def show_late(self, title: str) -> None:
        self.told.append(f"late: {title}")

    def brief_has_come(self) -> None:
        self.told.append("come")

    def stay_at_top(self) -> None:
        self.told.append("top")

    def land(self, record: str, pane: int) -> None:
        self.landed.append((record, pane))


@pytest.fixture
def views() -> Iterator[SlowViews]:
    library = indexed()
    views = SlowViews(library)
    yield views
    views.goes_on.set()
    library.close()


class Opened:
    """A brief that can be opened, on a screen."""

    def __init__(self, views: SlowViews) -> None:
        self.screen, self.panes = FakeScreen(views.library), Panes()
        self.brief = OpenBrief(self.screen, self.panes, views, UNICODE)
        self.numbers = list(views.library.ids())

    @property
    def id(self) -> str:
        return self.screen.reading.brief.id if self.screen.reading is not None else ""

    def wait_for(self, stage: Stage) -> None:
        self.screen.pump(lambda: self.brief.stage >= stage)


@pytest.fixture
def opened(views: SlowViews) -> Opened:
    return Opened(views)


def test_kept_verdicts_come_first_and_then_the_checked_ones(views: SlowViews, opened: Opened):
    opened.brief.show(opened.numbers[1])
    assert opened.brief.stage is Stage.WANTED
    assert opened.screen.reading is None
    opened.wait_for(Stage.KEPT)
    kept = opened.screen.reading
    assert kept is not None
    assert {found.verdict.word for found in kept.checks.values()} == {"verbatim", "typography"}
    assert not kept.archives
    assert opened.brief.is_busy
    views.goes_on.set()
    opened.wait_for(Stage.WHOLE)
    assert opened.screen.reading is not None
    assert opened.screen.reading.archives
    assert not opened.brief.is_busy
    assert opened.brief.has_all_of(opened.numbers[1])
    assert opened.panes.told == ["awaited", "come", "top", "come"]


def test_another_brief_comes_while_one_is_checked_and_nothing_piles_up(
    views: SlowViews, opened: Opened
):
    opened.brief.show(opened.numbers[0])
    opened.wait_for(Stage.KEPT)
    views.reads.clear()
    for number in opened.numbers * 20:
        opened.brief.show(number)
    views.reads.set()
    opened.wait_for(Stage.KEPT)
    last = views.library.row(opened.numbers[-1])
    assert last is not None
    assert opened.id == last.id
    views.goes_on.set()
    opened.wait_for(Stage.WHOLE)
    assert views.kept[-1] == views.checked[-1] == opened.id == last.id
    assert len(views.checked) <= 2
    assert len(views.kept) < 20
    assert views.cancelled == [True, False][-len(views.checked) :]


def test_a_brief_that_takes_long_is_shown_by_its_title(views: SlowViews, opened: Opened):
    opened.brief.show(opened.numbers[0])
    opened.wait_for(Stage.KEPT)
    opened.brief.show(opened.numbers[1])
    opened.screen.ring()
    assert opened.screen.reading is None
    assert "second round" in opened.panes.told[-1]
    opened.wait_for(Stage.KEPT)
    assert opened.screen.reading is not None


def test_a_record_is_gone_to_when_it_is_there(views: SlowViews, opened: Opened):
    opened.brief.show(opened.numbers[1])
    opened.brief.land_on("q3")
    assert opened.panes.landed == []
    opened.wait_for(Stage.KEPT)
    assert opened.panes.landed == [("q3", 0)]
    opened.brief.show(opened.numbers[0])
    opened.brief.show(opened.numbers[1])
    opened.brief.land_on("article#p2")
    opened.wait_for(Stage.KEPT)
    views.goes_on.set()
    opened.wait_for(Stage.WHOLE)
    assert opened.panes.landed[-1] == ("article#p2", 0)


def test_where_to_go_in_a_brief_is_forgotten_with_it(opened: Opened):
    opened.brief.show(opened.numbers[1])
    opened.brief.land_on("q3")
    opened.brief.show(opened.numbers[0])
    opened.wait_for(Stage.KEPT)
    assert opened.panes.landed == []


def test_a_brief_shown_again_keeps_its_archives_until_they_are_read_anew(
    views: SlowViews, opened: Opened
):
    views.goes_on.set()
    opened.brief.show(opened.numbers[1])
    opened.wait_for(Stage.WHOLE)
    views.goes_on.clear()
    before = opened.screen.reading
    opened.screen.reading = before._replace(tags=("old",)) if before is not None else None
    opened.brief.show_again()
    assert opened.brief.stage is Stage.WHOLE
    opened.screen.pump(lambda: opened.screen.reading == before)
    assert before is not None
    assert before.archives


def test_what_is_wrong_is_told_and_nothing_more_is_awaited(views: SlowViews, opened: Opened):
    views.trouble = "the disk is gone"
    opened.brief.show(opened.numbers[0])
    opened.wait_for(Stage.WHOLE)
    assert opened.screen.note == "the disk is gone"
    assert opened.screen.reading is None
    assert not opened.brief.is_busy


def test_a_brief_that_is_forgotten_does_not_come(views: SlowViews, opened: Opened):
    opened.brief.show(opened.numbers[0])
    opened.brief.forget()
    opened.brief.show(opened.numbers[1])
    opened.wait_for(Stage.KEPT)
    assert opened.id == "istanbul-2025-06-02"
    assert opened.brief.number == opened.numbers[1]
