"""A brief of format 1 as frozen pydantic models.

Only what one value can violate is checked here; whether a name resolves is a matter for `checks`.
The docstring under each field is the reference, and the schema's description.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from briefing.model import dates
from briefing.model.any_record import NONE, AnyRecord, Model, Several
from briefing.model.field_types import (
    RECORD_AS_LIST,
    Address,
    Country,
    Date,
    Language,
    Moment,
    Place,
    PlainText,
    Rating,
    RecordRef,
    Sha256,
    ShortName,
    Slug,
    Text,
    checked,
    lines,
    numbered,
    short_for,
    version,
)

BriefStatus = Literal["draft", "final", "superseded"]
Handling = Literal["clear", "green", "amber", "amber+strict", "red"]
PartyKind = Literal["state", "bloc", "organisation", "armed-group", "company", "people"]
PartyRole = Literal["party", "mediator", "host", "observer", "guarantor", "affected"]
SourceKind = Literal[
    "news", "statement", "document", "transcript", "interview", "broadcast", "other"
]
AgreementStatus = Literal[
    "in-principle", "agreed", "signed", "partly-carried-out", "carried-out", "broken"
]
DisputeKind = Literal["fact", "terms", "principle", "procedure"]
DisputeStatus = Literal["open", "narrowing", "resolved", "shelved"]
Stance = Literal[
    "proposes", "demands", "supports", "accepts", "conditional", "rejects", "disputes", "unreported"
]
ProposalStatus = Literal["pending", "received", "accepted", "rejected", "withdrawn"]
QuoteKind = Literal["full", "partial", "paraphrase"]


class Location(AnyRecord):
    """Where a meeting took place."""

    name: Text
    """The town or building."""
    country: Country | None = None
    """Country code, ISO 3166-1 alpha-2."""

    def __str__(self) -> str:
        """The place's name."""
        return self.name


class Party(AnyRecord):
    """A side of the negotiation, or another participant at the table."""

    name: Text
    """The name to display."""
    short: ShortName | None = None
    """The name at the head of a column, at most 8 characters, such as `US`."""
    country: Country | None = None
    """Country code, ISO 3166-1 alpha-2."""
    kind: PartyKind | None = None
    """What kind of body it is."""
    role: PartyRole | None = None
    """What it does at the table; `party` by default."""
    aliases: Several[Text] = ()
    """Other names that texts use for it, such as its capital."""
    members: Several[Text] = ()
    """The members of a bloc or organisation: slugs of parties, or names."""


class Person(AnyRecord):
    """Someone who speaks."""

    name: Text
    """The name to display."""
    party: Slug | None = None
    """The party that the person speaks for."""
    role: Text | None = None
    """Office or function, as of this brief."""
    aliases: Several[Text] = ()
    """Other spellings of the name."""


class Source(AnyRecord):
    """A text that the brief is based on."""

    kind: SourceKind
    """What kind of text it is."""
    title: Text | None = None
    """Its headline or title."""
    publisher: Text | None = None
    """Outlet or institution."""
    url: Address | None = None
    """Where it was published: an address of http, https, ftp, doi or urn."""
    published: Date | None = None
    """When it was published."""
    accessed: Date | None = None
    """When it was read."""
    lang: Language | None = None
    """Its language, BCP 47."""
    archive: Text | None = None
    """Path of the archived text, relative to the store."""
    sha256: Sha256 | None = None
    """SHA-256 checksum of the archived text, in bytes as stored."""
    rating: Rating | None = None
    """Admiralty code: reliability A to F, credibility 1 to 6."""
    translation_of: Slug | None = None
    """The source that this one translates."""


class Issue(AnyRecord):
    """A question on the table; the same slug in another round is the same thread."""

    title: Text
    """The title to display."""
    short: ShortName | None = None
    """The title at the head of a column, at most 8 characters, such as `POWs`."""
    part_of: Slug | None = None
    """The issue that this one belongs to."""


class NamedProcess(AnyRecord):
    """The names of a process, whose rounds are the briefs that name it."""

    title: Text
    """The title to display."""
    short: ShortName | None = None
    """The title where there is little room, at most 8 characters, such as `JCPOA`."""


class Agreement(AnyRecord):
    """Something that parties say has been agreed."""

    issue: Slug
    """The issue it settles or advances."""
    text: Text
    """What was agreed. Prose: Markdown with `[^q1]` references."""
    parties: Several[Slug]
    """Who agreed."""
    attested_by: Several[Slug]
    """Which parties state that the agreement exists."""
    status: AgreementStatus | None = None
    """How far it has been carried out."""
    amount: Text | None = None
    """Its figure, such as `6,000 bodies each`."""
    due: Date | None = None
    """The date when it is due."""
    support: Several[Place] = ()
    """Places in sources that support it."""
    quotes: Several[RecordRef] = ()
    """Quotes that support it."""


