"""`briefing diff`: what moved between two rounds, side by side, or word by word."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from briefing.catalogue.processes import load_pair, load_whole, require_readable
from briefing.cli import output, process_data
from briefing.cli.board_output import add_formats, csv_rows, draws, wrapped, write_board, write_csv
from briefing.cli.options import add_refresh
from briefing.cli.query_args import tell_if_several
from briefing.cli.store_arg import brief_named, folder_of, open_catalogue
from briefing.errors import UsageError
from briefing.model.rows import Names
from briefing.process import Edit, IssueChange, Move, Process, Round, aligned, changes, versions
from briefing.text.clean import clean
from briefing.text.width import cells, cut
from briefing.view import board as boards
from briefing.view.board import Board, Verdicts

if TYPE_CHECKING:
    from briefing.catalogue import ListRow

_ABOUT = 40
"""Cells that the words which tell one record from another take at least."""


def configure_diff(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing diff`."""
    parser.add_argument("before", metavar="A", help="the earlier brief, by id or file")
    parser.add_argument("after", metavar="B", help="the later brief, by id or file")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--side", action="store_true", help="both briefs side by side, by issue")
    which.add_argument(
        "--words",
        action="store_true",
        help="compare word by word; the default if one brief supersedes the other",
    )
    add_formats(parser)
    add_refresh(parser)


def run_diff(args: Namespace) -> int:
    """Show what changed from one brief to another."""
    folder = folder_of(args)
    with closing(open_catalogue(args, folder)) as catalogue:
        named = [brief_named(catalogue, folder, word) for word in (args.before, args.after)]
        tell_if_several(catalogue, *named)
        require_readable(catalogue, folder, *named)
        process, before, after = load_pair(catalogue, *named)
        rows = [row for row in map(catalogue.row_of, named) if row is not None]
        _tell_if_apart(rows)
        # Records are told by the id of their brief: those of two files with one id would be mixed.
        twice = before.brief == after.brief and len({row.path for row in rows}) > 1
        if args.side and twice:
            raise UsageError(f"both have the id {before.brief}; omit --side to compare words")
        if args.side:
            _side(process, before, after, args, catalogue.verdicts)
        elif args.words or twice or _replaces(before, after):
            texts = (load_whole(catalogue, folder, name) for name in named)
            _words(before, after, versions(*texts), args)
        else:
            _moves(process, before, after, args, catalogue.verdicts)
    return 0


def _replaces(before: Round, after: Round) -> bool:
    return before.brief == after.supersedes or after.brief == before.supersedes


def _tell_if_apart(rows: "Sequence[ListRow]") -> None:
    """Say so where two briefs are rounds of different talks: an issue may then be another."""
    talks = [row.process or "no process" for row in rows]
    if len(set(talks)) > 1:
        output.note(f"the briefs belong to different processes: {' and '.join(talks)}")


# --- what moved ---------------------------------------------------------------------------------


def _moves(
    process: Process, before: Round, after: Round, args: Namespace, verdicts: Verdicts
) -> None:
    columns = process.column(before.brief), process.column(after.brief)
    moved = changes(process, *columns)
    data = (process_data.change_data(change, process.names) for change in moved)
    if args.json:
        output.write_json({**_ends(before, after), "changes": list(data)})
    elif args.jsonl:
        output.write_jsonl(data)
    elif args.csv:
        write_csv(process_data.CHANGES_HEAD, process_data.change_rows(moved, process.names))
    elif args.markdown:
        write_board(boards.moves_board(process, *columns, moved, verdicts), args)
    else:
        for title in (f"from {before.name}: {before.title}", f"to   {after.name}: {after.title}"):
            for line in wrapped(title, output.width()):
                output.write_line(line)
        for line in _text(process.names, moved, output.width(), verdicts):
            output.write_line(line)


def _ends(before: Round, after: Round) -> dict[str, Any]:
    return {"before": process_data.round_data(before), "after": process_data.round_data(after)}


def _text(
    names: Names, moved: Sequence[IssueChange], width: int, verdicts: Verdicts
) -> Iterator[str]:
    """Yield what moved, issue by issue, as lines of at most `width` cells."""
    if not moved:
        yield ""
        yield "nothing moved"
    for change in moved:
        yield ""
        title = f"{names.issue(change.issue)}: {boards.stands(change, names)}"
        yield from wrapped(title, width)
        for move in change.moves:
            yield from _move(change, move, names, width, verdicts)


def _move(
    change: IssueChange, move: Move, names: Names, width: int, verdicts: Verdicts
) -> Iterator[str]:
    mark = move.named.glyph if draws() else move.named.ascii
    whose = f"{names.party(move.party)}: " if move.party else ""
    head = f"{mark} {whose}{move.named.word}"
    about = clean(boards.unmarked(move.about), line=True)
    if about:
        # As much as the line holds: it need only tell one record from another.
        head = f"{head}: {cut(about, max(_ABOUT, width - 4 - cells(head)))}"
    yield from wrapped(head, width, lead="  ")
    words = boards.words_of(change, move, names, verdicts)
    for label, said in zip(("was", "now"), words, strict=True):
        if said:
            first, *rest = wrapped(said, max(1, width - 9))
            yield f"    {label}  {first}"
            yield from (f"         {part}" for part in rest)


# --- side by side, word by word -----------------------------------------------------------------


def _side(
    process: Process, before: Round, after: Round, args: Namespace, verdicts: Verdicts
) -> None:
    names = process.names
    left, right = (process.rows_of_brief(item.brief) for item in (before, after))
    if args.json or args.jsonl:
        sections = [
            {
                "section": section.section,
                "issue": section.issue or None,
                "before": section.standing_left.label(names) if section.issue else None,
                "after": section.standing_right.label(names) if section.issue else None,
                "records_before": process_data.cited((row.brief, row.key) for row in section.left),
                "records_after": process_data.cited((row.brief, row.key) for row in section.right),
            }
            for section in aligned(left, right)
        ]
        _write_items("sections", sections, before, after, args)
        return
    board = boards.side_by_side((before, left), (after, right), names, verdicts)
    _write_rows(board, ("section", before.brief, after.brief, "records"), args)


def _words(before: Round, after: Round, edits: Sequence[Edit], args: Namespace) -> None:
    if args.json or args.jsonl:
        data = [process_data.edit_data(edit) for edit in edits]
        _write_items("edits", data, before, after, args)
        return
    left, right = before.brief, after.brief
    if left == right:
        left, right = args.before, args.after
    board = boards.versions_board(left, right, edits)
    _write_rows(board, ("record", "words", "records"), args)


def _write_items(
    name: str, items: list[dict[str, Any]], before: Round, after: Round, args: Namespace
) -> None:
    if args.jsonl:
        output.write_jsonl(items)
    else:
        output.write_json({**_ends(before, after), name: items})


def _write_rows(board: Board, head: tuple[str, ...], args: Namespace) -> None:
    if args.csv:
        write_csv(head, csv_rows(board))
    else:
        write_board(board, args)
