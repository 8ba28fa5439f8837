"""Tracking an agreement across rounds: which later record is the same agreement.

Of all later records, only those that share a rare word are compared word by word: in hundreds of
rounds that restate nothing, comparing each with each would take minutes.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import merge
from itertools import groupby

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


class AgreementTracker:
    """The correspondence of agreements between rounds, computed on first use."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._likeness = Likeness()
        self._thread = cache(lambda issue: _AgreementThread(process.cells(issue), self._likeness))
        self._restated = cache(self._restatement)
        self._counterparts = cache(self._pairs)

    def after(self, issue: str, column: int, row: Row) -> Iterator[tuple[int, LaterRounds]]:
        """Yield the columns after one (from 0) that raise `issue`, with what they say of `row`.

        An agreement is followed from round to round; a round that does not restate it is skipped.
        """
        thread = self._thread(issue)
        begin = bisect_right(thread.columns, column)
        restated = self._restated(issue, column, row) if row.kind == "agreement" else None
        while restated is not None:
            place, same, later = restated
            yield from thread.rounds[begin:place]
            yield thread.columns[place], later
            begin = place + 1
            restated = self._restated(issue, thread.columns[place], same)
        yield from thread.rounds[begin:]

    def _restatement(
        self, issue: str, column: int, row: Row
    ) -> tuple[int, Row, LaterRounds] | None:
        """Return the place of the round that first restates an agreement, and by which record."""
        thread = self._thread(issue)
        for place in thread.may_restate(row, column):
            after, later = thread.rounds[place]
            same = self._counterparts(issue, column, after).get(row.key)
            if same is not None:
                own = IssueRound(issue, later.cell.round, standing_of([same]), (same,))
                return place, same, LaterRounds(later.cell, own)
        return None

    def _pairs(self, issue: str, before: int, after: int) -> Mapping[str, Row]:
        """Return the later agreements by the keys of those that they restate or else refer to."""
        earlier, later = (self._process.cell(issue, column) for column in (before, after))
        pairs = list(pair_agreements(earlier, later, self._likeness))
        counterparts = {old.key: new for old, new in pairs if old and new}
        for old, new in pairs:
            for _, _, target in marks(new.text) if new and not old else ():
                cited = Target.parse(target)
                if new and cited.brief == earlier.round.brief:
                    counterparts.setdefault(cited.record, new)
        return counterparts


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
        """Return words, at least one of which is in any similar text that is not shorter."""
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
