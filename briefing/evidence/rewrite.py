"""Text rewriting with a map back to the original characters."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Replacement = tuple[int, int, str]
"""The start and end of the replaced text, and its replacement."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One rewrite of a text: its replacements, in order."""

    at: list[int]
    """Start of each replacement in the result."""
    size: list[int]
    """Length of each replacement in the result, often 0."""
    begin: list[int]
    """Start of the replaced text in the original."""
    end: list[int]
    """End of the replaced text in the original."""

    def start_before(self, position: int) -> int:
        """Return the start in the original of the character at `position` of the result."""
        index = bisect_right(self.at, position) - 1
        if index < 0:
            return position
        beyond = position - self.at[index] - self.size[index]
        return self.begin[index] if beyond < 0 else self.end[index] + beyond

    def end_before(self, position: int) -> int:
        """Return the end in the original of the character before `position` of the result."""
        index = bisect_right(self.at, position - 1) - 1
        if index < 0:
            return position
        return self.end[index] + max(0, position - self.at[index] - self.size[index])

    def after(self, position: int) -> int:
        """Return the position in the result of `position` in the original, or its replacement."""
        index = bisect_right(self.begin, position) - 1
        if index < 0:
            return position
        if position < self.end[index]:
            return self.at[index]
        return self.at[index] + self.size[index] + position - self.end[index]


def rewritten(text: str, changes: Iterable[Replacement]) -> tuple[str, Rewrite]:
    """Apply changes, given in order, to `text`; return the result and the rewrite."""
    pieces: list[str] = []
    at: list[int] = []
    sizes: list[int] = []
    begin: list[int] = []
    end: list[int] = []
    done = size = 0
    for start, stop, new in changes:
        size += start - done
        pieces += text[done:start], new
        at.append(size)
        sizes.append(len(new))
        begin.append(start)
        end.append(stop)
        size += len(new)
        done = stop
    pieces.append(text[done:])
    return "".join(pieces), Rewrite(at, sizes, begin, end)
