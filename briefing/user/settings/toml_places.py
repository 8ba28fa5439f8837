"""Where the values of a TOML file stand: the parser of the standard library does not say.

Only for files that it has parsed, so that what is skipped here is known to be well-formed.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[ \t\r]+"
    r"|[\[\]{}=,\n]"
    r"|[^\s\[\]{}=,\#\"']+",
    re.DOTALL,
)


class TomlPlace(NamedTuple):
    """A place in a file."""

    line: int
    """From 1."""
    column: int
    """In characters, from 1."""

    def __str__(self) -> str:
        """Return it as messages name it."""
        return f"line {self.line}, column {self.column}"


class TomlEntry(NamedTuple):
    """The position of the value."""

    key: TomlPlace
    """Of its key."""
    value: TomlPlace
    """Of the value itself."""
    items: tuple[TomlPlace, ...] = ()
    """Of the texts in it."""


class _Token(NamedTuple):
    text: str
    place: TomlPlace


def toml_places(text: str) -> dict[tuple[str, ...], TomlEntry]:
    """Return where each value of `text` stands, by its path; a table by the path of its head.

    `text` must be valid TOML. Values inside an inline table are those of its key.
    """
    entries: dict[tuple[str, ...], TomlEntry] = {}
    table: tuple[str, ...] = ()
    for statement in _statements(_tokens(text)):
        first = statement[0]
        if first.text == "[":
            head = "".join(token.text for token in statement)
            table = _path(tomllib.loads(head))
            entries.setdefault(table, TomlEntry(first.place, first.place))
            continue
        at = next(index for index, token in enumerate(statement) if token.text == "=")
        key = _path(tomllib.loads("".join(token.text for token in statement[:at]) + "= 0"))
        value = statement[at + 1 :]
        texts = tuple(token.place for token in value if token.text[0] in "\"'")
        entries.setdefault((*table, *key), TomlEntry(first.place, value[0].place, texts))
    return entries


def entry_of(
    places: Mapping[tuple[str, ...], TomlEntry], path: tuple[str, ...]
) -> TomlEntry | None:
    """Return the entry of a value, or of the table that holds it; None for a missing one."""
    parts = (path[:size] for size in range(len(path), 0, -1))
    return next((places[part] for part in parts if part in places), None)


def end_of_value(text: str, start: int) -> int:
    """Return where a text in quotes ends that begins at `start`, in characters from 0."""
    match = _TOKEN.match(text, start)
    return match.end() if match is not None else start


def _path(table: dict[str, object] | list[object] | object) -> tuple[str, ...]:
    """Return the keys that lead to the innermost value of a table with a single one."""
    path: list[str] = []
    while isinstance(table, dict | list) and table:
        if isinstance(table, dict):
            path.append(next(iter(table)))
            table = table[path[-1]]
        else:
            table = table[0]
    return tuple(path)


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens, without blanks and comments."""
    line, start = 1, 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if not token.startswith("#") and token.strip(" \t\r"):
            yield _Token(token, TomlPlace(line, match.start() - start + 1))
        if breaks := token.count("\n"):
            line += breaks
            start = match.start() + token.rindex("\n") + 1


def _statements(tokens: Iterator[_Token]) -> Iterator[list[_Token]]:
    """Yield the tokens of each head of a table, and of each key with its value."""
    statement: list[_Token] = []
    depth = 0
    for token in tokens:
        if token.text == "\n":
            if statement and not depth:
                yield statement
                statement = []
            continue
        depth += (token.text in "[{") - (token.text in "]}")
        statement.append(token)
    if statement:
        yield statement
