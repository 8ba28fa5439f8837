"""SGR: parameters -> a `Style`, and the shortest change between two styles.

The codes are those of ECMA-48 8.3.117 with xterm's additions (90-107, 38;5, 38;2).
"""

from functools import lru_cache

from briefing.terminal.screen.grid import DEFAULT_COLOUR, INDEXED, PLAIN, TRUE_COLOUR, Style

_ON = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 51, 52, 53})
_OFF = {22: (1, 2), 23: (3,), 24: (4, 21), 25: (5, 6), 27: (7,), 28: (8,), 29: (9,), 54: (51, 52)}
_OFF[55] = (53,)
_OFF_MASKS = {code: sum(1 << each for each in ons) for code, ons in _OFF.items()}


@lru_cache(maxsize=4096)
def apply_sgr(style: Style, parameters: str) -> Style | None:
    """Return `style` after `CSI parameters m`, or None where a code is not understood."""
    foreground, background, attributes, link = style
    codes = [int(code) if code else 0 for code in parameters.split(";")]
    codes.reverse()
    while codes:
        code = codes.pop()
        if code in _ON:
            attributes |= 1 << code
        elif code in _OFF_MASKS:
            attributes &= ~_OFF_MASKS[code]
        elif code == 0:
            foreground, background, attributes = DEFAULT_COLOUR, DEFAULT_COLOUR, 0
        elif 30 <= code < 50 or 90 <= code < 108:
            colour = _colour(code, codes)
            if colour is None:
                return None
            if code in range(30, 40) or code in range(90, 98):
                foreground = colour
            else:
                background = colour
        else:
            return None
    return Style(foreground, background, attributes, link)


def _colour(code: int, rest: list[int]) -> int | None:
    """Return the colour that `code` names, taking its parameters off the end of `rest`."""
    if code >= 90:
        return (code - 90) % 10 + 8
    if code % 10 < 8:
        return code % 10
    if code % 10 == 9:
        return DEFAULT_COLOUR
    kind = rest.pop() if rest else 0
    if kind == 5 and rest:
        index = rest.pop()
        return INDEXED + index if index < 256 else None
    if kind == 2 and len(rest) >= 3:
        red, green, blue = rest.pop(), rest.pop(), rest.pop()
        if max(red, green, blue) < 256:
            return TRUE_COLOUR + (red << 16 | green << 8 | blue)
    return None


def _colour_codes(colour: int, base: int) -> str:
    if colour == DEFAULT_COLOUR:
        return str(base + 9)
    if colour < 8:
        return str(base + colour)
    if colour < INDEXED:
        return str(base + 52 + colour)
    if colour < TRUE_COLOUR:
        return f"{base + 8};5;{colour - INDEXED}"
    rgb = colour - TRUE_COLOUR
    return f"{base + 8};2;{rgb >> 16};{rgb >> 8 & 255};{rgb & 255}"


def _attribute_codes(old: int, new: int) -> list[str]:
    codes = []
    for code, mask in _OFF_MASKS.items():
        if old & mask & ~new:
            codes.append(str(code))
            old &= ~mask
    codes.extend(str(code) for code in sorted(_ON) if new & ~old & 1 << code)
    return codes


def _change(old: Style, new: Style) -> list[str]:
    codes = _attribute_codes(old.attributes, new.attributes)
    if old.foreground != new.foreground:
        codes.append(_colour_codes(new.foreground, 30))
    if old.background != new.background:
        codes.append(_colour_codes(new.background, 40))
    return codes


@lru_cache(maxsize=16384)
def change_style(old: Style | None, new: Style) -> str:
    """Return the shortest sequence from `old`, or any style (None), to `new`."""
    link = ""
    if old is None or old.link != new.link:
        link = f"\x1b]8;;{new.link}\x1b\\" if new.link or old is not None else ""
    reset = ";".join(["", *_change(PLAIN, new)])
    if old is None:
        return f"{link}\x1b[{reset}m"
    codes = _change(old, new)
    if not codes:
        return link
    return f"{link}\x1b[{min(';'.join(codes), reset, key=len)}m"
