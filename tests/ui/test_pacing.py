"""When the files are looked at: looking costs little, and keys come first."""

import pytest

from briefing.ui import polling
from briefing.ui.polling import BREATH, BREATHS, PUT_OFF, REST, SHARE, PollSchedule, YieldToKeys


@pytest.fixture
def pace() -> PollSchedule:
    """Return the pace of a reader that has just looked for the first time, at its leisure."""
    pace = PollSchedule()
    pace.learn(1_000.0, has_changed=False)
    return pace


def test_the_first_look_puts_none_off(pace: PollSchedule):
    assert pace.until_next(0.5) == 0.5


def test_looks_are_as_far_apart_as_they_are_long(pace: PollSchedule):
    pace.learn(1.0, has_changed=False)
    assert pace.until_next(0.5) == SHARE
    assert pace.is_far


def test_a_look_while_the_machine_was_busy_puts_none_off(pace: PollSchedule):
    pace.learn(0.01, has_changed=False)
    pace.learn(3.0, has_changed=False)
    assert pace.until_next(0.5) == 0.5
    assert not pace.is_far
    pace.learn(3.0, has_changed=False)
    assert pace.until_next(0.5) == 3.0 * SHARE


def test_a_look_that_read_files_puts_none_off_but_may_bring_them_nearer(pace: PollSchedule):
    pace.learn(1.0, has_changed=False)
    pace.learn(60.0, has_changed=True)
    assert pace.until_next(0.5) == SHARE
    pace.learn(0.1, has_changed=True)
    assert pace.until_next(0.5) == pytest.approx(0.1 * SHARE)


@pytest.mark.parametrize("taken", [0.01, 10.0])
def test_a_look_waits_for_the_keyboard_to_rest_but_not_for_ever(pace: PollSchedule, taken: float):
    pace.learn(taken, has_changed=False)
    for _ in range(2):
        assert pace.put_off(REST) is None
        assert [pace.put_off(0.0) for _ in range(PUT_OFF + 1)] == [REST] * PUT_OFF + [None]


def test_a_look_stands_still_while_keys_are_answered_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
):
    slept: list[float] = []
    monkeypatch.setattr(polling, "sleep", slept.append)
    held = YieldToKeys(lambda: 0.0, lambda: False)
    assert not held()
    assert 0 <= sum(slept) - BREATHS < 2 * BREATH
    assert held.slept == pytest.approx(sum(slept))
    count = len(slept)
    assert not held()
    assert len(slept) == count


def test_a_look_does_not_stand_still_without_keys_nor_once_it_is_cancelled(
    monkeypatch: pytest.MonkeyPatch,
):
    slept: list[float] = []
    monkeypatch.setattr(polling, "sleep", slept.append)
    assert not YieldToKeys(lambda: BREATH, lambda: False)()
    assert YieldToKeys(lambda: 0.0, lambda: True)()
    assert slept == []
