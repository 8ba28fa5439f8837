"""Normalisation of text into words for searching, the same for texts and queries.

A word is a run of letters, digits and their marks, folded as in `text.fold`. In scripts without
spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each character is a word, so
that a run of them is found anywhere.
"""

import unicodedata
from functools import lru_cache

from briefing.text.fold import fold

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
        character = chr(code)
        # `fold` would strip a space.
        folded = " " if character.isspace() else fold(character)
        form = self[code] = "".join(map(_word_part, folded))
        if len(form) != 1:
            IRREGULAR.add(character)
        return form


TABLE = _WordTable()
"""The form of each character; a character without one joins its neighbours."""


def words(text: str) -> list[str]:
    """Return the words of `text`, in order."""
    return text.translate(TABLE).split()


def form(text: str) -> str:
    """Return the words of `text` separated and surrounded by single spaces.

    A phrase occurs in `text` exactly if its own form is a substring of this one.
    """
    return f" {' '.join(text.translate(TABLE).split())} "


@lru_cache(maxsize=8192)
def token(*parts: str) -> str:
    """Return a single token that no text can contain, such as one for `party` and `ukraine`."""
    body = BREAK.join("".join(map(_token_part, part)) for part in parts)
    return BREAK + body


def _token_part(character: str) -> str:
    if character.isalnum():
        return character
    return "\u00b7" if character == "-" else f"\u00b7{ord(character):x}\u00b7"
