"""The painter: few bytes that turn one grid into another.

Of each row that differs, the runs of changed cells are written, and unchanged gaps between them
where that is shorter than moving over them. Rows are erased or shifted where the terminal can do it
and the bytes come out fewer.

Bytes that each of these saves, in per cent of a session (`tests/benchmarks/wire.py` at 80x24 and
120x40 in the terminal's own colours, then both in the dark theme, where no blank can be erased):

- gaps written again (`RowWriter.gap`): 8, 6, 9, 6;
- shifting rows (`scroll`): 13, 0.4, 7, 0.2;
- moves shorter than a position (`cursor_moves`): 7, 8, 5, 6;
- erasing a row first and erasing blanks within one (`CSI X`): 33, 20, 0, 0 both; 1 to 4 either;
- erasing the blank foot of the screen at once: 0.9, 0.4, 0, 0; kept, as the bound is near.

A session takes 0.76 to 0.79 of the bytes of ncurses; the bound is 0.8. A busy machine, where
screens are shown in more steps, adds some per cent.
"""

from collections import Counter
from itertools import chain, compress, pairwise, product
from operator import ne, or_
from typing import NamedTuple

from briefing.terminal.screen.colour_depth import fit_grid
from briefing.terminal.screen.disputed_runs import flows_of
from briefing.terminal.screen.disputed_widths import agreed, is_picture, most_cells_of_picture
from briefing.terminal.screen.grid import PLAIN, Grid, ScreenRow, Style
from briefing.terminal.screen.row_writer import Pen, RowWriter, erasable, goto, restyle, size
from briefing.terminal.screen.scroll import find_shift, shift_rows
from briefing.terminal.screen.terminfo import Capabilities

_ERASING_FROM = 12
"""Changed cells of a row from which erasing it first is tried."""
_ERASED_BLANKS = 6
"""Cells that must become blank for that."""


class KnownScreen(NamedTuple):
    """The cells that a terminal shows, and its pen."""

    grid: Grid
    """The cells; `Grid.unknown` before the first screen."""
    pen: Pen
    """Cursor and style."""

    @staticmethod
    def unknown(width: int, height: int) -> "KnownScreen":
        """Return a terminal that may show anything, of a known size."""
        return KnownScreen(Grid.unknown(width, height), Pen(None, None, None))


def paint(
    shown: KnownScreen,
    wanted: Grid,
    capabilities: Capabilities,
    rest: tuple[int, int] | None = None,
) -> tuple[str, KnownScreen]:
    """Return the sequences that turn `shown` into `wanted`, and the screen after them.

    `rest` is the column and row where the cursor must end; None leaves it anywhere. A `shown` of
    another size than `wanted` counts as unknown. Colours and attributes that the terminal lacks are
    drawn in those that it has.
    """
    start, wanted = "", fit_grid(wanted, capabilities)
    if shown.pen.y is None or shown.grid[:2] != wanted[:2]:
        start = "\x1b[m\x1b[H\x1b[2J"
        shown = KnownScreen(Grid.filled(wanted.width, wanted.height), Pen(0, 0, PLAIN))
    text, pen = _update(shown, wanted, capabilities)
    may_shift = capabilities.shifts_rows and not start
    shifted = find_shift(shown.grid, wanted) if may_shift else None
    if shifted is not None:
        moved, grid, pen_then = shift_rows(shown.grid, shown.pen, shifted, capabilities)
        other, other_pen = _update(KnownScreen(grid, pen_then), wanted, capabilities)
        if size(moved + other) < size(text):
            text, pen = moved + other, other_pen
    ending = ""
    if pen.style is not None and pen.style.link:
        # Other programs may write to this terminal; that must not become part of a link.
        ending, pen = restyle(pen, pen.style._replace(link=""))
    move, pen = goto(pen, *rest, capabilities) if rest is not None else ("", pen)
    return start + text + ending + move, KnownScreen(wanted, pen)


def _update(shown: KnownScreen, wanted: Grid, capabilities: Capabilities) -> tuple[str, Pen]:
    pen = shown.pen
    parts = []
    foot, style = _blank_foot(shown.grid, wanted)
    for y in range(foot):
        old, new = shown.grid.rows[y], wanted.rows[y]
        if not old.same(new):
            text, pen = _update_row(old, new, y, pen, capabilities)
            parts.append(text)
    if foot < wanted.height:
        where, pen = goto(pen, 0, foot, capabilities)
        how, pen = restyle(pen, style)
        parts += [where, how, "\x1b[J"]
    return "".join(parts), pen


