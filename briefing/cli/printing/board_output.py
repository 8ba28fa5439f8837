"""Boards on stdout as text that fits the terminal: a table, or a list where it is too wide."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count, zip_longest
from typing import NamedTuple

from briefing.cli import output
from briefing.exchange.outgoing.markdown.board_markdown import markdown, title_of
from briefing.text.clean import clean
from briefing.text.width import cells, is_narrow, pad
from briefing.text.wrap import fitting, shared, wrap_ranges
from briefing.view.board import Board, Cell
from briefing.view.compact_table import (
    columns_across,
    compact_widths,
    legend_rows,
    short_line,
    sign_line,
    stair,
)
from briefing.view.spans import Line, Span, plain
from briefing.view.table import (
    beside_tail,
    column_widths,
    cut_rows,
    detail_rows,
    tailed,
    with_tail,
    word_rows,
)

_NARROWEST = 16
"""The least width of a column, in cells; where there is less, the board is written as a list."""
_HEAD = 12
"""The width, in cells, that the head column may always take, also for a head's detail."""
_MEASURED = 1000
"""The rows that decide how wide the columns are; of a longer table the others wrap in those."""
_DETAIL = 4
"""The most rows of detail in a cell of a table."""


def write_board(board: Board, form: str, width: int | None = None) -> None:
    """Write a board as a Markdown table for the form `markdown`, else as text of some `width`.

    A note says so where only a list fits.
    """
    room, glyphs = width or output.width(), output.shows_glyphs()
    text = board_lines(board, room, glyphs=glyphs, too_narrow=lambda least: _note(room, least))
    output.write_lines(markdown(board) if form == "markdown" else text)


def _note(width: int, least: int) -> None:
    output.note(f"{width} columns are too few for a table, so this is a list; use --width {least}")


def board_lines(
    board: Board,
    width: int,
    *,
    glyphs: bool = True,
    too_narrow: Callable[[int], object] = lambda least: None,
) -> Iterator[str]:
    """Yield a board as lines of at most `width` cells, transposed if only that fits.

    Where neither does, it is a list, and `too_narrow` is called with the width of a table.
    """
    yield from wrapped(board.title, width)
    for caution in board.cautions:
        yield from wrapped(caution, width)
    yield ""
    if not board.height:
        yield from wrapped(board.nothing, width)
    elif board.compact:
        yield from _signs(board, width, glyphs)
    else:
        yield from _table_or_list(board, width, glyphs, too_narrow)
    if board.note:
        yield ""
        yield from wrapped(board.note, width)


def _table_or_list(
    board: Board, width: int, glyphs: bool, too_narrow: Callable[[int], object]
) -> Iterator[str]:
    least = []
    for table in (board, board.transposed()):
        shape = _Shape.of(table, glyphs)
        if widths := shape.widths(width):
            yield from _table(table, widths, glyphs)
            return
        least.append(shape.least(width))
    too_narrow(min(least))
    yield from _list(board, width, glyphs)


def wrapped(text: str, width: int, *, lead: str = "") -> Iterator[str]:
    """Yield text in rows of at most `width` cells, each after `lead`."""
    safe = clean(text, line=True)
    for start, end in wrap_ranges(safe, max(1, width - cells(lead))):
        yield lead + safe[start:end]


