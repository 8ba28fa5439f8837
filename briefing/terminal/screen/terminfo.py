"""Terminal capabilities by `TERM`, as far as painting cells needs them.

`TERM` names a family and seldom the terminal at the other end: mosh calls itself `xterm-256color`,
and GNU screen and tmux are given that name, or another one, by their settings. So a family's entry
holds only what every program does that goes by the name. Two things of terminfo are therefore never
used: repeating a character (`rep`, CSI n b), which mosh and GNU screen ignore, tmux applies to
ASCII alone before 3.5 and Terminal.app draws wrongly; and the background colour of erased cells
(`bce`), which GNU screen leaves out. The names that are not in the table are looked up in
terminfo. When in doubt a capability is off: it costs bytes, never a wrong screen.

(The reports: tmux/tmux#3687, mobile-shell/mosh#1064, irontec/sngrep#290, JetBrains/jediterm#308,
MidnightCommander/mc#4813.)
"""

from types import ModuleType
from typing import NamedTuple

MANY_COLOURS = 1 << 24
"""More than a painter has to think of."""
EVERY_ATTRIBUTE = (1 << 56) - 1
_OLD_ATTRIBUTES = 1 << 1 | 1 << 4 | 1 << 7


class Capabilities(NamedTuple):
    """The sequences a terminal obeys beyond cursor positions, SGR and erasing to an end."""

    erases_characters: bool = False
    """`CSI n X` blanks n cells (`ech`)."""
    shifts_rows: bool = False
    """`CSI n L` and `CSI n M` insert and delete rows (`il`, `dl`)."""
    addresses_columns: bool = False
    """`CSI n G` moves to column n of the row (`hpa`)."""
    alternate: bool = False
    """Mode 1049 keeps the shell's screen aside (`smcup`)."""
    plain_newline: bool = False
    """A line feed goes straight down: the system does not add a carriage return."""
    colours: int = MANY_COLOURS
    """How many colours it shows; what is drawn in more is fitted where they are fewer than 16."""
    attributes: int = EVERY_ATTRIBUTE
    """The attributes it shows, as those of a `grid.Style`: all, or bold, underline and reverse."""


_VT100 = Capabilities()
_FAMILIES = {
    "linux": Capabilities(True, True, True, False),
    **dict.fromkeys(("screen", "tmux"), Capabilities(False, True, True, True)),
    **dict.fromkeys(
        ("alacritty", "foot", "rxvt", "wezterm", "xterm"), Capabilities(True, True, True, True)
    ),
    "vt100": _VT100,
}
"""By the first word of `TERM`. Every one obeys auto-wrap off (`?7l`) and cursor off (`?25l`)."""
_WITHOUT_COLOUR = ("vt", "wy", "sun")
_OF_256 = (
    "alacritty", "contour", "foot", "ghostty", "kitty", "rio", "wezterm", "xterm-ghostty",
    "xterm-kitty",
)  # fmt: skip
"""Terminals of today, which terminfo may not know at the other end of a connection."""


def _terminfo(term: str) -> ModuleType | None:
    """Return `curses` for questions about a terminal; None where terminfo does not know it."""
    try:
        import curses
    except ImportError:
        return None
    try:
        # A process can ask terminfo about one name only.
        curses.setupterm(term, 1)
    except (OSError, ValueError, curses.error):
        return None
    return curses


def named_colours(term: str) -> int:
    """Return how many colours every terminal named `term` has: 0, 8, 16, 256 or `MANY_COLOURS`.

    The families above have eight unless the name says otherwise, as terminfo has it; so has a
    terminal that terminfo does not know.
    """
    if "direct" in term:
        return MANY_COLOURS
    if "256" in term or term.startswith(_OF_256):
        return 256
    if term.endswith(("-m", "-mono")) or term.startswith(_WITHOUT_COLOUR):
        return 0
    if term.endswith(("-16color", "-88color")):
        return 16
    if term.partition("-")[0] in _FAMILIES or (curses := _terminfo(term)) is None:
        return 8
    colours = curses.tigetnum("colors")
    return next((most for most in (MANY_COLOURS, 256, 16, 8) if colours >= most), 0)


def _by_terminfo(term: str) -> Capabilities:
    curses = _terminfo(term)
    if curses is None:
        return _VT100
    expected = {
        "ech": b"\x1b[%p1%dX",
        "il": b"\x1b[%p1%dL",
        "dl": b"\x1b[%p1%dM",
        "hpa": b"\x1b[%i%p1%dG",
        "smcup": b"\x1b[?1049h",
    }
    has = {name: (curses.tigetstr(name) or b"").startswith(text) for name, text in expected.items()}
    return Capabilities(has["ech"], has["il"] and has["dl"], has["hpa"], has["smcup"])


def capabilities_of(
    term: str, *, plain_newline: bool = False, colours: int = MANY_COLOURS
) -> Capabilities:
    """Return the sequences that every terminal named `term` (the value of `$TERM`) obeys.

    `colours` is how many are to be used: the terminal may have more than its name says, and a
    person may want none. A terminal of fewer than sixteen knows bold, underline and reverse only.
    """
    family = term.partition("-")[0]
    known = _FAMILIES.get(family) or _by_terminfo(term)
    is_old = colours < 16 and named_colours(term) < 16
    attributes = _OLD_ATTRIBUTES if is_old else EVERY_ATTRIBUTE
    return known._replace(plain_newline=plain_newline, colours=colours, attributes=attributes)
