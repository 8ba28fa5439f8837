"""`briefing process` and `briefing matrix`: the rounds of a process side by side."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from briefing.catalogue import Basis, Catalogue, ProcessRow
from briefing.catalogue.processes import find_process, load_process, only_process
from briefing.catalogue.values import basis_of
from briefing.cli import output
from briefing.cli.catalogue_args import brief_named, open_catalogue
from briefing.cli.options import folder_of
from briefing.cli.printing.record_output import add_output, write_records
from briefing.exchange.outgoing.values import process_data as data
from briefing.process import Matrix, Process, ledger, shifts
from briefing.view import board as boards


def configure_process(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing process`."""
    _add_name(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--promises", action="store_true", help="list agreements and plans, and what became of them"
    )
    which.add_argument(
        "--shifts", action="store_true", help="list each party's changes of position on an issue"
    )
    which.add_argument("--timeline", action="store_true", help="list dated events in order")
    add_output(parser)


def _add_name(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", nargs="?",
        help="a process, or one of its briefs by id or file; not needed if there is only one",
    )  # fmt: skip


def run_process(args: Namespace) -> int:
    """Show the standing of each issue in each round; without a name, list the processes."""
    folder = folder_of(args)
    with closing(open_catalogue(args, folder)) as catalogue:
        rows = catalogue.processes()
        needs_one = args.promises or args.shifts or args.timeline
        if args.name is None and len(rows) != 1 and not needs_one:
            return _list(rows, args.form, args.width)
        process = _process_named(catalogue, folder, args.name)
        if args.shifts:
            _write_shifts(process, catalogue, args)
        elif args.promises:
            _write_promises(process, catalogue, args)
        elif args.timeline:
            _write_timeline(process, catalogue, args)
        else:
            write_records(
                args.form,
                data.issues_data(process),
                lambda: boards.process_board(process, catalogue.verdicts),
                data.PROCESS_COLUMNS,
                rows=data.process_rows(process),
                whole=lambda: data.process_data(process),
                basis=_basis(catalogue, process.slug),
                width=args.width,
            )
    return 0


def _process_named(catalogue: Catalogue, folder: Path, name: str | None) -> Process:
    """Return the process that a name means; without a name, the only one of the store.

    Raises:
        UsageError: there is no name, and several processes.
        NotFound: there is none.
    """
    if name:
        slug = find_process(catalogue, brief_named(catalogue, folder, name), folder)
    else:
        slug = only_process(catalogue)
    return load_process(catalogue, slug)


def _basis(catalogue: Catalogue, process: str) -> Basis:
    return basis_of(catalogue.rounds(process), catalogue.incomplete(process))


def _list(rows: Sequence[ProcessRow], form: str, width: int | None) -> int:
    columns = ("process", "briefs", "first", "last", "title")
    fields = ((row.slug, row.briefs, row.first, row.last, row.title) for row in rows)
    records = [dict(zip(columns, values, strict=True)) for values in fields]
    table = [[str(value) for value in record.values()] for record in records]
    if form != "text":
        cells = [[boards.Cell(text) for text in line] for line in table]
        lines = [boards.BoardRow(first, tuple(rest)) for first, *rest in cells]
        board = boards.listed("Processes", columns[0], columns[1:], lines)
        write_records(form, records, lambda: board, columns, width=width)
    elif table:
        output.write_columns([columns, *table])
    if not rows:
        output.note("no brief in this store belongs to a process; set the key process in a brief")
    return 0 if rows else 1


def _write_promises(process: Process, catalogue: Catalogue, args: Namespace) -> None:
    promises, names = ledger(process), process.names
    write_records(
        args.form,
        (data.promise_data(promise, names) for promise in promises),
        lambda: boards.ledger_board(process, promises, catalogue.verdicts),
        data.PROMISE_COLUMNS,
        rows=data.promise_rows(promises, names),
        basis=_basis(catalogue, process.slug),
        width=args.width,
    )


def _write_shifts(process: Process, catalogue: Catalogue, args: Namespace) -> None:
    write_records(
        args.form,
        (data.shift_data(shift, process.names) for shift in shifts(process)),
        lambda: boards.shifts_board(process, catalogue.verdicts),
        data.SHIFT_COLUMNS,
        rows=map(data.shift_row, shifts(process)),
        basis=_basis(catalogue, process.slug),
        width=args.width,
    )


def _write_timeline(process: Process, catalogue: Catalogue, args: Namespace) -> None:
    events = (
        {"date": date, "what": what, "text": text, "records": data.cited(refs)}
        for date, what, text, refs in boards.timeline_events(process)
    )
    columns = ("date", "what", "text", "records")
    write_records(
        args.form, events, lambda: boards.timeline_board(process), columns,
        basis=_basis(catalogue, process.slug), width=args.width,
    )  # fmt: skip


def configure_matrix(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing matrix`."""
    _add_name(parser)
    parser.add_argument(
        "--compact", action="store_true", help="signs only, so that many issues fit side by side"
    )
    parser.add_argument("--transpose", action="store_true", help="issues down, parties across")
    add_output(parser)


def run_matrix(args: Namespace) -> int:
    """Show the latest stance of each party on each issue of a process."""
    folder = folder_of(args)
    with closing(open_catalogue(args, folder)) as catalogue:
        matrix = Matrix(_process_named(catalogue, folder, args.name))
        shown = boards.compact_matrix if args.compact else boards.matrix_board
        write_records(
            args.form,
            data.entries_data(matrix),
            lambda: shown(matrix, catalogue.verdicts, transpose=args.transpose),
            data.MATRIX_COLUMNS,
            whole=lambda: data.matrix_data(matrix),
            basis=_basis(catalogue, matrix.process.slug),
            width=args.width,
        )
    return 0
