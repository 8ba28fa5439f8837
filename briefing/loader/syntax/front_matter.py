"""Front matter of Markdown files: its place, its tree, and a lenient reading if it is not valid."""

import re
from itertools import islice

from briefing.loader.syntax.json_reader import JsonReader
from briefing.loader.syntax.toml_reader import read_toml
from briefing.loader.syntax.tree import Fault, Front, Items, Node, Record, Scalar
from briefing.loader.syntax.yaml_reader import YamlReader

MAX_LINES = 5_000
"""The most lines of front matter that are read one by one."""

_OPEN = re.compile(r"(---|\+\+\+|;;;)[ \t]*(yaml|toml|json|)[ \t]*\r?\n")
_CLOSE = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$\n?", re.MULTILINE),
    ";;;": re.compile(r"^;;;[ \t]*\r?$\n?", re.MULTILINE),
}
_NOTATIONS = {"---": "YAML", "+++": "TOML", ";;;": "JSON"}
_JSON = re.compile(r"\{\s*\"")
_BRACE = re.compile(r"^\}[ \t]*\r?$\n?", re.MULTILINE)
_REST_OF_LINE = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_PAIR = re.compile(r"([A-Za-z_][\w .-]{0,60}?)[ \t]{0,9}[:=](?:[ \t]+(.*)|)$")
_JSON_PAIR = re.compile(r"[ \t]*\"([^\"\\]{1,60})\"[ \t]{0,9}:[ \t]*(.*?),?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_LINE = re.compile(r"[^\n]*")


def split(text: str) -> Front | None:
    """Return the front matter at the start of a file: between lines of signs, or a JSON object."""
    if _JSON.match(text):
        return _object(text)
    opened = _OPEN.match(text)
    closed = _CLOSE[opened[1]].search(text, opened.end()) if opened else None
    if opened is None or closed is None:
        return None
    notation = opened[2].upper() or _NOTATIONS[opened[1]]
    return Front(notation, opened.end(), closed.start(), closed.end())


def _object(text: str) -> Front | None:
    """Return the object that a file starts with, as Hugo writes it; a damaged one ends with `}`."""
    end = JsonReader(text).read_first()
    rest = _REST_OF_LINE.match(text, end)
    if end and rest:
        return Front("JSON", 0, end, rest.end())
    brace = None if end else _BRACE.search(text)
    return Front("JSON", 0, brace.start() + 1, brace.end()) if brace else None


def read(text: str, front: Front) -> tuple[Node | None, tuple[Fault, ...]]:
    """Return the tree of the front matter, None if it is not valid, and its faults."""
    if front.notation == "TOML":
        return read_toml(text, front.start, front.end)
    part = alone(text, front)
    reader = JsonReader(part) if front.notation == "JSON" else YamlReader(part)
    reader.read()
    return reader.root, tuple(reader.faults)


def alone(text: str, front: Front) -> str:
    """Return the front matter of a text without its signs, at the offsets of the text."""
    return "\n".rjust(front.start) * (front.start > 0) + text[front.start : front.end]


def opening(text: str) -> int:
    """Return the end of the line that opens front matter at the start of a text, or 0."""
    opened = _OPEN.match(text)
    return opened.end() if opened else 0


def lenient(text: str, start: int, end: int, notation: str = "YAML") -> Record:
    """Return front matter that is not valid as a record, read line by line.

    `key: value` (or `key = value`) at the start of a line is a pair, without the quotation marks
    around the value; `- item` lines make a list; any other line continues the value before it. The
    first of two equal keys counts. In JSON, the keys have quotation marks.
    """
    pattern = _JSON_PAIR if notation == "JSON" else _PAIR
    keys: dict[str, int] = {}
    values: dict[str, Node] = {}
    last = ""
    for line in islice(_LINE.finditer(text, start, end), MAX_LINES):
        written = line[0].rstrip()
        pair = pattern.match(written)
        if pair is not None:
            last = "" if pair[1] in keys else pair[1]
            if last:
                keys[last] = line.start()
                values[last] = _scalar(pair[2] or "", line.start() + max(pair.start(2), 0))
        elif last and written.strip(" \t{}],"):
            values[last] = _continued(values[last], written, line.start())
    return Record(start, keys, {key: _bare(value) for key, value in values.items()})


def _scalar(written: str, start: int) -> Scalar:
    return Scalar(written or None, start, start + len(written), "")


def _continued(value: Node, line: str, start: int) -> Node:
    item = _ITEM.match(line)
    if item is not None and (isinstance(value, Items) or value == _scalar("", value.start)):
        one = _bare(_scalar(item[1], start + item.start(1)))
        before = value.values if isinstance(value, Items) else ()
        return Items(value.start, (*before, one))
    if isinstance(value, Scalar):
        text = f"{value.text or ''} {line.strip()}".strip()
        return Scalar(text, value.start, start + len(line), "")
    return value


def _bare(value: Node) -> Node:
    """Return a text without quotation marks, or the items of a list on one line."""
    if not isinstance(value, Scalar) or not value.text:
        return value
    text = value.text
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return value._replace(text=text[1:-1] or None)
    if text[0] == "[" and text[-1] == "]":
        parts = [part.strip().strip("\"'") for part in text[1:-1].split(",")]
        return Items(value.start, tuple(_scalar(part, value.start) for part in parts if part))
    return value
