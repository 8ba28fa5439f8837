"""Mending a file: each fix is tried, and kept only if the file then has fewer errors."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefing.checks.fixes import Faulty, Fix, fixes
from briefing.loader.syntax import Lines
from briefing.text.ranges import replace_parts

_MOST_ROUNDS = 40  # an error of syntax hides those after it, so that each may need one more
_MOST_TRIALS = 120  # readings of a file in all; a large one takes up to a second
_MARK = b"\xef\xbb\xbf"

Read = Callable[[bytes], Faulty | None]
"""Returns a file with its problems; None for one that cannot be mended at all."""


class Mend(NamedTuple):
    """One fix that was made."""

    line: int
    """Where it is in the file as it was then, from 1."""
    column: int
    """From 1, in characters."""
    fix: Fix
    """What was done."""


class Mended(NamedTuple):
    """A file after its fixes."""

    data: bytes
    """Its content; the same as before where nothing was mended."""
    mends: tuple[Mend, ...]
    """The fixes, in the order in which they were made."""


def mend(data: bytes, read: Read) -> Mended:
    """Return the remaining errors of a file after each one with a single right answer is fixed."""
    made: list[Mend] = []
    left = _MOST_TRIALS
    file = read(data)
    for _ in range(_MOST_ROUNDS):
        found = fixes(file) if file is not None else []
        if file is None or not found:
            break
        for some in islice(_tries(found), left):
            left -= 1
            after = _with(data, file.text, some)
            if _is_better(file, then := read(after), len(some)):
                lines = Lines(file.text)
                made += (Mend(*lines.position(one.start), one) for one in some)
                data, file = after, then
                break
        else:
            break
    return Mended(data, tuple(made))


def _tries(found: Sequence[Fix]) -> Iterator[Sequence[Fix]]:
    """Yield all fixes together, then each alone."""
    yield found
    if len(found) > 1:
        yield from ([one] for one in found)


def _with(data: bytes, text: str, some: Sequence[Fix]) -> bytes:
    mark = _MARK if data.startswith(_MARK) else b""
    return mark + replace_parts(text, (one[:3] for one in some)).encode("utf-8")


def _is_better(before: Faulty, after: Faulty | None, count: int) -> bool:
    """Whether each of `count` fixes has ended an error, or moved one of syntax further down."""
    if after is None:
        return False
    if before.stops is None:
        return after.stops is None and after.errors <= before.errors - count
    return after.stops is None or after.stops > before.stops
