"""Match spans: the highlighted characters of a text."""

from collections.abc import Callable, Sequence

Ranges = Sequence[tuple[int, int]]
Highlighter = Callable[[str], Ranges]
"""Returns the (start, end) of the highlighted characters of a logical text."""


def no_highlight(text: str) -> Ranges:
    """Highlight nothing."""
    return ()
