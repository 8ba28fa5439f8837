"""CSV as in RFC 4180 but with plain newlines, guarded against formulas."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from briefing.text.clean import clean
from briefing.view.board import Board

Record = Mapping[str, Any]
"""One object of JSON, or one row of CSV."""

BOM = "\ufeff"
"""The byte order mark, from which Excel detects UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_JOINED = {"amounts": "; ", "claimed_amounts": "; "}


def csv_text(
    columns: Sequence[str],
    rows: Iterable[Record | Sequence[str]],
    *,
    handling: str = "",
    excel: bool = False,
) -> str:
    """Return a table with a header row; `handling`, where there is any, is a column of its own.

    For `excel`, it begins with a byte order mark, lines end in CR and LF, every cell is quoted, and
    a line break in a cell is a space.
    """
    mark = {"handling": handling} if handling else {}
    lines = StringIO()
    end = "\r\n" if excel else "\n"
    writer = csv.writer(
        lines, lineterminator=end, quoting=csv.QUOTE_ALL if excel else csv.QUOTE_MINIMAL
    )
    writer.writerow([*columns, *mark])
    for row in rows:
        cells = csv_cells(columns, row) if isinstance(row, Mapping) else row
        shown = [" ".join(clean(cell).split("\n")) if excel else cell for cell in cells]
        writer.writerow(map(guarded, [*shown, *mark.values()]))
    return f"{BOM if excel else ''}{lines.getvalue()}"


def guarded(cell: str) -> str:
    """Return a cell, after an apostrophe if a spreadsheet would take it for a formula.

    Source of the rule: OWASP, "CSV Injection".
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_cells(columns: Sequence[str], row: Record) -> list[str]:
    """Return the values of `row` in these columns, each as a cell of CSV."""
    return [_csv_cell(name, row[name]) for name in columns]


def _csv_cell(name: str, value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, list):
        return _JOINED.get(name, " ").join(value)
    return "" if value is None else str(value)


def board_rows(board: Board) -> Iterator[list[str]]:
    """Yield the rows of a board as cells of CSV, the last with the records of the row."""
    for row in board.rows():
        refs = dict.fromkeys(ref for cell in (row.head, *row.cells) for ref in cell.records)
        texts = (cell.text for cell in row.cells)
        yield [row.head.text, *texts, " ".join(f"{brief}#{key}" for brief, key in refs)]
