"""The board model: a table with a frozen header row and column, computed cell by cell.

A board knows no terminal and no file format; screens draw it, and the command line prints it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from briefing.process import Ref
from briefing.text.fold import fold

if TYPE_CHECKING:
    from briefing.evidence import QuoteCheck


class Cell(NamedTuple):
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
    issues: tuple[str, ...] = ()
    """The slugs of the issues that it is about, where no head says so."""
    speaker: str = ""
    """The slug of the party or person that it is about, where no head says so."""
    tail: str = ""
    """A short word at the right, which is never cut: the round that it was said in, `r3`."""
    age: int = 0
    """How many rounds ago it was said, which a compact table shows as a digit."""
    short: str = ""
    """The words of a head where there is little room; empty for the same."""

    @property
    def words(self) -> tuple[str, ...]:
        """Its whole text: main words, detail and tail."""
        return tuple(filter(None, (self.text, self.detail, self.tail)))

    @property
    def digit(self) -> str:
        """Its age as a digit, 9 for more; empty for a statement of the last round."""
        return str(min(self.age, 9)) if self.age else ""


class BoardRow(NamedTuple):
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
    cautions: tuple[str, ...] = ()
    """What goes with the table wherever it is shown or written: a line each, above it."""
    head_share: int = 3
    """The head column takes at most one part in so many of the width."""
    short_title: str = ""
    """The title where it has no room; empty for the same."""
    legend: tuple[Cell, ...] = ()
    """What the signs of a compact table mean; without any, the table shows words."""

    def row(self, number: int) -> BoardRow:
        """Return one row (from 0)."""
        return BoardRow(
            self.heads[number], tuple(self.at(number, column) for column in range(self.width))
        )

    def rows(self) -> Iterator[BoardRow]:
        """Yield every row; a screen asks only for those in sight."""
        return map(self.row, range(self.height))

    def _places(self, row: int, column: int) -> Iterator[Cell]:
        """Yield a cell (column -1 for the head of the row), and the heads beside and over it."""
        if 0 <= row < self.height:
            if 0 <= column < self.width:
                yield self.at(row, column)
            yield self.heads[row]
        if 0 <= column < self.width:
            yield self.columns[column]

    def issues_at(self, row: int, column: int) -> tuple[str, ...]:
        """Return the slugs of the issues that a place is about, by itself or by its heads."""
        return next((each.issues for each in self._places(row, column) if each.issues), ())

    def speaker_at(self, row: int, column: int) -> str:
        """Return the slug of the party or person of a place; empty where it has none."""
        return next((each.speaker for each in self._places(row, column) if each.speaker), "")

    def transposed(self) -> "Board":
        """Return the board with rows for columns; the corner stays empty."""
        at = self.at
        return replace(
            self, corner="", columns=self.heads, heads=self.columns, head_share=3,
            at=lambda row, column: at(column, row),
        )  # fmt: skip

    def with_cautions(self, cautions: tuple[str, ...]) -> "Board":
        """Return the board with these lines above it."""
        return replace(self, cautions=cautions)

    @property
    def compact(self) -> bool:
        """Whether cells show their sign and age alone, below short heads."""
        return bool(self.legend)

    @property
    def width(self) -> int:
        """The number of columns beside the head column."""
        return len(self.columns)

    @property
    def height(self) -> int:
        """The number of rows below the head row."""
        return len(self.heads)


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


Verdicts = Callable[[str], "Mapping[str, QuoteCheck]"]
"""Returns the checks of a brief's quotes, by key; such as `Catalogue.verdicts`."""


def no_verdicts(brief: str) -> "Mapping[str, QuoteCheck]":
    """Return no checks."""
    return {}


CellPlace = tuple[int, int]
"""A row of a board and a column; column -1 is the head of the row."""


def find_cell(
    board: Board,
    text: str,
    start: CellPlace,
    steps: int,
    is_stale: Callable[[], bool] = lambda: False,
) -> CellPlace | None:
    """Return the nearest cell that holds all words of `text`, in reading order and round the end.

    `steps` is 1 for forward, -1 for backward, from the cell after or before `start`, and 0 for
    forward from `start` itself. None where no cell does, or where the search `is_stale`.
    """
    words, across = fold(text).split(), board.width + 1
    count = across * board.height
    first = start[0] * across + start[1] + 1
    for distance in range(count if words else 0):
        offset = distance if not steps else steps * (distance + 1)
        line, column = divmod((first + offset) % count, across)
        cell = board.heads[line] if not column else board.at(line, column - 1)
        said = fold(f"{cell.text} {cell.detail}")
        if all(word in said for word in words):
            return line, column - 1
        if is_stale():
            break
    return None
