"""Moves between two rounds: states, amounts, dates, stances, offers.

Every difference in where an issue stands is one move that says what it becomes, so that the moves
from one round to another, applied to the first, give the second.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from briefing.model.rows import Row
from briefing.process.index import Process
from briefing.process.pairing import Likeness, Pair, pair_agreements, pair_records
from briefing.process.standing import (
    CLOSED,
    UNFILLED,
    UNREPORTED,
    IssueRound,
    Ref,
    Standing,
    refs_of,
)
from briefing.process.transitions import (
    ANSWERED,
    MOVE_KINDS,
    MoveKind,
    classify,
    supporting_records,
)


@dataclass(frozen=True, slots=True)
class Move:
    """One difference in the later round."""

    kind: str
    """One of `MOVE_KINDS`."""
    party: str = ""
    """The party whose position or offer it is, if there is one."""
    before: str = ""
    """The words of the earlier round; empty if it says nothing."""
    after: str = ""
    """The words of the later round; empty if it says nothing."""
    refs_before: tuple[Ref, ...] = ()
    """The records of the earlier round behind it."""
    refs_after: tuple[Ref, ...] = ()
    """The records of the later round behind it."""
    about: str = ""
    """The words of its agreement, offer or question, where neither `before` nor `after` has them
    and the issue has several; of a question's status, always."""
    becomes: Standing | None = None
    """The new state of the issue, if the state moved."""

    @property
    def named(self) -> MoveKind:
        """The kind of move, with its word and sign."""
        return MOVE_KINDS[self.kind]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All records behind it, the later round's first."""
        return self.refs_after + self.refs_before


@dataclass(frozen=True, slots=True)
class IssueChange:
    """The moves on one issue."""

    issue: str
    """The issue's slug."""
    before: IssueRound
    """Where the issue stood."""
    after: IssueRound
    """Where the issue stands now."""
    moves: tuple[Move, ...]
    """At least one: the state first, if it moved."""


def changes(process: Process, before: int, after: int) -> tuple[IssueChange, ...]:
    """Return the moves between the rounds of two columns (from 0), by issue.

    From or to a draft that has no records yet there are none.
    """
    cells = ((process.cell(issue, before), process.cell(issue, after)) for issue in process.issues)
    likeness = Likeness()
    return tuple(change for pair in cells if (change := _change(*pair, likeness)).moves)


def _change(before: IssueRound, after: IssueRound, likeness: Likeness) -> IssueChange:
    if UNFILLED in (before.standing, after.standing):
        return IssueChange(before.issue, before, after, ())
    moves = [] if before.standing == after.standing else [_state_move(before, after, likeness)]
    if before.rows and after.rows:
        moves += [
            move
            for find in _FINDERS
            for move in find(before, after, likeness)
            if not (moves and _is_covered(move, moves[0]))
        ]
    return IssueChange(before.issue, before, after, tuple(moves))


def _is_covered(move: Move, state: Move) -> bool:
    """Whether the move of the state already says that a record came or went."""
    if move.kind == "attested":
        return True
    if move.kind in CLOSED and move.kind == state.kind:
        return move.about in state.after
    if move.kind == "resolved" and state.kind == "settled":
        return move.about in state.before
    if move.kind.endswith(("-new", "-first")):
        return move.after in state.after
    if move.kind in ANSWERED and not move.refs_before:
        return move.kind == state.kind and move.after in state.after
    if move.kind == "question-gone" and state.kind in CLOSED:
        # Among the earlier questions it would pass for one of those that were closed.
        return False
    return move.kind.endswith("-gone") and move.before in state.before


def _state_move(before: IssueRound, after: IssueRound, likeness: Likeness) -> Move:
    kind = classify(before, after, likeness)
    was, now = (
        " ".join(
            f"“{row.text}”" if row.is_quoted else row.text for row in supporting_records(cell, kind)
        )
        for cell in (before, after)
    )
    return Move(kind, "", was, now, before.refs, after.refs, becomes=after.standing)


