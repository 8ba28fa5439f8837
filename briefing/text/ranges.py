"""Parts of a text: the highlighted characters, and those that others take the place of."""

import re
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


def nearest(
    text: str, within: tuple[int, int], place: tuple[int, int], forms: Iterable[str]
) -> tuple[int, int] | None:
    """Return the (start, end) of the whole word or words of `forms` that are nearest to a place.

    What lies in the place itself, or not `within` (start, end), does not count; case does not
    matter. None without any.
    """
    # The words of a phrase may have the end of a line or a no-break space between them.
    longest = sorted((form.split() for form in forms), key=len, reverse=True)
    pattern = "|".join(r"\s+".join(map(re.escape, words)) for words in longest if words)
    if not pattern:
        return None
    whole = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    (first, last), (start, end) = within, place
    hits = [*whole.finditer(text, first, start), *whole.finditer(text, end, last)]
    return min((hit.span() for hit in hits), default=None,
               key=lambda hit: max(start - hit[1], hit[0] - end))  # fmt: skip
