"""Error counts of briefs that depend on other briefs, over the whole catalogue.

`checks.across` has the rules, and tells which errors they are. Counting all of them anew reads a
few narrow indexes, which takes a small part of what ends a run anyway; which briefs a change
concerns need not be worked out. Nothing is counted before a run is at its end: a brief that has
not been read yet would seem to be missing.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from briefing.catalogue.beside import SEPARATOR
from briefing.catalogue.lists import generation
from briefing.records import standing_for_round

_DONE = "SELECT 1 FROM header WHERE key = 'across' AND value = ?"
_KEEP_DONE = "INSERT OR REPLACE INTO header VALUES ('across', ?)"
_SAME_ID = (
    "SELECT number FROM brief WHERE odd = 0 AND id IN "
    "(SELECT id FROM brief WHERE odd = 0 GROUP BY id HAVING count(*) > 1)"
)
_SAME_ROUND = (
    "SELECT process, round, number, id, supersedes FROM brief "
    "JOIN (SELECT process, round FROM brief WHERE process != '' AND round IS NOT NULL "
    "GROUP BY process, round HAVING count(*) > 1) USING (process, round) "
    "WHERE process != '' ORDER BY process, round"
)
_SUPERSEDES = (
    "SELECT number FROM brief AS one WHERE supersedes != '' AND (supersedes = id OR NOT EXISTS "
    "(SELECT 1 FROM brief AS other WHERE other.id = one.supersedes AND other.odd = 0))"
)
_CITED = "SELECT brief, number, record, times FROM cited ORDER BY brief"
_KEYS = "SELECT keys FROM brief WHERE id = ? AND odd = 0"


def recount(connection: sqlite3.Connection) -> None:
    """Bring `across`, and `problems` of the briefs, up to date; inside a transaction."""
    now = generation(connection)
    if connection.execute(_DONE, (now,)).fetchone() is not None:
        return
    found = _found(connection)
    before = Counter(dict(connection.execute("SELECT number, count FROM across").fetchall()))
    changed = [number for number in found.keys() | before.keys() if found[number] != before[number]]
    connection.executemany(
        "UPDATE brief SET problems = problems + ? WHERE number = ?",
        ((found[number] - before[number], number) for number in changed),
    )
    connection.executemany("DELETE FROM across WHERE number = ?", ((one,) for one in changed))
    connection.executemany(
        "INSERT INTO across VALUES (?, ?)",
        ((number, found[number]) for number in changed if found[number]),
    )
    if changed:
        now += 1
        connection.execute("UPDATE header SET value = ? WHERE key = 'generation'", (now,))
    connection.execute(_KEEP_DONE, (now,))


def _found(connection: sqlite3.Connection) -> Counter[int]:
    """Return how many errors each brief has, by its number."""
    found = Counter(number for (number,) in connection.execute(_SAME_ID))
    found.update(_same_round(connection))
    found.update(number for (number,) in connection.execute(_SUPERSEDES))
    for number, times in _dangling(connection):
        found[number] += times
    return found


def _same_round(connection: sqlite3.Connection) -> Iterator[int]:
    """Yield the briefs that stand for a round for which others stand, too."""
    rows = connection.execute(_SAME_ROUND)
    for _, group in groupby(rows, key=itemgetter(0, 1)):
        standing: list[int] = standing_for_round(row[2:] for row in group)
        if len(standing) > 1:
            yield from standing


def _dangling(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Yield the briefs that cite records which are not there, and how often they do."""
    rows = connection.execute(_CITED).fetchall()
    for name, group in groupby(rows, key=itemgetter(0)):
        every = [keys for (keys,) in connection.execute(_KEYS, (name,))]
        if every and None in every:
            continue
        known = {key for keys in every for key in keys.split(SEPARATOR) if key}
        for _, number, record, times in group:
            if record not in known:
                yield number, times
