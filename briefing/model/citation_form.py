"""Forms of a line: text with fields, and parts left out where a field is empty.

Copied quotations have one, and so has what `briefing list` and `search` print with `--format`.

`“{words}”[ ({who}[, {party}])]` has three fields and two such parts, as in the formats of
mpc(1). A backslash takes the sign after it as text.
"""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from briefing.text.names import did_you_mean

FIELDS: Mapping[str, str] = {
    "words": "what was said, without quotation marks",
    "who": "the speaker",
    "party": "the party spoken for; empty where the speaker is one",
    "source": "the title of the source, else its publisher, else its key",
    "publisher": "the publisher of a source with a title",
    "date": "the date of the source, else of the brief",
    "url": "the address of the source",
    "place": "the paragraph in the archived text: `¶5`",
    "verdict": "how exactly the words match: `verbatim`",
    "record": "the record: `istanbul-2025-05-16#q1`",
    "brief": "the title of the brief",
}
"""The fields of a quotation and their meanings."""

DEFAULT = (
    "“{words}”[ ({who}[, {party}])][, in: {source}][, {publisher}][, {date}][, {url}][, {place}]"
    r", {record}[ \[{verdict}\]]"
)
"""The form where the settings have none."""

_NO_SIGNS: Mapping[str, str] = {}
_MAX_NESTING = 8
_TOKEN = re.compile(
    r"\\(?P<sign>.)|\{(?P<field>[^{}]*)\}|(?P<mark>[\[\]{}\\])|(?P<text>[^\\\[\]{}]+)", re.DOTALL
)


class Field(NamedTuple):
    """A field by its name."""

    name: str


Part = str | Field | list["Part"]
"""Text, a field, or a part that is left out where one of its fields is empty."""


class FormError(ValueError):
    """A form that cannot be used; its text says why."""

    at = 0
    """The character of it that is wrong, from 1, where the text does not name it; else 0."""


def parsed(
    form: str, fields: Collection[str] = FIELDS, signs: Mapping[str, str] = _NO_SIGNS
) -> list[Part]:
    """Return the parts of a form that may have certain fields.

    `signs` maps a sign after a backslash to its text, where that is not the sign itself.

    Raises:
        FormError: it has an unknown field, or brackets and braces that are not in pairs.
    """
    open_parts: list[list[Part]] = [[]]
    for token in _TOKEN.finditer(form):
        mark = token["mark"]
        if mark == "[":
            if len(open_parts) > _MAX_NESTING:
                raise FormError(f'more than {_MAX_NESTING} "[" inside one another')
            open_parts.append([])
        elif mark == "]" and len(open_parts) > 1:
            inner = open_parts.pop()
            open_parts[-1].append(inner)
        elif mark:
            raise FormError(f'a single "{mark}" at character {token.start() + 1}; write \\{mark}')
        elif (name := token["field"]) is not None:
            open_parts[-1].append(_field(name, fields, token.start() + 1))
        else:
            sign = token["sign"]
            open_parts[-1].append(signs.get(sign, sign) if sign else token["text"])
    if len(open_parts) > 1:
        raise FormError('a "[" without "]"; write \\[ for the sign itself')
    return open_parts[0]


def _field(name: str, fields: Collection[str], at: int) -> Field:
    if name not in fields:
        near = did_you_mean(name, fields) or f"; fields are {', '.join(fields)}"
        error = FormError(f"unknown field {{{name[:40]}}}{near}")
        error.at = at
        raise error
    return Field(name)


def filled(parts: list[Part], values: Mapping[str, str]) -> str:
    """Return a form with its fields replaced by `values`, in one line."""
    return " ".join(filled_as_is(parts, values).split())


def filled_as_is(parts: list[Part], values: Mapping[str, str], *, optional: bool = False) -> str:
    """Return a form with its fields replaced; empty if it is `optional` and one of them is."""
    texts = []
    for part in parts:
        if isinstance(part, Field):
            if optional and not values.get(part.name):
                return ""
            texts.append(values.get(part.name, ""))
        else:
            texts.append(
                part if isinstance(part, str) else filled_as_is(part, values, optional=True)
            )
    return "".join(texts)
