"""Suggested replacements for a value, valid where they are inserted."""

import re
from collections.abc import Sequence
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from briefing.loader.problems import short
from briefing.model import brief

_SHOWN = 40
"""Characters of a value that are shown again."""
_NEEDS_QUOTES = re.compile(r"""^[\s"'&*!|>%@`?#-]|[\[\]{}]|:(?:\s|$)|\s#""")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[ \t]+(#p[0-9]+(?:-[0-9]+)?)\s*")


def entry(record: type[BaseModel], value: str) -> str:
    """Return a record with `value` in it, for one that needs a single field: `{name: Ann}`."""
    (needed,) = required(record)
    choices = words(record, needed)
    if not choices or value in choices:
        return f"{{{needed}: {written(value)}}}"
    usual, rest = _USUAL[record]
    if record is brief.Source and _ADDRESS.fullmatch(value):
        rest = "url"
    return f"{{{needed}: {usual}, {rest}: {written(value)}}}, or another {needed}"


_USUAL = {brief.Source: ("news", "title"), brief.Position: ("demands", "text")}
"""Of a record that needs a word of a few: the word to show, and the field for any other text."""


def items(value: str, *, several: bool, after: str = "") -> str:
    """Return a text as a list: `[a, b]`; with `several`, a comma in it parts two of them.

    `after` is what follows the text in its file: a paragraph after a space, which is a comment
    there, is put back in its place.
    """
    paragraph = _PARAGRAPH.fullmatch(after)
    return f"[{written(value + (paragraph[1] if paragraph else ''), comma=several)}]"


def written(value: str, *, comma: bool = False) -> str:
    """Return a text as it is written inside brackets, cut if it is long: in quotes if need be.

    With `comma`, a comma in it is left as it is.
    """
    shown = short(value, _SHOWN)
    if not _NEEDS_QUOTES.search(shown) and (comma or "," not in shown):
        return shown
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def required(record: type[BaseModel]) -> list[str]:
    """Return the fields that a record must have."""
    return [name for name, info in record.model_fields.items() if info.is_required()]


def words(record: type[BaseModel], field: str) -> Sequence[str]:
    """Return the words that a field may hold, if it holds one of a few."""
    annotation = record.model_fields[field].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()
