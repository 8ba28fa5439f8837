"""An article and what is known beforehand -> a draft brief; pure and deterministic.

A program that proposes a brief itself is given `numbered_text`, and what it answers becomes a file
by `draft_text`, as all drafts do.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from briefing.drafting.article import Article
from briefing.drafting.article.datelines import date_alone
from briefing.drafting.attribution import Attribution, Attributions, attribute
from briefing.drafting.cast import Cast, Values
from briefing.drafting.names.parties import PartyNames
from briefing.drafting.official_record import turns
from briefing.drafting.possible_records import PossibleRecord, candidates
from briefing.drafting.quote_records import QuoteRecord, quote_record, title_case, weak_guess
from briefing.drafting.words.choosing import lexicon_of
from briefing.evidence.paragraph_marks import paragraphs
from briefing.evidence.verdicts import TextRange
from briefing.model.suggested import UNWRITTEN
from briefing.store.new_files.brief_text import brief_text, comment
from briefing.store.new_files.draft_notes import NO_DAY

MOST_QUOTES = 1000
"""Quotes of one draft; a brief holds at most 20,000 values."""
_MOST_READ = 2 * MOST_QUOTES  # quotations, some of which are too short for a record
_NO_SENTENCE_END = re.compile(r"[.!?…:;”\"»“')\]]\s*\Z")
_LONGEST_HEADLINE = 300  # characters
_TITLE_WORDS = 25
_UNTITLED = 80  # characters of the first paragraph that serve as a title
_SECTIONS = ("parties", "people", "issues")


@dataclass(frozen=True, slots=True)
class DraftContext:
    """What is known of a draft beside the article."""

    id: str
    """The brief's id."""
    today: str
    """The day on which it is drafted, for an article that names none."""
    archive: str = ""
    """Where the text is archived, relative to the store; empty for none."""
    sha256: str = ""
    """Its checksum."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """What the person says: `title`, `date`, `lang`, `publisher`, `url`, `process`, `round`."""
    known: Mapping[str, Mapping[str, Values]] = field(default_factory=dict)
    """The store's parties, people and issues, by section and key, as a file has them."""
    shared: frozenset[str] = frozenset()
    """Those that every brief has anyway, as `people.umerov`."""
    last: Mapping[str, Any] = field(default_factory=dict)
    """What the brief of the last round hands on: `process`, `round`, `place`, `parties`…"""
    is_record: bool = False
    """Whether the article is an official record: `Name (Party):` begins a speech."""
    with_weak: bool = False
    """Whether weak guesses are shown, as comments."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief as a program proposes it."""

    values: Values
    """What the file says, in its order."""
    quotes: tuple[QuoteRecord, ...]
    """The quotations, with what was found of each."""
    candidates: tuple[PossibleRecord, ...]
    """Sentences that may state an agreement, a disagreement or a proposal."""
    is_undated: bool = False
    """Whether neither the person nor the article names a day."""
    is_cut: bool = False
    """Whether the article has more quotations than a draft can have."""
    refused: tuple[str, ...] = ()
    """What another program proposed and the article does not show, a line each."""

    @property
    def text(self) -> str:
        """The file, with comments for what was found and what may be records."""
        notes = {one.key: one.comments for one in self.quotes}
        if self.is_undated:
            notes["date"] = (NO_DAY,)
        return draft_text(self.values, notes, self.candidates)


def numbered_text(article: Article) -> str:
    """Return the article with the number of each paragraph before it: `[3] Following the…`."""
    return "\n\n".join(f"[{n}] {text}" for n, text in enumerate(article.paragraphs, 1)) + "\n"


def draft(article: Article, context: DraftContext) -> Draft:
    """Return a draft of a brief on an article."""
    lang = context.given.get("lang") or article.lang or "en"
    lexicon = lexicon_of(lang)
    text, spans = article.text, paragraphs(article.text)
    found = attribute(
        text, spans, lexicon,
        people=_names(context.known.get("people", {})),
        parties=_names(context.known.get("parties", {})), most=_MOST_READ,
    )  # fmt: skip
    starts = [span.start for span in spans]

    def paragraph_of(place: int) -> int:
        return bisect_right(starts, place) - 1

    headlines = frozenset(i for i, span in enumerate(spans) if _is_headline(text, span))
    cast = Cast(found, text, lexicon, context.known)
    if context.is_record:
        made = _spoken(text, spans, cast, found)
    else:
        made = _quoted(text, spans, cast, found, context)
    records = tuple(islice(made, MOST_QUOTES))
    is_cut = next(made, None) is not None or len(found.quotations) == _MOST_READ
    cast.named(headlines, paragraph_of)
    values = _values(article, context, cast, records, lang)
    found_sentences = candidates(text, spans, lexicon.code, sorted(headlines))
    possible = tuple(_with_parties(one, found.parties, values) for one in found_sentences)
    undated = not (context.given.get("date") or article.date)
    return Draft(values, records, possible, undated, is_cut)


def _with_parties(one: PossibleRecord, names: PartyNames, values: Values) -> PossibleRecord:
    """Return a candidate with those of the draft's parties that its sentence names."""
    named = dict.fromkeys(slug for _, slug in names.find(one.text))
    return one._replace(parties=tuple(slug for slug in named if slug in values.get("parties", {})))


def _names(records: Mapping[str, Values]) -> dict[str, tuple[str, ...]]:
    return {
        slug: (str(values.get("name", slug)), *values.get("aliases", ()))
        for slug, values in records.items()
    }


