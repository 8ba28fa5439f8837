"""The lines between panes, which neighbours share, and the titles that stand in them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.view.signs import Signs
from briefing.view.spans import Line, Span, cut_line, width_of

_LEAD = 2
"""Cells of line before a title; as many after it are as strong as those."""


class Framed(NamedTuple):
    """A pane as the lines around it know it; its contents by place and size, in cells."""

    x: int
    y: int
    width: int
    height: int
    title: str = ""
    """The title in the line above it; empty without such a line."""
    share: str = ""
    """How much of it has been in sight, such as `61%`, at the end of that line."""
    focused: bool = False
    """Whether it has the keyboard."""
    number: int = 0
    """Its number; 0 for none."""

    def has_edge(self, y: int) -> bool:
        """Return whether the line at its left side passes through row `y`."""
        return self.y - bool(self.title) <= y < self.y + self.height


def title_line(title: Line, width: int, signs: Signs, *, share: str = "", focused: bool) -> Line:
    """Return the line above a pane in `width` cells: `━━ 4 Quotes 6 ━━────────── 61% ─`.

    Of the pane with the keyboard, the line is heavy around the title, and the title strong.
    """
    light, heavy = ("-", "=") if signs.plain else ("─", "━")
    end = f" {share} {light}" if share else ""
    room = width - 2 * (_LEAD + 1) - len(end)
    if room < 1:
        return (Span(light * width, "line"),)
    title = cut_line(title, room, ellipsis=signs.ellipsis)
    if not focused:
        title = tuple(s._replace(role="label") if s.role == "title" else s for s in title)
    edge = Span(heavy * _LEAD, "cursor") if focused else Span(light * _LEAD, "line")
    rest = light * (room - width_of(title)) + end
    return (edge, Span(" "), *title, Span(" "), edge, Span(rest, "line"))


def frame_row(panes: Sequence[Framed], y: int, width: int, signs: Signs) -> Line:
    """Return row `y` of the lines between panes, in `width` cells; blank where panes stand."""
    spans, end = list[Span](), 0
    for x, line in sorted(_pieces(panes, y, signs), key=lambda piece: piece[0]):
        spans += [Span(" " * (x - end)), *line]
        end = x + width_of(line)
    return (*spans, Span(" " * (width - end)))


def _pieces(panes: Sequence[Framed], y: int, signs: Signs) -> Iterator[tuple[int, Line]]:
    for pane in panes:
        if pane.title and y == pane.y - 1:
            title = (Span(pane.title, "title"),)
            line = title_line(title, pane.width, signs, share=pane.share, focused=pane.focused)
            yield pane.x, line
        if pane.x and pane.has_edge(y):
            yield pane.x - 1, (Span(_joint(panes, pane, y, signs), "line"),)


def _joint(panes: Sequence[Framed], pane: Framed, y: int, signs: Signs) -> str:
    """Return how the lines meet at the left side of a pane in row `y`."""
    if y > pane.y - bool(pane.title):
        return "|" if signs.plain else "│"
    if signs.plain:
        return "+"
    if not pane.title:
        return "┐"  # the title of what stands left of the frame ends here
    above = any(other.x == pane.x and other.has_edge(y - 1) for other in panes)
    left = any(other.title and other.y == pane.y and other.x < pane.x for other in panes)
    return {(False, False): "┌", (False, True): "┬", (True, False): "├", (True, True): "┼"}[
        above, left
    ]
