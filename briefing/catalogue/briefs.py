"""Briefs in list order, and the rows that the list shows."""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

from briefing.catalogue.storage.columns import (
    MAX_RECORDS,
    NEWEST_OF_DAY,
    OLDEST_OF_DAY,
    REPLACED_BY,
    decode_path,
    encode_path,
    json_list,
    placeholders,
    record_number,
)
from briefing.catalogue.values import Gap, Headline, ListRow, ProcessRow

_NEWEST = f"sort_date DESC, {NEWEST_OF_DAY}"
_ORDERS = {
    "-date": _NEWEST,
    "date": f"sort_date, {OLDEST_OF_DAY}",
    "title": f"natural_key(title), {_NEWEST}",
    "party": f"natural_key(parties), {_NEWEST}",
}
_ORDERS["relevance"] = _ORDERS["-date"]
_MANY = 2_000  # briefs from which on the whole list is read in order, rather than these sorted
_TEXTS = "SELECT key, text FROM record WHERE number BETWEEN ? AND ?"
_AT_ONCE = 500  # ids or keys looked up in one statement
_GIVEN = "(SELECT key AS given_at, value AS given FROM json_each(?)) JOIN brief ON number = given"
_LISTED = f"FROM {_GIVEN} ORDER BY given_at"
_HEADLINES = f"""
SELECT date, id, title, CASE WHEN problems OR status IN ('superseded', 'draft')
OR handling NOT IN ('', 'clear')
OR id IN (SELECT supersedes FROM brief WHERE supersedes != '') THEN number END {_LISTED}
"""
_SHORT_PROCESS = (
    "coalesce((SELECT short FROM shared WHERE kind = 'process' AND slug = brief.process), '')"
)
_ROW = (
    "number, id, path, title, date, sort_date, place, process, round, parties, agreements, "
    "disagreements, quotes, sources, problems, status, handling, supersedes, "
    f"{REPLACED_BY}, {_SHORT_PROCESS}, missing, unconfirmed"
)
_INCOMPLETE = """
SELECT (SELECT count(*) FROM brief WHERE missing != '') + (SELECT count(*) FROM shared_gap)
"""
_SIZES = """
SELECT process, max(coalesce(max(round), 0),
count(DISTINCT CASE WHEN round = 0 THEN NULL ELSE coalesce(round, id) END))
FROM brief WHERE process IN (SELECT process {}) AND process != '' GROUP BY process
"""
"""How many rounds each process has: those there are, or those there must have been.

Versions of one round count once, a round 0 does not count, and rounds before the highest number
count although the store has no brief of them.
"""


def generation(connection: sqlite3.Connection) -> int:
    """Return the number that grows with every change."""
    return number(connection, "SELECT value FROM header WHERE key = 'generation'") or 0


def all_numbers(connection: sqlite3.Connection, sort: str, most: int | None = None) -> "array[int]":
    """Return every brief's number, or the first `most`, in one of the orders of `SORTS`."""
    sql = f"SELECT number FROM brief ORDER BY {_ORDERS[sort]} LIMIT ?"
    return _numbers(connection, sql, -1 if most is None else most)


def numbers_of(connection: sqlite3.Connection, numbers: Iterable[int], sort: str) -> "array[int]":
    """Return the numbers of some briefs in one of the orders of `SORTS`."""
    some = set(numbers)
    if len(some) > _MANY:
        return array("q", [n for n in all_numbers(connection, sort) if n in some])
    sql = f"SELECT number FROM {_GIVEN} ORDER BY {_ORDERS[sort]}"
    return _numbers(connection, sql, json_list(some))


def _numbers(connection: sqlite3.Connection, sql: str, *values: str | int) -> "array[int]":
    if "natural_key(" in sql:
        from briefing.text.fold import natural  # for the first list, which is by date, too much

        connection.create_function("natural_key", 1, natural, deterministic=True)
    return array("q", [number for (number,) in connection.execute(sql, values)])


def number(connection: sqlite3.Connection, sql: str, *values: str) -> int | None:
    """Return the number that a statement selects, if any."""
    row = connection.execute(sql, values).fetchone()
    return None if row is None else int(row[0])


