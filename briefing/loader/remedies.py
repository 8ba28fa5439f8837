"""Suggested replacements for an invalid value, themselves valid."""

import re
from collections.abc import Sequence
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from briefing.loader.problems import short
from briefing.model import brief

_SHOWN = 40  # characters of a value that a remedy repeats
_NEEDS_QUOTES = re.compile(r"""^[\s"'&*!|>%@`?#-]|[\[\]{}]|:(?:\s|$)|\s#""")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[ \t]+(#p[0-9]+(?:-[0-9]+)?)\s*")


def entry(record: type[BaseModel], value: str) -> str:
    """Return a record with `value` for its only required field: `{name: Ann}`."""
    (needed,) = required(record)
    choices = words(record, needed)
    if not choices or value in choices:
        return f"{{{needed}: {written(value)}}}"
    usual, rest = _EXAMPLES[record]
    if record is brief.Source and _ADDRESS.fullmatch(value):
        rest = "url"
    return f"{{{needed}: {usual}, {rest}: {written(value)}}}, or another {needed}"


_EXAMPLES = {brief.Source: ("news", "title"), brief.Position: ("demands", "text")}
"""For a record whose required field has few values: a value, and the field for any other text."""


def items(value: str, *, several: bool, after: str = "") -> str:
    """Return a text as a list: `[a, b]`; with `several`, commas separate items.

    `after` is the rest of its line in the file; a paragraph after a space, there a comment, is
    appended again.
    """
    paragraph = _PARAGRAPH.fullmatch(after)
    return f"[{written(value + (paragraph[1] if paragraph else ''), comma=several)}]"


def written(value: str, *, comma: bool = False) -> str:
    """Return a text, shortened, for use inside brackets: in quotes if needed.

    With `comma`, a comma does not need them.
    """
    shown = short(value, _SHOWN)
    if not _NEEDS_QUOTES.search(shown) and (comma or "," not in shown):
        return shown
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def required(record: type[BaseModel]) -> list[str]:
    """Return the required fields of a record."""
    return [name for name, info in record.model_fields.items() if info.is_required()]


def words(record: type[BaseModel], field: str) -> Sequence[str]:
    """Return the allowed values of a field, if they are few."""
    annotation = record.model_fields[field].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()
