"""The form in which text is compared: without case, accents and other ways of drawing it."""

import re
import unicodedata

from briefing.text.equivalents import SIGNS, plain

_ONE_LETTER = {
    **dict(zip("ıłŁøØđĐðÐħĦ", "illooddddhh", strict=True)),
    **dict(zip("ىہ", "يه", strict=True)),
    **dict(zip("þÞæÆœŒ", ("th", "th", "ae", "ae", "oe", "oe"), strict=True)),
}
"""Letters with a stroke that Unicode does not decompose, or that keyboards replace."""
_RADICALS = range(0x2E80, 0x2FE0)
_APART = ("<circle>", "<fraction>", "<square>")


def _fold_char(character: str) -> str:
    if character.isspace() or _is_raised(character):
        return " "
    drawn = plain(character)
    if drawn != character:
        folded = "".join(map(_fold_char, drawn))
    else:
        lower = unicodedata.normalize("NFKD", character).casefold()
        folded = "".join(map(_fold_part, unicodedata.normalize("NFKD", lower)))
    return f" {folded} " if _is_sign(character) else folded


def _fold_part(part: str) -> str:
    if part.isspace():
        return " "
    # Classes 1 to 9 are nuktas, kana voicing and viramas: they change the letter, not its accent.
    if unicodedata.combining(part) >= 10:
        return ""
    digit = unicodedata.decimal(part, None)
    return _ONE_LETTER.get(part, plain(part)) if digit is None else str(digit)


def _is_raised(character: str) -> bool:
    """Whether it is a raised figure or sign, as at footnotes: `¹`, `º`, `™`; it separates words."""
    raised = unicodedata.decomposition(character).startswith("<super>")
    return raised and (character in "ªº" or unicodedata.category(character) in ("No", "So"))


def _is_sign(character: str) -> bool:
    """Whether its letters and figures are words of their own: `№`, `㎏`, `½`, `①`."""
    if character in SIGNS or unicodedata.decomposition(character).startswith(_APART):
        return True
    return (
        unicodedata.category(character) in ("No", "So")
        and unicodedata.decomposition(character).startswith("<compat>")
        and ord(character) not in _RADICALS
    )


class _FoldTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


FOLDED = _FoldTable()
"""The folded form of each character; of a sign that separates words, with spaces."""
_DIGITS = re.compile(r"\d+")


def fold(text: str) -> str:
    """Return `text` without case, accents, compatibility forms and typography; idempotent."""
    if text.isascii():
        folded = text.lower().replace("`", "'").replace('"', "'")
        return " ".join(folded.split())
    return " ".join(text.translate(FOLDED).split())


def natural(text: str) -> str:
    """Return the folded form by which titles are sorted: `Round 2` before `Round 10`.

    Each whole number, in the digits of any script, comes after its number of digits.
    """
    return _DIGITS.sub(_counted, fold(text))


def _counted(match: re.Match[str]) -> str:
    digits = "".join(str(unicodedata.decimal(digit)) for digit in match[0]).lstrip("0")
    return f"{len(digits):06}{digits}"
