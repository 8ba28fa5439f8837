"""The brief model: frozen pydantic models of format 1.

Only what can be said of one record alone is checked here; whether a name resolves is a matter for
`checks`. The docstring under each field is the reference, and the schema's description.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from briefing.model import dates
from briefing.model.field_types import (
    BriefStatus,
    Date,
    Handling,
    Language,
    Moment,
    PlainText,
    Slug,
    Text,
    checked,
    numbered,
    version,
)
from briefing.model.parts import (
    NONE,
    Agreement,
    Disagreement,
    Event,
    Issue,
    Issues,
    Location,
    Model,
    NextStep,
    Parties,
    Party,
    People,
    Person,
    Position,
    Proposal,
    Quote,
    Source,
    Sources,
)

__all__ = [
    "Agreement",
    "Brief",
    "Disagreement",
    "Event",
    "ForeignBrief",
    "Issue",
    "Location",
    "NextStep",
    "Party",
    "Person",
    "Position",
    "Proposal",
    "Quote",
    "Shared",
    "Source",
]


class Shared(Model):
    """What all briefs of a store have in common: `store.yaml`."""

    parties: Parties = NONE
    """Parties by slug."""
    people: People = NONE
    """People by slug."""
    sources: Sources = NONE
    """Sources by slug."""
    issues: Issues = NONE
    """Issues by slug."""


class Brief(Model):
    """One meeting, round or event of a negotiation."""

    brief: Annotated[Literal[1], BeforeValidator(version)] = 1
    """The version of the format."""
    id: Slug
    """Unique in the store; defaults to the file name without its extension."""
    title: Text
    """The headline."""
    date: Date
    """When it took place."""
    summary: Text
    """What happened. Prose."""
    process: Slug | None = None
    """The process of which this is a round."""
    round: int | None = Field(default=None, ge=0, le=1_000_000)
    """The number of the round in the process."""
    place: Location | None = None
    """Where it took place."""
    lang: Language | None = None
    """The language of the brief, BCP 47."""
    status: BriefStatus | None = None
    """Whether it is still being written."""
    bottom_line: Text | None = None
    """The one sentence to remember. Prose."""
    updated: Moment | None = None
    """When the brief was last changed, RFC 3339."""
    authors: tuple[Text, ...] = ()
    """Who wrote it."""
    tags: tuple[Text, ...] = ()
    """Free-form labels for finding it."""
    supersedes: Slug | None = None
    """The brief that this one replaces."""
    handling: Handling | None = None
    """Traffic Light Protocol (TLP) label."""
    parties: Parties = NONE
    """Parties by slug."""
    people: People = NONE
    """People by slug."""
    sources: Sources = NONE
    """Sources by slug."""
    issues: Issues = NONE
    """Issues by slug."""
    agreements: Annotated[Mapping[Slug, Agreement], numbered("agreements")] = NONE
    """What was agreed."""
    disagreements: Annotated[Mapping[Slug, Disagreement], numbered("disagreements")] = NONE
    """What is disputed."""
    proposals: Annotated[Mapping[Slug, Proposal], numbered("proposals")] = NONE
    """What was offered."""
    quotes: Annotated[Mapping[Slug, Quote], numbered("quotes")] = NONE
    """Who said what."""
    timeline: tuple[Event, ...] = ()
    """What happened when."""
    next: tuple[NextStep, ...] = ()
    """What comes next."""
    unknown: tuple[Text, ...] = ()
    """What the sources leave open."""


class ForeignBrief(Brief):
    """A Markdown file whose front matter was written for another program."""

    date: Annotated[str, checked("bad-date", lambda text: text and dates.parse(text))] = ""
    """When it took place; empty where the file does not say."""
    summary: PlainText = ""
    """The file's body. Prose."""
