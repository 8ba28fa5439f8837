"""The terminal emulator of all tests: pyte, and the sequences and widths that it lacks.

Added: the alternate screen, erasing with or without the background colour, inserting and deleting
rows likewise, wide clusters of several characters, half-overwritten wide clusters, all SGR codes,
OSC 8 links, answers to queries, and a list of the modes that a program left on. Widths are counted
as Textual does (a cluster at a time, though spacing marks have cells) or as an old terminal does (a
character at a time). Repeating (REP), which only some terminals know, has to be switched on.
"""

import codecs
import copy
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyte
import regex
import wcwidth
from rich.cells import split_graphemes

_LINK = re.compile(r"\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]*)(?:\x1b\\|\x07)")
_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    r"|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])"  # the rest
)
_BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]*)\Z")
_MODES = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
_KITTY = re.compile(r"\x1b\[([<>=])([0-9;]*)u")
_OTHER_KEYS = re.compile(r"\x1b\[>4(?:;([0-9]))?m")
_PRINTED_BY_PYTE = re.compile(r"\x1b(?:[PX^_]|\](?!8;)|\[(?:[<>=]|\?[0-9;]*[^0-9;hlKJ]))")
_FRESH = frozenset({7, 25})
_QUERIES = {
    "\x1b[6n": b"\x1b[1;1R",
    "\x1b[c": b"\x1b[?62;22c",
    "\x1b[0c": b"\x1b[?62;22c",
    "\x1b[?2026$p": b"\x1b[?2026;2$y",
    "\x1b[?2048$p": b"\x1b[?2048;0$y",
    "\x1b[?u": b"\x1b[?0u",
}
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
    repeats: bool = False
    """Whether a character is repeated by REP (`CSI n b`)."""


def _without_joined_letters(text: str) -> list[str]:
    """Return the pieces of a text in which joiners join nothing but pictures, as terminals do."""
    pieces = [""]
    for character in text:
        if pieces[-1].endswith("\u200d") and unicodedata.category(character)[0] != "S":
            pieces.append("")
        pieces[-1] += character
    return pieces


_SPACING_MARK = regex.compile(r"\p{Mc}")  # by newer tables than Python's


def _mark_cells(character: str) -> int:
    """Return the cells of a spacing mark: one, or two of those beside East Asian letters."""
    if not _SPACING_MARK.match(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) == "W" else 1


def _newer_cells(character: str) -> int:
    """Return the cells of a character that is newer than the tables of Python, and maybe Rich's."""
    newer = unicodedata.category(character) == "Cn"
    return max(wcwidth.wcwidth(character), 0) if newer else 0


def _cells(character: str, kind: Kind) -> int:
    newer = kind.old_tables and unicodedata.ucd_3_2_0.category(character) == "Cn"
    if newer and unicodedata.category(character) == "Mn":
        return 1
    return _mark_cells(character) or max(wcwidth.wcwidth(character), 0)


class _Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "S": "scroll_up", "T": "scroll_down", "b": "repeat"}
    events = frozenset({*pyte.Stream.events, "scroll_up", "scroll_down", "repeat"})


