"""The parser: the bytes of one file -> a tree of texts, each with its exact position.

`parse` knows the notations (YAML, JSON, Markdown with front matter), not what a brief is.
"""

from typing import Literal

from briefing.parse import frontmatter
from briefing.parse.bytes_in import MAX_BYTES, decode, make_safe
from briefing.parse.json_in import JsonReader
from briefing.parse.origin import origin, origins
from briefing.parse.tree import Fault, Items, Lines, Node, Parsed, Record, Scalar, find
from briefing.parse.yaml_in import YamlReader

__all__ = [
    "MAX_BYTES", "Fault", "Items", "Lines", "Node", "Notation", "Parsed", "Record", "Scalar",
    "find", "notation_of", "origin", "origins",
    "parse",
]  # fmt: skip

Notation = Literal["yaml", "json", "markdown"]


def notation_of(path: str) -> Notation:
    """Return the notation that the ending of `path` stands for; YAML where it says nothing."""
    name = path.lower()
    if name.endswith(".json"):
        return "json"
    return "markdown" if name.endswith(".md") else "yaml"


def parse(data: bytes, notation: Notation) -> Parsed:
    """Return what `data` holds, with all that is wrong with its notation.

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


def _markdown(raw: str, text: str, faults: list[Fault]) -> Parsed:
    front, begin = frontmatter.split(text)
    body = _body(raw, begin)
    if front is None:
        return Parsed(text, None, tuple(faults), body)
    if frontmatter.is_toml(text):
        return Parsed(text, frontmatter.lenient(text, *front), tuple(faults), body, front)
    reader = YamlReader(text[: front[1]])
    reader.read()
    return Parsed(text, reader.root, (*faults, *reader.faults), body, front)


def _body(raw: str, begin: int) -> Scalar:
    """Return what stands after the front matter, without blank lines around it."""
    end = len(raw.rstrip())
    if end <= begin:
        return Scalar(None, min(begin, len(raw)), min(begin, len(raw)), "raw")
    while raw[begin].isspace():
        begin += 1
    line = raw.rfind("\n", 0, begin) + 1
    return Scalar(raw[line:end], line, end, "raw")
