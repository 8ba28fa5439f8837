"""The kind of difference between a quotation and a passage: words, capitals, punctuation."""

import re
import unicodedata
from collections.abc import Iterable

from briefing.evidence.normalise import fold
from briefing.evidence.verdicts import DiffRun

_WORD = re.compile(r"\w+")


def differing(difference: Iterable[DiffRun]) -> str:
    """Return how a passage differs from the quotation: `different words`, `fewer capitals`, ….

    It is words if any word differs; otherwise one or more of capitals, accents (including vowel
    signs) and punctuation marks; or spaces if nothing else differs.
    """
    changes = [(one.kind, unicodedata.normalize("NFD", one.text)) for one in difference]
    theirs = " ".join(text for kind, text in changes if kind != "added")
    ours = " ".join(text for kind, text in changes if kind != "removed")
    kinds = {kind for kind, _ in changes}
    many = "fewer" if "removed" not in kinds else "more" if "added" not in kinds else "different"
    return f"{many} {_what(theirs, ours)}"


def _what(theirs: str, ours: str) -> str:
    bare, other = _unaccented(theirs), _unaccented(ours)
    if _WORD.findall(bare.lower()) != _WORD.findall(other.lower()):
        return "words"
    kinds = {
        "capitals": _WORD.findall(bare) != _WORD.findall(other),
        "accents": _accents(theirs) != _accents(ours),
        "punctuation marks": _marks(bare) != _marks(other),
    }
    return " and ".join(name for name, differs in kinds.items() if differs) or "spaces"


def _unaccented(text: str) -> str:
    return "".join(one for one in text if unicodedata.category(one)[0] != "M")


def _accents(text: str) -> list[str]:
    return [one for one in text if unicodedata.category(one)[0] == "M"]


def _marks(text: str) -> str:
    marks = (one for one in text if not (one.isalnum() or one.isspace()))
    return "".join(fold(mark).text for mark in marks)
