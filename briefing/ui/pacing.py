"""The schedule of checks for changed files: keys come first, and checks stay cheap."""

from collections.abc import Callable
from time import sleep

SHARE = 12
"""So many times as long as a look took, nothing is looked at. (Looking works on every file system;
being told of changes does not.)"""

QUICK = 0.03
"""Seconds up to which a look is a short one."""

REST = {True: 0.4, False: 1.0}
"""Seconds without a key that a short look waits for, and a longer one."""

PUT_OFF = 10
"""How often a look waits for that; somebody may be typing all the time."""

FAR = 2.0
"""Looks at all files that are so many seconds apart leave room for glances at a single one."""

BREATH = 0.05
"""Seconds that a look stands still after a key: it would make the answer wait at every turn."""

BREATHS = 5.0
"""Seconds that one look stands still in all; somebody may be holding a key."""


class Pace:
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
        rest = REST[self._usual <= QUICK]
        if without_key < rest and self._put_off < PUT_OFF:
            self._put_off += 1
            return rest
        self._put_off = 0
        return None


class Breaths:
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
