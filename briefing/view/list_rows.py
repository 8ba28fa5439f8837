"""The rows of the list of briefs."""

from typing import NamedTuple

from briefing.catalogue import ListRow
from briefing.catalogue.values import OwnMarks
from briefing.text.clean import clean
from briefing.text.numbers import quantity
from briefing.text.ranges import Highlighter, no_highlight
from briefing.text.width import cells, cut
from briefing.view.edges import title_line
from briefing.view.signs import Signs
from briefing.view.spans import Line, Span, cut_line, handling_role, highlight, justify, width_of

_LEAST_LEFT = 28
"""Cells for flags, date and as much of a title as distinguishes one from another."""
_AROUND = 8
"""Cells of the line above a list beside a brief that are not its heading."""
_CHIP = 12
"""Cells that the filter's chip has before the numbers beyond the first and the order."""


def counts(row: ListRow, signs: Signs) -> Line:
    """Return the counts of agreements, disagreements and quotes: `+3 -3 "6`, after problems `!1`

    and records with values that no person has confirmed, `4?`.

    None where there are no records: most such briefs are plain prose.
    """
    problems = f"{signs.problem}{row.problems}"
    if not row.title:
        problems = quantity(row.problems, "problem")
    if row.is_broken:
        return (Span(problems, "bad"),)
    spans = [Span(problems, "bad"), Span(" ")] if row.problems else []
    spans += [Span(f"{row.unconfirmed}?", "warn"), Span(" ")] if row.unconfirmed else []
    if not (row.agreements or row.disagreements or row.quotes):
        return tuple(spans[:-1])
    for count, sign, role in (
        (row.agreements, signs.agreed, "good"),
        (row.disagreements, signs.disputed, "bad"),
        (row.quotes, signs.quoted, "muted"),
    ):
        spans += [Span(f"{sign}{count}", role if count else "muted"), Span(" ")]
    return tuple(spans[:-1])


def flags(own: OwnMarks | None, signs: Signs) -> Line:
    """Return what the person did with a brief, three cells wide, with the space after them.

    Unread or changed since it was read (never both), starred, noted: each in a column of its own.
    Where no marks are kept there are no columns, but two spaces.
    """
    if own is None:
        return (Span("  "),)
    state = signs.unread if own.is_unread else signs.changed if own.has_changed else " "
    star, note = signs.starred if own.is_starred else " ", signs.noted if own.is_noted else " "
    return (Span(f"{state}{star}{note} ", "mark"),)


def one_row(
    row: ListRow,
    width: int,
    signs: Signs,
    own: OwnMarks | None = None,
    highlighter: Highlighter = no_highlight,
) -> Line:
    """Return a brief in one row of `width` cells: flags, date, title, counts.

    The person's tags go before the counts where all fits, and before them the round, if the process
    has a short name. That it is superseded goes before the counts, and in place of them where room
    is short.
    """
    left = (*flags(own, signs), _date(row), Span("  "), *_title(row, highlighter))
    right = counts(row, signs)
    if row.superseded:
        gap = (Span(" "),) * bool(right)
        short: Line = (Span(row.superseded.partition(" ")[0], "warn"), *gap, *right)
        long: Line = (Span(row.superseded, "warn"), *short[1:])
        fits = width - 2 - width_of(short) >= _LEAST_LEFT
        right = short if fits else short[:1]
        if width_of(left) + 2 + width_of(long) <= width:
            right = long
    for beside in (_tags(own), _round(row, "r") if row.short_process else ()):
        if beside and width_of(left) + 4 + width_of(beside) + width_of(right) <= width:
            right = (*beside, Span("  "), *right) if right else beside
    return justify(left, right, width)


