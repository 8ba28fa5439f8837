"""TOML -> tree, by `tomllib`; the places are those of the keys at the start of a line."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from briefing.loader.syntax.decoding import is_unsafe
from briefing.loader.syntax.tree import Fault, Items, Node, Record, Scalar
from briefing.loader.syntax.tree_builder import MAX_DEPTH, too_deep

MAX_TOML = 20_000
"""Characters that are read: the time that `tomllib` takes grows with the square of a deep name."""

_KEY = re.compile(r"^[ \t]*(\[{0,2})[ \t]*[\"']?([\w-]{1,60})", re.MULTILINE)
_DEEP = re.compile(rf"(?:\.[^.,\n=\]]{{1,60}}){{{MAX_DEPTH + 1}}}")
_PLACE = re.compile(r" \(at line ([0-9]+), column ([0-9]+)\)$")


def read_toml(text: str, start: int, end: int) -> tuple[Node | None, tuple[Fault, ...]]:
    """Return the tree of a part of a text, and its faults; the tree is None if it is not valid."""
    if end - start > MAX_TOML:
        return None, (Fault(start, "too-large", f"more than {MAX_TOML:,} characters; shorten it"),)
    part = text[start:end]
    if deep := _DEEP.search(part):
        return None, (too_deep(start + deep.start()),)
    try:
        values = tomllib.loads(part)
        root = _record(values, start, _places(part, start, values), 1)
    except RecursionError:
        return None, (too_deep(start),)
    except ValueError as error:  # a number may be too long besides
        return None, (_fault(str(error), part, start),)
    places = root.keys.items()
    message = "a control character is not allowed; delete it"
    return root, tuple(
        Fault(at, "control-character", message, key)
        for key, at in places
        if _is_unsafe(root.values[key])
    )


def _places(part: str, start: int, values: Mapping[str, Any]) -> dict[str, int]:
    """Return where each key at the top is, at least about: the first line that begins with it."""
    found: dict[str, int] = {}
    in_table = False
    for match in _KEY.finditer(part):
        in_table |= bool(match[1])
        if match[2] in values and (match[1] or not in_table):
            found.setdefault(match[2], start + match.start(2))
    return found


def _record(values: Mapping[str, Any], start: int, places: Mapping[str, int], depth: int) -> Record:
    if depth > MAX_DEPTH:
        raise RecursionError
    keys = {key: places.get(key, start) for key in values}
    nodes = {key: _node(value, keys[key], depth) for key, value in values.items()}
    return Record(start, keys, nodes)


def _node(value: Any, start: int, depth: int) -> Node:
    if isinstance(value, dict):
        return _record(value, start, {}, depth + 1)
    if isinstance(value, list):
        if depth > MAX_DEPTH:
            raise RecursionError
        return Items(start, tuple(_node(item, start, depth + 1) for item in value))
    if isinstance(value, bool):
        return Scalar(str(value).lower(), start, start, "json")
    text = value if isinstance(value, str) else getattr(value, "isoformat", value.__str__)()
    return Scalar(text, start, start, "json")


def _is_unsafe(node: Node) -> bool:
    if isinstance(node, Scalar):
        return is_unsafe(node.text or "")
    items = node.values if isinstance(node, Items) else node.values.values()
    return any(map(_is_unsafe, items))


def _fault(message: str, part: str, start: int) -> Fault:
    place = _PLACE.search(message)
    if place is None:
        end = len(part) if "end of document" in message else 0
        return Fault(start + end, "syntax", message.removesuffix(" (at end of document)"))
    lines = part.split("\n")[: int(place[1]) - 1]
    at = start + sum(len(line) + 1 for line in lines) + int(place[2]) - 1
    return Fault(min(at, start + len(part)), "syntax", message[: place.start()])
