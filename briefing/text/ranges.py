"""Parts of a text: the highlighted characters, and those that others take the place of."""

from collections.abc import Callable, Iterable, Sequence

Ranges = Sequence[tuple[int, int]]
Highlighter = Callable[[str], Ranges]
"""Returns the (start, end) of the highlighted characters of a logical text."""


def no_highlight(text: str) -> Ranges:
    """Highlight nothing."""
    return ()


def replace_parts(text: str, parts: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with another one in place of each (start, end).

    The parts are in order and do not overlap.
    """
    pieces, at = [], 0
    for start, end, new in parts:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])
