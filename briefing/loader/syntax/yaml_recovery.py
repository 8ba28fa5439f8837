"""YAML with syntax errors -> a tree without the entries in which they stand.

libyaml stops at the first error. Entries of a brief are told apart by their indentation, so the
value of the entry with the error is replaced by an alias, which briefs do not support, and the text
is read again: the reader then reports the entry by its path.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.loader.syntax.tree import Fault, Node
from briefing.loader.syntax.yaml_reader import YamlReader

_MOST_ERRORS = 8  # each costs one more reading
_KEY = re.compile(r"[ ]*(?:-|[\w$.-]+:)(?= |$)")
_ALIAS = "*e"


class Recovered(NamedTuple):
    """What can be read of a text with errors of syntax."""

    root: Node | None
    """The tree, with the offsets of the text."""
    faults: tuple[Fault, ...]
    """The faults of its entries, among them one for each entry with an error of syntax."""
    stopped: str | None
    """The dotted path of the place where the tree ends; empty if entries are missing from it whose
    keys could not be read; None if it is that of the whole text."""


def recover(text: str) -> Recovered:
    """Return what can be read of a text with errors of syntax."""
    stopped = None
    for _ in range(_MOST_ERRORS):
        reader = YamlReader(text)
        reader.read()
        errors = [fault.offset or 0 for fault in reader.faults if fault.code == "syntax"]
        if reader.root is not None or not errors:
            break
        text, has_key = _without_entry(text, errors[-1])
        stopped = stopped if has_key else ""
    root, faults = reader.root, tuple(fault for fault in reader.faults if fault.where)
    if root is None:
        root, stopped = reader.partial()
    return Recovered(root, faults, stopped)


def _without_entry(text: str, offset: int) -> tuple[str, bool]:
    """Return `text` without the value of the entry around `offset`, and whether its key is there.

    Offsets stay as they are.
    """
    lines = text.split("\n")
    start, end = _entry(lines, text.count("\n", 0, offset))
    block, marked = lines[start:end], _marked(lines[start:end])
    has_key = marked is not None and marked != block  # else the key is at fault
    lines[start:end] = marked if marked is not None and has_key else _blank(block)
    return "\n".join(lines), has_key


def _marked(block: Sequence[str]) -> list[str] | None:
    """Return the lines of an entry with an alias for its value; None without a key, or room."""
    key = _KEY.match(block[0])
    if key is None:
        return None
    leads = (key[0] + " ", *(line[: _indent(line)] for line in block[1:]))
    for n, (lead, line) in enumerate(zip(leads, block, strict=True)):
        if line.strip() and len(lead + _ALIAS) <= len(line):
            marked = [key[0].ljust(len(block[0])), *_blank(block[1:])]
            marked[n] = (lead + _ALIAS).ljust(len(line))
            return marked
    return None


def _blank(lines: Sequence[str]) -> list[str]:
    return [" " * len(line) for line in lines]


def _entry(lines: Sequence[str], at: int) -> tuple[int, int]:
    """Return the first line, and the end, of the entry around the line `at`.

    An entry is a key at the margin with its value, or a key or item one level below.
    """
    section = next((n for n in range(at, -1, -1) if _level(lines[n]) == 0), 0)
    within = [n for n in range(section + 1, at + 1) if _level(lines[n]) is not None]
    level = _level(lines[within[0]]) if within else 0
    start = next((n for n in reversed(within) if _is_within(lines[n], level)), section)
    after = range(at + 1, len(lines))
    return start, next((n for n in after if _is_within(lines[n], level)), len(lines))


def _is_within(line: str, level: int | None) -> bool:
    own = _level(line)
    return own is not None and own <= (level or 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _level(line: str) -> int | None:
    """Return twice the indentation in characters, one more for an item; None for no entry."""
    stripped = line.lstrip(" ")
    if not stripped.strip() or stripped[0] == "#":
        return None
    return 2 * _indent(line) + stripped.startswith("- ")
