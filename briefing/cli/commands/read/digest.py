"""`briefing digest`: what is new since a day, fit for mail by cron."""

from argparse import Namespace
from contextlib import closing

from briefing.cli import output
from briefing.cli.catalogue_args import (
    check_folders,
    matching_briefs,
    note_gaps,
    open_catalogue,
    read_query,
)
from briefing.cli.day_arg import moment_of
from briefing.cli.options import Parser, add_refresh, folder_of, take_query
from briefing.exchange.outgoing.digest.digest_markup import digest_html, digest_markdown
from briefing.exchange.outgoing.digest.digest_text import digest_text
from briefing.exchange.outgoing.digest.news import news_of
from briefing.exchange.outgoing.origin_line import origin_of
from briefing.exchange.outgoing.walk import Outgoing
from briefing.library import Library
from briefing.text.numbers import quantity
from briefing.user.settings import load

_FORMATS = {"text": digest_text, "markdown": digest_markdown, "html": digest_html}


def configure_digest(parser: Parser) -> None:
    """Add the words and options of `briefing digest`."""
    take_query(parser, "which briefs may be in it; all by default")
    add = parser.add_argument
    add("--since", metavar="DAY", default="yesterday",
        help="from a day on: yesterday (the default), monday, 7d, 2025-06-02")  # fmt: skip
    add("--format", dest="form", choices=_FORMATS, default="text", help="text by default")
    add("--drafts", action="store_true", help="include drafts")
    add_refresh(parser)


def run_digest(args: Namespace) -> int:
    """Print the news; without any, print nothing and return 1."""
    check_folders(args.query, "digest")
    query, since, folder = read_query(args.query), moment_of(args.since), folder_of(args)
    with closing(open_catalogue(args, folder)) as catalogue:
        numbers = matching_briefs(catalogue, folder, query)
        rows = [
            row
            for row in catalogue.rows(numbers)
            if not row.is_broken and (args.drafts or row.status != "draft")
        ]
        library = Library(folder, catalogue=catalogue, ignore=load().settings.ignore)
        outgoing = Outgoing(library, rows)
        news = news_of(outgoing, since)
        if not news.briefs:
            return 1
        note_gaps(news.basis.gaps)
        count = quantity(len(news.briefs), "brief")
        title = f"{count} new or changed since {args.since}"
        output.use_utf8()
        origin = origin_of([brief.view.brief.id for brief in news.briefs], folder)
        for line in _FORMATS[args.form](news, title, origin):
            output.write_text(f"{line}\n")
    return 0
