"""The first screen, painted before Textual is imported.

It is the list of briefs as the main screen will show it. The driver takes it over and sends what
differs; where both agree, nothing. Keys that are typed meanwhile wait, unechoed, for the reader.
Drawn like this, first content comes in a third of the time that a bare Textual app takes (0.30 to
0.35); drawn by Textual, in nearly twice that time. A test compares its colours and rows with those
of the main screen, cell by cell.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from briefing.catalogue import Catalogue, ListRow
from briefing.catalogue.values import OwnMarks
from briefing.commands import Lacking, live, useful
from briefing.query import Query
from briefing.terminal.screen.grid import Canvas, Grid, Style
from briefing.terminal.screen.painter import KnownScreen, paint
from briefing.terminal.screen.terminfo import capabilities_of
from briefing.terminal.session.modes import Handover, capped_size, enter
from briefing.terminal.session.restore import goes_out_as_written, remember
from briefing.text.clean import plain_ascii
from briefing.text.width import in_cells
from briefing.ui.breakpoints import LIST_WIDTHS, ROOMY, WIDE
from briefing.ui.options import Options
from briefing.ui.palette import colour
from briefing.view.footer import footer_row
from briefing.view.list_rows import ListSize, list_head, one_row, two_rows
from briefing.view.signs import ASCII, UNICODE, Signs
from briefing.view.spans import Line, Span, cut_line, width_of

_BOLD, _ITALIC, _REVERSE = 1 << 1, 1 << 3, 1 << 7
_COLOURS = {
    "title": "role-title", "heading": "role-heading", "muted": "role-muted", "label": "role-muted",
    "party": "role-party", "mark": "role-mark", "good": "role-good", "warn": "role-warn",
    "bad": "role-bad", "cursor": "role-heading", "line": "role-line",
}  # fmt: skip
_BOLD_ROLES = frozenset({"title", "heading", "party", "strong", "number", "cursor"})


class FirstScreen(NamedTuple):
    """How the first screen is drawn."""

    options: Options
    """How the reader is to be opened."""
    colours: int
    """How many the terminal has; 0 for none."""
    own: Callable[[str, str], OwnMarks | None] = lambda brief, sha256: None
    """The person's marks on a brief, by its id and the SHA-256 of its file."""
    sums: Callable[[Sequence[int]], Mapping[int, str]] = lambda numbers: {}
    """The SHA-256 of the files of briefs, by number."""
    unread: int = 0
    """How many briefs are unread."""

    @property
    def signs(self) -> Signs:
        """The signs beside the words."""
        return ASCII if self.options.ascii_only else UNICODE

    def style(self, role: str, *, under: bool = False) -> Style:
        """Return the style of a role, as in the style sheet."""
        names = self.options.palette
        front = colour(names[_COLOURS.get(role, "role-text")], self.colours)
        back = colour(names["role-back"], self.colours)
        bits = _BOLD if role in _BOLD_ROLES else 0
        return Style(front, back, bits | (_REVERSE if under and role == "here" else 0))


def show_first(catalogue: Catalogue, look: FirstScreen) -> Handover | None:
    """Paint the list on this process's terminal, and return what the driver must know of it.

    None where the terminal cannot be set up, so that the driver begins by itself.
    """
    before = remember(0)
    try:
        size = os.get_terminal_size(2)
    except OSError:
        return None
    if before is None:
        return None
    before.make_raw()
    term = os.environ.get("TERM", "")
    able = capabilities_of(term, plain_newline=goes_out_as_written(2), colours=look.colours)
    grid = first_grid(catalogue, look, *capped_size(*size))
    text, shown = paint(KnownScreen.unknown(0, 0), grid, able)
    _write(2, (enter(able) + text).encode())
    return Handover(shown, before)


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def first_grid(catalogue: Catalogue, look: FirstScreen, width: int, height: int) -> Grid:
    """Return the main screen as it begins, in `width` by `height` cells."""
    canvas = _Canvas(width, height, look)
    wide = width >= WIDE
    room = height - 2
    count, newest = catalogue.count(), catalogue.ids(Query(limit=max(0, room)))
    rows = catalogue.rows(newest)
    list_width = LIST_WIDTHS[width >= ROOMY] if wide else width
    size = ListSize(count, look.unread) if count else None
    canvas.line(0, list_head(look.options.list_name, size, list_width, look.signs, beside=wide))
    _list(canvas, rows, list_width, room, tall=wide)
    lacking: list[Lacking] = ["process"] if rows and not rows[0].may_have_process else []
    lacking += [] if rows and rows[0].unconfirmed else ["unconfirmed"]
    commands = useful(live(look.options.commands(), "list"), lacking)
    keys = footer_row(commands, width, ascii_only=look.options.ascii_only)
    canvas.line(height - 1, keys)
    return canvas.canvas.snapshot()


def _list(canvas: "_Canvas", rows: Sequence[ListRow], width: int, room: int, *, tall: bool) -> None:
    look, lines = canvas.look, list[tuple[int, Line]]()
    sums = look.sums([row.number for row in rows])
    for index, row in enumerate(rows):
        own = look.own(row.id, sums.get(row.number, ""))
        if tall:
            lines += ((index, line) for line in two_rows(row, width - 1, look.signs, own))
        else:
            lines.append((index, one_row(row, width - 1, look.signs, own)))
    cursor = ">" if look.options.ascii_only else "▌"
    for y, (index, line) in enumerate(lines[:room]):
        lead = Span(cursor, "cursor") if not index else Span(" ")
        canvas.line(1 + y, (lead, *line), width=width, under=not index)


class _Canvas:
    def __init__(self, width: int, height: int, look: FirstScreen) -> None:
        self.look = look
        self._style = cache(look.style)  # asked for each of some hundred words
        self.width = width
        self.canvas = Canvas(width, height)
        for y in range(height):
            self.canvas.fill(0, y, width, self._style("plain"))

    def line(self, y: int, line: Line, *, width: int | None = None, under: bool = False) -> None:
        """Draw one line, cut to `width` cells."""
        line = cut_line(
            line, (self.width if width is None else width), ellipsis=self.look.signs.ellipsis
        )
        x = 0
        for span in line:
            style = self._style(span.role, under=under)
            text = span.text
            if self.look.options.ascii_only:
                text = plain_ascii(text, letters=self.look.options.letters)
            drawn = in_cells(text)
            self.canvas.put(x, y, drawn, [style] * len(drawn))
            x += width_of((span,))
