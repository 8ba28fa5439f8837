"""Cleaning: `clean` for safety, one character for one; `displayable` for the screen."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import takewhile

from briefing.text.categories import category
from briefing.text.width import JOINER, cells_of, is_mark, is_narrow, is_picture, ties

REPLACEMENT = "\ufffd"
"""Replaces a character that a terminal might obey or could not draw."""

MAX_COMBINING = 4
"""Combining marks on one base; no language needs more."""

# Blocks without control, unassigned, private or combining characters in any version of Unicode.
_COMMON = (
    "\t\n -~\u00a0-\u02ff\u0370-\u0377\u0384-\u038a\u0390-\u03a1\u03a3-\u0482\u048a-\u052f"
    "\u2010-\u2027\u202f-\u205f\u20a0-\u20bf\u2190-\u23ff\u2500-\u27bf\u3000-\u3029\u3041-\u3096"
    "\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"
)
_CHILLUS = dict(zip((f"{c}\u0d4d{JOINER}" for c in "ണനരലളക"), "ൺൻർൽൾൿ", strict=True))
"""Consonants of Malayalam without a vowel, as written before Unicode 5.1 (its chapter 12)."""
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMAT_KEPT = frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_PAGE_BREAK = re.compile(r"\n?[\v\f\x1c-\x1e]+\n?")


@cache  # not compiled on import: that takes longer than reading the list from the catalogue
def _rare() -> re.Pattern[str]:
    return re.compile(f"[^{_COMMON}]+")


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(
        "[\u00ad\u180e\u3164\uffa0\u200b\u2060-\u2064\ufeff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
        "\U000e0100-\U000e01ef]"
    )


@cache
def _first_of_word() -> re.Pattern[str]:
    """Match the first character of a word in the blocks that have marks."""
    blocks = "\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u309a"
    blocks += "\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U00010000-\U0001efff"
    return re.compile(rf"[{blocks}](?<!\S.)", re.DOTALL)


@lru_cache(maxsize=4096)
def _safe(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in _BIDI:
        return "\u2426"
    kind = category(character)
    if kind in ("Zl", "Zp") or character == "\x85":
        return "\n"
    if kind in ("Cc", "Cs", "Co", "Cn"):
        return REPLACEMENT
    if kind == "Cf" and character not in _FORMAT_KEPT:
        return REPLACEMENT
    return character


@lru_cache(maxsize=4096)
def _combines(character: str) -> bool:
    return category(character) in ("Mn", "Me")


def _safe_run(match: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in match[0]:
        marks = marks + 1 if _combines(character) else 0
        kept.append(REPLACEMENT if marks > MAX_COMBINING else _safe(character))
    return "".join(kept)


def _line_break(match: re.Match[str]) -> str:
    run = match[0]
    if "\n" not in run:
        return "\n" + " " * (len(run) - 1)
    return "".join(character if character == "\n" else " " for character in run)


def clean(text: str, *, line: bool = False) -> str:
    """Return `text` with one visible mark for each character a terminal might obey.

    C0 but white space become control pictures, DEL becomes U+2421, bidi overrides and isolates
    U+2426; C1, lone surrogates, private-use, unassigned and unusual format characters become
    U+FFFD, and so does every combining mark after the fourth on one base. What else ends a line
    becomes a newline: a carriage return, NEL, the line and paragraph separators, and page breaks,
    vertical tabs and U+001C to U+001E; beside a newline those but the separators become spaces. The
    result has as many characters as `text`, and is not changed by cleaning. With `line`, newlines
    and tabs become spaces. Source of the list: vim, less, NeoMutt; of the ends of lines:
    `str.splitlines`.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    text = _rare().sub(_safe_run, _PAGE_BREAK.sub(_line_break, text))
    return text.replace("\n", " ").replace("\t", " ") if line else text


@cache
def _visible() -> re.Pattern[str]:
    unseen = "".join(sorted(_FORMAT_KEPT))
    return re.compile(f"[^\\s{unseen}\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f]")


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen: spaces, zero-width characters and fillers at most."""
    return _visible().search(text) is None


def displayable(text: str) -> str:
    """Return cleaned text without the characters that terminals draw differently.

    Soft hyphens, zero-width spaces, fillers, variation selectors and skin tones are removed, and
    joiners except between two pictures or, as in Sinhala, two letters; Malayalam letters written
    with one are replaced by the current ones. Copies and exports keep them all. A spacing mark
    without a base gets a dotted circle.
    """
    if is_narrow(text):
        return text
    text = _first_of_word().sub(_based, _unseen().sub("", text))
    return _with_few_joiners(text) if JOINER in text else text


def _based(match: re.Match[str]) -> str:
    if not is_mark(match[0]):
        return match[0]
    start = match.start()
    marks = takewhile(is_mark, match.string[start : start + 1 + MAX_COMBINING])
    bare = any(category(mark) == "Mc" for mark in marks)
    return f"\u25cc{match[0]}" if bare else match[0]


def _with_few_joiners(text: str) -> str:
    """Remove joiners that do not change the drawing: tmux 3.3 would join the next character."""
    for typed, letter in _CHILLUS.items():
        text = text.replace(typed, letter)
    before, *parts = text.split(JOINER)
    for part in parts:
        last, first = before[-1:] or " ", part[:1] or " "
        pictures = is_picture(last) and is_picture(first)
        letters = ties(last) and category(first) == "Lo"
        before += f"{JOINER}{part}" if pictures or letters else part
    return before


_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‘’‚‛′ʼ‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−─", "-"), "…": "~", "·": "|", "•": "*", "│": "|", "¶": "p",
        "✓": "=", "≈": "~", "≠": "!", "✗": "x", "→": ">", "↵": "<",
    }
)  # fmt: skip
_UNMARKED = dict(zip("łŁøØđĐðÐħĦı", "lLoOdDdDhHi", strict=True))
"""Letters with a stroke that Unicode does not decompose."""


def plain_ascii(text: str, *, letters: bool = False) -> str:
    """Return `text` for a terminal that draws only the signs of ASCII, in as many cells.

    With `letters`, it draws letters, digits and punctuation too. Without, letters lose their
    accents, and all else becomes `?`.
    """
    out, joined = [], False
    for character in text.translate(_PLAIN):
        if not (joined and is_picture(character)):  # as `cells` counts
            out.append(character if character.isascii() else _stand_in(character, letters))
        joined = character == JOINER
    return "".join(out)


@lru_cache(maxsize=4096)
def _stand_in(character: str, letters: bool) -> str:
    size, kind = cells_of(character), category(character)
    if kind == "Zs":
        return " " * size
    # Every font has Latin-1; joiners are pointless without pictures.
    written = kind[0] in "LMNP" or kind in ("Sc", "Cf") or character < "\u0100"
    if letters and written and character != JOINER:
        return character
    if kind[0] == "L":
        parts = unicodedata.normalize("NFKD", _UNMARKED.get(character, character))
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        return bare if bare.isascii() and len(bare) == size else "?" * size
    return "?" * size
