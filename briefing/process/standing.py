"""Where an issue stands in one round, derived from the records of that round.

The rules are those of the README's section "Where an issue stands".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefing.model.rows import Names, Row
from briefing.process.rounds import Round

Ref = tuple[str, str]
"""A record of the store: the brief's id, and the record's key in it."""

UNREPORTED = "unreported"
"""The stance of a party whose position the writer looked for and the sources do not report."""


class IssueState(StrEnum):
    """Where an issue stands, in a word."""

    AGREED = "agreed"
    """An agreement that two or more parties state."""
    PARTLY = "partly agreed"
    """An agreement, although a question is still open."""
    CLAIMED = "claimed"
    """An agreement that one party states, or several state apart."""
    CARRIED_OUT = "carried out"
    """What was agreed has been done."""
    BROKEN = "broken"
    """What was agreed has been broken."""
    DISPUTED = "disputed"
    """An open question, and no agreement."""
    PROPOSED = "proposed"
    """An offer, and no more."""
    MENTIONED = "mentioned"
    """Spoken of, and no more; also a question that is closed without an agreement."""
    SILENT = "not raised"
    """No record at all."""
    UNFILLED = "no records yet"
    """Unknown: the round is a draft that has no record about any issue."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, and the parties whose word it rests on."""

    state: IssueState
    """Where the issue stands."""
    attested_by: tuple[str, ...] = ()
    """The parties that state the agreement, in the order of their slugs."""

    def label(self, names: Names) -> str:
        """Return the display text: `agreed`, `claimed by Russia`."""
        if self.state is not IssueState.CLAIMED:
            return self.state.value
        if not self.attested_by:
            return "claimed by an unnamed party"
        apart = "separately " if len(self.attested_by) > 1 else ""
        return f"claimed {apart}by {names.list(self.attested_by)}"


SILENT = Standing(IssueState.SILENT)
"""No record at all."""
UNFILLED = Standing(IssueState.UNFILLED)
"""Unknown, in a draft without records."""


@dataclass(frozen=True, slots=True)
class IssueRound:
    """One issue in one round, with the records behind it."""

    issue: str
    """The issue's slug."""
    round: Round
    """The round."""
    standing: Standing
    """Where the issue stands, and on whose word."""
    rows: tuple[Row, ...] = ()
    """The records of the round about the issue, in reading order."""
    seen: Round | None = None
    """The round in which the issue was last raised, if it is not raised in this one."""

    @property
    def state(self) -> IssueState:
        """Where the issue stands, in a word."""
        return self.standing.state

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The records that the state follows from."""
        return refs_of(self.rows)

    def label(self, names: Names) -> str:
        """Return the display text; if not raised, with the round it was last seen in."""
        if self.seen is None:
            return self.standing.label(names)
        return f"{self.standing.label(names)} (last seen in {self.seen.name})"

    def of_kind(self, kind: str) -> tuple[Row, ...]:
        """Return the records of one of `rows.KINDS`."""
        return tuple(row for row in self.rows if row.kind == kind)

    @property
    def claims(self) -> tuple[Row, ...]:
        """Agreements stated by one side only, unless the standing already says so."""
        if self.state is IssueState.CLAIMED and len(self.standing.attested_by) < 2:
            return ()
        return tuple(row for row in self.of_kind("agreement") if not is_firm(row))


def refs_of(rows: Iterable[Row]) -> tuple[Ref, ...]:
    """Return references to `rows`."""
    return tuple((row.brief, row.key) for row in rows)


_OPEN = ("", "open", "narrowing")
CLOSED = ("resolved", "shelved")
"""Statuses of questions that are no longer open."""
ENDED = ("carried-out", "broken")
"""Statuses of agreements that have ended."""


def standing_of(rows: Sequence[Row]) -> Standing:
    """Return where an issue stands, given the `rows` of one round about it.

    A question is open unless resolved or shelved. Agreements in force take precedence over
    those carried out or broken.
    """
    if not rows:
        return SILENT
    agreements = [row for row in rows if row.kind == "agreement"]
    disputed = any(row.kind == "disagreement" and row.status in _OPEN for row in rows)
    if agreements:
        return _agreed(agreements, disputed)
    if disputed:
        return Standing(IssueState.DISPUTED)
    if any(row.kind == "proposal" for row in rows):
        return Standing(IssueState.PROPOSED)
    return Standing(IssueState.MENTIONED)


def _agreed(agreements: Sequence[Row], disputed: bool) -> Standing:
    running = [row for row in agreements if row.status not in ENDED]
    if not running and any(row.status == "broken" for row in agreements):
        return Standing(IssueState.BROKEN, _attesting(agreements))
    if disputed:
        return Standing(IssueState.PARTLY, _attesting(running or agreements))
    if not running:
        return Standing(IssueState.CARRIED_OUT, _attesting(agreements))
    firm = [row for row in running if is_firm(row)]
    if firm:
        return Standing(IssueState.AGREED, _attesting(firm))
    return Standing(IssueState.CLAIMED, _attesting(running))


def is_firm(agreement: Row) -> bool:
    """Whether two or more parties state an agreement, so that it is not a mere claim."""
    return len(set(agreement.attested_by)) > 1


def _attesting(agreements: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({party for row in agreements for party in row.attested_by}))