Field = Callable[[Row], str]
"""Returns the part of a record that a kind of move is about."""
_text, _status = attrgetter("text"), attrgetter("status")
_amount, _date = attrgetter("amount"), attrgetter("date")


def _move(kind: str, pair: Pair, field: Field, party: str = "", about: str = "") -> Move:
    was, now = (field(row) if row else "" for row in pair)
    earlier, later = (refs_of([row] if row else []) for row in pair)
    return Move(kind, party, was, now, earlier, later, about)


def _differing(old: Row, new: Row, fields: Mapping[str, Field], party: str = "") -> list[Move]:
    """Return a move for each kind whose field differs between two rows."""
    return [
        _move(kind, (old, new), field, party)
        for kind, field in fields.items()
        if field(old) != field(new)
    ]


def _with_subject(moves: Iterable[Move], about: str) -> Iterator[Move]:
    """Yield moves with their subject, unless their words name it."""
    for move in moves:
        yield move if about in (move.before, move.after) else replace(move, about=about)


_OF_AGREEMENT: Mapping[str, Field] = {"amount": _amount, "date": _date, "status": _status}
_OF_SAME_WORDS: Mapping[str, Field] = {
    **_OF_AGREEMENT, "attested": lambda row: ", ".join(sorted(row.attested_by)),
}  # fmt: skip
_OF_OFFER: Mapping[str, Field] = {"offer": _text, "date": _date}
_ONE_SIDED = ("amount-stated", "amount-unstated")


def _agreement_moves(before: IssueRound, after: IssueRound, likeness: Likeness) -> Iterator[Move]:
    # Where a round has several, it is unclear which a move is about.
    several = max(len(cell.of_kind("agreement")) for cell in (before, after)) > 1
    for pair in pair_agreements(before, after, likeness):
        old, new = pair
        moves = _of_agreement(old, new) if old and new else []
        if old and new and likeness.alike(old.text, new.text):
            if old.text != new.text and all(move.kind in _ONE_SIDED for move in moves):
                moves.insert(0, _move("reworded", pair, _text))
            yield from _with_subject(moves, new.text) if several else moves
        elif new and moves:
            # It refers to the other in words that are unlike: which it is about is not plain.
            yield from _with_subject(moves, new.text)
        else:
            if old:
                yield _move("agreement-gone", (old, None), _text)
            if new:
                yield _move("agreement-new", (None, new), _text)


def _of_agreement(old: Row, new: Row) -> list[Move]:
    moves = []
    same = old.text == new.text
    for move in _differing(old, new, _OF_SAME_WORDS if same else _OF_AGREEMENT):
        both = bool(move.before and move.after)
        # A figure on one side alone has not changed; nor have, in other words, terms not restated.
        if move.kind == "amount" and not both:
            moves.append(replace(move, kind=_ONE_SIDED[not move.after]))
        elif same or both:
            moves.append(move)
    return moves


def _question_moves(before: IssueRound, after: IssueRound, likeness: Likeness) -> Iterator[Move]:
    asked, asking = before.of_kind("disagreement"), after.of_kind("disagreement")
    thread = max(len(asked), len(asking)) < 2

    def goes_on(old: Row, new: Row) -> bool:
        return thread or likeness.alike(old.text, new.text)

    def status(question: Row) -> str:
        return question.status or "open"

    for pair in pair_records(asked, asking, _text, goes_on, likeness):
        old, new = pair
        if new is not None and (old or new.status in CLOSED):
            if old is None or status(old) != status(new):
                kind = _of_question("" if old is None else old.status, new.status)
                yield _move(kind, pair, status, about=new.text)
        elif new is not None:
            yield _move("question-new" if asked else "question-first", pair, _text)
        elif old is not None and old.status not in CLOSED:
            # A closed one needs no further word.
            yield _move("question-gone", pair, _text)


