"""Records of a brief as flat rows, for catalogue and process boards without the models."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from briefing.model.brief import Brief

T = TypeVar("T")

KINDS = (
    "summary", "agreement", "disagreement", "position", "proposal",
    "quote", "timeline", "next", "unknown", "source",
)  # fmt: skip
"""The kinds of rows, in reading order."""

PARAPHRASE = "paraphrase"
"""The status of a quote in the words of the writer instead of the speaker."""


class Row(NamedTuple):
    """One record of one brief, to be searched, listed and lined up across rounds."""

    brief: str
    """The brief's id."""
    key: str
    """The key within it: `a1`, `d1/russia` for a position, `summary`, `timeline/2`."""
    kind: str
    """One of `KINDS`."""
    issues: tuple[str, ...] = ()
    """The slugs of its issues; one for most kinds, any number for a quote."""
    party: str = ""
    """The party of a position, proposal or speaker."""
    person: str = ""
    """The speaker of a quote, if a person."""
    parties: tuple[str, ...] = ()
    """The parties of an agreement; the receiver of a proposal."""
    attested_by: tuple[str, ...] = ()
    """The parties that state that an agreement exists."""
    stance: str = ""
    """Of a position."""
    status: str = ""
    """Of an agreement, disagreement or proposal; `paraphrase` for a quote that is one."""
    text: str = ""
    """The text of an agreement, the question of a disagreement, the quoted words."""
    amount: str = ""
    """Of an agreement."""
    date: str = ""
    """Its own date as written: due, proposed for, said on, of the event."""
    quotes: tuple[str, ...] = ()
    """Quotes of the same brief (or `brief#q1`) that it rests on."""
    support: tuple[str, ...] = ()
    """Places in sources, as written."""
    suggested: tuple[str, ...] = ()
    """The keys of it that a program proposed and no person has confirmed."""

    @property
    def is_quoted(self) -> bool:
        """Whether `text` is quoted verbatim, and so belongs in quotation marks."""
        return self.kind == "quote" and self.status != PARAPHRASE


Positions = tuple[int, ...]
"""Indexes of records among those of their brief."""


