"""Keys for people and titles: Latin letters without accents, digits and hyphens."""

import re
from collections.abc import Container

from briefing.text.fold import fold

_CYRILLIC = (
    "аa бb вv гg ґg дd еe єie ёe жzh зz иi іi їi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch"
    " шsh щshch ъ ыy ь эe юiu яia"
)
_LATIN = str.maketrans({pair[0]: pair[1:] for pair in re.split(" ", _CYRILLIC)})
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 60  # characters


def slug_of(text: str) -> str:
    """Return the key of a text; empty where it has no letter or digit that can be written so."""
    latin = fold(text.lower().translate(_LATIN))
    whole = _OTHER.sub("-", latin.replace("'", "")).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    return whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


def person_slug(name: str, taken: Container[str]) -> str:
    """Return a free key for a person: the last name; on a clash, with the first name."""
    words = name.split()
    last = slug_of(words[-1]) or "person"
    full = slug_of(name) or last
    for each in (last, full):
        if each not in taken:
            return each
    number = 2
    while f"{full}-{number}" in taken:
        number += 1
    return f"{full}-{number}"
