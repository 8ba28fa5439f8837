"""The board model: a table with a frozen header row and column, computed cell by cell.

A board knows no terminal and no file format; screens draw it, and the command line prints it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import dates
from briefing.model.rows import Row
from briefing.process import Ref, Round
from briefing.process.standing import CLOSED
from briefing.view.markdown import inline
from briefing.view.spans import Span

if TYPE_CHECKING:
    from briefing.evidence import QuoteCheck


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a board."""

    text: str = ""
    """The main words; one line."""
    role: str = "plain"
    """How it looks: one of `lay.ROLES`. The words alone say everything."""
    records: tuple[Ref, ...] = ()
    """The records it comes from; Enter leads to them."""
    glyph: str = ""
    """One cell wide, before the text; empty for none."""
    ascii: str = ""
    """Stands for the glyph where only ASCII can be shown."""
    detail: str = ""
    """What more there is to say, in a sentence or two; one line."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One row: its head and its cells from left to right."""

    head: Cell
    """The cell of the frozen column."""
    cells: tuple[Cell, ...]
    """The others, as many as the board has columns."""


@dataclass(frozen=True, slots=True)
class Board:
    """A table whose cells are worked out when they are asked for."""

    title: str
    """What it shows, in one line."""
    corner: str
    """What the head column holds: `Issue`, `Party`, `Date`."""
    columns: tuple[Cell, ...]
    """The frozen head row, without the corner."""
    heads: tuple[Cell, ...]
    """The frozen head column."""
    at: Callable[[int, int], Cell]
    """The cell in a row and a column, both from 0."""
    note: str = ""
    """A line below the table; empty for none."""
    empty: str = ""
    """What a place without words means; empty where that goes without saying."""
    nothing: str = "nothing to show"
    """What stands in place of the table where it has no rows."""

    def row(self, number: int) -> BoardRow:
        """Return one row (from 0)."""
        return BoardRow(
            self.heads[number], tuple(self.at(number, column) for column in range(self.width))
        )

    def rows(self) -> Iterator[BoardRow]:
        """Yield every row; a screen asks only for those in sight."""
        return map(self.row, range(self.height))

    def transposed(self) -> "Board":
        """Return the board with rows for columns; the corner stays empty."""
        turned = self.at
        return Board(
            self.title, "", self.heads, self.columns, lambda row, column: turned(column, row),
            self.note, self.empty, self.nothing,
        )  # fmt: skip

    @property
    def width(self) -> int:
        """How many columns there are beside the head column."""
        return len(self.columns)

    @property
    def height(self) -> int:
        """How many rows there are below the head row."""
        return len(self.heads)


_OUTCOMES = (
    "partly-carried-out", "carried-out", "broken", "accepted", "rejected", "withdrawn", *CLOSED,
)  # fmt: skip
_WITH_TERMS = ("agreement", "disagreement", "proposal")

NOTHING = Cell("", "muted")
"""A place that holds nothing."""


def listed(
    title: str,
    corner: str,
    columns: Sequence[str],
    rows: Sequence[BoardRow],
    note: str = "",
    nothing: str = "nothing to show",
) -> Board:
    """Return a board of rows that are known already; without any it says `nothing`."""
    return Board(
        title,
        corner,
        tuple(Cell(text, "label") for text in columns),
        tuple(row.head for row in rows),
        lambda row, column: rows[row].cells[column],
        note,
        nothing=nothing,
    )


def said(row: Row) -> str:
    """Return what a record says in one line: quoted words in quotation marks, prose unmarked.

    A source without a title is called by its slug.
    """
    if row.is_quoted:
        return f"“{' '.join(row.text.split())}”"
    return unmarked(row.text) or (row.key if row.kind == "source" else "")


Verdicts = Callable[[str], "Mapping[str, QuoteCheck]"]
"""Returns the checks of a brief's quotes, by key; such as `Catalogue.verdicts`."""


def no_verdicts(brief: str) -> "Mapping[str, QuoteCheck]":
    """Return no verdict on any quote."""
    return {}


def judged(row: Row, verdicts: Verdicts) -> str:
    """Return a quote in one line after the sign of its verdict, where there is one.

    A verdict that is about other words than those shown, the original's, says so behind them.
    """
    check = verdicts(row.brief).get(row.key)
    if check is None:
        return said(row)
    return f"{check.verdict.glyph} {said(row)}" + (f" ({check.says})" if check.of_original else "")


def terms(row: Row) -> str:
    """Return the figure, the date and the status that go with what a record says.

    That a question is open goes without saying.
    """
    if row.kind not in _WITH_TERMS:
        return ""
    date = dates.readable(row.date) if row.date else ""
    told = f"due {date}" if date and row.kind == "agreement" else date
    status = "" if row.status == "open" else row.status
    return "; ".join(part for part in (row.amount, told, status) if part)


def outcome(status: str) -> str:
    """Return what has become of an agreement, offer or question, as it follows the words."""
    return f" ({status})" if status in _OUTCOMES else ""


def unmarked(prose: str) -> str:
    """Return prose in one line without its notation and its references."""
    spans = inline(" ".join(prose.split()))
    text = "".join(span.text for span in spans if not (span.role == "mark" and _is_record(span)))
    for sign in ".,;:":
        text = text.replace(f" {sign}", sign)
    return " ".join(text.split())


def _is_record(span: Span) -> bool:
    target = span.target
    return target is not None and not target.url and str(target) == span.text


def round_head(item: Round) -> Cell:
    """Return the head of a round's column: its number and date, leading to its summary."""
    day = dates.readable(item.date)
    records = ((item.brief, "summary"),)
    if item.number is None:
        return Cell(day or item.brief, "label", records, detail=item.title)
    return Cell(f"round {item.number}", "label", records, detail=day)
