"""The plainest possible answer to a query: every record of every brief, looked at one by one.

Written from the description of the language, apart from the catalogue: what it shares with it is
the model, the folding of text and the verdicts. Queries are nested tuples here, and `written` turns
one into the text that people would type.
"""

import itertools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.model import dates
from briefing.model.brief import Brief
from briefing.store.checked_brief import CheckedBrief
from briefing.store.store import Store
from briefing.text.fold import fold

Query = tuple[Any, ...]
"""`("word", w)`, `("prefix", w)`, `("phrase", (w, …))`, `("pattern", p)`, each with a text field or
"" at the end; `("field", name, value)`; `("not", q)`; `("and", q, …)`; `("or", q, …)`."""

KINDS = {
    "agreed": {"agreement"}, "disputed": {"disagreement", "position"}, "proposed": {"proposal"},
    "quote": {"quote"}, "summary": {"summary"}, "source": {"source"}, "title": {"title"},
    "timeline": {"timeline"}, "next": {"next"}, "unknown": {"unknown"},
}  # fmt: skip
TEXTS = ("word", "prefix", "phrase", "pattern")
OF_RECORDS = {"party", "speaker", "issue", "stance", "status", "verdict", "kind"}


@dataclass
class Record:
    """One thing that can be found."""

    key: str
    kind: str
    text: str
    head: str = ""
    parties: set[str] = field(default_factory=set)
    speaker: str = ""
    said_by: str = ""
    issues: set[str] = field(default_factory=set)
    stance: str = ""
    status: str = ""
    verdict: str = ""


@dataclass
class Read:
    """One brief with its records, the title first."""

    brief: Brief
    records: list[Record]

    @property
    def order(self) -> tuple[int, int, str]:
        """What puts briefs newest first."""
        when = dates.parse(self.brief.date)
        number = -1 if self.brief.round is None else self.brief.round
        return -when.first.toordinal(), -number, self.brief.id


def readings(text: str) -> list[str]:
    """Return a text as it stands, and with the words whole that are parted in it."""
    text = re.sub(r"(?<!\w)\[([^\W\d_])\](?=\w)", r"\1", text)
    whole = re.sub(r"(?<=[^\W\d_])[-‐\u00ad][ \t]*\n[ \t]*(?=[^\W\d_])", "", text)
    whole = re.sub(r"(?<!\w)(?:[^\W\d_]\.)+[^\W\d_](?!\w)", lambda m: m[0].replace(".", ""), whole)
    return [text, re.sub("[ʻʼʽʾʿʹˈ]", "", whole)]


def tokens(text: str) -> list[str]:
    return re.findall(r"[一-鿿]|[^\W_一-鿿]+", fold(text))


def read_all(store: Store) -> list[Read]:
    """Return every brief of a store, newest first."""
    found = []
    for stamp in store.scan().stamps:
        checked = store.checked(stamp.path)
        brief = checked.file.loaded.brief
        if brief is not None:
            found.append(Read(brief, list(_records(checked, brief))))
    return sorted(found, key=lambda read: read.order)


