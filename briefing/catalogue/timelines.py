"""Records as rows, by process, issue, party and person."""

import sqlite3

from briefing.catalogue.briefs import rows as list_rows
from briefing.catalogue.storage import columns
from briefing.catalogue.storage.columns import COLUMNS, LISTED
from briefing.catalogue.values import ListRow
from briefing.model.rows import Row
from briefing.query.terms import token

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
