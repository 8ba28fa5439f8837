"""The syntax tree of a query; frozen values.

The tree is a NamedTuple's, not a dataclass's: those cost a third of what a search on the command
line may take to start.

What a tree means. *Text* (words, phrases, patterns) is asked of the brief: it holds if any record
of the brief says it. *Record fields* (party, speaker, issue, stance, verdict, status, kind) are
asked of the record, *brief fields* (process, place, date, is, has…) of the brief. A record is a hit
if the whole holds for it and, where text is asked for, that text stands in the record itself: all
of it, or some of it where no such record of the brief has it all. A query of brief fields alone, or
of what must not be there, hits the title of the brief; what it denies must stand in no record of
the brief. Where records or text are asked for as well, a record field that is denied is asked of
the record that is hit.
"""

from typing import NamedTuple, TypeAlias


class Words(NamedTuple):
    """Adjacent words in one record."""

    words: tuple[str, ...]
    """The words, normalised as by `words.words`; at least one."""
    prefix: bool = False
    """Whether the last word is a prefix."""
    field: str = ""
    """The text field they must occur in, such as `agreed`; empty for any."""
    column: int = 1
    """Where it stands in the query, in characters from 1."""


class Pattern(NamedTuple):
    """A regular expression over the text of a record, with line breaks as spaces."""

    source: str
    """The pattern in the syntax of Python's `re`."""
    ignore_case: bool = False
    """Whether `i` follows the closing slash."""
    field: str = ""
    """The text field it must match in; empty for any."""
    column: int = 1
    """Where it stands in the query, in characters from 1."""


class FieldFilter(NamedTuple):
    """A field of a record or brief with a given value."""

    name: str
    """Its name in `FIELDS`."""
    value: str
    """The value as written, folded."""
    how: str = "is"
    """`is`, `begins` (written with `*`) or `matches` (a regular expression)."""
    column: int = 1
    """Where it stands in the query, in characters from 1."""


class Days(NamedTuple):
    """The brief covers a day in this range."""

    first: str
    """The first day, ISO 8601; empty for an open start."""
    last: str
    """The last day, ISO 8601; empty for an open end."""
    column: int = 1
    """Where it stands in the query, in characters from 1."""


class Rounds(NamedTuple):
    """The round of the brief is in this range."""

    first: int
    """The lowest number."""
    last: int
    """The highest number."""
    column: int = 1
    """Where it stands in the query, in characters from 1."""


class And(NamedTuple):
    """All parts match."""

    parts: "tuple[Node, ...]"
    """At least two."""


class Or(NamedTuple):
    """At least one part matches."""

    parts: "tuple[Node, ...]"
    """At least two."""


class Not(NamedTuple):
    """The part does not match."""

    part: "Node"
    """The part that must not match."""


Leaf: TypeAlias = Words | Pattern | FieldFilter | Days | Rounds
"""A part of a query that has no parts."""
Node: TypeAlias = Leaf | And | Or | Not
"""Any part of a query."""


def leaves(node: Node | None) -> tuple[Leaf, ...]:
    """Return the leaves of `node`, in order."""
    if node is None:
        return ()
    if isinstance(node, And | Or):
        return tuple(leaf for part in node.parts for leaf in leaves(part))
    return leaves(node.part) if isinstance(node, Not) else (node,)


def wanted(node: Node | None) -> "tuple[Words | Pattern, ...]":
    """Return the terms that a hit may show: those not negated, in order."""
    if isinstance(node, And | Or):
        return tuple(leaf for part in node.parts for leaf in wanted(part))
    return (node,) if isinstance(node, Words | Pattern) else ()
