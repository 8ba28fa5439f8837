"""`briefing review`: suggested values confirmed one by one in the terminal, as `git add -p`."""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from briefing.catalogue import Catalogue, ListRow
from briefing.cli import output
from briefing.cli.catalogue_args import (
    brief_named,
    check_folders,
    open_catalogue,
    read_query,
    search_of,
)
from briefing.cli.options import Parser, add_colour, add_refresh, own_folder_of, take_query
from briefing.cli.writing.review_session import ReviewCounts, ReviewSession
from briefing.library import Library
from briefing.user.settings import load
from briefing.view.signs import ASCII, UNICODE


def configure_review(parser: Parser) -> None:
    """Add the words and options of `briefing review`."""
    take_query(parser, "briefs by id or file, or a query; all with suggestions by default")
    parser.add_argument("--ascii", action="store_true", help="use ASCII signs only")
    add_colour(parser)
    add_refresh(parser)


def run_review(args: Namespace) -> int:
    """Ask about each suggestion; return 1 if some are left."""
    check_folders(args.query, "review")
    folder = own_folder_of(args)
    signs = ASCII if args.ascii or not output.shows_glyphs() else UNICODE
    with closing(open_catalogue(args, folder)) as catalogue:
        library = Library(folder, catalogue=catalogue, ignore=load().settings.ignore)
        counts = ReviewCounts()
        rows = _rows(catalogue, folder, args.query)
        for row in rows:
            if counts.has_quit:
                counts = counts._replace(briefs=counts.briefs + 1)
                continue
            counts = ReviewSession(library, row, signs).run(counts)
    if not rows:
        output.note("nothing to confirm")
        return 0
    output.note(str(counts))
    return 1 if counts.briefs or counts.left else 0


def _rows(catalogue: Catalogue, folder: Path, words: Sequence[str]) -> Sequence[ListRow]:
    """Return the briefs with suggestions among those that the words name or find."""
    names = [brief_named(catalogue, folder, word) for word in words]
    if names and all(catalogue.number_named(name) is not None for name in names):
        return [row for row in map(catalogue.require, names) if row.unconfirmed]
    query = read_query([*words, "is:unconfirmed"] if words else ["is:unconfirmed"])
    return catalogue.rows(search_of(catalogue, folder, query).briefs())
