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

from typing import NamedTuple


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


def _by_terminfo(term: str) -> Capabilities:
    try:
        import curses
    except ImportError:
        return _VT100
    try:
        # A process can ask terminfo about one name only.
        curses.setupterm(term, 1)
    except (OSError, ValueError, curses.error):
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


def capabilities_of(term: str, *, plain_newline: bool = False) -> Capabilities:
    """Return the sequences that every terminal named `term` (the value of `$TERM`) obeys."""
    family = term.partition("-")[0]
    capabilities = _FAMILIES.get(family) or _by_terminfo(term)
    return capabilities._replace(plain_newline=plain_newline)
