"""What a check has to say of a brief, before it is known where in the file that stands."""

from collections.abc import Iterator
from typing import NamedTuple

from briefing.model import Brief
from briefing.problems import Severity


class Claim(NamedTuple):
    """Something wrong with a value."""

    where: str
    """The value's dotted path."""
    severity: Severity
    """Whether the brief can be relied on all the same."""
    code: str
    """A key of `problems.CODES`."""
    message: str
    """What is wrong, and the remedy."""
    offset: int | None = None
    """The character of the text concerned; None for the whole value."""


def prose(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield every text of a brief that can hold `[^q1]` marks, with its dotted path."""
    yield "bottom_line", brief.bottom_line or ""
    yield "summary", brief.summary
    for key, agreement in brief.agreements.items():
        yield f"agreements.{key}.text", agreement.text
    for key, dispute in brief.disagreements.items():
        yield f"disagreements.{key}.question", dispute.question
        for party, position in dispute.positions.items():
            yield f"disagreements.{key}.positions.{party}.text", position.text or ""
    for key, proposal in brief.proposals.items():
        yield f"proposals.{key}.text", proposal.text
    for key, quote in brief.quotes.items():
        yield f"quotes.{key}.note", quote.note or ""
    for number, event in enumerate(brief.timeline, 1):
        yield f"timeline.{number}.text", event.text
    for number, step in enumerate(brief.next, 1):
        yield f"next.{number}.text", step.text
    for number, text in enumerate(brief.unknown, 1):
        yield f"unknown.{number}", text
