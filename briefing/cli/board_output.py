"""Boards on stdout: as text that fits the terminal, as CSV, or as a Markdown table."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence

from briefing.cli import output
from briefing.text.clean import clean
from briefing.text.width import cells, pad
from briefing.text.wrap import wrap_ranges
from briefing.view.board import Board, BoardRow, Cell
from briefing.view.board.board_markdown import markdown, title_of
from briefing.view.spans import plain
from briefing.view.table import column_widths, cut_rows, detail_rows, word_rows
from briefing.view.table_widths import fitting, shared

_NARROWEST = 16
"""Cells that a column needs at least; where there is less, the board is written as a list."""
_HEAD = 12
"""Cells that the head column may take at least, also for what more a head says: `30 December`."""
_DETAIL = 4
"""Rows of detail that a cell of a table may take."""


def add_formats(parser: ArgumentParser) -> None:
    """Add `--json`, `--jsonl`, `--csv` and `--markdown`, of which one at most may be given."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true", help="write one JSON object")
    group.add_argument("--jsonl", action="store_true", help="write one JSON object per line")
    group.add_argument("--csv", action="store_true", help="write CSV with a header row")
    group.add_argument("--markdown", action="store_true", help="write a Markdown table")


def write_board(board: Board, args: Namespace) -> None:
    """Write a board as text, or as Markdown if that is asked for."""
    lines = markdown(board) if args.markdown else text(board, output.width(), glyphs=draws())
    for line in lines:
        output.write_line(line)


def draws() -> bool:
    """Whether stdout can show signs beyond ASCII."""
    from briefing.terminal.environment import shows_utf8

    return shows_utf8(encoding=output.encoding())


# --- text ---------------------------------------------------------------------------------------


def text(board: Board, width: int, *, glyphs: bool = True) -> Iterator[str]:
    """Yield a board as lines of at most `width` cells: a table, and a list where it is too wide.

    A board that would fit with rows for columns is turned; one without rows says so.
    """
    yield board.title
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


def _head_width(board: Board, width: int) -> int:
    heads = (*board.heads, Cell(board.corner))
    longest = max((max(cells(one.text), min(cells(one.detail), _HEAD)) for one in heads), default=0)
    return min(longest, max(_HEAD, width * 3 // 10))


def _widths(board: Board, width: int, glyphs: bool) -> list[int]:
    """Return the width of each column of a table, the head's first; nothing if it does not fit."""
    head = _head_width(board, width)
    room = width - head - 2 * board.width
    if room < 4 * board.width:
        return []
    wanted, words = column_widths(board, plain=not glyphs, rows=board.height)
    if sum(min(cells_, _NARROWEST) for cells_ in wanted) > room:
        return []
    return [head, *shared(wanted, fitting(words, room, 1), room, room)]


def _table(board: Board, widths: Sequence[int], glyphs: bool) -> Iterator[str]:
    yield from _side_by_side([Cell(board.corner), *board.columns], widths, glyphs)
    yield "-" * (sum(widths) + 2 * board.width)
    for row in board.rows():
        yield from _side_by_side([row.head, *row.cells], widths, glyphs)


def _side_by_side(row: Sequence[Cell], widths: Sequence[int], glyphs: bool) -> Iterator[str]:
    blocks = [_block(cell, width, glyphs) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, blocks))):
        parts = (block[number] if number < len(block) else "" for block in blocks)
        yield "  ".join(map(pad, parts, widths)).rstrip()


def _block(cell: Cell, width: int, glyphs: bool) -> list[str]:
    detail = detail_rows(cell, width, plain=not glyphs)
    lines = word_rows(cell, width, plain=not glyphs) + cut_rows(
        detail, _DETAIL, width, plain=not glyphs
    )
    return [clean(plain(line), line=True) for line in lines]


def _marked(cell: Cell, glyphs: bool) -> str:
    glyph = cell.glyph if glyphs else cell.ascii
    return f"{glyph} {cell.text}" if glyph else cell.text


def _list(board: Board, width: int, glyphs: bool) -> Iterator[str]:
    """Yield each row as a head with its cells below, those that hold nothing left out."""
    for row in board.rows():
        yield from wrapped(row.head.text, width)
        for column, cell in zip(board.columns, row.cells, strict=True):
            if cell.text and (cell.records or cell.role != "muted"):
                detail = f" · {cell.detail}" if cell.detail else ""
                line = f"{title_of(column)}: {_marked(cell, glyphs)}{detail}"
                first, *rest = wrapped(line, width - 4)
                yield f"  {first}"
                yield from (f"    {part}" for part in rest)


# --- CSV ----------------------------------------------------------------------------------------


def write_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write CSV as RFC 4180 has it, but with plain newlines.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    # Loaded here: only CSV needs it.
    import csv

    class Lines:
        """What the writer writes to."""

        def write(self, line: str) -> int:
            output.write_text(line)
            return len(line)

    writer = csv.writer(Lines(), lineterminator="\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Source of the rule: OWASP, "CSV Injection".
    """
    return (
        f"'{cell}"
        if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
        else cell
    )


def csv_rows(board: Board) -> Iterator[list[str]]:
    """Yield the rows of a board with their records, one line for each, without a head row."""
    for row in board.rows():
        yield [row.head.text, *(cell.text for cell in row.cells), _records(row)]


def _records(row: BoardRow) -> str:
    found = dict.fromkeys(ref for cell in (row.head, *row.cells) for ref in cell.records)
    return " ".join(f"{brief}#{key}" for brief, key in found)
