"""Regular expressions in queries, restricted to those that run in bounded time.

Python's `re` tries every way a pattern can match, and cannot be stopped. What makes that take for
ever is a repeat whose content can itself match in several ways, as in `(a+)+`, and a long row of
parts that can each match in several ways. The first is refused; of the second only so many are
taken, and the more there are, the shorter the stretches of text that are looked at. (The cause and
the cure are those of Davis et al., "The Impact of Regular Expression Denial of Service in
Practice", 2018: super-linear patterns have nested or adjoining ambiguous repeats.)
"""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from math import factorial
from time import perf_counter
from typing import Any, NamedTuple

from briefing.errors import QueryError

MAX_PATTERN = 200
"""Characters in a pattern."""
MAX_TEXT = 20_000
"""Characters of one record that a pattern looks at, at most."""
MAX_OPEN = 3
"""Open repeats (`*`, `+`, `{2,}`) in a pattern."""
MAX_WAYS = 4096
"""In how many ways the bounded repeats and choices of a pattern can be combined."""
_WIDE = 20  # a repeat of more than this many times counts as open
_STEPS = 5e7  # what a stretch of the worst text may cost; common ones take a thousandth
_SECONDS = 0.1  # after which no further stretch of a text is looked at
_NARROWEST = 50


class _Shape(NamedTuple):
    """The properties that bound the running time of a pattern."""

    open: int
    """Unbounded repeats."""
    ways: int
    """Combinations of everything else that can match in several ways."""


class Finder(NamedTuple):
    """A compiled pattern; `^` and `$` match the start and end of the text."""

    pattern: re.Pattern[str]
    """The compiled pattern."""
    window: int
    """The size of the window that is searched for a match, in characters."""
    to_the_end: bool
    """Whether it refers to the end of the text."""

    def search(self, text: str) -> bool:
        """Whether the pattern matches anywhere, even an empty string."""
        return self.pattern.search(text[: self.window]) is not None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the non-empty matches of the pattern, in order.

        Line breaks and tabs count as spaces. Of a long text, it looks at stretches that overlap by
        half, each as long as its time allows; where that runs out, the rest is not looked at.
        """
        end_of_time = perf_counter() + _SECONDS
        flat = text[:MAX_TEXT].replace("\n", " ").replace("\t", " ")
        known = -1
        for start in range(0, max(1, len(flat) - self.window // 2), max(1, self.window // 2)):
            end = min(len(flat), start + self.window)
            if self.to_the_end and end < len(flat):
                continue
            if perf_counter() > end_of_time:
                return
            for match in self.pattern.finditer(flat, start, end):
                if match.end() > match.start() and match.end() > known:
                    known = match.end()
                    yield match.span()


def check_pattern(source: str, column: int) -> None:
    """Reject a pattern that is invalid or could take forever.

    Raises:
        QueryError: with the reason, at `column` or at the fault within the pattern.
    """
    if len(source) > MAX_PATTERN:
        raise QueryError(f"the pattern is too long; use at most {MAX_PATTERN} characters", column)
    try:
        finder(source, False)
    except re.error as error:
        place = column + 1 + (error.pos or 0)
        raise QueryError(f"invalid pattern: {error.msg}", place) from None
    except (RecursionError, OverflowError):
        raise QueryError("the pattern is nested too deeply; use fewer groups", column) from None
    except ValueError as error:
        raise QueryError(str(error), column) from None


@lru_cache(maxsize=64)
def finder(source: str, ignore_case: bool) -> Finder:
    """Compile the pattern.

    Raises:
        re.error: it is not valid.
        ValueError: it could take forever.
    """
    from re import _parser  # type: ignore[attr-defined]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pattern = re.compile(source, re.IGNORECASE if ignore_case else 0)
        tree = _parser.parse(source)
    shape = _shape(tree, inside=False)
    if shape.open > MAX_OPEN:
        raise ValueError(f"too many open repeats (* or +); use at most {MAX_OPEN}")
    if shape.ways > MAX_WAYS:
        raise ValueError("the pattern has too many alternatives; remove some")
    order = shape.open + 1
    window = int((_STEPS * factorial(order) / shape.ways) ** (1 / order))
    return Finder(pattern, min(MAX_TEXT, max(_NARROWEST, window)), "AT_END" in str(tree))


def _shape(tree: Any, *, inside: bool) -> _Shape:
    """Return the shape of a parsed pattern; `inside` a repeat, everything must match in one way."""
    total = _Shape(0, 1)
    for operation, argument in tree:
        found = _shape_of(str(operation), argument, inside=inside)
        total = _Shape(total.open + found.open, min(total.ways * found.ways, MAX_WAYS + 1))
    return total


def _shape_of(name: str, argument: Any, *, inside: bool) -> _Shape:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        low, high, content = int(argument[0]), int(argument[1]), argument[2]
        if inside and high != low:
            raise ValueError("a repeat inside a repeat could take forever; remove one")
        found = _shape(content, inside=inside or high > 1)
        if high > _WIDE:
            return _Shape(found.open + 1, found.ways)
        return _Shape(found.open, found.ways * (high - low + 1))
    if name == "BRANCH":
        if inside:
            raise ValueError("an alternative inside a repeat could take forever; remove one")
        parts = [_shape(part, inside=inside) for part in argument[1]]
        return _Shape(max(part.open for part in parts), sum(part.ways for part in parts))
    if name.startswith("GROUPREF"):
        raise ValueError("back-references to groups are not supported")
    if name == "SUBPATTERN":
        return _shape(argument[3], inside=inside)
    if name in ("ASSERT", "ASSERT_NOT"):
        return _shape(argument[1], inside=inside)
    return _shape(argument, inside=inside) if name == "ATOMIC_GROUP" else _Shape(0, 1)
