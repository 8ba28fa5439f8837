"""What is written from the parsers of the commands: the words to complete, and the man page."""

import argparse
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from briefing.cli.completion.known_words import TABLE
from briefing.cli.options import Parser, parser_of
from briefing.cli.table import COMMANDS, Subcommand, module_of, overview

_READER_OPTION = re.compile(r"^  (?=-)(.{19}) (.+)$", re.MULTILINE)
"""A line of the overview: names with a value, and what the option does."""


def parser(entry: Subcommand) -> Parser:
    """Return the parser of a command with all its options."""
    made = parser_of(entry)
    getattr(importlib.import_module(module_of(entry)), f"configure_{entry.name}")(made)
    return made


def reader_options() -> list[tuple[str, str, str]]:
    """Return the options of the reader: their names, value and meaning."""
    found = []
    for left, text in _READER_OPTION.findall(overview()):
        *names, last = left.strip().split(", ")
        last, _, value = last.partition(" ")
        found.append((", ".join([*names, last]), value, text))
    return found


def completed_words() -> str:
    """Return the table of what each command takes."""
    rows = [
        ("", " ".join(names.split(", ")), "1" if value else "0", value, "", text)
        for names, value, text in reader_options()
    ]
    for name, entry in COMMANDS.items():
        rows += ((name, *_row(action)) for action in actions(parser(entry)))
    return "".join("\t".join(row) + "\n" for row in rows)


def actions(made: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the options and words of a parser."""
    yield from made._actions


def _row(action: argparse.Action) -> tuple[str, str, str, str, str]:
    count = "1" if action.nargs is None else str(action.nargs)
    choices = " ".join(map(str, action.choices or ()))
    value = "" if count == "0" else str(action.metavar or action.dest.upper())
    return " ".join(action.option_strings), count, value, choices, " ".join(help_of(action).split())


def help_of(action: argparse.Action) -> str:
    """Return what the help says of an option."""
    return (action.help or "").replace("%%", "%")


def files() -> dict[Path, str]:
    """Return what is to be in which file."""
    return {TABLE: completed_words()}


def write() -> None:
    """Write the files."""
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
