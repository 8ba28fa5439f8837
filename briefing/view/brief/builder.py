"""The view of one pane, and its builder."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.references import Target
from briefing.model.suggested import SUGGESTED
from briefing.text.width import cut
from briefing.view.brief.asides import Asides, asides_of
from briefing.view.brief.brief_view import BriefView
from briefing.view.markdown import block_rows, blocks, inline
from briefing.view.spans import Line, Span, as_shown, flow, flow_with_right, highlight

if TYPE_CHECKING:  # It takes time to load, which the first screen does not wait for.
    from briefing.model.any_record import AnyRecord

_WIDE = ("row", "code")
"""Blocks that are no prose: a row of a table, and code."""
UNWRAPPED = 1_000_000
"""A width at which nothing is wrapped or padded, for copies."""
MEASURE = 100
"""The most cells of a row of prose on a screen: longer ones are hard to read."""
MAX_REPEATED = 160
"""Cells of an issue's title where a pane repeats it: two rows of a usual window."""


class Item(NamedTuple):
    """A part of a pane that can have the cursor."""

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
    """The items that can have the cursor, top first; their rows ascend and do not overlap."""

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
        for exact in (key, whole):
            if exact in keys:
                return keys.index(exact)
        return next((n for n, other in enumerate(keys) if other.startswith(f"{whole}/")), -1)


