"""Colour palettes: the terminal's own sixteen, dark, light, high contrast, none, colour-blind safe.

Here and not in the style sheet, because the first screen is painted before there is one; `app`
makes Textual's themes of them.
"""

from collections.abc import Mapping, Sequence
from colorsys import rgb_to_hls

from briefing.terminal.environment import TRUE_COLOUR
from briefing.terminal.screen.grid import DEFAULT_COLOUR, INDEXED
from briefing.terminal.screen.grid import TRUE_COLOUR as TRUE
from briefing.user.settings.theme_file import COLOUR_NAMES, ROLE_HELP, UserTheme

_ON_TERMINAL = {
    "ansi-background": "ansi_default", "ansi-foreground": "ansi_default",
    "block-cursor-foreground": "ansi_default", "block-cursor-background": "ansi_default",
    "border-blurred": "ansi_default", "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default", "input-cursor-text-style": "reverse",
}  # fmt: skip
"""What Textual draws by itself, in the terminal's own colours."""

ROLES: dict[str, dict[str, str]] = {
    "terminal": {
        "role-muted": "ansi_bright_black", "role-title": "ansi_default",
        "role-heading": "ansi_blue", "role-party": "ansi_cyan", "role-mark": "ansi_magenta",
        "role-good": "ansi_green", "role-warn": "ansi_yellow", "role-bad": "ansi_red",
        "role-line": "ansi_bright_black", "role-hit": "ansi_black",
        "role-hit-back": "ansi_yellow", "role-back": "ansi_default", "role-text": "ansi_default",
        **_ON_TERMINAL, "border-blurred": "ansi_bright_black",
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
    "mono": {
        **dict.fromkeys((f"role-{role}" for role in ROLE_HELP), "ansi_default"),
        **_ON_TERMINAL,
    },
    "okabe-ito": {
        "role-muted": "#a8a8a8", "role-title": "#ffffff", "role-heading": "#56b4e9",
        "role-party": "#f0e442", "role-mark": "#cc79a7", "role-good": "#56b4e9",
        "role-warn": "#f0e442", "role-bad": "#e69f00", "role-line": "#767676",
        "role-hit": "#000000", "role-hit-back": "#e69f00", "role-back": "#000000",
        "role-text": "#e4e4e4",
    },
}  # fmt: skip
"""Colours of roles, by theme. Blue and orange in `contrast` differ for every colour vision;
`okabe-ito` has the colours of M. Okabe and K. Ito, Color Universal Design (2008)."""

_STANDARD = bytes.fromhex(
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa"
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
"""Red, green and blue of the sixteen colours, as Rich takes them."""


def palette_of(theme: str, own: Mapping[str, UserTheme]) -> Mapping[str, str]:
    """Return the colours of a built-in theme, or of one of a person's `own`."""
    if theme not in own:
        return ROLES[theme]
    base, colours = own[theme]
    return ROLES[base] | {f"role-{role}": value for role, value in colours.items()}


def is_on_terminal(palette: Mapping[str, str]) -> bool:
    """Whether a palette is drawn in the terminal's own colours."""
    return "ansi-background" in palette


def marks_hits(palette: Mapping[str, str]) -> bool:
    """Whether hits have colours of their own; otherwise they are reversed."""
    text, back = palette["role-text"], palette["role-back"]
    return (palette["role-hit"], palette["role-hit-back"]) not in ((text, back), (back, back))


def colour(name: str, colours: int) -> int:
    """Return a colour of `ROLES` as a terminal with so many colours draws it, for a grid's style.

    What is written in hexadecimal is drawn in the nearest colour, as Rich chooses it: of sixteen,
    or of a cube of six levels of red, green and blue and 24 greys (xterm's `256colres.h`).
    """
    if not colours or name == "ansi_default":
        return DEFAULT_COLOUR
    if name.startswith("ansi_"):
        word = name.removeprefix("ansi_")
        return COLOUR_NAMES.index(word.removeprefix("bright_")) + 8 * word.startswith("bright_")
    red, green, blue = bytes.fromhex(name[1:])
    if colours >= TRUE_COLOUR:
        return TRUE + (red << 16 | green << 8 | blue)
    if colours < 256:
        return min(range(16), key=lambda n: _distance((red, green, blue), _STANDARD[3 * n :]))
    _, lightness, saturation = rgb_to_hls(red / 255, green / 255, blue / 255)
    if saturation < 0.15:
        grey = round(lightness * 25)
        return INDEXED + {0: 16, 25: 231}.get(grey, 231 + grey)
    parts = [round(n / 95 if n < 95 else 1 + (n - 95) / 40) for n in (red, green, blue)]
    return INDEXED + 16 + 36 * parts[0] + 6 * parts[1] + parts[2]


def _distance(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how far two colours are from each other (T. Riemersma, Colour metric, "redmean")."""
    mean = (one[0] + other[0]) // 2
    red, green, blue = (one[n] - other[n] for n in range(3))
    return (
        (((512 + mean) * red * red) >> 8) + 4 * green * green + (((767 - mean) * blue * blue) >> 8)
    )
