"""The page builder, and the page that it builds."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.model.references import Target
from briefing.text.width import cut
from briefing.view.brief.brief_view import BriefView
from briefing.view.markdown import blocks, inline, lay_block
from briefing.view.spans import Line, Span, flow, flow_with_right

UNWRAPPED = 1_000_000
"""A width in which nothing is wrapped and nothing is filled up with spaces: for what is copied."""


MAX_REPEATED = 160
"""Cells of an issue's title where a page repeats it: two rows of a usual window."""


class Item(NamedTuple):
    """Something on a page that the cursor can stand on."""

    key: str
    """The record it shows: `a1`, `q3`, `summary/2`; `article#p5` for a paragraph of a source."""
    first: int
    """Its first row, from 0."""
    last: int
    """One past its last row."""
    targets: tuple[Target, ...]
    """What it leads to, in reading order, each once."""


@dataclass(frozen=True, slots=True)
class PaneView:
    """What one pane shows, laid out for one width."""

    lines: tuple[Line, ...] = ()
    """The rows, top first; none is wider than the width asked for."""
    items: tuple[Item, ...] = ()
    """Where the cursor can stand, top first; their rows ascend and do not overlap."""

    def item_at(self, row: int) -> int:
        """Return the index of the item on `row`, or of the nearest above it; -1 without any."""
        index = bisect_right(self.items, row, key=lambda item: item.first) - 1
        return max(index, 0) if self.items else -1

    def item_of(self, key: str) -> int:
        """Return the index of the item that shows `key`, or -1.

        A part of a record (`d1/russia`) is shown by its record, a record in parts (`summary`) by
        its first one.
        """
        keys = [item.key for item in self.items]
        whole = key.partition("/")[0]
        for found in (key, whole):
            if found in keys:
                return keys.index(found)
        return next((n for n, other in enumerate(keys) if other.startswith(f"{whole}/")), -1)


@dataclass(slots=True)
class ViewBuilder:
    """Collects rows and items for one width."""

    reading: BriefView
    """What is laid out."""
    width: int
    """In cells."""
    lines: list[Line] = field(default_factory=list)
    """The rows so far."""
    items: list[Item] = field(default_factory=list)
    """The items so far."""

    _repeated: dict[str, str] = field(default_factory=dict)

    def issue(self, slug: str) -> str:
        """Return the title of an issue, whole where the page first names it, then cut.

        A title may be as long as a book, and be that of a thousand records.
        """
        if slug in self._repeated:
            return self._repeated[slug]
        title = self.reading.issue(slug)
        # Cells are counted of a beginning only: no letter that people use takes more characters.
        begun = title[: 8 * MAX_REPEATED]
        self._repeated[slug] = cut(begun, MAX_REPEATED, ellipsis=self.reading.signs.ellipsis)
        return title

    def gap(self) -> None:
        """Leave a row empty, unless it would be the first or follow another."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def heading(self, text: str) -> None:
        """Begin a part of the page."""
        self.gap()
        self.lines += self.flow([Span(text, "heading")])

    def item(self, key: str, lines: Iterable[Line], targets: Sequence[Target] = ()) -> None:
        """Add rows as one item; its targets are those given, then those of its spans."""
        first = len(self.lines)
        self.lines.extend(lines)
        self.lines.extend(self.note(key))
        found = [
            span.target for line in self.lines[first:] for span in line if span.target is not None
        ]
        leads_to = tuple(dict.fromkeys((*targets, *found))) if targets or found else ()
        self.items.append(Item(key, first, len(self.lines), leads_to))

    def note(self, key: str) -> list[Line]:
        """Return the reader's own note on a record; none for none."""
        note = self.reading.notes.get(key)
        if not note:
            return []
        lead: Line = (Span("  note: ", "warn"),)
        return flow([Span(note)], self.width, first=lead, rest=(Span("    "),))

    def text(
        self, text: str, role: str = "plain", *, first: Line = (), rest: Line = ()
    ) -> list[Line]:
        """Return rows of one paragraph of Markdown."""
        spans = inline(" ".join(text.split()), role, self.reading.named)
        return flow(spans, self.width, first=first, rest=rest, lit=self.reading.lit)

    def flow(self, spans: Iterable[Span], *, indent: int = 0) -> list[Line]:
        """Return rows of spans, all of them indented."""
        lead: Line = (Span(" " * indent),) if indent else ()
        return flow(spans, self.width, first=lead, rest=lead, lit=self.reading.lit)

    def prose(self, key: str, text: str, role: str = "plain") -> None:
        """Add Markdown, each block an item of its own with a row between blocks, but not between
        the items of a list or the rows of a table.
        """
        number, kind = 0, ""
        for block in blocks(text):
            if kind != block.kind or kind not in ("item", "row"):
                self.gap()
            number, kind = number + 1, block.kind
            rows = lay_block(
                block, self.width, role=role, named=self.reading.named, lit=self.reading.lit
            )
            self.item(f"{key}/{number}", rows)

    def headed(self, lead: Line, spans: Sequence[Span], right: Line) -> list[Line]:
        """Return the first rows of a record: `spans` after a sign, `right` at the right edge.

        Unwrapped, the one after the other.
        """
        if self.width >= UNWRAPPED:
            lead, spans, right = (), [*lead, *spans, *([Span("  "), *right] if right else [])], ()
        rest: Line = (Span("  "),)
        return flow_with_right(
            spans, right, self.width, first=lead, rest=rest, lit=self.reading.lit
        )

    def support(self, places: Sequence[str], quotes: Sequence[str] = ()) -> list[Span]:
        """Return spans that lead to the places and quotes something rests on."""
        spans: list[Span] = []
        for place in map(Target.place, places):
            spans += [Span(" "), Span(self.place(place), "mark", place)]
        for quote in quotes:
            spans += [Span(" "), Span(self.reading.named(quote), "mark", Target.parse(quote))]
        return spans[1:]

    def place(self, place: Target) -> str:
        """Return how a place in a source is shown: `¶5`, with the source if there are several."""
        if place.paragraphs is None:
            return place.source
        signs, (first, last) = self.reading.signs, place.paragraphs
        dash = "-" if signs.plain else "–"
        shown = f"{signs.paragraph}{first}" + (f"{dash}{last}" if last != first else "")
        return shown if len(self.reading.brief.sources) == 1 else f"{place.source} {shown}"

    def page(self) -> PaneView:
        """Return what has been collected."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return PaneView(tuple(self.lines), tuple(self.items))
