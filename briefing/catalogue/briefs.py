"""Briefs in list order, and the rows that the list shows."""

import sqlite3
from array import array
from collections.abc import Iterable, Sequence

from briefing.catalogue.columns import REPLACED_BY, decode_path, encode_path, placeholders
from briefing.catalogue.values import Headline, ListRow, ProcessRow
from briefing.text.fold import fold

_ORDERS = {
    "-date": "sort_date DESC, round DESC, id, number",
    "date": "sort_date, round, id DESC, number DESC",
    "title": "fold(title), sort_date DESC, round DESC, id, number",
    "party": "fold(parties), sort_date DESC, round DESC, id, number",
}
_ORDERS["relevance"] = _ORDERS["-date"]
_SHOWN = (
    "number, id, path, title, date, sort_date, place, process, round, parties, agreements, "
    f"disagreements, quotes, sources, problems, status, handling, supersedes, {REPLACED_BY}"
)
_AT_ONCE = 500
_MANY = 2_000


def generation(connection: sqlite3.Connection) -> int:
    """Return the number that grows with every change."""
    row = connection.execute("SELECT value FROM header WHERE key = 'generation'").fetchone()
    return int(row[0])


def count_all(connection: sqlite3.Connection) -> int:
    """Return how many briefs there are, files with errors included."""
    (count,) = connection.execute("SELECT count(*) FROM brief").fetchone()
    return int(count)


def all_numbers(connection: sqlite3.Connection, sort: str) -> "array[int]":
    """Return every brief's number in one of the orders of `SORTS`."""
    _functions(connection, sort)
    cursor = connection.execute(f"SELECT number FROM brief ORDER BY {_ORDERS[sort]}")
    return array("q", [number for (number,) in cursor])


def first(connection: sqlite3.Connection, most: int) -> "tuple[int, array[int]]":
    """Return how many briefs there are, and the numbers of the newest `most` of them."""
    sql = f"SELECT number FROM brief ORDER BY {_ORDERS['-date']} LIMIT ?"
    newest = array("q", [number for (number,) in connection.execute(sql, (most,))])
    return count_all(connection), newest


def _functions(connection: sqlite3.Connection, sort: str) -> None:
    if sort in ("title", "party"):
        connection.create_function("fold", 1, fold, deterministic=True)


