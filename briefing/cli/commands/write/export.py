"""`briefing export`: briefs in the formats of other programs."""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from briefing.catalogue import Catalogue, ListRow
from briefing.catalogue.processes import find_process
from briefing.cli import output
from briefing.cli.catalogue_args import (
    brief_named,
    check_folders,
    matching_briefs,
    note_gaps,
    note_nothing,
    open_catalogue,
    read_query,
)
from briefing.cli.options import Parser, add_refresh, folder_of, take_query
from briefing.errors import UsageError
from briefing.exchange.outgoing.formats import FORMATS, ExportFormat
from briefing.exchange.outgoing.html.static_site import write_site
from briefing.exchange.outgoing.new_files import file_names, write_export
from briefing.exchange.outgoing.tables.record_tables import TABLES
from briefing.exchange.outgoing.walk import Outgoing
from briefing.library import Library
from briefing.text.numbers import quantity
from briefing.user.settings import load
from briefing.user.state import State, state_path


def configure_export(parser: Parser) -> None:
    """Add the words and options of `briefing export`."""
    parser.add_argument("form", metavar="FORMAT", choices=FORMATS, help="one of those below")
    take_query(parser, "a brief by id or file, a process, or a query; all briefs by default")
    add = parser.add_argument
    add("-o", "--output", metavar="FILE|DIR", help="a new file, or a folder for a file a brief")
    add("-f", "--force", action="store_true", help="overwrite files that are there")
    add("--site", metavar="DIR", help="write html as a site: a page a brief, with search")
    add("--table", choices=TABLES, default="", help="the table of csv; quotes by default")
    add("--excel", action="store_true", help="write csv so that Excel opens it")
    add("--notes", action="store_true", help="export your own notes too")
    add("--drafts", action="store_true", help="export drafts too")
    add_refresh(parser)
    language = parser.epilogue
    parser.epilogue = lambda: f"{_formats()}\n{language() if language else ''}"


def _formats() -> str:
    lines = (f"  {name:<12}for {form.purpose}" for name, form in FORMATS.items())
    return "\n".join(["formats:", *lines]) + "\n"


def run_export(args: Namespace) -> int:
    """Write briefs in a format; return 1 if there are none."""
    if (args.table or args.excel) and args.form != "csv":
        raise UsageError("--table and --excel are for csv")
    if args.site is not None and (args.form != "html" or args.output is not None):
        raise UsageError("--site DIR is for html, without -o")
    check_folders(args.query, f"export {args.form}")
    folder = folder_of(args)
    with ExitStack() as open_files:
        catalogue = open_files.enter_context(closing(open_catalogue(args, folder, unlisted=True)))
        state = None
        if args.notes and (path := state_path()) is not None and path.exists():
            state = open_files.enter_context(closing(State(folder)))
        ignore = load().settings.ignore
        library = Library(folder, catalogue=catalogue, state=state, ignore=ignore)
        found, is_single, process = _chosen(catalogue, folder, args.query)
        rows = _exported(found, drafts=args.drafts)
        if not rows:
            return 1
        outgoing = Outgoing(
            library, rows, is_single=is_single, process=process, table=args.table or TABLES[0],
            excel=args.excel,
        )  # fmt: skip
        note_gaps(outgoing.basis.gaps)
        if args.site is not None:
            pages = write_site(outgoing, Path(args.site), force=args.force)
            output.note(f"wrote {quantity(pages, 'page')} to {args.site}")
        else:
            _write(outgoing, FORMATS[args.form], args)
    return 0


def _chosen(
    catalogue: Catalogue, folder: Path, words: Sequence[str]
) -> tuple[Sequence[ListRow], bool, str]:
    """Return the briefs that words ask for, whether as one brief, and the process named, if any."""
    if len(words) == 1:
        row = catalogue.row_of(brief_named(catalogue, folder, words[0]))
        if row is not None:
            return [row], True, ""
        if words[0] in (each.slug for each in catalogue.processes()):
            slug = find_process(catalogue, words[0])
            return catalogue.rounds(slug), False, slug
    query = read_query(words)
    numbers = matching_briefs(catalogue, folder, query)
    if not numbers:
        note_nothing(catalogue, folder, query, "no brief matches")
    return catalogue.rows(numbers), False, ""


def _exported(rows: Sequence[ListRow], *, drafts: bool) -> list[ListRow]:
    """Return the briefs that are exported, and note which are not."""
    broken = [row for row in rows if row.is_broken]
    kept = [row for row in rows if not row.is_broken and (drafts or row.status != "draft")]
    for row in broken:
        output.note(f"{row.path} is left out: it is not a valid brief; see briefing check")
    if left := len(rows) - len(broken) - len(kept):
        output.note(f"{quantity(left, 'draft')} left out; --drafts exports drafts too")
    return kept


def _write(outgoing: Outgoing, form: ExportFormat, args: Namespace) -> None:
    """Write to stdout, to one file, or to a file a brief in a folder."""
    store, name = outgoing.library.store, args.output
    if name in (None, "-"):
        output.use_utf8()
        for piece in form.pieces(outgoing):
            output.write_raw(piece)
        return
    path = Path(name)
    if not (path.is_dir() or name.endswith("/")):
        size = write_export(path, form.pieces(outgoing), store, force=args.force)
        output.note(f"wrote {path}: {quantity(size, 'byte')}")
        return
    path.mkdir(exist_ok=True)
    names = file_names((row.id for row in outgoing.rows), form.ending)
    for row, file in zip(outgoing.rows, names, strict=True):
        pieces = form.pieces(outgoing.of_one(row))
        write_export(path / file, pieces, store, force=args.force)
    output.note(f"wrote {quantity(len(names), 'file')} to {path}")
