"""Regular expressions in queries; each text is searched in bounded time.

The time of a pattern can be exponential, and Python's `re` has no time-out. The package `regex` has
one, and the same syntax. (`google-re2` takes linear time and loads faster, but its `\\w` and `\\b`
are ASCII only, and briefs are written in every script.) It is loaded with the first pattern.
"""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from time import thread_time
from typing import TYPE_CHECKING

from briefing.errors import QueryError

if TYPE_CHECKING:
    from regex import Pattern

MAX_PATTERN = 200
"""Characters in a pattern."""
MAX_TEXT = 20_000
"""The most characters of one record that are searched."""
TOO_SLOW = "the pattern takes too long; leave out a repeat (* or +) within or beside another"
"""The message for a pattern that exceeds its time."""
_SECONDS = 0.1  # of the processor, for one text
_SECONDS_IN_ALL = 0.5  # for all slow texts, until the pattern is typed again
_QUICK = 0.005  # for a text that does not count as slow; most take a hundredth of it


class Finder:
    """A compiled pattern; `^` and `$` are the start and the end of the text.

    Its methods raise TimeoutError if one text, or the slow ones together, take too long.
    """

    def __init__(self, pattern: "Pattern[str]") -> None:
        self._pattern = pattern
        self._left = _SECONDS_IN_ALL

    def renew(self) -> None:
        """Reset the time of the pattern."""
        self._left = _SECONDS_IN_ALL

    def search(self, text: str) -> bool:
        """Whether the pattern matches anywhere, also an empty string."""
        begun = thread_time()
        try:
            match = self._pattern.search(text[:MAX_TEXT], timeout=self._limit(), concurrent=True)
            return match is not None
        finally:
            self._left -= max(0.0, thread_time() - begun - _QUICK)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the non-empty matches of the pattern, in order.

        Line breaks and tabs count as spaces.
        """
        flat = text[:MAX_TEXT].replace("\n", " ").replace("\t", " ")
        begun = thread_time()
        try:
            matches = self._pattern.finditer(flat, timeout=self._limit(), concurrent=True)
            for match in matches:
                start, end = match.span()
                if start < end:
                    yield start, end
        finally:
            self._left -= max(0.0, thread_time() - begun - _QUICK)

    def _limit(self) -> float:
        if self._left <= 0:
            raise TimeoutError
        return min(_SECONDS, self._left)


def check_pattern(source: str, ignore_case: bool, column: int) -> None:
    """Check a pattern, and reset its time.

    Raises:
        QueryError: it is not valid; at `column`, or at the fault within the pattern.
    """
    if len(source) > MAX_PATTERN:
        raise QueryError(f"the pattern is too long; use at most {MAX_PATTERN} characters", column)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(source)  # its errors have a more exact position
            finder(source, ignore_case).renew()
    except re.error as error:
        place = column + 1 + (error.pos or 0)
        raise QueryError(f"invalid pattern: {error.msg}", place) from None
    except (RecursionError, OverflowError):
        raise QueryError("the pattern is nested too deeply; use fewer groups", column) from None
    except ValueError as error:
        raise QueryError(f"invalid pattern: {error}", column) from None


@lru_cache(maxsize=64)
def finder(source: str, ignore_case: bool) -> Finder:
    """Return the compiled pattern, cached.

    Raises:
        ValueError: it is not valid.
    """
    import regex

    try:
        return Finder(regex.compile(source, regex.IGNORECASE if ignore_case else 0))
    except regex.error as error:
        raise ValueError(str(error)) from None