def _records(checked: CheckedBrief, brief: Brief) -> Iterable[Record]:
    names = {slug: party.name for slug, party in brief.parties.items()}
    titles = {slug: issue.title for slug, issue in brief.issues.items()}
    yield Record("title", "title", brief.title, brief.place.name if brief.place else "",
                 set(brief.parties))  # fmt: skip
    bottom = f"{brief.bottom_line}\n\n" if brief.bottom_line else ""
    yield Record("summary", "summary", bottom + brief.summary)
    for key, a in brief.agreements.items():
        head = " · ".join(filter(None, (titles.get(a.issue), a.amount)))
        yield Record(key, "agreement", a.text, head, {*a.parties, *a.attested_by},
                     issues={a.issue}, status=a.status or "")  # fmt: skip
    for key, d in brief.disagreements.items():
        yield Record(key, "disagreement", d.question, titles.get(d.issue, ""), set(d.positions),
                     issues={d.issue}, status=d.status)  # fmt: skip
        for party, p in d.positions.items():
            yield Record(f"{key}/{party}", "position", p.text or "", names.get(party, ""), {party},
                         issues={d.issue}, stance=p.stance, status=d.status)  # fmt: skip
    for key, o in brief.proposals.items():
        head = " · ".join(filter(None, (names.get(o.by), titles.get(o.issue))))
        yield Record(key, "proposal", o.text, head, {o.by, *([o.to] if o.to else [])},
                     issues={o.issue}, status=o.status or "")  # fmt: skip
    verdicts = checked.findings
    for key, q in brief.quotes.items():
        who = q.who or ""
        person = brief.people.get(who)
        party = (person.party or "") if person else who
        yield Record(key, "quote", q.text, person.name if person else names.get(who, ""),
                     {party} - {""}, who if person else "", "" if person else who,
                     set(q.issues), verdict=verdicts[key].verdict.value)  # fmt: skip
    for number, event in enumerate(brief.timeline, 1):
        yield Record(f"timeline/{number}", "timeline", event.text)
    for number, step in enumerate(brief.next, 1):
        yield Record(f"next/{number}", "next", step.text)
    for number, text in enumerate(brief.unknown, 1):
        yield Record(f"unknown/{number}", "unknown", text)
    for key, source in brief.sources.items():
        yield Record(key, "source", source.title or "", source.publisher or "")
    for key, archive in checked.archives.items():
        blocks = re.split(r"\n[^\S\n]*\n(?:[^\S\n]*\n)*", archive.text)
        for number, block in enumerate((b.strip() for b in blocks if b.strip()), 1):
            yield Record(f"{key}#p{number}", "source", block)