class Position(AnyRecord):
    """The position of one party on a disputed question."""

    stance: Stance
    """The stance in one word. `unreported`: the writer looked, and the sources are silent."""
    text: Text | None = None
    """The position in a sentence."""
    support: Several[Place] = ()
    """Places in sources that support it."""
    quotes: Several[RecordRef] = ()
    """Quotes that support it."""


class Disagreement(AnyRecord):
    """A question on which the parties differ."""

    issue: Slug
    """The issue it belongs to."""
    question: Text
    """What is disputed, as a question."""
    positions: Mapping[Slug, Position]
    """Positions by party."""
    kind: DisputeKind | None = None
    """What kind of difference it is."""
    status: DisputeStatus = "open"
    """Where it stands."""


class Proposal(AnyRecord):
    """An offer or a request."""

    issue: Slug
    """The issue it is about."""
    by: Slug
    """The party that makes it."""
    text: Text
    """What is proposed."""
    to: Slug | None = None
    """The party it is made to."""
    date: Date | None = None
    """When it would take effect or was made."""
    status: ProposalStatus | None = None
    """What has become of it."""
    support: Several[Place] = ()
    """Places in sources that support it."""
    quotes: Several[RecordRef] = ()
    """Quotes that support it."""


class Quote(AnyRecord):
    """Someone's words."""

    who: Slug | None
    """The speaker: a person or a party. Only a draft may lack it."""
    text: Text
    """The words, without outer quotation marks."""
    from_: Annotated[Place | None, Field(alias="from")] = None
    """The place in a source where the words are."""
    verb: Text | None = None
    """The source's words that introduce them, such as `said`."""
    kind: QuoteKind = "full"
    """A whole sentence, part of one, or a paraphrase (not checked)."""
    via: Text | None = None
    """Who relayed the words to the source."""
    prefix: PlainText | None = None
    """The text right before, if the words occur in several places."""
    suffix: PlainText | None = None
    """The text right after, if the words occur in several places."""
    issues: Several[Slug] = ()
    """The issues it is about."""
    lang: Language | None = None
    """Language of `text`, BCP 47."""
    original: Text | None = None
    """The words in their original language."""
    translated_by: Text | None = None
    """Who translated them."""
    said_on: Date | None = None
    """When they were said."""
    to: Text | None = None
    """The person or body addressed."""
    same_as: RecordRef | None = None
    """Another quote of the same utterance."""
    note: Text | None = None
    """What a reader should know. Prose."""

    @model_validator(mode="before")
    @classmethod
    def _without_speaker(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, dict) and (info.context or {}).get("draft"):
            return {"who": None, **value}
        return value


class Event(AnyRecord):
    """Something that happened on a day."""

    date: Date
    """When it happened."""
    text: Text
    """What happened. Prose."""
    support: Several[Place] = ()
    """Places in sources that support it."""


class NextStep(AnyRecord):
    """A future event."""

    text: Text
    """What comes next. Prose."""
    date: Date | None = None
    """When it is expected, if known."""


Parties = Mapping[Slug, Annotated[Party, short_for("name")]]
People = Mapping[Slug, Annotated[Person, short_for("name")]]
Sources = Mapping[Slug, Source]
Issues = Mapping[Slug, Annotated[Issue, short_for("title")]]


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
    processes: Mapping[Slug, Annotated[NamedProcess, short_for("title")]] = NONE
    """Titles of processes by slug."""
    ignore: Annotated[tuple[Text, ...], BeforeValidator(lines)] = ()
    """Patterns of files that are not briefs, as in a `.gitignore`: a list, or a line each."""


class Brief(AnyRecord):
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
    place: Annotated[Location, short_for("name")] | None = None
    """Where it took place."""
    lang: Language | None = None
    """The language of the brief, BCP 47."""
    status: BriefStatus | None = None
    """Whether it is still being written."""
    bottom_line: Text | None = None
    """The one sentence to remember. Prose."""
    updated: Moment | None = None
    """When the brief was last changed, RFC 3339."""
    authors: Several[Text] = ()
    """Who wrote it."""
    tags: Several[Text] = ()
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
    timeline: Annotated[tuple[Event, ...], RECORD_AS_LIST] = ()
    """What happened when."""
    next: Annotated[tuple[NextStep, ...], RECORD_AS_LIST] = ()
    """What comes next."""
    unknown: Several[Text] = ()
    """What the sources leave open."""


class ForeignBrief(Brief):
    """A Markdown file whose front matter was written for another program."""

    date: Annotated[str, checked("bad-date", lambda text: text and dates.parse(text))] = ""
    """When it took place; empty where the file does not say."""
    summary: PlainText = ""
    """The file's body. Prose."""
