"""Options shared by subcommands."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from briefing.cli.output import WHEN, use_colour, width, write_raw
from briefing.cli.store_arg import find_store, own_folder
from briefing.cli.table import Subcommand
from briefing.errors import UsageError


class Parser(argparse.ArgumentParser):
    """A parser that reports wrong use in one line, as a `UsageError`."""

    takes_query = False
    """Whether a word that begins with `-` and is not an option belongs to a query: `-ceasefire`."""
    epilogue: Callable[[], str] | None = None
    """Returns what `--help` prints after the options."""

    def format_help(self) -> str:
        """Return the help, with the epilogue."""
        return super().format_help() + (f"\n{self.epilogue()}" if self.epilogue else "")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse `args`; the words of a query may begin with `-`."""
        if self.takes_query and args is not None:
            args = self._query_last(list(args))
        return super().parse_known_args(args, namespace)

    def _query_last(self, words: list[str]) -> list[str]:
        """Return the options, then `--` and all other words in their order."""
        # By a private attribute of argparse: a list of our own would fall behind.
        options: list[str] = []
        query: list[str] = []
        while words:
            word = words.pop(0)
            if word == "--":
                query += words
                break
            option = self._option_string_actions.get(word.partition("=")[0])
            if option is None and not word.startswith("--") and not self._is_joined(word):
                query.append(word)
            elif option is None or option.nargs is not None or "=" in word or not words:
                options.append(word)
            else:
                # As one word, or a value such as -date would be taken for another option.
                joint = "=" if word.startswith("--") else ""
                value = words.pop(0)
                options += [word, value] if not value else [f"{word}{joint}{value}"]
        return [*options, "--", *query]

    def _is_joined(self, word: str) -> bool:
        """Whether this is a short option with its value, `-n5` or `-s/srv/briefs`."""
        # `-sanctions` excludes a word from a search: only a number or a path makes an option.
        option, value = self._option_string_actions.get(word[:2]), word[2:]
        if option is None or option.nargs is not None or not value:
            return False
        if option.type is whole_number:
            return value.isdigit()
        return "/" in value or Path(value).is_dir()

    def print_help(self, file: Any = None) -> None:
        """Write the help like all other output: argparse ignores errors of writing."""
        write_raw(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Raise a `UsageError` that names the help, and how to read a folder of that name."""
        name = self.prog.rpartition(" ")[2]
        is_bare = message.startswith("the following arguments are required")
        folder = (
            f"; to read the folder: briefing ./{name}" if is_bare and Path(name).is_dir() else ""
        )
        raise UsageError(f"{message}; see {self.prog} --help{folder}")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        # Without a width argparse imports shutil, for every option that is added.
        super().__init__(prog, width=width() - 2)


def parser_of(entry: Subcommand) -> Parser:
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
    meaning = (
        "the folder of briefs, the name of a store in the settings, or the address of a shared "
        "store"
    )
    parser.add_argument("-s", "--store", metavar="STORE", help=meaning)


def folder_of(args: argparse.Namespace) -> Path:
    """Return the folder of the store that a subcommand works on."""
    return find_store(args.store).folder


def own_folder_of(args: argparse.Namespace) -> Path:
    """Return the folder of the store that a subcommand changes.

    Raises:
        UsageError: none is named, or it is the mirror of a shared store.
    """
    return own_folder(find_store(args.store, own=True))


def add_forms(parser: argparse.ArgumentParser, **forms: str) -> "argparse._ArgumentGroup":
    """Add `--json` and the like, one of which sets `form`; `forms` holds the help of each.

    Return their group, for others of which one may be given with none of these.
    """
    group = parser.add_mutually_exclusive_group()
    for form, text in forms.items():
        group.add_argument(
            f"--{form}", dest="form", action="store_const", const=form, default="text", help=text
        )
    return group


def add_json(parser: argparse.ArgumentParser) -> "argparse._ArgumentGroup":
    """Add `--json` and `--jsonl`, and return their group."""
    return add_forms(
        parser, json="write one JSON array or object", jsonl="write one JSON object per line"
    )


def add_colour(parser: argparse.ArgumentParser) -> None:
    """Add `--color`, of commands that print in colour."""

    def when(text: str) -> str:
        if text not in WHEN:
            raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(WHEN)}")
        use_colour(text)
        return text

    meaning = "when to print in colour: auto, the default, on a terminal unless NO_COLOR is set"
    parser.add_argument("--color", type=when, metavar="|".join(WHEN), help=meaning)


def add_refresh(parser: argparse.ArgumentParser) -> None:
    """Add `--no-refresh`."""
    parser.add_argument(
        "--no-refresh",
        action="store_true",
        help="use the catalogue as it is, without checking for changed files",
    )


def add_whole(parser: argparse.ArgumentParser) -> None:
    """Add `--whole`, of commands that read an article."""
    text = "keep all text: menus and captions of a page, page numbers of a PDF file"
    parser.add_argument("--whole", action="store_true", help=text)


def whole_number(text: str) -> int:
    """Return a number from 1, for argparse's `type`."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return number


def take_query(
    parser: Parser, help_text: str, nargs: str = "*", *, explains_all: bool = False
) -> None:
    """Add words that together make one query; a word of it may begin with `-`.

    The help has what queries are mostly made of, or with `explains_all` the whole syntax.
    """
    # With a default, argparse does not call it required where another word is missing.
    parser.add_argument("query", metavar="QUERY", nargs=nargs, default=[], help=help_text)
    parser.takes_query = True
    parser.epilogue = partial(_query_syntax, whole=explains_all)


def _query_syntax(*, whole: bool) -> str:
    from briefing.query.assist.help import page

    return f"query syntax:\n{page(width() - 2, whole=whole)}\n"
