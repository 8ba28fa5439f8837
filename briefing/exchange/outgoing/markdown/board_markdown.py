"""Boards as Markdown tables."""

from collections.abc import Iterable, Iterator

from briefing.text.clean import clean
from briefing.view.board.board import Board, Cell


def markdown(board: Board, origin: str = "") -> Iterator[str]:
    """Yield a board as a Markdown table under a heading, or say that it has no rows.

    `origin` stands at the end, where it is not empty.
    """
    yield f"## {_escaped(board.title)}"
    yield ""
    for caution in board.cautions:
        yield f"**{_escaped(caution)}**"
        yield ""
    yield from _table(board) if board.height else [_escaped(board.nothing)]
    if board.legend:
        yield ""
        yield "; ".join(_escaped(f"{one.glyph} {one.text}") for one in board.legend)
    if board.note:
        yield ""
        yield _escaped(board.note)
    if origin:
        yield ""
        yield _escaped(origin)


def _table(board: Board) -> Iterator[str]:
    columns = (one.short or one.text if board.compact else title_of(one) for one in board.columns)
    yield _line([board.corner, *columns])
    yield _line(["---"] * (board.width + 1))
    for row in board.rows():
        cells = (f"{one.glyph}{one.digit}" if board.compact else _whole(one) for one in row.cells)
        yield _line([_whole(row.head), *cells])


def briefs_of(board: Board) -> list[str]:
    """Return the ids of the briefs that a board shows records of, in order of appearance."""
    cells = (cell for row in board.rows() for cell in (row.head, *row.cells))
    refs = (ref for cell in (*board.columns, *cells) for ref in cell.records)
    return list(dict.fromkeys(brief for brief, _ in refs))


def _whole(cell: Cell) -> str:
    words = f"{cell.text}: {cell.detail}" if cell.detail else cell.text
    return f"{words} ({cell.tail})" if cell.tail else words


def _line(row: Iterable[str]) -> str:
    return f"| {' | '.join(map(_escaped, row))} |"


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is, in one line."""
    safe = clean(text, line=True)
    return safe if safe == "---" else "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in safe)


def title_of(column: Cell) -> str:
    """Return the head of a column with what more it says."""
    return f"{column.text}, {column.detail}" if column.detail else column.text
