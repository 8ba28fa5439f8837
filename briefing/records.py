"""Records of a brief as flat rows, and the references between them.

The catalogue stores these rows and the process screens are derived from them, so neither needs the
models. A brief is only read here by its attributes.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from briefing.model import Brief

T = TypeVar("T")

SLUG = r"[a-z0-9][a-z0-9-]*"
"""What the name of a record looks like, as a regular expression."""

NUMBERED = {"agreements": "a", "disagreements": "d", "proposals": "pr", "quotes": "q"}
"""What the names of records begin with where a map is written as a list: `a1`, `a2`, …"""

_CITE = rf"({SLUG})(?:#p([1-9][0-9]{{0,5}})(?:-([1-9][0-9]{{0,5}}))?)?"
_PLACE = (
    rf"({SLUG})(?:#p([1-9][0-9]{{0,8}})(?:-([1-9][0-9]{{0,8}}))?|@([0-9]{{1,9}})-([0-9]{{1,9}}))?"
)
_TARGET = rf"(?:{SLUG}#)?{SLUG}"
_FENCE = r"^[^\S\n]*(?:```|~~~)[^\n]*"  # of many lines


# Compiled when prose is read for marks, which those who only search do not wait for.
@cache
def _mark() -> re.Pattern[str]:
    # Code and escaped signs are matched first, so that nothing in them is taken for a mark. A span
    # of code ends with its paragraph or item, as it does where prose is laid out (see `prose`).
    return re.compile(
        r"\\[!-/:-@\[-`{-~]"
        r"|`(?:[^`\n]|\n(?![ \t]*(?:\n|[-*+#>]|\d{1,9}[.)]))){1,500}+`"
        r"|\[\^([\w#-]{1,200})\]"
    )


class Cite(NamedTuple):
    """A place in a source: all of it, or a run of paragraphs."""

    source: str
    """The source's slug."""
    first: int | None = None
    """The first paragraph, counted from 1; None for the whole source."""
    last: int | None = None
    """The last paragraph, the same as `first` for a single one."""

    @property
    def paragraphs(self) -> str:
        """The paragraphs as people write them: `¶5`, `¶5–6`, or nothing."""
        if self.first is None:
            return ""
        return f"¶{self.first}" if self.last == self.first else f"¶{self.first}–{self.last}"


def parse_cite(text: str) -> Cite:
    """Return the place that `source`, `source#p5` or `source#p5-6` names.

    Raises:
        ValueError: it is none of the three, or the paragraphs run backwards.
    """
    match = re.fullmatch(_CITE, text)
    if match is None:
        raise ValueError(
            f'"{text}" is not a place in a source; write it as article, article#p5 or article#p5-6'
        )
    first = int(match[2]) if match[2] else None
    last = int(match[3]) if match[3] else first
    if first is not None and last is not None and last < first:
        raise ValueError(f'"{text}" runs backwards; write the lower number first')
    return Cite(match[1], first, last)


class Target(NamedTuple):
    """What a reference leads to: a record, a place in a source, or an address."""

    record: str = ""
    """The key of a record: `q1`, `d1/russia`, `summary/2`."""
    brief: str = ""
    """The id of the brief that has the record; empty for the one that refers to it."""
    source: str = ""
    """The slug of a source, instead of a record."""
    paragraphs: tuple[int, int] | None = None
    """The first and the last paragraph of the source's text, from 1; None for all of it."""
    characters: tuple[int, int] | None = None
    """The first character of the source's text, from 0, and one past the last."""
    url: str = ""
    """An address, instead of all the others."""

    @classmethod
    def parse(cls, text: str, sources: Container[str] = ()) -> "Target":
        """Return what a text refers to in a brief with these `sources`; any text is a reference.

        `name#p5` is a paragraph where `name` is a source, and else a record of a brief.
        """
        if "://" in text:
            return cls(url=text)
        place = _place(text)
        if place is not None and place.source in sources:
            return place
        brief, sign, record = text.partition("#")
        return cls(record, brief) if brief and sign else cls(text)

    @classmethod
    def place(cls, text: str) -> "Target":
        """Return the place in a source that `article`, `article#p5` or `article#p5-6` names.

        Raises:
            ValueError: it is none of the three.
        """
        place = _place(text)
        if place is None:
            raise ValueError(f'"{text}" is not a place in a source')
        return place

    def among(self, sources: Container[str]) -> "Target":
        """Return what it refers to in a brief with these `sources`, as `parse` does."""
        return Target.parse(str(self), sources)

    def __str__(self) -> str:
        """The reference as it is written; characters as `article@120-180`, which briefs do not."""
        if self.source and self.characters is not None:
            return f"{self.source}@{self.characters[0]}-{self.characters[1]}"
        if self.source and self.paragraphs is not None:
            first, last = self.paragraphs
            return f"{self.source}#p{first}" + (f"-{last}" if last != first else "")
        written = f"{self.brief}#{self.record}" if self.brief else self.record
        return self.url or self.source or written


def _place(text: str) -> Target | None:
    """Return the place in a source that a text is written like."""
    match = re.fullmatch(_PLACE, text)
    if match is None:
        return None
    source, first, last, start, end = match.groups()
    if first is not None:
        return Target(source=source, paragraphs=(int(first), int(last or first)))
    if start is not None:
        return Target(source=source, characters=(int(start), int(end)))
    return Target(source=source)


def marks(prose: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, target) for each `[^target]` in Markdown prose, in characters.

    What stands in code or after a backslash is no mark.
    """
    return (mark for mark in written_marks(prose) if re.fullmatch(_TARGET, mark[2]))


def written_marks(prose: str) -> Iterator[tuple[int, int, str]]:
    """Yield the marks of `prose` and what is written like one but can name no record: `[^Q1]`."""
    if "[^" not in prose:
        return
    for begin, stop in _outside_code(prose):
        for match in _mark().finditer(prose, begin, stop):
            if match[1]:
                yield match.start(), match.end(), match[1]


def _outside_code(prose: str) -> Iterator[tuple[int, int]]:
    """Yield where the stretches of prose outside fenced code begin and end."""
    begin, fenced = 0, False
    for fence in re.finditer(_FENCE, prose, re.MULTILINE):
        if not fenced:
            yield begin, fence.start()
        begin, fenced = fence.end(), not fenced
    if not fenced:
        yield begin, len(prose)


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


def rows_of(brief: "Brief") -> tuple[Row, ...]:
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


def holders_of(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the parties whose the `rows` about issues are, in reading order and repeatedly."""
    for row in rows:
        if row.kind == "agreement" and row.issues:
            yield from row.parties
            yield from row.attested_by
        elif row.party and row.issues:
            yield row.party


def standing_for_round(same: Iterable[tuple[T, str, str]]) -> list[T]:
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