class Names(NamedTuple):
    """Display names of what has a slug; a slug without one is shown itself."""

    issues: Mapping[str, str] = MappingProxyType({})
    """Titles by slug."""
    parties: Mapping[str, str] = MappingProxyType({})
    """Names by slug."""
    people: Mapping[str, str] = MappingProxyType({})
    """Names by slug."""
    processes: Mapping[str, str] = MappingProxyType({})
    """Titles by slug."""
    short_issues: Mapping[str, str] = MappingProxyType({})
    """Titles for heads of columns by slug; not of every issue."""
    short_parties: Mapping[str, str] = MappingProxyType({})
    """Names for heads of columns by slug; not of every party."""
    short_processes: Mapping[str, str] = MappingProxyType({})
    """Short titles by slug; not of every process."""
    issue_order: tuple[str, ...] = ()
    """The slugs of the issues that the shared records list, in their order."""
    party_order: tuple[str, ...] = ()
    """The slugs of the parties that the shared records list, in their order."""

    def issue(self, slug: str) -> str:
        """Return the issue's title."""
        return self.issues.get(slug, slug)

    def party(self, slug: str) -> str:
        """Return the party's name."""
        return self.parties.get(slug, slug)

    def person(self, slug: str) -> str:
        """Return the person's name."""
        return self.people.get(slug, slug)

    def process(self, slug: str) -> str:
        """Return the process's title."""
        return self.processes.get(slug, slug)

    def in_issue_order(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Return issues in the order of the shared records; then the others, as they come."""
        return _ordered(slugs, self.issue_order)

    def in_party_order(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Return parties in the order of the shared records; then the others, as they come."""
        return _ordered(slugs, self.party_order)

    def party_in_short(self, slug: str) -> str:
        """Return the party's short name, or its name."""
        return self.short_parties.get(slug) or self.party(slug)

    def list(self, parties: Iterable[str]) -> str:
        """Return the parties' names, divided by commas."""
        return ", ".join(map(self.party, parties))


def whose_word(
    parties: Iterable[str],
    attested_by: Iterable[str],
    name: Callable[[str], str],
    dot: str = ";",
) -> str:
    """Return which parties state an agreement, and which of its parties do not.

    `stated by: Iran, US; not by: Russia, China`, with `dot` between the two.
    """
    attested = tuple(dict.fromkeys(attested_by))
    silent = [party for party in dict.fromkeys(parties) if party not in attested]
    stated = f"stated by: {', '.join(map(name, attested)) or 'no party'}"
    return f"{stated}{dot} not by: {', '.join(map(name, silent))}" if silent else stated


def _ordered(slugs: Iterable[str], order: tuple[str, ...]) -> tuple[str, ...]:
    places = {slug: place for place, slug in enumerate(order)}
    return tuple(sorted(slugs, key=lambda slug: places.get(slug, len(places))))


def flatten(brief: "Brief") -> tuple[Row, ...]:
    """Return every record of `brief`, in reading order."""
    summary = "\n\n".join(part for part in (brief.bottom_line, brief.summary) if part)
    rows = [Row(brief.id, "summary", "summary", text=summary)]
    for records in (_agreements, _disagreements, _proposals, _quotes, _lists):
        rows += records(brief)
    for key, item in brief.sources.items():
        title, published = item.title or "", item.published or ""
        row = Row(brief.id, key, "source", text=title, date=published, suggested=item.suggested)
        rows.append(row)
    return tuple(rows)


def parties_involved(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the parties of the rows that have an issue, in reading order, with repetitions."""
    for row in rows:
        if row.kind == "agreement" and row.issues:
            yield from row.parties
            yield from row.attested_by
        elif row.party and row.issues:
            yield row.party


def current_versions(same: Iterable[tuple[T, str, str]]) -> list[T]:
    """Return those of several (value, id, superseded id) that no other supersedes."""
    every = list(same)
    superseded = {supersedes for _, _, supersedes in every}
    return [value for value, name, _ in every if name not in superseded]


def _agreements(brief: "Brief") -> Iterable[Row]:
    for key, item in brief.agreements.items():
        yield Row(
            brief.id, key, "agreement", (item.issue,), parties=item.parties,
            attested_by=item.attested_by, status=item.status or "", text=item.text,
            amount=item.amount or "", date=item.due or "", quotes=item.quotes, support=item.support,
            suggested=item.suggested,
        )  # fmt: skip


def _disagreements(brief: "Brief") -> Iterable[Row]:
    for key, item in brief.disagreements.items():
        yield Row(
            brief.id, key, "disagreement", (item.issue,), parties=tuple(item.positions),
            status=item.status, text=item.question, suggested=item.suggested,
        )  # fmt: skip
        for party, position in item.positions.items():
            yield Row(
                brief.id, f"{key}/{party}", "position", (item.issue,), party=party,
                stance=position.stance, status=item.status, text=position.text or "",
                quotes=position.quotes, support=position.support, suggested=position.suggested,
            )  # fmt: skip


def _proposals(brief: "Brief") -> Iterable[Row]:
    for key, item in brief.proposals.items():
        yield Row(
            brief.id, key, "proposal", (item.issue,), party=item.by,
            parties=(item.to,) if item.to else (), status=item.status or "", text=item.text,
            date=item.date or "", quotes=item.quotes, support=item.support,
            suggested=item.suggested,
        )  # fmt: skip


def _quotes(brief: "Brief") -> Iterable[Row]:
    for key, item in brief.quotes.items():
        person = brief.people.get(item.who or "")
        yield Row(
            brief.id, key, "quote", item.issues,
            party=(person.party or "") if person else item.who or "",
            person=(item.who or "") if person else "", text=item.text, date=item.said_on or "",
            status=PARAPHRASE if item.kind == PARAPHRASE else "",
            support=(item.from_,) if item.from_ else (), suggested=item.suggested,
        )  # fmt: skip


def _lists(brief: "Brief") -> Iterable[Row]:
    for n, event in enumerate(brief.timeline, 1):
        key = f"timeline/{n}"
        yield Row(
            brief.id, key, "timeline", date=event.date, text=event.text, support=event.support,
            suggested=event.suggested,
        )  # fmt: skip
    for n, step in enumerate(brief.next, 1):
        key, date = f"next/{n}", step.date or ""
        yield Row(brief.id, key, "next", date=date, text=step.text, suggested=step.suggested)
    for n, text in enumerate(brief.unknown, 1):
        yield Row(brief.id, f"unknown/{n}", "unknown", text=text)
