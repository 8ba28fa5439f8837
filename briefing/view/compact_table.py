"""A board in signs: narrow columns, with short heads on up to three rows like the steps of a stair.

The head of a column begins right above its signs; heads side by side stand on different rows, so
that each is given the room of its neighbours.
"""

from collections.abc import Sequence

from briefing.text.width import cells
from briefing.view.board import Board, Cell
from briefing.view.spans import Line, Span, cut_line, pad_line, width_of

GAP = 1
"""Cells between two columns."""
_NARROWEST = 2 + GAP
"""Cells from one column to the next, at least: a sign and its digit."""
_STAIR = 3
"""The most rows of heads."""
_LEAST = 8
"""Cells that the head column can always take."""


def compact_widths(board: Board, width: int) -> tuple[int, int]:
    """Return the cells of the head column and of each other one, for a window of `width` cells.

    Names of rows are whole where that leaves the columns room for their heads on three rows; the
    columns are then as wide as their heads on one row, or else as there is room.
    """
    count, widest = max(1, board.width), _longest(board.columns) + GAP
    full = max([cells(board.corner), *(cells(cell.text) for cell in board.heads)])
    narrowest = max(_NARROWEST, -(-widest // _STAIR))
    # The head of the last column may go on beyond its signs.
    head = min(full, width - (count - 1) * narrowest - widest)
    if head < full:
        least = max(cells(board.corner), _longest(board.heads))
        head = min(full, max(least, head, min(_LEAST, width // board.head_share)))
    step = (width - head - widest) // max(1, count - 1)
    return head, max(_NARROWEST, min(widest, step)) - GAP


def columns_across(board: Board, width: int) -> int:
    """Return the number of columns side by side with whole heads; at least one."""
    head, column = compact_widths(board, width)
    step = column + GAP
    return max(1, (width - head - max(0, _longest(board.columns) - column)) // step)


def _longest(heads: Sequence[Cell]) -> int:
    return max((cells(head.short or head.text) for head in heads), default=0)


def stair_height(board: Board, column: int) -> int:
    """Return the rows of the heads of columns of `column` cells: no more than they need."""
    step = column + GAP
    needed = -(-(_longest(board.columns) + GAP) // step)
    return max(1, min(_STAIR, needed, board.width))


def stair(
    board: Board,
    column: int,
    seen: Sequence[int],
    room: int,
    *,
    current: int = -1,
    plain: bool = False,
) -> list[Line]:
    """Return the heads of the columns `seen`, each of `column` cells, as rows of `room` cells.

    Each head begins after a gap, as its column does; that of the `current` column stands out.
    """
    height, step = stair_height(board, column), column + GAP
    rows: list[list[Span]] = [[] for _ in range(height)]
    for place, number in enumerate(seen):
        row, head = rows[number % height], board.columns[number]
        start = place * step + GAP
        # The last may go on to the right edge.
        end = min(room, start + height * step - GAP)
        row.append(Span(" " * (start - width_of(tuple(row)))))
        span = Span(head.short or head.text, "strong" if number == current else "label")
        row += cut_line((span,), max(0, end - start), ellipsis="~" if plain else "…")
    return [pad_line(tuple(row), room) for row in rows]


def sign_line(cell: Cell, width: int, *, plain: bool = False) -> Line:
    """Return the sign of a cell and its digit in exactly `width` cells."""
    sign = cell.ascii if plain else cell.glyph
    return pad_line((Span(sign, cell.role), Span(cell.digit, "muted")), width)


def short_line(head: Cell, width: int, *, plain: bool = False) -> Line:
    """Return the head of a row in exactly `width` cells: short where its name does not fit."""
    text = head.text if cells(head.text) <= width else head.short or head.text
    line = cut_line((Span(text, head.role),), width, ellipsis="~" if plain else "…")
    return pad_line(line, width)


def legend_rows(board: Board, width: int, *, plain: bool = False) -> list[Line]:
    """Return the legend of the signs, in as few rows of at most `width` cells as possible."""
    rows: list[Line] = []
    for cell in board.legend:
        sign = cell.ascii if plain else cell.glyph
        part: Line = (Span(sign, cell.role), Span(f" {cell.text}", "muted"))
        if rows and width_of(rows[-1]) + 2 + width_of(part) <= width:
            rows[-1] = (*rows[-1], Span("  "), *part)
        else:
            rows.append(cut_line(part, width, ellipsis="~" if plain else "…"))
    return rows
