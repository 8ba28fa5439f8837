"""Records as rows, by process, issue, party and person, with the names they use."""

import sqlite3
from collections.abc import Iterator

from briefing.catalogue import columns
from briefing.catalogue.briefs import rows as list_rows
from briefing.catalogue.columns import COLUMNS, LISTED
from briefing.catalogue.values import ListRow
from briefing.model.rows import Names, Row
from briefing.query.terms import token
from briefing.text.names import nearest

_OF_PROCESS = f"AND number >> {columns.RECORD_BITS} IN (SELECT number FROM brief WHERE process = ?)"


def find(
    connection: sqlite3.Connection, process: str, issue: str, party: str, person: str
) -> tuple[tuple[ListRow, Row], ...]:
    """Return the records for which all that is given holds, oldest first, with their briefs."""
    given = (("issue", issue), ("party", party), ("speaker", person))
    tokens = " AND ".join(f'"{token(kind, slug)}"' for kind, slug in given if slug)
    sql = (
        f"SELECT number, {COLUMNS} FROM record WHERE number IN "
        f"(SELECT rowid FROM rec WHERE rec MATCH ?) AND {LISTED} {_OF_PROCESS if process else ''}"
    )
    rows = connection.execute(f"{sql} ORDER BY number", [tokens, *filter(None, [process])])
    every = [(columns.brief_of(number), values) for number, *values in rows]
    briefs = {row.number: row for row in list_rows(connection, sorted({n for n, _ in every}))}
    records = [
        (brief, columns.row(brief.id, values))
        for number, values in every
        if (brief := briefs.get(number))
    ]
    return tuple(sorted(records, key=lambda pair: _moment(pair[0])))


def _moment(row: ListRow) -> tuple[str, int, str]:
    return row.sort_date, -1 if row.round is None else row.round, row.id


def parse_names(joined: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (kind, slug, names) of what a brief names; the first name is the one shown."""
    for entry in joined.split("\x1e") if joined else ():
        kind, slug, *names = entry.split("\x1f")
        yield kind, slug, tuple(names)


def names(connection: sqlite3.Connection, process: str) -> Names:
    """Return how slugs are shown."""
    shown: dict[str, dict[str, str]] = {"party": {}, "person": {}, "issue": {}}
    if process:
        rows = connection.execute(
            "SELECT names FROM brief WHERE process = ? "
            "ORDER BY sort_date DESC, round DESC, id DESC",
            (process,),
        )
        # Rounds name the same parties again and again: each way of naming one is parsed once.
        distinct = dict.fromkeys(entry for (joined,) in rows for entry in joined.split("\x1e"))
        for kind, slug, names in parse_names("\x1e".join(filter(None, distinct))):
            shown[kind].setdefault(slug, names[0])
    else:
        for kind, slug, name in connection.execute(
            "SELECT kind, slug, shown FROM name WHERE main ORDER BY uses, shown"
        ):
            shown[kind][slug] = name
    return Names(issues=shown["issue"], parties=shown["party"], people=shown["person"])


def nearest_name(connection: sqlite3.Connection, kind: str, name: str) -> str:
    """Return the name in the store that is nearest to `name`, or an empty string."""
    rows = connection.execute("SELECT slug, shown FROM name WHERE kind = ?", (kind,)).fetchall()
    shown: dict[str, str] = {each.casefold(): each for row in rows for each in row}
    return shown.get(nearest(name, shown), "")
