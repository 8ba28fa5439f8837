"""The screen grid: cells with a cluster of characters and a style each.

Pure values, without Textual and Rich, so that the first screen can be painted before either is
imported. Columns and rows are counted from 0; widths and heights are in cells.
"""

from collections.abc import Sequence
from typing import NamedTuple

DEFAULT_COLOUR = -1
"""The terminal's own foreground or background."""

INDEXED = 0x100
"""Added to a colour of the 256-colour palette (`38;5;n`), apart from the sixteen named ones (0-15).

They are kept apart because terminals may brighten the named ones with bold, and not the others."""

TRUE_COLOUR = 0x1000000
"""Added to a 24-bit colour (`0xRRGGBB`)."""


class Style(NamedTuple):
    """How a cell is drawn: two colours, attributes, and the address it links to."""

    foreground: int = DEFAULT_COLOUR
    """`DEFAULT_COLOUR`, 0-15, `INDEXED + n`, or `TRUE_COLOUR + 0xRRGGBB`."""
    background: int = DEFAULT_COLOUR
    """As `foreground`."""
    attributes: int = 0
    """A sum of bits: `1 << n` for SGR code n (1 bold, 4 underline, 7 reverse, 21, 51, 52, 53…)."""
    link: str = ""
    """The address of an OSC 8 hyperlink; empty for none."""


PLAIN = Style()
"""The style after a reset."""

UNKNOWN = "\0"
"""The cluster of a cell that may show anything; it equals no cluster that is drawn."""

VISIBLE_WHEN_BLANK = sum(1 << code for code in (4, 5, 6, 7, 9, 21, 51, 52, 53))
"""The attributes that show on a blank cell, or that an erased cell does not take over."""


class ScreenRow:
    """One row: its clusters and their styles in parallel lists; fixed once it is in a `Grid`.

    A cluster wider than a cell is followed by empty ones of the same style.
    """

    __slots__ = ("clusters", "styles")

    def __init__(self, clusters: list[str], styles: list[Style]) -> None:
        self.clusters = clusters
        self.styles = styles

    @staticmethod
    def filled(width: int, style: Style = PLAIN, cluster: str = " ") -> "ScreenRow":
        """Return a row of one repeated cell."""
        return ScreenRow([cluster] * width, [style] * width)

    def copy(self) -> "ScreenRow":
        """Return a row that can be changed without changing this one."""
        return ScreenRow(self.clusters[:], self.styles[:])

    def cluster_end(self, x: int) -> int:
        """Return the column behind the cluster that has the cell at column `x`."""
        x += 1
        while x < len(self.clusters) and not self.clusters[x]:
            x += 1
        return x

    def same(self, other: "ScreenRow") -> bool:
        """Whether both rows show the same cells."""
        return self is other or (self.clusters == other.clusters and self.styles == other.styles)


class Grid(NamedTuple):
    """A whole screen, as a value."""

    width: int
    """Columns."""
    height: int
    """Rows."""
    rows: tuple[ScreenRow, ...]
    """The rows from the top; `height` of them, each `width` cells wide."""

    @staticmethod
    def filled(width: int, height: int, style: Style = PLAIN, cluster: str = " ") -> "Grid":
        """Return a screen of one repeated cell; its rows are one shared row."""
        row = ScreenRow.filled(width, style, cluster)
        return Grid(width, height, (row,) * height)

    @staticmethod
    def unknown(width: int, height: int) -> "Grid":
        """Return a screen that may show anything, so that every cell counts as changed."""
        return Grid.filled(width, height, PLAIN, UNKNOWN)


def _blank_before(cells: list[str], end: int) -> None:
    """Blank the cluster, or the part of it, that ends before column `end`."""
    first = next((x for x in range(end - 1, -1, -1) if cells[x]), 0)
    cells[first:end] = [" "] * (end - first)


class Canvas:
    """A screen to draw on; a `Grid` taken of it shares its rows until they change."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._rows = list(Grid.filled(width, height).rows)
        self._owned: set[int] = set()

    def show(self, grid: Grid) -> None:
        """Take over the cells of `grid`, if it has this size."""
        if (grid.width, grid.height) == (self.width, self.height):
            self._rows = list(grid.rows)
            self._owned.clear()

    def snapshot(self) -> Grid:
        """Return the cells as a value, which later drawing leaves alone."""
        self._owned.clear()
        return Grid(self.width, self.height, tuple(self._rows))

    def _own(self, y: int) -> ScreenRow:
        if y not in self._owned:
            self._rows[y] = self._rows[y].copy()
            self._owned.add(y)
        return self._rows[y]

    def put(self, x: int, y: int, clusters: Sequence[str], styles: list[Style]) -> None:
        """Draw cells from column `x` of row `y`, cut off at the right edge.

        The rest of a wide cluster that is drawn over becomes blank, as in terminals; so does a
        wide cluster that does not fit at the right edge.
        """
        count = min(len(clusters), self.width - x)
        if count <= 0:
            return
        row = self._own(y)
        end = x + count
        cells = row.clusters
        if not cells[x]:
            _blank_before(cells, x)
        after = row.cluster_end(end - 1)
        cells[end:after] = [" "] * (after - end)
        cells[x:end] = clusters[:count]
        row.styles[x:end] = styles[:count]
        if count < len(clusters) and not clusters[count]:
            _blank_before(cells, end)

    def fill(self, x: int, y: int, count: int, style: Style) -> None:
        """Blank `count` cells from column `x` of row `y`."""
        self.put(x, y, [" "] * count, [style] * count)

    def combine(self, x: int, y: int, marks: str) -> None:
        """Add characters of no width to the cluster left of column `x`, if there is one."""
        x -= 1
        while x > 0 and not self._rows[y].clusters[x]:
            x -= 1
        if 0 <= x < self.width:
            self._own(y).clusters[x] += marks

    def scroll(self, style: Style = PLAIN) -> None:
        """Move every row up by one; the bottom row becomes blank."""
        self._rows = [*self._rows[1:], ScreenRow.filled(self.width, style)]
        self._owned = {y - 1 for y in self._owned if y} | {self.height - 1}
