"""Text layout in rows of cells: spans, wrapping, columns.

A span is a run of text with a role (what it is, not how it looks) and perhaps a target (what it
leads to). Wrapping works on the logical text, so a search hit that runs over a line break is still
one hit.
"""

from collections.abc import Iterable, Iterator, Sequence
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


Line = tuple[Span, ...]

ROLES = (
    "plain", "title", "heading", "muted", "label", "party", "stance", "mark", "quote", "emphasis",
    "strong", "code", "good", "warn", "bad", "number", "added", "removed", "found",
    "chosen", "here",
)  # fmt: skip
"""What a span can be."""


def width_of(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cells(span.text) for span in line)


def plain(line: Line) -> str:
    """Return the text of a line."""
    return "".join(span.text for span in line)


def highlight(spans: Iterable[Span], lit: Highlighter) -> list[Span]:
    """Return the spans with what `lit` finds in their joined text marked as hits."""
    pieces = [span for span in spans if span.text]
    text = "".join(span.text for span in pieces)
    ranges = [whole_clusters(text, *pair) for pair in lit(text)]
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
    index = at = 0
    for start, end in ranges:
        out: list[Span] = []
        while index < len(spans) and at + len(spans[index].text) <= start:
            at += len(spans[index].text)
            index += 1
        here, reached = index, at
        while here < len(spans) and reached < end:
            span = spans[here]
            low, high = max(start - reached, 0), min(end - reached, len(span.text))
            whole = low == 0 and high == len(span.text)
            out.append(span if whole else Span(span.text[low:high], *span[1:]))
            reached += len(span.text)
            here += 1
        yield tuple(out)


def flow(
    spans: Iterable[Span],
    width: int,
    *,
    first: Line = (),
    rest: Line = (),
    lit: Highlighter = no_highlight,
) -> list[Line]:
    """Wrap spans in rows of at most `width` cells, after `first` on the first and `rest` after.

    Newlines and tabs count as spaces.
    """
    first, rest = as_shown(first), as_shown(rest)
    pieces = highlight(as_shown(tuple(spans)), lit)
    text = "".join(span.text for span in pieces)
    room = max(1, width - max(width_of(first), width_of(rest)))
    if len(text) <= room and is_narrow(text) and text == text.rstrip():
        return [(*first, *pieces)]  # most headings, items and rows of tables
    rows = slices(pieces, wrap_ranges(text, room))
    return [(rest if number else first) + row for number, row in enumerate(rows)]


def as_shown(line: Line) -> Line:
    """Return a line as it is drawn: without what terminals disagree about, all on one row."""
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
            out.append(
                span._replace(text=cut(span.text + " " * (size == left), left, ellipsis=ellipsis))
            )
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

    Where not even a third of the width would be left for `left`, `right` is left out.
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
    lit: Highlighter = no_highlight,
) -> list[Line]:
    """Wrap spans as `flow` does, with `right` against the right edge of the first row.

    No word of either is lost: where `right` would leave less than a third of the row, or no room
    for the first word, it stands below the others.
    """
    first, right = as_shown(first), as_shown(right)
    pieces = highlight(as_shown(tuple(spans)), lit)
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


def columns(cells_: Sequence[Sequence[Line]], widths: Sequence[int], gap: int = 2) -> list[Line]:
    """Return blocks of lines side by side, each in its own width, top-aligned."""
    height = max((len(block) for block in cells_), default=0)
    lines: list[Line] = []
    for row in range(height):
        line: list[Span] = []
        for index, (block, width) in enumerate(zip(cells_, widths, strict=True)):
            content = block[row] if row < len(block) else ()
            last = index == len(widths) - 1
            line += cut_line(content, width) if last else pad_line(content, width)
            if not last:
                line.append(Span(" " * gap))
        lines.append(tuple(line))
    return lines
