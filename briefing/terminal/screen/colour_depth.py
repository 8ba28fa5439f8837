"""Styles for terminals of eight colours or of none, which lack italic letters as well.

What is drawn there is changed at the last moment, so that nothing else has to know: Textual and
the palettes have sixteen colours at the least. Colours never carry a meaning alone, so the nearest
one that can be read will do: bright ones are the plain ones in bold, as terminals of eight colours
draw bold; grey text is plain, as bold black is not seen where bold does not brighten; and letters
that would be lost on their background become black or white.
"""

from functools import lru_cache

from briefing.terminal.screen.grid import DEFAULT_COLOUR, Grid, ScreenRow, Style
from briefing.terminal.screen.terminfo import EVERY_ATTRIBUTE, Capabilities

_BOLD, _ITALIC, _UNDERLINE = 1 << 1, 1 << 3, 1 << 4
_BLACK, _WHITE, _GREY = 0, 7, 8
_LUMINANCE = (0, 9, 29, 16, 3, 12, 32, 40)
"""Of the eight colours, in per cent (WCAG 2.2), as the console of Linux shows them."""
_LEAST_CONTRAST = 2.5


def fit_grid(grid: Grid, capabilities: Capabilities) -> Grid:
    """Return `grid` as such a terminal can show it; itself where nothing changes."""
    if capabilities.colours >= 16 and capabilities.attributes == EVERY_ATTRIBUTE:
        return grid
    return grid._replace(rows=tuple(_fit_row(row, capabilities) for row in grid.rows))


def _fit_row(row: ScreenRow, capabilities: Capabilities) -> ScreenRow:
    styles = [fit_style(each, capabilities) for each in row.styles]
    return row if styles == row.styles else ScreenRow(row.clusters, styles)


@lru_cache(maxsize=4096)
def fit_style(style: Style, capabilities: Capabilities) -> Style:
    """Return the nearest style that the terminal knows; fitting it again changes nothing."""
    if capabilities.colours == 0:
        style = style._replace(foreground=DEFAULT_COLOUR, background=DEFAULT_COLOUR)
    elif capabilities.colours < 16:
        style = _in_eight_colours(style)
    attributes = style.attributes
    if attributes & _ITALIC & ~capabilities.attributes:
        attributes |= _UNDERLINE  # as typewriters did
    return style._replace(attributes=attributes & capabilities.attributes)


def _in_eight_colours(style: Style) -> Style:
    front, back, bits = _plain(style.foreground), _plain(style.background), style.attributes
    if style.foreground == _GREY:
        front = DEFAULT_COLOUR if back == DEFAULT_COLOUR else _ink_on(back)
    elif front != DEFAULT_COLOUR != back and _contrast(front, back) < _LEAST_CONTRAST:
        front = _ink_on(back)
    elif front != style.foreground and front != DEFAULT_COLOUR:
        bits |= _BOLD
    return Style(front, back, bits, style.link)


def _plain(colour: int) -> int:
    """Return the one of eight colours; the terminal's own for one beyond the sixteen."""
    return colour & 7 if 0 <= colour < 16 else DEFAULT_COLOUR


def _ink_on(back: int) -> int:
    return max(_WHITE, _BLACK, key=lambda front: _contrast(front, back))


def _contrast(one: int, other: int) -> float:
    low, high = sorted((_LUMINANCE[one], _LUMINANCE[other]))
    return (high + 5) / (low + 5)
