"""A board as rows of cells: column widths and contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.text.width import cells
from briefing.view.spans import Line, Span, cut_line, flow, pad_line, width_of
from briefing.view.table_widths import fitting, longest_word, shared

if TYPE_CHECKING:
    from briefing.view.board import Board, Cell

_GAP = 2
_LOOKED_AT = 12
"""Rows and columns whose cells are laid out to see how tall they are."""
_SAMPLE = 200
"""Rows that are measured for the width of the columns; the rest is taken to be like them."""
_LEAST, _MOST = 12, 60
"""Cells that a column takes at least and at most, where there is room for more than one: at least
`? unreported`, since the word for a state is not broken."""
_HEAD = 16
"""Cells that the head column keeps where words of other columns have no room."""
_LEFT = 5
"""Cells of `  +12` beside the corner."""
_MANY = 6
"""Of more columns than this, all are equally wide, so that none has to be measured."""
_EQUAL, _EQUAL_LEAST = 26, 22
"""Cells of a column where all are equally wide, and at least where two or more are in sight."""
MORE = 4
"""Cells of `+12` at the right end of the head row."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How a board is laid out in a window."""

    head: int
    """Cells of the frozen column."""
    columns: tuple[int, ...]
    """Cells of each other column."""
    rows: int
    """Rows that one row of the board takes."""