@dataclass(slots=True)
class ViewBuilder:
    """Collects rows and items for one width."""

    view: BriefView
    """The brief that is laid out."""
    width: int
    """In cells."""
    measure: int = UNWRAPPED
    """The most cells of a row of prose; tables and columns may take all of the width."""
    lines: list[Line] = field(default_factory=list)
    """The rows so far."""
    items: list[Item] = field(default_factory=list)
    """The items so far."""
    _repeated: dict[str, str] = field(default_factory=dict)
    _asides: Asides = field(init=False)

    def __post_init__(self) -> None:
        self._asides = asides_of(self.view.brief)

    @property
    def room(self) -> int:
        """The cells of a row of prose."""
        return min(self.width, self.measure)

    def issue(self, slug: str) -> str:
        """Return the title of an issue, whole the first time, then cut.

        A title may be as long as a book, and be that of a thousand records.
        """
        if slug in self._repeated:
            return self._repeated[slug]
        title = self.view.issue(slug)
        # Cells are counted of a beginning only: no letter in use takes more characters.
        begun = title[: 8 * MAX_REPEATED]
        self._repeated[slug] = cut(begun, MAX_REPEATED, ellipsis=self.view.signs.ellipsis)
        return title

    def gap(self) -> None:
        """Leave a row empty, unless it would be the first or follow another."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def heading(self, text: str) -> None:
        """Begin a section of the pane."""
        self.gap()
        self.line(text, "heading")

    def line(self, text: str, role: str = "muted") -> None:
        """Add a text that belongs to no item."""
        self.lines += self.flow([Span(text, role)])

    def item(self, key: str, lines: Iterable[Line], targets: Sequence[Target] = ()) -> None:
        """Add rows as one item; its targets are those given, then those of its spans."""
        first = len(self.lines)
        self.lines.extend(lines)
        self.lines.extend(self.asides(key))
        self.lines.extend(self.note(key))
        own = [
            span.target for line in self.lines[first:] for span in line if span.target is not None
        ]
        leads_to = tuple(dict.fromkeys((*targets, *own))) if targets or own else ()
        self.items.append(Item(key, first, len(self.lines), leads_to))

    def left_out(self, *sections: str, nothing: str) -> None:
        """Add a row for each value of `sections` that is missing; in an empty pane, `nothing`."""
        paths = [path.split(".") for path in self.view.missing]
        sign = self.view.signs.problem
        for section, *parts in paths:
            if section in sections:
                self.gap()
                what = ", ".join(part for part in parts or [section] if part != "positions")
                rows = self.flow([Span(f"{sign} {what}: left out because of an error", "warn")])
                self.item(parts[0] if len(parts) == 1 else f"missing/{what}", rows)
        if [""] in paths:
            self.gap()
            self.line(f"{sign} A part of the file cannot be read; more may be missing.", "warn")
        if not self.lines:
            self.line(nothing)

    def asides(self, key: str) -> list[Line]:
        """Return rows for what no person has confirmed of a record, and its `extra`."""
        rows: list[Line] = []
        for aside in self._asides.get(key, ()):
            lead = Span(f"{aside.label}: ", "warn" if aside.unconfirmed else "muted")
            rows += self.flow([lead, Span(aside.text)], indent=2 + 2 * aside.depth)
        return rows

    def doubt(self, record: "AnyRecord", *keys: str) -> list[Span]:
        """Return the mark after a value, if one of its keys is only suggested."""
        if not any(key in record.suggested for key in keys):
            return []
        return [Span(" "), Span(SUGGESTED, "warn")]

    def note(self, key: str) -> list[Line]:
        """Return the rows of the person's own note on a record; empty without one."""
        note = self.view.notes.get(key)
        lead: Line = (Span("  note: ", "warn"),)
        return flow([Span(note)], self.room, first=lead, rest=(Span("    "),)) if note else []

    def text(
        self,
        text: str,
        role: str = "plain",
        *,
        first: Line = (),
        indent: int = 0,
        after: Sequence[Span] = (),
    ) -> list[Line]:
        """Return rows of one paragraph of Markdown, indented after `first`, and what is `after`."""
        spans = [*inline(" ".join(text.split()), role), *after]
        return self.flow(spans, first=first, indent=indent)

    def flow(self, spans: Iterable[Span], *, first: Line = (), indent: int = 0) -> list[Line]:
        """Return rows of spans, indented after `first`."""
        rest: Line = (Span(" " * indent),) if indent else ()
        matches = self.view.highlighter
        return flow(spans, self.room, first=first or rest, rest=rest, highlighter=matches)

    def prose(self, key: str, text: str) -> None:
        """Add Markdown, each block an item of its own, with a row between blocks.

        The items of a list, the rows of a table and the notes follow each other directly.
        """
        kind = ""
        for number, block in enumerate(blocks(text), 1):
            if kind != block.kind or kind not in ("item", "row", "note"):
                self.gap()
            kind = block.kind
            room = self.width if kind in _WIDE else self.room
            rows = block_rows(block, room, highlighter=self.view.highlighter)
            self.item(f"{key}/{number}", rows)

    def label(self, key: str) -> Span:
        """Return the `[a1] ` before a record, its name in references."""
        return Span(f"[{key}] ", "muted")

    def headed(self, key: str, lead: Line, spans: Sequence[Span], right: Line) -> list[Line]:
        """Return the first rows of a record: its sign, label and `spans`, `right` at the edge.

        Unwrapped, they follow each other.
        """
        # The label is not part of the words, and not highlighted with them.
        spans = [self.label(key), *highlight(as_shown(tuple(spans)), self.view.highlighter)]
        if self.width >= UNWRAPPED:
            beside = [Span(" ("), *right, Span(")")] if right else []
            return [(*lead, *spans, *beside)]
        return flow_with_right(spans, right, self.room, first=lead, rest=(Span("  "),))

    def support(
        self, places: Sequence[str], quotes: Sequence[str] = (), *, gap: int = 0
    ) -> list[Span]:
        """Return spans that lead to places and quotes, after `gap` cells; empty for neither."""
        spans: list[Span] = []
        for place in map(Target.place, places):
            spans += [Span(" "), Span(self.place(place), "mark", place)]
        for quote in quotes:
            spans += [Span(" "), Span(f"[{quote}]", "mark", Target.parse(quote))]
        return [Span(" " * gap), *spans[1:]] if spans and gap else spans[1:]

    def place(self, place: Target) -> str:
        """Return how a place in a source is shown: `¶5`, with the source if there are several."""
        if place.paragraphs is None:
            return place.source
        signs, (first, last) = self.view.signs, place.paragraphs
        dash = "-" if signs.plain else "–"
        shown = f"{signs.paragraph}{first}" + (f"{dash}{last}" if last != first else "")
        return shown if len(self.view.brief.sources) == 1 else f"{place.source} {shown}"

    def pane(self) -> PaneView:
        """Return the rows and items so far, without empty rows at the end."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return PaneView(tuple(self.lines), tuple(self.items))
