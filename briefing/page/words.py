"""The plain words of a record: no labels, no signs, no findings."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.lay import Span
from briefing.page.reading import Reading
from briefing.prose import blocks, inline
from briefing.records import Target

if TYPE_CHECKING:
    from briefing.model import Agreement, Disagreement, Proposal, Quote


def words_of(reading: Reading, key: str) -> str:
    """Return the texts of the record `key`, the names in it, and the person's own note on it.

    In reading order, each on a line of its own; Markdown is gone, and so are references.
    """
    note = reading.notes.get(key)
    return "\n".join(text for text in [*_texts(reading, key), note] if text)


def paragraph_text(reading: Reading, key: str) -> str:
    """Return the words of a paragraph of an archived text, `article#p5`; empty for no such one."""
    place = Target.parse(key, reading.archives)
    if place.paragraphs is None:
        return ""
    archive, number = reading.archives[place.source], place.paragraphs[0]
    if number > len(archive.paragraphs):
        return ""
    paragraph = archive.paragraphs[number - 1]
    return archive.text[paragraph.start : paragraph.end]


def _texts(reading: Reading, key: str) -> Iterator[str | None]:
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


def _of_agreement(reading: Reading, agreement: "Agreement") -> Iterator[str | None]:
    yield reading.issue(agreement.issue)
    yield _prose(agreement.text)
    yield agreement.amount
    yield from map(reading.party, (*agreement.parties, *agreement.attested_by))


def _of_dispute(reading: Reading, dispute: "Disagreement") -> Iterator[str | None]:
    yield reading.issue(dispute.issue)
    yield _prose(dispute.question)
    for party, position in dispute.positions.items():
        yield reading.party(party)
        yield _prose(position.text or "")


def _of_proposal(reading: Reading, proposal: "Proposal") -> Iterator[str | None]:
    yield reading.party(proposal.by)
    yield reading.party(proposal.to) if proposal.to else None
    yield _prose(proposal.text)
    yield reading.issue(proposal.issue)


def _of_quote(reading: Reading, quote: "Quote") -> Iterator[str | None]:
    yield from reading.speaker(quote.who)
    yield from (quote.text, quote.original, quote.via)
    yield reading.speaker(quote.to)[0] if quote.to else None
    yield from map(reading.issue, quote.issues)
    yield quote.translated_by
    yield _prose(quote.note or "")


def _of_summary(reading: Reading, key: str) -> str | None:
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
