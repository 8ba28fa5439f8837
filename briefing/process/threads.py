"""Tracking an agreement across rounds: which later record is the same agreement.

Of all later records, only those that share a rare word are compared word by word: in hundreds of
rounds that restate nothing, comparing each with each would take minutes.
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


class Restatement(NamedTuple):
    """A later record that is the same agreement."""

    place: int
    """The index of its round among those that raise the issue, from 0."""
    column: int
    """The column (from 0) of the round."""
    row: Row
    """The record."""
    later: LaterRounds
    """What the round says about the agreement."""


class AgreementTracker:
    """The correspondence of agreements between rounds, computed on first use."""

    __slots__ = ("_likeness", "_next", "_pairs", "_process", "_threads")

    def __init__(self, process: Process) -> None:
        """Start with an empty cache."""
        self._process = process
        self._likeness = Likeness()
        self._threads: dict[str, _AgreementThread] = {}
        self._pairs: dict[tuple[str, int, int], Mapping[str, Row]] = {}
        self._next: dict[tuple[str, int, str], Restatement | None] = {}

    def after(self, issue: str, column: int, row: Row) -> Iterator[tuple[int, LaterRounds]]:
        """Yield the columns after one (from 0) that raise `issue`, with what they say of `row`.

        An agreement is followed from round to round; a round that does not restate it is skipped.
        """
        thread = self._thread(issue)
        place = bisect_right(thread.columns, column)
        restated = self._restated(issue, column, row) if row.kind == "agreement" else None
        while restated is not None:
            yield from thread.rounds[place : restated.place]
            yield restated.column, restated.later
            place = restated.place + 1
            restated = self._restated(issue, restated.column, restated.row)
        yield from thread.rounds[place:]

    def _thread(self, issue: str) -> "_AgreementThread":
        thread = self._threads.get(issue)
        if thread is None:
            thread = _AgreementThread(self._process.cells(issue), self._likeness)
            self._threads[issue] = thread
        return thread

    def _restated(self, issue: str, column: int, row: Row) -> Restatement | None:
        """Return where the agreement `row` of a column (from 0) is first restated."""
        key = issue, column, row.key
        if key not in self._next:
            self._next[key] = self._find(issue, column, row)
        return self._next[key]

    def _find(self, issue: str, column: int, row: Row) -> Restatement | None:
        thread = self._thread(issue)
        for place in thread.may_restate(row, column):
            after, later = thread.rounds[place]
            same = self._counterparts(issue, column, after).get(row.key)
            if same is not None:
                own = IssueRound(issue, later.cell.round, standing_of([same]), (same,))
                return Restatement(place, after, same, LaterRounds(later.cell, own))
        return None

    def _counterparts(self, issue: str, before: int, after: int) -> Mapping[str, Row]:
        """Return the later agreements by the keys of the earlier ones they correspond to.

        One that is unlike every earlier one corresponds to one that it refers to.
        """
        pairs = self._pairs.get((issue, before, after))
        if pairs is None:
            pairs = self._pairs[issue, before, after] = {}
            earlier, later = (self._process.cell(issue, column) for column in (before, after))
            further: list[Row] = []
            for old, new in pair_agreements(earlier, later, self._likeness):
                if old is not None and new is not None:
                    pairs[old.key] = new
                elif new is not None:
                    further.append(new)
            for row in further:
                for _, _, target in marks(row.text):
                    cited = Target.parse(target)
                    if cited.brief == earlier.round.brief:
                        pairs.setdefault(cited.record, row)
        return pairs


class _AgreementThread:
    """The rounds that raise one issue, and an index of the words of its agreements.

    Two texts that are alike share half of the long words of the one that has fewer. So any set of
    more than half of its long words contains a shared one; the rarest such set is looked up.
    """

    __slots__ = (
        "_by_rarest", "_by_word", "_count", "_likeness", "_places", "_rows", "columns", "rounds",
    )  # fmt: skip

    def __init__(self, cells: Iterable[tuple[int, IssueRound]], likeness: Likeness) -> None:
        self.rounds = tuple((column, LaterRounds(cell, None)) for column, cell in cells)
        """Each column, with what its round says where it restates nothing."""
        self.columns = [column for column, _ in self.rounds]
        """The columns (from 0) that raise the issue, in order."""
        self._likeness = likeness
        self._rows: list[Row] = []
        self._places: list[int] = []
        for place, (_, later) in enumerate(self.rounds):
            agreements = later.cell.of_kind("agreement")
            self._rows += agreements
            self._places += [place] * len(agreements)
        words = [self._words(row) for row in self._rows]
        self._count = Counter(word for each in words for word in each)
        self._by_word = _inverted(words)
        self._by_rarest = _inverted(map(self._rarest, self._rows))

    def may_restate(self, row: Row, column: int) -> Iterator[int]:
        """Yield the places after a column in which an agreement is like `row` or refers to it."""
        cited = frozenset(citing := self._by_word.get(f"#{row.brief}#{row.key}", ()))
        lists = [citing, *(self._by_word.get(word, ()) for word in self._rarest(row))]
        lists += [self._by_rarest.get(word, ()) for word in self._words(row)]
        first = bisect_right(self._places, bisect_right(self.columns, column) - 1)
        last = -1
        # Lazily: the first few are mostly all that is needed.
        tails = (
            map(numbers.__getitem__, range(bisect_left(numbers, first), len(numbers)))
            for numbers in lists
            if numbers
        )
        for number, _ in groupby(merge(*tails)):
            place, other = self._places[number], self._rows[number]
            if place != last and (number in cited or self._likeness.alike(row.text, other.text)):
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


def _inverted(words: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    """Return for each word the indices of the records that contain it, ascending."""
    indices: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(words):
        for word in each:
            indices[word].append(index)
    return indices
