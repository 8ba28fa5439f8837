"""Loading the brief that is opened, behind the screen: first as it was kept, then checked.

Two threads, one for each step, so that a brief whose quotations take seconds to check holds up no
other one. Each does the newest of what it was asked for: while a held key moves through the list,
nothing piles up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from threading import Condition, Thread
from typing import TYPE_CHECKING, Protocol

from briefing.errors import BriefingError
from briefing.page.signs import Signs

if TYPE_CHECKING:
    from briefing.catalogue import ListRow
    from briefing.page.reading import Reading


class Stage(IntEnum):
    """How far the brief that was asked for has come."""

    NOTHING = 0
    """No brief is asked for."""
    WANTED = 1
    """It is being read."""
    KEPT = 2
    """It is there with the verdicts that the catalogue keeps, without its archives."""
    WHOLE = 3
    """It is there with all that is known of it, or cannot be had."""


class Views(Protocol):
    """Gives a brief in two steps; may be asked by several threads at once."""

    def kept_view(self, row: "ListRow", *, signs: Signs) -> "Reading":
        """Return the brief with the verdicts that the catalogue keeps."""

    def view(self, row: "ListRow", *, signs: Signs) -> "Reading":
        """Return the brief with its archives, its quotations checked."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A brief that has come, or the reason why it has not."""

    opening: int
    """The opening that asked for it."""
    stage: Stage
    """KEPT or WHOLE."""
    reading: "Reading | None"
    """The brief; None if it cannot be had."""
    trouble: BriefingError | None = None
    """Why not."""


class NewestFirst:
    """A thread that does the newest of what it is asked for, and drops the rest."""

    def __init__(self) -> None:
        self._asked = Condition()
        self._job: Callable[[], None] | None = None
        self._is_running = False

    def ask(self, job: Callable[[], None]) -> None:
        """Have `job` done after the one under way, in place of one that waits."""
        with self._asked:
            self._job = job
            if not self._is_running:
                self._is_running = True
                # A daemon: the reader that is left waits for no quotation.
                Thread(target=self._run, daemon=True).start()
            self._asked.notify()

    def _run(self) -> None:
        while True:
            with self._asked:
                self._asked.wait_for(lambda: self._job is not None)
                job, self._job = self._job, None
            if job is not None:
                job()


class BriefLoader:
    """Loads one brief at a time, in two steps; an opening that is superseded is dropped."""

    def __init__(self, views: Views, signs: Signs, deliver: Callable[[Arrival], object]) -> None:
        """Ask `views`, and hand what comes to `deliver`, which is called in another thread."""
        self._views = views
        self._signs = signs
        self._deliver = deliver
        self._reading, self._checking = NewestFirst(), NewestFirst()
        self._opening = 0
        self._arrived = Stage.NOTHING
        self.stage = Stage.NOTHING
        """How far the brief that was asked for has come, as far as `takes` has been told."""

    def open(self, row: "ListRow", *, again: bool = False) -> None:
        """Load the brief of `row`; what was being loaded is superseded.

        With `again` it is the one that is there already, whose stage stays until more has come.
        """
        self._opening += 1
        self._arrived = Stage.WANTED
        if not again:
            self.stage = Stage.WANTED
        opening = self._opening
        self._reading.ask(lambda: self._load(opening, row))

    def drop(self) -> None:
        """Forget what is being loaded."""
        self._opening += 1
        self.stage = self._arrived = Stage.NOTHING

    def takes(self, arrival: Arrival) -> bool:
        """Note what has arrived; return whether it is still asked for."""
        if arrival.opening != self._opening or arrival.stage <= self._arrived:
            return False
        self._arrived = arrival.stage
        self.stage = max(self.stage, arrival.stage)
        return True

    @property
    def is_busy(self) -> bool:
        """Whether something is still to arrive."""
        return Stage.NOTHING < self._arrived < Stage.WHOLE

    def _load(self, opening: int, row: "ListRow") -> None:
        kept = self._send(
            opening, Stage.KEPT, lambda: self._views.kept_view(row, signs=self._signs)
        )
        if kept:
            self._checking.ask(lambda: self._check(opening, row))

    def _check(self, opening: int, row: "ListRow") -> None:
        self._send(opening, Stage.WHOLE, lambda: self._views.view(row, signs=self._signs))

    def _send(self, opening: int, stage: Stage, view: "Callable[[], Reading]") -> bool:
        """Deliver what `view` returns; return whether there was anything to deliver."""
        if opening != self._opening:
            return False
        try:
            arrival = Arrival(opening, stage, view())
        except BriefingError as error:
            arrival = Arrival(opening, Stage.WHOLE, None, error)
        self._deliver(arrival)
        return arrival.reading is not None
