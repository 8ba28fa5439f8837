"""The rows of the list of briefs."""

from briefing.catalogue import ListRow
from briefing.text.clean import clean
from briefing.text.ranges import Highlighter, no_highlight
from briefing.text.width import cells, cut
from briefing.view.signs import Signs
from briefing.view.spans import Line, Span, cut_line, handling_role, highlight, justify, width_of

_LEAST_LEFT = 28
"""Cells for mark, date and as much of a title as distinguishes one from another."""


def counts(row: ListRow, signs: Signs) -> Line:
    """Return the counts of agreements, disagreements and quotes: `+3 -3 "6`."""
    problems = f"{signs.problem}{row.problems}"
    if not row.title:
        problems = f"{row.problems} problem{'s' * (row.problems != 1)}"
    if row.is_broken:
        return (Span(problems, "bad"),)
    spans = [Span(problems, "bad"), Span(" ")] if row.problems else []
    for count, sign, role in (
        (row.agreements, signs.agreed, "good"),
        (row.disagreements, signs.disputed, "bad"),
        (row.quotes, signs.quoted, "muted"),
    ):
        spans += [Span(f"{sign}{count}", role if count else "muted"), Span(" ")]
    return tuple(spans[:-1])


def one_row(
    row: ListRow, width: int, signs: Signs, mark: str = " ", highlighter: Highlighter = no_highlight
) -> Line:
    """Return a brief in one row of `width` cells: date, title, counts.

    That it is superseded goes before the counts, and in place of them where room is short.
    """
    left = (*_date(row, signs, mark), Span("  "), *_title(row, highlighter))
    right = counts(row, signs)
    if row.superseded:
        short: Line = (Span(row.superseded.partition(" ")[0], "warn"), Span(" "), *right)
        long: Line = (Span(row.superseded, "warn"), *short[1:])
        fits = width - 2 - width_of(short) >= _LEAST_LEFT
        right = short if fits else short[:1]
        if width_of(left) + 2 + width_of(long) <= width:
            right = long
    return justify(left, right, width)


def two_rows(
    row: ListRow, width: int, signs: Signs, mark: str = " ", highlighter: Highlighter = no_highlight
) -> tuple[Line, Line]:
    """Return a brief in two rows of at most `width` cells: date, round and counts; title.

    That it is superseded goes after the round, and in place of it where room is short.
    """
    right = counts(row, signs)
    left = _date(row, signs, mark)
    beside: Line = (Span(f"  round {row.round}" if row.round is not None else "", "muted"),)
    if row.superseded:
        room = width - width_of(left) - width_of(right) - 2
        long, short = (
            Span(f"  {text}", "warn") for text in (row.superseded, row.superseded.partition(" ")[0])
        )
        lines: tuple[Line, ...] = ((*beside, long), (*beside, short))
        beside = next((line for line in lines if width_of(line) <= room), (short,))
    second = cut_line((Span("    "), *_title(row, highlighter)), width, ellipsis=signs.ellipsis)
    return justify((*left, *beside), right, width), second


def _date(row: ListRow, signs: Signs, mark: str) -> Line:
    mark = "o" if signs.plain and mark == "•" else mark
    return (Span(f"{mark} ", "mark"), Span(f"{row.date[:10]:<10}", "here"))


def _title(row: ListRow, highlighter: Highlighter) -> list[Span]:
    if not row.title:
        return [Span(clean(row.path, line=True), "bad")]
    mark = [Span(f"{row.confines} ", handling_role(row.handling))] if row.confines else []
    return mark + highlight([Span(row.title, "plain")], highlighter)


def heading(name: str, count: int | None, width: int, signs: Signs, filter: str = "") -> Line:
    """Return the line above the list: `briefs · 3 · newest first`, and the filter as a chip.

    A `count` of None means that the files have not been read yet.
    """
    parts = [name, "reading…"] if count is None else [name, f"{count:,}", "newest first"]
    spans = [Span(f" {signs.dot} ".join(parts), "title")]
    if filter:
        room = max(8, width - cells(spans[0].text) - 8)
        spans += [Span("  "), Span(f"[f {cut(filter, room)}]", "warn")]
    return cut_line(tuple(spans), width, ellipsis=signs.ellipsis)
