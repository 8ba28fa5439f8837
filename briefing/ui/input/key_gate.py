"""Keys that wait for their target: a pane that opens, a board that is being made."""

from collections.abc import Callable
from typing import Protocol

PATIENCE = 0.5
"""Seconds that keys wait for a pane at most; its brief may never come."""
LONG_PATIENCE = 5.0
"""Seconds that keys wait for a screen or an answer at most. Where one was asked for, a key means it
and not what is below: `p q` leaves the board, and must never leave the reader."""


class Clock(Protocol):
    """A source of timers."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> "Alarm":
        """Call `callback` after `delay` seconds."""


class Alarm(Protocol):
    """A timer."""

    def stop(self) -> None:
        """Cancel it."""


class KeyGate:
    """Closed from the request of something until it is there."""

    def __init__(self, clock: Clock, opened: Callable[[], None], patience: float) -> None:
        """`opened` is called when waiting keys can go on, after `patience` seconds at most."""
        self._clock = clock
        self._patience = patience
        self._opened = opened
        self._is_there: Callable[[], bool] | None = None
        self._alarm: Alarm | None = None

    @property
    def is_closed(self) -> bool:
        """Whether keys wait."""
        return self._is_there is not None

    def wait_for(self, is_there: Callable[[], bool]) -> None:
        """Close until `check` finds `is_there` true, or patience ends."""
        self._stop()
        if is_there():
            self.open()
        else:
            self._is_there = is_there
            self._alarm = self._clock.set_timer(self._patience, self.open)

    def check(self) -> None:
        """Open if the target is there."""
        if self._is_there is not None and self._is_there():
            self.open()

    def open(self) -> None:
        """Let the keys go on."""
        self._stop()
        self._opened()

    def _stop(self) -> None:
        self._is_there = None
        if self._alarm is not None:
            self._alarm.stop()
            self._alarm = None
