"""When files are scanned, and how often: keys come first, and scanning costs little.

A scan that stopped at each key and began again later would never end while the user reads, so it
pauses for a moment instead.
"""

from collections.abc import Callable
from time import sleep

from briefing.store.files import Stamp
from briefing.ui.background import WorkerThreads

SHARE = 12
"""Pause between scans, as a multiple of the time that a scan takes. Polling works on every file
system; notification does not."""

REST = 0.5
"""Seconds without a key that a scan waits for."""

PUT_OFF = 10
"""Times that a scan waits for `REST` before it starts anyway."""

FAR = 2.0
"""Seconds between scans above which the open file is polled by itself."""

BREATH = 0.05
"""Seconds that a scan pauses after a key, so that the answer does not compete with it."""

BREATHS = 5.0
"""Seconds that one scan pauses in all, however long a key is held."""


class PollSchedule:
    """When to scan the files, by how long scans take. Times are seconds."""

    def __init__(self) -> None:
        self._taken: tuple[float, ...] = ()
        self._usual = 0.0
        self._put_off = 0
        self._is_first = True

    def learn(self, taken: float, *, has_changed: bool) -> None:
        """Record how long a scan took, and whether it found changes.

        The first scan, one that read files, and one on a busy machine take longer: none of them is
        to delay the next ones.
        """
        if self._is_first:
            self._is_first = False
        elif has_changed:
            self._usual = min(self._usual, taken)
        else:
            self._taken = (*self._taken[-1:], taken)
            self._usual = min(self._taken)

    def until_next(self, least: float) -> float:
        """Return the seconds from one scan to the next, at least `least`."""
        return max(least, self._usual * SHARE)

    @property
    def is_far(self) -> bool:
        """Whether scans are rare enough that the open file is polled separately."""
        return self.until_next(0) > FAR

    def put_off(self, without_key: float) -> float | None:
        """Return the seconds that a due scan still waits for the keyboard, or None to start now.

        `without_key` are the seconds since the last key.
        """
        if without_key < REST and self._put_off < PUT_OFF:
            self._put_off += 1
            return REST
        self._put_off = 0
        return None


class YieldToKeys:
    """The cancellation check of a scan, which pauses while keys are being answered."""

    def __init__(self, without_key: Callable[[], float], is_cancelled: Callable[[], bool]) -> None:
        self._without_key = without_key
        self._is_cancelled = is_cancelled
        self.slept = 0.0
        """Seconds of all pauses."""

    def __call__(self) -> bool:
        """Pause while a key has just been pressed; then return whether the scan is cancelled."""
        while self.slept < BREATHS and not self._is_cancelled():
            breath = BREATH - self._without_key()
            if breath <= 0:
                break
            self.slept += breath
            sleep(breath)
        return self._is_cancelled()


class OpenFilePoll:
    """Polls the stamp of the open file."""

    def __init__(
        self,
        threads: WorkerThreads,
        stamp: Callable[[str], Stamp | None],
        changed: Callable[[], None],
    ) -> None:
        """Call `stamp` in one of `threads`, and `changed` when its result differs."""
        self._threads = threads
        self._stamp = stamp
        self._changed = changed
        self._is_asking = False
        self.seen: tuple[str, Stamp | None] = ("", None)
        """The file polled last, and its stamp."""

    def ask(self, path: str) -> None:
        """Read a file's stamp in a thread, unless that is under way."""
        if path and not self._is_asking:
            self._is_asking = True
            self._threads.run(lambda _: self._ask(path), "poll")

    def _ask(self, path: str) -> None:
        stamp = self._stamp(path)
        self._threads.call_back(lambda: self._take(path, stamp))

    def _take(self, path: str, stamp: Stamp | None) -> None:
        self._is_asking = False
        before, self.seen = self.seen, (path, stamp)
        if before[0] == path and before[1] != stamp:
            self._changed()
