"""Transitions of an issue between two rounds, by its records and not its states alone.

That two records are about one issue does not make the later one the outcome of the earlier.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.model.rows import Row
from briefing.process.pairing import Likeness
from briefing.process.standing import CLOSED, IssueRound, IssueState, is_firm

ANSWERED = ("accepted", "rejected", "withdrawn")
"""Statuses of offers that are no longer open; each is also a kind of move."""


def supporting_records(cell: IssueRound, kind: str) -> Sequence[Row]:
    """Return the records that a state rests on: agreements, questions, offers or quotes.

    Where `kind` of `MOVE_KINDS` closes a question, questions come first; for the state *proposed*,
    offers do.
    """
    offered = cell.state is IssueState.PROPOSED
    first = "disagreement" if kind in CLOSED else "proposal" if offered else "agreement"
    kinds = (first, "agreement", "disagreement", "proposal", "quote")
    return next(filter(None, map(cell.of_kind, kinds)), ())


def classify(before: IssueRound, after: IssueRound, likeness: Likeness) -> str:
    """Return which of `MOVE_KINDS` leads from one cell to another."""
    kind = state_kind(before.state, after.state, seen=before.seen is not None)
    if kind in ("mentioned", "lapsed"):
        asked, asking = before.of_kind("disagreement"), after.of_kind("disagreement")
        if kind == "mentioned" or likeness.meet(asked, asking):
            statuses = {row.status for row in asking}
            kind = next((status for status in CLOSED if status in statuses), kind)
    if kind == "proposed":
        statuses = {row.status for row in after.of_kind("proposal")}
        if statuses.issubset(ANSWERED):
            kind = next(status for status in ANSWERED if status in statuses)
    return _confirmed(kind, before, after, likeness)


def _confirmed(kind: str, before: IssueRound, after: IssueRound, likeness: Likeness) -> str:
    """Return a kind of move if the records show what it says, or the kind where they do not."""
    agreed, agreeing = before.of_kind("agreement"), after.of_kind("agreement")
    match kind:
        case "accepted":
            return kind if _is_taken(before, after, likeness) else "agreed"
        case "settled":
            return kind if _is_settled(before, after, likeness) else "agreed"
        case "seconded":  # others state what one side claimed
            return kind if likeness.meet(agreed, _firm(after), surely=True) else "agreed"
        case "reopened":  # the dispute is about an earlier agreement
            asking = after.of_kind("disagreement")
            return kind if likeness.meet(agreed, asking, surely=True) else "disputed"
        case "one-sided" | "attested":  # the agreement may be a rewording of an earlier one
            return kind if likeness.meet(agreed, agreeing) else "lapsed"
    return kind


def _is_taken(before: IssueRound, after: IssueRound, likeness: Likeness) -> bool:
    """Whether an offer was accepted, or matches an agreement and was not turned down."""
    offers = (*before.of_kind("proposal"), *after.of_kind("proposal"))
    if any(row.status == "accepted" for row in offers):
        return True
    refused = {row.text for row in offers if row.status in ANSWERED}
    standing = [row for row in offers if row.text not in refused]
    return likeness.meet(standing, after.of_kind("agreement"), surely=True)


def _is_settled(before: IssueRound, after: IssueRound, likeness: Likeness) -> bool:
    """Whether a question is resolved, or a question or position has become an agreement."""
    asked = before.of_kind("disagreement")
    closed = [row for row in after.of_kind("disagreement") if row.status == "resolved"]
    if likeness.meet(asked, closed, surely=True):
        return True
    agreed = {row.text for row in before.of_kind("agreement")}
    further = [row for row in _firm(after) if row.text not in agreed]
    return likeness.meet((*asked, *before.of_kind("position")), further, surely=True)


def _firm(cell: IssueRound) -> list[Row]:
    return [row for row in cell.of_kind("agreement") if is_firm(row)]


@dataclass(frozen=True, slots=True)
class MoveKind:
    """A kind of move, with its word and sign."""

    id: str
    """The stable id, used in exports."""
    word: str
    """The displayed word."""
    glyph: str
    """The sign, one cell wide."""
    ascii: str
    """The sign where only ASCII can be shown."""
    role: str
    """The style: `good` towards agreement, `bad` away from it, `warn` for a claim, `strong`…"""


MOVE_KINDS: Mapping[str, MoveKind] = {
    kind.id: kind
    for kind in (
        MoveKind("new", "new", "+", "+", "strong"),
        MoveKind("back", "raised again", "+", "+", "strong"),
        MoveKind("silent", "gone silent", "○", "o", "muted"),
        MoveKind("seconded", "others state it too", "▲", "^", "good"),
        MoveKind("settled", "dispute settled", "▲", "^", "good"),
        MoveKind("accepted", "offer accepted", "▲", "^", "good"),
        MoveKind("agreed", "now agreed", "▲", "^", "good"),
        MoveKind("resolved", "question resolved", "▲", "^", "good"),
        MoveKind("carried-out", "carried out", "▲", "^", "good"),
        MoveKind("partly", "now partly agreed", "△", "^", "warn"),
        MoveKind("claimed", "now claimed", "△", "^", "warn"),
        MoveKind("proposed", "now an offer", "△", "^", "plain"),
        MoveKind("partly-left", "now only partly agreed", "▽", "v", "warn"),
        MoveKind("lapsed", "agreement not restated", "▽", "v", "warn"),
        MoveKind("shelved", "question shelved", "○", "o", "muted"),
        MoveKind("reopened", "no longer agreed", "▼", "v", "bad"),
        MoveKind("disputed", "now disputed", "▼", "v", "bad"),
        MoveKind("one-sided", "now one side's claim", "▽", "v", "warn"),
        MoveKind("broken", "broken", "▼", "v", "bad"),
        MoveKind("rejected", "offer rejected", "▼", "v", "bad"),
        MoveKind("withdrawn", "offer withdrawn", "▽", "v", "warn"),
        MoveKind("mentioned", "now only mentioned", "▽", "v", "muted"),
        MoveKind("attested", "stated by others", "~", "~", "warn"),
        MoveKind("amount", "amount changed", "~", "~", "strong"),
        MoveKind("amount-stated", "amount stated", "+", "+", "strong"),
        MoveKind("amount-unstated", "amount not restated", "○", "o", "muted"),
        MoveKind("date", "date changed", "~", "~", "strong"),
        MoveKind("status", "status changed", "~", "~", "plain"),
        MoveKind("stance", "stance changed", "~", "~", "strong"),
        MoveKind("position", "position changed", "~", "~", "strong"),
        MoveKind("offer", "offer changed", "~", "~", "strong"),
        MoveKind("question-narrowing", "question narrowing", "△", "^", "warn"),
        MoveKind("question-widened", "question no longer narrowing", "▽", "v", "warn"),
        MoveKind("question-reopened", "question reopened", "▼", "v", "bad"),
        MoveKind("reworded", "reworded", "~", "~", "plain"),
        MoveKind("agreement-new", "further agreement", "+", "+", "plain"),
        MoveKind("question-first", "question raised", "+", "+", "plain"),
        MoveKind("question-new", "further question", "+", "+", "plain"),
        MoveKind("position-new", "position stated", "+", "+", "plain"),
        MoveKind("offer-first", "offer made", "+", "+", "plain"),
        MoveKind("offer-new", "further offer", "+", "+", "plain"),
        MoveKind("agreement-gone", "agreement not restated", "○", "o", "muted"),
        MoveKind("question-gone", "question not restated", "○", "o", "muted"),
        MoveKind("position-gone", "position not restated", "○", "o", "muted"),
        MoveKind("offer-gone", "offer not restated", "○", "o", "muted"),
    )
}
"""All kinds of moves by id."""


_FIRM = (IssueState.AGREED, IssueState.CARRIED_OUT)
_IN_FORCE = (*_FIRM, IssueState.CLAIMED, IssueState.PARTLY)
"""States with an agreement in force or carried out, whoever states it."""
_WITHOUT = (IssueState.DISPUTED, IssueState.PROPOSED, IssueState.MENTIONED)
"""States without one."""
_ALWAYS = {
    IssueState.PARTLY: "partly",
    IssueState.CARRIED_OUT: "carried-out",
    IssueState.BROKEN: "broken",
    IssueState.PROPOSED: "proposed",
    IssueState.MENTIONED: "mentioned",
    IssueState.SILENT: "silent",
    IssueState.UNFILLED: "silent",
}
_TO_AGREED = {
    IssueState.CLAIMED: "seconded",
    IssueState.DISPUTED: "settled",
    IssueState.PARTLY: "settled",
    IssueState.PROPOSED: "accepted",
}


def state_kind(before: IssueState, after: IssueState, *, seen: bool = False) -> str:
    """Return which of `MOVE_KINDS` leads from one state to another; `seen` in an earlier round."""
    if before is after:
        return "attested"
    if before in (IssueState.SILENT, IssueState.UNFILLED):
        return "back" if seen else "new"
    if after is IssueState.AGREED:
        return _TO_AGREED.get(before, "agreed")
    if after is IssueState.CLAIMED:
        return "one-sided" if before in _FIRM else "claimed"
    if after is IssueState.DISPUTED and before is not IssueState.PARTLY:
        return "reopened" if before is IssueState.AGREED else "disputed"
    if after is IssueState.PARTLY and before in _FIRM:
        return "partly-left"
    return "lapsed" if after in _WITHOUT and before in _IN_FORCE else _ALWAYS[after]
