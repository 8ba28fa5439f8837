"""The Quotes pane: the speaker, the words, and the verdict on them."""

from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from briefing.model import dates
from briefing.model.references import Target
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import PaneView, ViewBuilder
from briefing.view.spans import Line, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.evidence import QuoteCheck
    from briefing.model.brief import Quote

_MOST_REPORTS = 5  # other reports of one utterance that are shown under a quote
_MOST_WORDS = 500  # characters of a text that may be shown under many quotes


def quotes(reading: BriefView, width: int) -> PaneView:
    """Lay the Quotes pane out in `width` cells."""
    sheet = ViewBuilder(reading, width)
    reports = _Reports(reading.brief.quotes)
    for key, quote in reading.brief.quotes.items():
        sheet.gap()
        rows = [*_quote(sheet, key, quote), *_variants(sheet, key, reports)]
        sheet.item(key, rows, targets=_leads(reading, key))
    if not reading.brief.quotes:
        sheet.lines += sheet.flow([Span("No quotes.", "muted")])
    return sheet.page()


def _leads(reading: BriefView, key: str) -> list[Target]:
    """Return the place in the source first, if the words were found."""
    finding = reading.findings.get(key)
    return [finding.place.characters] if finding is not None and finding.place is not None else []


def _quote(sheet: ViewBuilder, key: str, quote: "Quote") -> list[Line]:
    reading = sheet.reading
    finding = reading.findings.get(key)
    name, party = (_cut(reading, one) for one in reading.speaker(quote.who))
    left = [Span(name, "party")]
    left += [Span(f" ({party})", "muted")] if party else []
    left += [Span(f" {quote.verb}", "muted")] if quote.verb else []
    sign = (_glyph(reading, finding), Span(" "))
    rows = sheet.headed(sign, left, _verdict(sheet, quote, finding))
    rows += _words(sheet, quote)
    rows += _difference(sheet, finding)
    return [*rows, *_details(sheet, quote, finding)]


def _glyph(reading: BriefView, finding: "QuoteCheck | None") -> Span:
    if finding is None:
        return Span(reading.signs.quoted, "muted")
    verdict = finding.verdict
    sign = verdict.ascii if reading.signs.plain else verdict.glyph
    return Span(sign, verdict.tone)


def _verdict(sheet: ViewBuilder, quote: "Quote", finding: "QuoteCheck | None") -> Line:
    """Return the right end of a quote's first row: the verdict in a word, and the paragraph."""
    spans: list[Span] = []
    if finding is not None:
        spans += [Span("original ", "muted")] if finding.of_original else []
        spans.append(Span(finding.verdict.word, finding.verdict.tone))
        if finding.place is not None:
            place = finding.place
            shown = sheet.place(place.paragraphs)
            return (*spans, Span(" "), Span(shown, "mark", place.characters))
    if quote.from_:
        cited = Target.place(quote.from_)
        spans += [Span(" "), Span(sheet.place(cited), "mark", cited)]
    return tuple(spans)


def _words(sheet: ViewBuilder, quote: "Quote") -> list[Line]:
    signs = sheet.reading.signs
    marked = quote.kind != "paraphrase"
    text = f"{signs.open}{quote.text}{signs.close}" if marked else quote.text
    rows = sheet.flow([Span(text, "quote")], indent=2)
    if quote.original:
        lang = f" ({quote.lang})" if quote.lang else ""
        spans = [Span(f"original{lang}: ", "muted"), Span(quote.original, "quote")]
        rows += sheet.flow(spans, indent=2)
    return rows


def _difference(sheet: ViewBuilder, finding: "QuoteCheck | None") -> list[Line]:
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


def _details(sheet: ViewBuilder, quote: "Quote", finding: "QuoteCheck | None") -> list[Line]:
    reading = sheet.reading
    kind = quote.kind if quote.kind == "paraphrase" else ""
    about = ", ".join(_cut(reading, reading.issue(issue)) for issue in quote.issues)
    said = dates.readable(quote.said_on) if quote.said_on else ""
    to = _cut(reading, reading.speaker(quote.to)[0]) if quote.to else ""
    facts = [
        ("via ", quote.via), ("said on ", said), ("to ", to), ("about ", about),
        ("translated by ", quote.translated_by), ("", kind),
    ]  # fmt: skip
    dot = f" {reading.signs.dot} "
    told = dot.join(f"{lead}{fact}" for lead, fact in facts if fact)
    rows = sheet.flow([Span(told, "muted")], indent=2) if told else []
    if finding is not None and finding.lacks_speaker:
        rows += sheet.flow([Span("the speaker is not named near these words", "warn")], indent=2)
    if finding is not None and finding.elsewhere:
        rows += sheet.flow([Span("found outside the cited paragraph", "warn")], indent=2)
    if quote.note:
        rows += sheet.text(quote.note, "plain", first=(Span("  "),), rest=(Span("  "),))
    return rows


class _Reports:
    """Which quotes of a brief report one utterance: one names the other, or both a third."""

    def __init__(self, quotes: "Mapping[str, Quote]") -> None:
        self._quotes = quotes
        self._place = {key: place for place, key in enumerate(quotes)}
        self._naming: dict[str, list[str]] = {}
        for key, quote in quotes.items():
            if quote.same_as is not None and quote.same_as != key:
                self._naming.setdefault(quote.same_as, []).append(key)

    def beside(self, key: str) -> tuple[list[str], int]:
        """Return the first `_MOST_REPORTS` other quotes of the utterance, and how many more."""
        named = self._quotes[key].same_as
        groups = [self._naming.get(key, [])]
        if named is not None and named != key:
            groups.append(self._naming[named])
            # Two may name each other, and then the one stands among those that name the other.
            if named in self._quotes and self._quotes[named].same_as != key:
                groups.append([named])
        others = (other for other in merge(*groups, key=self._place.__getitem__) if other != key)
        total = sum(map(len, groups)) - (len(groups) > 1)
        first = list(islice(others, _MOST_REPORTS))
        return first, total - len(first)


def _variants(sheet: ViewBuilder, key: str, reports: _Reports) -> list[Line]:
    """Return the other reports of the same utterance, each with the beginning of its words."""
    reading = sheet.reading
    rows: list[Line] = []
    others, more = reports.beside(key)
    for other_key in others:
        other = reading.brief.quotes[other_key]
        source = _cut(
            reading, other.via or (Target.place(other.from_).source if other.from_ else "")
        )
        words = f"{reading.signs.open}{_cut(reading, other.text)}{reading.signs.close}"
        lead = f"also reported{f' by {source}' if source else ''} as "
        spans = [Span(lead, "muted"), Span(reading.named(other_key), "mark", Target(other_key))]
        rows += sheet.flow([*spans, Span(" "), Span(words, "quote")], indent=2)
    if more:
        rows += sheet.flow(
            [Span(f"and in {more:,} more quote{'s' * (more > 1)}", "muted")], indent=2
        )
    return rows


def _cut(reading: BriefView, text: str) -> str:
    """Return the beginning of what is shown under many quotes."""
    return (
        text if len(text) <= _MOST_WORDS else text[:_MOST_WORDS].rstrip() + reading.signs.ellipsis
    )
