"""The text of copies: whole texts without screen line breaks, and quotes with their source."""

from typing import TYPE_CHECKING

from briefing.model import dates
from briefing.model.references import Target
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import UNWRAPPED
from briefing.view.brief.panes import page_of
from briefing.view.document import document
from briefing.view.spans import plain

if TYPE_CHECKING:
    from briefing.model.brief import Quote

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.view.markdown import blocks, inline
from briefing.view.spans import Span

if TYPE_CHECKING:
    from briefing.model.brief import Agreement, Disagreement, Proposal, Quote


def item_text(reading: BriefView, pane: int, key: str) -> str:
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


def citation(reading: BriefView, key: str) -> str:
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


def _quotation(reading: BriefView, quote: "Quote", key: str) -> str:
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


def _paragraph(reading: BriefView, key: str) -> str:
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


def _source(reading: BriefView, slug: str) -> list[str]:
    source = reading.brief.sources.get(slug)
    if source is None:
        return [slug] if slug else []
    published = dates.readable(source.published) if source.published else ""
    return [p for p in (source.title or slug, source.publisher, published, source.url) if p]


def brief_text(reading: BriefView) -> str:
    """Return the whole brief as text, nothing wrapped."""
    return "\n".join(plain(line).rstrip() for line in document(reading, UNWRAPPED)) + "\n"


def addresses(reading: BriefView, key: str = "") -> list[str]:
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


def words_of(reading: BriefView, key: str) -> str:
    """Return the texts of the record `key`, the names in it, and the person's own note on it.

    In reading order, each on a line of its own; Markdown is gone, and so are references.
    """
    note = reading.notes.get(key)
    return "\n".join(text for text in [*_texts(reading, key), note] if text)


def paragraph_text(reading: BriefView, key: str) -> str:
    """Return the words of a paragraph of an archived text, `article#p5`; empty for no such one."""
    place = Target.parse(key, reading.archives)
    if place.paragraphs is None:
        return ""
    archive, number = reading.archives[place.source], place.paragraphs[0]
    if number > len(archive.paragraphs):
        return ""
    paragraph = archive.paragraphs[number - 1]
    return archive.text[paragraph.start : paragraph.end]


def _texts(reading: BriefView, key: str) -> Iterator[str | None]:
    brief = reading.brief
    if agreement := brief.agreements.get(key):
        yield from _of_agreement(reading, agreement)
    elif dispute := brief.disagreements.get(key):
        yield from _of_dispute(reading, dispute)
    elif proposal := brief.proposals.get(key):
        yield from _of_proposal(reading, proposal)
    elif quote := brief.quotes.get(key):
        yield from _of_quote(reading, quote)
    elif source := brief.sources.get(key):
        yield from (source.title, source.publisher)
    elif Target.parse(key, reading.archives).source:
        yield paragraph_text(reading, key)
    else:
        yield _of_summary(reading, key)


def _of_agreement(reading: BriefView, agreement: "Agreement") -> Iterator[str | None]:
    yield reading.issue(agreement.issue)
    yield _prose(agreement.text)
    yield agreement.amount
    yield from map(reading.party, (*agreement.parties, *agreement.attested_by))


def _of_dispute(reading: BriefView, dispute: "Disagreement") -> Iterator[str | None]:
    yield reading.issue(dispute.issue)
    yield _prose(dispute.question)
    for party, position in dispute.positions.items():
        yield reading.party(party)
        yield _prose(position.text or "")


def _of_proposal(reading: BriefView, proposal: "Proposal") -> Iterator[str | None]:
    yield reading.party(proposal.by)
    yield reading.party(proposal.to) if proposal.to else None
    yield _prose(proposal.text)
    yield reading.issue(proposal.issue)


def _of_quote(reading: BriefView, quote: "Quote") -> Iterator[str | None]:
    yield from reading.speaker(quote.who)
    yield from (quote.text, quote.original, quote.via)
    yield reading.speaker(quote.to)[0] if quote.to else None
    yield from map(reading.issue, quote.issues)
    yield quote.translated_by
    yield _prose(quote.note or "")


def _of_summary(reading: BriefView, key: str) -> str | None:
    """Return what an item of the first pane says: a block of prose, one of a list, a problem."""
    brief = reading.brief
    name, _, part = key.partition("/")
    number = int(part) if part.isdecimal() else 0
    items: dict[str, Iterator[str]] = {
        "bottom_line": iter([brief.bottom_line or ""]),
        "summary": (block.text for block in blocks(brief.summary)),
        "next": (step.text for step in brief.next),
        "unknown": iter(brief.unknown),
        "timeline": (event.text for event in brief.timeline),
        "problem": (problem.message for problem in reading.problems),
    }
    texts = list(items.get(name, ()))
    return _prose(texts[max(number, 1) - 1]) if 0 <= number <= len(texts) and texts else None


def _prose(text: str) -> str:
    """Return Markdown prose without its signs; what only names a record or address is left out."""
    return "".join(" " if _is_bare(span) else span.text for span in inline(text))


def _is_bare(span: Span) -> bool:
    """Whether a span shows nothing but what it leads to."""
    return span.target is not None and span.text == str(span.target)
