"""The painter: few bytes that turn one grid into another.

Rows that differ are found first; of each, the runs of cells that changed, with unchanged gaps
written again where that is shorter than moving over them. Erasing and shifting rows are used where
the terminal has them and where they come out shorter, counted in bytes.

How many more bytes a session takes without each of them, in per cent (`tests/benchmarks/wire.py` at
80x24 and 120x40 in the terminal's own colours, then both in the dark theme, where no blank can be
erased):

- gaps written again (`RowWriter.gap`): 8, 6, 9, 6;
- shifting rows (`scroll`): 13, 0.4, 7, 0.2;
- moves shorter than a position (`moves`): 7, 8, 5, 6;
- erasing a row first and erasing blanks within one (`CSI X`): 33, 20, 0, 0 without both; 1 to 4
  without either;
- erasing the blank foot of the screen at once: 0.9, 0.4, 0, 0; kept, as the bound is near.

With all of them a session takes 0.76 to 0.785 of what ncurses takes, and 0.8 is the bound; a busy
machine, where screens are shown in more steps, adds some per cent. Erasing the end of a row by
itself and blanks between two texts saved 0.1 per cent, and are not done.
"""

from itertools import chain, compress, pairwise
from operator import ne, or_
from typing import NamedTuple

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
    """What a terminal shows, and where its pen stands."""

    grid: Grid
    """The cells; `Grid.unknown` when nothing is known."""
    pen: Pen
    """Cursor and style."""

    @staticmethod
    def unknown(width: int, height: int) -> "KnownScreen":
        """Return a terminal of which nothing is known but its size."""
        return KnownScreen(Grid.unknown(width, height), Pen(None, None, None))


def paint(
    shown: KnownScreen,
    wanted: Grid,
    capabilities: Capabilities,
    rest: tuple[int, int] | None = None,
) -> tuple[str, KnownScreen]:
    """Return what to send, and what the terminal shows then.

    `rest` is the column and row where the cursor must stand at the end; None leaves it anywhere.
    A `shown` of another size than `wanted` counts as unknown.
    """
    start = ""
    if (shown.grid.width, shown.grid.height) != (
        wanted.width,
        wanted.height,
    ) or shown.pen.y is None:
        start, shown = _clear(wanted)
    text, pen = _update(shown, wanted, capabilities)
    shifted = find_shift(shown.grid, wanted) if capabilities.shifts_rows else None
    if shifted is not None:
        moved, grid, pen_then = shift_rows(shown.grid, shown.pen, shifted, capabilities)
        other, other_pen = _update(KnownScreen(grid, pen_then), wanted, capabilities)
        if size(moved + other) < size(text):
            text, pen = moved + other, other_pen
    if pen.style is not None and pen.style.link:
        # What else may write to this terminal must not become part of a link.
        last, pen = restyle(pen, pen.style._replace(link=""))
        text += last
    if rest is not None:
        last, pen = goto(pen, *rest, capabilities)
        text += last
    return start + text, KnownScreen(wanted, pen)


def _clear(wanted: Grid) -> tuple[str, KnownScreen]:
    """Return what makes an unknown screen blank, in the colour most blanks are wanted in."""
    style = _commonest_blank(wanted)
    text, _ = restyle(Pen(None, None, None), style)
    cleared = Grid.filled(wanted.width, wanted.height, style)
    return f"{text}\x1b[H\x1b[2J", KnownScreen(cleared, Pen(0, 0, style))


def _commonest_blank(grid: Grid) -> Style:
    counts: dict[Style, int] = {}
    for row in grid.rows:
        for cluster, style in zip(row.clusters, row.styles, strict=True):
            if cluster == " ":
                counts[style] = counts.get(style, 0) + 1
    erasables = {style: count for style, count in counts.items() if erasable(style)}
    return max(erasables, key=erasables.__getitem__) if erasables else PLAIN


def _update(shown: KnownScreen, wanted: Grid, capabilities: Capabilities) -> tuple[str, Pen]:
    """Return what changes one grid into another of its size, row by row."""
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
    """Return what changes one row: by its differences, or erased first, whichever is shorter."""
    changed = _changed_cells(old, new)
    flows = flows_of(new)
    plain = RowWriter(new, y, pen, capabilities, flows)
    _draw_changes(plain, changed)
    text = plain.text()
    if len(changed) < _ERASING_FROM:
        return text, plain.pen
    first = changed[0]
    style = _erasing_style(new, changed)
    if style is None:
        return text, plain.pen
    width = len(new.clusters)
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
    counts: dict[Style, int] = {}
    clusters, styles = row.clusters, row.styles
    for x in changed:
        if clusters[x] == " ":
            counts[styles[x]] = counts.get(styles[x], 0) + 1
    if not counts:
        return None
    style = max(counts, key=counts.__getitem__)
    return style if counts[style] >= _ERASED_BLANKS and erasable(style) else None


def _changed_cells(old: ScreenRow, new: ScreenRow) -> list[int]:
    """Return the columns to draw again, in order, whole clusters at a time."""
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
    flows = [*flows_of(old), *flows_of(new)]
    before: set[int] = set()
    while before != changed:
        before = set(changed)
        for flow in flows:
            if not changed.isdisjoint(range(flow.start, flow.reach)):
                changed.update(range(flow.start, flow.reach))
        changed = set(_whole_clusters(_with_pictures(old, new, changed), new))
    return sorted(changed)


def _with_pictures(old: ScreenRow, new: ScreenRow, changed: set[int]) -> set[int]:
    """Add the cells that pictures in dispute in these columns may have reached."""
    width = len(new.clusters)
    for x in sorted(changed):
        for cluster in (old.clusters[x], new.clusters[x]):
            if is_picture(cluster):
                changed.update(range(x, min(x + most_cells_of_picture(cluster), width)))
    return changed


def _whole_clusters(changed: set[int], row: ScreenRow) -> list[int]:
    clusters = row.clusters
    width = len(clusters)
    for x in sorted(changed):
        base = x
        while base and not clusters[base]:
            base -= 1
            changed.add(base)
        after = x + 1
        while after < width and not clusters[after]:
            changed.add(after)
            after += 1
    return sorted(changed)


def _draw_changes(writer: RowWriter, changed: list[int]) -> None:
    """Draw the cells of the columns `changed`."""
    if writer.capabilities.erases_characters:
        changed = _with_blanks_between(writer.row, changed)
    last: int | None = None
    index = 0
    while index < len(changed):
        start = changed[index]
        end = start + 1
        index += 1
        while index < len(changed) and changed[index] == end:
            end += 1
            index += 1
        if last is not None:
            writer.gap(last, start)
        writer.run(start, end)
        last = end


def _with_blanks_between(row: ScreenRow, changed: list[int]) -> list[int]:
    """Add blanks between changed blanks: one sequence erases them all, where each took its own."""
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
