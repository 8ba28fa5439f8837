import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import split_graphemes

from briefing.terminal.screen.grid import PLAIN, Canvas, Grid, Style
from briefing.terminal.screen.painter import KnownScreen, paint
from briefing.terminal.screen.terminfo import capabilities_of
from briefing.text.width import in_cells
from tests.tools.emulator import Emulator, Kind

TERMS = ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"]
STYLES = [
    PLAIN,
    Style(1),
    Style(0x100 + 200, 0x100 + 17),
    Style(0x1ABCDEF, 0x1123456, 1 << 1),
    Style(2, 4, 1 << 7 | 1 << 1),
    Style(2, 4, 1 << 4 | 1 << 2),
    Style(-1, 0x100 + 17, 0, "https://example.org/a"),
    Style(-1, 0x100 + 17),
]
CLUSTERS = [
    "a",
    "b",
    " ",
    " ",
    " ",
    "é",
    "e\u0301",
    "─",
    "│",
    "漢",
    "字",
    "한",
    "👍",
    "👍🏽",
    "❤️",
    "👨‍👩‍👧",
    "🇫🇷",
    "क्षि",
    "ก็",
]
SIZE = (24, 8)


def _drawn(cluster: str) -> list[str]:
    """Return a cluster in the cells that the reader counts for it."""
    if cluster[0].isalpha():
        return in_cells(cluster)
    spans = split_graphemes(cluster)[0]
    return [c for s, e, w in spans for c in [cluster[s:e]] + [""] * (w - 1)]


def random_canvas(chance: random.Random, canvas: Canvas) -> None:
    """Change a few stretches of a canvas, or many."""
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        y, x = chance.randrange(canvas.height), chance.randrange(canvas.width)
        style = chance.choice(STYLES)
        plain = chance.random() < 0.5
        for _ in range(chance.choice([1, 3, 8, 24])):
            if x >= canvas.width:
                break
            cluster = chance.choice("abc      ───") if plain else chance.choice(CLUSTERS)
            cells = _drawn(cluster)
            canvas.put(x, y, cells, [style] * len(cells))
            x += len(cells)
    if chance.random() < 0.2:
        canvas.scroll(chance.choice(STYLES))


def draw_plainly(grid: Grid, emulator: Emulator) -> None:
    """Draw every cell by itself, each in its place with all its codes."""
    from briefing.terminal.screen.sgr import change_style

    for y, row in enumerate(grid.rows):
        for x, (cluster, style) in enumerate(zip(row.clusters, row.styles, strict=True)):
            if cluster:
                sequence = change_style(PLAIN, style)
                emulator.write(f"\x1b[{y + 1};{x + 1}H{sequence}{cluster}\x1b[m\x1b]8;;\x1b\\")


def run_of_frames(seed: int, term: str, *, frames: int, newline: bool, coloured: bool) -> None:
    chance = random.Random(seed)
    capabilities = capabilities_of(term, plain_newline=newline)
    kind = Kind(coloured, newline_returns=not newline)
    emulator = Emulator(*SIZE, kind)
    emulator.write("\x1b[?7l")
    canvas, shown = Canvas(*SIZE), KnownScreen.unknown(*SIZE)
    for _ in range(frames):
        random_canvas(chance, canvas)
        wanted = canvas.snapshot()
        text, shown = paint(shown, wanted, capabilities)
        emulator.write(text)
        expected = Emulator(*SIZE, kind)
        draw_plainly(wanted, expected)
        assert emulator.look() == expected.look()
        assert not emulator.strange


@pytest.mark.parametrize("term", TERMS)
@given(seed=st.integers(0, 2**32), newline=st.booleans(), coloured=st.booleans())
def test_any_frame_after_any_other_shows_what_was_wanted(
    term: str, seed: int, newline: bool, coloured: bool
) -> None:
    run_of_frames(seed, term, frames=4, newline=newline, coloured=coloured)
