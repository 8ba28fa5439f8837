"""`briefing diff`: what moved between two rounds, side by side, or word by word."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from briefing.catalogue import Basis, Catalogue, ListRow
from briefing.catalogue.processes import (
    find_process,
    load_pair,
    load_whole,
    only_process,
    require_readable,
    round_numbered,
)
from briefing.catalogue.values import basis_of
from briefing.cli import output
from briefing.cli.catalogue_args import brief_named, note_gaps, open_catalogue
from briefing.cli.options import folder_of
from briefing.cli.printing.board_output import hanging, wrapped
from briefing.cli.printing.record_output import add_output, write_records
from briefing.errors import NotFound, UsageError
from briefing.exchange.outgoing.tables.csv_table import Record, board_rows
from briefing.exchange.outgoing.values import process_data as data
from briefing.model.rows import Names
from briefing.process import IssueChange, Move, Process, Round, aligned, changes, versions
from briefing.text.clean import clean
from briefing.text.width import cells, cut
from briefing.view import board as boards
from briefing.view.board import Board, Verdicts

_ABOUT = 40
"""The least width, in cells, of the words that distinguish one record from another."""


def configure_diff(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing diff`."""
    parser.add_argument(
        "before",
        metavar="A",
        help="the earlier brief, by id or file, or a round by its number; "
        "ID@N for a version that briefing log lists",
    )
    parser.add_argument("after", metavar="B", help="the later brief or round")
    parser.add_argument(
        "third", metavar="C", nargs="?",
        help="of three words, the first is a process, and the others two of its rounds",
    )  # fmt: skip
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--side", action="store_true", help="both briefs side by side, by issue")
    which.add_argument(
        "--words",
        action="store_true",
        help="compare word by word; the default if one brief supersedes the other",
    )
    add_output(parser)


class _Pair(NamedTuple):
    """Two rounds to compare, and the form of the output."""

    process: Process
    before: Round
    after: Round
    form: str
    verdicts: Verdicts
    basis: Basis
    width: int | None

    def write(
        self, name: str, items: Iterable[Record], board: Callable[[], Board],
        columns: Sequence[str], rows: Iterable[Record | Sequence[str]],
    ) -> None:  # fmt: skip
        """Write a comparison; in JSON, its `items` are under `name`, beside the two rounds."""
        rounds = {"before": data.round_data(self.before), "after": data.round_data(self.after)}
        write_records(
            self.form, items, board, columns, rows=rows,
            whole=lambda: {**rounds, name: list(items)}, basis=self.basis,
            width=self.width,
        )  # fmt: skip


def run_diff(args: Namespace) -> int:
    """Show what changed from one brief to another."""
    folder = folder_of(args)
    if "@" in f"{args.before}{args.after}" and args.third is None:
        versions_of = import_module("briefing.cli.sharing.version_diff")  # asks the shared store
        if versions_of.diff_versions(args, folder):
            return 0
    return _diff_rounds(args, folder)


def _diff_rounds(args: Namespace, folder: Path) -> int:
    with closing(open_catalogue(args, folder)) as catalogue:
        names = _compared(catalogue, folder, args)
        left, right = map(catalogue.require, names)
        require_readable(folder, left, right)
        process, before, after = load_pair(catalogue, left, right)
        basis = _basis(catalogue, left, right)
        pair = _Pair(process, before, after, args.form, catalogue.verdicts, basis, args.width)
        if left.process != right.process:
            # One issue may be two different ones in them.
            talks = f"{left.process or 'no process'} and {right.process or 'no process'}"
            output.note(f"the briefs belong to different processes: {talks}")
        # Records are named by the id of their brief: those of two files would be mixed up.
        same_id = before.brief == after.brief
        if args.side and same_id and left.path != right.path:
            raise UsageError(f"both have the id {before.brief}; omit --side to compare words")
        replaced = before.brief == after.supersedes or after.brief == before.supersedes
        if args.side:
            _write_side(pair)
        elif args.words or replaced or (same_id and left.path != right.path):
            titles = (args.before, args.after) if same_id else (before.brief, after.brief)
            edits = versions(*(load_whole(catalogue, folder, name) for name in names))
            board = boards.versions_board(titles[0], titles[1], edits)
            columns, rows = ("record", "words", "records"), board_rows(board)
            pair.write("edits", map(data.edit_data, edits), lambda: board, columns, rows)
        else:
            _write_moves(pair)
    return 0


