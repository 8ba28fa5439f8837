"""Front matter of Markdown files: its end, and a lenient reading if it is not YAML."""

import re
from itertools import islice

from briefing.loader.syntax.tree import Items, Node, Record, Scalar

MAX_LINES = 5_000
"""The most lines of front matter that are read one by one."""

_OPEN = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_CLOSE = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$\n?", re.MULTILINE),
}
_PAIR = re.compile(r"([A-Za-z_][\w .-]{0,60}?)[ \t]{0,9}[:=](?:[ \t]+(.*)|)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_LINE = re.compile(r"[^\n]*")


def split(text: str) -> tuple[tuple[int, int] | None, int]:
    """Return the span of the lines of the front matter, if any, and the start of the body."""
    opened = _OPEN.match(text)
    closed = _CLOSE[opened[1]].search(text, opened.end()) if opened else None
    if opened is None or closed is None:
        return None, 0
    return (opened.end(), closed.start()), closed.end()


def is_open(text: str) -> bool:
    """Whether the text starts with front matter."""
    return _OPEN.match(text) is not None


def lenient(text: str, start: int, end: int) -> Record:
    """Return front matter that is not YAML as a record, read line by line.

    `key: value` (or `key = value`) at the start of a line is a pair, without the quotation marks
    around the value; `- item` lines make a list; any other line continues the value before it. The
    first of two equal keys counts.
    """
    keys: dict[str, int] = {}
    values: dict[str, Node] = {}
    last = ""
    for line in islice(_LINE.finditer(text, start, end), MAX_LINES):
        written = line[0].rstrip()
        pair = _PAIR.match(written)
        if pair is not None:
            last = "" if pair[1] in keys else pair[1]
            if last:
                keys[last] = line.start()
                values[last] = _scalar(pair[2] or "", line.start() + max(pair.start(2), 0))
        elif last and written.strip():
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
