"""Text in columns: broken into rows, and the widths that columns need for their words."""

import re
from collections.abc import Iterator, Sequence

from briefing.text.width import cells, cut_at, is_narrow

_WORD = re.compile(r"\S+|\s+")
_LONGEST = 20
"""Cells that a column is given at most so that a word of it is not broken."""
_READ = 500
"""The number of characters of a text whose words are measured; more would not be visible."""


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


def longest_word(text: str) -> int:
    """Return the cells of the longest word of a text that a row should not break.

    Those with characters of two cells do not count: such scripts break anywhere.
    """
    # A word that ends where reading ends may be the beginning of another.
    text = text[:_READ]
    words = text.split()
    if is_narrow(text):
        return len(max(words, key=len, default=""))
    return max((len(word) for word in words if is_narrow(word)), default=0)


def fitting(words: Sequence[int], room: int, least: int) -> list[int]:
    """Return the least widths of columns: those of their longest `words`, as far as `room` goes.

    None is wider than a word of a sensible length, nor narrower than `least`; where they have not
    even room for that, `room` does not count.
    """
    for limit in range(_LONGEST, least, -1):
        widths = [max(least, min(word, limit)) for word in words]
        if sum(widths) <= room:
            return widths
    fit = least * len(words) <= room
    return [least if fit else max(least, min(word, _LONGEST)) for word in words]


def shared(ideal: Sequence[int], least: Sequence[int], room: int, most: int) -> list[int]:
    """Share `room` cells among columns, each getting its `ideal` or its part of the rest.

    None gets less than its `least`, or its ideal if that is less; none more than `most`, unless all
    can have their ideal or its `least` is more.
    """
    if sum(ideal) <= room:
        return list(ideal)
    floors = [min(pair) for pair in zip(ideal, least, strict=True)]
    fixed: dict[int, int] = {}
    while True:
        widths = [fixed.get(n, 0) for n in range(len(ideal))]
        rest = room - sum(widths)
        flexible = sorted((n for n in range(len(ideal)) if n not in fixed), key=ideal.__getitem__)
        for done, n in enumerate(flexible):
            widths[n] = max(0, min(ideal[n], rest // (len(flexible) - done), most))
            rest -= widths[n]
        short = [n for n, width in enumerate(widths) if width < floors[n]]
        if not short:
            return widths
        fixed.update((n, floors[n]) for n in short)
