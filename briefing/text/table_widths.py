"""Column widths of a table, from what each column wants and its longest words."""

from collections.abc import Sequence

from briefing.text.width import is_narrow

_LONGEST = 20
"""Cells that a column is given at most so that a word of it is not broken."""
_READ = 500
"""Characters of a text whose words are measured: no more of it is in sight."""


def longest_word(text: str) -> int:
    """Return the cells of the longest word of a text that a row should not break.

    Those with characters of two cells do not count: such scripts break anywhere.
    """
    # A word that ends where reading ends may be the beginning of another.
    return max((len(word) for word in text[:_READ].split() if is_narrow(word)), default=0)


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
