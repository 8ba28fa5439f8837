"""The rows of the list of briefs."""

from typing import TYPE_CHECKING

from briefing.text.clean import clean
from briefing.text.ranges import Highlighter, no_highlight
from briefing.text.width import cells, cut
from briefing.view.signs import Signs
from briefing.view.spans import Line, Span, cut_line, highlight, justify, width_of

if TYPE_CHECKING:
    from briefing.catalogue import ListRow

_LEAST_LEFT = 28
"""Cells for mark, date and as much of a title as tells one from another."""


def counts(row: "ListRow", signs: Signs) -> Line:
    """Return the counts of agreements, disagreements and quotes: `+3 -3 "6`."""
    if row.is_broken:
        return (Span(_problems(row, signs), "bad"),)
    told = (
        (row.agreements, signs.agreed, "good"),
        (row.disagreements, signs.disputed, "bad"),
        (row.quotes, signs.quoted, "muted"),
    )
    spans: list[Span] = []
    if row.problems:
        spans += [Span(_problems(row, signs), "bad"), Span(" ")]
    for count, sign, role in told:
        spans += [Span(f"{sign}{count}", role if count else "muted"), Span(" ")]
    return tuple(spans[:-1])


def _problems(row: "ListRow", signs: Signs) -> str:
    return f"{signs.problem}{row.problems}" if row.title else (
        f"{row.problems} problem{'s' * (row.problems != 1)}"
    )  # fmt: skip


def one_row(
    row: "ListRow", width: int, signs: Signs, mark: str = " ", lit: Highlighter = no_highlight
) -> Line:
    """Return a brief in one row of `width` cells: date, title, counts."""
    left = (
        Span(f"{mark} ", "mark"),
        Span(f"{row.date[:10]:<10}", "here"),
        Span("  "),
        *_title(row, lit),
    )
    return justify(left, _beside_title(row, width, width_of(left), signs), width)


def _beside_title(row: "ListRow", width: int, left: int, signs: Signs) -> Line:
    """Return the counts, and that a brief is superseded, which goes first where room is short."""
    told = counts(row, signs)
    if not row.superseded:
        return told
    long, short = ((Span(text, "warn"), Span(" "), *told) for text in _superseded(row))
    if left + 2 + width_of(long) <= width:
        return long
    return short if width - 2 - width_of(short) >= _LEAST_LEFT else short[:1]


def _superseded(row: "ListRow") -> tuple[str, str]:
    """Return what is said of a superseded brief, and what is where that is too long."""
    return row.superseded, row.superseded.partition(" ")[0]


def two_rows(
    row: "ListRow", width: int, signs: Signs, mark: str = " ", lit: Highlighter = no_highlight
) -> tuple[Line, Line]:
    """Return a brief in two rows of at most `width` cells: date, round and counts; title."""
    right = counts(row, signs)
    left: Line = (Span(f"{mark} ", "mark"), Span(f"{row.date[:10]:<10}", "here"))
    left += _beside_date(row, width - width_of(left) - width_of(right) - 2)
    second = (Span("    "), *_title(row, lit))
    return justify(left, right, width), cut_line(second, width, ellipsis=signs.ellipsis)


def _beside_date(row: "ListRow", room: int) -> Line:
    """Return the round, and that a brief is superseded, which goes first where room is short."""
    number = Span(f"  round {row.round}" if row.round is not None else "", "muted")
    if not row.superseded:
        return (number,)
    long, short = (Span(f"  {text}", "warn") for text in _superseded(row))
    fitting = (line for line in ((number, long), (number, short)) if width_of(line) <= room)
    return next(fitting, (short,))


def _title(row: "ListRow", lit: Highlighter) -> list[Span]:
    if not row.title:
        return [Span(clean(row.path, line=True), "bad")]
    return highlight([Span(row.title, "plain")], lit)


def heading(
    count: int | None,
    order: str,
    width: int,
    signs: Signs,
    *,
    filter: str = "",
    name: str = "briefs",
) -> Line:
    """Return the line above the list: `briefs · 3 · newest first`, and the filter as a chip.

    A `count` of None says that the files have not been looked at yet.
    """
    dot = f" {signs.dot} "
    parts = [name, *(["reading…"] if count is None else [f"{count:,}", order])]
    spans = [Span(dot.join(parts), "title")]
    if filter:
        room = max(8, width - cells(spans[0].text) - 8)
        spans += [Span("  "), Span(f"[f {cut(filter, room)}]", "warn")]
    return cut_line(tuple(spans), width, ellipsis=signs.ellipsis)