class Naive:
    """Answers over all briefs of a store."""

    def __init__(self, store: Store) -> None:
        self.reads = read_all(store)
        self._names = self._all_names()
        self._of_briefs = False

    def _all_names(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {"party": [], "person": [], "issue": []}
        for read in self.reads:
            for slug, party in read.brief.parties.items():
                found["party"] += [(slug, name) for name in (party.name, *party.aliases)]
            for slug, person in read.brief.people.items():
                found["person"] += [(slug, name) for name in (person.name, *person.aliases)]
            found["issue"] += [(slug, i.title) for slug, i in read.brief.issues.items()]
        return found

    def hits(self, query: Query) -> list[tuple[str, str]]:
        """Return (brief, record) of every hit, newest brief first."""
        query = flat(query)
        return [
            (read.brief.id, record.key) for read in self.reads for record in self.of(query, read)
        ]

    def in_order(self, query: Query) -> list[tuple[str, str]]:
        """Return the hits with those first that have the words of `query` in a row."""
        query = flat(query)
        phrases, found = in_a_row(query), []
        for read in self.reads:
            for record in self.of(query, read):
                stands = any(self.says_in_a_row(way, record) for way in phrases)
                found.append((not stands, (read.brief.id, record.key)))
        return [hit for _, hit in sorted(found, key=lambda each: each[0])]

    def of(self, query: Query, read: Read) -> list[Record]:
        """Return the hits in one brief."""
        self._of_briefs = not (wants_text(query) or wants_record(query))
        holding = [r for r in read.records if self._holds(query, read, r)]
        return [r for r in holding if self._lit(query, read, r, holding)]

    def _holds(self, query: Query, read: Read, record: Record) -> bool:
        kind = query[0]
        if kind == "not":
            denied = read.records if self._of_briefs else [record]
            return not any(self._holds(query[1], read, other) for other in denied)
        if kind in ("and", "or"):
            parts = (self._holds(part, read, record) for part in query[1:])
            return all(parts) if kind == "and" else any(parts)
        if kind in TEXTS:
            return any(self._says(query, other) for other in read.records)
        return self._field(query[1], query[2], read, record)

    def _lit(self, query: Query, read: Read, record: Record, holding: Sequence[Record]) -> bool:
        kind = query[0]
        if kind in TEXTS:
            return self._says(query, record)
        if kind == "field" and query[1] in OF_RECORDS:
            return True
        if kind == "or":
            return any(
                self._holds(part, read, record) and self._lit(part, read, record, holding)
                for part in query[1:]
            )
        if kind == "and":
            texts = [part for part in query[1:] if wants_text(part)]
            if not texts:
                return any(map(wants_record, query[1:])) or record.kind == "title"

            def lit(part: Query, other: Record) -> bool:
                return self._lit(part, read, other, holding)

            if any(all(lit(part, other) for part in texts) for other in holding):
                return all(lit(part, record) for part in texts)
            return any(lit(part, record) for part in texts)
        return record.kind == "title"

    def _says(self, query: Query, record: Record) -> bool:
        """Whether a record says what a text asks for, or is by someone of that name."""
        if says(query, record):
            return True
        if query[0] == "pattern" or (query[-1] and record.kind not in KINDS[query[-1]]):
            return False
        prefix = query[0] == "prefix"
        if prefix and len(tokens(query[1])[-1]) < 3:
            return False
        ways = [list(query[1])] if query[0] == "phrase" else map(tokens, readings(query[1]))
        return self._is_by(ways, prefix, record)

    def _is_by(self, ways: Iterable[list[str]], prefix: bool, record: Record) -> bool:
        named = {
            (kind, slug)
            for way in ways
            for kind in ("party", "person")
            for slug, name in self._names[kind]
            if _stands(way, tokens(name), prefix)
        }
        of_parties = {("party", slug) for slug in record.parties}
        return ("person", record.speaker) in named or bool(named & of_parties)

    def says_in_a_row(self, way: "Way", record: Record) -> bool:
        """Whether a record has words side by side, or is by someone with such a name."""
        words, prefix, field = way
        if field and record.kind not in KINDS[field]:
            return False
        parts = [tokens(one) for part in (record.head, record.text) for one in readings(part)]
        if any(_stands(words, part, prefix) for part in parts):
            return True
        return not (prefix and len(words[-1]) < 3) and self._is_by([words], prefix, record)

    def _slugs(self, kind: str, value: str) -> set[str]:
        wanted = tokens(value)
        exact = {s for s, name in self._names[kind] if tokens(name) == wanted or s == fold(value)}
        if exact or not wanted:
            return exact
        return {slug for slug, name in self._names[kind] if _stands(wanted, tokens(name))}

    def _field(self, name: str, value: str, read: Read, record: Record) -> bool:
        brief = read.brief
        if name == "party":
            return bool(self._slugs("party", value) & record.parties)
        if name == "speaker":
            return (record.kind == "quote") and (
                record.speaker in self._slugs("person", value)
                or record.said_by in self._slugs("party", value)
            )
        if name == "issue":
            return bool(self._slugs("issue", value) & record.issues)
        if name in ("stance", "status", "verdict", "kind"):
            return bool(getattr(record, name) == value)
        if name == "process":
            return brief.process == value
        if name == "place":
            place = brief.place
            return place is not None and (
                _stands(tokens(value), tokens(place.name)) or place.country == value.upper()
            )
        if name == "tag":
            return fold(value) in map(fold, brief.tags)
        if name == "id":
            return brief.id == value
        if name == "round":
            first, last = value.split("..")
            return brief.round is not None and int(first) <= brief.round <= int(last)
        if name == "date":
            when, asked = dates.parse(brief.date), value.split("..")
            after = dates.parse(asked[0]).first <= when.last
            return after and when.first <= dates.parse(asked[1]).last
        if name == "has":
            return bool(brief.place if value == "place" else getattr(brief, value + "s"))
        # is:
        later = any(r.brief.supersedes == brief.id != r.brief.id for r in self.reads)
        return brief.status == value or (value == "superseded" and later)


def flat(query: Query) -> Query:
    """Return a query in which no "and" is a part of another: brackets around it mean nothing."""
    if query[0] not in ("and", "or", "not"):
        return query
    parts = [flat(part) for part in query[1:]]
    if query[0] == "and":
        parts = [one for part in parts for one in (part[1:] if part[0] == "and" else (part,))]
    return (query[0], *parts)


def says(query: Query, record: Record) -> bool:
    """Whether a record says what a text asks for."""
    if query[-1] and record.kind not in KINDS[query[-1]]:
        return False
    if query[0] == "pattern":
        text = record.text.replace("\n", " ").replace("\t", " ")
        return any(match[0] for match in re.finditer(query[1], text))
    prefix = query[0] == "prefix"
    ways = [list(query[1])] if query[0] == "phrase" else map(tokens, readings(query[1]))
    parts = [tokens(one) for part in (record.head, record.text) for one in readings(part)]
    return any(_stands(way, part, prefix) for way in ways for part in parts)


def _stands(wanted: list[str], found: list[str], prefix: bool = False) -> bool:
    """Whether words stand side by side."""
    for at in range(len(found) - len(wanted) + 1):
        part = found[at : at + len(wanted)]
        if part == wanted or (
            prefix and part[:-1] == wanted[:-1] and part[-1].startswith(wanted[-1])
        ):
            return True
    return False


Way = tuple[list[str], bool, str]
"""Words, whether the last is the beginning of one, and the text field that they stand in."""


def ways_of(query: Query) -> list[Way]:
    """Return the ways to write the word, or phrase, that a query is; none if it is another."""
    if query[0] == "or":
        each = [ways_of(part) for part in query[1:]]
        joined = [way for part in each for way in part]
        return joined if all(each) and len({way[2] for way in joined}) == 1 else []
    if query[0] == "phrase":
        return [(list(query[1]), False, query[-1])]
    if query[0] not in ("word", "prefix"):
        return []
    written_so = dict.fromkeys(tuple(tokens(one)) for one in readings(query[1]))
    return [(list(way), query[0] == "prefix", query[-1]) for way in written_so]


def in_a_row(query: Query) -> list[Way]:
    """Return the phrases that the words of a query may be: all its text, side by side in it."""
    if query[0] != "and":
        return []
    places = [ways_of(part) for part in query[1:]]
    texts = [number for number, part in enumerate(query[1:]) if wants_text(part)]
    row = [places[number] for number in texts]
    if len(row) < 2 or not all(row) or texts[-1] - texts[0] >= len(texts):
        return []
    if len({way[2] for part in row for way in part}) > 1:
        return []
    if math.prod(map(len, row)) > 16:
        row = [part[:1] for part in row]
    return [
        ([word for way in ways for word in way[0]], ways[-1][1], ways[0][2])
        for ways in itertools.product(*row)
    ]


def wants_text(query: Query) -> bool:
    if query[0] in ("and", "or"):
        return any(map(wants_text, query[1:]))
    return query[0] in TEXTS


def wants_record(query: Query) -> bool:
    if query[0] in ("and", "or"):
        return any(map(wants_record, query[1:]))
    return query[0] == "field" and query[1] in OF_RECORDS


def written(query: Query) -> str:
    """Return the query as it is typed."""
    kind: str = query[0]
    if kind == "not":
        return f"-{written(query[1])}"
    if kind in ("and", "or"):
        return "(" + (" OR " if kind == "or" else " ").join(map(written, query[1:])) + ")"
    if kind == "field":
        return f'{query[1]}:"{query[2]}"'
    lead, asked = f"{query[-1]}:" if query[-1] else "", str(query[1])
    if kind == "phrase":
        return f'{lead}"{" ".join(query[1])}"'
    if kind == "pattern":
        return f"{lead}/{asked}/"
    return lead + asked + ("*" if kind == "prefix" else "")
