"""Boundaries of a quotation in a text: never inside a word or a number.

Without this, a quotation of `can` would be found in `cannot`, `negotiable` in `non-negotiable`,
and `6,00` or `5` in `6,000` and `-5`.
"""

import re

from briefing.evidence.normalise import CURRENCIES, UNITS
from briefing.text.equivalents import HYPHENS, INVISIBLE, UNSPACED, letters

_APOSTROPHES = "'’＇׳״՚"
_JOINERS = HYPHENS + _APOSTROPHES
_SIGNS = "-−‒–+"
_SEPARATORS = ".,:/·٫٬"
_THIN = "\u00a0\u2009\u202f"
_UNSPACED = re.compile(f"[{UNSPACED}]")
_MAY_BEGIN_AFTER = re.compile(rf"\W|[{UNSPACED}]")
_BROKEN = re.compile(f"([{HYPHENS}]) *\n *")
_SEEN = dict.fromkeys(map(ord, INVISIBLE))


def splits_word(text: str, position: int) -> bool:
    """Whether a cut of `text` before `position` splits a word, compound, or number with signs."""
    if text[position : position + 1] in ("", " "):
        return False
    if text[position - 1 : position] in ("", " ") and "\n" not in text[position - 8 : position]:
        return False
    before = _on_one_line(text[max(0, position - 8) : position])
    after = _on_one_line(text[position : position + 8])
    left, far_left = before[-1:], before[-2:-1]
    right, far_right = after[:1], after[1:2]
    if _is_word(left) and _is_word(right):
        return not (_UNSPACED.match(left) or _UNSPACED.match(right))
    if not left or not right:
        return False
    if _is_word(left) and right in _JOINERS and _is_word(far_right):
        return True
    if _is_word(right) and left in _JOINERS and _is_word(far_left):
        return True
    return _splits_number(far_left, left, right, far_right)


def next_start(text: str, position: int) -> int:
    """Return the next possible start of a word after `position`, or the end of the text."""
    match = _MAY_BEGIN_AFTER.search(text, position)
    return match.end() if match else len(text)


def _splits_number(far_left: str, left: str, right: str, far_right: str) -> bool:
    if left.isdigit():
        inner = right in _SEPARATORS or right in _THIN or right in _SIGNS
        return right in UNITS or (inner and far_right.isdigit())
    if right.isdigit():
        inner = left in _SEPARATORS or left in _THIN
        return left in _SIGNS or left in CURRENCIES or (inner and far_left.isdigit())
    return False


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _on_one_line(text: str) -> str:
    if text.isalnum():
        return text
    text = _BROKEN.sub(r"\1", text.translate(_SEEN))
    return text if text.isascii() else "".join(map(letters, text))
