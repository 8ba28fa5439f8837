"""Match spans: which characters of a text are highlighted."""

from collections.abc import Callable, Sequence

Ranges = Sequence[tuple[int, int]]
Highlighter = Callable[[str], Ranges]
"""Tells which (start, end) characters of a logical text are to be lit."""


def no_highlight(text: str) -> Ranges:
    """Light nothing."""
    return ()
