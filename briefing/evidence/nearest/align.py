"""Word alignment: the runs of words that a passage and a quotation share, in order.

The most frequent change to a quotation is words left out in the middle without a sign: then it is
the start and the end of a window with words between them. Any other window is compared by longest
common subsequence (rapidfuzz), whose runs are then consolidated: it matches equal words by chance,
and the difference shown would be longer and harder to read (tests/evidence/test_differences).
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from briefing.evidence.nearest.tokens import Word

ALIGNED = 300
"""The number of words of a quotation used to narrow a window."""
MARGIN = 4
"""Words added on both sides, for those that the quotation leaves out."""
_MAX_SKIPPED = 60  # words and marks left out between two parts
_MAX_MOVED = 20  # words of a run that may be a chance match; also a bound on the work
_LEAST = 1.0  # the weight of a part before or after words that were left out
_PER_SKIPPED = 0.02  # its additional weight for each word left out, if other words differ too

Run = tuple[int, int, int, int]
"""Start and end in the window, start and end in the quotation, in words."""


def narrowed(theirs: list[Word], words: Sequence[Word]) -> list[Word]:
    """Return the words of a window that probably match the quotation, with a margin."""
    from rapidfuzz import fuzz  # here, because `check` without quotes does not need it

    if len(theirs) <= len(words):
        return theirs
    ours = [word.anycase for word in words[:ALIGNED]]
    best = fuzz.partial_ratio_alignment(ours, [word.anycase for word in theirs])
    if best is None:
        return []
    stop = best.dest_start + len(words) + len(words) // 4 + MARGIN
    return theirs[max(0, best.dest_start - MARGIN) : stop]


def shared_runs(theirs: Sequence[Word], words: Sequence[Word]) -> list[Run]:
    """Return the runs of words that both share, in order, ignoring case."""
    from rapidfuzz.distance import LCSseq

    opcodes = LCSseq.opcodes([word.anycase for word in theirs], [word.anycase for word in words])
    return [
        (run.src_start, run.src_end, run.dest_start, run.dest_end)
        for run in opcodes
        if run.tag == "equal"
    ]


def same_case(runs: list[Run], theirs: Sequence[Word], words: Sequence[Word]) -> Iterator[Run]:
    """Yield the parts of runs whose words have the same case."""
    for begin, end, first, last in runs:
        if [word.key for word in theirs[begin:end]] == [word.key for word in words[first:last]]:
            yield begin, end, first, last
            continue
        start = begin
        for index in range(begin, end + 1):
            if index == end or theirs[index].key != words[first + index - begin].key:
                if start < index:
                    yield start, index, first + start - begin, first + index - begin
                start = index + 1


def weight(runs: Sequence[Run], words: Sequence[Word]) -> float:
    """Return the total weight of the quotation's words in the runs."""
    return sum(word.weight for *_, first, last in runs for word in words[first:last])


def split_at_gap(theirs: Sequence[Word], words: Sequence[Word]) -> list[Run]:
    """Return the two parts of a quotation with one gap, the first with the shortest, or nothing."""
    ours, stored = [word.anycase for word in words], [word.anycase for word in theirs]
    begins = _prefix_lengths(ours, stored)
    ends = _prefix_lengths(ours[::-1], stored[::-1])[::-1]
    found, fewest = None, _MAX_SKIPPED + 1
    least, most = _first_part_range(words)
    for start in (at for at, length in enumerate(begins) if min(length, most) >= least):
        head, end = min(begins[start], most), start + len(ours)
        for skipped in range(1, min(fewest, len(stored) - end + 1)):
            if head + ends[end + skipped - 1] >= len(ours):
                found, fewest = (start, start + head, end + skipped), skipped
                break
    if found is None:
        return []
    start, cut, end = found
    head = cut - start
    return [(start, cut, 0, head), (cut + fewest, end, head, len(ours))]


def _first_part_range(words: Sequence[Word]) -> tuple[int, int]:
    """Return the minimum and maximum length of the first part, so that both parts weigh enough."""
    weights = [word.weight for word in words]
    return _enough(weights), len(words) - _enough(weights[::-1])


def _enough(weights: list[float]) -> int:
    totals = enumerate(accumulate(weights), 1)
    return next((count for count, total in totals if total >= _LEAST), len(weights))


