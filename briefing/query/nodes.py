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

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, product
from math import prod
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


def in_brief(node: Node | None, brief: str) -> Node:
    """Return what `node` asks for, of one brief with the id `brief` only."""
    only = FieldFilter("id", brief)
    if node is None:
        return only
    return And((*node.parts, only)) if isinstance(node, And) else And((node, only))


# --- words in a row -------------------------------------------------------------------------------

_MOST_PHRASES = 16  # of one row


class WordRow(NamedTuple):
    """Words that stand side by side in a query, each a place of it."""

    places: tuple[tuple[Words, ...], ...]
    """The ways to write the word of each place; at least two places."""

    @property
    def phrases(self) -> tuple[Words, ...]:
        """The words in a row as one term, for each way to write them, up to sixteen."""
        ways = self.places
        if prod(map(len, ways)) > _MOST_PHRASES:
            ways = tuple(place[:1] for place in ways)
        return tuple(map(_joined, product(*ways)))


class Terms(NamedTuple):
    """The terms of a query that a hit may show."""

    rows: tuple[WordRow, ...]
    """Words in a row."""
    others: tuple[Words | Pattern, ...]
    """Single words, phrases in quotation marks and patterns."""


def terms_of(node: Node | None) -> Terms:
    """Return the terms of a query that are not denied."""
    rows: list[WordRow] = []
    others: list[Words | Pattern] = []
    for part in _parts(node):
        if isinstance(part, WordRow):
            rows.append(part)
        else:
            others.append(part)
    return Terms(tuple(rows), tuple(others))


def _itself(term: Words) -> Words:
    return term


def phrase_query(node: Node | None, term: Callable[[Words], Words] = _itself) -> Node | None:
    """Return a query for the records that have the words of `node` side by side, as typed.

    None unless these are one row and all the text that is asked for. Every hit is one of `node`.
    Each phrase is what `term` makes of it.
    """
    terms = terms_of(node)
    if not isinstance(node, And) or len(terms.rows) != 1 or terms.others:
        return None
    row = terms.rows[0]
    rest = tuple(part for part in node.parts if not _ways(part))
    if len(node.parts) - len(rest) != len(row.places):
        return None  # the row is in parentheses
    phrases = tuple(map(term, row.phrases))
    phrase: Node = Or(phrases) if len(phrases) > 1 else phrases[0]
    return And((phrase, *rest)) if rest else phrase


def _parts(node: Node | None) -> Iterator[WordRow | Words | Pattern]:
    if isinstance(node, And):
        for field, run in groupby(node.parts, _field):
            yield from _of_run(field, tuple(run))
    elif isinstance(node, Or):
        for part in node.parts:
            yield from _parts(part)
    elif isinstance(node, Words | Pattern):
        yield node


def _of_run(field: str | None, run: tuple[Node, ...]) -> Iterator[WordRow | Words | Pattern]:
    if field is None or len(run) < 2:
        for part in run:
            yield from _parts(part)
    else:
        yield WordRow(tuple(map(_ways, run)))


def _field(node: Node) -> str | None:
    """Return the text field of words that may be a place of a row; None for anything else."""
    ways = _ways(node)
    return ways[0].field if ways else None


def _ways(node: Node) -> tuple[Words, ...]:
    """Return the ways to write a word that `node` is; none if it is anything else."""
    if isinstance(node, Words):
        return (node,)
    each = [_ways(part) for part in node.parts] if isinstance(node, Or) else []
    ways = tuple(word for part in each for word in part)
    return ways if all(each) and len({word.field for word in ways}) == 1 else ()


def _joined(ways: Iterable[Words]) -> Words:
    parts = tuple(ways)
    words = tuple(word for part in parts for word in part.words)
    return Words(words, parts[-1].prefix, parts[0].field, parts[0].column)
