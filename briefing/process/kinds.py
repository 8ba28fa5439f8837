"""Kinds of moves: names, signs, and which one leads from one state to another."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.process.standing import State


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


_FIRM = (State.AGREED, State.CARRIED_OUT)
_ALWAYS = {
    State.PARTLY: "partly",
    State.CARRIED_OUT: "carried-out",
    State.BROKEN: "broken",
    State.PROPOSED: "proposed",
    State.MENTIONED: "mentioned",
    State.SILENT: "silent",
}
_TO_AGREED = {
    State.CLAIMED: "seconded",
    State.DISPUTED: "settled",
    State.PARTLY: "settled",
    State.PROPOSED: "accepted",
}


_ANYHOW = (*_FIRM, State.CLAIMED, State.PARTLY)
"""States with an agreement in force or carried out, whoever states it."""


def state_kind(before: State, after: State, *, seen: bool = False) -> str:
    """Return which of `MOVE_KINDS` leads from one state to another, by the states alone.

    `seen` says whether an issue not raised in the earlier round was raised before it.
    """
    if before is after:
        return "attested"
    if before is State.SILENT:
        return "back" if seen else "new"
    if after is State.AGREED:
        return _TO_AGREED.get(before, "agreed")
    if after is State.CLAIMED:
        return "one-sided" if before in _FIRM else "claimed"
    if after is State.DISPUTED and before is not State.PARTLY:
        return "reopened" if before is State.AGREED else "disputed"
    if after is State.PARTLY and before in _FIRM:
        return "partly-left"
    if after in (State.DISPUTED, State.PROPOSED, State.MENTIONED) and before in _ANYHOW:
        return "lapsed"
    return _ALWAYS[after]