def _blank_foot(old: Grid, wanted: Grid) -> tuple[int, Style]:
    """Return the first of the bottom rows that erasing makes right, or the height, and a style."""
    style = wanted.rows[-1].styles[-1]
    blank = ScreenRow.filled(wanted.width, style)
    first = wanted.height
    if erasable(style):
        while first and wanted.rows[first - 1].same(blank):
            first -= 1
    while first < wanted.height and old.rows[first].same(blank):
        first += 1
    changed = sum(not old.rows[y].same(blank) for y in range(first, wanted.height))
    return (first if changed > 1 else wanted.height), style


def _update_row(
    old: ScreenRow, new: ScreenRow, y: int, pen: Pen, capabilities: Capabilities
) -> tuple[str, Pen]:
    changed = _changed_cells(old, new)
    flows = flows_of(new)
    plain = RowWriter(new, y, pen, capabilities, flows)
    _draw_changes(plain, changed)
    text = plain.text()
    style = _erasing_style(new, changed)
    if style is None:
        return text, plain.pen
    first, width = changed[0], len(new.clusters)
    blanked = ScreenRow(
        new.clusters[:first] + [" "] * (width - first),
        new.styles[:first] + [style] * (width - first),
    )
    erased = RowWriter(new, y, pen, capabilities, flows)
    erased.erase_tail(first, style)
    _draw_changes(erased, _changed_cells(blanked, new))
    other = erased.text()
    return (other, erased.pen) if size(other) < size(text) else (text, plain.pen)


def _erasing_style(row: ScreenRow, changed: list[int]) -> Style | None:
    """Return the style in which most cells become blank, if an erased cell can look like it."""
    if len(changed) < _ERASING_FROM:
        return None
    blanks = [row.styles[x] for x in changed if row.clusters[x] == " "]
    counts = Counter(blanks).most_common(1) if len(blanks) >= _ERASED_BLANKS else ()
    return next((each for each, n in counts if n >= _ERASED_BLANKS and erasable(each)), None)


def _changed_cells(old: ScreenRow, new: ScreenRow) -> list[int]:
    differs = map(ne, old.clusters, new.clusters)
    if old.styles != new.styles:
        differs = map(or_, differs, map(ne, old.styles, new.styles))
    changed = list(compress(range(len(new.clusters)), differs))
    if not changed or agreed("".join(chain(old.clusters, new.clusters))):
        return _whole_clusters(set(changed), new) if "" in new.clusters else changed
    return _reach(old, new, set(changed))


def _reach(old: ScreenRow, new: ScreenRow, changed: set[int]) -> list[int]:
    """Add the cells that anything in dispute, drawn or drawn over, may have reached.

    These may hold something in dispute themselves, so it goes on until nothing more is added.
    """
    width = len(new.clusters)
    stretches = [range(flow.start, flow.reach) for flow in (*flows_of(old), *flows_of(new))]
    before: set[int] = set()
    while before != changed:
        before = set(changed)
        for stretch in stretches:
            if not changed.isdisjoint(stretch):
                changed.update(stretch)
        for x, row in product(sorted(changed), (old, new)):
            if is_picture(row.clusters[x]):
                changed.update(range(x, min(x + most_cells_of_picture(row.clusters[x]), width)))
        changed = set(_whole_clusters(changed, new))
    return sorted(changed)


def _whole_clusters(changed: set[int], row: ScreenRow) -> list[int]:
    for x in sorted(changed) if "" in row.clusters else ():
        while x and not row.clusters[x]:
            x -= 1
        changed.update(range(x, row.cluster_end(x)))
    return sorted(changed)


def _draw_changes(writer: RowWriter, changed: list[int]) -> None:
    if writer.capabilities.erases_characters:
        changed = _with_blanks_between(writer.row, changed)
    joins = not writer.flows and agreed("".join(writer.row.clusters))
    last: int | None = None
    index = 0
    while index < len(changed):
        start = changed[index]
        end = start + 1
        index += 1
        while index < len(changed) and (
            changed[index] == end
            or (joins and changed[index] == end + 1 and _parts_words(writer.row, end))
        ):
            end = changed[index] + 1
            index += 1
        if last is not None:
            writer.gap(last, start)
        writer.run(start, end)
        last = end


def _parts_words(row: ScreenRow, x: int) -> bool:
    """Whether a cell is a blank in the style of the word before it: no way over it is shorter."""
    before = row.clusters[x - 1]
    return row.clusters[x] == " " != before and row.styles[x] == row.styles[x - 1]


def _with_blanks_between(row: ScreenRow, changed: list[int]) -> list[int]:
    """Add the blanks between changed blanks, so that one sequence erases them all."""
    clusters, styles = row.clusters, row.styles
    added = [
        between
        for x, after in pairwise(changed)
        if after > x + 1
        and set(clusters[x : after + 1]) == {" "}
        and erasable(styles[x])
        and styles[x : after + 1] == [styles[x]] * (after + 1 - x)
        for between in range(x + 1, after)
    ]
    return sorted([*changed, *added]) if added else changed
