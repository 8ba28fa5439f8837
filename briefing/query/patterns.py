"""Regular expressions in queries; each text is searched in bounded time.

A pattern can try so many ways to match that it takes for ever, and Python's `re` cannot be
stopped. The package `regex` can, and means the same by a pattern. (`google-re2` needs no clock and
loads faster, but `\\w` and `\\b` mean ASCII to it, and briefs are written in every script.) It is
loaded with the first pattern.
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
"""Characters of one record that a pattern looks at, at most."""
TOO_SLOW = "the pattern takes too long; leave out a repeat (* or +) within or beside another"
"""What is said of a pattern whose time runs out."""
_SECONDS = 0.1  # of the processor, for one look at one text
_SECONDS_IN_ALL = 0.5  # for all looks that are slow, until the pattern is typed again
_QUICK = 0.005  # what a look may take that does not count; common ones take a hundredth


class Finder:
    """A pattern, ready to search; `^` and `$` are the text's beginning and end.

    Its methods raise TimeoutError where one text, or the slow ones together, take too long.
    """

    def __init__(self, pattern: "Pattern[str]") -> None:
        self._pattern = pattern
        self._left = _SECONDS_IN_ALL

    def renew(self) -> None:
        """Give the pattern its whole time again."""
        self._left = _SECONDS_IN_ALL

    def search(self, text: str) -> bool:
        """Whether the pattern matches somewhere, be it nothing."""
        begun = thread_time()
        try:
            found = self._pattern.search(text[:MAX_TEXT], timeout=self._limit(), concurrent=True)
            return found is not None
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
    """Refuse a pattern that is wrong, and give one that is typed again its whole time.

    Raises:
        QueryError: with the reason, at `column` or at the fault within the pattern.
    """
    from regex import error as refused

    if len(source) > MAX_PATTERN:
        raise QueryError(f"the pattern is too long; use at most {MAX_PATTERN} characters", column)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(source)  # says more exactly where a fault is
            finder(source, ignore_case).renew()
    except re.error as error:
        place = column + 1 + (error.pos or 0)
        raise QueryError(f"invalid pattern: {error.msg}", place) from None
    except (RecursionError, OverflowError):
        raise QueryError("the pattern is nested too deeply; use fewer groups", column) from None
    except (ValueError, refused) as error:
        raise QueryError(f"invalid pattern: {error}", column) from None


@lru_cache(maxsize=64)
def finder(source: str, ignore_case: bool) -> Finder:
    """Return the pattern, which `check_pattern` has let through, ready to search."""
    import regex

    return Finder(regex.compile(source, regex.IGNORECASE if ignore_case else 0))
