"""What became of an issue between two rounds, by its records and not by the states alone.

That two records are about one issue does not make one of them what became of the other.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from briefing.process.kinds import state_kind
from briefing.process.standing import CLOSED, Cell, is_firm
from briefing.records import Row, marks

TURNED_DOWN = ("rejected", "withdrawn")
"""Statuses of offers that are made no more."""
_LONG, _WORD = re.compile(r"\w{4,}"), re.compile(r"\w+")


def behind(cell: Cell, kind: str) -> Sequence[Row]:
    """Return the records whose words tell of a state: agreements, questions, offers or quotes.

    Where `kind` of `MOVE_KINDS` is that a question was closed, the questions come first.
    """
    first = ("disagreement",) if kind in CLOSED else ()
    kinds = (*first, "agreement", "disagreement", "proposal", "quote")
    return next(filter(None, map(cell.of_kind, kinds)), ())


def kind_of(before: Cell, after: Cell) -> str:
    """Return which of `MOVE_KINDS` leads from one cell to another."""
    kind = state_kind(before.state, after.state, seen=before.seen is not None)
    if kind == "mentioned" or (kind == "lapsed" and _met(before, after, "disagreement")):
        statuses = {row.status for row in after.of_kind("disagreement")}
        kind = next((said for said in CLOSED if said in statuses), kind)
    is_so, otherwise = _ONLY_IF.get(kind, (None, ""))
    return kind if is_so is None or is_so(before, after) else otherwise


def _met(before: Cell, after: Cell, kind: str = "agreement") -> bool:
    """Whether a record of one kind may be one of the same kind in other words."""
    pairs = product(before.of_kind(kind), after.of_kind(kind))
    return any(_cites(new, old) or are_alike(old.text, new.text) for old, new in pairs)


def _is_taken(before: Cell, after: Cell) -> bool:
    """Whether an offer is said to be accepted, or is what was agreed and was not turned down."""
    offers = (*before.of_kind("proposal"), *after.of_kind("proposal"))
    if any(row.status == "accepted" for row in offers):
        return True
    refused = {row.text for row in offers if row.status in TURNED_DOWN}
    standing = [row for row in offers if row.text not in refused]
    return _meet(standing, after.of_kind("agreement"))


def _is_seconded(before: Cell, after: Cell) -> bool:
    """Whether others state what one side claimed."""
    return _meet(before.of_kind("agreement"), _firm(after))


def _is_settled(before: Cell, after: Cell) -> bool:
    """Whether a question is resolved, or what was asked or held is what has been agreed."""
    closed = [row for row in after.of_kind("disagreement") if row.status == "resolved"]
    if _meet(before.of_kind("disagreement"), closed):
        return True
    known = {row.text for row in before.of_kind("agreement")}
    held = (*before.of_kind("disagreement"), *before.of_kind("position"))
    return _meet(held, [row for row in _firm(after) if row.text not in known])


def _is_reopened(before: Cell, after: Cell) -> bool:
    """Whether what is disputed is what was agreed."""
    return _meet(before.of_kind("agreement"), after.of_kind("disagreement"))


def _firm(cell: Cell) -> list[Row]:
    return [row for row in cell.of_kind("agreement") if is_firm(row)]


_ONLY_IF: Mapping[str, tuple[Callable[[Cell, Cell], bool], str]] = {
    "accepted": (_is_taken, "agreed"),
    "seconded": (_is_seconded, "agreed"),
    "settled": (_is_settled, "agreed"),
    "reopened": (_is_reopened, "disputed"),
    "one-sided": (_met, "lapsed"),
    "attested": (_met, "lapsed"),
}
"""What a sort of move takes beside the states, and what is told instead."""


def _meet(before: Iterable[Row], after: Sequence[Row]) -> bool:
    """Whether a later row says what an earlier one says, or refers to it."""
    pairs = product(before, after)
    return any(_cites(b, a) or are_alike(a.text, b.text, surely=True) for a, b in pairs)


def _cites(later: Row, earlier: Row) -> bool:
    return any(target == f"{earlier.brief}#{earlier.key}" for _, _, target in marks(later.text))


def are_alike(one: str, other: str, *, surely: bool = False) -> bool:
    """Whether two texts share half of the long words of the one that has fewer.

    Where one of them has no long words, all words count. `surely` asks for more than half.
    """
    if one == other:
        return True
    a, b = long_words(one), long_words(other)
    if not a or not b:
        a, b = (set(_WORD.findall(text.casefold())) for text in (one, other))
    shared, fewer = len(a & b), min(len(a), len(b))
    return 2 * shared > fewer or (0 < 2 * shared == fewer and not surely)


def long_words(text: str) -> set[str]:
    """Return the words of a text that tell what it is about."""
    return set(_LONG.findall(text.casefold()))
