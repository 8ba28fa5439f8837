"""What moved between two rounds: states, amounts, dates, stances, offers.

Every difference in where an issue stands is one move that says what it becomes, so that the moves
from one round to another, applied to the first, give the second.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from briefing.process.index import Process
from briefing.process.kinds import MOVE_KINDS, MoveKind, state_kind
from briefing.process.standing import UNREPORTED, Cell, Ref, Standing, is_firm, refs_of
from briefing.records import Row


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that is different in the later round."""

    issue: str
    """The issue's slug."""
    kind: str
    """One of `MOVE_KINDS`."""
    party: str = ""
    """Whose position or offer it is, where it is one party's."""
    before: str = ""
    """What the earlier round says, in its words; empty where it says nothing."""
    after: str = ""
    """What the later round says; empty where it says nothing."""
    refs_before: tuple[Ref, ...] = ()
    """The records of the earlier round that it comes from."""
    refs_after: tuple[Ref, ...] = ()
    """The records of the later round that it comes from."""
    becomes: Standing | None = None
    """Where the issue stands from now on, if that is what moved."""

    @property
    def named(self) -> MoveKind:
        """The sort of move, with its word and mark."""
        return MOVE_KINDS[self.kind]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every record that it comes from, the later round's first."""
        return self.refs_after + self.refs_before


@dataclass(frozen=True, slots=True)
class Change:
    """What moved on one issue."""

    issue: str
    """The issue's slug."""
    before: Cell
    """Where it stood."""
    after: Cell
    """Where it stands."""
    moves: tuple[Move, ...]
    """At least one: the state first, if it moved."""


def changes(process: Process, before: int, after: int) -> tuple[Change, ...]:
    """Return what moved from the round of one column (from 0) to that of another, by issue."""
    found = (
        _change(process.cell(issue, before), process.cell(issue, after)) for issue in process.issues
    )
    return tuple(change for change in found if change.moves)


def _change(before: Cell, after: Cell) -> Change:
    moves = [] if before.standing == after.standing else [_state_move(before, after)]
    if before.rows and after.rows:
        moves += [
            move
            for find in (_agreement_moves, _position_moves, _offer_moves)
            for move in find(before, after)
            if not (moves and _told(moves[0], move))
        ]
    return Change(before.issue, before, after, tuple(moves))


def _told(state: Move, move: Move) -> bool:
    """Whether the words of the state that moved already tell of a record that came or went."""
    if move.kind == "attested":
        return True
    if move.kind.endswith("-new"):
        return move.after in state.after
    return move.kind.endswith("-gone") and move.before in state.before


def _state_move(before: Cell, after: Cell) -> Move:
    return Move(
        before.issue,
        _kind(before, after),
        before=_says(before),
        after=_says(after),
        refs_before=before.refs,
        refs_after=after.refs,
        becomes=after.standing,
    )


def _kind(before: Cell, after: Cell) -> str:
    """Return which of `MOVE_KINDS` it is, by the records where the states alone would say too much:

    an offer is accepted if that is said, or if it is what was agreed; others state what one side
    claimed if it is the same thing; and a question can be closed without an agreement.
    """
    kind = state_kind(before.state, after.state, seen=before.seen is not None)
    agreed = after.of_kind("agreement")
    if kind == "accepted":
        offers = (*before.of_kind("proposal"), *after.of_kind("proposal"))
        taken = any(row.status == "accepted" for row in offers) or _meet(offers, agreed)
        return kind if taken else "agreed"
    if kind == "seconded":
        firm = [row for row in agreed if is_firm(row)]
        return kind if _meet(before.of_kind("agreement"), firm) else "agreed"
    if kind == "mentioned":
        statuses = {row.status for row in after.of_kind("disagreement")}
        return next((said for said in ("resolved", "shelved") if said in statuses), kind)
    return kind


def _meet(left: Iterable[Row], right: Sequence[Row]) -> bool:
    """Whether a row of one side says what one of the other says."""
    return any(_are_alike(a, b) for a in left for b in right)


def _are_alike(one: Row, other: Row) -> bool:
    """Whether two texts share half of the long words of the one that has fewer, if it has any."""
    if one.text == other.text:
        return True
    a, b = (set(_LONG.findall(row.text.casefold())) for row in (one, other))
    return 2 * len(a & b) >= min(len(a), len(b))


def behind(cell: Cell) -> Sequence[Row]:
    """Return the records whose words tell of a state: agreements, questions, offers or quotes."""
    kinds = ("agreement", "disagreement", "proposal", "quote")
    return next(filter(None, map(cell.of_kind, kinds)), ())


def _says(cell: Cell) -> str:
    return " ".join(f"“{row.text}”" if row.is_quoted else row.text for row in behind(cell))


# --- agreements, positions and offers -----------------------------------------------------------

_Pair = tuple[Row | None, Row | None]
_LONG = re.compile(r"\w{4,}")
_COMPARED = 400
"""Pairs of rows that are compared by their words."""


