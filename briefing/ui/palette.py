"""Colour palettes: the terminal's own sixteen, dark, light and high contrast.

Here and not in the style sheet, because the first screen is painted before there is one; `app`
makes Textual's themes of them.
"""

from briefing.terminal.environment import TRUE_COLOUR
from briefing.terminal.screen.grid import DEFAULT_COLOUR, INDEXED
from briefing.terminal.screen.grid import TRUE_COLOUR as TRUE

ROLES = {
    "terminal": {
        "role-muted": "ansi_bright_black", "role-title": "ansi_default",
        "role-heading": "ansi_blue", "role-party": "ansi_cyan", "role-mark": "ansi_magenta",
        "role-good": "ansi_green", "role-warn": "ansi_yellow", "role-bad": "ansi_red",
        "role-line": "ansi_bright_black", "role-hit": "ansi_black",
        "role-hit-back": "ansi_yellow", "role-back": "ansi_default", "role-text": "ansi_default",
        "ansi-background": "ansi_default", "ansi-foreground": "ansi_default",
        "block-cursor-foreground": "ansi_default", "block-cursor-background": "ansi_default",
        "border-blurred": "ansi_bright_black", "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default", "input-cursor-text-style": "reverse",
    },
    "dark": {
        "role-muted": "#949494", "role-title": "#ffffff", "role-heading": "#87afff",
        "role-party": "#87d7d7", "role-mark": "#d7afff", "role-good": "#87d787",
        "role-warn": "#ffd75f", "role-bad": "#ff8787", "role-line": "#585858",
        "role-hit": "#000000", "role-hit-back": "#ffd75f", "role-back": "#121212",
        "role-text": "#d0d0d0",
    },
    "light": {
        "role-muted": "#626262", "role-title": "#000000", "role-heading": "#00409f",
        "role-party": "#005f5f", "role-mark": "#8700af", "role-good": "#005f00",
        "role-warn": "#875f00", "role-bad": "#af0000", "role-line": "#9e9e9e",
        "role-hit": "#000000", "role-hit-back": "#ffd75f", "role-back": "#ffffff",
        "role-text": "#1c1c1c",
    },
    "contrast": {
        "role-muted": "#d0d0d0", "role-title": "#ffffff", "role-heading": "#ffffff",
        "role-party": "#5fd7ff", "role-mark": "#ffffff", "role-good": "#5fd7ff",
        "role-warn": "#ffaf00", "role-bad": "#ffaf00", "role-line": "#ffffff",
        "role-hit": "#000000", "role-hit-back": "#ffff00", "role-back": "#000000",
        "role-text": "#ffffff",
    },
}  # fmt: skip
"""Colours of roles, by theme. Blue and orange in `contrast` differ for every colour vision."""

_NAMED = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_LEVELS = (0, 95, 135, 175, 215, 255)


def colour(name: str, colours: int) -> int:
    """Return a colour of `ROLES` as a terminal with so many colours draws it, for a grid's style.

    The colours written in hexadecimal are those of the usual 256-colour palette, so nothing is
    lost there: a cube of six levels of red, green and blue, then 24 greys (xterm's `256colres.h`).
    """
    if not colours or name == "ansi_default":
        return DEFAULT_COLOUR
    if name.startswith("ansi_"):
        word = name.removeprefix("ansi_")
        return _NAMED.index(word.removeprefix("bright_")) + 8 * word.startswith("bright_")
    red, green, blue = bytes.fromhex(name[1:])
    if colours >= TRUE_COLOUR:
        return TRUE + (red << 16 | green << 8 | blue)
    if red == green == blue and red not in _LEVELS:
        return INDEXED + 232 + (red - 8) // 10
    parts = [min(range(6), key=lambda n: abs(_LEVELS[n] - part)) for part in (red, green, blue)]
    return INDEXED + 16 + 36 * parts[0] + 6 * parts[1] + parts[2]
