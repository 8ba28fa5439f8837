"""The row writer: bytes that draw the cells of one row, tracking pen and cursor.

Costs are compared in bytes of UTF-8; ties go to the plainer way.
"""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.terminal.screen.cursor_moves import move
from briefing.terminal.screen.disputed_runs import Flow
from briefing.terminal.screen.disputed_widths import agreed, is_picture
from briefing.terminal.screen.grid import DEFAULT_COLOUR, VISIBLE_WHEN_BLANK, ScreenRow, Style
from briefing.terminal.screen.sgr import change_style
from briefing.terminal.screen.terminfo import Capabilities
from briefing.text.width import JOINER

_LEAST_ERASED = 5
"""Blanks at the end of what is drawn that are shorter to erase: 4 bytes."""
_WIDEST_GAP = 4
"""Cells of an unchanged gap that may be cheaper to write again: skipping nine takes four bytes."""


class Pen(NamedTuple):
    """The position of the terminal's cursor and its current style."""

    x: int | None
    """Column; None after the last column was written, where terminals differ."""
    y: int | None
    """Row; None when nothing is known."""
    style: Style | None
    """The style in force; None when nothing is known."""


def size(text: str) -> int:
    """Return the bytes of `text` on the wire."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def erasable(style: Style) -> bool:
    """Whether an erased cell looks like a blank in `style`, even without the pen's background."""
    attributes, background = style.attributes & VISIBLE_WHEN_BLANK, style.background
    return not attributes and not style.link and background == DEFAULT_COLOUR


def goto(pen: Pen, x: int, y: int, capabilities: Capabilities) -> tuple[str, Pen]:
    """Return what moves the cursor to column `x` of row `y`, and the pen there."""
    if pen.x == x and pen.y == y:
        return "", pen
    return move(pen.x, pen.y, x, y, capabilities), Pen(x, y, pen.style)


def restyle(pen: Pen, style: Style) -> tuple[str, Pen]:
    """Return what changes the pen's style to `style`, and the pen then."""
    if pen.style == style:
        return "", pen
    return change_style(pen.style, style), Pen(pen.x, pen.y, style)


