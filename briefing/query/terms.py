"""Normalisation of text into words for searching, the same for texts and queries.

A word is a run of letters, digits and their marks, folded as in `text.fold`. In scripts without
spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each character is a word, so
that a run of them is found anywhere. A number is a word of its own, and what stands at its end
another one: `10km` is `10 km`, `10월` is `10 월`.

A text may have a second reading, in which words are whole that are parted at the end of a line
(`negotia-` `tions`), by dots (`U.N.`) or by letters that serve as apostrophes (`Sanaʿa`); what is
in either is found.
"""

import re
import unicodedata
from functools import lru_cache

from briefing.text.equivalents import HYPHENS, MODIFIERS
from briefing.text.fold import FOLDED

BREAK = "\u00a7"
"""Separates texts that no phrase may span; never part of a word."""

_SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3021, 0x312F),  # kana, bopomofo
    (0x31A0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),  # Han
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),
    (0x1AFF0, 0x1B16F),
    (0x20000, 0x3FFFF),
)


def _is_spaceless(code: int) -> bool:
    return code >= 0x0E00 and any(first <= code <= last for first, last in _SPACELESS)


def _word_part(character: str) -> str:
    """Return a folded character for the form: itself, itself as a word, or a space."""
    if not character.isalnum() and unicodedata.category(character)[0] != "M":
        return " "
    return f" {character} " if _is_spaceless(ord(character)) else character


IRREGULAR: set[str] = set()
"""Characters so far that become none or several; all others keep their index in a form."""


class _WordTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        form = self[code] = "".join(map(_word_part, FOLDED[code]))
        if len(form) != 1:
            IRREGULAR.add(chr(code))
        return form


TABLE = _WordTable()
"""The form of each character; a character without one joins its neighbours."""


_NOTHING = "\u00ad"  # has no form, so that a reading is as long as the text
_LETTER = r"[^\W\d_]"
# Each begins with one literal or one class, which makes the search fast.
_CAPITAL = re.compile(rf"\[({_LETTER})\](?=\w)(?<!\w...)")
_HYPHENATED = re.compile(rf"[{HYPHENS}\u00ad](?<=[^\s!-@[-`{{-~].)[ \t]*\n[ \t]*(?={_LETTER})")
_DOT = re.compile(rf"\.(?<={_LETTER}\.)(?<!\w\w\.)(?={_LETTER}(?!\w))")
_MODIFIER = re.compile(f"[{MODIFIERS}]")


def readings(text: str) -> tuple[str, ...]:
    """Return `text` as it stands and, if it has any, with parted words joined; both as long.

    The first letter of a word is a part of it in brackets too: `[T]he`.
    """
    if "[" in text:
        text = _CAPITAL.sub(rf"{_NOTHING}\1{_NOTHING}", text)
    joined = text
    if "\n" in text:
        joined = _HYPHENATED.sub(lambda parted: _NOTHING * len(parted[0]), joined)
    if "." in text:
        joined = _DOT.sub(_NOTHING, joined)
    if not text.isascii():
        joined = _MODIFIER.sub(_NOTHING, joined)
    return (text,) if joined == text else (text, joined)


def is_parted(text: str) -> bool:
    """Whether a word of `text` is parted at the end of a line, or begins in brackets."""
    if "[" in text and _CAPITAL.search(text):
        return True
    return "\n" in text and _HYPHENATED.search(text) is not None


# Begins with a class, as those above.
BORDER = re.compile(r"[0-9](?<![^ ].)[0-9]*(?=[^ 0-9])")
"""Finds a number in a form with letters at its end."""


def split(form: str) -> list[str]:
    """Return the words of the form of a text, a number apart from the letters at its end."""
    return BORDER.sub(r"\g<0> ", form).split()


def words(text: str) -> list[str]:
    """Return the words of `text`, unchanged, in order."""
    return split(readings(text)[0].translate(TABLE))


def form(text: str) -> str:
    """Return the words of `text`, unchanged, separated and surrounded by single spaces."""
    return f" {' '.join(words(text))} "


def forms(text: str) -> str:
    """Return the forms of the readings of `text`, which no phrase joins.

    A phrase occurs in `text` exactly if its own form is a substring of this one.
    """
    return BREAK.join(f" {' '.join(split(one.translate(TABLE)))} " for one in readings(text))


@lru_cache(maxsize=8192)
def token(*parts: str) -> str:
    """Return a single token that no text can contain, such as one for `party` and `ukraine`."""
    body = BREAK.join("".join(map(_token_part, part)) for part in parts)
    return BREAK + body


def _token_part(character: str) -> str:
    if character.isalnum():
        return character
    return "\u00b7" if character == "-" else f"\u00b7{ord(character):x}\u00b7"
