"""Threads for work that reads files, waits or compares texts: none of it runs on the event loop.

They are daemons: quitting waits for none of them.
"""

from collections import deque
from collections.abc import Callable
from threading import Condition, Thread
from typing import Protocol, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

from briefing.errors import BriefingError

T = TypeVar("T")
HandOver = Callable[[Callable[[], None]], object]
"""Schedules a callback on the event loop; may be called in any thread."""


class Later(Protocol):
    """A part of the app that schedules callbacks, such as a screen."""

    def call_later(self, callback: Callable[..., object], *args: object) -> bool:
        """Call `callback` on the event loop."""


def hand_over(screen: Later, callback: Callable[[], object]) -> None:
    """Schedule a callback of `screen` from any thread; once that is taken down, do nothing."""
    try:
        screen.call_later(callback)
    except RuntimeError:
        pass  # Textual has just detached it from the app, or the event loop has ended


IDLE = 10.0
"""Seconds without a job after which a thread ends; the next job begins another."""


class JobThread:
    """A thread that does one job after the other, in the order of requests."""

    def __init__(self, *, newest_only: bool = False) -> None:
        """With `newest_only`, a job replaces those not yet started."""
        self._asked = Condition()
        self._jobs: deque[Callable[[], None]] = deque(maxlen=1 if newest_only else None)
        self._has_begun = False

    def ask(self, job: Callable[[], None]) -> None:
        """Queue `job`, which must not raise."""
        with self._asked:
            self._jobs.append(job)
            if not self._has_begun:
                self._has_begun = True
                Thread(target=self._run, daemon=True).start()
            self._asked.notify()

    def _run(self) -> None:
        while True:
            with self._asked:
                if not self._asked.wait_for(lambda: self._jobs, IDLE):
                    self._has_begun = False
                    return
                job = self._jobs.popleft()
            job()
            del job  # what it holds, such as a screen that has closed, is not kept while waiting


class Background:
    """Does work in the background of a screen, in order, and hands its results over."""

    def __init__(
        self,
        jobs: Callable[[], JobThread],
        hand_over: HandOver,
        failed: Callable[[BriefingError], object],
        finished: Callable[[], object] = lambda: None,
    ) -> None:
        """`jobs` returns the thread, one for all screens; `hand_over` leads back to this one.

        `failed` is called there with an error, `finished` after each job.
        """
        self._jobs = jobs
        self._hand_over = hand_over
        self._report_failure = failed
        self._finished = finished
        self._running = 0

    @property
    def is_busy(self) -> bool:
        """Whether a result is pending."""
        return self._running > 0

    def run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do `work` in the thread, then call `done` with its result on the event loop."""
        self._running += 1
        self._jobs().ask(lambda: self._do(work, done))

    def _do(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        try:
            result = work()
        except BriefingError as error:
            trouble = error
            self._hand_over(lambda: self._finish(lambda: self._report_failure(trouble)))
        else:
            self._hand_over(lambda: self._finish(lambda: done(result)))

    def _finish(self, report: Callable[[], object]) -> None:
        self._running -= 1
        try:
            report()
        except BriefingError as error:
            self._report_failure(error)
        self._finished()


class WorkerThreads:
    """Textual's worker threads, for work that can be cancelled and repeated."""

    def __init__(self, screen: Screen[object]) -> None:
        """Work behind `screen`."""
        self._screen = screen

    def run(self, work: Callable[[Callable[[], bool]], None], group: str) -> None:
        """Do `work` in a thread, and cancel what runs of its `group`.

        `work` is called with a function that returns whether it is cancelled itself.
        """

        def run() -> None:
            worker = get_current_worker()
            work(lambda: worker.is_cancelled)

        self._screen.run_worker(run, thread=True, exclusive=True, group=group)

    def call_back(self, callback: Callable[[], None]) -> None:
        """Call `callback` on the event loop and wait for it, unless the screen is taken down."""
        self._screen.app.call_from_thread(
            lambda: callback() if self._screen.query("#footer") else None
        )
