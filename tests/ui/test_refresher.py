"""Following the files, without a terminal: what is told, what stays, when files are looked at."""

from collections.abc import Callable

import pytest

from briefing.catalogue.index.changes import Changes
from briefing.errors import BriefingError
from briefing.store.files import Stamp
from briefing.ui.main.refresher import Phase, Refresher, RefreshResult
from briefing.ui.options import Options
from briefing.ui.polling import OpenFilePoll
from tests.ui.fakes import FakeScreen, StandIn, indexed

SAME, NEW = Changes(0, 0, 0, 3), Changes(1, 0, 0, 3)
CHANGED, ALL_NEW = Changes(0, 1, 0, 2), Changes(3, 0, 0, 0)


class Threads(StandIn):
    """Threads whose work a test has done when it wants to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[Callable[[], bool]], None]] = []
        self.groups: list[str] = []

    def run(self, work: Callable[[Callable[[], bool]], None], group: str) -> None:
        self.waiting.append(work)
        self.groups.append(group)

    def call_back(self, callback: Callable[[], None]) -> None:
        callback()

    def work(self, *, cancelled: bool = False) -> None:
        """Do what waits."""
        waiting, self.waiting = self.waiting, []
        for work in waiting:
            work(lambda: cancelled)


class Catalogue:
    def __init__(self) -> None:
        self.generation = 1
        self.briefs = 3

    def count(self) -> int:
        return self.briefs

    def number_at(self, path: str) -> int | None:
        return 1


class OwnMarks:
    """The marks of a person, of whom another process may be."""

    def __init__(self) -> None:
        self.marked = False
        self.reloaded = 0
        self.read: set[int] = set()

    def others_have_marked(self) -> bool:
        return self.marked

    def reload(self) -> None:
        self.reloaded += 1

    def is_unread(self, number: int) -> bool:
        return number not in self.read


class Files(StandIn):
    """A library whose files change as a test says."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.changes = SAME
        self.trouble = ""
        self.progress: list[tuple[int, int]] = []
        self.own = OwnMarks()

    def refresh(
        self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Changes:
        for done, total in self.progress:
            progress(done, total)
        if self.trouble:
            raise BriefingError(self.trouble)
        cancelled()
        return self.changes

    def get_ready(self) -> None:
        pass

    def stamp(self, path: str) -> Stamp | None:
        return None


class Followed:
    """A screen that follows files."""

    def __init__(self, refresh: float = 0.5, opened: str = "") -> None:
        self.screen = FakeScreen(indexed(), Options(refresh=refresh, open=opened))
        self.files, self.threads = Files(), Threads()
        self.screen.library = self.files
        self.refresher = Refresher(self.screen, self.threads)

    def phase(self) -> Phase:
        return self.refresher.phase

    def look(self, changes: Changes = SAME) -> None:
        self.files.changes = changes
        self.refresher.refresh()
        self.threads.work()


@pytest.fixture
def followed() -> Followed:
    return Followed()


def test_the_first_keys_come_before_the_first_look(followed: Followed):
    followed.refresher.start()
    assert followed.threads.waiting == []
    assert 0.3 in followed.screen.ring()
    assert followed.phase() is Phase.SCANNING


def test_files_are_looked_at_at_once_where_there_is_nothing_to_show(followed: Followed):
    followed.files.catalogue.briefs = 0
    followed.screen.list.numbers = []
    assert followed.screen.nothing_yet
    followed.refresher.start()
    assert len(followed.threads.waiting) == 1
    followed.threads.work()
    assert not followed.screen.nothing_yet
    assert followed.screen.found == 1


def test_a_look_that_finds_nothing_draws_nothing(followed: Followed):
    followed.look()
    followed.look()
    assert (followed.screen.found, followed.screen.list.drawn) == (0, 0)
    assert followed.screen.brief.shown_again == followed.screen.ordered_app.told == 0
    assert followed.phase() is Phase.RESTING


def test_what_is_new_at_the_start_is_seen_first_and_later_told(followed: Followed):
    followed.look(NEW)
    assert (followed.screen.note, followed.screen.list.cursor) == ("", 0)
    followed.screen.list.cursor = 1
    followed.look(NEW)
    assert (followed.screen.note, followed.screen.list.cursor) == ("1 new brief", 1)
    followed.look(Changes(2, 0, 0, 3))
    assert followed.screen.note == "2 new briefs"
    assert followed.screen.brief.shown_again == followed.screen.ordered_app.told == 3


@pytest.mark.parametrize("what", ["typed", "opened", "pane"])
def test_whoever_has_done_something_stays_there(what: str):
    followed = Followed(opened="x" if what == "opened" else "")
    followed.screen.ordered_app.has_typed = what == "typed"
    followed.screen.pane = 2 if what == "pane" else 0
    followed.look(NEW)
    assert followed.screen.note == "1 new brief"


def test_that_all_briefs_are_new_is_not_told(followed: Followed):
    followed.look()
    followed.look(ALL_NEW)
    assert followed.screen.note == ""
    assert followed.screen.found == 1


def test_what_another_program_took_in_is_shown(followed: Followed):
    followed.look()
    followed.files.catalogue.generation = 2
    followed.look()
    assert followed.screen.found == followed.screen.brief.shown_again == 1


def test_marks_of_another_reader_are_drawn_and_nothing_jumps_away(followed: Followed):
    followed.look()
    followed.files.own.marked = True
    followed.look()
    assert (followed.files.own.reloaded, followed.screen.list.drawn, followed.screen.found) == (
        1,
        1,
        0,
    )
    assert followed.screen.brief.shown_again == 1


@pytest.mark.parametrize(("pane", "narrow", "told"), [(2, True, True), (0, False, True),
                                                      (0, True, False)])  # fmt: skip
def test_that_the_file_has_gone_is_told_where_it_is_in_sight(pane: int, narrow: bool, told: bool):
    followed = Followed()
    screen = followed.screen
    screen.pane, screen.is_narrow = pane, narrow
    screen.brief.path, screen.brief.is_there = "a.yaml", False
    followed.look(CHANGED)
    assert (screen.note == "a.yaml no longer exists") == told


def test_trouble_is_told_once_and_taken_back_when_it_is_over(followed: Followed):
    followed.look()
    followed.files.trouble = "no such folder"
    followed.look()
    assert followed.screen.note == "cannot check the files for changes: no such folder"
    assert followed.phase() is Phase.RESTING
    followed.screen.note = ""
    followed.look()
    assert followed.screen.note == ""
    followed.files.trouble = ""
    followed.screen.note = "cannot check the files for changes: no such folder"
    followed.look()
    assert followed.screen.note == ""
    assert followed.screen.found == followed.screen.brief.shown_again == 1


def test_trouble_at_the_start_ends_the_waiting_for_something_to_read(followed: Followed):
    followed.screen.list.numbers = []
    followed.files.trouble = "no such folder"
    followed.look()
    assert not followed.screen.nothing_yet
    assert followed.screen.found == 1


def test_a_look_asked_for_during_another_follows_it(followed: Followed):
    followed.refresher.refresh()
    followed.refresher.files_may_have_changed()
    followed.refresher.files_may_have_changed()
    assert followed.phase() is Phase.SCANNING_TWICE
    followed.threads.work()
    assert followed.phase() is Phase.SCANNING
    followed.threads.work()
    assert followed.phase() is Phase.RESTING
    assert followed.threads.waiting == []


def test_a_look_asked_for_comes_in_place_of_the_next_one(followed: Followed):
    followed.look()
    (alarm,) = followed.screen.alarms
    followed.refresher.files_may_have_changed()
    assert not alarm.is_set
    assert followed.phase() is Phase.SCANNING


def test_the_next_look_waits_for_the_keyboard_to_rest(followed: Followed):
    followed.look()
    followed.screen.ordered_app.seconds_without_key = 0
    followed.screen.ring()
    assert followed.phase() is Phase.RESTING
    followed.screen.ordered_app.seconds_without_key = 10
    followed.screen.ring()
    assert followed.phase() is Phase.SCANNING


def test_a_reader_that_is_told_to_looks_only_once():
    followed = Followed(refresh=0)
    followed.refresher.start()
    followed.screen.ring()
    followed.threads.work()
    assert followed.screen.ring() == []


def test_a_look_that_is_cancelled_says_nothing(followed: Followed):
    followed.files.changes, followed.files.progress = NEW, [(1, 1000)]
    followed.refresher.refresh()
    followed.threads.work(cancelled=True)
    followed.files.trouble = "gone"
    followed.refresher.refresh()
    followed.threads.work(cancelled=True)
    assert (followed.screen.found, followed.screen.note) == (0, "")


def test_how_far_the_work_is_is_told_of_many_files_only(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
):
    told: list[str] = []
    monkeypatch.setattr(followed.refresher, "show_progress", told.append)
    followed.files.progress = [(1, 100), (1, 1000), (1000, 1000)]
    followed.look()
    assert told == ["reading 1 of 1,000 briefs", ""]


def test_while_files_are_read_searches_know_it(followed: Followed):
    followed.refresher.show_progress("reading 1 of 1,000 briefs")
    assert followed.screen.ordered_app.is_reading_files
    followed.refresher.finish(RefreshResult(SAME, 0.1, 1))
    assert not followed.screen.ordered_app.is_reading_files
    assert followed.screen.progress == ""


def test_the_open_file_is_asked_for_one_at_a_time_and_a_change_is_told():
    threads, told = Threads(), []
    stamps = {"a": Stamp("a", 1, 1, 1), "b": Stamp("b", 1, 1, 1)}
    poll = OpenFilePoll(threads, stamps.get, lambda: told.append(1))
    poll.ask("")
    assert threads.waiting == []
    for path in ("a", "b"):
        poll.ask(path)
        poll.ask(path)
        assert len(threads.waiting) == 1
        threads.work()
    assert told == []
    stamps["b"] = Stamp("b", 2, 1, 1)
    poll.ask("b")
    threads.work()
    assert told == [1]


def test_the_open_file_is_asked_for_where_looks_are_far_apart(followed: Followed):
    followed.screen.brief.path = "a"
    followed.refresher.start()
    followed.look()
    followed.screen.ring()
    assert "poll" not in followed.threads.groups
    followed.threads.work()
    followed.refresher.finish(RefreshResult(SAME, 60, 1))
    followed.refresher.finish(RefreshResult(SAME, 60, 1))
    followed.screen.ring()
    assert "poll" in followed.threads.groups
