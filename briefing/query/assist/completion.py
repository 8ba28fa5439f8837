"""Completion of a query: names of fields, and values of the field that the cursor is in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from briefing.query.fields import BY_NAME, FIELDS
from briefing.text.fold import fold

_BEGUN = re.compile(r'(?:^|(?<=[\s(]))[-!~]?(?:([^\W\d_]+):)?(?:"([^"]*)|([^\s"():]*))$')
"""The end of a text: a field, and a value within quotation marks or a word."""
_SHORTEST = 2
"""Letters of a word from which it may be the name of a field."""
_SEVERAL = 2  # letters from which a value may begin with them in its middle


class Candidate(NamedTuple):
    """A value that a field can have."""

    text: str
    """It, as it is written in a query, but for quotation marks."""
    sought: tuple[str, ...] = ()
    """What it is found by, folded: each word of it, and of a name that it stands for."""


class Completion(NamedTuple):
    """What the text before the cursor may become."""

    start: int = 0
    """Where what would be replaced begins, in characters from 0; it ends at the cursor."""
    texts: tuple[str, ...] = ()
    """What may stand there, the best first; empty where there is nothing to complete."""

    def beginning(self, begun: str) -> str:
        """Return what all texts begin with, or `begun` where that is not longer."""
        low, high = min(self.texts), max(self.texts)  # the others lie between them
        pairs = enumerate(zip(low, high, strict=False))
        same = low[: next((place for place, (one, other) in pairs if one != other), len(low))]
        more, typed = same.removeprefix('"').casefold(), begun.removeprefix('"').casefold()
        return same if len(more) > len(typed) and more.startswith(typed) else begun


NOTHING = Completion()
"""Where there is nothing to complete."""


def candidate(text: str, name: str = "") -> Candidate:
    """Return a value, found by its beginning, and by that of each word of it and of `name`."""
    whole = fold(text)
    return Candidate(
        text, tuple(dict.fromkeys((whole, *re.split(r"[\s-]+", whole), *fold(name).split())))
    )


def complete(text: str, cursor: int, values: Mapping[str, Sequence[Candidate]]) -> Completion:
    """Return what the word or value before the `cursor` (in characters) may become.

    `values` are the values in use by the name of their field; those of fields with few values are
    known.
    """
    match = _BEGUN.search(text[:cursor])
    if match is None:
        return NOTHING
    field, quoted, word = match.groups()
    if field is None:
        return _names(match.start(3), word) if word else NOTHING
    info = BY_NAME.get(fold(field))
    if info is None:
        return NOTHING
    begun, start = (word, match.start(3)) if quoted is None else (quoted, match.start(2) - 1)
    few = map(candidate, info.values)
    found = _matching((*few, *values.get(info.name, ())), begun)
    return Completion(start, tuple(_written(value) for value in found if '"' not in value))


def complete_line(text: str, cursor: int, values: Sequence[Candidate]) -> Completion:
    """Return what a line that is one value may become, its cursor being at the end."""
    return Completion(0, tuple(_matching(values, text))) if cursor == len(text) else NOTHING


def _names(start: int, begun: str) -> Completion:
    sought = fold(begun)
    if len(sought) < _SHORTEST:
        return NOTHING
    names = (field.name for field in FIELDS if field.name.startswith(sought))
    return Completion(start, tuple(f"{name}:" for name in names))


def _matching(values: Iterable[Candidate], begun: str) -> list[str]:
    """Return the values that begin as typed, then those a word of which does; none if complete."""
    sought = fold(begun)
    first: list[str] = []
    others: list[str] = []
    for value in values:
        if value.sought[0].startswith(sought):
            first.append(value.text)
        elif len(sought) >= _SEVERAL and any(word.startswith(sought) for word in value.sought):
            others.append(value.text)
    found = list(dict.fromkeys([*first, *others]))
    return [] if found == [begun] else found


def _written(value: str) -> str:
    return value if re.fullmatch(r"[\w.*<>=-]+", value) else f'"{value}"'
