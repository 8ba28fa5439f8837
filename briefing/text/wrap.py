"""Breaking text into rows of a given width, in terminal cells."""

import re
from collections.abc import Iterator

from briefing.text.width import cells, cut_at, is_narrow

_WORD = re.compile(r"\S+|\s+")


def wrap_ranges(text: str, width: int) -> list[tuple[int, int]]:
    """Return the (start, end) of each row, at least one, without the white space at breaks."""
    if is_narrow(text):
        return _wrap_narrow(text, width)
    if cells(text) <= width:
        return [(0, len(text.rstrip()))]
    rows: list[tuple[int, int]] = []
    start = end = used = 0
    for match in _WORD.finditer(text):
        (at, stop), size = match.span(), cells(match[0])
        if match[0].isspace():
            used += size
            continue
        full = used + size > width and end > start
        if full:
            rows.append((start, end))
        if full or end == start:
            start, used = at, 0
        if size > width:
            *cut_off, (start, _) = _cut_up(text, at, stop, width)
            rows += cut_off
            size = cells(text[start:stop])
        used, end = used + size, stop
    if end > start:
        rows.append((start, end))
    return rows or [(0, 0)]


def _wrap_narrow(text: str, width: int) -> list[tuple[int, int]]:
    """Return the rows of a text of one cell a character, without measuring words."""
    end = len(text.rstrip())
    if len(text) <= width:
        return [(0, end)]
    text = text.replace("\u00a0", " ")
    rows: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    while end - start > width:
        gap = text.rfind(" ", start, start + width + 1)
        stop = len(text[start:gap].rstrip()) + start if gap > start else start + width
        rows.append((start, stop))
        start = stop
        while text[start] == " ":
            start += 1
    if end > start:
        rows.append((start, end))
    return rows or [(0, 0)]


def _cut_up(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    size = cells(text[start:stop])
    while size > width:
        # A cell has at most a base and four marks.
        end = start + max(1, cut_at(text[start : min(stop, start + 6 * width)], width))
        yield start, end
        size -= cells(text[start:end])
        start = end
    yield start, stop
