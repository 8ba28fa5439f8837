"""`briefing list` and `briefing show`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, Any

from briefing.cli import output
from briefing.cli.options import add_json, add_refresh, take_query, whole_number
from briefing.cli.query_args import marks_for, read_query, tell_if_several
from briefing.cli.store_arg import brief_named, folder_of, open_catalogue
from briefing.errors import NotFound, UsageError

if TYPE_CHECKING:
    from briefing.catalogue import Catalogue, Headline, ListRow
    from briefing.view.brief.brief_view import BriefView
    from briefing.view.spans import Line

SORTS = ("-date", "date", "title", "party")
"""Orders of a list; the first is the default."""

_CHUNK = 1000
"""Rows that are asked for, and aligned, together: the first are out before the last are read."""


def configure_list(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing list`."""
    take_query(parser, "which briefs to list; all by default")
    parser.add_argument("--sort", choices=SORTS, default="", help="sort order; -date: newest first")
    parser.add_argument("-n", "--limit", type=whole_number, metavar="N", help="at most N briefs")
    add_json(parser)
    add_refresh(parser)


def run_list(args: Namespace) -> int:
    """Print the briefs that answer a query; return 1 if there are none."""
    query = read_query(args.query)
    folder = folder_of(args)
    with closing(open_catalogue(args, folder)) as catalogue:
        numbers = catalogue.ids(query, sort=args.sort, marks=marks_for(query, folder))
        if args.limit is not None:
            numbers = numbers[: args.limit]
        _write(catalogue, numbers, args)
    if not numbers:
        output.note("no brief matches" if args.query else f"no briefs in {folder}")
    return 0 if numbers else 1


def _write(catalogue: "Catalogue", numbers: Sequence[int], args: Namespace) -> None:
    chunks = (numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK))
    if args.json or args.jsonl:
        rows = chain.from_iterable(map(catalogue.rows, chunks))
        output.write_values(map(row_data, rows), args)
        return
    for headlines in map(catalogue.headlines, chunks):
        if headlines:
            output.write_columns(list(map(_cells, headlines)))


def _cells(row: "Headline") -> tuple[str, ...]:
    """Return a row of a list as cells; a file that is no brief shows its path and problems."""
    if row.is_broken:
        told = output.quantity(row.problems, "problem")
        return row.date, row.id, f"! {row.path}: {told}"
    title = f"{row.title} ({row.superseded})" if row.superseded else row.title
    return row.date, row.id, f"! {title}" if row.problems else title


def row_data(row: "ListRow") -> dict[str, Any]:
    """Return a row of a list as a value for JSON."""
    return {
        "id": row.id, "title": row.title, "date": row.date, "path": row.path,
        "process": row.process or None, "round": row.round, "rounds": row.rounds,
        "place": row.place or None, "parties": list(row.parties), "agreements": row.agreements,
        "disagreements": row.disagreements, "quotes": row.quotes, "sources": row.sources,
        "status": row.status or None, "handling": row.handling or None,
        "supersedes": row.supersedes or None, "superseded_by": row.replaced_by or None,
        "problems": row.problems,
    }  # fmt: skip


def configure_show(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing show`."""
    parser.add_argument(
        "id",
        metavar="ID[#RECORD]",
        help="a brief by id or file, or one of its records, such as round-2#q1",
    )
    parser.add_argument("--width", type=whole_number, metavar="N", help="line width in cells")
    parser.add_argument("--ascii", action="store_true", help="use ASCII signs only")
    add_json(parser)
    add_refresh(parser)


def run_show(args: Namespace) -> int:
    """Print one brief, or one record of it; return 1 if its file has errors instead."""
    from briefing.library import Library
    from briefing.terminal.environment import shows_utf8
    from briefing.view.signs import ASCII, UNICODE

    brief_id, _, record = args.id.partition("#")
    if not brief_id:
        raise UsageError(f'"{args.id}" is not a brief; give ID or ID#RECORD, see briefing list')
    folder = folder_of(args)
    signs = ASCII if args.ascii or not shows_utf8(encoding=output.encoding()) else UNICODE
    with closing(open_catalogue(args, folder)) as catalogue:
        brief_id = brief_named(catalogue, folder, brief_id)
        tell_if_several(catalogue, brief_id)
        row = catalogue.row_of(brief_id)
        if row is None:
            raise NotFound(f'unknown brief "{brief_id}"{_nearest_brief(catalogue, brief_id)}')
        reading = Library(folder, catalogue=catalogue).view(row, signs=signs)
    broken = any(problem.severity == "error" for problem in reading.problems)
    if args.json or args.jsonl:
        from briefing.cli.brief_data import brief_data, record_data

        value = record_data(reading, record) if record else brief_data(reading)
        output.write_values(value, args)
    else:
        _write_reading(reading, record, args)
    return 1 if broken and not row.title else 0


def _write_reading(reading: "BriefView", record: str, args: Namespace) -> None:
    from briefing.view.document import document

    # Long lines are hard to read, however wide the terminal is.
    width = args.width or min(output.width(), 100)
    lines = document(reading, width, record)
    first = next(lines, None)
    if first is None:
        _write_unlaid(reading, record)
        return
    _write_line(first)
    for line in lines:
        _write_line(line)


def _write_unlaid(reading: "BriefView", record: str) -> None:
    """Print a record that no pane shows by itself, such as a person or a party, key by key."""
    from briefing.cli.brief_data import record_data

    for key, value in record_data(reading, record).items():
        if key not in ("brief", "record"):
            output.write_line(f"{key}: {', '.join(value) if isinstance(value, list) else value}")


def _write_line(line: "Line") -> None:
    output.write_spans((span.text, span.role) for span in line)


def _nearest_brief(catalogue: "Catalogue", name: str) -> str:
    """Return what may be meant among the latest briefs: those whose ids begin so, or one alike."""
    from briefing.text.names import did_you_mean

    ids = [row.id for row in catalogue.rows(catalogue.ids()[:_CHUNK])]
    begun = [known for known in ids if name and known.startswith(name)]
    if len(begun) > 1:
        more = f" and {len(begun) - 3} more" if len(begun) > 3 else ""
        return f"; did you mean {', '.join(begun[:3])}{more}?"
    if begun:
        return f'; did you mean "{begun[0]}"?'
    return did_you_mean(name, ids) or "; see briefing list"