def measure(board: "Board", width: int, height: int, *, plain: bool = False) -> Measures:
    """Return the measures of `board` for a window of `width` by `height` cells."""
    wanted = max([cells(board.corner), *(_width(cell, plain) for cell in board.heads[:_SAMPLE])])
    many = board.width > _MANY
    wide, words = ([], []) if many else column_widths(board, plain=plain)
    head = min(wanted, max(8, width // 3))
    head = _head(board, head, width, words, plain)
    room = max(_LEAST, width - head - _GAP)
    most = max(2 if height > 8 else 1, height // max(1, board.height))
    columns = _columns(board, (wide, words), room, most, plain)
    spare = room - sum(columns) - _GAP * (len(columns) - 1)
    if spare < 0:
        # Room beside the corner for how many columns are out of sight on the left.
        head = max(head, cells(board.corner) + _LEFT)
        columns = [_equal(width - head - _GAP, max(columns), board.width)] * board.width
    else:
        head = min(wanted, head + spare)
    return Measures(head, tuple(columns), min(most, _tallest(board, head, columns, plain)))


def _head(board: "Board", head: int, width: int, words: Sequence[int], plain: bool) -> int:
    """Return the cells of the head column: fewer where words of other columns would be broken.

    Its own words are not broken for that.
    """
    lacking = head + sum(fitting(words, width, _LEAST)) + _GAP * len(words) - width
    if lacking <= 0:
        return head
    own = max((_word(cell, plain) for cell in board.heads[:_SAMPLE]), default=0)
    return max(min(head, max(own, _HEAD)), head - lacking)


def _columns(
    board: "Board", widths: tuple[list[int], list[int]], room: int, most: int, plain: bool
) -> list[int]:
    """Return the cells of each column, together as many as `room` where that can be.

    Long lines are hard to read: one is no longer than it must be for nothing to be cut.
    """
    if board.width > _MANY:
        return [_EQUAL] * board.width
    wanted, words = widths
    room -= _GAP * (len(wanted) - 1)
    least = fitting(words, room, _LEAST)
    columns = shared(wanted, least, room, _MOST)
    if _tallest(board, 0, columns, plain) <= most:
        return columns
    return shared(wanted, least, room, max(room, _LEAST))


def _equal(room: int, least: int, count: int) -> int:
    """Return how wide `count` columns are, so that as many as can be are in sight as a whole.

    Where two are in sight none is narrower than `least`, unless they are many.
    """
    many = count > _MANY
    room += _GAP - MORE
    inside = room // ((_EQUAL_LEAST if many else least) + _GAP)
    if inside > 1:
        return room // inside - _GAP
    return _EQUAL if many else max(_LEAST, room - _GAP)


def _tallest(board: "Board", head: int, columns: Sequence[int], plain: bool) -> int:
    """Return how many rows the longest of the first cells takes; without a `head`, of its row."""
    widths = [(-1, head)] * bool(head) + [*enumerate(columns[:_LOOKED_AT])]
    return max(
        (
            len(_all_rows(board.heads[row] if at < 0 else board.at(row, at), width, plain))
            for row in range(min(board.height, _LOOKED_AT))
            for at, width in widths
        ),
        default=1,
    )


def _width(cell: "Cell", plain: bool) -> int:
    """Return the cells in which neither the words nor the detail of a cell is wrapped."""
    sign = cell.ascii if plain else cell.glyph
    return max(cells(cell.text), cells(cell.detail)) + (2 if sign else 0)


def column_widths(
    board: "Board", *, plain: bool, rows: int = _SAMPLE
) -> tuple[list[int], list[int]]:
    """Return the cells that each column would like, and those of its longest word with its sign.

    Only the first `rows` of the board are looked at.
    """
    wanted, words = [], []
    for column, name in enumerate(board.columns):
        every = [name, *(board.at(row, column) for row in range(min(board.height, rows)))]
        wanted.append(max(_width(cell, plain) for cell in every))
        words.append(max(_word(cell, plain) for cell in every))
    return wanted, words


def _word(cell: "Cell", plain: bool) -> int:
    sign = cell.ascii if plain else cell.glyph
    return max(longest_word(cell.text), longest_word(cell.detail)) + (2 if sign else 0)


def _lead(cell: "Cell", plain: bool) -> Line:
    """Return the sign of a cell, as it stands before its words; nothing for none."""
    sign = cell.ascii if plain else cell.glyph
    return (Span(f"{sign} ", cell.role),) if sign else ()


def _all_rows(cell: "Cell", width: int, plain: bool, rows: int | None = None) -> list[Line]:
    """Return all that a cell says, in rows of at most `width` cells.

    Where its words fill all `rows` there are, the detail follows them after a colon: without one,
    what is left of it would read as if it belonged to the words.
    """
    lines = word_rows(cell, width, plain=plain)
    if cell.detail and lines and rows is not None and len(lines) >= rows:
        return _flow(cell, [Span(": ", cell.role), Span(cell.detail, "muted")], width, plain)
    return lines + detail_rows(cell, width, plain=plain)


def word_rows(cell: "Cell", width: int, *, plain: bool = False) -> list[Line]:
    """Return the words of a cell after its sign, in rows of at most `width` cells."""
    return _flow(cell, [], width, plain) if cell.text else []


def _flow(cell: "Cell", more: list[Span], width: int, plain: bool) -> list[Line]:
    lead = _lead(cell, plain)
    rest: Line = (Span("  "),) if lead else ()
    return flow([Span(cell.text, cell.role), *more], width, first=lead, rest=rest)


def detail_rows(cell: "Cell", width: int, *, plain: bool = False) -> list[Line]:
    """Return the detail of a cell, which stands below its words."""
    if not cell.detail:
        return []
    rest: Line = (Span("  "),) if _lead(cell, plain) else ()
    return flow([Span(cell.detail, "muted")], width, first=rest, rest=rest)


def head_rows(cell: "Cell", width: int, most: int, *, plain: bool = False) -> list[Line]:
    """Return what the head of a column says: in one row if it fits, else in up to `most`."""
    titled = f"{cell.text}  {cell.detail}" if cell.detail else cell.text
    if cells(titled) <= width or most < 2:
        return [cut_line((Span(titled),), width, ellipsis="~" if plain else "…")]
    rows = [line for text in (cell.text, cell.detail) if text for line in flow([Span(text)], width)]
    return cut_rows(rows, most, width, plain=plain)


def is_cut(cell: "Cell", width: int, rows: int, *, plain: bool = False) -> bool:
    """Return whether `rows` rows of `width` cells show less than all that a cell says."""
    lines = _all_rows(cell, width, plain, rows)
    return len(lines) > rows and width_of(_squeezed(lines, rows)) > width


def cut_rows(rows: list[Line], most: int, width: int, *, plain: bool = False) -> list[Line]:
    """Return at most `most` rows; the last says by a sign at its end that there was more."""
    if len(rows) <= most:
        return rows
    last = cut_line(_squeezed(rows, most), width, ellipsis="~" if plain else "…")
    return [*rows[: most - 1], last]


def _squeezed(rows: list[Line], most: int) -> Line:
    """Return the last of `most` rows with those after it, as one: its end is then cut away.

    As much of the next row as fits is shown, rather than the end of the last whole word.
    """
    last = list(rows[most - 1])
    for line in rows[most:]:
        indent = next((n for n, span in enumerate(line) if span.text.strip()), len(line))
        last += [Span(" "), *line[indent:]]
    return tuple(last)


def cell_rows(cell: "Cell", width: int, rows: int, *, plain: bool = False) -> list[Line]:
    """Return what a cell shows in exactly `rows` rows of exactly `width` cells."""
    lines = cut_rows(_all_rows(cell, width, plain, rows), rows, width, plain=plain)
    lines += [()] * (rows - len(lines))
    return [pad_line(line, width) for line in lines]
