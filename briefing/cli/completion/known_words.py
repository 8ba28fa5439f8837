"""What each command takes, from a table that `python3 -m tests.readme` writes from the parsers."""

from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("options.tsv")
"""A line a word: command, names, count, value, choices and help, parted by tabs."""


class Suggestion(NamedTuple):
    """A word that may be typed."""

    text: str
    """The word."""
    about: str = ""
    """What it means, in a few words, or empty."""


class Taken(NamedTuple):
    """An option, or a word that is not one."""

    names: tuple[str, ...]
    """As typed: `-n`, `--limit`; none for a word by its place."""
    arity: str
    """How many values it takes: `0`, `1`, `?`, `*` or `+`."""
    value: str
    """How the help calls the value; empty for none."""
    choices: tuple[str, ...]
    """What it may be; empty where that is open."""
    help: str
    """What it does, in a line."""


def taken_by(command: str) -> tuple[Taken, ...]:
    """Return the options and words of a command, or of the reader for an empty name."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return tuple(
        Taken(tuple(names.split()), count, value, tuple(choices.split()), text)
        for owner, names, count, value, choices, text in rows
        if owner == command
    )
