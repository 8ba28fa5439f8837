"""When the files are looked at, and how often: keys come first, and looking costs little.

A look that stopped at each key, to begin again when the keyboard rests, would never end while
somebody reads: so it stands still for a moment instead.
"""

from collections.abc import Callable
from time import sleep
from typing import Protocol

from briefing.store.files import Stamp

SHARE = 12
"""So many times as long as a look took, nothing is looked at. (Looking works on every file system;
being told of changes does not.)"""

REST = 0.5
"""Seconds without a key that a look waits for."""

PUT_OFF = 10
"""How often a look waits for that; somebody may be typing all the time."""

FAR = 2.0
"""Looks at all files that are so many seconds apart leave room for glances at a single one."""

BREATH = 0.05
"""Seconds that a look stands still after a key: it would make the answer wait at every turn."""

BREATHS = 5.0
"""Seconds that one look stands still in all; somebody may be holding a key."""


class PollSchedule:
    """How far looks at the files are apart, by how long they take. Times are seconds."""

    def __init__(self) -> None:
        self._taken: tuple[float, ...] = ()
        self._usual = 0.0
        self._put_off = 0
        self._is_first = True

    def learn(self, taken: float, *, found: bool) -> None:
        """Take in how long a look took, and whether it found anything changed.

        The first one loads what looking needs. One that read files took longer for them, and one
        while the machine was busy for that: neither is to put off the next ones.
        """
        if self._is_first:
            self._is_first = False
        elif found:
            self._usual = min(self._usual, taken)
        else:
            self._taken = (*self._taken[-1:], taken)
            self._usual = min(self._taken)

    def until_next(self, least: float) -> float:
        """Return the seconds from one look to the next, `least` or more."""
        return max(least, self._usual * SHARE)

    @property
    def is_far(self) -> bool:
        """Whether looks are so far apart that the file being read deserves glances."""
        return self.until_next(0) > FAR

    def put_off(self, without_key: float) -> float | None:
        """Return how long a look that is due still waits for the keyboard to rest.

        None says that it waits no longer. `without_key` are the seconds since the last key.
        """
        if without_key < REST and self._put_off < PUT_OFF:
            self._put_off += 1
            return REST
        self._put_off = 0
        return None


class YieldToKeys:
    """Tells a look whether it is cancelled, once keys have been answered."""

    def __init__(self, without_key: Callable[[], float], is_cancelled: Callable[[], bool]) -> None:
        self._without_key = without_key
        self._is_cancelled = is_cancelled
        self.slept = 0.0
        """Seconds for which it has stood still."""

    def __call__(self) -> bool:
        """Stand still while a key has just been pressed; then return whether it is cancelled."""
        while self.slept < BREATHS and not self._is_cancelled():
            breath = BREATH - self._without_key()
            if breath <= 0:
                break
            self.slept += breath
            sleep(breath)
        return self._is_cancelled()


class Threads(Protocol):
    """Does work behind the screen."""

    def run(self, work: Callable[[Callable[[], bool]], None], group: str) -> None:
        """Do work in a thread; what is under way of the same group is cancelled."""

    def call_back(self, callback: Callable[[], None]) -> None:
        """Have something called where keys are answered, and wait for it; unless that is over."""


class OpenFilePoll:
    """Asks now and then for the stamp of the one file that is being read."""

    def __init__(
        self,
        threads: Threads,
        stamp: Callable[[str], Stamp | None],
        changed: Callable[[], None],
    ) -> None:
        """`stamp` is asked in one of `threads`; `changed` is called when the answer is another."""
        self._threads = threads
        self._stamp = stamp
        self._changed = changed
        self._is_asking = False
        self.seen: tuple[str, Stamp | None] = ("", None)
        """The file that was asked for last, and its stamp."""

    def ask(self, path: str) -> None:
        """Ask for a file's stamp in a thread, unless that is being done."""
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
