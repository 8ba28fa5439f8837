"""What is sent to terminals of eight colours and of none."""

import re
from itertools import product

import pytest

from briefing.terminal.screen.colour_depth import fit_grid, fit_style
from briefing.terminal.screen.grid import DEFAULT_COLOUR, INDEXED, PLAIN, Canvas, Grid, Style
from briefing.terminal.screen.grid import TRUE_COLOUR as TRUE
from briefing.terminal.screen.painter import KnownScreen, paint
from briefing.terminal.screen.terminfo import capabilities_of

BOLD, DIM, ITALIC, UNDERLINE, BLINK, REVERSE = (1 << n for n in (1, 2, 3, 4, 5, 7))
COLOURS = (DEFAULT_COLOUR, *range(16), INDEXED + 16, INDEXED + 231, TRUE, TRUE + 0xFFFFFF)
ATTRIBUTES = (0, BOLD, DIM, ITALIC, REVERSE, UNDERLINE | BLINK, BOLD | ITALIC | 1 << 9 | 1 << 53)
EVERY_STYLE = [Style(*each) for each in product(COLOURS, COLOURS, ATTRIBUTES)]
EIGHT = ("xterm", "xterm-color", "linux", "screen", "tmux", "rxvt")
NONE = ("vt100", "vt220", "xterm-mono")


def _grid(styles: list[Style]) -> Grid:
    canvas = Canvas(80, -(-len(styles) // 80))
    for n, style in enumerate(styles):
        canvas.put(n % 80, n // 80, ["x"], [style])
    return canvas.snapshot()


EVERY_CELL = _grid(EVERY_STYLE)


def _codes(term: str, colours: int, grid: Grid = EVERY_CELL) -> set[int]:
    """Return the codes of all SGR sequences that draw `grid`."""
    able = capabilities_of(term, colours=colours)
    text, shown = paint(KnownScreen.unknown(0, 0), grid, able)
    assert paint(shown, grid, able)[0] == ""
    return {int(n or 0) for each in re.findall(r"\x1b\[([\d;]*)m", text) for n in each.split(";")}


@pytest.mark.parametrize("term", EIGHT)
def test_eight_colours_and_three_attributes_are_all_that_is_sent(term: str) -> None:
    codes = _codes(term, 8)
    assert codes <= {0, 1, 4, 7, 22, 24, 27, *range(30, 38), 39, *range(40, 48), 49}
    assert codes >= {0, 1, 4, 7, *range(30, 38), *range(40, 48)}


@pytest.mark.parametrize("term", NONE)
def test_without_colours_three_attributes_are_all_that_is_sent(term: str) -> None:
    assert _codes(term, 0) <= {0, 1, 4, 7, 22, 24, 27}


def test_a_person_who_wants_no_colours_has_the_attributes_of_the_terminal() -> None:
    codes = _codes("xterm-256color", 0)
    assert not codes & {*range(30, 50), *range(90, 108)}
    assert codes >= {1, 2, 3, 4, 7}


@pytest.mark.parametrize("term", ["xterm-256color", "xterm-16color", "tmux-256color"])
@pytest.mark.parametrize("colours", [16, 256, TRUE])
def test_more_colours_are_sent_as_they_are(term: str, colours: int) -> None:
    assert fit_grid(EVERY_CELL, capabilities_of(term, colours=colours)) is EVERY_CELL


LINUX = capabilities_of("linux", colours=8)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (PLAIN, PLAIN),
        (Style(4), Style(4)),
        (Style(9), Style(1, attributes=BOLD)),
        (Style(15, 4), Style(7, 4, BOLD)),
        (Style(8), PLAIN),
        (Style(8, attributes=BOLD), Style(attributes=BOLD)),
        (Style(8, 0), Style(7, 0)),
        (Style(8, 15), Style(0, 7)),
        (Style(0, 11), Style(0, 3)),
        (Style(12, 0), Style(7, 0)),
        (Style(3, 15, REVERSE), Style(0, 7, REVERSE)),
        (Style(-1, -1, ITALIC), Style(attributes=UNDERLINE)),
        (Style(-1, -1, ITALIC | REVERSE | DIM), Style(attributes=UNDERLINE | REVERSE)),
        (Style(2, link="https://example.org"), Style(2, link="https://example.org")),
    ],
)
def test_a_style_becomes_the_nearest_that_can_be_read(style: Style, expected: Style) -> None:
    assert fit_style(style, LINUX) == expected


def test_letters_never_have_the_colour_of_their_background() -> None:
    for style in EVERY_STYLE:
        fitted = fit_style(style, LINUX)
        assert fitted.foreground != fitted.background or fitted.foreground == DEFAULT_COLOUR
        assert fit_style(fitted, LINUX) == fitted
        # What is marked by its attributes stays marked.
        assert fitted.attributes & (BOLD | UNDERLINE | REVERSE) >= style.attributes & REVERSE
        assert bool(fitted.attributes) >= bool(style.attributes & (BOLD | ITALIC | UNDERLINE))
