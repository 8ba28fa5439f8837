"""Completion of a query: names of fields, and values of the field that the cursor is in."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefing.query.fields import BY_NAME, FIELDS
from briefing.text.fold import fold

_BEGUN = re.compile(r'(?:^|(?<=[\s(]))[-!~]?(?:([^\W\d_]+):)?(?:"([^"]*)|([^\s"():]*))$')
"""The end of a text: a field, and a value within quotation marks or a word."""
_SHORTEST = 2
"""Letters of a word from which it may be the name of a field."""
_SEVERAL = 2  # letters from which a value may have them in its middle
_MOST = 200  # candidates for one place
_LAST = chr(0x10FFFF)


class Candidate(NamedTuple):
    """A value that a field can have."""

    text: str
    """It, as it is written in a query, but for quotation marks."""
    sought: tuple[str, ...] = ()
    """Its search keys, folded: each word of it, and of the name that it stands for."""


class Values:
    """The values of one field, found by bisection: there may be thousands, and one keystroke."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        """Take `candidates` in the order in which they are to be offered."""
        by_text = {each.text: each for each in candidates if '"' not in each.text}
        self.texts = tuple(by_text)
        """All of them."""
        self._index = sorted(
            # A value that begins as typed comes before those that have a word that does.
            (word, place + (len(self.texts) if number else 0))
            for place, each in enumerate(by_text.values())
            for number, word in enumerate(each.sought)
        )

    def matching(self, begun: str) -> tuple[tuple[str, ...], int]:
        """Return the values for what is typed, the best first, and how many more there are.

        None if there is only what is typed.
        """
        sought, count = fold(begun), len(self.texts)
        low = bisect_left(self._index, (sought,))
        high = bisect_left(self._index, (sought + _LAST,))
        ranks = sorted(rank for _, rank in self._index[low:high])
        if len(sought) < _SEVERAL:
            ranks = [rank for rank in ranks if rank < count]
        places = list(dict.fromkeys([rank % count for rank in ranks]))
        found = tuple(self.texts[place] for place in places[:_MOST])
        return ((), 0) if found == (begun,) else (found, len(places) - len(found))


class Completion(NamedTuple):
    """What the text before the cursor may become."""

    start: int = 0
    """Where what would be replaced begins, in characters from 0; it ends at the cursor."""
    texts: tuple[str, ...] = ()
    """The completions, the best first; empty if there are none."""
    more: int = 0
    """How many others there are."""

    def beginning(self, begun: str) -> str:
        """Return the common beginning of all texts, or `begun` if that is longer."""
        low, high = min(self.texts), max(self.texts)  # the others lie between them
        pairs = enumerate(zip(low, high, strict=False))
        same = low[: next((place for place, (one, other) in pairs if one != other), len(low))]
        more, typed = same.removeprefix('"').casefold(), begun.removeprefix('"').casefold()
        is_longer = len(more) > len(typed) and more.startswith(typed)
        return same if is_longer and not self.more else begun


NOTHING = Completion()
"""Where there is nothing to complete."""


def candidate(text: str, name: str = "") -> Candidate:
    """Return a value, found by its beginning, and by that of each word of it and of `name`."""
    whole = fold(text)
    words = dict.fromkeys((*re.split(r"[\s-]+", whole), *fold(name).split()))
    # A word that the whole begins with is found by that.
    return Candidate(text, (whole, *(word for word in words if not whole.startswith(word))))


_FEW = {field.name: Values(map(candidate, field.values)) for field in FIELDS}
"""The values of fields that have few, by the field's name; of others none."""


def complete(text: str, cursor: int, values: Mapping[str, Values]) -> Completion:
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
    found, more = (values.get(info.name) or _FEW[info.name]).matching(begun)
    return Completion(start, tuple(map(_written, found)), more)


def complete_line(text: str, cursor: int, values: Values) -> Completion:
    """Return what a line that is one value may become, its cursor being at the end."""
    return Completion(0, *values.matching(text)) if cursor == len(text) else NOTHING


def _names(start: int, begun: str) -> Completion:
    sought = fold(begun)
    if len(sought) < _SHORTEST:
        return NOTHING
    names = (field.name for field in FIELDS if field.name.startswith(sought))
    return Completion(start, tuple(f"{name}:" for name in names))


def _written(value: str) -> str:
    return value if re.fullmatch(r"[\w.*<>=-]+", value) else f'"{value}"'
