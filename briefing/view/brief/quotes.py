"""The Quotes pane: the speaker, the words, and the verdict on them."""

from collections.abc import Mapping
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from briefing.model import dates
from briefing.model.references import Target
from briefing.text.numbers import quantity
from briefing.text.word_changes import OF_QUOTE, Marks, Side, differences
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import UNWRAPPED, PaneView, ViewBuilder
from briefing.view.spans import Line, Span

if TYPE_CHECKING:  # Both take time to load, which the first screen does not wait for.
    from briefing.evidence import QuoteCheck
    from briefing.model.brief import Quote

_ROLES: dict[Side, str] = {"same": "muted", "old": "added", "new": "removed"}
_MOST_REPORTS = 5  # other reports of one utterance that are shown under a quote
_MOST_WORDS = 500  # characters of a text that may be shown under many quotes


def quotes(builder: ViewBuilder) -> PaneView:
    """Return the Quotes pane, as `builder` lays it out."""
    view = builder.view
    reports = SameUtterance(view.brief.quotes)
    for key, quote in view.brief.quotes.items():
        check = view.checks.get(key)
        builder.gap()
        rows = [*_quote(builder, key, quote, check), *_reports(builder, key, reports)]
        # The place in the source is what Enter leads to first.
        places = [check.place.characters] if check is not None and check.place is not None else []
        builder.item(key, rows, targets=places)
    builder.left_out("quotes", nothing="No quotes.")
    return builder.pane()


def _quote(
    builder: ViewBuilder, key: str, quote: "Quote", check: "QuoteCheck | None"
) -> list[Line]:
    view = builder.view
    name, party = (_cut(view, one) for one in view.speaker(quote.who))
    left = [Span(name, "party")]
    left += [Span(f" ({party})", "muted")] if party else []
    both = quote.verb is not None and {"who", "verb"} <= set(quote.suggested)  # then marked once
    left += builder.doubt(quote, "who") if quote.who and not both else []
    left += [Span(f" {quote.verb}", "muted"), *builder.doubt(quote, "verb")] if quote.verb else []
    marked = quote.kind != "paraphrase"
    text = f"{view.signs.open}{quote.text}{view.signs.close}" if marked else quote.text
    words = [Span(text, "quote"), *builder.doubt(quote, "text")]
    verdict = _verdict(builder, quote, check)
    if builder.width >= UNWRAPPED:
        rows = builder.headed(key, (), [*left, Span(": "), *words], verdict)
    else:
        rows = builder.headed(key, (_sign(view, check), Span(" ")), left, verdict)
        rows += builder.flow(words, indent=2)
    if quote.original:
        lang = f" ({quote.lang})" if quote.lang else ""
        spans = [Span(f"original{lang}: ", "muted"), Span(quote.original, "quote")]
        rows += builder.flow(spans, indent=2)
    return [*rows, *_difference(builder, check), *_details(builder, quote, check)]


def _sign(view: BriefView, check: "QuoteCheck | None") -> Span:
    if check is None:
        return Span(view.signs.quoted, "muted")
    verdict = check.verdict
    return Span(verdict.ascii if view.signs.plain else verdict.glyph, verdict.tone)


def _verdict(builder: ViewBuilder, quote: "Quote", check: "QuoteCheck | None") -> Line:
    """Return the right end of a quote's first row: the verdict in a word, and the paragraph."""
    spans: list[Span] = []
    apart = Span(", " if builder.width >= UNWRAPPED else " ")
    if check is not None:
        spans += [Span("original ", "muted")] if check.of_original else []
        spans.append(Span(check.verdict.word, check.verdict.tone))
    if check is not None and (place := check.place) is not None:
        spans += [apart, Span(builder.place(place.paragraphs), "mark", place.characters)]
    elif quote.from_:
        cited = Target.place(quote.from_)
        spans += [apart, Span(builder.place(cited), "mark", cited)]
    return tuple(spans)


def _difference(builder: ViewBuilder, check: "QuoteCheck | None") -> list[Line]:
    """Return where the words of an altered quote differ from those of the archived text."""
    if check is None:
        return []
    signs, spans = builder.view.signs, list[Span]()
    marks = Marks(signs.open, signs.close, f" {signs.dot} ", signs.ellipsis)
    runs = (run.side for run in check.difference)
    for pieces in differences(runs, OF_QUOTE, marks):
        spans += [Span("; ", "muted")] if spans else []
        spans += [Span(text, _ROLES[side]) for side, text in pieces if text]
    return builder.flow(spans, indent=2) if spans else []


def _details(builder: ViewBuilder, quote: "Quote", check: "QuoteCheck | None") -> list[Line]:
    view = builder.view
    facts = {
        "via ": quote.via,
        "said on ": dates.readable(quote.said_on) if quote.said_on else "",
        "to ": _cut(view, view.speaker(quote.to)[0]) if quote.to else "",
        "about ": ", ".join(_cut(view, view.issue(issue)) for issue in quote.issues),
        "translated by ": quote.translated_by,
        # Where the verdict does not say so.
        "": quote.kind if quote.kind == "paraphrase" and check is None else "",
    }
    lines = [Span(view.dotted(*(f"{lead}{fact}" for lead, fact in facts.items() if fact)), "muted")]
    if check is not None and check.lacks_speaker:
        lines.append(Span("the speaker is not named near these words", "warn"))
    if check is not None and check.elsewhere:
        lines.append(Span("found outside the cited paragraph", "warn"))
    rows = [row for line in lines if line.text for row in builder.flow([line], indent=2)]
    return rows + (builder.text(quote.note, indent=2) if quote.note else [])


class SameUtterance:
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


def _reports(builder: ViewBuilder, key: str, reports: SameUtterance) -> list[Line]:
    """Return the other reports of the same utterance, each with the beginning of its words."""
    view = builder.view
    rows: list[Line] = []
    others, more = reports.beside(key)
    for other_key in others:
        other = view.brief.quotes[other_key]
        cited = Target.place(other.from_).source if other.from_ else ""
        source = _cut(view, other.via or cited)
        words = f"{view.signs.open}{_cut(view, other.text)}{view.signs.close}"
        lead = f"also reported{f' by {source}' if source else ''} as "
        spans = [Span(lead, "muted"), Span(f"[{other_key}]", "mark", Target(other_key))]
        rows += builder.flow([*spans, Span(" "), Span(words, "quote")], indent=2)
    if more:
        rest = f"and in {quantity(more, 'more quote')}"
        rows += builder.flow([Span(rest, "muted")], indent=2)
    return rows


def _cut(view: BriefView, text: str) -> str:
    short = text[:_MOST_WORDS]
    return text if short == text else short.rstrip() + view.signs.ellipsis
