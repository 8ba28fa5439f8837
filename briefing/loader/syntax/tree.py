"""The syntax tree of a file, with the position of every node.

Positions are offsets into the decoded text without byte order mark, in characters from 0; `Lines`
converts them into lines and columns.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefing.loader.problems import Severity


class Scalar(NamedTuple):
    """A text, or null."""

    text: str | None
    """The value; None for `null`, `~` or nothing."""
    start: int
    """The start, including its quotation mark or `|`."""
    end: int
    """The end, exclusive."""
    style: str
    """The style: `` (plain), `'`, `"`, `|`, `>`, `json`, or `raw` for a Markdown body."""


class Record(NamedTuple):
    """Values by key."""

    start: int
    """The start of its first key, or of its brace."""
    keys: Mapping[str, int]
    """The start of each key."""
    values: "Mapping[str, Node]"
    """The value of each key."""
    end: int = -1
    """The end, exclusive, where it is in brackets; -1 for one that its indentation ends."""


class Items(NamedTuple):
    """A list of values."""

    start: int
    """The start of the list."""
    values: "tuple[Node, ...]"
    """The values, in order."""
    end: int = -1
    """The end, exclusive, where it is in brackets; -1 for one that its indentation ends."""


Node = Scalar | Record | Items


class Fault(NamedTuple):
    """A fault of a file; `loader.places.located` turns it into a `Problem` with a line."""

    offset: int | None
    """The position in characters of the file; None if it is that of the value at `where`."""
    code: str
    """A key of `problems.CODES`."""
    message: str
    """The fault and its remedy."""
    where: str = ""
    """The dotted path of the value."""
    severity: Severity = "error"
    """Whether the brief cannot be relied on."""
    within: int | None = None
    """The index of the character in the text at `where`; None for the whole value."""


class Lines:
    """The starts of the lines of a text."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of `offset`, both from 1, the column in characters."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Front(NamedTuple):
    """The place of the front matter in a file."""

    notation: str
    """YAML, TOML or JSON."""
    start: int
    """The start of its lines, in characters."""
    end: int
    """The end of its lines, exclusive."""
    body: int
    """The start of what follows it."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The content of one file."""

    text: str
    """The decoded text without byte order mark; refused characters are replaced by U+FFFD."""
    root: Node | None
    """The tree; None if the file is empty or parsing had to stop."""
    faults: tuple[Fault, ...] = ()
    """The faults of the notation."""
    body: Scalar | None = None
    """The text after the front matter of a Markdown file, as written."""
    front: Front | None = None
    """Its front matter, if it has one."""
    stopped: str | None = None
    """The dotted path of the place where the tree ends; None if it is that of the whole file."""


_NUMBER = re.compile(r"[a-z]*([1-9][0-9]{0,5})")


def find(root: Node | None, where: str) -> tuple[Node | None, int]:
    """Return the value at the dotted path `where`, and the offset at which to report it.

    That is the value itself for a text or an item of a list, the key for a record or list under a
    key. Items are counted from 1, with or without the letters of a numbered record (`a2`). Without
    such a value it is None, with the offset of the last step that exists.
    """
    node, offset = root, root.start if root is not None else 0
    for part in where.split(".") if where else ():
        step = _step(node, part)
        if step is None:
            return None, offset
        node, offset = step
    return node, offset


def _step(node: Node | None, part: str) -> tuple[Node, int] | None:
    if isinstance(node, Record) and part in node.values:
        value = node.values[part]
        at = value.start if isinstance(value, Scalar) and value.text else node.keys[part]
        return value, at
    if isinstance(node, Items) and (match := _NUMBER.fullmatch(part)):
        index = int(match[1]) - 1
        if index < len(node.values):
            return node.values[index], node.values[index].start
    return None
