"""What text needs before anyone shows or compares it.

`clean` makes it safe for a terminal, one character for one, so that every offset into a cleaned
text is an offset into the text itself. `shown` is what goes on screen, `fold` what is compared in a
search. Widths are counted in terminal cells.
"""

import re
import unicodedata
from functools import cache, lru_cache

MARK = "\ufffd"
"""Stands for a character that a terminal might obey or could not draw."""

MAX_COMBINING = 4
"""Combining marks kept on one base; what follows is a flood, not a language."""

# Blocks without control, unassigned, private or combining characters, whatever Python's Unicode
# version: text that holds nothing else needs no second look.
_COMMON = (
    "\t\n -~\u00a0-\u02ff\u0370-\u0377\u0384-\u038a\u0390-\u03a1\u03a3-\u0482\u048a-\u052f"
    "\u2010-\u2027\u202f-\u205f\u20a0-\u20bf\u2190-\u23ff\u2500-\u27bf\u3000-\u3029\u3041-\u3096"
    "\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"
)
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMAT_KEPT = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


# Compiled when a text needs it: it takes longer than reading the list from the catalogue.
@cache
def _rare() -> re.Pattern[str]:
    return re.compile(f"[^{_COMMON}]+")


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(
        "[\u00ad\u3164\uffa0\u200b\u2060\ufeff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
        "\U000e0100-\U000e01ef]"
    )


@lru_cache(maxsize=4096)
def _safe(character: str) -> str:
    """Return the character itself, or the visible mark that stands for it."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in _BIDI:
        return "\u2426"
    category = unicodedata.category(character)
    if category in ("Zl", "Zp"):
        return "\n"
    if category in ("Cc", "Cs", "Co", "Cn"):
        return MARK
    if category == "Cf" and character not in _FORMAT_KEPT:
        return MARK
    return character


@lru_cache(maxsize=4096)
def _combines(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def _safe_run(match: re.Match[str]) -> str:
    """Make a run of rare characters safe, and end a flood of combining marks."""
    kept, marks = [], 0
    for character in match[0]:
        marks = marks + 1 if _combines(character) else 0
        kept.append(MARK if marks > MAX_COMBINING else _safe(character))
    return "".join(kept)


def clean(text: str, *, line: bool = False) -> str:
    """Return `text` with one visible mark for each character a terminal might obey.

    C0 but newline and tab become control pictures, DEL becomes U+2421, bidi overrides and isolates
    U+2426; C1, lone surrogates, private-use, unassigned and unusual format characters become
    U+FFFD, and so does every combining mark after the fourth on one base. A carriage return before
    a newline becomes a space, one alone a newline; so do the line and paragraph separators. The
    result has as many characters as `text` and cleaning it again changes nothing. With `line`,
    newlines and tabs become spaces. (The list is that of the programs which do this best: vim,
    less, NeoMutt.)
    """
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    text = _rare().sub(_safe_run, text)
    return text.replace("\n", " ").replace("\t", " ") if line else text


def shown(text: str) -> str:
    """Return cleaned text without the characters terminals disagree about.

    Soft hyphens, zero-width spaces, fillers, variation selectors and skin tones go, and joiners
    that join no two pictures: Rich takes a letter behind one for part of the cluster before it, so
    that it would be drawn over. What is copied or exported keeps them.
    """
    if text.isascii():
        return text
    text = _unseen().sub("", text)
    return _without_idle_joiners(text) if "\u200d" in text else text


def _without_idle_joiners(text: str) -> str:
    """Return `text` with only those joiners that stand between two pictures."""
    before, *parts = text.split("\u200d")
    for part in parts:
        joins = before[-1:] and part and _is_picture(before[-1]) and _is_picture(part[0])
        before += f"\u200d{part}" if joins else part
    return before


# --- widths -------------------------------------------------------------------------------------

_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u038a\u0390-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2400-\u2426\u2500-\u25fc\ufffd]*"
)


@lru_cache(maxsize=8192)
def _char_cells(character: str) -> int:
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return 1  # half a flag: terminals give the pair two cells
    # Loaded here: its tables cost as much as the rest of a short command.
    from wcwidth import wcwidth

    return max(0, wcwidth(character))


def _is_picture(character: str) -> bool:
    """Whether a joiner makes one picture of the character and the one before; of letters not."""
    return unicodedata.category(character) in ("So", "Sm", "Sk")


def is_narrow(text: str) -> bool:
    """Whether every character of `text` takes one cell; false also where nobody has looked."""
    return _NARROW.fullmatch(text) is not None


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes; a picture that follows a joiner takes none."""
    if _NARROW.fullmatch(text):
        return len(text)
    total, joined = 0, False
    for character in text:
        if not (joined and _is_picture(character)):
            total += _char_cells(character)
        joined = character == "\u200d"
    return total