def number_of(connection: sqlite3.Connection, brief_id: str) -> int | None:
    """Return the number of the first brief by path with the id; files with errors come last."""
    sql = "SELECT number FROM brief WHERE id = ? ORDER BY title = '', path LIMIT 1"
    return number(connection, sql, brief_id)


def numbers_beginning(connection: sqlite3.Connection, begun: str, most: int) -> "array[int]":
    """Return the numbers of the briefs whose id begins with a text, by id, at most so many."""
    sql = "SELECT number FROM brief WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    return _numbers(connection, sql, begun, f"{begun}\U0010ffff", most)


def numbered(connection: sqlite3.Connection, ids: Sequence[str]) -> list[tuple[str, int]]:
    """Return the briefs with one of these ids, each with its number."""
    found: list[tuple[str, int]] = []
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        sql = f"SELECT id, number FROM brief WHERE id IN ({placeholders(len(part))})"
        found += connection.execute(sql, part).fetchall()
    return found


def record_texts(
    connection: sqlite3.Connection, records: Iterable[tuple[int, str]]
) -> dict[tuple[int, str], str]:
    """Return the texts of records by brief number and key; missing records are left out."""
    # The records of a brief are gone through once, however many of them are asked for.
    asked = defaultdict[int, list[str]](list)
    for number, key in records:
        asked[number].append(key)
    texts: dict[tuple[int, str], str] = {}
    for number, keys in asked.items():
        span = record_number(number, 0), record_number(number, MAX_RECORDS)
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            sql = f"{_TEXTS} AND key IN ({placeholders(len(part))}) ORDER BY number DESC"
            # Of two with one key, the first in the brief.
            found = connection.execute(sql, (*span, *part))
            texts.update(((number, key), text) for key, text in found)
    return texts


def records_beginning(
    connection: sqlite3.Connection, number: int, begun: str, most: int
) -> list[tuple[str, str, str]]:
    """Return key, kind and text of the records of a brief with such keys, in its order.

    Paragraphs of archives (`article#p5`) only where `begun` has their `#`; at most `most`.
    """
    sql = (
        "SELECT key, kind, text FROM record WHERE number BETWEEN ? AND ? "
        "AND substr(key, 1, ?) = ? AND kind != 'title' AND start = '' "
        "AND (? OR instr(key, '#') = 0) ORDER BY number LIMIT ?"
    )
    span = record_number(number, 0), record_number(number, MAX_RECORDS)
    return connection.execute(sql, (*span, len(begun), begun, "#" in begun, most)).fetchall()


def number_of_file(connection: sqlite3.Connection, path: str, sha256: str) -> int | None:
    """Return the number of the brief in the file `path`, if that was read with this SHA-256."""
    sql = "SELECT number FROM file WHERE path = ? AND sha256 = ? AND sha256 != ''"
    return number(connection, sql, encode_path(path), sha256)


def rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[ListRow, ...]:
    """Return the rows of the briefs with these numbers, in their order."""
    return _list_rows(connection, _LISTED, json_list(numbers))


def headlines(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Headline | ListRow]:
    """Return date, id and title of the briefs with these numbers, in their order.

    Of one with problems, confined, superseded or a draft, the row: it takes longer, and there are
    few.
    """
    lines = connection.execute(_HEADLINES, (json_list(numbers),)).fetchall()
    remarkable = [number for *_, number in lines if number is not None]
    details = {row.number: row for row in rows(connection, remarkable)}
    return [
        details.get(number) or (date, brief_id, title) for date, brief_id, title, number in lines
    ]


