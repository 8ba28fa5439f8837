"""Pairing records of two rounds that are about the same thing, by their words, within bounds.

States, moves and promises all rest on the same pairs.
"""

import re
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from briefing.model.references import marks
from briefing.model.rows import Row
from briefing.process.standing import ENDED, IssueRound

Pair = tuple[Row | None, Row | None]
"""A record of the earlier round and its counterpart in the later one; None where it has none."""

_COMPARED = 10_000
"""The most pairs of records compared by their words."""
_LONG, _WORD = re.compile(r"\w{4,}"), re.compile(r"\w+")


class Likeness:
    """Similarity of texts; the words of each are computed once."""

    def __init__(self) -> None:
        self.long_words: Callable[[str], set[str]] = cache(
            lambda text: set(_LONG.findall(text.casefold()))
        )
        """Returns the significant words of a text."""
        self.all_words: Callable[[str], set[str]] = cache(
            lambda text: set(_WORD.findall(text.casefold()))
        )
        """Returns all words of a text."""

    def alike(self, one: str, other: str, *, surely: bool = False) -> bool:
        """Whether two texts share half of the long words of the one with fewer.

        Where one of them has no long words, all words count. `surely` asks for more than half.
        """
        if one == other:
            return True
        a, b = self.long_words(one), self.long_words(other)
        if not a or not b:
            a, b = self.all_words(one), self.all_words(other)
        shared, fewer = len(a & b), min(len(a), len(b))
        return 2 * shared > fewer or (0 < 2 * shared == fewer and not surely)

    def meet(self, before: Sequence[Row], after: Sequence[Row], *, surely: bool = False) -> bool:
        """Whether a later record repeats an earlier one or refers to it."""
        texts = {row.text for row in before}
        if any(row.text in texts for row in after):
            return True
        cited = {target for row in after for _, _, target in marks(row.text)}
        if cited and any(f"{row.brief}#{row.key}" in cited for row in before):
            return True
        # Of very many, only those in the same place are compared.
        few = len(before) * len(after) <= _COMPARED
        pairs = product(before, after) if few else zip(before, after, strict=False)
        return any(self.alike(old.text, new.text, surely=surely) for old, new in pairs)


def pair_records(
    before: Sequence[Row],
    after: Sequence[Row],
    same: Callable[[Row], Hashable],
    fits: Callable[[Row, Row], bool],
    likeness: Likeness,
) -> Iterator[Pair]:
    """Yield the earlier and later records in pairs: first the same ones, then those that are alike.

    The rest is taken in order, each with the first that fits; of very many, with the one in the
    same place if that fits. Rows without a partner come with None.
    """
    equal, old, new = _equal(before, after, same)
    yield from equal
    for i, j in _like(old, new, likeness):
        earlier, later = old[i], new[j]
        if fits(earlier, later):
            yield earlier, later
            del old[i], new[j]
    places, few = list(new), len(old) * len(new) <= _COMPARED
    for number, earlier in enumerate(old.values()):
        candidates = list(new) if few else places[number : number + 1]
        place = next((n for n in candidates if fits(earlier, new[n])), None)
        yield earlier, None if place is None else new.pop(place)
    for later in new.values():
        yield None, later


def pair_agreements(before: IssueRound, after: IssueRound, likeness: Likeness) -> Iterator[Pair]:
    """Yield the agreements on an issue in two rounds, each with its counterpart.

    One that is like none is paired with one that it refers to. An ended agreement is never paired
    with one in force that is worded differently.
    """

    def runs_on(old: Row, new: Row) -> bool:
        return old.status not in ENDED or new.status in ENDED

    def follows(old: Row, new: Row) -> bool:
        return likeness.alike(old.text, new.text) and runs_on(old, new)

    earlier, later = before.of_kind("agreement"), after.of_kind("agreement")
    pairs = list(pair_records(earlier, later, lambda row: row.text, follows, likeness))
    alone = {f"{old.brief}#{old.key}": old for old, new in pairs if old and new is None}
    citing: dict[str, Row] = {}
    for old, new in pairs:
        if old is None and new is not None:
            targets = (target for _, _, target in marks(new.text))
            name = next((target for target in targets if target in alone), None)
            if name is not None and runs_on(alone[name], new):
                del alone[name]
                citing[name] = new
    taken = {id(row) for row in citing.values()}
    for old, new in pairs:
        if old is not None and new is None:
            yield old, citing.get(f"{old.brief}#{old.key}")
        elif old is not None or id(new) not in taken:
            yield old, new


def _equal(
    before: Sequence[Row], after: Sequence[Row], same: Callable[[Row], Hashable]
) -> tuple[list[Pair], dict[int, Row], dict[int, Row]]:
    """Return the identical pairs, and the rest of both by position."""
    waiting: dict[Hashable, deque[int]] = {}
    for place, row in enumerate(before):
        waiting.setdefault(same(row), deque()).append(place)
    pairs: list[Pair] = []
    rest: dict[int, Row] = {}
    for place, row in enumerate(after):
        if twins := waiting.get(same(row)):
            pairs.append((before[twins.popleft()], row))
        else:
            rest[place] = row
    left = sorted(place for places in waiting.values() for place in places)
    return pairs, {place: before[place] for place in left}, rest


def _like(
    old: Mapping[int, Row], new: Mapping[int, Row], likeness: Likeness
) -> list[tuple[int, int]]:
    """Return the pairs that share the most long words; none of very many, or of one and one."""
    if len(old) == len(new) == 1 or not 0 < len(old) * len(new) <= _COMPARED:
        return []
    ours, theirs = (
        {place: likeness.long_words(row.text) for place, row in rows.items()} for rows in (old, new)
    )
    shared = {(i, j): len(a & b) for i, a in ours.items() for j, b in theirs.items()}
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if shared[i, j] and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())