def hanging(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    """Yield text in rows of at most `width` cells: one after `first`, the others after `rest`."""
    for number, row in enumerate(wrapped(text, max(1, width - cells(rest)))):
        yield (rest if number else first) + row


class _Shape(NamedTuple):
    """The cells that a board's columns want."""

    head: int
    """Cells of the longest head of a row."""
    natural: Sequence[int]
    """The width of each column without wrapping, in cells."""
    words: Sequence[int]
    """Cells of the longest word of each column."""

    @classmethod
    def of(cls, board: Board, glyphs: bool) -> "_Shape":
        heads = (*board.heads, Cell(board.corner))
        head = max(max(cells(one.text), min(cells(one.detail), _HEAD)) for one in heads)
        return cls(head, *column_widths(board, plain=not glyphs, rows=_MEASURED))

    def widths(self, width: int) -> list[int]:
        """Return the cells of each column of a table, the head's first; empty if none fits."""
        columns = len(self.natural)
        head = min(self.head, max(_HEAD, width * 3 // 10))
        left = width - head - 2 * columns
        if left < max(4 * columns, sum(min(column, _NARROWEST) for column in self.natural)):
            return []
        return [head, *shared(self.natural, fitting(self.words, left, 1), left, left)]

    def least(self, width: int) -> int:
        """Return the least width of a table, at least `width`."""
        wanted = 2 * len(self.natural) + sum(max(4, min(one, _NARROWEST)) for one in self.natural)
        return next(
            room for room in count(width)
            if room - min(self.head, max(_HEAD, room * 3 // 10)) >= wanted
        )  # fmt: skip


def _signs(board: Board, width: int, glyphs: bool) -> Iterator[str]:
    """Yield a board of signs: as many columns side by side as fit, the others below."""
    head, column = compact_widths(board, width)
    across = columns_across(board, width)
    for first in range(0, board.width, across):
        seen = range(first, min(board.width, first + across))
        if first:
            yield ""
        heads = stair(board, column, seen, width - head, plain=not glyphs)
        for number, line in enumerate(heads):
            corner = board.corner if number + 1 == len(heads) else ""
            yield _clean((*short_line(Cell(corner), head), *line))
        for row in range(board.height):
            places = (sign_line(board.at(row, at), column, plain=not glyphs) for at in seen)
            line = short_line(board.heads[row], head, plain=not glyphs)
            yield _clean((*line, *(span for place in places for span in (Span(" "), *place))))
    yield ""
    for line in legend_rows(board, width, plain=not glyphs):
        yield _clean(line)


def _clean(line: Line) -> str:
    return clean(plain(line), line=True).rstrip()


def _table(board: Board, widths: Sequence[int], glyphs: bool) -> Iterator[str]:
    yield from _table_row([Cell(board.corner), *board.columns], widths, glyphs)
    yield "-" * (sum(widths) + 2 * board.width)
    for row in board.rows():
        yield from _table_row([row.head, *row.cells], widths, glyphs)


def _table_row(row: Sequence[Cell], widths: Sequence[int], glyphs: bool) -> Iterator[str]:
    blocks = [_cell_lines(cell, width, glyphs) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*blocks, fillvalue=""):
        yield "  ".join(map(pad, parts, widths)).rstrip()


def _cell_lines(cell: Cell, width: int, glyphs: bool) -> list[str]:
    text = clean(cell.text, line=True)
    if not (cell.detail or cell.tail or cell.glyph) and is_narrow(text):
        # Most cells of a long list, which takes as long as they take.
        return [text[start:end] for start, end in wrap_ranges(text, width)] if text else []
    cell = tailed(cell, width)
    room = beside_tail(cell, width)
    detail = detail_rows(cell, room, plain=not glyphs)
    lines = word_rows(cell, room, plain=not glyphs)
    lines += cut_rows(detail, _DETAIL, room, plain=not glyphs)
    return [clean(plain(line), line=True) for line in with_tail(lines, cell, width)]


def _list(board: Board, width: int, glyphs: bool) -> Iterator[str]:
    """Yield each row as a head with its cells below, without the empty ones."""
    for row in board.rows():
        yield from wrapped(row.head.text, width)
        for column, cell in zip(board.columns, row.cells, strict=True):
            if cell.text and (cell.records or cell.role != "muted"):
                glyph = cell.glyph if glyphs else cell.ascii
                text = f"{glyph} {cell.text}" if glyph else cell.text
                detail = f" · {cell.detail}" if cell.detail else ""
                detail += f" ({cell.tail})" if cell.tail else ""
                yield from hanging(f"{title_of(column)}: {text}{detail}", width, "  ", "    ")
