"""Boards as Markdown tables."""

from collections.abc import Iterable, Iterator

from briefing.text.clean import clean
from briefing.view.board.board import Board, Cell


def markdown(board: Board) -> Iterator[str]:
    """Yield a board as a Markdown table under a heading, or say that it has no rows."""
    yield f"## {_escaped(board.title)}"
    yield ""
    for caution in board.cautions:
        yield f"**{_escaped(caution)}**"
        yield ""
    if board.height:
        yield _line([board.corner, *map(title_of, board.columns)])
        yield _line(["---"] * (board.width + 1))
        for row in board.rows():
            yield _line(map(_whole, (row.head, *row.cells)))
    else:
        yield _escaped(board.nothing)
    if board.note:
        yield ""
        yield _escaped(board.note)


def _whole(cell: Cell) -> str:
    return f"{cell.text}: {cell.detail}" if cell.detail else cell.text


def _line(row: Iterable[str]) -> str:
    return f"| {' | '.join(map(_escaped, row))} |"


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is, in one line."""
    safe = clean(text, line=True)
    return safe if safe == "---" else "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in safe)


def title_of(column: Cell) -> str:
    """Return the head of a column with what more it says."""
    return f"{column.text}, {column.detail}" if column.detail else column.text
