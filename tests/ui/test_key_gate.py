"""Keys wait for what they are meant for, but not for ever; work is done behind them in order."""

from collections.abc import Callable
from functools import partial
from queue import Queue
from threading import Event, Thread, current_thread

import pytest

from briefing.errors import BriefingError
from briefing.ui.background import Background, JobThread, hand_over
from briefing.ui.input import key_gate
from briefing.ui.input.key_gate import KeyGate
from tests.ui.fakes import FakeScreen


def test_a_gate_is_closed_until_it_is_there():
    screen = FakeScreen()
    told: list[int] = []
    there: list[int] = []
    gate = KeyGate(screen, lambda: told.append(1))
    gate.wait_for(lambda: bool(there))
    assert gate.is_closed
    gate.check()
    assert gate.is_closed
    there.append(1)
    gate.check()
    assert not gate.is_closed
    assert told == [1]
    assert screen.ring() == []


def test_a_gate_opens_when_patience_ends():
    screen = FakeScreen()
    told: list[int] = []
    gate = KeyGate(screen, lambda: told.append(1))
    gate.wait_for(lambda: False)
    assert screen.ring() == [key_gate.PATIENCE]
    assert not gate.is_closed
    assert told == [1]


def test_a_gate_of_which_someone_hears_that_it_is_late_does_not_open_by_itself():
    screen = FakeScreen()
    opened: list[int] = []
    late: list[int] = []
    gate = KeyGate(screen, lambda: opened.append(1), lambda: late.append(1))
    gate.wait_for(lambda: False)
    assert not gate.is_late
    assert screen.ring() == [key_gate.LATE]
    assert (gate.is_closed, gate.is_late, opened, late) == (True, True, [], [1])
    gate.open()
    assert (gate.is_closed, gate.is_late, opened, late) == (False, False, [1], [1])


def test_a_gate_does_not_close_for_what_is_there_and_what_is_asked_for_last_counts():
    screen = FakeScreen()
    gate = KeyGate(screen, lambda: None)
    gate.wait_for(lambda: False)
    gate.wait_for(lambda: True)
    assert not gate.is_closed
    assert screen.ring() == []


def test_work_is_handed_over_in_the_order_in_which_it_was_asked_for():
    calls: Queue[Callable[[], None]] = Queue()
    done: list[object] = []
    thread = JobThread()
    background = Background(lambda: thread, calls.put, lambda error: done.append(str(error)))
    for number in range(5):
        background.run(partial(abs, number), done.append)
    background.run(_fail, done.append)
    assert background.is_busy
    assert done == []
    for _ in range(6):
        calls.get(timeout=20)()
    assert done == [0, 1, 2, 3, 4, "it is locked"]
    assert not background.is_busy


def _fail() -> None:
    raise BriefingError("it is locked")


def test_what_fails_when_it_is_handed_over_is_told_too():
    calls: Queue[Callable[[], None]] = Queue()
    told: list[str] = []
    thread = JobThread()
    background = Background(lambda: thread, calls.put, lambda error: told.append(str(error)))
    background.run(lambda: None, lambda _: _fail())
    calls.get(timeout=20)()
    assert told == ["it is locked"]
    assert not background.is_busy


def test_a_screen_that_has_closed_is_handed_nothing():
    class Closed:
        def call_later(self, callback: Callable[..., object], *args: object) -> bool:
            raise RuntimeError("no active app")

    hand_over(Closed(), pytest.fail)


def test_a_thread_for_the_newest_drops_what_has_not_begun():
    begun, goes_on = Event(), Event()
    done: Queue[str] = Queue()
    thread = JobThread(newest_only=True)

    def first() -> None:
        begun.set()
        goes_on.wait(20)
        done.put("first")

    thread.ask(first)
    assert begun.wait(20)
    thread.ask(lambda: done.put("dropped"))
    thread.ask(lambda: done.put("newest"))
    goes_on.set()
    assert [done.get(timeout=20), done.get(timeout=20)] == ["first", "newest"]
    assert done.empty()


def test_a_thread_without_jobs_ends_and_begins_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("briefing.ui.background.IDLE", 0.001)
    at: Queue[Thread] = Queue()
    thread = JobThread()
    for _ in range(3):
        thread.ask(lambda: at.put(current_thread()))
        ended = at.get(timeout=20)
        ended.join(20)
        assert not ended.is_alive()
