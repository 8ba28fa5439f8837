"""The text of copies: whole texts without screen line breaks, and quotes with their source."""

from typing import TYPE_CHECKING

from briefing import dates
from briefing.lay import plain
from briefing.page.document import document
from briefing.page.panes import page_of
from briefing.page.reading import Reading
from briefing.page.sheet import UNWRAPPED
from briefing.page.words import paragraph_text
from briefing.records import Target

if TYPE_CHECKING:
    from briefing.model import Quote


def item_text(reading: Reading, pane: int, key: str) -> str:
    """Return what the item `key` of a pane says, one line for each of its parts.

    To whom the brief may go, and that it is superseded, or a draft, stand above them.
    """
    page = page_of(reading, pane, UNWRAPPED)
    index = page.item_of(key)
    if index < 0:
        return ""
    item = page.items[index]
    rows = (" ".join(plain(line).split()) for line in page.lines[item.first : item.last])
    return "\n".join([*reading.cautions, *rows])


def citation(reading: Reading, key: str) -> str:
    """Return a quote with its speaker, source, paragraph and verdict, or a paragraph of a source.

    `“words” (Rustem Umerov, Ukraine), in: title, publisher, 2 June 2025, address, ¶5 [verbatim]`,
    and `“words”, in: title, publisher, 2 June 2025, address, ¶5, brief#article#p5`. Empty for
    anything else.

    To whom the brief may go stands before it, `TLP:AMBER `; what is said of one that is superseded,
    or a draft, follows: `(brief superseded by two)`.
    """
    quote = reading.brief.quotes.get(key)
    said = _quotation(reading, quote, key) if quote is not None else _paragraph(reading, key)
    return f"{reading.confines} {said}" if reading.confines and said else said


def _quotation(reading: Reading, quote: "Quote", key: str) -> str:
    """Return a quote with whose words they are, where they stand, and whether they do."""
    name, party = reading.speaker(quote.who)
    speaker = f"{name}, {party}" if party else name
    finding = reading.findings.get(key)
    cited = Target.place(quote.from_) if quote.from_ else Target()
    verdict = f" [{finding.says}]" if finding else ""
    if finding is not None and finding.place is not None:
        first = finding.place.paragraph
        cited = Target(source=finding.place.source, paragraphs=(first, first))
    parts = _source(reading, cited.source) + _paragraphs(cited)
    where = f", in: {', '.join(parts)}" if parts else ""
    # The source is not what is superseded.
    standing = f" (brief {reading.standing})" if reading.standing else ""
    return f"“{quote.text}” ({speaker}){where}{verdict}{standing}"


def _paragraph(reading: Reading, key: str) -> str:
    """Return a paragraph of an archived text with its source and where it is found again."""
    place = Target.parse(key, reading.archives)
    words = " ".join(paragraph_text(reading, key).split())
    if not words:
        return ""
    where = [*_source(reading, place.source), *_paragraphs(place), f"{reading.brief.id}#{key}"]
    return f"“{words}”, in: {', '.join(where)}"


def _paragraphs(place: Target) -> list[str]:
    """Return the paragraphs of a place as they are cited: `¶5-6`, or nothing."""
    if place.paragraphs is None:
        return []
    first, last = place.paragraphs
    return [f"¶{first}" if last == first else f"¶{first}-{last}"]


def _source(reading: Reading, slug: str) -> list[str]:
    source = reading.brief.sources.get(slug)
    if source is None:
        return [slug] if slug else []
    published = dates.readable(source.published) if source.published else ""
    return [p for p in (source.title or slug, source.publisher, published, source.url) if p]


def brief_text(reading: Reading) -> str:
    """Return the whole brief as text, nothing wrapped."""
    return "\n".join(plain(line).rstrip() for line in document(reading, UNWRAPPED)) + "\n"


def addresses(reading: Reading, key: str = "") -> list[str]:
    """Return the addresses of the sources that the record `key` rests on, or of all sources."""
    cited: list[str] = []
    quote = reading.brief.quotes.get(key)
    record = reading.brief.agreements.get(key) or reading.brief.proposals.get(key)
    if quote is not None and quote.from_:
        cited = [quote.from_]
    elif record is not None:
        cited = list(record.support)
    elif source := Target.parse(key, reading.brief.sources).source:
        cited = [source]
    slugs = [Target.place(place).source for place in cited] or list(reading.brief.sources)
    found = (reading.brief.sources[slug].url for slug in slugs if slug in reading.brief.sources)
    return list(dict.fromkeys(address for address in found if address))
