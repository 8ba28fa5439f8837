"""Keys that wait for what they are meant for: a pane that opens, a board that is being made."""

from collections.abc import Callable
from typing import Protocol

PATIENCE = 0.5
"""Seconds that keys wait at most; what they wait for may never come."""


class Clock(Protocol):
    """Can have something called later."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> "Alarm":
        """Have `callback` called after so many seconds."""


class Alarm(Protocol):
    """Something that will be called."""

    def stop(self) -> None:
        """Have it called no more."""


class KeyGate:
    """Is closed from the moment at which something is asked for until it is there."""

    def __init__(self, clock: Clock, opened: Callable[[], None]) -> None:
        """`opened` is called when the keys that waited can go on."""
        self._clock = clock
        self._opened = opened
        self._is_there: Callable[[], bool] | None = None
        self._alarm: Alarm | None = None

    @property
    def is_closed(self) -> bool:
        """Whether keys wait."""
        return self._is_there is not None

    def wait_for(self, is_there: Callable[[], bool]) -> None:
        """Close until `check` finds that it is there, or for as long as patience lasts."""
        self._stop()
        if is_there():
            self.open()
        else:
            self._is_there = is_there
            self._alarm = self._clock.set_timer(PATIENCE, self.open)

    def check(self) -> None:
        """Open if what was waited for is there: something has come."""
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
