"""A board as a table with heads for its rows and columns, each cell with links to its records."""

from collections.abc import Iterable, Iterator

from briefing.exchange.outgoing.html.html_text import PageLinks, element, escape
from briefing.exchange.outgoing.markdown.board_markdown import title_of
from briefing.view.board import Board, Cell


def board_html(board: Board, links: PageLinks, level: int) -> str:
    """Return a board under a heading of a level, its cautions and its note with it."""
    parts = [element(f"h{level}", escape(board.title))]
    parts += [element("p", escape(one), class_="mark") for one in board.cautions]
    if board.height:
        table = element("table", "\n".join(_table(board, links)))
        parts.append(
            element(
                "div", table, class_="scroll", role="region", tabindex="0", aria_label=board.title
            )
        )
    else:
        parts.append(element("p", escape(board.nothing)))
    parts += [element("p", escape(board.note))] if board.note else []
    return "\n".join(parts)


def _table(board: Board, links: PageLinks) -> Iterator[str]:
    yield element("caption", escape(board.title), class_="unseen")
    heads = [element("th", escape(board.corner), scope="col")]
    heads += [
        element("th", _linked(escape(title_of(column)), column, links), scope="col")
        for column in board.columns
    ]
    yield element("thead", element("tr", "".join(heads)))
    yield element("tbody", "\n".join(_rows(board, links)))


def _rows(board: Board, links: PageLinks) -> Iterator[str]:
    before = ""
    for row in board.rows():
        # A head that is not repeated on the screen is repeated for who hears the table.
        before = _words(row.head) or before
        cells = [element("th", before, scope="row")]
        cells += [element("td", _linked(_words(one), one, links)) for one in row.cells]
        yield element("tr", "".join(cells))


def _words(cell: Cell) -> str:
    """Return all that a cell says, its detail on a line of its own."""
    lines = "<br>".join(escape(one) for one in (cell.text, cell.detail) if one)
    return f"{lines} ({escape(cell.tail)})" if cell.tail else lines


def _linked(words: str, cell: Cell, links: PageLinks) -> str:
    """Return the words of a cell, as HTML, and links to its records after them."""
    return " ".join(filter(None, (words, *_records(cell.records, links))))


def _records(records: Iterable[tuple[str, str]], links: PageLinks) -> Iterator[str]:
    for brief, key in dict.fromkeys(records):
        places = () if key == "summary" else key.split("/")
        shown = element("span", escape(f"[{key}]"), class_="key")
        if href := links.to(brief, *places):
            yield element("a", shown, href=href, aria_label=f"[{key}] of {brief}")
