"""Boards on stdout as text that fits the terminal: a table, or a list where it is too wide."""

from collections.abc import Iterator, Sequence

from briefing.cli import output
from briefing.text.clean import clean
from briefing.text.width import cells, pad
from briefing.text.wrap import wrap_ranges
from briefing.view.board import Board, Cell
from briefing.view.board.board_markdown import markdown, title_of
from briefing.view.spans import plain
from briefing.view.table import column_widths, cut_rows, detail_rows, word_rows
from briefing.view.table_widths import fitting, shared

_NARROWEST = 16
"""The least width of a column, in cells; where there is less, the board is written as a list."""
_HEAD = 12
"""The width, in cells, that the head column may always take, also for a head's detail."""
_DETAIL = 4
"""The most rows of detail in a cell of a table."""


def write_board(board: Board, form: str) -> None:
    """Write a board as a Markdown table for the form `markdown`, else as text."""
    text = board_lines(board, output.width(), glyphs=output.shows_glyphs())
    for line in markdown(board) if form == "markdown" else text:
        output.write_line(line)


def board_lines(board: Board, width: int, *, glyphs: bool = True) -> Iterator[str]:
    """Yield a board as lines of at most `width` cells, transposed if only that fits."""
    yield board.title
    for caution in board.cautions:
        yield from wrapped(caution, width)
    yield ""
    turned = board.transposed()
    if not board.height:
        yield from wrapped(board.nothing, width)
    elif widths := _widths(board, width, glyphs):
        yield from _table(board, widths, glyphs)
    elif widths := _widths(turned, width, glyphs):
        yield from _table(turned, widths, glyphs)
    else:
        yield from _list(board, width, glyphs)
    if board.note:
        yield ""
        yield from wrapped(board.note, width)


def wrapped(text: str, width: int, *, lead: str = "") -> Iterator[str]:
    """Yield text in rows of at most `width` cells, each after `lead`."""
    safe = clean(text, line=True)
    for start, end in wrap_ranges(safe, max(1, width - cells(lead))):
        yield lead + safe[start:end]


def hanging(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    """Yield text in rows of at most `width` cells: one after `first`, the others after `rest`."""
    for number, row in enumerate(wrapped(text, max(1, width - cells(rest)))):
        yield (rest if number else first) + row


def _widths(board: Board, width: int, glyphs: bool) -> list[int]:
    """Return the width of each column of a table, the head's first; empty if it does not fit."""
    heads = (*board.heads, Cell(board.corner))
    longest = max((max(cells(one.text), min(cells(one.detail), _HEAD)) for one in heads), default=0)
    head = min(longest, max(_HEAD, width * 3 // 10))
    left = width - head - 2 * board.width
    if left < 4 * board.width:
        return []
    natural, words = column_widths(board, plain=not glyphs, rows=board.height)
    if sum(min(column, _NARROWEST) for column in natural) > left:
        return []
    return [head, *shared(natural, fitting(words, left, 1), left, left)]


def _table(board: Board, widths: Sequence[int], glyphs: bool) -> Iterator[str]:
    yield from _table_row([Cell(board.corner), *board.columns], widths, glyphs)
    yield "-" * (sum(widths) + 2 * board.width)
    for row in board.rows():
        yield from _table_row([row.head, *row.cells], widths, glyphs)


def _table_row(row: Sequence[Cell], widths: Sequence[int], glyphs: bool) -> Iterator[str]:
    blocks = [_cell_lines(cell, width, glyphs) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, blocks))):
        parts = (block[number] if number < len(block) else "" for block in blocks)
        yield "  ".join(map(pad, parts, widths)).rstrip()


def _cell_lines(cell: Cell, width: int, glyphs: bool) -> list[str]:
    detail = detail_rows(cell, width, plain=not glyphs)
    lines = word_rows(cell, width, plain=not glyphs)
    lines += cut_rows(detail, _DETAIL, width, plain=not glyphs)
    return [clean(plain(line), line=True) for line in lines]


def _list(board: Board, width: int, glyphs: bool) -> Iterator[str]:
    """Yield each row as a head with its cells below, without the empty ones."""
    for row in board.rows():
        yield from wrapped(row.head.text, width)
        for column, cell in zip(board.columns, row.cells, strict=True):
            if cell.text and (cell.records or cell.role != "muted"):
                glyph = cell.glyph if glyphs else cell.ascii
                text = f"{glyph} {cell.text}" if glyph else cell.text
                detail = f" · {cell.detail}" if cell.detail else ""
                yield from hanging(f"{title_of(column)}: {text}{detail}", width, "  ", "    ")
