"""What a brief is: frozen models of format 1.

Only what can be said of one record alone is checked here; whether a name resolves is a matter for
`checks`. The docstring under each field is the reference, and the schema's description.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, LiteralString

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefing import dates
from briefing.records import NUMBERED, SLUG, parse_cite
from briefing.text import clean

_DAY = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?[~?]{0,2}"
_LANG = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"


def _error(code: LiteralString, text: str, message: str) -> PydanticCustomError:
    """Return what is wrong with `text` as an error whose type is a key of `problems.CODES`."""
    # The message goes in as a value: it holds the text, which pydantic would take for a template.
    return PydanticCustomError(code if text else "empty", "{message}", {"message": message})


def _checked(code: LiteralString, check: Callable[[str], object]) -> AfterValidator:
    """Return a validator that refuses what `check` refuses, in its words."""

    def checked(text: str) -> str:
        try:
            check(text)
        except ValueError as error:
            raise _error(code, text, str(error)) from None
        return text

    return AfterValidator(checked)


def _pattern(pattern: str, says: str, code: LiteralString = "bad-value") -> AfterValidator:
    """Return a validator for `pattern` whose message tells how the value is written."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise _error(code, text, f'"{text}" is not {says}')
        return text

    return AfterValidator(check)


def _schema_pattern(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$"})


def _filled(text: str) -> str:
    if not text.strip():
        raise _error("empty", text, "is empty; write it, or leave the key out")
    return text


_SLUG_SAYS = 'a name; names are lower-case letters, digits and "-", such as next-round'
_LANG_SAYS = "a language; write en, uk or zh-Hans"
_COUNTRY_SAYS = "a country code; write two capitals, such as TR"
_RATING_SAYS = "an Admiralty rating; write A to F and 1 to 6, such as B2"
_SHA256_SAYS = "a SHA-256 sum; it has 64 hexadecimal digits"

PlainText = Annotated[str, AfterValidator(clean)]
Text = Annotated[
    str,
    AfterValidator(clean),
    AfterValidator(_filled),
    WithJsonSchema({"type": "string", "minLength": 1}),
]
Slug = Annotated[str, _pattern(SLUG, _SLUG_SAYS, "bad-name"), _schema_pattern(SLUG)]
RecordRef = Annotated[
    str,
    _pattern(rf"(?:{SLUG}#)?{SLUG}", "a record; write q3 or other-brief#q3"),
    _schema_pattern(rf"(?:{SLUG}#)?{SLUG}"),
]
Place = Annotated[
    str,
    _checked("bad-value", parse_cite),
    _schema_pattern(rf"{SLUG}(?:#p[1-9][0-9]*(?:-[1-9][0-9]*)?)?"),
]
Date = Annotated[str, _checked("bad-date", dates.parse), _schema_pattern(rf"{_DAY}(?:/{_DAY})?")]
Moment = Annotated[
    str,
    _checked("bad-date", dates.check_moment),
    _schema_pattern(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
        r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
    ),
]
Language = Annotated[str, _pattern(_LANG, _LANG_SAYS), _schema_pattern(_LANG)]
Country = Annotated[str, _pattern("[A-Z]{2}", _COUNTRY_SAYS), _schema_pattern("[A-Z]{2}")]
Rating = Annotated[str, _pattern("[A-F][1-6]", _RATING_SAYS), _schema_pattern("[A-F][1-6]")]
Sha256 = Annotated[str, _pattern("[0-9a-f]{64}", _SHA256_SAYS), _schema_pattern("[0-9a-f]{64}")]

BriefStatus = Literal["draft", "final", "superseded"]
Handling = Literal["clear", "green", "amber", "red"]
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


def _numbered(section: str) -> BeforeValidator:
    """Return a validator that gives a list of records the keys that `NUMBERED` says."""
    prefix = NUMBERED[section]

    def number(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return {f"{prefix}{n}": item for n, item in enumerate(value, 1)}
        return value

    return BeforeValidator(number)


def _titled(value: Any) -> Any:
    """Let a bare string stand for an issue with that title."""
    return {"title": value} if isinstance(value, str) else value


def _version(value: Any) -> Any:
    """Take the format's version as a number, whatever file it was read from."""
    return 1 if value == "1" else value


class _Model(BaseModel):
    """What all records have in common: they never change, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, serialize_by_alias=True
    )


class Location(_Model):
    """Where a meeting took place."""

    name: Text
    """The town or building."""
    country: Country | None = None
    """ISO 3166-1 alpha-2."""

    def __str__(self) -> str:
        """The place's name."""
        return self.name


class Party(_Model):
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


class Person(_Model):
    """Somebody who speaks."""

    name: Text
    """As it is shown."""
    party: Slug | None = None
    """The party that the person speaks for."""
    role: Text | None = None
    """Office or function, as of this brief."""
    aliases: tuple[Text, ...] = ()
    """Other spellings of the name."""


class Source(_Model):
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


class Issue(_Model):
    """A question on the table; the same slug in another round is the same thread."""

    title: Text
    """As it is shown."""
    part_of: Slug | None = None
    """The issue that this one belongs to."""


class Agreement(_Model):
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


class Position(_Model):
    """What one party holds on a disputed question."""

    stance: Stance
    """In a word. `unreported`: the writer looked, and the sources are silent."""
    text: Text | None = None
    """In a sentence."""
    support: tuple[Place, ...] = ()
    """Places in sources that it rests on."""
    quotes: tuple[RecordRef, ...] = ()
    """Quotes that it rests on."""


class Disagreement(_Model):
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


class Proposal(_Model):
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


class Quote(_Model):
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


class Event(_Model):
    """Something that happened on a day."""

    date: Date
    """When."""
    text: Text
    """What. Prose."""
    support: tuple[Place, ...] = ()
    """Places in sources that it rests on."""


class Step(_Model):
    """Something that is to come."""

    text: Text
    """What. Prose."""
    date: Date | None = None
    """When, if it is known."""


Parties = Mapping[Slug, Party]
People = Mapping[Slug, Person]
Sources = Mapping[Slug, Source]
Issues = Mapping[Slug, Annotated[Issue, BeforeValidator(_titled)]]

# A plain dict, because pydantic copies it for each model, and a mapping proxy cannot be copied.
_NONE: Mapping[str, Any] = {}


class Shared(_Model):
    """What all briefs of a store have in common: `store.yaml`."""

    parties: Parties = _NONE
    """Parties by slug."""
    people: People = _NONE
    """People by slug."""
    sources: Sources = _NONE
    """Sources by slug."""
    issues: Issues = _NONE
    """Issues by slug."""


class Brief(_Model):
    """One meeting, round or event of a negotiation."""

    brief: Annotated[Literal[1], BeforeValidator(_version)] = 1
    """The version of the format."""
    id: Slug
    """Unique in the store; the file's name without its ending unless it is given."""
    title: Text
    """The headline."""
    date: Date
    """When it took place."""
    summary: Text
    """What happened. Prose."""
    process: Slug | None = None
    """The process that this is a round of."""
    round: int | None = Field(default=None, ge=0, le=1_000_000)
    """Its number in the process."""
    place: Location | None = None
    """Where it took place."""
    lang: Language | None = None
    """The language of the brief, BCP 47."""
    status: BriefStatus | None = None
    """Whether it is still being written."""
    bottom_line: Text | None = None
    """The one sentence to remember. Prose."""
    updated: Moment | None = None
    """When it was last changed, RFC 3339."""
    authors: tuple[Text, ...] = ()
    """Who wrote it."""
    tags: tuple[Text, ...] = ()
    """Free words to find it by."""
    supersedes: Slug | None = None
    """The brief that this one replaces."""
    handling: Handling | None = None
    """Traffic Light Protocol."""
    parties: Parties = _NONE
    """Parties by slug."""
    people: People = _NONE
    """People by slug."""
    sources: Sources = _NONE
    """Sources by slug."""
    issues: Issues = _NONE
    """Issues by slug."""
    agreements: Annotated[Mapping[Slug, Agreement], _numbered("agreements")] = _NONE
    """What was agreed."""
    disagreements: Annotated[Mapping[Slug, Disagreement], _numbered("disagreements")] = _NONE
    """What is disputed."""
    proposals: Annotated[Mapping[Slug, Proposal], _numbered("proposals")] = _NONE
    """What was offered."""
    quotes: Annotated[Mapping[Slug, Quote], _numbered("quotes")] = _NONE
    """Who said what."""
    timeline: tuple[Event, ...] = ()
    """What happened when."""
    next: tuple[Step, ...] = ()
    """What is to come."""
    unknown: tuple[Text, ...] = ()
    """What the sources leave open."""


class ForeignBrief(Brief):
    """A Markdown file whose front matter was written for another program."""

    date: Annotated[str, _checked("bad-date", lambda text: text and dates.parse(text))] = ""
    """When it took place; empty where the file does not say."""
    summary: PlainText = ""
    """The file's body. Prose."""
