"""Changes of a file as values, and their application to its data."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from briefing.errors import BriefingError
from briefing.loader.syntax import Items, Node, Record, Scalar

Value = str | Sequence[str] | Mapping[str, "Value"] | None
"""What a key can be set to: a text, a list of texts, a record, or nothing."""


class EditRefused(BriefingError):
    """A file cannot be changed in this way without a person; nothing was written."""


class Put(NamedTuple):
    """Set a value; a key that is not there yet is added, with the records around it."""

    where: str
    """The dotted path: `quotes.q5.who`; the records of a list are numbered, `quotes.5.who`."""
    value: Value
    """The new value."""
    after: str | None = None
    """The key that the new key follows; empty to put it first, None to put it last."""


class Add(NamedTuple):
    """Append a text to a list, which is created if missing."""

    where: str
    """The dotted path of the list; a single text in its place counts as a list of one."""
    value: str
    """The text."""


class Remove(NamedTuple):
    """Remove a key with its value, or an item of a list."""

    where: str
    """The dotted path. Of an only item or record the list or map stays, empty."""


Change = Put | Add | Remove


def plain(node: Node | None) -> Any:
    """Return the data of a node: texts, None, dicts and lists."""
    if isinstance(node, Record):
        return {key: plain(value) for key, value in node.values.items()}
    if isinstance(node, Items):
        return [plain(value) for value in node.values]
    return node.text if isinstance(node, Scalar) else None


def same(value: Value) -> Any:
    """Return a new value as `plain` returns it once it has been written and read."""
    if isinstance(value, Mapping):
        return {key: same(one) for key, one in value.items()}
    return value if value is None or isinstance(value, str) else list(value)


def refused(where: str, why: str) -> EditRefused:
    """Return the refusal of a change at a dotted path."""
    return EditRefused(f"{where or 'the file'}: {why}; edit it by hand")
