"""Records of a brief as flat rows, and the references between them.

The catalogue stores these rows and the process screens are derived from them, so neither needs the
models. A brief is only read here by its attributes.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from briefing.model.brief import Brief

T = TypeVar("T")


KINDS = (
    "summary", "agreement", "disagreement", "position", "proposal",
    "quote", "timeline", "next", "unknown", "source",
)  # fmt: skip
"""What a row can be, in the order in which a brief is read."""

PARAPHRASE = "paraphrase"
"""The status of a quote in the writer's words instead of the speaker's."""


class Row(NamedTuple):
    """One record of one brief, flat: what can be found, listed, and lined up across rounds."""

    brief: str
    """The brief's id."""
    key: str
    """The record within it: `a1`, `d1/russia` for a position, `summary`, `timeline/2`."""
    kind: str
    """One of `KINDS`."""
    issues: tuple[str, ...] = ()
    """Issue slugs that it is about; one for most kinds, any number for a quote."""
    party: str = ""
    """Whose it is: the party of a position, who proposes, a speaker's party."""
    person: str = ""
    """The speaker of a quote, where a person is named."""
    parties: tuple[str, ...] = ()
    """The parties of an agreement; the receiver of a proposal."""
    attested_by: tuple[str, ...] = ()
    """The parties that state that an agreement exists."""
    stance: str = ""
    """Of a position."""
    status: str = ""
    """Of an agreement, disagreement or proposal; `paraphrase` for a quote that is one."""
    text: str = ""
    """What it says: an agreement's text, a disagreement's question, the quoted words."""
    amount: str = ""
    """Of an agreement."""
    date: str = ""
    """Its own date as written: due, proposed for, said on, of the event."""
    quotes: tuple[str, ...] = ()
    """Quotes of the same brief (or `brief#q1`) that it rests on."""
    support: tuple[str, ...] = ()
    """Places in sources, as written."""

    @property
    def is_quoted(self) -> bool:
        """Whether `text` is somebody's own words, which belong in quotation marks."""
        return self.kind == "quote" and self.status != PARAPHRASE


Positions = tuple[int, ...]
"""Places of records among those of their brief, from 0."""


class Names(NamedTuple):
    """How issues, parties and people are shown; a slug without a name shows as itself."""

    issues: Mapping[str, str] = MappingProxyType({})
    """Titles by slug."""
    parties: Mapping[str, str] = MappingProxyType({})
    """Names by slug."""
    people: Mapping[str, str] = MappingProxyType({})
    """Names by slug."""

    def issue(self, slug: str) -> str:
        """Return the issue's title."""
        return self.issues.get(slug, slug)

    def party(self, slug: str) -> str:
        """Return the party's name."""
        return self.parties.get(slug, slug)

    def person(self, slug: str) -> str:
        """Return the person's name."""
        return self.people.get(slug, slug)

    def list(self, parties: Iterable[str]) -> str:
        """Return the parties' names, divided by commas."""
        return ", ".join(map(self.party, parties))


def flatten(brief: "Brief") -> tuple[Row, ...]:
    """Return every record of `brief`, in the order in which it is read."""
    rows: list[Row] = [Row(brief.id, "summary", "summary", text=_summary(brief))]
    rows += _agreements(brief)
    rows += _disagreements(brief)
    rows += _proposals(brief)
    rows += _quotes(brief)
    rows += (
        Row(
            brief.id,
            f"timeline/{n}",
            "timeline",
            date=item.date,
            text=item.text,
            support=item.support,
        )
        for n, item in enumerate(brief.timeline, 1)
    )
    rows += (
        Row(brief.id, f"next/{n}", "next", date=item.date or "", text=item.text)
        for n, item in enumerate(brief.next, 1)
    )
    rows += (
        Row(brief.id, f"unknown/{n}", "unknown", text=item)
        for n, item in enumerate(brief.unknown, 1)
    )
    rows += (
        Row(brief.id, key, "source", text=item.title or "", date=item.published or "")
        for key, item in brief.sources.items()
    )
    return tuple(rows)


def parties_involved(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the parties whose the `rows` about issues are, in reading order and repeatedly."""
    for row in rows:
        if row.kind == "agreement" and row.issues:
            yield from row.parties
            yield from row.attested_by
        elif row.party and row.issues:
            yield row.party


def current_versions(same: Iterable[tuple[T, str, str]]) -> list[T]:
    """Return which of the briefs of one round stand for it: those that no other of them replaces.

    Each comes as whatever it is called by, with its id and the id that it supersedes.
    """
    every = list(same)
    replaced = {supersedes for _, _, supersedes in every}
    return [called for called, name, _ in every if name not in replaced]


def _summary(brief: "Brief") -> str:
    return "\n\n".join(part for part in (brief.bottom_line, brief.summary) if part)


def _agreements(brief: "Brief") -> Iterable[Row]:
    for key, item in brief.agreements.items():
        yield Row(
            brief.id, key, "agreement", (item.issue,), parties=item.parties,
            attested_by=item.attested_by, status=item.status or "", text=item.text,
            amount=item.amount or "", date=item.due or "", quotes=item.quotes, support=item.support,
        )  # fmt: skip


def _disagreements(brief: "Brief") -> Iterable[Row]:
    for key, item in brief.disagreements.items():
        yield Row(
            brief.id, key, "disagreement", (item.issue,), parties=tuple(item.positions),
            status=item.status, text=item.question,
        )  # fmt: skip
        for party, position in item.positions.items():
            yield Row(
                brief.id, f"{key}/{party}", "position", (item.issue,), party=party,
                stance=position.stance, status=item.status, text=position.text or "",
                quotes=position.quotes, support=position.support,
            )  # fmt: skip


def _proposals(brief: "Brief") -> Iterable[Row]:
    for key, item in brief.proposals.items():
        yield Row(
            brief.id, key, "proposal", (item.issue,), party=item.by,
            parties=(item.to,) if item.to else (), status=item.status or "", text=item.text,
            date=item.date or "", quotes=item.quotes, support=item.support,
        )  # fmt: skip


def _quotes(brief: "Brief") -> Iterable[Row]:
    for key, item in brief.quotes.items():
        person = brief.people.get(item.who)
        yield Row(
            brief.id, key, "quote", item.issues,
            party=(person.party or "") if person else item.who,
            person=item.who if person else "", text=item.text, date=item.said_on or "",
            status=PARAPHRASE if item.kind == PARAPHRASE else "",
            support=(item.from_,) if item.from_ else (),
        )  # fmt: skip