def two_rows(
    row: ListRow,
    width: int,
    signs: Signs,
    own: OwnMarks | None = None,
    highlighter: Highlighter = no_highlight,
) -> tuple[Line, Line]:
    """Return a brief in two rows of at most `width` cells: flags, date, round, counts; title.

    The person's tags go after the title or, where that is long, before the counts. That the brief
    is superseded goes after the round, and in place of it where room is short.
    """
    right = counts(row, signs)
    left: Line = (*flags(own, signs), _date(row))
    beside = _beside_date(row, width - width_of(left) - width_of(right) - 2)
    second: Line = (Span("    "), *_title(row, highlighter))
    tags = _tags(own)
    if tags and width_of(second) + 2 + width_of(tags) <= width:
        second = justify(second, tags, width)
    elif tags and width_of((*left, *beside, *tags, *right)) + 4 <= width:
        right = (*tags, Span("  "), *right)
    second = cut_line(second, width, ellipsis=signs.ellipsis)
    return justify((*left, *beside), right, width), second


def _date(row: ListRow) -> Span:
    return Span(f"{row.date[:10]:<10}", "here")


def _beside_date(row: ListRow, room: int) -> Line:
    """Return the round, and that the brief is superseded, in `room` cells if that can be."""
    lines = [_round(row, "round "), _round(row._replace(short_process=""), "round ")]
    rounds = [(Span("  "), *line) if line else () for line in lines]
    if not row.superseded:
        return rounds[0] if width_of(rounds[0]) <= room else rounds[1]
    long, short = (
        Span(f"  {text}", "warn") for text in (row.superseded, row.superseded.partition(" ")[0])
    )
    both = [(*line, end) for end in (long, short) for line in rounds]
    return next((line for line in both if width_of(line) <= room), (short,))


def _round(row: ListRow, word: str) -> Line:
    """Return the number of a round after `word`, and after the short name of its process."""
    number = f"{word}{row.round}" if row.round is not None else ""
    text = " ".join(filter(None, (clean(row.short_process, line=True), number)))
    return (Span(text, "muted"),) if text else ()


def _tags(own: OwnMarks | None) -> Line:
    tags = clean(", ".join(own.tags), line=True) if own is not None else ""
    return (Span(tags, "mark"),) if tags else ()


def _title(row: ListRow, highlighter: Highlighter) -> list[Span]:
    if not row.title:
        return [Span(clean(row.path, line=True), "bad")]
    mark = [Span(f"{row.sharing_label} ", handling_role(row.handling))] if row.sharing_label else []
    return mark + highlight([Span(row.title, "plain")], highlighter)


class ListSize(NamedTuple):
    """How much there is in the list."""

    briefs: int
    """How many briefs."""
    unread: int = 0
    """How many of them are unread; 0 also where that is not known."""
    new: int = 0
    """How many of them have come since the reader was opened, and have not been seen yet."""


def list_head(
    name: str,
    size: ListSize | None,
    width: int,
    signs: Signs,
    filter: str = "",
    *,
    beside: bool,
    focused: bool = True,
) -> Line:
    """Return the line above the list, and the filter as a chip.

    It reads `briefs · 159 · 2 new · 12 unread · newest first`. A `size` of None means that the
    files have not been read yet. Where the list stands `beside` a brief, its upper edge holds the
    words, and is heavy while the list has the keyboard.
    """
    if not beside:
        return (Span(" "), *_heading(name, size, max(1, width - 2), signs, filter))
    head = (Span("0 ", "title"), *_heading(name, size, width - _AROUND, signs, filter))
    return title_line(head, width, signs, focused=focused)


def _heading(name: str, size: ListSize | None, width: int, signs: Signs, filter: str) -> Line:
    parts = [name, "reading…"]
    if size is not None:
        parts = [name, f"{size.briefs:,}"]
        new, unread = f"{size.new:,} new" * bool(size.new), f"{size.unread:,} unread"
        for part in (new, unread * bool(size.unread), "newest first"):
            longer = [*parts, part] if part else parts
            if cells(f" {signs.dot} ".join(longer)) <= width - (_CHIP if filter else 0):
                parts = longer
    spans = [Span(f" {signs.dot} ".join(parts), "title")]
    if filter:
        room = max(8, width - cells(spans[0].text) - 8)
        spans += [Span("  "), Span(f"[f {cut(filter, room)}]", "warn")]
    return cut_line(tuple(spans), width, ellipsis=signs.ellipsis)
