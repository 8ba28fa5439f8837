"""Parsing of one file in YAML, JSON, or Markdown with front matter."""

from typing import Literal

from briefing.loader.syntax import front_matter
from briefing.loader.syntax.decoding import decode, make_safe
from briefing.loader.syntax.json_reader import JsonReader
from briefing.loader.syntax.tree import Fault, Parsed, Scalar
from briefing.loader.syntax.yaml_reader import YamlReader

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


def _markdown(raw: str, text: str, faults: list[Fault]) -> Parsed:
    front, begin = front_matter.split(text)
    body = _body(raw, begin)
    if front is None:
        return Parsed(text, None, tuple(faults), body)
    if front_matter.is_toml(text):
        return Parsed(text, front_matter.lenient(text, *front), tuple(faults), body, front)
    reader = YamlReader(text[: front[1]])
    reader.read()
    return Parsed(text, reader.root, (*faults, *reader.faults), body, front)


def _body(raw: str, begin: int) -> Scalar:
    end = len(raw.rstrip())
    if end <= begin:
        return Scalar(None, min(begin, len(raw)), min(begin, len(raw)), "raw")
    while raw[begin].isspace():
        begin += 1
    line = raw.rfind("\n", 0, begin) + 1
    return Scalar(raw[line:end], line, end, "raw")
