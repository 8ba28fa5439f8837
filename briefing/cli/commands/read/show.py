"""`briefing show`: a brief, or one of its records."""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from itertools import chain

from briefing.cli import output
from briefing.cli.catalogue_args import brief_named, open_catalogue
from briefing.cli.options import (
    add_colour,
    add_json,
    add_refresh,
    add_whole,
    folder_of,
    whole_number,
)
from briefing.errors import UsageError
from briefing.exchange.outgoing.values.brief_data import brief_data, record_data
from briefing.library import Library
from briefing.user.settings import load
from briefing.view.brief.brief_view import BriefView
from briefing.view.document import document
from briefing.view.signs import ASCII, UNICODE


def configure_show(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing show`."""
    parser.add_argument(
        "id",
        metavar="ID[#RECORD]",
        help="a brief by id or file, or one of its records, such as round-2#q1; "
        "with --numbered, an article",
    )
    parser.add_argument(
        "--numbered",
        action="store_true",
        help="print the paragraphs of an article with their numbers, as references count them: "
        "a text, Markdown, saved HTML, PDF or .docx file, - for stdin",
    )
    parser.add_argument("--width", type=whole_number, metavar="N", help="line width in cells")
    parser.add_argument("--ascii", action="store_true", help="use ASCII signs only")
    parser.add_argument(
        "--problems", action="store_true", help="list the problems of the file, each with its place"
    )
    add_colour(parser)
    add_whole(parser)
    add_json(parser)
    add_refresh(parser)


def run_show(args: Namespace) -> int:
    """Print one brief, or one record of it; return 1 if its file has errors instead."""
    if args.numbered:
        return _show_article(args)
    word, _, record = args.id.partition("#")
    if not word:
        raise UsageError(f'"{args.id}" is not a brief; give ID or ID#RECORD, see briefing list')
    folder = folder_of(args)
    signs = ASCII if args.ascii or not output.shows_glyphs() else UNICODE
    with closing(open_catalogue(args, folder)) as catalogue:
        row = catalogue.require(brief_named(catalogue, folder, word))
        ignore = load().settings.ignore
        view = Library(folder, catalogue=catalogue, ignore=ignore).view(row, signs=signs)
    if args.form != "text":
        output.write_json(record_data(view, record) if record else brief_data(view), args.form)
    else:
        # Long lines are hard to read, however wide the terminal is.
        view = view._replace(lists_problems=args.problems or view.broken)
        _write(view, record, args.width or min(output.width(), 100))
    has_errors = any(problem.severity == "error" for problem in view.problems)
    return 1 if has_errors and not row.title else 0


def _show_article(args: Namespace) -> int:
    # Few look at articles, and reading them takes as long to load as all of this.
    from briefing.cli.writing import article_text

    article, name = article_text.article_of(args, args.id)
    if args.form != "text":
        output.write_json(article_text.article_data(article, name), args.form)
        return 0
    article_text.write_numbered(article.paragraphs, width=args.width, ascii_only=args.ascii)
    article_text.report_left_out(article)
    return 0


def _write(view: BriefView, record: str, width: int) -> None:
    lines = document(view, width, record)
    first = next(lines, None)
    if first is not None:
        for line in chain([first], lines):
            output.write_spans((span.text, span.role) for span in line)
        return
    # A record that no pane shows by itself, such as a person or a party, key by key.
    for key, value in record_data(view, record).items():
        if key not in ("brief", "record"):
            output.write_line(f"{key}: {', '.join(value) if isinstance(value, list) else value}")
