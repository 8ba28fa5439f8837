"""What a brief consists of: parties, sources, agreements and the other records; frozen models.

The docstring under each field is the reference, and the schema's description.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from briefing.model.values import (
    AgreementStatus,
    Country,
    Date,
    DisputeKind,
    DisputeStatus,
    Language,
    PartyKind,
    PartyRole,
    Place,
    PlainText,
    ProposalStatus,
    QuoteKind,
    Rating,
    RecordRef,
    Sha256,
    Slug,
    SourceKind,
    Stance,
    Text,
    titled,
)


class Model(BaseModel):
    """What all records have in common: they never change, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, serialize_by_alias=True
    )


class Location(Model):
    """Where a meeting took place."""

    name: Text
    """The town or building."""
    country: Country | None = None
    """ISO 3166-1 alpha-2."""

    def __str__(self) -> str:
        """The place's name."""
        return self.name


class Party(Model):
    """A side of the negotiation, or somebody at its table."""

    name: Text
    """As it is shown."""
    country: Country | None = None
    """ISO 3166-1 alpha-2."""
    kind: PartyKind | None = None
    """What sort of body it is."""
    role: PartyRole | None = None
    """What it does at the table; `party` if nothing is said."""
    aliases: tuple[Text, ...] = ()
    """Other names that texts use for it, such as its capital."""
    members: tuple[Text, ...] = ()
    """Of a bloc or organisation: slugs of parties, or names."""


class Person(Model):
    """Somebody who speaks."""

    name: Text
    """As it is shown."""
    party: Slug | None = None
    """The party that the person speaks for."""
    role: Text | None = None
    """Office or function, as of this brief."""
    aliases: tuple[Text, ...] = ()
    """Other spellings of the name."""


class Source(Model):
    """What the brief rests on."""

    kind: SourceKind
    """What sort of text it is."""
    title: Text | None = None
    """Its headline or title."""
    publisher: Text | None = None
    """Outlet or institution."""
    url: Text | None = None
    """Where it was published."""
    published: Date | None = None
    """When it was published."""
    accessed: Date | None = None
    """When it was read."""
    lang: Language | None = None
    """BCP 47."""
    archive: Text | None = None
    """Path of the archived text, inside the store."""
    sha256: Sha256 | None = None
    """Of the archive's bytes."""
    rating: Rating | None = None
    """Admiralty code: reliability A to F, credibility 1 to 6."""
    translation_of: Slug | None = None
    """The source that this one translates."""


class Issue(Model):
    """A question on the table; the same slug in another round is the same thread."""

    title: Text
    """As it is shown."""
    part_of: Slug | None = None
    """The issue that this one belongs to."""


class Agreement(Model):
    """Something that parties say has been agreed."""

    issue: Slug
    """The issue it settles or advances."""
    text: Text
    """What was agreed. Prose: Markdown with `[^q1]` references."""
    parties: tuple[Slug, ...]
    """Who agreed."""
    attested_by: tuple[Slug, ...]
    """Which parties state that the agreement exists."""
    status: AgreementStatus | None = None
    """How far it has come."""
    amount: Text | None = None
    """Its figure, such as `6,000 bodies each`."""
    due: Date | None = None
    """By when it is to be carried out."""
    support: tuple[Place, ...] = ()
    """Places in sources that it rests on."""
    quotes: tuple[RecordRef, ...] = ()
    """Quotes that it rests on."""


class Position(Model):
    """What one party holds on a disputed question."""

    stance: Stance
    """In a word. `unreported`: the writer looked, and the sources are silent."""
    text: Text | None = None
    """In a sentence."""
    support: tuple[Place, ...] = ()
    """Places in sources that it rests on."""
    quotes: tuple[RecordRef, ...] = ()
    """Quotes that it rests on."""


class Disagreement(Model):
    """A question on which the parties differ."""

    issue: Slug
    """The issue it belongs to."""
    question: Text
    """What is disputed, as a question."""
    positions: Mapping[Slug, Position]
    """By party."""
    kind: DisputeKind | None = None
    """What sort of difference it is."""
    status: DisputeStatus = "open"
    """Where it stands."""


class Proposal(Model):
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
    """When it would take effect, or was made."""
    status: ProposalStatus | None = None
    """What has become of it."""
    support: tuple[Place, ...] = ()
    """Places in sources that it rests on."""
    quotes: tuple[RecordRef, ...] = ()
    """Quotes that it rests on."""


class Quote(Model):
    """Somebody's words."""

    who: Slug
    """A person or a party."""
    text: Text
    """The words, without outer quotation marks."""
    from_: Annotated[Place | None, Field(alias="from")] = None
    """The place in a source where they stand."""
    verb: Text | None = None
    """The source's words that introduce them, such as `said`."""
    kind: QuoteKind = "full"
    """A whole sentence, a part of one, or somebody else's wording (not checked)."""
    via: Text | None = None
    """Who carried the words to the source."""
    prefix: PlainText | None = None
    """Text right before, where several places hold the words."""
    suffix: PlainText | None = None
    """Text right after, where several places hold the words."""
    issues: tuple[Slug, ...] = ()
    """The issues it speaks of."""
    lang: Language | None = None
    """BCP 47, of `text`."""
    original: Text | None = None
    """The words in the language they were said in."""
    translated_by: Text | None = None
    """Who translated them."""
    said_on: Date | None = None
    """When they were said."""
    to: Text | None = None
    """Whom they were said to."""
    same_as: RecordRef | None = None
    """Another quote of the same utterance."""
    note: Text | None = None
    """What a reader must know. Prose."""


class Event(Model):
    """Something that happened on a day."""

    date: Date
    """When."""
    text: Text
    """What. Prose."""
    support: tuple[Place, ...] = ()
    """Places in sources that it rests on."""


class Step(Model):
    """Something that is to come."""

    text: Text
    """What. Prose."""
    date: Date | None = None
    """When, if it is known."""


Parties = Mapping[Slug, Party]
People = Mapping[Slug, Person]
Sources = Mapping[Slug, Source]
Issues = Mapping[Slug, Annotated[Issue, BeforeValidator(titled)]]

# A plain dict, because pydantic copies it for each model, and a mapping proxy cannot be copied.
NONE: Mapping[str, Any] = {}
"""Nothing by slug."""
