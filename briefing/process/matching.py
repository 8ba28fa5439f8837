"""Which parts of one list stand in another too, in their order (longest common subsequence)."""

from collections.abc import Iterator
from itertools import takewhile

from rapidfuzz.distance import LCSseq

_PRODUCT = 100_000_000
"""How many pairs of parts are compared at most; it takes a bit of memory for each."""

Opcode = tuple[str, int, int, int, int]
"""As `difflib` has it: `equal` or `replace`, from where to where in the old, and in the new."""


def opcodes(old: list[str], new: list[str]) -> Iterator[Opcode]:
    """Yield what makes the old parts the new ones, in order.

    As many parts are equal as can be; of very many parts only the first and last.
    """
    left = right = 0
    for start, begin, length in (*_shared(old, new), (len(old), len(new), 0)):
        if start > left or begin > right:
            yield "replace", left, start, right, begin
        left, right = start + length, begin + length
        if length:
            yield "equal", start, left, begin, right


def _shared(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the runs that both have: where in the old, where in the new, and how long."""
    first = _agreeing(old, new)
    last = _agreeing(old[first:][::-1], new[first:][::-1])
    ours, theirs = old[first : len(old) - last], new[first : len(new) - last]
    yield 0, 0, first
    if len(ours) * len(theirs) <= _PRODUCT:
        numbers: dict[str, int] = {}
        numbered = [[numbers.setdefault(x, len(numbers)) for x in side] for side in (ours, theirs)]
        for run in LCSseq.opcodes(*numbered):
            if run.tag == "equal":
                at = first + run.src_start, first + run.dest_start
                yield *at, run.src_end - run.src_start
    yield len(old) - last, len(new) - last, last


def _agreeing(old: list[str], new: list[str]) -> int:
    """Return how many first parts both have."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
