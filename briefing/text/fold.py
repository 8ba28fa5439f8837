"""The form in which text is compared: without case, accents and width variants."""

import re
import unicodedata

_SAME = {
    **dict.fromkeys("‘’‚‛′‵ʼ`´＇", "'"),
    **dict.fromkeys("“”„‟″‶«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u0640", ""),
    **dict(zip("ıłŁøØđĐðÐħĦ", "illooddddhh", strict=True)),
    "þ": "th",
    "Þ": "th",
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
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
    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


_FOLD = _FoldTable()
_DIGITS = re.compile(r"\d+")


def fold(text: str) -> str:
    """Return `text` without case, accents, compatibility forms and typography; idempotent."""
    if text.isascii():
        folded = text.lower().replace("`", "'")
        return " ".join(folded.split())
    return " ".join(text.translate(_FOLD).split())


def natural(text: str) -> str:
    """Return the folded form by which titles are sorted: `Round 2` before `Round 10`.

    Each whole number, in the digits of any script, comes after its number of digits.
    """
    return _DIGITS.sub(_counted, fold(text))


def _counted(match: re.Match[str]) -> str:
    digits = "".join(str(unicodedata.decimal(digit)) for digit in match[0]).lstrip("0")
    return f"{len(digits):06}{digits}"
