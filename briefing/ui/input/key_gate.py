"""Keys that wait for their target: a pane that opens, a board that is being made."""

from collections.abc import Callable
from typing import Protocol

PATIENCE = 0.5
"""Seconds that keys wait for a pane at most; its brief may never come."""
LATE = 5.0
"""Seconds after which a screen or an answer that was asked for is late. Keys go on waiting, as they
mean it and not what is below: `p q` leaves the board, and must never leave the reader."""


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

    def __init__(
        self, clock: Clock, opened: Callable[[], None], late: Callable[[], None] | None = None
    ) -> None:
        """`opened` is called when waiting keys can go on: without `late`, after `PATIENCE` at most.

        `late` is called after `LATE` seconds; keys wait on then, until `open` is called.
        """
        self._clock = clock
        self._opened = opened
        self._late = late
        self.is_late = False
        """Whether what keys wait for is late."""
        self._is_there: Callable[[], bool] | None = None
        self._alarm: Alarm | None = None

    @property
    def is_closed(self) -> bool:
        """Whether keys wait."""
        return self._is_there is not None

    def wait_for(self, is_there: Callable[[], bool]) -> None:
        """Close until `check` finds `is_there` true, or keys have waited too long."""
        self._stop()
        if is_there():
            self.open()
        else:
            self._is_there = is_there
            self._alarm = (
                self._clock.set_timer(LATE, self._has_become_late)
                if self._late
                else self._clock.set_timer(PATIENCE, self.open)
            )

    def _has_become_late(self) -> None:
        self.is_late = True
        if self._late is not None:
            self._late()

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
        self.is_late = False
        if self._alarm is not None:
            self._alarm.stop()
            self._alarm = None
