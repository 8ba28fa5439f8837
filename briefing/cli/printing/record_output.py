"""The forms of commands that compare: JSON, JSONL and CSV from records; boards for people."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from briefing.catalogue import Basis
from briefing.cli import output
from briefing.cli.catalogue_args import note_gaps
from briefing.cli.options import add_forms, add_refresh, whole_number
from briefing.cli.printing.board_output import write_board
from briefing.exchange.outgoing.tables.csv_table import Record, csv_text
from briefing.view.board import Board

_NO_BASIS = Basis()


def add_output(parser: ArgumentParser, *, json: str = "write one JSON object") -> None:
    """Add the options of all forms, which exclude each other, `--width` and others.

    `json` is the help of `--json`.
    """
    add_forms(
        parser,
        json=json,
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
        table = records if rows is None else rows
        output.write_text(csv_text(columns, table, handling=basis.fields.get("handling", "")))
    else:
        write_board(board().with_cautions(basis.cautions), form, width)
