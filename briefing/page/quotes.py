"""The Quotes pane: who said it, the words, and whether they stand in the source."""

from typing import TYPE_CHECKING

from briefing import dates
from briefing.lay import Line, Span
from briefing.page.reading import Reading
from briefing.page.sheet import Page, Sheet

if TYPE_CHECKING:
    from briefing.evidence import Finding
    from briefing.model import Quote

_ROLES = {
    "verbatim": "good", "typography": "good", "omissions": "good", "altered": "bad",
    "not found": "bad", "ambiguous": "warn",
}  # fmt: skip


def quotes(reading: Reading, width: int) -> Page:
    """Lay the Quotes pane out in `width` cells."""
    sheet = Sheet(reading, width)
    for key, quote in reading.brief.quotes.items():
        sheet.gap()
        sheet.item(key, _quote(sheet, key, quote), targets=_leads(reading, key))
    if not reading.brief.quotes:
        sheet.lines += sheet.flow([Span("Nobody is quoted.", "muted")])
    return sheet.page()


def _leads(reading: Reading, key: str) -> list[str]:
    """Return the place in the source first, if the words were found."""
    finding = reading.findings.get(key)
    if finding is None or finding.place is None:
        return []
    return [f"{finding.place.source}@{finding.place.start}-{finding.place.end}"]


def _quote(sheet: Sheet, key: str, quote: "Quote") -> list[Line]:
    reading = sheet.reading
    finding = reading.findings.get(key)
    name, party = reading.speaker(quote.who)
    left = [Span(name, "party")]
    left += [Span(f" ({party})", "muted")] if party else []
    left += [Span(f" {quote.verb}", "muted")] if quote.verb else []
    sign = (_glyph(reading, finding), Span(" "))
    rows = sheet.headed(sign, left, _verdict(sheet, quote, finding))
    rows += _words(sheet, quote)
    rows += _difference(sheet, finding)
    return [*rows, *_details(sheet, key, quote, finding)]


def _glyph(reading: Reading, finding: "Finding | None") -> Span:
    if finding is None:
        return Span(reading.signs.quoted, "muted")
    verdict = finding.verdict
    sign = verdict.ascii if reading.signs.plain else verdict.glyph
    return Span(sign, _ROLES.get(verdict.word, "muted"))


def _verdict(sheet: Sheet, quote: "Quote", finding: "Finding | None") -> Line:
    """Return the right end of a quote's first row: the verdict in a word, and the paragraph."""
    spans: list[Span] = []
    if finding is not None:
        spans += [Span("original ", "muted")] if finding.of_original else []
        spans.append(Span(finding.verdict.word, _ROLES.get(finding.verdict.word, "muted")))
        if finding.place is not None:
            place = finding.place
            paragraphs = f"{place.source}#p{place.paragraph}"
            if place.paragraph_end != place.paragraph:
                paragraphs += f"-{place.paragraph_end}"
            lead = f"{place.source}@{place.start}-{place.end}"
            return (*spans, Span(" "), Span(sheet.place(paragraphs), "mark", lead))
    if quote.from_:
        spans += [Span(" "), Span(sheet.place(quote.from_), "mark", quote.from_)]
    return tuple(spans)


def _words(sheet: Sheet, quote: "Quote") -> list[Line]:
    signs = sheet.reading.signs
    marked = quote.kind != "paraphrase"
    text = f"{signs.open}{quote.text}{signs.close}" if marked else quote.text
    rows = sheet.flow([Span(text, "quote")], indent=2)
    if quote.original:
        lang = f" ({quote.lang})" if quote.lang else ""
        spans = [Span(f"original{lang}: ", "muted"), Span(quote.original, "quote")]
        rows += sheet.flow(spans, indent=2)
    return rows


def _difference(sheet: Sheet, finding: "Finding | None") -> list[Line]:
    """Return the words that the archived text has instead, where the quote is altered."""
    if finding is None or not finding.difference:
        return []
    spans = [Span("source has: ", "muted")]
    for change in finding.difference:
        # The sign says it too: a colour alone means nothing.
        left, right = {"removed": ("[+", "+]"), "added": ("[-", "-]")}.get(change.kind, ("", ""))
        role = {"removed": "added", "added": "removed"}.get(change.kind, "plain")
        spans += [Span(f"{left}{change.text}{right}", role), Span(" ")]
    return sheet.flow(spans, indent=2)


def _details(sheet: Sheet, key: str, quote: "Quote", finding: "Finding | None") -> list[Line]:
    reading = sheet.reading
    kind = quote.kind if quote.kind == "paraphrase" else ""
    about = ", ".join(reading.issue(issue) for issue in quote.issues)
    said = dates.readable(quote.said_on) if quote.said_on else ""
    to = reading.speaker(quote.to)[0] if quote.to else ""
    facts = [
        ("via ", quote.via), ("said on ", said), ("to ", to), ("about ", about),
        ("translated by ", quote.translated_by), ("", kind),
    ]  # fmt: skip
    dot = f" {reading.signs.dot} "
    told = dot.join(f"{lead}{fact}" for lead, fact in facts if fact)
    rows = sheet.flow([Span(told, "muted")], indent=2) if told else []
    if finding is not None and finding.speaker is not None and finding.speaker.value == "not named":
        rows += sheet.flow([Span("the speaker is not named near these words", "warn")], indent=2)
    if finding is not None and finding.elsewhere:
        rows += sheet.flow([Span("found outside the paragraph that is cited", "warn")], indent=2)
    if quote.note:
        rows += sheet.text(quote.note, "plain", first=(Span("  "),), rest=(Span("  "),))
    return [*rows, *_variants(sheet, key, quote)]


def _variants(sheet: Sheet, key: str, quote: "Quote") -> list[Line]:
    """Return the other reports of the same utterance, each with its words."""
    reading = sheet.reading
    rows: list[Line] = []
    for other_key, other in reading.brief.quotes.items():
        if other_key == key or not _same(key, quote, other_key, other):
            continue
        source = other.via or (other.from_ or "").partition("#")[0]
        words = f"{reading.signs.open}{other.text}{reading.signs.close}"
        lead = f"also reported{f' by {source}' if source else ''} as "
        spans = [Span(lead, "muted"), Span(reading.named(other_key), "mark", other_key)]
        rows += sheet.flow([*spans, Span(" "), Span(words, "quote")], indent=2)
    return rows


def _same(key: str, quote: "Quote", other_key: str, other: "Quote") -> bool:
    """Whether two quotes are of one utterance: one names the other, or both a third."""
    if quote.same_as == other_key or other.same_as == key:
        return True
    return quote.same_as is not None and quote.same_as == other.same_as