def numbers_of(connection: sqlite3.Connection, found: Iterable[int], sort: str) -> "array[int]":
    """Return `found` in one of the orders of `SORTS`."""
    some = list(found)
    if len(some) > _MANY:
        wanted = set(some)
        return array("q", [n for n in all_numbers(connection, sort) if n in wanted])
    _functions(connection, sort)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (number INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.chosen")
    connection.executemany("INSERT OR IGNORE INTO temp.chosen VALUES (?)", zip(some, strict=True))
    cursor = connection.execute(
        f"SELECT number FROM temp.chosen JOIN brief USING (number) ORDER BY {_ORDERS[sort]}"
    )
    return array("q", [number for (number,) in cursor])


def number_of(connection: sqlite3.Connection, brief_id: str) -> int | None:
    """Return the number of the first brief by path with the id; files with errors come last."""
    row = connection.execute(
        "SELECT number FROM brief WHERE id = ? ORDER BY title = '', path LIMIT 1", (brief_id,)
    ).fetchone()
    return None if row is None else int(row[0])


def paths_of(connection: sqlite3.Connection, brief_id: str) -> tuple[str, ...]:
    """Return the files that have an id, the one that `number_of` tells first."""
    cursor = connection.execute(
        "SELECT path FROM brief WHERE id = ? ORDER BY title = '', path", (brief_id,)
    )
    return tuple(decode_path(path) for (path,) in cursor)


def number_at(connection: sqlite3.Connection, path: str) -> int | None:
    """Return the number of the brief in the file `path`."""
    row = connection.execute(
        "SELECT number FROM file WHERE path = ?", (encode_path(path),)
    ).fetchone()
    return None if row is None else int(row[0])


def number_of_file(connection: sqlite3.Connection, path: str, sha256: str) -> int | None:
    """Return the number of the brief in the file `path`, if that was read with this SHA-256."""
    row = connection.execute(
        "SELECT number FROM file WHERE path = ? AND sha256 = ? AND sha256 != ''",
        (encode_path(path), sha256),
    ).fetchone()
    return None if row is None else int(row[0])


def number_across(connection: sqlite3.Connection, path: str) -> int | None:
    """Return the number of the brief in a file if it has errors in the light of the others."""
    row = connection.execute(
        "SELECT number FROM across JOIN file USING (number) WHERE path = ?", (encode_path(path),)
    ).fetchone()
    return None if row is None else int(row[0])


def rows(connection: sqlite3.Connection, wanted: Sequence[int]) -> tuple[ListRow, ...]:
    """Return the rows of the briefs with these numbers, in their order."""
    found: dict[int, ListRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = list(wanted[start : start + _AT_ONCE])
        for row in _list_rows(connection, f"number IN ({placeholders(len(part))})", part):
            found[row.number] = row
    return tuple(found[number] for number in wanted if number in found)


def headlines(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Headline, ...]:
    """Return the headlines of the briefs with these numbers, in their order."""
    columns = ", ".join(Headline._fields[:-1])
    found: dict[int, Headline] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        part = list(numbers[start : start + _AT_ONCE])
        where = f"WHERE number IN ({placeholders(len(part))})"
        sql = f"SELECT {columns}, {REPLACED_BY} FROM brief {where}"
        for number, date, brief_id, path, *rest in connection.execute(sql, part):
            found[number] = Headline(number, date, brief_id, decode_path(path), *rest)
    return tuple(found[number] for number in numbers if number in found)


def sums(connection: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, str]:
    """Return the SHA-256 of the files of the briefs with these numbers, where it is known."""
    found: dict[int, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = list(wanted[start : start + _AT_ONCE])
        sql = (
            "SELECT brief.number, sha256 FROM brief JOIN file ON file.path = brief.path "
            f"WHERE brief.number IN ({placeholders(len(part))}) AND sha256 != ''"
        )
        found.update(connection.execute(sql, part).fetchall())
    return found


def rounds(connection: sqlite3.Connection, process: str) -> tuple[ListRow, ...]:
    """Return the briefs of a process, oldest first."""
    return tuple(
        _list_rows(connection, f"process = ? ORDER BY {_ORDERS['date']}", [process])
        if process
        else ()
    )


def _list_rows(
    connection: sqlite3.Connection, where: str, values: Sequence[int | str]
) -> list[ListRow]:
    sql = f"SELECT {_SHOWN} FROM brief WHERE {where}"
    found = connection.execute(sql, values).fetchall()
    sizes = _sizes(connection, {row[7] for row in found if row[7]})
    return [
        ListRow._make(
            (*row[:2], decode_path(row[2]), *row[3:9], _size(row[8], sizes.get(row[7])),
             _names(row[9]), *row[10:])
        )
        for row in found
    ]  # fmt: skip


def _size(number: int | None, size: int | None) -> int | None:
    """Return the number of rounds to tell beside a round: none beside a round 0."""
    return None if number == 0 else size


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("\x1f")) if joined else ()


def _sizes(connection: sqlite3.Connection, processes: set[str]) -> dict[str, int]:
    """Return how many rounds each process has: those there are, or those there must have been.

    Versions of one round count once, a round 0 does not count, and rounds before the highest number
    count although no brief of the store tells of them.
    """
    return dict(
        connection.execute(
            "SELECT process, max(coalesce(max(round), 0), "
            "count(DISTINCT CASE WHEN round = 0 THEN NULL ELSE coalesce(round, id) END)) "
            "FROM brief "
            f"WHERE process IN ({placeholders(len(processes))}) AND process != '' GROUP BY process",
            list(processes),
        ).fetchall()
    )


def processes(connection: sqlite3.Connection) -> tuple[ProcessRow, ...]:
    """Return every process, the one with the latest brief first."""
    cursor = connection.execute(
        # The days come from an index alone; of dates that begin on one day, one is always taken.
        f"SELECT process, briefs, coalesce(({_written('min', 'first')}), ''), "
        f"({_written('max', 'latest')}) FROM (SELECT process, count(*) AS briefs, "
        "min(nullif(sort_date, '')) AS first, max(sort_date) AS latest FROM brief "
        "WHERE process != '' GROUP BY process) AS every ORDER BY latest DESC, process"
    )
    return tuple(map(ProcessRow._make, cursor))


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
    found = {name: int(connection.execute(sql).fetchone()[0]) for name, sql in counted.items()}
    found["bytes"] = found.pop("pages") * found.pop("page")
    return found