def cut(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Return `text` in at most `width` cells, ending in `ellipsis` where something was cut."""
    if cells(text) <= width:
        return text
    room = width - cells(ellipsis)
    if room < 0:
        return ""
    return text[: cut_at(text, room)].rstrip() + ellipsis


def cut_at(text: str, width: int) -> int:
    """Return how many characters of `text` fit in `width` cells, never parting a cluster."""
    if _NARROW.fullmatch(text):
        return min(len(text), max(0, width))
    used, joined = 0, False
    for index, character in enumerate(text):
        used += 0 if joined and _is_picture(character) else _char_cells(character)
        joined = character == "\u200d"
        if used > width:
            return index
    return len(text)


def pad(text: str, width: int) -> str:
    """Return `text` cut or filled with spaces to exactly `width` cells."""
    short = cut(text, width)
    return short + " " * (width - cells(short))


# --- terminals that show ASCII alone ----------------------------------------------------------

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‘’‚‛′ʼ‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−─", "-"), "…": "~", "·": "|", "•": "*", "│": "|", "¶": "p",
        "✓": "=", "≈": "~", "≠": "!", "✗": "x", "→": ">", "↵": "<",
    }
)  # fmt: skip
_UNMARKED = dict(zip("łŁøØđĐðÐħĦı", "lLoOdDdDhHi", strict=True))
"""Letters whose stroke Unicode does not take for a mark."""


def plain_ascii(text: str, *, letters: bool = False) -> str:
    """Return `text` for a terminal that draws no signs but those of ASCII, in as many cells.

    With `letters`, it shows what people write with: letters, digits, and the punctuation that
    ASCII has nothing for. Without, a letter loses its accents; for others stands `?`.
    """
    out, joined = [], False
    for character in text.translate(_PLAIN):
        if not (joined and _is_picture(character)):  # as `cells` counts
            out.append(character if character.isascii() else _stand_in(character, letters))
        joined = character == "\u200d"
    return "".join(out)


@lru_cache(maxsize=4096)
def _stand_in(character: str, letters: bool) -> str:
    size, category = _char_cells(character), unicodedata.category(character)
    if category == "Zs":
        return " " * size
    # Every font has Latin-1; a joiner has no pictures left to join.
    written = category[0] in "LMNP" or category in ("Sc", "Cf") or character < "\u0100"
    if letters and written and character != "\u200d":
        return character
    if category[0] == "L":
        parts = unicodedata.normalize("NFKD", _UNMARKED.get(character, character))
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        return bare if bare.isascii() and len(bare) == size else "?" * size
    return "?" * size


# --- comparing ----------------------------------------------------------------------------------

_SAME = {
    **dict.fromkeys("‘’‚‛′‵ʼ`´＇", "'"),
    **dict.fromkeys("“”„‟″‶«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u0640", ""),
    "ı": "i",
    "ł": "l",
    "Ł": "l",
    "ø": "o",
    "Ø": "o",
    "đ": "d",
    "Đ": "d",
    "ð": "d",
    "Ð": "d",
    "þ": "th",
    "Þ": "th",
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
    "ħ": "h",
    "Ħ": "h",
}


def _fold_char(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", character).casefold()
    # Classes 1 to 9 are nuktas, kana voicing and viramas: they change the letter, not its accent.
    return "".join(
        " " if part.isspace() else _SAME.get(part, part)
        for part in unicodedata.normalize("NFKD", plain)
        if unicodedata.combining(part) < 10
    )


class _FoldTable(dict[int, str]):
    """A table for `str.translate` that works each character out once."""

    def __missing__(self, code: int) -> str:
        """Fold the character and remember it."""
        folded = self[code] = _fold_char(chr(code))
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Return the form in which texts are compared in a search.

    Case, accents, compatibility forms, the shapes of quotation marks and dashes and the kind and
    number of spaces are folded away; soft hyphens and zero-width characters vanish. Folding twice
    changes nothing.
    """
    if text.isascii():
        folded = text.lower().replace("`", "'")
        return " ".join(folded.split())
    return " ".join(text.translate(_FOLD).split())
