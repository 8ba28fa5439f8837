"""What a terminal can do, by its `TERM`, as far as painting cells goes.

A table of the common families after ncurses' terminfo, and terminfo itself for the others. When in
doubt a capability is off: it costs bytes, never a wrong screen.
"""

from typing import NamedTuple


class Capabilities(NamedTuple):
    """The sequences a terminal obeys beyond cursor positions, SGR and erasing to an end."""

    erases_in_colour: bool = False
    """Erased cells take the pen's background (terminfo `bce`)."""
    repeats: bool = False
    """`CSI n b` repeats the last character (`rep`)."""
    erases_characters: bool = False
    """`CSI n X` blanks n cells (`ech`)."""
    absolute: bool = False
    """`CSI n G` and `CSI n d` position in a row and in a column (`hpa`, `vpa`)."""
    shifts_rows: bool = False
    """`CSI n L` and `CSI n M` insert and delete rows (`il`, `dl`)."""
    alternate: bool = False
    """Mode 1049 keeps the shell's screen aside (`smcup`)."""
    plain_newline: bool = False
    """A line feed goes straight down: the system does not add a carriage return."""


_VT100 = Capabilities()
_LINUX = Capabilities(True, False, True, True, True, False)
_SCREEN = Capabilities(False, False, False, True, True, True)
_XTERM = Capabilities(True, True, True, True, True, True)
_RXVT = _XTERM._replace(repeats=False)

_FAMILIES = {
    "alacritty": _XTERM,
    "foot": _XTERM,
    "linux": _LINUX,
    "rxvt": _RXVT,
    "screen": _SCREEN,
    "tmux": _SCREEN,
    "vt100": _VT100,
    "wezterm": _XTERM,
    "xterm": _XTERM,
}
"""By the first word of `TERM`. Every one obeys auto-wrap off (`?7l`) and cursor off (`?25l`)."""


def _by_terminfo(term: str) -> Capabilities:
    try:
        import curses
    except ImportError:
        return _VT100
    try:
        # A process can ask terminfo about one name only, which is what a program has.
        curses.setupterm(term, 1)
    except (OSError, ValueError, curses.error):
        return _VT100
    expected = {
        "rep": b"%p1%c\x1b[%p2%{1}%-%db",
        "ech": b"\x1b[%p1%dX",
        "hpa": b"\x1b[%i%p1%dG",
        "vpa": b"\x1b[%i%p1%dd",
        "il": b"\x1b[%p1%dL",
        "dl": b"\x1b[%p1%dM",
        "smcup": b"\x1b[?1049h",
    }
    has = {name: (curses.tigetstr(name) or b"").startswith(text) for name, text in expected.items()}
    return Capabilities(
        erases_in_colour=curses.tigetflag("bce") > 0,
        repeats=has["rep"],
        erases_characters=has["ech"],
        absolute=has["hpa"] and has["vpa"],
        shifts_rows=has["il"] and has["dl"],
        alternate=has["smcup"],
    )


def capabilities_of(term: str, *, plain_newline: bool = False) -> Capabilities:
    """Return what the terminal named `term` (the value of `$TERM`) can do."""
    family = term.partition("-")[0]
    found = _FAMILIES.get(family) or _by_terminfo(term)
    return found._replace(plain_newline=plain_newline)
