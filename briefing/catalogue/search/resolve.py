"""Name resolution in one store: `party:Kyiv` to slugs, `lavrov` to who has that name."""

import sqlite3
from typing import NamedTuple

from briefing.errors import QueryError
from briefing.query.highlight import needle_of
from briefing.query.nodes import FieldFilter, Words
from briefing.query.patterns import TOO_SLOW, finder
from briefing.query.terms import words
from briefing.text.fold import fold

_SHORTEST_BEGINNING = 3  # letters; fewer begin the names of nearly everyone
_MOST_NAMED = 64  # what more people and parties are named means none of them


_BEARING = f"""
SELECT DISTINCT kind, slug FROM name_word AS one
WHERE word BETWEEN ? AND ? AND instr(' ' || folded || ' ', ?) AND EXISTS (
    SELECT 1 FROM name
    WHERE name.kind = one.kind AND name.folded = one.folded AND name.slug = one.slug
)
LIMIT {_MOST_NAMED + 1}
"""


class Bearers(NamedTuple):
    """The people and parties that bear a name, by slug."""

    people: frozenset[str] = frozenset()
    """Their quotes hold the words, too."""
    parties: frozenset[str] = frozenset()
    """The records that they are a party of hold the words, too."""


NO_BEARERS = Bearers()
"""For words that are not a name."""


def named_by(connection: sqlite3.Connection, item: Words) -> Bearers:
    """Return the people and parties with a name or alias that has the words side by side."""
    if item.prefix and len(item.words[-1]) < _SHORTEST_BEGINNING and item.words[-1].isascii():
        return NO_BEARERS
    first, only = item.words[0], len(item.words) == 1
    rows = connection.execute(
        _BEARING, (first, first + chr(0x10FFFF) * (only and item.prefix), needle_of(item))
    ).fetchall()
    if len(rows) > _MOST_NAMED:
        return NO_BEARERS
    people = frozenset(slug for kind, slug in rows if kind == "person")
    return Bearers(people, frozenset(slug for kind, slug in rows if kind == "party"))


def slugs_of(connection: sqlite3.Connection, field: FieldFilter, kind: str) -> frozenset[str]:
    """Return the slugs of one kind that the value of `field` names.

    A slug, name or alias that is exactly the value counts alone; failing that, every one that
    holds the value's words side by side.

    Raises:
        QueryError: it is a pattern that runs out of time.
    """
    if field.how == "matches":
        return _matching(connection, field, kind)
    value = " ".join(words(field.value))
    if not value:
        return frozenset()
    if field.how == "is":
        exact = connection.execute(
            "SELECT slug FROM name WHERE kind = ? AND (folded = ? OR slug = ?)",
            (kind, value, field.value),
        )
        slugs = frozenset(slug for (slug,) in exact)
        if slugs:
            return slugs
    needle = f" {value}" + (" " if field.how == "is" else "")
    begun = field.value if field.how == "begins" else None
    holding = connection.execute(
        "SELECT slug FROM name WHERE kind = ? AND (instr(' ' || folded || ' ', ?) "
        "OR substr(slug, 1, length(?)) = ?)",
        (kind, needle, begun, begun),
    )
    return frozenset(slug for (slug,) in holding)


def slugs_named(connection: sqlite3.Connection, kind: str, name: str) -> tuple[str, ...]:
    """Return the slugs of one kind that a slug, name or alias means, in order."""
    return tuple(sorted(slugs_of(connection, FieldFilter(kind, fold(name)), kind)))


def _matching(connection: sqlite3.Connection, field: FieldFilter, kind: str) -> frozenset[str]:
    pattern = finder(field.value, True)
    rows = connection.execute("SELECT slug, shown FROM name WHERE kind = ?", (kind,)).fetchall()
    try:
        return frozenset(
            slug for slug, shown in rows if pattern.search(slug) or pattern.search(shown)
        )
    except TimeoutError:
        raise QueryError(TOO_SLOW, field.column) from None
