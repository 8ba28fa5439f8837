"""A terminal for tests: pyte, with what it lacks of what a program may send.

Added: erasing with or without the background colour, inserting and deleting rows likewise, wide
clusters of several characters, half-overwritten wide clusters, all SGR codes, OSC 8 links, and
synchronised updates (counted). The cell widths can be believed like Textual (a cluster at a time,
though spacing marks have cells) or like an old terminal (a character at a time). What only some
terminals know is left out on purpose: repeating (REP) shows nothing.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyte
import wcwidth
from rich.cells import split_graphemes

_LINK = re.compile(r"\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]*)(?:\x1b\\|\x07)")
_DECAWM = 7 << 5
_VISIBLE_ON_BLANKS = frozenset({4, 5, 6, 7, 9, 21, 51, 52, 53})
_OFF = {
    22: {1, 2},
    23: {3},
    24: {4, 21},
    25: {5, 6},
    27: {7},
    28: {8},
    29: {9},
    54: {51, 52},
    55: {53},
}


class Cell(NamedTuple):
    """What a cell shows; the first fields are those pyte itself uses."""

    data: str = " "
    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    italics: bool = False
    underscore: bool = False
    strikethrough: bool = False
    reverse: bool = False
    blink: bool = False
    codes: frozenset[int] = frozenset()
    link: str = ""

    def look(self) -> "Cell":
        """Return the cell as a person sees it: the ink of a blank is not seen."""
        if self.data == " " and not self.codes & _VISIBLE_ON_BLANKS and not self.link:
            return Cell(bg=self.bg)
        return self


@dataclass(frozen=True)
class Kind:
    """A kind of terminal."""

    erases_in_colour: bool = True
    erases_in_style: bool = False
    clusters: bool = True
    spacing_marks: bool = True
    """Whether spacing marks (Unicode category Mc) have cells of their own."""
    old_tables: bool = False
    """Whether marks that came after Unicode 3.2 have cells; where characters are drawn alone."""
    remembers_joiners: bool = False
    """Whether what is drawn next joins to a joiner, wherever that is: tmux 3.3, beyond ASCII."""
    newline_returns: bool = False


def _without_joined_letters(text: str) -> list[str]:
    """Return the pieces of a text in which joiners join nothing but pictures, as terminals do."""
    pieces = [""]
    for character in text:
        if pieces[-1].endswith("\u200d") and unicodedata.category(character)[0] != "S":
            pieces.append("")
        pieces[-1] += character
    return pieces


def _mark_cells(character: str) -> int:
    """Return the cells of a spacing mark: one, or two of those beside East Asian letters."""
    if unicodedata.category(character) != "Mc":
        return 0
    return 2 if unicodedata.east_asian_width(character) == "W" else 1


def _cells(character: str, kind: Kind) -> int:
    newer = kind.old_tables and unicodedata.ucd_3_2_0.category(character) == "Cn"
    if newer and unicodedata.category(character) == "Mn":
        return 1
    return _mark_cells(character) or max(wcwidth.wcwidth(character), 0)


class _Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "S": "scroll_up", "T": "scroll_down"}
    events = frozenset({*pyte.Stream.events, "scroll_up", "scroll_down"})


class Emulator(pyte.Screen):
    """A screen that takes what a program writes and can be asked what it shows."""

    cursor: Any
    buffer: Any

    def __init__(self, width: int, height: int, kind: Kind = Kind()) -> None:
        self.kind = kind
        self.answers: list[str] = []
        self.strange: list[str] = []
        self._joining = False
        super().__init__(width, height)
        self._stream = _Stream(self)

    def write(self, text: str) -> None:
        """Take what a program writes."""
        position = 0
        text = text.replace("\x1b[?2026h", "").replace("\x1b[?2026l", "")
        for match in _LINK.finditer(text):
            self._stream.feed(text[position : match.start()])
            self.cursor.attrs = self.cursor.attrs._replace(link=match[1])
            position = match.end()
        self._stream.feed(text[position:])

    def cells(self) -> list[list[Cell]]:
        """Return every cell, exactly."""
        return [[self.buffer[y][x] for x in range(self.columns)] for y in range(self.lines)]

    def look(self) -> list[list[Cell]]:
        """Return every cell as it is seen."""
        return [[cell.look() for cell in row] for row in self.cells()]

    @property
    def default_char(self) -> Any:
        return Cell()

    def reset(self) -> None:
        super().reset()
        self.cursor.attrs = Cell()

    def debug(self, *args: Any, **kwargs: Any) -> None:
        self.strange.append(repr((args, kwargs)))

    def write_process_input(self, data: str) -> None:
        self.answers.append(data)

    def linefeed(self) -> None:
        self.index()
        if self.kind.newline_returns:
            self.carriage_return()

    def draw(self, data: str) -> None:
        """Draw text, a cluster or a character at a time; cancelling (CAN) shows nothing."""
        if data in ("\x18", "\x1a"):
            return
        for cluster, width in self._clusters(data):
            joins = self._joining and self.kind.remembers_joiners and not cluster.isascii()
            self._joining = cluster.endswith("\u200d") or (self._joining and cluster.isascii())
            if width and not joins:
                self._put(cluster, width)
            else:
                self._combine(cluster)

    def _clusters(self, data: str) -> list[tuple[str, int]]:
        """Return what is drawn at a time, each with the cells that it takes."""
        if not self.kind.clusters:
            return [(each, _cells(each, self.kind)) for each in data]
        spans = [
            (piece[start:end], width)
            for piece in _without_joined_letters(data)
            for start, end, width in split_graphemes(piece)[0]
        ]
        if not self.kind.spacing_marks:
            return spans
        return [(cluster, width + sum(map(_mark_cells, cluster))) for cluster, width in spans]

    def _put(self, cluster: str, width: int) -> None:
        if self.cursor.x + width > self.columns:
            if _DECAWM in self.mode:
                self.carriage_return()
                super().index()
            else:
                self.cursor.x = self.columns - width
        x = self.cursor.x
        self._spoil(x, x + width)
        line = self.buffer[self.cursor.y]
        line[x] = self.cursor.attrs._replace(data=cluster)
        for after in range(x + 1, x + width):
            line[after] = self.cursor.attrs._replace(data="")
        self.cursor.x = x + width

    def _combine(self, marks: str) -> None:
        line = self.buffer[self.cursor.y]
        x = self.cursor.x - 1
        while x > 0 and not line[x].data:
            x -= 1
        if x >= 0:
            line[x] = line[x]._replace(data=line[x].data + marks)

    def _spoil(self, start: int, end: int) -> None:
        """Blank the halves of wide clusters that stick out of a stretch to be overwritten."""
        line = self.buffer[self.cursor.y]
        if start and not line[start].data:
            line[start - 1] = line[start - 1]._replace(data=" ")
        if end < self.columns and not line[end].data:
            line[end] = line[end]._replace(data=" ")

    def _erased(self) -> Cell:
        if self.kind.erases_in_style:
            return Cell(*self.cursor.attrs)
        return Cell(bg=self.cursor.attrs.bg) if self.kind.erases_in_colour else Cell()

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        x = min(self.cursor.x, self.columns - 1)
        start, end = [(x, self.columns), (0, x + 1), (0, self.columns)][how]
        self._spoil(start, end)
        for column in range(start, end):
            self.buffer[self.cursor.y][column] = self._erased()

    def erase_characters(self, count: int | None = None) -> None:
        x = min(self.cursor.x, self.columns - 1)
        end = min(x + (count or 1), self.columns)
        self._spoil(x, end)
        for column in range(x, end):
            self.buffer[self.cursor.y][column] = self._erased()

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:
        row = self.cursor.y
        self.erase_in_line(how)
        rows = [range(row + 1, self.lines), range(row), range(self.lines)][how]
        for y in rows:
            for x in range(self.columns):
                self.buffer[y][x] = self._erased()

    def scroll_up(self, count: int = 1) -> None:
        self._shift(self.delete_lines, count)

    def scroll_down(self, count: int = 1) -> None:
        self._shift(self.insert_lines, count)

    def _shift(self, rows: Callable[[int], None], count: int) -> None:
        """Shift the rows between the margins, leaving the cursor."""
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        rows(count or 1)
        self.cursor.x, self.cursor.y = x, y

    def insert_lines(self, count: int | None = None) -> None:
        fresh = range(self.cursor.y, min(self.cursor.y + (count or 1), self.lines))
        super().insert_lines(count)
        self._blank(fresh)

    def delete_lines(self, count: int | None = None) -> None:
        end = self.margins.bottom + 1 if self.margins else self.lines
        fresh = range(max(end - (count or 1), self.cursor.y), end)
        super().delete_lines(count)
        self._blank(fresh)

    def _blank(self, rows: range) -> None:
        for y in rows:
            for x in range(self.columns):
                self.buffer[y][x] = self._erased()

    def select_graphic_rendition(self, *codes: int) -> None:
        pen: Any = self.cursor.attrs
        rest = list(codes or (0,))
        while rest:
            code = rest.pop(0)
            if code == 0:
                pen = Cell(link=pen.link)
            elif code in (38, 48):
                take = 2 if rest[0] == 5 else 4
                value, rest = ":".join(map(str, rest[:take])), rest[take:]
                pen = pen._replace(**{"fg" if code == 38 else "bg": value})
            elif code in range(30, 40) or code in range(90, 98):
                pen = pen._replace(fg="default" if code == 39 else str(code))
            elif code in range(40, 50) or code in range(100, 108):
                pen = pen._replace(bg="default" if code == 49 else str(code - 10))
            else:
                pen = pen._replace(codes=(pen.codes | {code}) - _OFF.get(code, set()) - set(_OFF))
        self.cursor.attrs = pen
