"""A brief for reading, without notation: sections of entries in which every name is resolved."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from briefing.catalogue.values import tlp_label
from briefing.exchange.outgoing.walk import (
    SUGGESTED,
    OutgoingRecord,
    of_section,
    speaker_names,
)
from briefing.model import dates
from briefing.model.references import Target
from briefing.model.rows import whose_word
from briefing.view.brief.asides import asides_of
from briefing.view.brief.brief_view import BriefView, verdict_counts
from briefing.view.brief.head import parties


class CitedPlace(NamedTuple):
    """A place in a source."""

    source: str
    """The slug of the source."""
    name: str
    """The title of the source, else its publisher, else its slug."""
    label: str
    """The paragraph, `¶5` or `¶5-6`; empty for the whole source."""
    paragraph: int = 0
    """The first paragraph, from 1; 0 for the whole source."""


class ReadingEntry(NamedTuple):
    """One record for reading; texts are plain but for `prose`."""

    key: str
    """Its key in the brief: `a1`, `d1/russia`."""
    title: str
    """The heading: the issue, the speaker, the date."""
    prose: str = ""
    """Its text in Markdown."""
    words: str = ""
    """The quoted words, without quotation marks."""
    facts: tuple[str, ...] = ()
    """What else it says, each a few words: `stated by: Ukraine`, `due 1 July 2025`."""
    cited: tuple[CitedPlace, ...] = ()
    """The places that it rests on."""
    quotes: tuple[str, ...] = ()
    """The quotes that it rests on: `q1`, or `other-brief#q1`."""
    address: str = ""
    """The address of a source."""
    asides: tuple[str, ...] = ()
    """Suggested values, and what an import left over."""
    note: str = ""
    """The person's own note on it, if notes are exported."""
    parts: "tuple[ReadingEntry, ...]" = ()
    """The positions on a question."""
    lang: str = ""
    """The language of the words, BCP 47; empty if unknown or that of the brief."""
    place: str = ""
    """The source in whose archived text the words were found; empty if they were not."""
    is_paraphrase: bool = False
    """Whether the words are not the speaker's own, and so stand without quotation marks."""

    @property
    def is_record(self) -> bool:
        """Whether references can name it."""
        return "/" not in self.key and bool(self.key)


class ReadingSection(NamedTuple):
    """Entries of one kind."""

    title: str
    """Its heading."""
    entries: tuple[ReadingEntry, ...]
    """At least one."""


def sections(view: BriefView) -> Iterator[ReadingSection]:
    """Yield the sections of a brief that have entries, the sources last."""
    asides = _asides(view)

    def whole(entry: ReadingEntry) -> ReadingEntry:
        beside, note = asides.get(entry.key, ()), view.notes.get(entry.key, "")
        return entry._replace(asides=beside, note=note, parts=tuple(map(whole, entry.parts)))

    for title, section, entry_of in _SECTIONS:
        entries = tuple(whole(entry_of(each)) for each in of_section(view, section))
        if entries:
            yield ReadingSection(title, entries)


def _asides(view: BriefView) -> Mapping[str, tuple[str, ...]]:
    return {
        key: tuple(f"{aside.label}: {aside.text}" for aside in asides)
        for key, asides in asides_of(view.brief).items()
    }


def about(view: BriefView) -> list[str]:
    """Return the facts on the brief itself: date, place, round, parties, counts, id and mark."""
    brief = view.brief
    total = f" of {view.rounds}" if view.rounds else ""
    date = SUGGESTED if "date" in brief.suggested else ""
    facts = (
        dates.readable(brief.date) + date, str(brief.place or ""),
        "" if brief.round is None else f"round {brief.round}{total}",
        f"process {brief.process}" if brief.process else "",
        parties(view), f"quotes: {verdict_counts(view)}" if brief.quotes else "",
        brief.id, brief.status or "", tlp_label(brief.handling or ""),
        f"by {', '.join(brief.authors)}" if brief.authors else "",
        f"updated {brief.updated}" if brief.updated else "",
        f"supersedes {brief.supersedes}" if brief.supersedes else "",
        f"tags: {', '.join(brief.tags)}" if brief.tags else "",
    )  # fmt: skip
    meta = (f"{key}: {value}" for key, value in view.meta)
    doubts = (
        [f"? suggested, not confirmed: {', '.join(brief.suggested)}"] if brief.suggested else []
    )
    return [*filter(None, facts), *meta, *_asides(view).get("", ()), *doubts]


