"""Pairing records of two rounds that are about the same thing, by their words, within bounds.

What became of an issue, what moved and what came of promises are all told by the same pairs.
"""

import re
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from briefing.model.references import marks
from briefing.model.rows import Row
from briefing.process.standing import ENDED, IssueRound

Pair = tuple[Row | None, Row | None]
"""A record of the earlier round and what the later one says of it; None where there is nothing."""

_COMPARED = 10_000
"""The most pairs of records compared by their words."""
_LONG, _WORD = re.compile(r"\w{4,}"), re.compile(r"\w+")


class Likeness:
    """Similarity of texts; the words of each are computed once."""

    __slots__ = ("_all", "_long")

    def __init__(self) -> None:
        """Start with an empty cache."""
        self._long: dict[str, set[str]] = {}
        self._all: dict[str, set[str]] = {}

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

    def long_words(self, text: str) -> set[str]:
        """Return the significant words of a text."""
        return _words_of(text, _LONG, self._long)

    def all_words(self, text: str) -> set[str]:
        """Return all words of a text."""
        return _words_of(text, _WORD, self._all)

    def meet(self, before: Sequence[Row], after: Sequence[Row], *, surely: bool = False) -> bool:
        """Whether a later record repeats an earlier one or refers to it."""
        said = {row.text for row in before}
        cited = {target for row in after for _, _, target in marks(row.text)}
        if any(row.text in said for row in after):
            return True
        if cited and any(f"{row.brief}#{row.key}" in cited for row in before):
            return True
        # Of very many, those in the same place are all that is looked at.
        few = len(before) * len(after) <= _COMPARED
        pairs = product(before, after) if few else zip(before, after, strict=False)
        return any(self.alike(old.text, new.text, surely=surely) for old, new in pairs)


def _words_of(text: str, word: re.Pattern[str], known: dict[str, set[str]]) -> set[str]:
    found = known.get(text)
    if found is None:
        found = known[text] = set(word.findall(text.casefold()))
    return found


def pair_records(
    before: Sequence[Row],
    after: Sequence[Row],
    same: Callable[[Row], Hashable],
    fits: Callable[[Row, Row], bool],
    likeness: Likeness,
) -> Iterator[Pair]:
    """Yield what was said and what is said of it now: what is the same first, then what is like it.

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
        choice = list(new) if few else places[number : number + 1]
        found = next((n for n in choice if fits(earlier, new[n])), None)
        yield earlier, None if found is None else new.pop(found)
    for later in new.values():
        yield None, later


def pair_agreements(before: IssueRound, after: IssueRound, likeness: Likeness) -> Iterator[Pair]:
    """Yield the agreements on an issue in two rounds, each with what became of it.

    One that is like none may be what became of one that it refers to. What has ended is not in
    force in other words.
    """

    def runs_on(old: Row, new: Row) -> bool:
        return old.status not in ENDED or new.status in ENDED

    def follows(old: Row, new: Row) -> bool:
        return likeness.alike(old.text, new.text) and runs_on(old, new)

    old, new = before.of_kind("agreement"), after.of_kind("agreement")
    return _by_name(pair_records(old, new, lambda row: row.text, follows, likeness), runs_on)


def _by_name(pairs: Iterable[Pair], fits: Callable[[Row, Row], bool]) -> Iterator[Pair]:
    """Yield the pairs, joining records without a partner if one refers to the other."""
    told = list(pairs)
    alone = {f"{old.brief}#{old.key}": old for old, new in told if old and new is None}
    cited_by: dict[str, Row] = {}
    for old, new in told:
        if old is None and new is not None:
            targets = (target for _, _, target in marks(new.text))
            found = next((name for name in targets if name in alone), None)
            if found is not None and fits(alone[found], new):
                del alone[found]
                cited_by[found] = new
    taken = {id(row) for row in cited_by.values()}
    for old, new in told:
        if old is not None and new is None:
            yield old, cited_by.get(f"{old.brief}#{old.key}")
        elif old is not None or id(new) not in taken:
            yield old, new


def _equal(
    before: Sequence[Row], after: Sequence[Row], same: Callable[[Row], Hashable]
) -> tuple[list[Pair], dict[int, Row], dict[int, Row]]:
    """Return the identical pairs, and the rest of both by position."""
    waiting: dict[Hashable, deque[int]] = {}
    for place, row in enumerate(before):
        waiting.setdefault(same(row), deque()).append(place)
    found: list[Pair] = []
    rest: dict[int, Row] = {}
    for place, row in enumerate(after):
        known = waiting.get(same(row))
        if known:
            found.append((before[known.popleft()], row))
        else:
            rest[place] = row
    left = sorted(place for places in waiting.values() for place in places)
    return found, {place: before[place] for place in left}, rest


def _like(
    old: Mapping[int, Row], new: Mapping[int, Row], likeness: Likeness
) -> list[tuple[int, int]]:
    """Return the pairs that share the most long words, so that figures are compared correctly.

    Where there is one row on either side there is nothing to choose between, and where there are
    very many the order must do.
    """
    if len(old) == len(new) == 1 or not 0 < len(old) * len(new) <= _COMPARED:
        return []
    ours, theirs = (
        {place: likeness.long_words(row.text) for place, row in rows.items()} for rows in (old, new)
    )
    shared = {(i, j): len(a & b) for i, a in ours.items() for j, b in theirs.items()}
    found: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if shared[i, j] and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return sorted(found.items())
