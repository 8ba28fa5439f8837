"""`briefing list`: the briefs of a store."""

from argparse import Namespace
from contextlib import closing
from itertools import chain
from typing import Any

from briefing.catalogue import Headline, ListRow
from briefing.cli import output
from briefing.cli.catalogue_args import (
    check_folders,
    matching_briefs,
    note_folders,
    note_gaps,
    note_nothing,
    open_catalogue,
    read_query,
)
from briefing.cli.options import Parser, add_json, add_refresh, folder_of, take_query, whole_number
from briefing.cli.printing.line_form import add_format, write_forms
from briefing.text.numbers import quantity

SORTS = ("-date", "date", "title", "party")
"""Orders of a list; the first is the default."""

FIELDS = (
    "id", "title", "date", "path", "process", "round", "rounds", "place", "parties", "agreements",
    "disagreements", "quotes", "sources", "status", "handling", "supersedes", "superseded_by",
    "problems", "missing",
)  # fmt: skip
"""What `--format` may have of a brief: all that JSON has."""

_CHUNK = 1000
"""Rows read and aligned together: the first are written before the last are read."""


def configure_list(parser: Parser) -> None:
    """Add the words and options of `briefing list`."""
    take_query(parser, "which briefs to list; all by default")
    parser.add_argument("--sort", choices=SORTS, default="", help="sort order; -date: newest first")
    parser.add_argument("-n", "--limit", type=whole_number, metavar="N", help="at most N briefs")
    add_format(add_json(parser), FIELDS, "{date} [{handling} ]{title}")
    add_refresh(parser)


def run_list(args: Namespace) -> int:
    """Print the briefs that match a query; return 1 if there are none."""
    check_folders(args.query, "list")
    query = read_query(args.query)
    if args.limit is not None and (query.limit is None or args.limit < query.limit):
        query = query._replace(limit=args.limit)
    folder = folder_of(args)
    with closing(open_catalogue(args, folder, unlisted=True)) as catalogue:
        numbers = matching_briefs(catalogue, folder, query, args.sort)
        chunks = (numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK))
        if args.line is not None:
            write_forms(args.line, map(row_data, chain.from_iterable(map(catalogue.rows, chunks))))
        elif args.form != "text":
            rows = chain.from_iterable(map(catalogue.rows, chunks))
            output.write_json(map(row_data, rows), args.form)
        else:
            for headlines in map(catalogue.headlines, chunks):
                output.write_columns(list(map(_cells, headlines)))
        note_gaps(catalogue.incomplete())
        if not numbers and query.root is not None:
            note_nothing(catalogue, folder, query, "no brief matches")
            note_folders(args.query, "list")
        elif not numbers:
            output.note(f"no briefs in {folder}")
    return 0 if numbers else 1


def _cells(row: Headline | ListRow) -> Headline:
    """Return a row as cells; a file that is not a valid brief shows its path and problems."""
    if not isinstance(row, ListRow):
        return row
    if row.is_broken:
        problems = quantity(row.problems, "problem")
        return row.date, row.id, f"! {row.path}: {problems}"
    problems, note = "!" if row.problems else "", f"({row.standing})" if row.standing else ""
    return row.date, row.id, " ".join(filter(None, (problems, row.sharing_label, row.title, note)))


def row_data(row: ListRow) -> dict[str, Any]:
    """Return a row as a value for JSON."""
    return {
        "id": row.id, "title": row.title, "date": row.date, "path": row.path,
        "process": row.process or None, "round": row.round, "rounds": row.rounds,
        "place": row.place or None, "parties": list(row.parties), "agreements": row.agreements,
        "disagreements": row.disagreements, "quotes": row.quotes, "sources": row.sources,
        "status": row.status or None, "handling": row.handling or None,
        "supersedes": row.supersedes or None, "superseded_by": row.replaced_by or None,
        "problems": row.problems, "missing": list(row.missing),
    }  # fmt: skip
