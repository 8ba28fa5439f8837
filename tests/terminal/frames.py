"""Random output as Textual writes it, made by Textual's own strips."""

import random
from typing import Any

from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

CLUSTERS = (
    *"abZ1-    é─│“—…漢字か한👍س\u00ad\u200b",
    *("e\u0301", "o\u0302\u0323", "👍🏽", "❤️", "1️⃣", "👨‍👩‍👧", "🇫🇷", "ก็"),
)
_COLOURS = (
    None, Color.default(), Color.from_ansi(1), Color.from_ansi(12), Color.from_ansi(100),
    Color.from_ansi(233), Color.from_rgb(18, 52, 86), Color.from_rgb(255, 255, 255),
)  # fmt: skip
_FLAGS = ("bold", "dim", "italic", "underline", "reverse", "strike", "underline2", "overline")


def random_style(chance: random.Random) -> Style:
    """Return a style: mostly colours, seldom an attribute, very seldom a link."""
    flags: dict[str, Any] = {chance.choice(_FLAGS): True} if chance.random() < 0.3 else {}
    link = "https://example.org/" + chance.choice("ab") if chance.random() < 0.05 else None
    return Style(color=chance.choice(_COLOURS), bgcolor=chance.choice(_COLOURS), link=link, **flags)


def random_text(chance: random.Random) -> str:
    """Return words of plain letters, of anything, or of one repeated character."""
    count = chance.choice((1, 2, 5, 9, 20))
    kind = chance.random()
    if kind < 0.2:
        return chance.choice("─ ━x") * count
    if kind < 0.6:
        return "".join(chance.choice("abc d e  ") for _ in range(count))
    return "".join(chance.choice(CLUSTERS) for _ in range(count))


def random_strip(chance: random.Random, width: int, palette: list[Style]) -> Strip:
    """Return a strip `width` cells wide."""
    segments: list[Segment] = []
    cells = 0
    while cells < width:
        style = chance.choice((*palette, None))
        segments.append(Segment(random_text(chance), style))
        cells += segments[-1].cell_length
        if chance.random() < 0.3:
            break
    return Strip(segments).adjust_cell_length(width, chance.choice(palette))


class Frames:
    """Frames for a terminal of some size, each made of regions that are written over."""

    def __init__(self, chance: random.Random, width: int, height: int) -> None:
        self.chance = chance
        self.width, self.height = width, height
        self.palette = [random_style(chance) for _ in range(chance.choice((1, 3, 6)))]
        self._console = Console(color_system="truecolor", force_terminal=True, width=width)
        self._rows: list[Strip] = []

    def whole(self) -> str:
        """Return a frame that writes every row."""
        self._rows = [self._strip(self.width) for _ in range(self.height)]
        return self._write(Region(0, 0, self.width, self.height), self._rows)

    def next(self) -> str:
        """Return a frame that scrolls, or changes one region or several."""
        if self._rows and self.chance.random() < 0.25:
            return self._scrolled()
        return "".join(self._region() for _ in range(self.chance.choice((1, 1, 2, 4))))

    def _scrolled(self) -> str:
        by = self.chance.choice((-3, -1, 1, 1, 2))
        fresh = [self._strip(self.width) for _ in range(abs(by))]
        rows = [*self._rows[by:], *fresh] if by > 0 else [*fresh, *self._rows[:by]]
        self._rows = rows[: self.height]
        return self._write(Region(0, 0, self.width, self.height), self._rows)

    def _region(self) -> str:
        x, y = self.chance.randrange(self.width), self.chance.randrange(self.height)
        width = self.chance.randint(1, self.width - x)
        height = self.chance.choice((1, 1, self.chance.randint(1, self.height - y)))
        return self._write(Region(x, y, width, height), [self._strip(width) for _ in range(height)])

    def _strip(self, width: int) -> Strip:
        return random_strip(self.chance, width, self.palette)

    def _write(self, region: Region, strips: list[Strip]) -> str:
        """Return what Textual's compositor writes for strips in a region."""
        rows = [
            f"\x1b[{y + 1};{region.x + 1}H{strip.render(self._console)}"
            for y, strip in enumerate(strips, region.y)
        ]
        return "\n".join(rows) + "\x1b[1;1H"