class Emulator(pyte.Screen):
    """A screen of `width` × `height` cells; give it output of a program, and look at its cells."""

    cursor: Any
    buffer: Any

    def __init__(self, width: int = 80, height: int = 24, kind: Kind = Kind()) -> None:
        self.kind = kind
        self.strange: list[str] = []
        self.private: set[int] = set(_FRESH)
        """Private modes that are on."""
        self.kitty = 0
        """How many times the kitty keyboard protocol was pushed and not popped."""
        self.other_keys = False
        """Whether xterm's modifyOtherKeys is on."""
        self._joining = False
        self._last = " "
        self._shell: Any = None
        super().__init__(width, height)
        self._stream = _Stream(self)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._open = ""
        self._before_open: Any = None

    def feed(self, data: bytes) -> bytes:
        """Show output, wherever it is cut, and return a terminal's answers to the queries in it."""
        self._take_back()
        text, self._rest = _whole(self._open + self._rest + self._decode(data))
        answers, plain = [], 0
        for match in _SEQUENCE.finditer(text):
            self._note(match[0])
            answers.append(_QUERIES.get(match[0], b""))
            plain = match.end()
        text, self._open = (text, "") if self._rest else _closed(text, plain)
        self.write(_SEQUENCE.sub(lambda m: "" if _PRINTED_BY_PYTE.match(m[0]) else m[0], text))
        return b"".join(answers)

    def _note(self, sequence: str) -> None:
        if match := _MODES.fullmatch(sequence):
            numbers = {int(part) for part in match[1].split(";") if part}
            self.private = self.private | numbers if match[2] == "h" else self.private - numbers
        elif match := _KITTY.fullmatch(sequence):
            step = int(match[2].split(";")[0] or 1)
            self.kitty = self.kitty + 1 if match[1] == ">" else max(0, self.kitty - step)
        elif match := _OTHER_KEYS.fullmatch(sequence):
            self.other_keys = (match[1] or "0") != "0"

    def _draw_open(self) -> None:
        """Draw a cluster that may go on, so that it can be taken back."""
        if self._open and self._before_open is None:
            self._before_open = self._state()
            self.write(self._open)

    def _take_back(self) -> None:
        if self._before_open is not None:
            self._restore(self._before_open)
            self._before_open = None

    def _state(self) -> tuple[Any, Any]:
        return {y: copy.copy(line) for y, line in self.buffer.items()}, copy.copy(self.cursor)

    def _restore(self, state: tuple[Any, Any]) -> None:
        lines, self.cursor = state
        self.buffer.clear()
        self.buffer.update(lines)

    @property
    def left_on(self) -> frozenset[str]:
        """What differs from a fresh terminal: `?1049`, `no ?25`, `kitty`…; empty when restored."""
        changed = {f"?{mode}" for mode in self.private - _FRESH}
        changed |= {f"no ?{mode}" for mode in _FRESH - self.private}
        changed |= {"kitty"} if self.kitty else set()
        return frozenset(changed | ({"modifyOtherKeys"} if self.other_keys else set()))

    @property
    def rows(self) -> list[str]:
        """The lines on the screen, without spaces at their ends."""
        return ["".join(cell.data for cell in row).rstrip() for row in self.cells()]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    def write(self, text: str) -> None:
        """Show whole sequences and clusters, as they are."""
        position = 0
        text = text.replace("\x1b[?2026h", "").replace("\x1b[?2026l", "")
        for match in _LINK.finditer(text):
            self._stream.feed(text[position : match.start()])
            self.cursor.attrs = self.cursor.attrs._replace(link=match[1])
            position = match.end()
        self._stream.feed(text[position:])

    def cells(self) -> list[list[Cell]]:
        """Return every cell, exactly."""
        self._draw_open()
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

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        self.cells()
        self._open, self._before_open = "", None
        super().resize(lines, columns)

    def repeat(self, count: int | None = None) -> None:
        if self.kind.repeats:
            self.draw(self._last * (count or 1))

    def set_mode(self, *modes: int, **options: bool) -> None:
        if options.get("private") and 1049 in modes and self._shell is None:
            self._shell = self._state()
            self.erase_in_display(2)
        super().set_mode(*modes, **options)

    def reset_mode(self, *modes: int, **options: bool) -> None:
        super().reset_mode(*modes, **options)
        if options.get("private") and 1049 in modes and self._shell is not None:
            self._restore(self._shell)
            self._shell = None

    def linefeed(self) -> None:
        self.index()
        if self.kind.newline_returns:
            self.carriage_return()

    def draw(self, data: str) -> None:
        """Draw text, a cluster or a character at a time; cancelling (CAN) shows nothing."""
        if data in ("\x18", "\x1a"):
            return
        self._last = data[-1:] or self._last
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
            (piece[start:end], max(width, _newer_cells(piece[start])))
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


def _whole(text: str) -> tuple[str, str]:
    """Split `text` before a sequence that is still incomplete."""
    start = text.find("\x1b")
    while start >= 0:
        match = _SEQUENCE.match(text, start)
        if match is None and _BEGUN.match(text, start):
            return text[:start], text[start:]
        start = text.find("\x1b", match.end() if match else start + 1)
    return text, ""


def _closed(text: str, plain: int) -> tuple[str, str]:
    """Split `text`, which has no sequence from `plain` on, before a cluster that may go on."""
    end = len(text)
    while end > plain and not text[end - 1].isascii():
        end -= 1
    end -= plain < end and text[end - 1].isprintable()
    return text[:end], text[end:]
