"""The syntax tree of a query; frozen values.

NamedTuples, because dataclasses take a third of the time in which a search on the command line may
start.

The semantics: *text* (words, phrases, patterns) holds for a brief if any record of it matches.
*Record fields* (party, speaker, issue, stance, verdict, status, kind) hold for a record, *brief
fields* (process, place, date, is, has…) for a brief. A record is a hit if the whole query holds for
it and it contains the text itself: all of it, or some of it if no such record of the brief has it
all. A query of brief fields or negations alone hits the title of the brief; what it negates must
match no record of the brief. Together with text or other record fields, a negated record field
applies to the record that is hit.
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
    """Its position in the query, in characters from 1."""


class Pattern(NamedTuple):
    """A regular expression over the text of a record, with line breaks as spaces."""

    source: str
    """The pattern in the syntax of Python's `re`."""
    ignore_case: bool = False
    """Whether `i` follows the closing slash."""
    field: str = ""
    """The text field it must match in; empty for any."""
    column: int = 1
    """Its position in the query, in characters from 1."""


class FieldFilter(NamedTuple):
    """A field of a record or brief has a given value."""

    name: str
    """Its name in `FIELDS`."""
    value: str
    """The value as written, folded."""
    how: str = "is"
    """`is`, `begins` (written with `*`) or `matches` (a regular expression)."""
    column: int = 1
    """Its position in the query, in characters from 1."""


class Days(NamedTuple):
    """The brief covers a day in this range."""

    first: str
    """The first day, ISO 8601; empty for an open start."""
    last: str
    """The last day, ISO 8601; empty for an open end."""
    column: int = 1
    """Its position in the query, in characters from 1."""


class Rounds(NamedTuple):
    """The round of the brief is in this range."""

    first: int
    """The lowest number."""
    last: int
    """The highest number."""
    column: int = 1
    """Its position in the query, in characters from 1."""


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


def positive_terms(node: Node | None) -> "tuple[Words | Pattern, ...]":
    """Return the terms that a hit may show: those not negated, in order."""
    if isinstance(node, And | Or):
        return tuple(leaf for part in node.parts for leaf in positive_terms(part))
    return (node,) if isinstance(node, Words | Pattern) else ()
