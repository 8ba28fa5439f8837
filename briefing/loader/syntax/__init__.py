"""The bytes of one file -> a tree of texts, each with its exact position.

`parse` knows the notations (YAML, JSON, Markdown with front matter), not what a brief is. Imports
`loader.problems`, `text` and `errors`.
"""

from dataclasses import replace
from typing import Literal

from briefing.loader.syntax import front_matter
from briefing.loader.syntax.decoding import decode, make_safe
from briefing.loader.syntax.json_reader import JsonReader
from briefing.loader.syntax.origin import origins
from briefing.loader.syntax.tree import Fault, Items, Lines, Node, Parsed, Record, Scalar, find
from briefing.loader.syntax.yaml_reader import YamlReader
from briefing.loader.syntax.yaml_recovery import recover

__all__ = [
    "Fault", "Items", "Lines", "Node", "Notation", "Parsed", "Record", "Scalar", "find",
    "notation_of", "origins", "parse", "recovered",
]  # fmt: skip

Notation = Literal["yaml", "json", "markdown"]


def notation_of(path: str) -> Notation:
    """Return the notation by the file extension; YAML for an unknown one."""
    name = path.lower()
    if name.endswith(".json"):
        return "json"
    return "markdown" if name.endswith(".md") else "yaml"


def parse(data: bytes, notation: Notation) -> Parsed:
    """Return the tree of `data`, with the faults of its notation.

    Raises:
        UnreadableError: `data` is not UTF-8.
    """
    raw = decode(data)
    text, faults = make_safe(raw)
    if notation == "markdown":
        return _markdown(raw, text, faults)
    reader = JsonReader(text) if notation == "json" else YamlReader(text)
    reader.read()
    return Parsed(text, reader.root, (*faults, *reader.faults))


def recovered(parsed: Parsed, notation: Notation) -> Parsed:
    """Return a file in which parsing had to stop, with the tree of what can be read all the same.

    Its faults are those of the entries of that tree.
    """
    text = front_matter.alone(parsed.text, parsed.front) if parsed.front else parsed.text
    if notation == "json" or (parsed.front and parsed.front.notation != "YAML"):
        reader = JsonReader(text)
        reader.read()
        root, stopped = reader.partial()
        return replace(parsed, root=root, faults=tuple(reader.faults), stopped=stopped)
    root, faults, stopped = recover(text)
    return replace(parsed, root=root, faults=faults, stopped=stopped)


def _markdown(raw: str, text: str, faults: list[Fault]) -> Parsed:
    front = front_matter.split(text)
    if front is None:
        return Parsed(text, None, tuple(faults), _body(raw, 0))
    root, more = front_matter.read(text, front)
    return Parsed(text, root, (*faults, *more), _body(raw, front.body), front)


def _body(raw: str, begin: int) -> Scalar:
    end = len(raw.rstrip())
    if end <= begin:
        return Scalar(None, min(begin, len(raw)), min(begin, len(raw)), "raw")
    while raw[begin].isspace():
        begin += 1
    line = raw.rfind("\n", 0, begin) + 1
    return Scalar(raw[line:end], line, end, "raw")
