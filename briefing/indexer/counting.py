"""How many errors each brief has in the light of the others, counted over the whole catalogue.

`checks.across` has the rules. Counting all of them anew reads a
few narrow indexes, which takes a small part of what ends a run anyway; which briefs a change
concerns need not be worked out. Nothing is counted before a run is at its end: a brief that has
not been read yet would seem to be missing.
"""

import sqlite3
from collections import Counter

from briefing.catalogue.lists import generation
from briefing.checks.across import conflicts

_DONE = "SELECT 1 FROM header WHERE key = 'across' AND value = ?"
_KEEP_DONE = "INSERT OR REPLACE INTO header VALUES ('across', ?)"


def recount(connection: sqlite3.Connection) -> None:
    """Bring `across`, and `problems` of the briefs, up to date; inside a transaction."""
    now = generation(connection)
    if connection.execute(_DONE, (now,)).fetchone() is not None:
        return
    found: Counter[int] = Counter()
    for one in conflicts(connection):
        found[one.number] += one.times
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
