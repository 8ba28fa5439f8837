"""`briefing notes`: the person's notes, the latest first."""

from argparse import Namespace
from contextlib import closing
from itertools import islice
from typing import Any

from briefing.catalogue.values import basis_of
from briefing.cli import output
from briefing.cli.catalogue_args import open_catalogue, read_query
from briefing.cli.day_arg import moment_of
from briefing.cli.options import Parser, folder_of, take_query
from briefing.cli.printing.record_output import add_output, write_records
from briefing.user.note_search import chosen
from briefing.user.notes_board import notes_board
from briefing.user.placed_notes import PlacedNote, placed
from briefing.user.state import State, iso_time, state_path

_COLUMNS = ("written", "brief", "record", "title", "on", "note", "gone")


def configure_notes(parser: Parser) -> None:
    """Add the words and options of `briefing notes`."""
    take_query(parser, "words of notes, or a query for their briefs; all notes by default")
    parser.add_argument(
        "--since", metavar="DAY", help="notes written from a day on: monday, 3d, 2025-06-02"
    )
    add_output(parser, json="write one JSON array")


def run_notes(args: Namespace) -> int:
    """List the notes on the briefs of a store, the latest first; return 1 if there are none."""
    query, since, folder = read_query(args.query), moment_of(args.since), folder_of(args)
    path = state_path()
    if path is None or not path.exists():
        output.note("no notes")
        return 1
    with closing(open_catalogue(args, folder)) as catalogue, closing(State(folder)) as state:
        notes = [note for note in state.all_notes() if note.at >= since]
        answers = chosen(catalogue, query, notes, state.marks() if query.root else {})
        found = placed(catalogue, list(islice(answers, query.limit)))
        if state.warning:
            output.note(state.warning)
    basis = basis_of(note.row for note in found if note.row is not None)
    if found:
        records = map(_note_data, found)
        write_records(
            args.form, records, lambda: notes_board(found), _COLUMNS, basis=basis, width=args.width
        )
    else:
        output.note("no note matches" if args.query or args.since else "no notes")
    return 0 if found else 1


def _note_data(placed: PlacedNote) -> dict[str, Any]:
    """Return a note as a value for JSON."""
    note, row = placed.note, placed.row
    return {
        "written": iso_time(note.at) or None, "brief": note.brief, "record": note.record or None,
        "title": row.title if row is not None else None, "on": placed.on or None,
        "note": note.text, "gone": placed.is_gone,
    }  # fmt: skip
