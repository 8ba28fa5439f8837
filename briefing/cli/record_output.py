"""The forms of commands that compare: JSON, JSONL and CSV from records; boards for people."""

import csv
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from briefing.catalogue import Basis
from briefing.cli import output
from briefing.cli.board_output import write_board
from briefing.cli.catalogue_args import note_gaps
from briefing.cli.options import add_forms, add_refresh, whole_number
from briefing.view.board import Board

_NO_BASIS = Basis()

Record = Mapping[str, Any]
"""One object of JSON, or one row of CSV."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_JOINED = {"amounts": "; ", "claimed_amounts": "; "}


def add_output(parser: ArgumentParser) -> None:
    """Add the options of all forms, of which one at most may be given, `--width` and others."""
    add_forms(
        parser,
        json="write one JSON object",
        jsonl="write one JSON object per line",
        csv="write CSV with a header row",
        markdown="write a Markdown table",
    )
    parser.add_argument(
        "--width", type=whole_number, metavar="N",
        help="line width of text in cells; by default that of COLUMNS or the terminal, else 80",
    )  # fmt: skip
    add_refresh(parser)


def write_records(
    form: str,
    records: Iterable[Record],
    board: Callable[[], Board],
    columns: Sequence[str],
    *,
    rows: Iterable[Record | Sequence[str]] | None = None,
    whole: Callable[[], dict[str, Any]] | None = None,
    basis: Basis = _NO_BASIS,
    width: int | None = None,
) -> None:
    """Write records in one of the forms.

    JSON is an array of `records`, or `whole`; JSONL is a record a line; CSV has the `columns` of
    `rows`, by default of the records; text, of `width` cells, and Markdown show `board`. What
    `basis` says stands above the board, and is in fields of each object of JSON; a handling mark is
    a column of CSV. Files that could not be read whole are noted on stderr, too.
    """
    note_gaps(basis.gaps)
    if form == "json" and whole is not None:
        output.write_json({**whole(), **basis.fields})
    elif form in ("json", "jsonl"):
        output.write_json(({**record, **basis.fields} for record in records), form)
    elif form == "csv":
        _write_csv(columns, records if rows is None else rows, basis.fields.get("handling", ""))
    else:
        write_board(board().with_cautions(basis.cautions), form, width)


def _write_csv(
    columns: Sequence[str], rows: Iterable[Record | Sequence[str]], handling: str
) -> None:
    """Write CSV as in RFC 4180, but with plain newlines, guarded against formulas."""
    mark = {"handling": handling} if handling else {}
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([*columns, *mark])
    for row in rows:
        cells = csv_cells(columns, row) if isinstance(row, Mapping) else row
        writer.writerow(map(guarded, [*cells, *mark.values()]))
    output.write_text(lines.getvalue())


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
