"""What is written from the parsers of the commands: the words to complete, and the man page."""

import argparse
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import briefing.cli
from briefing import __version__
from briefing.cli.completion.known_words import TABLE
from briefing.cli.options import Parser, parser_of
from briefing.cli.table import COMMANDS, Subcommand, module_of, overview
from briefing.query.fields import FIELDS, FORMS

MAN_PAGE = Path(briefing.cli.__file__).with_name("briefing.1")
"""The man page, which the wheel installs."""

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
    if re.fullmatch(r"[a-z]+(\|[a-z]+)+", value):
        choices = value.replace("|", " ")
    return " ".join(action.option_strings), count, value, choices, " ".join(help_of(action).split())


def help_of(action: argparse.Action) -> str:
    """Return what the help says of an option."""
    return (action.help or "").replace("%%", "%")


def man_page() -> str:
    """Return the man page, in the macros of man(7)."""
    head = f'.TH BRIEFING 1 "" "briefing {__version__}" "User commands"'
    parts = [
        "'\\\" -*- coding: utf-8 -*-", head, _section("NAME", f"briefing \\- {_PURPOSE}"),
        _section("SYNOPSIS", *_synopsis()),
        _section("DESCRIPTION", "\n.PP\n".join(map(as_text, _DESCRIPTION))),
        _section("OPTIONS", *(_entry(_typed(*o[:2]), o[2]) for o in reader_options())),
        _section("COMMANDS", as_text(_EVERYWHERE), *map(_command, COMMANDS.values())),
        _section("QUERIES", as_text(_QUERIES), *_terms()),
        *(_section(name, *(_entry(_bold(what), text) for what, text in rows.items()))
          for name, rows in _CLOSING.items()),
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


_PURPOSE = "a terminal reader for people who follow negotiations"
_DESCRIPTION = (
    "briefing opens a folder of structured briefs in panes that are driven from the keyboard: what "
    "was agreed, what is disputed, who said what, and in which source. Without a folder it takes "
    "that of $BRIEFING_STORE, of the settings, ./briefs, or the sample briefs.",
    "The commands below print the same to a terminal or a pipe. Data go to standard output, all "
    "else to standard error. In the reader, the key ? lists the keys.",
)
_EVERYWHERE = (
    "Each takes -s, --store STORE, the folder of briefs or the name of one of the stores in the "
    "settings, and -h, --help."
)
_QUERIES = "What the commands list, search and others take, and the reader after / and f."
_CLOSING = {
    "EXIT STATUS": {
        "0": "done", "1": "nothing found, or problems found", "2": "used wrongly",
        "3": "the store cannot be read", "128+n": "ended by signal n",
    },
    "ENVIRONMENT": {
        "BRIEFING_STORE": "the folder of briefs",
        "BRIEFING_NAME": "any plain setting, such as BRIEFING_THEME; see briefing config show",
        "COLUMNS": "the width of what is printed",
        "NO_COLOR": "if set and not empty, no colours are used",
        "VISUAL, EDITOR": "the editor",
        "XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME": "where the files below are",
    },
    "FILES": {
        "~/.config/briefing/config.toml": "the settings; briefing config init explains them",
        "~/.local/state/briefing/": "read marks, stars, tags and notes",
        "~/.cache/briefing/": "the catalogue, which may be deleted at any time",
    },
}  # fmt: skip


def _terms() -> Iterator[str]:
    yield from (_entry(_bold(form.example), form.help) for form in FORMS)
    yield from (_entry(_bold(field.example), field.help) for field in FIELDS)


def _section(name: str, *parts: str) -> str:
    return "\n".join([f".SH {name}", *parts])


def _synopsis() -> list[str]:
    return [".B briefing", "[STORE] [option …]", ".br", ".B briefing", "COMMAND …"]


def _command(entry: Subcommand) -> str:
    made = parser(entry)
    lines = [f".SS {_roff(f'briefing {entry.name} {entry.arguments}'.strip())}"]
    lines += [
        as_text(f"{made.description}"),
        *(_argument(a) for a in actions(made) if a.dest not in _NAMED),
    ]
    return "\n".join([*lines, ".PP", "Example:", ".PP", ".RS 4", ".nf",
                      as_text(entry.example), ".fi", ".RE"])  # fmt: skip


_NAMED = ("help", "store")
"""Options of every command, which are said once."""


def _argument(action: argparse.Action) -> str:
    _, _, value, choices, text = _row(action)
    if action.metavar is None and choices:
        value = "|".join(choices.split())
    return _entry(_typed(", ".join(action.option_strings), value), text)


def _typed(names: str, value: str) -> str:
    """Return the names of an option in bold, and its value in italics."""
    return " ".join(
        filter(None, (_bold(names) if names else "", value and f"\\fI{_roff(value)}\\fR"))
    )


def _entry(tag: str, text: str) -> str:
    return f".TP\n{tag}\n{as_text(text)}"


def _bold(text: str) -> str:
    return f"\\fB{_roff(text)}\\fR"


def as_text(text: str) -> str:
    """Return a line of text; no macro even where it begins with a dot."""
    escaped = _roff(text)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _roff(text: str) -> str:
    signs = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}
    return "".join(signs.get(sign, sign) for sign in text)


def files() -> dict[Path, str]:
    """Return what is to be in which file."""
    return {TABLE: completed_words(), MAN_PAGE: man_page()}


def write() -> None:
    """Write the files."""
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
