"""Writing whose cells terminals count differently: no word is drawn over, no row is moved."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.terminal.screen.disputed_runs import flows_of
from briefing.terminal.screen.grid import PLAIN, Canvas, Grid, ScreenRow, Style
from briefing.terminal.screen.painter import KnownScreen, paint
from briefing.terminal.screen.terminfo import capabilities_of
from briefing.text.clean import displayable
from briefing.text.width import in_cells
from tests.terminal.scripts import NEWER_MARKS, SAMPLES
from tests.tools.emulator import Emulator, Kind

WIDTH = 60
KINDS = {
    "a cell for each letter and spacing mark": Kind(clusters=False),
    "the same, remembering joiners": Kind(clusters=False, remembers_joiners=True),
    "a cell for each cluster": Kind(spacing_marks=False),
    "as counted": Kind(),
    "a cell for each mark that Unicode 3.2 had not": Kind(clusters=False, old_tables=True),
}
"""mosh, xterm, VTE; tmux 3.3; kitty; what the reader counts; GNU screen."""
TERMS = ("xterm-256color", "screen", "vt100")
STYLES = (PLAIN, Style(attributes=1 << 1), Style(3, 4), Style(attributes=1 << 7))


def cells_of(text: str) -> list[str]:
    return in_cells(displayable(text))


def canvas_of(cells: list[str], width: int) -> Canvas:
    """Return one row that begins with `cells`."""
    canvas = Canvas(width, 1)
    canvas.put(0, 0, cells, [PLAIN] * len(cells))
    return canvas


def painted(canvas: Canvas, kind: Kind) -> Emulator:
    """Return what a terminal of a kind shows of a screen that it is sent."""
    emulator = Emulator(canvas.width, canvas.height, kind)
    emulator.write("\x1b[?7l")
    emulator.write(paint(KnownScreen.unknown(0, 0), canvas.snapshot(), capabilities_of("xterm"))[0])
    return emulator


def bordered(rows: list[tuple[str, Style]]) -> Grid:
    """Return rows of text between two borders, each over a row of plain letters."""
    canvas = Canvas(WIDTH, 2 * len(rows))
    for y, (text, style) in enumerate(rows):
        canvas.put(0, 2 * y, ["│"], [PLAIN])
        cells = cells_of(text)
        canvas.put(2, 2 * y, cells, [style] * len(cells))
        canvas.put(WIDTH - 1, 2 * y, ["│"], [PLAIN])
        canvas.put(0, 2 * y + 1, list("the next row"), [PLAIN] * 12)
    return canvas.snapshot()


def lines_of(emulator: Emulator) -> list[str]:
    return ["".join(cell.data for cell in row).rstrip() for row in emulator.cells()]


def check(emulator: Emulator, rows: list[tuple[str, Style]]) -> None:
    lines = lines_of(emulator)
    for y, (text, _) in enumerate(rows):
        words, line = displayable(text), lines[2 * y]
        # Blanks that a narrower terminal leaves stand behind the words.
        assert re.fullmatch(f"│ {re.escape(words)} *│", line), (words, line)
        assert emulator.cells()[2 * y][WIDTH - 1].data == "│"
        assert lines[2 * y + 1] == "the next row"


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 2**32))
def test_words_of_any_script_stand_whole_whatever_stood_there_before(
    term: str, kind: str, seed: int
) -> None:
    chance = random.Random(seed)
    capabilities = capabilities_of(term, plain_newline=True)
    emulator = Emulator(WIDTH, 6, KINDS[kind])
    emulator.write("\x1b[?7l")
    screen = KnownScreen.unknown(WIDTH, 6)
    texts = [*SAMPLES.values(), "plain", "", "two  columns", "✓ said युद्ध"]
    for _ in range(4):
        rows = [(chance.choice(texts), chance.choice(STYLES)) for _ in range(3)]
        text, screen = paint(screen, bordered(rows), capabilities)
        emulator.write(text)
        check(emulator, rows)


@pytest.mark.parametrize("script", SAMPLES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_the_next_column_keeps_its_place(script: str, kind: str) -> None:
    cells = cells_of(SAMPLES[script])
    column = len(cells) + (10 if SAMPLES[script] in NEWER_MARKS else 4)
    canvas = canvas_of(cells, WIDTH)
    canvas.put(column, 0, list("2025"), [PLAIN] * 4)
    emulator = painted(canvas, KINDS[kind])
    assert "".join(cell.data for cell in emulator.cells()[0][column : column + 4]) == "2025"
    assert lines_of(emulator)[0].startswith(displayable(SAMPLES[script]))


def test_a_picture_at_the_edge_draws_no_part_of_the_words_before_it_again() -> None:
    cells = cells_of("abc कि abc☎")
    emulator = painted(canvas_of(cells, len(cells)), KINDS["a cell for each cluster"])
    assert "".join(cell.data for cell in emulator.cells()[0]).split() == ["abc", "कि", "abc", "☎"]


def test_words_that_end_in_a_joiner_join_nothing_that_is_drawn_next() -> None:
    canvas = canvas_of([*in_cells("ක්\u200d"), " ", "│"], 8)
    sent, _ = paint(KnownScreen.unknown(0, 0), canvas.snapshot(), capabilities_of("xterm"))
    assert "\u200d" not in sent


def test_one_letter_more_draws_the_words_again_and_nothing_else() -> None:
    old, new = bordered([("Modi ने कहा", PLAIN)]), bordered([("Modi ने कहाँ", PLAIN)])
    capabilities = capabilities_of("xterm", plain_newline=True)
    _, screen = paint(KnownScreen.unknown(0, 0), old, capabilities)
    text, _ = paint(screen, new, capabilities)
    assert "कहाँ" in text
    assert "Modi" not in text
    assert "│" not in text


def test_a_stretch_ends_where_a_column_a_border_or_a_picture_begins() -> None:
    cells = [*cells_of("abc युद्ध said"), " ", " ", *"next", "│", *cells_of("ต"), "✓"]
    row = ScreenRow(cells, [PLAIN] * len(cells))
    first, second = flows_of(row)
    assert "".join(cells[first.start : first.end]) == "युद्ध said"
    assert first.shrinks
    assert cells[first.end : first.blank] == [" ", " "][: first.blank - first.end]
    assert cells[second.start : second.end] == ["ต"]
    assert not second.shrinks


def test_letters_that_nobody_disputes_are_no_stretch() -> None:
    assert flows_of(ScreenRow(list("plain — “Ελλάδα” Київ"), [PLAIN] * 21)) == []
