"""`briefing process` and `briefing matrix`: the rounds of a process side by side."""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from typing import TYPE_CHECKING

from briefing.catalogue.processes import find_process, load_process
from briefing.cli import output, process_data
from briefing.cli.board_output import add_formats, write_board, write_csv
from briefing.cli.options import add_refresh
from briefing.cli.query_args import tell_if_several
from briefing.cli.store_arg import brief_named, folder_of, open_catalogue
from briefing.errors import UsageError
from briefing.process import Matrix, Process, ledger
from briefing.view import board as boards
from briefing.view.board.board_markdown import markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.catalogue import ProcessRow


def configure_process(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing process`."""
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="a process, or one of its briefs by id or file"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--promises", action="store_true", help="list agreements and plans, and what became of them"
    )
    which.add_argument("--timeline", action="store_true", help="list dated events in order")
    add_formats(parser)
    add_refresh(parser)


def run_process(args: Namespace) -> int:
    """Show where each issue of a process stands in each round; without a name, list processes."""
    folder = folder_of(args)
    with closing(open_catalogue(args, folder)) as catalogue:
        known = catalogue.processes()
        if args.name is None and len(known) != 1:
            if known and (args.promises or args.timeline):
                names = ", ".join(item.slug for item in known)
                raise UsageError(f"--promises and --timeline need one process; name one of {names}")
            return _list(known, args)
        name = brief_named(catalogue, folder, args.name) if args.name else known[0].slug
        tell_if_several(catalogue, *([name] if args.name else []))
        process = load_process(catalogue, find_process(catalogue, name, folder))
        if args.promises:
            _write_promises(process, args, catalogue.verdicts)
        elif args.timeline:
            _write_timeline(process, args)
        else:
            _write_process(process, args, catalogue.verdicts)
    return 0


def _list(known: "Sequence[ProcessRow]", args: Namespace) -> int:
    """List the processes of the store."""
    rows = [
        {"process": item.slug, "briefs": item.briefs, "first": item.first, "last": item.last}
        for item in known
    ]
    table = [[str(value) for value in row.values()] for row in rows]
    head = ["process", "briefs", "first", "last"]
    if args.json or args.jsonl:
        output.write_values(rows, args)
    elif args.csv:
        write_csv(head, table)
    elif args.markdown:
        cells_ = [tuple(boards.Cell(text) for text in row) for row in table]
        rows_ = [boards.BoardRow(row[0], row[1:]) for row in cells_]
        for line in markdown(boards.listed("Processes", head[0], head[1:], rows_)):
            output.write_line(line)
    elif table:
        output.write_columns([head, *table])
    if not known:
        output.note("no brief in this store belongs to a process; set the key process in a brief")
    return 0 if known else 1


def _write_process(process: Process, args: Namespace, verdicts: boards.Verdicts) -> None:
    if args.json:
        output.write_json(process_data.process_data(process))
    elif args.jsonl:
        output.write_jsonl(process_data.issues_data(process))
    elif args.csv:
        write_csv(process_data.PROCESS_HEAD, process_data.process_rows(process))
    else:
        write_board(boards.process_board(process, verdicts), args)


def _write_promises(process: Process, args: Namespace, verdicts: boards.Verdicts) -> None:
    found = ledger(process)
    if args.json or args.jsonl:
        data = (process_data.promise_data(promise, process.names) for promise in found)
        output.write_values(data, args)
    elif args.csv:
        write_csv(process_data.PROMISES_HEAD, process_data.promise_rows(found, process.names))
    else:
        write_board(boards.ledger_board(process, found, verdicts), args)


def _write_timeline(process: Process, args: Namespace) -> None:
    events = boards.timeline_events(process)
    if args.json or args.jsonl:
        data = map(process_data.event_data, events)
        output.write_values(data, args)
    elif args.csv:
        rows = ([*event[:3], " ".join(process_data.cited(event[3]))] for event in events)
        write_csv(("date", "what", "text", "records"), rows)
    else:
        write_board(boards.timeline_board(process), args)


# --- matrix -------------------------------------------------------------------------------------


def configure_matrix(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing matrix`."""
    parser.add_argument(
        "name", metavar="NAME", help="a process, or one of its briefs by id or file"
    )
    add_formats(parser)
    add_refresh(parser)


def run_matrix(args: Namespace) -> int:
    """Show which stance each party last took on each issue of a process."""
    folder = folder_of(args)
    with closing(open_catalogue(args, folder)) as catalogue:
        name = brief_named(catalogue, folder, args.name)
        tell_if_several(catalogue, name)
        matrix = Matrix(load_process(catalogue, find_process(catalogue, name, folder)))
        if args.json:
            output.write_json(process_data.matrix_data(matrix))
        elif args.jsonl:
            output.write_jsonl(map(process_data.entry_data, process_data.entries(matrix)))
        elif args.csv:
            write_csv(process_data.MATRIX_HEAD, process_data.matrix_rows(matrix))
        else:
            write_board(boards.matrix_board(matrix, catalogue.verdicts), args)
    return 0
