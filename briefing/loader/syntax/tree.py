"""The syntax tree of a file, with the position of every node.

Positions are offsets into the decoded text, in characters from 0, without a byte order mark;
`Lines` turns them into lines and columns.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefing.loader.problems import Severity


class Scalar(NamedTuple):
    """A text, or nothing."""

    text: str | None
    """The value; None where `null`, `~` or nothing is written."""
    start: int
    """Where it begins, its quotation mark or `|` included."""
    end: int
    """One past its last character."""
    style: str
    """How it is written: `` (plain), `'`, `"`, `|`, `>`, `json`, or `raw` for a Markdown body."""


class Record(NamedTuple):
    """Values by key."""

    start: int
    """Where it begins: its first key, or its brace."""
    keys: Mapping[str, int]
    """Where each key begins."""
    values: "Mapping[str, Node]"
    """The value of each key."""


class Items(NamedTuple):
    """Values one after the other."""

    start: int
    """Where the list begins."""
    values: "tuple[Node, ...]"
    """In order."""


Node = Scalar | Record | Items


class Fault(NamedTuple):
    """Something wrong with a file; `loader.located` finds its line and makes a `Problem` of it."""

    offset: int | None
    """Where, in characters of the file from 0; None where only `where` tells."""
    code: str
    """A key of `problems.CODES`."""
    message: str
    """What is wrong, and the remedy."""
    where: str = ""
    """The value that it concerns, as a dotted path."""
    severity: Severity = "error"
    """Whether the file can be relied on all the same."""
    within: int | None = None
    """The character of the text at `where` that is meant, if not all of it; without `offset`."""


class Lines:
    """Where the lines of a text begin."""

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


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the bytes of one file hold."""

    text: str
    """The decoded text, without a byte order mark; refused characters stand as U+FFFD."""
    root: Node | None
    """The content; None where reading had to stop, or where there is none."""
    faults: tuple[Fault, ...] = ()
    """What is wrong with the notation."""
    body: Scalar | None = None
    """What follows the front matter of a Markdown file, as it is written."""
    front: tuple[int, int] | None = None
    """Where the lines of the front matter begin and end; None where there is none."""


_NUMBER = re.compile(r"[a-z]*([1-9][0-9]{0,5})")


def find(root: Node | None, where: str) -> tuple[Node | None, int]:
    """Return the value at the dotted path `where`, and the offset at which to speak of it.

    That is the value itself for a text or an item of a list, the key for a record or list under a
    key. Items are counted from 1, with or without the letters of a numbered record (`a2`). Where
    the path leads to nothing the answer is None with the offset of the last step that stands.
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