def cautions(view: BriefView) -> list[str]:
    """Return what must stand above a brief: its mark, its standing, what could not be read."""
    missing = ", ".join(path or "more" for path in view.missing)
    gaps = [f"missing here because of errors: {missing}"] if view.missing else []
    return [*view.cautions, *gaps]


def names(view: BriefView) -> list[tuple[str, str]]:
    """Return the kinds of names with each slug beside its name, in a line."""
    brief = view.brief
    people = {
        slug: ", ".join(filter(None, (one.name, one.role))) for slug, one in brief.people.items()
    }
    kinds: dict[str, Mapping[str, str]] = {
        "Parties": {slug: view.party(slug) for slug in brief.parties},
        "People": people,
        "Issues": {slug: view.issue(slug) for slug in brief.issues},
    }
    return [
        (
            kind,
            "; ".join(slug if slug == name else f"{name} ({slug})" for slug, name in one.items()),
        )
        for kind, one in kinds.items()
        if one
    ]


def _cited(view: BriefView, places: Iterable[str]) -> tuple[CitedPlace, ...]:
    return tuple(_place(view, Target.place(text)) for text in places)


def _place(view: BriefView, place: Target) -> CitedPlace:
    source = view.brief.sources.get(place.source)
    name = source and (source.title or source.publisher)
    first, last = place.paragraphs or (0, 0)
    label = f"¶{first}" + (f"-{last}" if last != first else "") if first else ""
    return CitedPlace(place.source, name or place.source, label, first)


def _facts(*facts: str | None) -> tuple[str, ...]:
    return tuple(filter(None, facts))


def _due(each: OutgoingRecord, key: str, lead: str = "") -> str:
    date = getattr(each.record, key)
    return each.said(key, f"{lead}{dates.readable(date)}") if date else ""


def _agreement(each: OutgoingRecord) -> ReadingEntry:
    view, agreed = each.view, each.record
    word = whose_word(agreed.parties, agreed.attested_by, view.party)
    sides = "attested_by" if "attested_by" in each.suggested else "parties"
    return ReadingEntry(
        each.key, each.said("issue", view.issue(agreed.issue)),
        prose=each.said("text", agreed.text),
        facts=_facts(
            each.said("status", agreed.status), each.said("amount", agreed.amount),
            _due(each, "due", "due "), each.said(sides, word),
        ),
        cited=_cited(view, agreed.support), quotes=agreed.quotes,
    )  # fmt: skip


def _disagreement(each: OutgoingRecord) -> ReadingEntry:
    view, dispute = each.view, each.record
    positions = (
        OutgoingRecord(view, "positions", f"{each.key}/{party}", position)
        for party, position in dispute.positions.items()
    )
    return ReadingEntry(
        each.key, each.said("issue", view.issue(dispute.issue)),
        prose=each.said("question", dispute.question),
        facts=_facts(each.said("kind", dispute.kind), each.said("status", dispute.status)),
        parts=tuple(map(_position, positions)),
    )  # fmt: skip


def _position(each: OutgoingRecord) -> ReadingEntry:
    position = each.record
    party = each.view.party(each.key.partition("/")[2])
    return ReadingEntry(
        each.key, f"{party} {each.said('stance', position.stance)}",
        prose=each.said("text", position.text), cited=_cited(each.view, position.support),
        quotes=position.quotes,
    )  # fmt: skip