class RowWriter:
    """Draws parts of one row."""

    def __init__(
        self, row: ScreenRow, y: int, pen: Pen, capabilities: Capabilities, flows: Sequence[Flow]
    ) -> None:
        self.row = row
        self.width = len(row.clusters)
        self.capabilities = capabilities
        self.flows = flows
        """Writing in dispute; only ever drawn whole."""
        self._flow_at = {flow.start: flow for flow in self.flows}
        self._parts: list[str] = []
        self._x, self._from, self._style = pen
        self._y = y

    @property
    def pen(self) -> Pen:
        """Cursor and style after the cells drawn so far."""
        return Pen(self._x, self._from, self._style)

    def text(self) -> str:
        """Return the sequences that draw the cells drawn so far."""
        return "".join(self._parts)

    def _goto(self, x: int) -> None:
        if self._x != x or self._from != self._y:
            self._parts.append(move(self._x, self._from, x, self._y, self.capabilities))
            self._x, self._from = x, self._y

    def _restyle(self, style: Style) -> None:
        if self._style != style:
            self._parts.append(change_style(self._style, style))
            self._style = style

    def _draw(self, text: str, after: int | None) -> None:
        """Write `text`, which takes the cells up to column `after`; None where that is disputed."""
        self._parts.append(text)
        self._x = None if after == self.width else after

    def erase_tail(self, x: int, style: Style) -> None:
        """Blank the cells from column `x` to the end."""
        self._goto(x)
        self._restyle(style)
        self._parts.append("\x1b[K")

    def run(self, start: int, end: int) -> None:
        """Draw the cells from column `start` up to `end`, whole clusters, wherever the pen is."""
        styles = self.row.styles
        while start < end:
            if start in self._flow_at:
                self._flow(self._flow_at[start])
                start = self._flow_at[start].blank
                continue
            style = styles[start]
            stop = start + 1
            while stop < end and styles[stop] == style and stop not in self._flow_at:
                stop += 1
            self._stretch(start, stop, style, last=stop == end)
            start = stop

    def _stretch(self, start: int, end: int, style: Style, *, last: bool) -> None:
        """Draw cells of one style; `last` says that nothing is drawn right behind them."""
        text = "".join(self.row.clusters[start:end])
        self._goto(start)
        self._restyle(style)
        if not agreed(text):
            self._disputed(start, end)
            return
        erases = self.capabilities.erases_characters and erasable(style)
        blanks = len(text) - len(text.rstrip(" ")) if last and erases else 0
        if blanks < _LEAST_ERASED:
            self._draw(text, end)
        else:
            self._draw(text[:-blanks], end - blanks)
            self._blanks(end - blanks, end, style)

    def _flow(self, flow: Flow) -> None:
        """Draw writing in one go, over blanks where it may turn out narrower or wider."""
        styles = self.row.styles[flow.start : flow.end]
        if flow.shrinks or flow.blank > flow.end:
            # Where the text turns out narrower, these blanks stay: nothing of one word's style.
            plain = Style(background=styles[0].background)
            self._blanks(flow.start, flow.end, styles[0] if len(set(styles)) == 1 else plain)
            self.run(flow.end, flow.blank)
        self._goto(flow.start)
        for cluster, style in zip(self.row.clusters[flow.start : flow.end], styles, strict=True):
            if cluster:
                self._restyle(style)
                self._parts.append(cluster)
        self._parts[-1] = self._parts[-1].rstrip(JOINER)  # what it joins to is not drawn next
        self._x = None

    def _blanks(self, start: int, end: int, style: Style) -> None:
        """Blank some cells; the cursor stands before them then if they are erased, else behind."""
        self._goto(start)
        self._restyle(style)
        count = end - start
        if count >= _LEAST_ERASED and self.capabilities.erases_characters and erasable(style):
            self._parts.append(f"\x1b[{count}X")
        else:
            self._draw(" " * count, end)

    def _disputed(self, start: int, end: int) -> None:
        """Draw cells that may be wider or narrower on the terminal, each in its own column."""
        x = start
        while x < end:
            cluster, after = self.row.clusters[x], self.row.cluster_end(x)
            self._goto(x)
            if is_picture(cluster):
                self._picture(cluster, x, after)
            else:
                self._draw(cluster, after)
            x = after

    def _picture(self, cluster: str, x: int, after: int) -> None:
        """Draw a picture, blanks first for terminals where it is narrower than believed."""
        if after - x > 1:
            self._draw(" " * (after - x), after)
            self._goto(x)
        self._draw(cluster, None)
        if after == self.width:
            self._mend(x)

    def _mend(self, x: int) -> None:
        """Draw the cell left of column `x` again: at the edge a wider cluster is pushed over it."""
        before = x - 1
        if any(flow.start <= before < flow.reach for flow in self.flows):
            return  # drawn whole, or not at all
        if before > 0 and not self.row.clusters[before]:
            before -= 1
        if before >= 0 and agreed(self.row.clusters[before]):
            self.run(before, x)

    def gap(self, start: int, end: int) -> None:
        """Go from column `start` to `end` over cells that are right, writing them where cheaper."""
        text = "".join(self.row.clusters[start:end])
        if end - start > _WIDEST_GAP or self._x != start or not agreed(text):
            return
        style, following = self._style, self.row.styles[end]
        rewriting = size(text)
        for each in self.row.styles[start : end + 1]:
            if each != style:
                rewriting += len(change_style(style, each))
                style = each
        skipping = len(move(start, self._y, end, self._y, self.capabilities))
        if self._style != following:
            skipping += len(change_style(self._style, following))
        if rewriting <= skipping:
            self.run(start, end)
