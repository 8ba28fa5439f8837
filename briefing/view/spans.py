"""Text layout in rows of cells: spans, wrapping, columns.

A span is a run of text with a role (what it is, not how it looks) and perhaps a target. Wrapping
works on the logical text, so a search hit that runs over a line break is still one hit.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from briefing.model.references import Target
from briefing.text.clean import displayable
from briefing.text.ranges import Highlighter, no_highlight
from briefing.text.width import cells, cut, is_narrow, whole_clusters
from briefing.text.wrap import wrap_ranges


class Span(NamedTuple):
    """A run of text that looks one way and leads to one place."""

    text: str
    """Without newlines."""
    role: str = "plain"
    """What it is: one of `ROLES`."""
    target: Target | None = None
    """What it leads to, if anything."""
    hit: bool = False
    """Whether it is part of what was searched for."""

    @property
    def is_bare(self) -> bool:
        """Whether it shows only the reference or address that it leads to."""
        return self.target is not None and self.text.strip("[]") == str(self.target)


Line = tuple[Span, ...]

ROLES = (
    "plain", "title", "heading", "muted", "label", "party", "stance", "mark", "quote", "emphasis",
    "strong", "code", "good", "warn", "bad", "number", "added", "removed", "found",
    "chosen", "here",
)  # fmt: skip
"""The roles of spans."""


def handling_role(handling: str) -> str:
    """Return the role of a mark of the Traffic Light Protocol, in its colour as far as one has it.

    Source of the colours: FIRST, "Traffic Light Protocol", version 2.0.
    """
    return {"clear": "strong", "green": "good", "red": "bad"}.get(handling, "warn")


def caution_role(caution: str) -> str:
    """Return the role of a line above what is shown: a handling mark, or another warning."""
    mark, _, handling = caution.partition(":")
    return handling_role(handling.lower()) if mark == "TLP" else "warn"


def width_of(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cells(span.text) for span in line)


def plain(line: Line) -> str:
    """Return the text of a line."""
    return "".join(span.text for span in line)


def highlight(spans: Iterable[Span], highlighter: Highlighter) -> list[Span]:
    """Return the non-empty spans, the matches of `highlighter` in their joined text as hits."""
    pieces = [span for span in spans if span.text]
    text = "".join(span.text for span in pieces)
    ranges = [whole_clusters(text, *pair) for pair in highlighter(text)]
    if not ranges:
        return pieces
    edges = sorted({edge for pair in ranges for edge in pair})
    out: list[Span] = []
    at = 0
    for span in pieces:
        stops = [edge - at for edge in edges if at < edge < at + len(span.text)]
        for a, b in zip([0, *stops], [*stops, len(span.text)], strict=True):
            hit = any(low <= at + a < high for low, high in ranges)
            out.append(span._replace(text=span.text[a:b], hit=hit))
        at += len(span.text)
    return out


def slices(spans: Sequence[Span], ranges: Iterable[tuple[int, int]]) -> Iterator[Line]:
    """Yield the part of the joined spans that lies in each (start, end); the ranges ascend."""
    first = at = 0
    for start, end in ranges:
        out: list[Span] = []
        while first < len(spans) and at + len(spans[first].text) <= start:
            at += len(spans[first].text)
            first += 1
        index, reached = first, at
        while index < len(spans) and reached < end:
            span = spans[index]
            low, high = max(start - reached, 0), min(end - reached, len(span.text))
            whole = low == 0 and high == len(span.text)
            out.append(span if whole else Span(span.text[low:high], *span[1:]))
            reached += len(span.text)
            index += 1
        yield tuple(out)


def flow(
    spans: Iterable[Span],
    width: int,
    *,
    first: Line = (),
    rest: Line = (),
    highlighter: Highlighter = no_highlight,
) -> list[Line]:
    """Wrap spans in rows of at most `width` cells, after `first` on the first and `rest` after.

    Newlines and tabs count as spaces.
    """
    first, rest = as_shown(first), as_shown(rest)
    pieces = highlight(as_shown(tuple(spans)), highlighter)
    text = "".join(span.text for span in pieces)
    room = max(1, width - max(width_of(first), width_of(rest)))
    if len(text) <= room and is_narrow(text) and text == text.rstrip():
        return [(*first, *pieces)]  # most headings, items and rows of tables
    rows = slices(pieces, wrap_ranges(text, room))
    return [(rest if number else first) + row for number, row in enumerate(rows)]


def message_rows(text: str, role: str, width: int) -> tuple[Line, ...]:
    """Return a message in rows of at most `width` cells; none for an empty one."""
    return tuple(flow([Span(text, role)], width)) if text else ()


def as_shown(line: Line) -> Line:
    """Return a line as it is drawn: on one row, without characters that terminals dispute."""
    if not line or all(span.text.isascii() and span.text.isprintable() for span in line):
        return line
    return tuple(
        Span(displayable(span.text).replace("\n", " ").replace("\t", " "), *span[1:])
        for span in line
    )


def cut_line(line: Line, width: int, *, ellipsis: str = "…") -> Line:
    """Return a line, as it is drawn, that takes at most `width` cells."""
    line = as_shown(line)
    if width_of(line) <= width:
        return line
    out: list[Span] = []
    left = width
    for span in line:
        size = cells(span.text)
        if size >= left:
            text = span.text + " " * (size == left)
            out.append(span._replace(text=cut(text, left, ellipsis=ellipsis)))
            break
        out.append(span)
        left -= size
    return tuple(span for span in out if span.text)


def pad_line(line: Line, width: int) -> Line:
    """Return a line cut or filled to exactly `width` cells."""
    line = cut_line(line, width)
    missing = width - width_of(line)
    return (*line, Span(" " * missing)) if missing > 0 else line


def justify(left: Line, right: Line, width: int) -> Line:
    """Return `left` and, against the right edge, `right`; `left` is cut to make room.

    Where less than a third of the width would remain for `left`, `right` is left out.
    """
    right = as_shown(right)
    room = width - width_of(right) - 2
    if not right or room < width // 3:
        return cut_line(left, width)
    left = cut_line(left, room)
    return (*left, Span(" " * (width - width_of(left) - width_of(right))), *right)


def flow_with_right(
    spans: Iterable[Span],
    right: Line,
    width: int,
    *,
    first: Line = (),
    rest: Line = (),
) -> list[Line]:
    """Wrap spans as `flow` does, with `right` against the right edge of the first row.

    No word of either is lost: where `right` would leave less than a third of the row, or no room
    for the first word, it stands below the others.
    """
    first, right = as_shown(first), as_shown(right)
    pieces = [span for span in as_shown(tuple(spans)) if span.text]
    text = "".join(span.text for span in pieces)
    room = width - width_of(first) - width_of(right) - 2
    word = cells(next(iter(text.split()), ""))
    if not right or room < max(word, width // 3 - width_of(first), 1):
        below = flow(right, width, first=rest, rest=rest) if right else []
        return [*flow(pieces, width, first=first, rest=rest), *below]
    head, *more = wrap_ranges(text, room)
    row, *after = slices(pieces, [head, *([(more[0][0], len(text))] if more else [])])
    rows = [justify((*first, *row), right, width)]
    return rows + [line for part in after for line in flow(part, width, first=rest, rest=rest)]


def columns(blocks: Sequence[Sequence[Line]], widths: Sequence[int], gap: int = 2) -> list[Line]:
    """Return blocks of lines side by side, each in its own width, top-aligned."""
    lines: list[Line] = []
    for row in zip_longest(*blocks, fillvalue=()):
        *before, last = zip(row, widths, strict=True)
        line: list[Span] = []
        for content, width in before:
            line += (*pad_line(content, width), Span(" " * gap))
        lines.append((*line, *cut_line(*last)))
    return lines
