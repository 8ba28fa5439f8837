"""Match spans: which characters of a text are highlighted."""

from collections.abc import Callable, Sequence

Ranges = Sequence[tuple[int, int]]
Lit = Callable[[str], Ranges]
"""Tells which (start, end) characters of a logical text are to be lit."""


def nothing_lit(text: str) -> Ranges:
    """Light nothing."""
    return ()
