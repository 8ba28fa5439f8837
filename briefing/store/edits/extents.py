"""Where the entries of a record or list begin and end in a text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.loader.syntax import Items, Node, Record, Scalar
from briefing.store.edits.change import refused

_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")
_COLON = re.compile(r"[ \t]*:")
_SPACES = re.compile(r"[ \t]*")
_REST = re.compile(r"[ \t]*(?:#[^\n]*)?\r?(?=\n|\Z)")  # of a line: nothing, or a comment
_SKIPPED = re.compile(r"(?:[\s]|#[^\n]*)*")  # between two signs of a list in brackets


class Entry(NamedTuple):
    """A key with its value, or an item of a list, in a text."""

    start: int
    """The start of its key or dash; in brackets, of the item."""
    end: int
    """The end, exclusive, of its value, without comments and empty lines after it."""
    value: Node
    """The value."""
    key: str = ""
    """The key; empty for an item."""


def end_of(text: str, node: Node) -> int:
    """Return the end of a value, without empty lines and comments after it."""
    if isinstance(node, Scalar):
        return node.start + len(text[node.start : node.end].rstrip())
    if node.end >= 0:
        return node.end
    values = list(node.values.values()) if isinstance(node, Record) else node.values
    return end_of(text, values[-1]) if values else node.start


def entries(text: str, node: Record | Items) -> Sequence[Entry]:
    """Return the entries of a record or list, in the order of the text."""
    if isinstance(node, Record):
        return [
            Entry(node.keys[key], max(end_of(text, value), node.keys[key]), value, key)
            for key, value in node.values.items()
        ]
    starts = [_item_start(text, node, value) for value in node.values]
    return [
        Entry(start, max(end_of(text, value), start + (node.end < 0)), value)
        for start, value in zip(starts, node.values, strict=True)
    ]


def _item_start(text: str, node: Items, value: Node) -> int:
    """Return the place of the dash before an item, or of an item in brackets."""
    if node.end >= 0:
        return value.start
    dash = text.rfind("-", node.start, max(value.start, node.start + 1))
    if dash < 0 or not _SKIPPED.fullmatch(text, dash + 1, max(value.start, dash + 1)):
        raise refused("a list", "its dashes cannot be found")
    return dash


def after_colon(text: str, key: str, start: int) -> int:
    """Return the place after the colon of a key that starts at `start`."""
    quoted = _QUOTED.match(text, start)
    if quoted is None and not text.startswith(key, start):
        raise refused(key, "the key is written in an unusual way")
    colon = _COLON.match(text, quoted.end() if quoted else start + len(key))
    if colon is None:
        raise refused(key, "the key has no colon")
    return colon.end()


def line_start(text: str, at: int) -> int:
    """Return the start of the line of a character."""
    return text.rfind("\n", 0, at) + 1


def begins_line(text: str, at: int) -> bool:
    """Whether a character is preceded only by spaces on its line."""
    return not text[line_start(text, at) : at].strip(" \t")


def rest_of_line(text: str, at: int) -> int | None:
    """Return the end of a line, before its end sign, if only a comment follows; else None."""
    match = _REST.match(text, at)
    if match is None:
        return None
    return match.end() - (text[match.end() - 1 : match.end()] == "\r")


def next_line(text: str, at: int) -> int:
    """Return the start of the line below."""
    end = text.find("\n", at)
    return end + 1 if end >= 0 else len(text)


def skipped(text: str, at: int) -> int:
    """Return the next character that belongs neither to white space nor to a comment."""
    match = _SKIPPED.match(text, at)
    return match.end() if match else at


def after_spaces(text: str, at: int) -> int:
    """Return the next character of a line that is not a space, or the end of the text."""
    match = _SPACES.match(text, at)
    return match.end() if match else at