def _proposal(each: OutgoingRecord) -> ReadingEntry:
    view, offer = each.view, each.record
    by = each.said("by", view.party(offer.by))
    to = f" to {each.said('to', view.party(offer.to))}" if offer.to else ""
    return ReadingEntry(
        each.key, f"{by}{to}: {each.said('issue', view.issue(offer.issue))}",
        prose=each.said("text", offer.text),
        facts=_facts(each.said("status", offer.status), _due(each, "date")),
        cited=_cited(view, offer.support), quotes=offer.quotes,
    )  # fmt: skip


def _quote(each: OutgoingRecord) -> ReadingEntry:
    view, quote, check = each.view, each.record, each.view.checks.get(each.key)
    name, party = speaker_names(each)
    title = name + (f" ({party})" if party else "")
    place = _cited(view, [quote.from_]) if quote.from_ else ()
    if check is not None and check.place is not None:
        place = (_place(view, check.place.paragraphs),)
    lang = f" ({quote.lang})" if quote.lang else ""
    return ReadingEntry(
        each.key, " ".join(filter(None, (title, each.said("verb", quote.verb)))),
        words=quote.text, prose=each.said("note", quote.note),
        facts=_facts(
            check.says if check else quote.kind if quote.kind == "paraphrase" else "",
            f"original{lang}: {quote.original}" if quote.original else "",
            SUGGESTED.strip(" ()") if "text" in each.suggested else "", *_details(each),
        ),
        cited=place, is_paraphrase=quote.kind == "paraphrase", lang=quote.lang or "",
        place=check.place.source if check is not None and check.place is not None else "",
    )  # fmt: skip


def _details(each: OutgoingRecord) -> Iterator[str]:
    view, quote, check = each.view, each.record, each.view.checks.get(each.key)
    to = view.speaker(quote.to)[0] if quote.to else ""
    about_issues = ", ".join(map(view.issue, quote.issues))
    for key, lead, text in (
        ("via", "via", quote.via), ("said_on", "said on", dates.readable(quote.said_on or "")),
        ("to", "to", to), ("issues", "about", about_issues),
        ("translated_by", "translated by", quote.translated_by),
        ("same_as", "same as", quote.same_as),
    ):  # fmt: skip
        if text:
            yield f"{lead} {each.said(key, text)}"
    if check is not None and check.lacks_speaker:
        yield "the speaker is not named near these words"
    if check is not None and check.elsewhere:
        yield "found outside the cited paragraph"


def _event(each: OutgoingRecord) -> ReadingEntry:
    event = each.record
    return ReadingEntry(
        each.key, _due(each, "date"), prose=each.said("text", event.text),
        cited=_cited(each.view, event.support),
    )  # fmt: skip


def _step(each: OutgoingRecord) -> ReadingEntry:
    return ReadingEntry(each.key, _due(each, "date"), prose=each.said("text", each.record.text))


def _unknown(each: OutgoingRecord) -> ReadingEntry:
    return ReadingEntry(each.key, "", prose=each.record)


def _source(each: OutgoingRecord) -> ReadingEntry:
    source, held = each.record, each.key in each.view.archives
    kept = f"archived: {source.archive}" if source.archive else "no archived text"
    return ReadingEntry(
        each.key, each.said("title", source.title or source.publisher or each.key),
        facts=_facts(
            each.said("kind", source.kind),
            each.said("publisher", source.publisher) if source.title else "",
            _due(each, "published"), _due(each, "accessed", "read "), source.lang,
            f"rated {source.rating}" if source.rating else "",
            f"translation of {source.translation_of}" if source.translation_of else "",
            kept + (" (not available)" if source.archive and not held else ""),
        ),
        address=source.url or "",
    )  # fmt: skip


_SECTIONS: tuple[tuple[str, str, Callable[[OutgoingRecord], ReadingEntry]], ...] = (
    ("Agreements", "agreements", _agreement),
    ("Disagreements", "disagreements", _disagreement),
    ("Proposals", "proposals", _proposal),
    ("Quotes", "quotes", _quote),
    ("Timeline", "timeline", _event),
    ("Next", "next", _step),
    ("Unknown", "unknown", _unknown),
    ("Sources", "sources", _source),
)
