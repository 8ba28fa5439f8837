"""The ANSI parser: terminal output of a program -> a grid of cells.

It knows the sequences that Textual and Rich write. Any other is returned, to be passed on as it is;
one that may change the screen comes with the scene it was written over, and all is repainted after.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from briefing.terminal.screen.disputed_widths import single
from briefing.terminal.screen.grid import PLAIN, Canvas, Grid, Style
from briefing.terminal.screen.sgr import apply_sgr
from briefing.text.width import FILLER

SplitClusters = Callable[[str], tuple[list[tuple[int, int, int]], int]]
"""Text to spans (start, end, cells), one a cluster, and their cells in all, as Rich counts them."""

MAX_UNFINISHED = 1 << 20
"""Characters of an unfinished sequence that are kept; a longer one is passed on as it is."""

_TEXT = r"[^\x00-\x1f\x7f-\x9f]+"
_PLACED = re.compile(r"\x1b\[(\d*);?(\d*)H")
_STYLED = re.compile(rf"\x1b\[([\d;]*)m({_TEXT})?|({_TEXT})")
_TOKEN = re.compile(
    rf"(?P<text>{_TEXT})"
    r"|\x1b\[(?P<numbers>[\d;]*)(?P<final>[@-~])"
    r"|\x1b\[\?(?P<modes>[\d;]+)(?P<switch>[hl])"
    r"|\x1b\]8;[^;\x07\x1b]*;(?P<link>[^\x07\x1b]*)(?:\x1b\\|\x07)"
    r"|(?P<harmless>\x1b\[[<=>?]?[\d;]*(?:[nct]|[ ]q|\$p|(?<=[<>=?\d])u)"
    r"|\x1b\](?!8;)[^\x07\x1b]*(?:\x1b\\|\x07)|\x1bPtmux;(?:[^\x1b]|\x1b[^\\])*\x1b\\)"
    r"|(?P<strange>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[PX^_][^\x1b]*(?:\x1b[^\\][^\x1b]*)*\x1b\\"
    r"|\x1b[ -/]*[0-OQ-WYZ\\`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
    r"|(?P<rest>\x1b)"
)
_MODES_WITHOUT_CELLS = {1, 12, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2004, 2048}
_QUERIES = frozenset("nctu")
_CACHED_PIECES = 1024


class Scene(NamedTuple):
    """The terminal's state as the program believes it."""

    grid: Grid
    """The cells."""
    x: int
    """The cursor's column."""
    y: int
    """The cursor's row."""
    pen: Style
    """The style of the next text."""
    cursor_matters: bool
    """Whether the cursor must be at that place: it is visible, or something is done there."""


class Passthrough(NamedTuple):
    """A sequence to send as it is, in order."""

    text: str
    """The characters to send."""
    over: Scene | None
    """The scene to show before, as it may change any cell; None when it changes none."""
    smears: bool = False
    """Whether it is a query for which some terminals print a letter at the cursor."""