def _prefix_lengths(ours: list[str], stored: list[str]) -> list[int]:
    """Return the length of the prefix of `ours` at each index of `stored` (the Z function)."""
    whole: list[str | None] = [*ours, None, *stored]
    lengths = [0] * len(whole)
    left = right = 0
    for at in range(1, len(whole)):
        length = min(right - at, lengths[at - left]) if at < right else 0
        while at + length < len(whole) and whole[length] == whole[at + length]:
            length += 1
        lengths[at] = length
        if at + length > right:
            left, right = at, at + length
    return lengths[len(ours) + 1 :]


def runs_around(theirs: Sequence[Word], words: Sequence[Word]) -> list[Run]:
    """Return the runs shared with a wide window, in two passes, without chance matches."""
    runs = _consolidate(shared_runs(theirs, words), theirs, words)
    low = max(0, runs[0][0] - runs[0][2] - MARGIN)
    nearer = theirs[low : runs[-1][1] + len(words) - runs[-1][3] + MARGIN]
    again = _consolidate(shared_runs(nearer, words), nearer, words)
    return [(low + begin, low + end, first, last) for begin, end, first, last in again]


def _consolidate(runs: list[Run], theirs: Sequence[Word], words: Sequence[Word]) -> list[Run]:
    """Return the runs moved towards the heaviest one, without light ones far from it."""
    runs = _joined(runs, theirs, words)
    core = max(range(len(runs)), key=lambda index: weight(runs[index : index + 1], words))
    before = _pull_to_core(runs[: core + 1], theirs, words)
    # The same from the other end: what follows the core, read backwards.
    sizes = len(theirs), len(words)
    after = _pull_to_core(_backwards(runs[core:], *sizes), theirs[::-1], words[::-1])
    after = _backwards(after, *sizes)
    first, last = before[-1], after[0]
    return [*before[:-1], (first[0], last[1], first[2], last[3]), *after[1:]]


def _joined(runs: list[Run], theirs: Sequence[Word], words: Sequence[Word]) -> list[Run]:
    """Join runs adjacent in the quotation, if the words of the lighter occur beside the other."""
    done = runs[:1]
    for begin, end, first, last in runs[1:]:
        begins, ends, at, until = done[-1]
        size, more = until - at, last - first
        heavier = weight(done[-1:], words) > weight([(begin, end, first, last)], words)
        if until == first and heavier and _occur(theirs, words[first:last], ends):
            done[-1] = begins, ends + more, at, last
        elif until == first and not heavier and _occur(theirs, words[at:until], begin - size):
            done[-1] = begin - size, end, at, last
        else:
            done.append((begin, end, first, last))
    return done


def _occur(theirs: Sequence[Word], some: Sequence[Word], place: int) -> bool:
    if place + len(some) > len(theirs) or theirs[place].anycase != some[0].anycase:
        return False
    there = theirs[place : place + len(some)]
    return all(one.anycase == other.anycase for one, other in zip(there, some, strict=True))


def _backwards(runs: list[Run], theirs: int, words: int) -> list[Run]:
    return [
        (theirs - end, theirs - begin, words - last, words - first)
        for begin, end, first, last in reversed(runs)
    ]


def _pull_to_core(runs: list[Run], theirs: Sequence[Word], words: Sequence[Word]) -> list[Run]:
    """Return runs moved towards the last one, without light ones far from it."""
    done = runs[-1:]
    for begin, end, first, last in reversed(runs[:-1]):
        begins, ends, at, until = done[0]
        adjacent = at == last
        while adjacent and last > first and begins > end:
            if theirs[begins - 1].anycase != words[last - 1].anycase:
                break
            begins, at, end, last = begins - 1, at - 1, end - 1, last - 1
        done[0] = begins, ends, at, until
        if last > first:
            place = _last_place(theirs, words[first:last], begin, begins)
            done.insert(0, (place, place + last - first, first, last))
    return done[_by_chance(done, words) :]


def _last_place(theirs: Sequence[Word], some: Sequence[Word], low: int, high: int) -> int:
    """Return the last place before `high` with the same words as at `low`."""
    if len(some) > _MAX_MOVED:
        return low
    places = range(high - len(some), low, -1)
    return next((place for place in places if _occur(theirs, some, place)), low)


def _by_chance(runs: list[Run], words: Sequence[Word]) -> int:
    """Return how many runs before the last are too far from it for their weight."""
    chance, weighed = 0, 0.0
    for index, (run, following) in enumerate(pairwise(runs), 1):
        weighed += weight([run], words)
        skipped = following[0] - run[1]
        if skipped > MARGIN and weighed < _LEAST + _PER_SKIPPED * skipped:
            chance, weighed = index, 0.0
    return chance
