"""Scripts whose width terminals disagree about, drawn as whole stretches.

Devanagari, Bengali, Burmese and their like are drawn a character a cell by some terminals and a
cluster a cell by others. Were each cluster put in its place, a word would be torn apart in the
latter. So words that are separated by single blanks are written as one text: a terminal that draws
it narrower than counted leaves blanks at its end, one that draws it wider runs into the blanks
behind it. The text after these is put in its place again.
"""

from typing import NamedTuple

from briefing.terminal.screen.disputed_widths import (
    agreed,
    is_disputed_writing,
    is_picture,
    may_shrink,
    most_cells,
)
from briefing.terminal.screen.grid import ScreenRow


class Flow(NamedTuple):
    """A stretch of a row, in columns."""

    start: int
    """The first cluster in dispute."""
    end: int
    """Behind the last character."""
    blank: int
    """Behind those blanks after it into which the text may run."""
    reach: int
    """Behind the last cell that the text may be drawn in."""
    shrinks: bool
    """Whether it may be drawn in fewer cells."""


def flows_of(row: ScreenRow) -> list[Flow]:
    """Return the stretches of a row, from left to right."""
    if agreed("".join(row.clusters)):
        return []
    flows: list[Flow] = []
    for x, cluster in enumerate(row.clusters):
        if is_disputed_writing(cluster) and not (flows and x < flows[-1].end):
            flows.append(_flow_from(row, x))
    return flows


def _flow_from(row: ScreenRow, start: int) -> Flow:
    clusters, width = row.clusters, len(row.clusters)
    end, most, shrinks = start, 0, False
    while end < width and _goes_on(clusters, end):
        most += most_cells(clusters[end])
        shrinks = shrinks or may_shrink(clusters[end])
        end = row.cluster_end(end)
    reach = min(width, max(end, start + most))
    blank = end
    while blank < reach and clusters[blank] == " ":
        blank += 1
    return Flow(start, end, blank, reach, shrinks)


def _goes_on(clusters: list[str], x: int) -> bool:
    if clusters[x] == " ":
        return x + 1 < len(clusters) and clusters[x + 1] != " " and _goes_on(clusters, x + 1)
    return not "\u2500" <= clusters[x] <= "\u259f" and not is_picture(clusters[x])