class AnsiScreen:
    """Keeps the screen that a program's output describes."""

    def __init__(self, width: int, height: int, split: SplitClusters) -> None:
        self._split = split
        self._parse = lru_cache(_CACHED_PIECES)(self._parse_styled)
        self._unfinished = ""
        self.wraps = True
        """Whether text beyond the last column goes on in the next row (mode 7)."""
        self.cursor_shown = True
        """Whether the cursor is visible (mode 25)."""
        self._canvas = Canvas(width, height)
        self._x = self._y = 0
        self._pen = PLAIN

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._canvas.width, self._canvas.height

    def resize(self, width: int, height: int) -> None:
        """Change the size, in cells, keeping what fits."""
        old, self._canvas = self._canvas.snapshot(), Canvas(width, height)
        for y, row in enumerate(old.rows[:height]):
            self._canvas.put(0, y, row.clusters, row.styles)
        self._x = min(self._x, width - 1)
        self._y = min(self._y, height - 1)

    def begin_with(self, grid: Grid) -> None:
        """Start from the cells of `grid`; one of another size is ignored."""
        self._canvas.show(grid)

    def scene(self, *, cursor: tuple[int, int] | None = None) -> Scene:
        """Return the screen drawn so far; with a `cursor` (column, row), a hidden one matters."""
        width, height = self.size
        x, y = (min(self._x, width - 1), self._y) if cursor is None else cursor
        x, y = max(0, min(x, width - 1)), max(0, min(y, height - 1))
        matters = self.cursor_shown or cursor is not None
        return Scene(self._canvas.snapshot(), x, y, self._pen, matters)

    def feed(self, data: str) -> list[Passthrough]:
        """Parse output of the program; return the sequences to pass on."""
        passages: list[Passthrough] = []
        data, self._unfinished = self._unfinished + data, ""
        position = 0
        for placed in _PLACED.finditer(data):
            self._read(data[position : placed.start()], passages)
            self._unfinished = ""
            self._y = min(int(placed[1] or 1) or 1, self._canvas.height) - 1
            self._x = min(int(placed[2] or 1) or 1, self._canvas.width) - 1
            position = placed.end()
        self._read(data[position:], passages)
        return passages

    def _read(self, piece: str, passages: list[Passthrough]) -> None:
        """Read text without absolute positions; pieces met again cost no parsing."""
        newline = piece.endswith("\n")
        body = piece[:-1] if newline else piece
        if self._pen is not PLAIN or not body:
            self._read_tokens(piece, passages)
            return
        cells = self._parse(body)
        if cells is None or self._x + len(cells[0]) > self._canvas.width:
            self._read_tokens(piece, passages)
            return
        self._canvas.put(self._x, self._y, *cells)
        self._x += len(cells[0])
        if newline:
            self._control("\n")

    def _parse_styled(self, body: str) -> tuple[list[str], list[Style]] | None:
        """Return the cells of styled text that ends in the plain style; None for anything else."""
        clusters: list[str] = []
        styles: list[Style] = []
        pen: Style | None = PLAIN
        position = 0
        for part in _STYLED.finditer(body):
            parameters, styled, plain = part.groups()
            if parameters is not None:
                pen = apply_sgr(pen, parameters)
            if pen is None or part.start() != position:
                return None
            position = part.end()
            text = styled or plain
            if not text:
                continue
            cells = self._cells(text)
            if not cells[0]:
                return None
            clusters += cells
            styles += [pen] * len(cells)
        return (clusters, styles) if position == len(body) and pen == PLAIN else None

    def _cells(self, text: str) -> list[str]:
        """Return a cluster a cell; the first is empty where the text begins with a mere mark."""
        if single(text):
            return list(text)
        cells: list[str] = []
        for start, end, width in self._split(text)[0]:
            if text[start] == FILLER:
                cells.append("" if cells else " ")
            elif width:
                cells.append(text[start:end].removesuffix(FILLER))
                cells.extend([""] * (width - 1))
            elif cells:
                cells[-1] += text[start:end]
            else:
                cells.append("")
        return cells

    def _read_tokens(self, piece: str, passages: list[Passthrough]) -> None:
        for token in _TOKEN.finditer(piece):
            kind = token.lastgroup
            if kind == "text":
                self._draw(token["text"])
            elif kind == "final":
                self._sequence(token, passages)
            elif kind == "switch":
                self._switch(token, passages)
            elif kind == "link":
                self._pen = self._pen._replace(link=token["link"])
            elif kind == "harmless":
                passages.append(Passthrough(token[0], None))
            elif kind == "control":
                self._control(token[0], passages)
            elif kind == "strange":
                self._strange(token[0], passages)
            else:
                rest = piece[token.start() :]
                if len(rest) > MAX_UNFINISHED:
                    self._strange(rest, passages)
                else:
                    self._unfinished = rest
                return
            if self._pen == PLAIN:
                self._pen = PLAIN

    def _strange(self, text: str, passages: list[Passthrough]) -> None:
        passages.append(Passthrough(text, self.scene()))

    def _draw(self, text: str) -> None:
        cells = self._cells(text)
        if not cells[0]:
            lead = next((start for start, _, width in self._split(text)[0] if width), len(text))
            self._canvas.combine(self._x, self._y, text[:lead])
            cells = self._cells(text[lead:]) if lead < len(text) else []
        width = self._canvas.width
        while cells:
            needed = next((n for n in range(1, len(cells)) if cells[n]), len(cells))
            if self._x + needed > width:
                if self.wraps:
                    self._control("\n")
                else:  # the last column takes one character after the other
                    self._x = max(width - needed, 0)
            room = width - self._x
            while 0 < room < len(cells) and not cells[room]:
                room -= 1
            drawn = cells[:room] or [" "]
            self._canvas.put(self._x, self._y, drawn, [self._pen] * len(drawn))
            self._x += len(drawn)
            cells = cells[room or needed :]

    def _control(self, character: str, passages: list[Passthrough] | None = None) -> None:
        """Obey a control character; those that neither show nor move anything are dropped."""
        if character == "\n":
            self._x = 0
            if self._y + 1 < self._canvas.height:
                self._y += 1
            else:
                self._canvas.scroll()
        elif character == "\r":
            self._x = 0
        elif character == "\b":
            self._x = max(min(self._x, self._canvas.width - 1) - 1, 0)
        elif character == "\t":
            self._x = min((self._x // 8 + 1) * 8, self._canvas.width - 1)
        elif character == "\a" and passages is not None:
            passages.append(Passthrough(character, None))

    def _switch(self, token: re.Match[str], passages: list[Passthrough]) -> None:
        on = token["switch"] == "h"
        others = []
        for mode in map(int, filter(None, token["modes"].split(";"))):
            if mode == 7:
                self.wraps = on
            elif mode == 25:
                self.cursor_shown = on
            if mode != 2026:
                others.append(mode)
        if not others:
            return
        if {7, 25, *_MODES_WITHOUT_CELLS}.issuperset(others):
            numbers = ";".join(map(str, others))
            passages.append(Passthrough(f"\x1b[?{numbers}{token['switch']}", None))
        else:
            self._strange(token[0], passages)

    def _sequence(self, token: re.Match[str], passages: list[Passthrough]) -> None:
        final, numbers = token["final"], token["numbers"]
        if final == "m":
            pen = apply_sgr(self._pen, numbers)
            if pen is not None:
                self._pen = pen
                return
        elif final in _QUERIES:
            passages.append(Passthrough(token[0], None))
            return
        elif ";" not in numbers and self._move(final, int(numbers or 0)):
            return
        self._strange(token[0], passages)

    def _move(self, final: str, number: int) -> bool:
        """Move or erase as `CSI number final` says; return whether it was understood."""
        width, height = self._canvas.width, self._canvas.height
        count = number or 1
        x = min(self._x, width - 1)
        rows = {"A": -count, "F": -count, "B": count, "E": count, "e": count}
        columns = {"C": x + count, "a": x + count, "D": x - count, "G": count - 1, "`": count - 1}
        if final in rows or final == "d":
            y = count - 1 if final == "d" else self._y + rows[final]
            self._y = max(min(y, height - 1), 0)
            self._x = 0 if final in "EF" else self._x
        elif final in columns:
            self._x = max(min(columns[final], width - 1), 0)
        elif final == "X":
            self._erase(self._y, x, x + count)
        elif final in "JK" and number <= 2:
            self._erase_part(final, number, x)
        else:
            return False
        return True

    def _erase_part(self, final: str, part: int, x: int) -> None:
        """Erase right of the cursor (0), left of it (1) or all (2), of the row or the screen."""
        width, height = self._canvas.width, self._canvas.height
        self._erase(self._y, x if part == 0 else 0, x + 1 if part == 1 else width)
        if final == "J":
            above = range(self._y if part else 0)
            below = range(self._y + 1, 0 if part == 1 else height)
            for y in (*above, *below):
                self._erase(y, 0, width)

    def _erase(self, y: int, start: int, end: int) -> None:
        end = min(end, self._canvas.width)
        self._canvas.fill(start, y, end - start, Style(background=self._pen.background))
