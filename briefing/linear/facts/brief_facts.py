"""A whole brief as lines: what it is, and its five panes part by part."""

from collections import Counter
from collections.abc import Iterator

from briefing.catalogue.values import tlp_label
from briefing.linear.facts.part import (
    Part,
    fact,
    in_a_line,
    ordinal,
    prose,
    row_text,
    support_facts,
)
from briefing.linear.facts.record_facts import RecordFacts
from briefing.linear.facts.source_facts import SourceFacts
from briefing.model import dates
from briefing.model.references import Target
from briefing.model.suggested import ABOUT, suggested
from briefing.text.numbers import quantity
from briefing.view.brief.asides import asides_of
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import UNWRAPPED, Item
from briefing.view.brief.head import parties, quote_counts
from briefing.view.brief.panes import PANES, pane_view
from briefing.view.brief.summary import problem_key
from briefing.view.markdown import blocks
from briefing.view.spans import Line, plain

_BLOCKS = {
    "text": "", "quote": "quotation", "item": "list item", "row": "table row", "note": "note",
    "code": "code", "rule": "a line across",
}  # fmt: skip
"""What a block of prose is called beside the number of it."""


def opening_facts(view: BriefView, number: str) -> list[str]:
    """Return what a brief is, the first line beginning with `number`, `Brief 2 of 3`."""
    brief = view.brief
    errors = sum(problem.severity == "error" for problem in view.problems)
    total = f"of {view.rounds}" if view.rounds else ""
    waiting = len(suggested(brief))
    round_ = "" if brief.round is None else f"{brief.round} {total}".strip()
    return [
        *fact(number, brief.title),
        *fact("Handling", tlp_label(brief.handling or "")),
        *fact("Standing", view.standing),
        *fact("Problems", quantity(errors, "error") if errors else ""),
        *fact("Unconfirmed", quantity(waiting, "suggestion") if waiting else ""),
        *fact("Id", brief.id),
        *fact("Date", dates.readable(brief.date)),
        *fact("Place", brief.place.name if brief.place else ""),
        *fact("Round", round_),
        *fact("Process", brief.process),
        *fact("Parties", parties(view)),
        *fact("Quotes", quote_counts(view)),
        pane_list(view),
    ]


def pane_list(view: BriefView) -> str:
    """Return the panes with their numbers and counts, in a line."""
    return f"Panes: {', '.join(pane.title(view) for pane in PANES)}"


def pane_heading(view: BriefView, number: int) -> str:
    """Return what is read before a pane: `Pane 4, Quotes: 6, 5 verbatim, 1 typography`."""
    pane = PANES[number - 1]
    count = pane.count(view)
    more = (f"{count:,}" if count is not None else "", pane.detail(view))
    said = ", ".join(filter(None, more))
    return f"Pane {number}, {pane.name}" + (f": {said}" if said and not view.broken else "")


def pane_parts(view: BriefView, number: int) -> list[Part]:
    """Return a pane part by part: its items as they are in the pane, and what is between them.

    A disagreement is read with its positions, however tall the pane would make it.
    """
    pane, facts = pane_view(view, number, UNWRAPPED), _BriefFacts(view)
    parts: list[Part] = []
    at = 0
    for item in pane.items:
        parts += _between(pane.lines[at : item.first])
        rows = pane.lines[item.first : item.last]
        part = Part(item.key, tuple(facts.of(item, rows)), item.targets)
        record = item.key.partition("/")[0]
        if parts and record in view.brief.disagreements and parts[-1].key == record:
            part = parts.pop().with_more(part)
        parts.append(part)
        at = item.last
    return [*parts, *_between(pane.lines[at:])]


def _between(rows: tuple[Line, ...]) -> Iterator[Part]:
    """Yield rows that belong to no item, but headings: the next item says what it is."""
    for row in rows:
        if not row or row[0].role == "heading":
            continue
        words = [span for span in row if span.text.strip()]
        label, *rest = (plain((span,)).strip() for span in words)
        named = rest and words[0].role in ("muted", "warn")
        line = (
            "".join(fact(label.rstrip(":").lstrip("? "), "".join(rest))) if named else row_text(row)
        )
        yield Part("", ("Your " + line if line.startswith("note:") else line,))