def _compared(catalogue: Catalogue, folder: Path, args: Namespace) -> list[str]:
    """Return the names of the two briefs to compare, given as such or as rounds of a process.

    Raises:
        NotFound: a process, or a round of it, that there is not.
        UsageError: rounds by number, and it is not clear of which process.
    """
    if args.third is None:
        words, slug = (args.before, args.after), ""
    else:
        words = (args.after, args.third)
        slug = find_process(catalogue, brief_named(catalogue, folder, args.before), folder)
    names = [brief_named(catalogue, folder, word) for word in words]
    rows = [catalogue.row_of(name) for name in names]
    for row in rows:
        if row and slug and row.process != slug:
            raise NotFound(f"{row.id} is not a round of {slug}")
    # Beside a brief, a number is a round of its process.
    known = slug or next((row.process for row in rows if row and row.process), "")

    def named(name: str, row: ListRow | None) -> str:
        if row or not (name.isascii() and name.isdigit()):
            return name
        return round_numbered(catalogue, known or only_process(catalogue), int(name[:9]))

    return list(map(named, names, rows))


def _basis(catalogue: Catalogue, *compared: ListRow) -> Basis:
    paths = [row.path for row in compared]
    return basis_of(
        compared, [gap for gap in catalogue.incomplete() if gap.shared or gap.path in paths]
    )


def _write_moves(pair: _Pair) -> None:
    process, names = pair.process, pair.process.names
    ends = process.column(pair.before.brief), process.column(pair.after.brief)
    moved = changes(process, *ends)
    if pair.form == "text":
        note_gaps(pair.basis.gaps)
        for caution in pair.basis.cautions:
            output.write_line(caution)
        output.write_lines(_lines(pair, moved, pair.width or output.width()))
        return
    items = (data.change_data(change, names) for change in moved)
    columns, rows = data.CHANGE_COLUMNS, data.change_rows(items)
    board = partial(boards.moves_board, process, *ends, moved, pair.verdicts)
    pair.write("changes", items, board, columns, rows)


def _lines(pair: _Pair, moved: Sequence[IssueChange], width: int) -> Iterator[str]:
    """Yield what moved, issue by issue, as lines of at most `width` cells."""
    names = pair.process.names
    yield from wrapped(f"from {pair.before.name}: {pair.before.title}", width)
    yield from wrapped(f"to   {pair.after.name}: {pair.after.title}", width)
    if not moved:
        yield ""
        yield "nothing moved"
    for change in moved:
        yield ""
        yield from wrapped(f"{names.issue(change.issue)}: {boards.stands(change, names)}", width)
        for move in change.moves:
            yield from wrapped(_headline(move, names, width), width, lead="  ")
            texts = boards.words_of(change, move, names, pair.verdicts)
            for label, text in zip(("was", "now"), texts, strict=True):
                if text:
                    yield from hanging(text, width, f"    {label}  ", " " * 9)


def _headline(move: Move, names: Names, width: int) -> str:
    sign = move.named.glyph if output.shows_glyphs() else move.named.ascii
    party = f"{names.party(move.party)}: " if move.party else ""
    head = f"{sign} {party}{move.named.word}"
    about = clean(boards.unmarked(move.about), line=True)
    # As much as the line holds: it need only distinguish one record from another.
    return f"{head}: {cut(about, max(_ABOUT, width - 4 - cells(head)))}" if about else head


def _write_side(pair: _Pair) -> None:
    before, after, names = pair.before, pair.after, pair.process.names
    left, right = (pair.process.rows_of_brief(item.brief) for item in (before, after))
    board = boards.side_by_side((before, left), (after, right), names, pair.verdicts)
    sections = (
        {
            "section": section.section,
            "issue": section.issue or None,
            "before": section.standing_left.label(names) if section.issue else None,
            "after": section.standing_right.label(names) if section.issue else None,
            "records_before": data.cited((row.brief, row.key) for row in section.left),
            "records_after": data.cited((row.brief, row.key) for row in section.right),
        }
        for section in aligned(left, right, names)
    )
    columns = ("section", before.brief, after.brief, "records")
    pair.write("sections", sections, lambda: board, columns, board_rows(board))