def _of_question(before: str, after: str) -> str:
    if after in CLOSED:
        return after
    if before in CLOSED:
        return "question-reopened"
    return "question-narrowing" if after == "narrowing" else "question-widened"


def _by_party(rows: Iterable[Row]) -> dict[str, list[Row]]:
    by_party: dict[str, list[Row]] = {}
    for row in rows:
        by_party.setdefault(row.party, []).append(row)
    return by_party


def _each_party(
    before: IssueRound,
    after: IssueRound,
    kind: str,
    same: Callable[[Row], Hashable],
    fits: Callable[[Row, Row], bool],
    likeness: Likeness,
) -> Iterator[tuple[str, Pair]]:
    old, new = _by_party(before.of_kind(kind)), _by_party(after.of_kind(kind))
    for party in dict.fromkeys((*old, *new)):
        for pair in pair_records(old.get(party, ()), new.get(party, ()), same, fits, likeness):
            yield party, pair


def _position_moves(before: IssueRound, after: IssueRound, likeness: Likeness) -> Iterator[Move]:
    asked, asking = (
        {row.key: row.text for row in cell.of_kind("disagreement")} for cell in (before, after)
    )
    several = max(len(asked), len(asking)) > 1

    def question(questions: Mapping[str, str], position: Row) -> str:
        return questions.get(position.key.partition("/")[0], "")

    def fits(old: Row, new: Row) -> bool:
        """Whether two positions answer one question, or say the same."""
        # An issue that is one question in each round is one thread, however it is worded.
        if not several or (old.text != "" and likeness.alike(old.text, new.text)):
            return True
        return likeness.alike(question(asked, old), question(asking, new))

    pairs = _each_party(before, after, "position", lambda r: (r.stance, r.text), fits, likeness)
    for party, pair in pairs:
        # Unreported is no move: the sources only do not say what a party holds.
        old, new = (row if row and row.stance != UNREPORTED else None for row in pair)
        if kind := _of_position(old, new):
            about = question(asking, new) if new else question(asked, old) if old else ""
            yield _move(kind, pair, _held, party, about if several else "")


def _of_position(old: Row | None, new: Row | None) -> str:
    if old is None or new is None:
        return "position-new" if new else "position-gone" if old else ""
    if old.stance != new.stance:
        return "stance"
    return "position" if old.text != new.text else ""


def _held(row: Row) -> str:
    return f"{row.stance}: {row.text}" if row.text else row.stance


def _offer_moves(before: IssueRound, after: IssueRound, likeness: Likeness) -> Iterator[Move]:
    def goes_on(old: Row, new: Row) -> bool:
        # A closed offer continues only in one that is worded like it.
        return old.status not in ANSWERED or likeness.alike(old.text, new.text)

    made, making = (_by_party(cell.of_kind("proposal")) for cell in (before, after))
    for party, pair in _each_party(before, after, "proposal", _text, goes_on, likeness):
        old, new = pair
        if new is None:
            yield _move("offer-gone", pair, _text, party)
        elif old is None:
            further = "offer-new" if party in made else "offer-first"
            yield _move(new.status if new.status in ANSWERED else further, pair, _text, party)
        else:
            moves = _of_offer(old, new, likeness)
            several = max(len(made[party]), len(making[party])) > 1
            yield from _with_subject(moves, new.text) if several else moves


def _of_offer(old: Row, new: Row, likeness: Likeness) -> list[Move]:
    moves = _differing(old, new, _OF_OFFER, new.party)
    if not likeness.alike(old.text, new.text):
        # The dates of two different offers are not compared.
        moves = [move for move in moves if move.kind != "date"]
    if old.status != new.status:
        kind = "accepted" if new.status == "accepted" else "status"
        moves.append(_move(kind, (old, new), _status, new.party))
    return moves


_FINDERS = (_agreement_moves, _question_moves, _position_moves, _offer_moves)
"""The finders of the moves of each kind of record, in the order of `IssueChange.moves`."""
