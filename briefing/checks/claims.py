"""The prose of a brief: every text that can hold `[^q1]` references."""

from collections.abc import Iterator
from typing import NamedTuple

from briefing.model.brief import Agreement, Brief, Event, Position, Proposal


class Prose(NamedTuple):
    """A text of a brief that can contain `[^q1]` references."""

    where: str
    """Its dotted path."""
    text: str
    """The text."""
    record: Agreement | Position | Proposal | Event | None = None
    """The record whose sources support the whole text, if it can have any."""


def prose(brief: Brief) -> Iterator[Prose]:
    """Yield every text of a brief that can contain references."""
    yield Prose("bottom_line", brief.bottom_line or "")
    yield Prose("summary", brief.summary)
    for key, agreement in brief.agreements.items():
        yield Prose(f"agreements.{key}.text", agreement.text, agreement)
    for key, dispute in brief.disagreements.items():
        yield Prose(f"disagreements.{key}.question", dispute.question)
        for party, position in dispute.positions.items():
            where = f"disagreements.{key}.positions.{party}.text"
            yield Prose(where, position.text or "", position)
    for key, proposal in brief.proposals.items():
        yield Prose(f"proposals.{key}.text", proposal.text, proposal)
    for key, quote in brief.quotes.items():
        yield Prose(f"quotes.{key}.note", quote.note or "")
    for number, event in enumerate(brief.timeline, 1):
        yield Prose(f"timeline.{number}.text", event.text, event)
    for number, step in enumerate(brief.next, 1):
        yield Prose(f"next.{number}.text", step.text)
    for number, text in enumerate(brief.unknown, 1):
        yield Prose(f"unknown.{number}", text)
