"""Error counts of briefs that depend on other briefs, over the whole catalogue.

`checks.cross_brief` has the rules. What a change may concern is worked out from the ids and rounds
that were touched since all was counted: the briefs that have them, supersede them or cite them.
Nothing is counted before a run is at its end: a brief that has not been read yet would seem to be
missing.
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence

from briefing.catalogue.briefs import generation
from briefing.catalogue.storage.columns import decode_path, encode_path, placeholders
from briefing.checks.cross_brief import BriefSummary, conflicts, faults_of
from briefing.loader.syntax import Fault

_DONE = "SELECT value FROM header WHERE key = 'counted'"
_KEEP_DONE = "INSERT OR REPLACE INTO header VALUES ('counted', ?)"
_MOST = 500
"""Briefs, or changes, beyond which all are counted: each rule is then asked once and not for each
brief."""
_CONCERNED = """
SELECT number FROM brief WHERE id IN (SELECT id FROM touched)
UNION SELECT number FROM brief WHERE supersedes != '' AND supersedes IN (SELECT id FROM touched)
UNION SELECT number FROM cited WHERE brief IN (SELECT id FROM touched)
UNION SELECT number FROM touched CROSS JOIN brief USING (process, round) WHERE brief.process != ''
LIMIT ?
"""


def touch(connection: sqlite3.Connection, rows: Sequence[tuple[object, object, object]]) -> None:
    """Note the id, process and round of briefs that come or go; before that, all are counted."""
    if rows and connection.execute(_DONE).fetchone() is not None:
        connection.executemany("INSERT INTO touched VALUES (?, ?, ?)", rows)


def recount(connection: sqlite3.Connection) -> None:
    """Bring `brief_conflict`, and `problems` of briefs, up to date; inside a transaction."""
    now = generation(connection)
    done = connection.execute(_DONE).fetchone()
    if done is not None and done[0] == now:
        return
    concerned = _concerned(connection) if done is not None else None
    counts, before = _counts(connection, concerned), _before(connection, concerned)
    changed = [
        number for number in counts.keys() | before.keys() if counts[number] != before[number]
    ]
    connection.executemany(
        "UPDATE brief SET problems = problems + ? WHERE number = ?",
        ((counts[number] - before[number], number) for number in changed),
    )
    connection.executemany(
        "DELETE FROM brief_conflict WHERE number = ?", ((one,) for one in changed)
    )
    connection.executemany(
        "INSERT INTO brief_conflict VALUES (?, ?)",
        ((number, counts[number]) for number in changed if counts[number]),
    )
    if changed:
        now += 1
        connection.execute("UPDATE header SET value = ? WHERE key = 'generation'", (now,))
    connection.execute(_KEEP_DONE, (now,))
    connection.execute("DELETE FROM touched")


def _concerned(connection: sqlite3.Connection) -> list[int] | None:
    """Return the briefs with errors that may have changed; None for all."""
    (changes,) = connection.execute("SELECT count(*) FROM touched").fetchone()
    if changes > _MOST:
        return None
    numbers = [number for (number,) in connection.execute(_CONCERNED, (_MOST + 1,))]
    return numbers if len(numbers) <= _MOST else None


def _counts(connection: sqlite3.Connection, concerned: list[int] | None) -> Counter[int]:
    """Return how many errors each brief has, by its number."""
    counts: Counter[int] = Counter()
    for number in (None,) if concerned is None else concerned:
        for one in conflicts(connection, number):
            counts[one.number] += one.times
    return counts


def _before(connection: sqlite3.Connection, concerned: list[int] | None) -> Counter[int]:
    """Return how many errors each brief was counted with."""
    sql = "SELECT number, count FROM brief_conflict"
    if concerned is not None:
        sql += f" WHERE number IN ({placeholders(len(concerned))})"
    return Counter(dict(connection.execute(sql, concerned or []).fetchall()))


_SAME = """
SELECT number FROM brief_conflict JOIN file USING (number) JOIN brief USING (number)
WHERE file.path = ? AND id = ? AND process = ? AND round IS ? AND supersedes = ?
"""


def faults_across(connection: sqlite3.Connection, summary: BriefSummary) -> tuple[Fault, ...]:
    """Return the faults of a brief in the light of the others, summarised as its file is now.

    None where the last finished refresh found none, as in the middle of a first run every other
    brief would seem to be missing; nor where the tables have another id, round or brief to replace.
    """
    values = (encode_path(summary.path), summary.id, summary.process, summary.round)
    row = connection.execute(_SAME, (*values, summary.supersedes)).fetchone()
    of_brief = conflicts(connection, row[0]) if row is not None else ()
    return tuple(faults_of(connection, summary, of_brief, decode_path))