def _is_headline(text: str, span: TextRange) -> bool:
    """Whether a paragraph is a short line that does not end like a sentence."""
    if span.end - span.start > _LONGEST_HEADLINE:
        return False
    line = text[span.start : span.end]
    return len(line.split()) <= _TITLE_WORDS and not _NO_SENTENCE_END.search(line)


def _quoted(
    text: str, spans: Sequence[TextRange], cast: Cast, found: Attributions, context: DraftContext
) -> Iterator[QuoteRecord]:
    number = 0
    past: list[Attribution] = []
    for one in found.quotations:
        words = text[one.quoted.start : one.quoted.end].split()
        framed = one.speech is not None
        if framed or (len(words) >= 3 and not title_case(words)):
            number += 1
            weak = weak_guess(text, one, past) if context.with_weak and not framed else ""
            yield quote_record(f"q{number}", text, spans, one, cast, weak)
        past.append(one)


def _spoken(
    text: str, spans: Sequence[TextRange], cast: Cast, found: Attributions
) -> Iterator[QuoteRecord]:
    for number, turn in enumerate(turns(text, spans), 1):
        party = next((slug for _, slug in found.parties.find(turn.party or turn.name)), "")
        named_itself = not turn.party and party
        if named_itself:
            who = cast.party(party)
        else:
            person = found.people.named(turn.name.split()[-3:], turn.start)
            who = cast.person(person) if person is not None else ""
            if party and who and "party" not in cast.people[who]:
                cast.people[who] = _with_party(cast.people[who], cast.party(party))
        values: Values = {"who": who} if who else {}
        values |= {"text": text[turn.start : turn.end], "from": f"article#p{turn.paragraph + 1}"}
        values["suggested"] = ["who"]
        yield QuoteRecord(
            f"q{number}", values, (), "record", "named",
            TextRange(turn.start, turn.end), None,
        )  # fmt: skip


def _with_party(values: Values, party: str) -> Values:
    name = {"name": values["name"], "party": party}
    rest = {key: one for key, one in values.items() if key not in (*name, "suggested")}
    return {**name, **rest, "suggested": ["name", "party", *rest]}


def _values(
    article: Article, context: DraftContext, cast: Cast, records: Sequence[QuoteRecord], lang: str
) -> Values:
    given, last = context.given, context.last
    title = given.get("title") or article.title or _first_words(article)
    date = given.get("date") or article.date or context.today
    suggested = [key for key in ("title", "date") if not given.get(key)]
    values: Values = {"brief": "1", "id": context.id, "title": title}
    process = given.get("process") or last.get("process")
    if process:
        values["process"] = process
        number = given.get("round") or last.get("round")
        if number is not None:
            values["round"] = str(number)
            suggested += ["round"] if not given.get("round") else []
    values |= {"date": date, "lang": lang, "status": "draft"}
    values["suggested"] = [*suggested, "summary"]
    values["summary"] = UNWRITTEN
    for section in _SECTIONS:
        own = {"parties": cast.parties, "people": cast.people}.get(section, {})
        both = {**last.get(section, {}), **own}
        values[section] = {
            key: one for key, one in both.items() if f"{section}.{key}" not in context.shared
        }
    values["sources"] = {"article": _source(article, context)}
    values["quotes"] = {one.key: one.values for one in records}
    return {key: value for key, value in values.items() if value or value == 0}


def _first_words(article: Article) -> str:
    told = (one for one in article.paragraphs if not date_alone(one))
    first = " ".join(next(told, "Untitled")[: 2 * _UNTITLED].split())
    if len(first) <= _UNTITLED:
        return first
    return first[:_UNTITLED].rpartition(" ")[0] + " …"


def _source(article: Article, context: DraftContext) -> Values:
    given = context.given
    values = {
        "kind": "transcript" if context.is_record else "news",
        "title": article.title,
        "publisher": given.get("publisher") or article.publisher,
        "url": given.get("url") or article.url,
        "published": article.date,
        "lang": given.get("lang") or article.lang,
        "archive": context.archive,
        "sha256": context.sha256,
    }
    return {key: value for key, value in values.items() if value}


def draft_text(
    values: Mapping[str, Any],
    notes: Mapping[str, Sequence[str]] | None = None,
    possible: Sequence[PossibleRecord] = (),
) -> str:
    """Return the file of a draft: `notes` stand above the lines of their keys."""
    lines = []
    in_quotes = False
    for line in brief_text(values).split("\n"):
        if line and not line[0].isspace():
            in_quotes = line == "quotes:"
        indent = "  " if in_quotes and line.startswith("  ") else ""
        key = line.removeprefix(indent).partition(":")[0]
        if notes and key in notes and (indent or not in_quotes):
            lines += [f"{indent}{each}" for each in comment(notes[key]).splitlines()]
        lines.append(line)
    return "\n".join(lines) + _possible_records(possible)


_FORMS = {
    "agreement": "issue: , text: , parties: [{parties}], attested_by: []",
    "disagreement": "issue: , question: , positions: {{}}",
    "proposal": "issue: , by: , text: ",
}


def _possible_records(possible: Sequence[PossibleRecord]) -> str:
    if not possible:
        return ""
    lines = ["", "Sentences that may state more; make records of them, or delete these lines."]
    for one in possible:
        place = f"article#p{one.paragraph}"
        lines.append(f"{one.kind}?  ¶{one.paragraph}  {one.text}")
        support = "" if one.kind == "disagreement" else f", support: [{place}]"
        form = _FORMS[one.kind].format(parties=", ".join(one.parties))
        lines.append(f"  {{{form}{support}}}")
    return "\n" + comment(lines[1:])
