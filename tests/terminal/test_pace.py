from briefing.terminal.driver.flow_control import FlowControl


def test_little_by_little_nothing_is_asked() -> None:
    pace = FlowControl()
    assert not any(pace.sent(100, now) for now in range(50))


def test_much_at_once_is_asked_about_once() -> None:
    pace = FlowControl()
    assert [pace.sent(400, 0.0), pace.sent(400, 0.0)] == [True, False]


def test_a_terminal_that_has_never_answered_is_not_waited_for() -> None:
    pace = FlowControl()
    pace.sent(100_000, 0.0)
    assert pace.wait(0.0) == 0.0


def answering() -> FlowControl:
    pace = FlowControl()
    pace.asked(0.0)
    pace.answered(0.02)
    return pace


def test_a_terminal_that_answers_is_waited_for_until_it_does() -> None:
    pace = answering()
    assert pace.sent(100_000, 1.0)
    assert pace.wait(1.0) > 0
    pace.answered(1.5)
    assert pace.wait(1.5) == 0.0


def test_an_answer_that_never_comes_is_given_up() -> None:
    pace = answering()
    pace.sent(100_000, 1.0)
    assert pace.wait(1.0 + 60) == 0.0
    pace.sent(100_000, 62.0)
    assert pace.wait(62.0) == 0.0


def simulate(bytes_a_second: float, frame: int, every: float, seconds: float) -> tuple[float, int]:
    """Return the longest queue in bytes on a link, and the frames that were sent."""
    pace, now, queue, longest, frames = answering(), 1.0, 0.0, 0.0, 0
    answer: float | None = None
    while now < 1.0 + seconds:
        if answer is not None and now >= answer:
            pace.answered(now)
            answer = None
        if not pace.wait(now):
            asks = pace.sent(frame, now)
            queue += frame
            frames += 1
            if asks:
                answer = now + queue / bytes_a_second + 0.02
        longest = max(longest, queue)
        now += every
        queue = max(0.0, queue - every * bytes_a_second)
    return longest, frames


def test_a_slow_link_holds_less_than_a_second_of_frames() -> None:
    longest, frames = simulate(960, 150, 1 / 30, 10)
    assert longest <= 960
    assert frames >= 10 * 960 / 150 * 0.6


def test_a_fast_link_gets_every_frame() -> None:
    assert simulate(1_000_000, 3000, 1 / 30, 5)[1] >= 150
