"""Tracking an agreement across rounds: which later record is the same agreement.

That takes comparing words. Of all later records, those that share a rare word are looked at: where
hundreds of rounds restate nothing, comparing each with each would take minutes.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import groupby
from typing import NamedTuple

from briefing.model.references import Target, marks
from briefing.model.rows import Row
from briefing.process.index import Process
from briefing.process.pairing import Likeness, pair_agreements
from briefing.process.standing import IssueRound, Ref, standing_of


@dataclass(frozen=True)
class LaterRounds:
    """What a later round says about a promise; one shared value for all it does not restate."""

    cell: IssueRound
    """Where the issue as a whole stands."""
    own: IssueRound | None
    """Where the agreement stands by its own record; None if no record is identified as it."""

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """The record of the same agreement, else those about the issue."""
        return (self.own or self.cell).refs


class Restated(NamedTuple):
    """A place where an agreement is restated."""

    place: int
    """The index among the rounds that raise its issue, from 0."""
    column: int
    """The column (from 0) of the round."""
    row: Row
    """The record that states it."""
    told: LaterRounds
    """What the round says about it."""


class Followed:
    """The correspondence of agreements between rounds, computed on first use."""

    __slots__ = ("_known", "_likeness", "_next", "_process", "_threads")

    def __init__(self, process: Process) -> None:
        """Start with an empty cache."""
        self._process = process
        self._likeness = Likeness()
        self._threads: dict[str, _AgreementThread] = {}
        self._known: dict[tuple[str, int, int], Mapping[str, Row]] = {}
        self._next: dict[tuple[str, int, str], Restated | None] = {}

    def after(self, issue: str, column: int, row: Row) -> Iterator[tuple[int, LaterRounds]]:
        """Yield the columns after one (from 0) that raise `issue`, with what they say of `row`.

        An agreement is followed from round to round: through one that does not restate it, by what
        was last said of it.
        """
        thread = self._thread(issue)
        place = bisect_right(thread.columns, column)
        found = self._restated(issue, column, row) if row.kind == "agreement" else None
        while found is not None:
            yield from thread.told[place : found.place]
            yield found.column, found.told
            place = found.place + 1
            found = self._restated(issue, found.column, found.row)
        yield from thread.told[place:]

    def _thread(self, issue: str) -> "_AgreementThread":
        known = self._threads.get(issue)
        if known is None:
            told = self._process.after(issue, -1)
            known = self._threads[issue] = _AgreementThread(told, self._likeness)
        return known

    def _restated(self, issue: str, column: int, row: Row) -> Restated | None:
        """Return where the agreement `row` of a column (from 0) is first restated."""
        asked = issue, column, row.key
        if asked not in self._next:
            self._next[asked] = self._find(issue, column, row)
        return self._next[asked]

    def _find(self, issue: str, column: int, row: Row) -> Restated | None:
        thread = self._thread(issue)
        for place in thread.may_restate(row, column):
            after, later = thread.told[place]
            same = self._same(issue, column, after).get(row.key)
            if same is not None:
                own = IssueRound(issue, later.cell.round, standing_of([same]), (same,))
                return Restated(place, after, same, LaterRounds(later.cell, own))
        return None

    def _same(self, issue: str, before: int, after: int) -> Mapping[str, Row]:
        known = self._known.get((issue, before, after))
        if known is None:
            earlier, later = (self._process.cell(issue, column) for column in (before, after))
            known = self._known[issue, before, after] = self._between(earlier, later)
        return known

    def _between(self, earlier: IssueRound, later: IssueRound) -> Mapping[str, Row]:
        """Return the later agreements by the keys of the earlier ones they correspond to.

        One that is like no earlier one may be what became of one that it refers to.
        """
        found: dict[str, Row] = {}
        further: list[Row] = []
        for old, new in pair_agreements(earlier, later, self._likeness):
            if old is not None and new is not None:
                found[old.key] = new
            elif new is not None:
                further.append(new)
        for row in further:
            for _, _, target in marks(row.text):
                cited = Target.parse(target)
                if cited.brief == earlier.round.brief:
                    found.setdefault(cited.record, row)
        return found


class _AgreementThread:
    """The rounds that raise one issue, and an index of the words of its agreements.

    Two texts that are alike share half of the long words of the one that has fewer: so many that,
    whichever of these are left out, one of any half and one more is among them. Those that the
    fewest records have are asked for.
    """

    __slots__ = ("_asking", "_count", "_having", "_likeness", "_places", "_rows", "columns", "told")

    def __init__(self, told: Iterable[tuple[int, IssueRound]], likeness: Likeness) -> None:
        """Index the rounds of an issue; the words are read on demand."""
        self.told = tuple((column, LaterRounds(cell, None)) for column, cell in told)
        """Each column, with what its round says where it restates nothing."""
        self.columns = [column for column, _ in self.told]
        """The columns (from 0) that raise the issue, in order."""
        self._likeness = likeness
        self._rows: list[Row] = []
        self._places: list[int] = []
        for place, (_, later) in enumerate(self.told):
            found = later.cell.of_kind("agreement")
            self._rows += found
            self._places += [place] * len(found)
        words = [self._words(row) for row in self._rows]
        self._count = Counter(word for each in words for word in each)
        self._having = _by_word(words)
        self._asking = _by_word(map(self._rarest, self._rows))

    def may_restate(self, row: Row, column: int) -> Iterator[int]:
        """Yield the places after a column in which an agreement is like `row` or refers to it."""
        cited = frozenset(citing := self._having.get(f"#{row.brief}#{row.key}", ()))
        lists = [citing, *(self._having.get(word, ()) for word in self._rarest(row))]
        lists += [self._asking.get(word, ()) for word in self._words(row)]
        first = bisect_right(self._places, bisect_right(self.columns, column) - 1)
        last = -1
        for number, _ in groupby(merge(*(_from(first, numbers) for numbers in lists if numbers))):
            place, other = self._places[number], self._rows[number]
            if place == last:
                continue
            if number in cited or self._likeness.alike(row.text, other.text):
                last = place
                yield place

    def _words(self, row: Row) -> set[str]:
        """Return all words of a record, its text as a whole, and the records it refers to."""
        cited = (f"#{target}" for _, _, target in marks(row.text))
        return {*self._likeness.all_words(row.text), f"={row.text}", *cited}

    def _rarest(self, row: Row) -> Sequence[str]:
        """Return words of which any similar text, if not shorter, contains at least one."""
        long = self._likeness.long_words(row.text)
        if not long:
            return [*self._likeness.all_words(row.text), f"={row.text}"]
        rare = sorted(long, key=lambda word: (self._count[word], word))
        return rare[: len(long) // 2 + 1]


def _by_word(words: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    """Return by each word the records that have it, by their numbers in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(words):
        for word in each:
            found[word].append(number)
    return found


def _from(first: int, numbers: Sequence[int]) -> Iterator[int]:
    """Yield those of `numbers` that are at least `first`, one by one: few are asked for."""
    return map(numbers.__getitem__, range(bisect_left(numbers, first), len(numbers)))