def _paired(
    before: Sequence[Row],
    after: Sequence[Row],
    same: Callable[[Row], Hashable],
    fits: Callable[[Row, Row], bool] = lambda old, new: True,
) -> Iterator[_Pair]:
    """Yield what was said and what is said of it now: what is the same first, then what is like it.

    The rest is taken in order. Rows without a partner, or whose partner does not fit, come with
    None.
    """
    waiting: dict[Hashable, list[Row]] = {}
    for row in before:
        waiting.setdefault(same(row), []).append(row)
    rest: list[Row] = []
    for row in after:
        known = waiting.get(same(row))
        if known:
            yield known.pop(0), row
        else:
            rest.append(row)
    left = {id(row) for rows in waiting.values() for row in rows}
    old = [row for row in before if id(row) in left]
    for pair in _like(old, rest):
        if fits(*pair):
            yield pair
            old.remove(pair[0])
            rest.remove(pair[1])
    for earlier, later in zip_longest(old, rest):
        if earlier and later and not fits(earlier, later):
            yield earlier, None
            yield None, later
        else:
            yield earlier, later


def _like(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return the pairs that share most long words, so that no figure is held against another's.

    Where there is one row on either side there is nothing to choose between, and where there are
    very many the order must do.
    """
    if len(old) == len(new) == 1 or not 0 < len(old) * len(new) <= _COMPARED:
        return []
    ours, theirs = ([set(_LONG.findall(row.text.casefold())) for row in x] for x in (old, new))
    shared = {(i, j): len(a & b) for i, a in enumerate(ours) for j, b in enumerate(theirs)}
    found: dict[int, int] = {}
    for i, j in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if shared[i, j] and i not in found and j not in found.values():
            found[i] = j
    return [(old[i], new[j]) for i, j in sorted(found.items())]


def _move(kind: str, pair: _Pair, says: Callable[[Row], str], *, party: str = "") -> Move:
    before, after = pair
    row = after or before
    return Move(
        row.issues[0] if row else "",
        kind,
        party,
        says(before) if before else "",
        says(after) if after else "",
        refs_of([before]) if before else (),
        refs_of([after]) if after else (),
    )


def _differing(pair: _Pair, kinds: Mapping[str, Callable[[Row], str]], party: str) -> list[Move]:
    """Return a move of each kind whose part of the two rows differs."""
    before, after = pair
    if before is None or after is None:
        return []
    return [
        _move(kind, pair, says, party=party)
        for kind, says in kinds.items()
        if says(before) != says(after)
    ]


def _text(row: Row) -> str:
    return row.text


_OF_AGREEMENT: Mapping[str, Callable[[Row], str]] = {
    "amount": lambda row: row.amount,
    "date": lambda row: row.date,
    "status": lambda row: row.status,
}
_OF_OFFER: Mapping[str, Callable[[Row], str]] = {"offer": _text, "date": lambda row: row.date}


def _agreement_moves(before: Cell, after: Cell) -> Iterator[Move]:
    # A party's position or offer follows its last one; agreements may have nothing in common.
    pairs = _paired(before.of_kind("agreement"), after.of_kind("agreement"), _text, _are_alike)
    for pair in pairs:
        old, new = pair
        if old is None or new is None:
            yield _move("agreement-new" if old is None else "agreement-gone", pair, _text)
            continue
        found = _differing(pair, _OF_AGREEMENT, "")
        if old.text != new.text:
            # In other words, what is not stated again has not changed.
            found = [move for move in found if move.before and move.after]
        if old.text == new.text:
            found += _differing(pair, {"attested": _attesting}, "")
        elif not found:
            found = [_move("reworded", pair, _text)]
        yield from found


def _attesting(row: Row) -> str:
    return ", ".join(sorted(row.attested_by))


def _by_party(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.party, []).append(row)
    return found


def _each_party(
    before: Cell, after: Cell, kind: str, same: Callable[[Row], Hashable]
) -> Iterator[tuple[str, _Pair]]:
    """Yield each party's records of one kind, earlier and later, in pairs."""
    old, new = _by_party(before.of_kind(kind)), _by_party(after.of_kind(kind))
    for party in dict.fromkeys((*old, *new)):
        for pair in _paired(old.get(party, ()), new.get(party, ()), same):
            yield party, pair


def _position_moves(before: Cell, after: Cell) -> Iterator[Move]:
    both = _each_party(before, after, "position", lambda row: (row.stance, row.text))
    for party, pair in both:
        # Where the sources are silent nobody moved: it is only not known what a party holds.
        old, new = (row if row and row.stance != UNREPORTED else None for row in pair)
        if old is None or new is None:
            if old or new:
                yield _move("position-new" if new else "position-gone", pair, _held, party=party)
        elif old.stance != new.stance:
            yield _move("stance", pair, _held, party=party)
        elif old.text != new.text:
            yield _move("position", pair, _held, party=party)


def _held(row: Row) -> str:
    return f"{row.stance}: {row.text}" if row.text else row.stance


def _offer_moves(before: Cell, after: Cell) -> Iterator[Move]:
    for party, pair in _each_party(before, after, "proposal", _text):
        old, new = pair
        if old is None or new is None:
            kind = "offer-new" if old is None else "offer-gone"
            yield _move(kind, pair, _text, party=party)
            continue
        yield from _differing(pair, _OF_OFFER, party)
        if old.status != new.status:
            kind = "accepted" if new.status == "accepted" else "status"
            yield _move(kind, pair, lambda row: row.status, party=party)
