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

if TYPE_CHECKING:
    from briefing.evidence import QuoteCheck


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a board."""

    text: str = ""
    """The main words; one line."""
    role: str = "plain"
    """How it looks: one of `spans.ROLES`. The words alone say everything."""
    records: tuple[Ref, ...] = ()
    """The records it comes from; Enter leads to them."""
    glyph: str = ""
    """One cell wide, before the text; empty for none."""
    ascii: str = ""
    """The glyph where only ASCII can be shown."""
    detail: str = ""
    """A further sentence or two; one line."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One row: its head and its cells from left to right."""

    head: Cell
    """The cell of the frozen column."""
    cells: tuple[Cell, ...]
    """The others, as many as the board has columns."""


@dataclass(frozen=True, slots=True)
class Board:
    """A table whose cells are computed on demand."""

    title: str
    """What it shows, in one line."""
    corner: str
    """The title of the head column: `Issue`, `Party`, `Date`."""
    columns: tuple[Cell, ...]
    """The frozen head row, without the corner."""
    heads: tuple[Cell, ...]
    """The frozen head column."""
    at: Callable[[int, int], Cell]
    """The cell in a row and a column, both from 0."""
    note: str = ""
    """A line below the table; empty for none."""
    empty: str = ""
    """The meaning of a place without words; may be empty."""
    nothing: str = "nothing to show"
    """The words in place of a table without rows."""

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
        at = self.at
        return Board(
            self.title, "", self.heads, self.columns, lambda row, column: at(column, row),
            self.note, self.empty, self.nothing,
        )  # fmt: skip

    @property
    def width(self) -> int:
        """The number of columns beside the head column."""
        return len(self.columns)

    @property
    def height(self) -> int:
        """The number of rows below the head row."""
        return len(self.heads)


_OUTCOMES = (
    "partly-carried-out", "carried-out", "broken", "accepted", "rejected", "withdrawn", *CLOSED,
)  # fmt: skip
_WITH_TERMS = ("agreement", "disagreement", "proposal")

NOTHING = Cell("", "muted")
"""An empty place."""


def listed(
    title: str,
    corner: str,
    columns: Sequence[str | Cell],
    rows: Sequence[BoardRow],
    note: str = "",
    nothing: str = "nothing to show",
) -> Board:
    """Return a board of the given rows."""
    return Board(
        title,
        corner,
        tuple(name if isinstance(name, Cell) else Cell(name, "label") for name in columns),
        tuple(row.head for row in rows),
        lambda row, column: rows[row].cells[column],
        note,
        nothing=nothing,
    )


def said(row: Row) -> str:
    """Return the words of a record in one line, quoted ones in quotation marks.

    A source without a title is called by its slug.
    """
    if row.is_quoted:
        return f"“{' '.join(row.text.split())}”"
    return unmarked(row.text) or (row.key if row.kind == "source" else "")


Verdicts = Callable[[str], "Mapping[str, QuoteCheck]"]
"""Returns the checks of a brief's quotes, by key; such as `Catalogue.verdicts`."""


def no_verdicts(brief: str) -> "Mapping[str, QuoteCheck]":
    """Return no checks."""
    return {}


def judged(row: Row, verdicts: Verdicts) -> str:
    """Return the words of a record in one line, a quote's after the sign of its verdict.

    A verdict on the original, whose words are not shown, says so after them.
    """
    check = verdicts(row.brief).get(row.key)
    if check is None:
        return said(row)
    return f"{check.verdict.glyph} {said(row)}" + (f" ({check.says})" if check.of_original else "")


def terms(row: Row) -> str:
    """Return the figure, the date and the status of a record, unless that is `open`."""
    if row.kind not in _WITH_TERMS:
        return ""
    date = dates.readable(row.date) if row.date else ""
    due = f"due {date}" if date and row.kind == "agreement" else date
    status = "" if row.status == "open" else row.status
    return "; ".join(filter(None, (row.amount, due, status)))


def outcome(status: str) -> str:
    """Return the outcome of an agreement, offer or question, as it follows its words."""
    return f" ({status})" if status in _OUTCOMES else ""


def unmarked(prose: str) -> str:
    """Return prose in one line without its notation and its references."""
    spans = inline(" ".join(prose.split()))
    # Only bare references go: an address is shown as it is.
    kept = (span for span in spans if not span.is_bare or (span.target and span.target.url))
    text = "".join(span.text for span in kept)
    for sign in ".,;:":
        text = text.replace(f" {sign}", sign)
    return " ".join(text.split())


def round_head(item: Round) -> Cell:
    """Return the head of a round's column: its number and date, leading to its summary."""
    day = dates.readable(item.date)
    records = ((item.brief, "summary"),)
    if item.number is None:
        return Cell(day or item.brief, "label", records, detail=item.title)
    return Cell(f"round {item.number}", "label", records, detail=day)
