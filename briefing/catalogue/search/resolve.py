"""Name resolution in one store: `party:Kyiv` to slugs, `istan*` to the words it matches."""

import sqlite3

from briefing.errors import QueryError
from briefing.query.nodes import FieldFilter
from briefing.query.patterns import TOO_SLOW, finder
from briefing.query.terms import words

MOST_ENDINGS = 64
"""Words of one prefix that are looked for one by one."""


def endings_of(connection: sqlite3.Connection, prefix: str) -> tuple[str, ...] | None:
    """Return words with `prefix`, some perhaps of no brief any more; None if they are many."""
    rows = connection.execute(
        "SELECT word FROM word WHERE word >= ? AND word < ? LIMIT ?",
        (prefix, prefix + chr(0x10FFFF), MOST_ENDINGS + 1),
    ).fetchall()
    return None if len(rows) > MOST_ENDINGS else tuple(word for (word,) in rows)


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


def _matching(connection: sqlite3.Connection, field: FieldFilter, kind: str) -> frozenset[str]:
    pattern = finder(field.value, True)
    rows = connection.execute("SELECT slug, shown FROM name WHERE kind = ?", (kind,)).fetchall()
    try:
        return frozenset(
            slug for slug, shown in rows if pattern.search(slug) or pattern.search(shown)
        )
    except TimeoutError:
        raise QueryError(TOO_SLOW, field.column) from None
