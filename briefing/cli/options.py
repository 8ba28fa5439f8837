"""Options that subcommands have in common."""

import argparse
from typing import Any, NoReturn

from briefing.cli.output import width
from briefing.cli.table import Entry
from briefing.errors import UsageError


class Parser(argparse.ArgumentParser):
    """A parser that answers wrong use in one line, as a `UsageError`."""

    takes_query = False
    """Whether what begins with `-` and is no option belongs to a query, such as `-ceasefire`."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse `args`; the words of a query may begin with `-`."""
        if self.takes_query and args is not None:
            args = self._query_last(list(args))
        return super().parse_known_args(args, namespace)

    def _query_last(self, words: list[str]) -> list[str]:
        """Return the options, then `--` and all other words in their order."""
        options: list[str] = []
        query: list[str] = []
        while words:
            word = words.pop(0)
            option = self._option_string_actions.get(word.partition("=")[0])
            if word == "--":
                query += words
                break
            if option is None and not word.startswith("--"):
                query.append(word)
            else:
                options.append(word)
                if option is not None and option.nargs is None and "=" not in word:
                    options += words[:1]
                    del words[:1]
        return [*options, "--", *query]

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong and where to look."""
        raise UsageError(f"{message}; see {self.prog} --help")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Asks the terminal for its width itself: argparse would import shutil for that, with every
    option that is added.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=width() - 2)


def parser_of(entry: Entry) -> Parser:
    """Return a parser for one subcommand with the store option and its example."""
    parser = Parser(
        prog=f"briefing {entry.name}",
        description=f"{entry.summary[0].upper()}{entry.summary[1:]}.",
        epilog=f"example:\n  {entry.example}",
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    add_store(parser)
    return parser


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add `-s STORE`."""
    parser.add_argument("-s", "--store", metavar="STORE", help="the folder of briefs")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json` and `--jsonl`."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true", help="write one JSON array or object")
    group.add_argument("--jsonl", action="store_true", help="write one JSON object a line")


def add_refresh(parser: argparse.ArgumentParser) -> None:
    """Add `--no-refresh`."""
    parser.add_argument(
        "--no-refresh",
        action="store_true",
        help="use the catalogue as it is, without looking for changed files",
    )


def whole_number(text: str) -> int:
    """Return a number from 1, for argparse's `type`."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return number


def take_query(parser: argparse.ArgumentParser, help_text: str, nargs: str = "*") -> None:
    """Add words that together make one query; a word of it may begin with `-`."""
    parser.add_argument("query", metavar="QUERY", nargs=nargs, help=help_text)
    if isinstance(parser, Parser):
        parser.takes_query = True
