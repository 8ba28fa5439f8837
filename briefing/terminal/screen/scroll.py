"""Scroll detection: rows that moved up or down, shifted by deleting and inserting rows."""

from collections import Counter
from itertools import groupby
from typing import NamedTuple

from briefing.terminal.screen.cursor_moves import move_to_row
from briefing.terminal.screen.grid import UNKNOWN, Grid, ScreenRow
from briefing.terminal.screen.row_writer import Pen
from briefing.terminal.screen.terminfo import Capabilities

_LEAST_ROWS = 3
"""Rows that must have moved together for a shift to be tried."""


class Shift(NamedTuple):
    """The rows from `top` up to `bottom` move up by `distance` rows, or down by its negative."""

    top: int
    """The first row concerned."""
    bottom: int
    """The row after the last one concerned."""
    distance: int
    """Rows; positive is up."""


def find_shift(old: Grid, new: Grid) -> Shift | None:
    """Return the shift that makes most changed rows right, if any is worth trying."""
    changed = [y for y in range(new.height) if not old.rows[y].same(new.rows[y])]
    if len(changed) < _LEAST_ROWS:
        return None
    texts: dict[str, list[int]] = {}
    for y, row in enumerate(old.rows):
        texts.setdefault("".join(row.clusters), []).append(y)
    votes = Counter(
        before - y
        for y in changed
        for before in texts.get("".join(new.rows[y].clusters), ())
        if before != y
    )
    distance = max(votes, key=lambda each: (votes[each], -abs(each)), default=0)
    return _block(old, new, distance) if votes[distance] >= _LEAST_ROWS else None


def _block(old: Grid, new: Grid, distance: int) -> Shift | None:
    def moved(y: int) -> bool:
        before = y + distance
        in_screen = 0 <= before < new.height
        return in_screen and old.rows[before].clusters == new.rows[y].clusters

    blocks = [list(ys) for same, ys in groupby(range(new.height), moved) if same]
    rows = max(blocks, key=len, default=[])
    if len(rows) < _LEAST_ROWS:
        return None
    return Shift(rows[0] + min(distance, 0), rows[-1] + 1 + max(distance, 0), distance)


def shift_rows(
    grid: Grid, pen: Pen, shift: Shift, capabilities: Capabilities
) -> tuple[str, Grid, Pen]:
    """Return the sequences that shift rows, and the grid and pen after; new rows are unknown.

    Terminals differ in the colour of an inserted row and in the column the cursor is left in.
    """
    count = abs(shift.distance)
    low = shift.bottom - count
    cut, gap = (shift.top, low) if shift.distance > 0 else (low, shift.top)
    number = "" if count == 1 else str(count)
    # What is pushed off the screen's end, or comes in there, needs no sequence of its own.
    steps = [(cut, "M"), (gap, "L")]
    if shift.bottom == grid.height:
        steps = [step for step in steps if step[0] == shift.top]
    text = ""
    for y, final in steps:
        text += f"{move_to_row(pen.y, y, capabilities)}\x1b[{number}{final}"
        pen = Pen(None, y, pen.style)
    rows = list(grid.rows)
    del rows[cut : cut + count]
    rows[gap:gap] = [ScreenRow.filled(grid.width, cluster=UNKNOWN)] * count
    return text, Grid(grid.width, grid.height, tuple(rows)), pen
