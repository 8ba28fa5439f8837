"""Which parts of one list stand in another too, in a time that grows as they do."""

from collections import Counter
from collections.abc import Iterator
from difflib import Match, SequenceMatcher
from itertools import accumulate

_STEPS, _MOST_STEPS = 500, 3_000_000
"""How often parts are looked at, for each part and in all, before another way is taken. Ordinary
texts need up to 350; where the same part comes again and again, it is the cube of their number.
"""

_PRODUCT = 100_000_000
"""How many pairs of parts the other way may compare; it takes a bit of memory for each."""

Opcode = tuple[str, int, int, int, int]
"""As `difflib` has it: `equal` or another word, from where to where in the old, and in the new."""


def opcodes(old: list[str], new: list[str]) -> Iterator[Opcode]:
    """Yield what makes the old parts the new ones, in order.

    The longest runs that both have are found first, as people would. Where that takes too long, the
    most parts that both have in their order are, and of very many parts only the first and last.
    """
    matcher = _Matcher(old, new)
    try:
        found: list[Opcode] = [*matcher.get_opcodes()]
    except _TooMany:
        found = list(_between(_shared(old, new), len(old), len(new)))
    yield from found


class _TooMany(Exception):
    """There are more steps to take than may be."""


class _Matcher(SequenceMatcher[str]):
    """Counts its steps."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        super().__init__(None, old, new, autojunk=False)
        # The steps for the parts up to each: one for itself, and one for each that equals it.
        equal = Counter(new)
        steps = (1 + equal[part] for part in old)
        self._steps = list(accumulate(steps, initial=0))
        self._left = min(_STEPS * (len(old) + len(new) + 40), _MOST_STEPS)

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Return what the base does.

        Raises:
            _TooMany: too many steps have been taken.
        """
        self._left -= self._steps[-1 if ahi is None else ahi] - self._steps[alo]
        if self._left < 0:
            raise _TooMany
        return super().find_longest_match(alo, ahi, blo, bhi)


def _shared(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the runs that both have: where in the old, where in the new, and how long."""
    from briefing.evidence.nearest import agreeing

    first = agreeing(old, new)
    last = agreeing(old[first:][::-1], new[first:][::-1])
    ours, theirs = old[first : len(old) - last], new[first : len(new) - last]
    yield 0, 0, first
    if len(ours) * len(theirs) <= _PRODUCT:
        from rapidfuzz.distance import LCSseq

        numbers: dict[str, int] = {}
        numbered = [[numbers.setdefault(x, len(numbers)) for x in side] for side in (ours, theirs)]
        for run in LCSseq.opcodes(*numbered):
            if run.tag == "equal":
                at = first + run.src_start, first + run.dest_start
                yield *at, run.src_end - run.src_start
    yield len(old) - last, len(new) - last, last


def _between(runs: Iterator[tuple[int, int, int]], old: int, new: int) -> Iterator[Opcode]:
    """Yield the runs, and what lies between them."""
    left = right = 0
    for start, begin, length in (*runs, (old, new, 0)):
        if start > left or begin > right:
            yield "replace", left, start, right, begin
        left, right = start + length, begin + length
        if length:
            yield "equal", start, left, begin, right
