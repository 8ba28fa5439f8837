"""Checks across the briefs of a store, which one file alone cannot reveal.

The rules are queries on two tables, `brief` and `cited`: `briefing check` fills them in memory, the
catalogue has them on disk. They run for all briefs or for one.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from briefing.checks.resolution import MARKED, ExternalRef, records_of
from briefing.loader.identity import ForeignIds, foreign_ids, stem_of
from briefing.loader.load import Loaded
from briefing.loader.problems import short
from briefing.loader.syntax import Fault, Node, Record, Scalar, find
from briefing.model.rows import current_versions
from briefing.text.clean import clean
from briefing.text.names import Suggestions

NEARBY = 500
"""Ids on either side of an unknown one, in alphabetical order, that are compared with it for a
suggestion: the cost must not depend on the size of the store."""
_LONGEST = 255  # characters of an id; no file name is longer
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class BriefSummary:
    """The facts of one brief that checks across briefs need."""

    path: str
    """The path of its file."""
    id: str
    """Its id."""
    process: str
    """Its process; may be empty."""
    round: int | None
    """Its round in the process."""
    supersedes: str
    """The id of the brief it supersedes; may be empty."""
    records: frozenset[str] | None
    """The keys of records that others can cite; None if the file is too damaged to know."""
    external: tuple[ExternalRef, ...]
    """References to records of other briefs."""
    at: Mapping[str, int]
    """Offsets of `id`, `round` and `supersedes`, in characters from 0."""
    ids: ForeignIds | None = None
    """The ids that a foreign file can have; `id` is the first."""

    @property
    def keys(self) -> str | None:
        """The value of the column `brief.keys`."""
        records = self.records
        return None if records is None else _SEPARATOR.join(map(clean, sorted(records)))

    @property
    def cited(self) -> list[tuple[str, str, int]]:
        """The rows of the table `cited`: brief, record, number of times."""
        # Cleaned, because in a file with errors it may be text that SQLite does not accept.
        times = Counter((clean(one.brief), clean(one.record)) for one in self.external)
        return [(*names, count) for names, count in times.items()]


def summary_of(loaded: Loaded, external: Iterable[ExternalRef]) -> BriefSummary:
    """Return the summary of one file; of a file with errors, the readable part."""
    path, brief, root, refs = loaded.path, loaded.brief, loaded.places.root, tuple(external)
    at = {key: find(root, key)[1] for key in ("id", "round", "supersedes")}
    if brief is not None:
        keys: frozenset[str] | None = None
        if isinstance(root, Record) and not loaded.recovered:
            # Those that have an error, too: a reference to them is not at fault.
            keys = frozenset(key for section in MARKED for key in records_of(root, section))
        elif loaded.whole:
            keys = frozenset(key for section in MARKED for key in getattr(brief, section))
        process, supersedes = brief.process or "", brief.supersedes or ""
        ids = foreign_ids(path, brief.id) if loaded.foreign else None
        return BriefSummary(path, brief.id, process, brief.round, supersedes, keys, refs, at, ids)
    name = _text(root, "id") or short(clean(stem_of(path), line=True), _LONGEST)
    return BriefSummary(path, name, "", None, _text(root, "supersedes"), None, refs, at)


def _text(root: Node | None, key: str) -> str:
    node = root.values.get(key) if isinstance(root, Record) else None
    text = node.text or "" if isinstance(node, Scalar) else ""
    return short(clean(text, line=True), _LONGEST)


Rule = Literal["id", "round", "supersedes", "cited"]


class Conflict(NamedTuple):
    """A conflict of one brief with the others."""

    number: int
    """The number of the brief in the tables."""
    rule: Rule
    """The rule that it violates: a duplicate id or round, or a reference to what does not exist."""
    other: Any = None
    """For an id or a round, the first other file that has it, as in the column `path`."""
    brief: str = ""
    """For a citation, the id of the other brief."""
    record: str = ""
    """For a citation, the key of the record."""
    times: int = 1
    """The number of such citations."""


_TAKEN = (
    "EXISTS (SELECT 1 FROM foreign_id AS other WHERE other.name = one.{0} "
    "AND other.number != one.number) OR EXISTS (SELECT 1 FROM brief WHERE id = one.{0} "
    "AND irregular = 0 "
    "AND NOT EXISTS (SELECT 1 FROM foreign_id WHERE foreign_id.number = brief.number))"
)
_CHOSEN = (
    f"CASE WHEN NOT ({_TAKEN.format('name')}) THEN one.name "
    f"WHEN NOT ({_TAKEN.format('by_path')} OR EXISTS (SELECT 1 FROM foreign_id AS other "
    "WHERE other.by_path = one.by_path AND other.number != one.number)) THEN one.by_path "
    "ELSE one.last END"
)
_RENAMED = (
    f"SELECT one.number, brief.id, {_CHOSEN} AS chosen FROM foreign_id AS one "
    "JOIN brief USING (number) WHERE brief.id != chosen {}"
)
_OF_NAMES = (
    "AND one.number IN (SELECT number FROM json_each(:names) JOIN foreign_id ON name = value "
    "UNION SELECT number FROM json_each(:names) JOIN foreign_id ON by_path = value)"
)
_SAME_ID = "SELECT id, number, path FROM brief WHERE irregular = 0 AND id {} ORDER BY id, path"
_IDS = "IN (SELECT id FROM brief WHERE irregular = 0 GROUP BY id HAVING count(*) > 1)"
_ID = "= (SELECT id FROM brief WHERE number = ? AND irregular = 0)"
_SAME_ROUND = (
    "SELECT process, round, number, path, id, supersedes FROM brief "
    "JOIN ({}) USING (process, round) WHERE process != '' ORDER BY process, round, path"
)
_ROUNDS = (
    "SELECT process, round FROM brief WHERE process != '' AND round IS NOT NULL "
    "GROUP BY process, round HAVING count(*) > 1"
)
_ROUND = "SELECT process, round FROM brief WHERE number = ?"
_SUPERSEDES = (
    "SELECT number FROM brief AS one WHERE supersedes != '' AND (supersedes = id OR NOT EXISTS "
    "(SELECT 1 FROM brief AS other WHERE other.id = one.supersedes AND other.irregular = 0)) {}"
)
_CITED = "SELECT brief, number, record, times FROM cited {} ORDER BY brief"
_KEYS = "SELECT keys FROM brief WHERE id = ? AND irregular = 0"
_BEFORE = "SELECT DISTINCT id FROM brief WHERE id < ? AND irregular = 0 ORDER BY id DESC LIMIT ?"
_FROM = "SELECT DISTINCT id FROM brief WHERE id >= ? AND irregular = 0 ORDER BY id LIMIT ?"


def rename(connection: sqlite3.Connection, names: Collection[str] | None = None) -> list[str]:
    """Give each foreign file the first of its ids that no other brief has; see `loader.identity`.

    Only ids among `names` have come or gone, if given. Return the old and new ids of those renamed.
    """
    if connection.execute("SELECT 1 FROM foreign_id").fetchone() is None:
        return []
    sql = _RENAMED.format("" if names is None else _OF_NAMES)
    values = {} if names is None else {"names": json.dumps([*names])}
    renamed = connection.execute(sql, values).fetchall()
    connection.executemany(
        "UPDATE brief SET id = ? WHERE number = ?", ((new, number) for number, _, new in renamed)
    )
    return [name for _, *both in renamed for name in both]


def conflicts(connection: sqlite3.Connection, number: int | None = None) -> Iterator[Conflict]:
    """Yield the conflicts between the briefs of the tables, or those of the brief `number`."""
    one = () if number is None else (number,)
    for rule in (_same_id, _same_round, _supersedes, _cited):
        yield from (each for each in rule(connection, one) if not one or each.number == number)


def _same_id(connection: sqlite3.Connection, one: tuple[int, ...]) -> Iterator[Conflict]:
    rows = connection.execute(_SAME_ID.format(_ID if one else _IDS), one).fetchall()
    for _, group in groupby(rows, key=itemgetter(0)):
        yield from _shared("id", [(number, path) for _, number, path in group])


def _same_round(connection: sqlite3.Connection, one: tuple[int, ...]) -> Iterator[Conflict]:
    rows = connection.execute(_SAME_ROUND.format(_ROUND if one else _ROUNDS), one).fetchall()
    for _, group in groupby(rows, key=itemgetter(0, 1)):
        same = [((number, path), name, by) for _, _, number, path, name, by in group]
        yield from _shared("round", current_versions(same))


def _shared(rule: Rule, same: list[tuple[int, Any]]) -> Iterator[Conflict]:
    """Yield a conflict of each of several briefs with the first other one."""
    for place, (number, _) in enumerate(same if len(same) > 1 else ()):
        yield Conflict(number, rule, same[0 if place else 1][1])


def _supersedes(connection: sqlite3.Connection, one: tuple[int, ...]) -> Iterator[Conflict]:
    rows = connection.execute(_SUPERSEDES.format("AND number = ?" if one else ""), one).fetchall()
    for (number,) in rows:
        yield Conflict(number, "supersedes")


def _cited(connection: sqlite3.Connection, one: tuple[int, ...]) -> Iterator[Conflict]:
    rows = connection.execute(_CITED.format("WHERE number = ?" if one else ""), one).fetchall()
    for name, group in groupby(rows, key=itemgetter(0)):
        keys = _keys_of(connection, name)
        if keys is None:
            continue
        for _, number, record, times in group:
            if record not in keys:
                yield Conflict(number, "cited", None, name, record, times)


def _keys_of(connection: sqlite3.Connection, name: str) -> Collection[str] | None:
    """Return the keys of the records under an id; None if a file is too damaged to know."""
    every = [keys for (keys,) in connection.execute(_KEYS, (name,))]
    if None in every:
        return None
    return {key for keys in every for key in keys.split(_SEPARATOR) if key}


def faults_of(
    connection: sqlite3.Connection,
    summary: BriefSummary,
    conflicts: Iterable[Conflict],
    path_of: Callable[[Any], str],
) -> Iterator[Fault]:
    """Yield the conflicts of one brief as faults; `path_of` decodes the column `path`."""
    references = _References(connection, summary)
    cited: set[tuple[str, str]] = set()
    for one in conflicts:
        if one.rule == "id":
            path = path_of(one.other)
            message = f'"{summary.id}" is also the id of {path}; change one of them'
            yield Fault(summary.at["id"], "duplicate-id", message, "id")
        elif one.rule == "round":
            message = (
                f"round {summary.round} of {summary.process} is also in {path_of(one.other)}; "
                "renumber one of them, or add supersedes to the one that replaces the other"
            )
            yield Fault(summary.at["round"], "duplicate-round", message, "round")
        elif one.rule == "supersedes":
            yield references.supersedes()
        else:
            cited.add((one.brief, one.record))
    for reference in summary.external if cited else ():
        if (clean(reference.brief), clean(reference.record)) in cited:
            yield references.citation(reference)


class _References:
    def __init__(self, connection: sqlite3.Connection, summary: BriefSummary) -> None:
        self._connection = connection
        self._summary = summary
        self._suggestions = Suggestions()
        # Cached: a brief may cite thousands of records of a few others.
        self._exists = cache(lambda name: bool(connection.execute(_KEYS, (name,)).fetchall()))
        self._keys = cache(partial(_keys_of, connection))

    def supersedes(self) -> Fault:
        name, at = self._summary.supersedes, self._summary.at["supersedes"]
        if name == self._summary.id:
            message = "a brief cannot supersede itself; name the brief it replaces"
            return Fault(at, "bad-value", message, "supersedes")
        return Fault(at, "unknown-id", self._unknown(name), "supersedes")

    def citation(self, one: ExternalRef) -> Fault:
        if not self._exists(clean(one.brief)):
            return Fault(one.offset, one.code, self._unknown(one.brief), one.where)
        keys = self._keys(clean(one.brief)) or ()
        near = self._suggestions.near(one.record, partial(sorted, keys))
        message = f'{one.brief} has no record "{one.record}"{near}'
        return Fault(one.offset, one.code, message, one.where)

    def _unknown(self, name: str) -> str:
        near = self._suggestions.near(name, partial(self._near, clean(name)))
        near = near or "; use the id of a brief in this store"
        return f'unknown brief "{name}"{near}'

    def _near(self, name: str) -> list[str]:
        before = self._connection.execute(_BEFORE, (name, NEARBY)).fetchall()
        after = self._connection.execute(_FROM, (name, NEARBY)).fetchall()
        return [one for (one,) in (*reversed(before), *after) if one != self._summary.id]


_TABLES = """
CREATE TABLE brief (
    number INTEGER PRIMARY KEY, path, id, process, round, supersedes, irregular, keys
);
CREATE INDEX brief_id ON brief (id, irregular, path);
CREATE INDEX brief_round ON brief (process, round, path) WHERE process != '';
CREATE TABLE cited (number, brief, record, times);
CREATE TABLE foreign_id (number INTEGER PRIMARY KEY, name TEXT, by_path TEXT, last TEXT);
CREATE INDEX foreign_name ON foreign_id (name);
CREATE INDEX foreign_path ON foreign_id (by_path);
"""
"""The columns of the catalogue that the rules use. `path` holds an index, because a path may have
bytes that SQLite does not accept as text."""


def tables(summaries: Sequence[BriefSummary]) -> sqlite3.Connection:
    """Return the tables in memory for the briefs of a store; their numbers are the indexes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(f"BEGIN; {_TABLES}")
    connection.executemany(
        "INSERT INTO brief VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
        ((n, n, one.id, one.process, one.round, one.supersedes, one.keys)
         for n, one in enumerate(summaries)),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO cited VALUES (?, ?, ?, ?)",
        ((n, *cited) for n, one in enumerate(summaries) for cited in one.cited),
    )
    connection.executemany(
        "INSERT INTO foreign_id VALUES (?, ?, ?, ?)",
        ((n, *one.ids) for n, one in enumerate(summaries) if one.ids is not None),
    )
    rename(connection)
    return connection


def check_store(summaries: Iterable[BriefSummary]) -> Iterator[tuple[str, Fault]]:
    """Yield faults between the briefs of a store as (path, fault)."""
    every = sorted(summaries, key=lambda one: one.path)
    with closing(tables(every)) as connection:
        ordered = sorted(conflicts(connection), key=itemgetter(0))
        for number, group in groupby(ordered, key=itemgetter(0)):
            one = every[number]
            for fault in faults_of(connection, one, group, lambda index: every[index].path):
                yield one.path, fault