class _BriefFacts:
    """Reads the items of the panes of one brief."""

    def __init__(self, view: BriefView) -> None:
        self._view = view
        self._records, self._sources = RecordFacts(view), SourceFacts(view)
        self._asides = asides_of(view.brief)
        self._blocks = blocks(view.brief.summary)
        self._severity = {problem_key(one): one.severity for one in view.problems}
        self._counts = Counter(one.severity for one in view.problems)
        self._read = Counter[str]()

    def of(self, item: Item, rows: tuple[Line, ...]) -> Iterator[str]:
        """Yield the lines of an item of a pane, then what is beside it; `rows` are those it has."""
        key, view = item.key, self._view
        place = Target.parse(key, view.brief.sources)
        if place.source and place.paragraphs is not None and place.source in view.archives:
            yield from self._sources.paragraph(place.source, place.paragraphs[0])
        elif place.source and key in view.brief.sources:
            yield from self._sources.source(key)
        else:
            yield from self._records.of(key) or self._of_summary(key) or self._as_shown(key, rows)
            if key.startswith(("missing/", "problem")) or self._is_left_out(key):
                return
        yield from self._beside(key)

    def _is_left_out(self, key: str) -> bool:
        return any(path.split(".")[1:] == [key] for path in self._view.missing)

    def _beside(self, key: str) -> Iterator[str]:
        """Yield what no person has confirmed of an item, its `extra`, and the person's own note."""
        for aside in self._asides.get(key, ()):
            yield from fact(aside.label.strip().removeprefix("? "), aside.text)
        yield from fact("Your note", self._view.notes.get(key))

    def _as_shown(self, key: str, rows: tuple[Line, ...]) -> Iterator[str]:
        """Yield an item that is not a record: a problem of the file, or what an error left out."""
        if key.startswith(ABOUT):
            return  # all of it stands beside it
        text = in_a_line(" ".join(plain(row) for row in rows))
        if severity := self._severity.get(key):
            self._read[severity] += 1
            name = "Problem" if severity == "error" else "Warning"
            head = ordinal(name, self._read[severity] - 1, self._counts[severity])
            text = text.removeprefix(self._view.signs.problem).strip()
            yield f"{head}: {text}"
        elif key == "problems":
            yield f"In short: {text}"
        else:
            yield f"Missing: {text.removeprefix(self._view.signs.problem).strip()}"

    def _of_summary(self, key: str) -> list[str]:
        name, _, part = key.partition("/")
        number, brief = int(part) if part.isdecimal() else 0, self._view.brief
        if name == "bottom_line":
            return fact("Bottom line", prose(brief.bottom_line))
        if name == "summary" and number:
            return self._block(number)
        lists = {"next": brief.next, "unknown": brief.unknown, "timeline": brief.timeline}
        if name not in lists or not number:
            return []
        head = f"{name.title()} {number:,} of {len(lists[name]):,}"
        if name == "unknown":
            return fact(head, prose(brief.unknown[number - 1]))
        entry = (brief.next if name == "next" else brief.timeline)[number - 1]
        date = f"{dates.readable(entry.date)}: " if entry.date else ""
        support = getattr(entry, "support", ())
        return [*fact(head, date + prose(entry.text)), *support_facts(self._view, support)]

    def _block(self, number: int) -> list[str]:
        """Return a block of the summary: a paragraph, a heading, an item of a list."""
        block = self._blocks[number - 1]
        kind = f"heading of level {block.level}" if block.level else _BLOCKS.get(block.kind, "")
        head = f"Summary {number:,} of {len(self._blocks):,}" + (f", {kind}" if kind else "")
        bullet = plain(block.first).strip("│•- ")
        lead = f"{bullet} " if bullet else ""
        apart = "; " if block.kind == "row" else " "
        texts = (in_a_line(plain(line)) for line in block.lines)
        if block.kind == "code":
            return [f"{head}: {text}" for text in (plain(line) for line in block.lines)]
        return fact(head, lead + apart.join(filter(None, texts))) or [head]
