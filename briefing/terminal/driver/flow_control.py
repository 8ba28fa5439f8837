"""Flow control: how many bytes may be in flight to a terminal on a slow link.

Between a program and a terminal lie opaque buffers of megabytes. So a query is sent along, and
until the answer comes only a window of bytes is sent behind it; later frames replace earlier ones
meanwhile. The window follows the answers' delay, as in TCP Vegas: it doubles while they come as
fast as ever, and is halved when they come late. All times are in seconds.

A window that does not change was tried (`tests/benchmarks/reader.py`, and simulated links). One of
4 kB leaves a key held at 9,600 bit/s 3.5 seconds behind, where 0.3 is the limit and this one is up
to 0.2 behind. One of 512 bytes is as good there, but shows a held page key 3 times a second over a
link that takes 0.3 s there and back, and this one 24 times.
"""

_DRAIN = 1000
"""Bytes a second assumed to arrive without a query: about 9,600 bit/s."""
_ASK_FROM = 320
"""Bytes under way from which a query is sent."""
_LEAST, _FIRST, _MOST = 256, 512, 1 << 16
_LATE = 0.15
_PATIENCE = 3.0
_LEAST_PATIENT, _MOST_PATIENT = 0.004, 0.012


class FlowControl:
    """Decides when to query a terminal and when to wait for it; one that is mute never blocks."""

    def __init__(self) -> None:
        self._window = _FIRST
        self._under_way = 0.0
        self._updated = 0.0
        self._asked: float | None = None
        self._after_question = 0
        self._fastest = float("inf")
        self._trusted = False
        self._held_back = False

    @property
    def waiting(self) -> bool:
        """Whether a terminal that has answered before has not answered yet."""
        return self._trusted and self._asked is not None

    @property
    def patience(self) -> float:
        """How long a frame may wait for a newer one: short beside the round trip."""
        return min(max(_LEAST_PATIENT, 2 * self._fastest), _MOST_PATIENT)

    def sent(self, count: int, now: float) -> bool:
        """Note that `count` bytes go out at `now`; return whether to send a query behind them."""
        self._under_way = max(0.0, self._under_way - (now - self._updated) * _DRAIN) + count
        self._updated = now
        self._after_question += count
        if self._asked is not None or self._under_way < _ASK_FROM:
            return False
        self.asked(now)
        return True

    def asked(self, now: float) -> None:
        """Note that a query went out at `now`."""
        self._asked = now
        self._after_question = 0

    def answered(self, now: float) -> None:
        """Note that an answer came at `now`."""
        self._trusted = True
        if self._asked is None:
            return
        took = now - self._asked
        self._fastest = min(self._fastest, took)
        if took > self._fastest + _LATE:
            self._window = max(self._window // 2, _LEAST)
        elif self._held_back:
            self._window = min(self._window * 2, _MOST)
        self._held_back = False
        self._asked = None
        self._under_way = float(self._after_question)
        self._updated = now

    def forget(self) -> None:
        """Note that the query under way will not be answered."""
        self._asked = None

    def wait(self, now: float) -> float:
        """Return for how long sending must pause; an answer ends the pause."""
        if not self.waiting or self._asked is None or self._under_way <= self._window:
            return 0.0
        left = self._asked + _PATIENCE - now
        if left <= 0:
            # The answer was lost, or this terminal has stopped answering.
            self._asked, self._trusted = None, False
        self._held_back = True
        return max(left, 0.0)