def sums(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return the SHA-256 of the files of the briefs with these numbers, where it is known."""
    sql = (
        "SELECT number, sha256 FROM brief JOIN file USING (path, number) "
        "WHERE number IN (SELECT value FROM json_each(?)) AND sha256 != ''"
    )
    return dict(connection.execute(sql, (json_list(numbers),)).fetchall())


def rounds(connection: sqlite3.Connection, process: str) -> tuple[ListRow, ...]:
    """Return the briefs of a process, oldest first."""
    of_process = f"FROM brief WHERE process = ? ORDER BY {_ORDERS['date']}"
    return _list_rows(connection, of_process, process) if process else ()


def _list_rows(connection: sqlite3.Connection, selection: str, value: str) -> tuple[ListRow, ...]:
    rows = connection.execute(f"SELECT {_ROW} {selection}", (value,)).fetchall()
    sizes = dict(connection.execute(_SIZES.format(selection), (value,)).fetchall())
    return tuple(
        ListRow._make(
            (*row[:2], decode_path(row[2]), *row[3:9], None if row[8] == 0 else sizes.get(row[7]),
             _parts(row[9]), *row[10:-2], _parts(row[-2]), row[-1])
        )
        for row in rows
    )  # fmt: skip


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("\x1f")) if joined else ()


def incomplete(connection: sqlite3.Connection, process: str = "") -> tuple[Gap, ...]:
    """Return the files that could not be read whole, by path.

    For a `process`, those of its briefs, and those that may belong to it as far as is known.
    """
    sql = "SELECT path, process, missing FROM brief WHERE missing != '' ORDER BY path"
    gaps = [
        Gap(decode_path(path), of, tuple(missing.split("\x1f")))
        for path, of, missing in connection.execute(sql)
    ]
    for path, missing in connection.execute("SELECT path, missing FROM shared_gap ORDER BY path"):
        gaps.append(Gap(decode_path(path), "", _parts(missing), shared=True))
    return tuple(gap for gap in gaps if not process or gap.may_belong_to(process))


def tags_and_places(
    connection: sqlite3.Connection,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tags and the places of all briefs, each once and in order."""
    tags = connection.execute("SELECT DISTINCT tags FROM brief WHERE tags != ''")
    places = connection.execute("SELECT DISTINCT place FROM brief WHERE place != '' ORDER BY place")
    each = {tag for (joined,) in tags for tag in _parts(joined)}
    return tuple(sorted(each)), tuple(place for (place,) in places)


def has_unconfirmed(connection: sqlite3.Connection) -> bool:
    """Whether a brief has values that no person has confirmed."""
    return number(connection, "SELECT 1 FROM brief WHERE unconfirmed > 0 LIMIT 1") is not None


def count_incomplete(connection: sqlite3.Connection) -> int:
    """Return how many files could not be read whole."""
    return number(connection, _INCOMPLETE) or 0


def processes(connection: sqlite3.Connection) -> tuple[ProcessRow, ...]:
    """Return every process, the one with the latest brief first."""
    cursor = connection.execute(
        # The days come from an index alone; of dates that begin on one day, one is always taken.
        f"SELECT process, briefs, coalesce(({_written('min', 'first')}), ''), "
        f"({_written('max', 'latest')}), coalesce(title, process), coalesce(short, '') "
        "FROM (SELECT process, count(*) AS briefs, "
        "min(nullif(sort_date, '')) AS first, max(sort_date) AS latest FROM brief "
        "WHERE process != '' GROUP BY process) AS every "
        "LEFT JOIN shared ON kind = 'process' AND slug = process ORDER BY latest DESC, process"
    )
    return tuple(map(ProcessRow._make, cursor))


def handlings(connection: sqlite3.Connection, process: str) -> tuple[str, ...]:
    """Return the handling marks of all briefs, or of those of a process, each once."""
    where, values = ("WHERE process = ?", (process,)) if process else ("", ())
    rows = connection.execute(f"SELECT DISTINCT handling FROM brief {where}", values)
    return tuple(handling for (handling,) in rows)


def _written(which: str, day: str) -> str:
    """Return SQL for the date of the briefs of a process that begin on a day."""
    return (
        f"SELECT {which}(date) FROM brief AS one WHERE one.process = every.process "
        f"AND one.process != '' AND one.sort_date = {day}"
    )


def statistics(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how much the catalogue holds."""
    counted = {
        "files": "SELECT count(*) FROM file",
        "briefs": "SELECT count(*) FROM brief",
        "broken": "SELECT count(*) FROM brief WHERE problems > 0",
        "records": "SELECT count(*) FROM record",
        "processes": "SELECT count(DISTINCT process) FROM brief WHERE process != ''",
        "names": "SELECT count(*) FROM name",
        "pages": "PRAGMA page_count",
        "page": "PRAGMA page_size",
    }
    counts = {name: int(connection.execute(sql).fetchone()[0]) for name, sql in counted.items()}
    counts["bytes"] = counts.pop("pages") * counts.pop("page")
    return counts
