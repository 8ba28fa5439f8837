"""The catalogue's schema: tables, columns, and the creation of a new file."""

import sqlite3
import time

from briefing.catalogue.storage.columns import MAX_BRIEF, MAX_RECORDS
from briefing.catalogue.storage.sqlite import transaction
from briefing.model.rows import KINDS

VERSION = 33
"""The version of the tables and their contents; a catalogue of another one is replaced."""

TEXT_COLUMNS = (
    "title", "summary", "agreed", "disputed", "proposed", "quote", "timeline", "next", "unknown",
    "source",
)  # fmt: skip
"""Columns of the full-text table, one for each text field of the query language."""

BRIEF_COLUMNS = (
    "id", "path", "title", "date", "sort_date", "last_date", "place", "country", "process",
    "round", "status", "handling", "supersedes", "lang", "agreements", "disagreements",
    "proposals", "quotes", "sources", "timeline", "archives", "problems", "own", "paragraphs",
    "parties", "tags", "names", "threads", "irregular", "keys", "missing",
    "unconfirmed",
)  # fmt: skip
"""Columns of a brief, after its number. `own` counts its records but for the paragraphs of archived
texts, which come last; `paragraphs` counts those. `problems` counts errors, those with other briefs
too. `irregular` is 1 for an entry named like a brief that is not a file. `keys` are those of the
records that other briefs can cite, parted by U+001F; NULL where they are not known.
`missing` are the paths of what an error keeps from being read, parted by U+001F; `*` for an unknown
part of the file. `unconfirmed` counts the records with values that no one has confirmed.
"""

RECORD_COLUMNS = (
    "key", "kind", "issues", "party", "person", "parties", "attested_by", "stance", "status",
    "verdict", "of_original", "place_source", "place_start", "place_end", "place_paragraph",
    "place_paragraph_end", "amount", "date", "quotes", "support", "suggested", "start",
    "about", "text",
)  # fmt: skip
"""Columns of a record, after its number. `verdict` is that of a quote, or empty; `of_original` is 1
where it is about the original words. The place columns are those of an `evidence.Place`, with an
empty source where there is none. `start` is where the text begins in its paragraph, in characters,
for the later pieces of a very long one.
"""

Values = tuple[str | int | None, ...]
"""A row of a table."""

_BRIEF_INTEGERS = frozenset(
    ("round", "agreements", "disagreements", "proposals", "quotes", "sources", "timeline",
     "archives", "problems", "own", "paragraphs", "irregular", "unconfirmed")
)  # fmt: skip
_RECORD_INTEGERS = frozenset(
    ("of_original", "place_start", "place_end", "place_paragraph", "place_paragraph_end")
)


def _columns(names: tuple[str, ...], integers: frozenset[str]) -> str:
    return ", ".join(f"{name} {'INTEGER' if name in integers else 'TEXT'}" for name in names)


_FTS = "content='', columnsize=0, tokenize='ascii'"
_TABLES = f"""
CREATE TABLE header (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE file (
    path TEXT PRIMARY KEY, mtime_ns INTEGER, size INTEGER, inode INTEGER, odd TEXT,
    ctime_ns INTEGER, sha256 TEXT, number INTEGER
) WITHOUT ROWID;
CREATE TABLE archive (
    path TEXT, number INTEGER, mtime_ns INTEGER, size INTEGER, inode INTEGER, ctime_ns INTEGER,
    PRIMARY KEY (path, number)
) WITHOUT ROWID;
CREATE TABLE named (path TEXT, by TEXT, PRIMARY KEY (path, by)) WITHOUT ROWID;
CREATE INDEX named_by ON named (by);
CREATE TABLE brief (number INTEGER PRIMARY KEY, {_columns(BRIEF_COLUMNS, _BRIEF_INTEGERS)});
CREATE INDEX brief_order ON brief (sort_date DESC, title != '', round DESC, id);
CREATE INDEX brief_id ON brief (id, irregular, path);
CREATE INDEX brief_round ON brief (process, round, path) WHERE process != '';
CREATE INDEX brief_supersedes ON brief (supersedes, id) WHERE supersedes != '';
CREATE INDEX brief_process ON brief (process, sort_date, round, id) WHERE process != '';
CREATE INDEX brief_unconfirmed ON brief (number) WHERE unconfirmed > 0;
CREATE INDEX brief_missing ON brief (path) WHERE missing != '';
CREATE INDEX archive_number ON archive (number);
CREATE TABLE record (number INTEGER PRIMARY KEY, {_columns(RECORD_COLUMNS, _RECORD_INTEGERS)});
CREATE TABLE cited (
    number INTEGER, brief TEXT, record TEXT, times INTEGER, PRIMARY KEY (number, brief, record)
) WITHOUT ROWID;
CREATE INDEX cited_brief ON cited (brief);
CREATE TABLE foreign_id (number INTEGER PRIMARY KEY, name TEXT, by_path TEXT, last TEXT);
CREATE INDEX foreign_name ON foreign_id (name);
CREATE INDEX foreign_path ON foreign_id (by_path);
CREATE TABLE touched (id TEXT, process TEXT, round INTEGER);
CREATE TABLE brief_conflict (number INTEGER PRIMARY KEY, count INTEGER);
CREATE TABLE name (
    kind TEXT, folded TEXT, slug TEXT, shown TEXT, main INTEGER, uses INTEGER,
    PRIMARY KEY (kind, folded, slug, shown, main)
) WITHOUT ROWID;
CREATE TABLE shared (
    kind TEXT, slug TEXT, place INTEGER, title TEXT, short TEXT, PRIMARY KEY (kind, slug)
) WITHOUT ROWID;
CREATE TABLE name_word (
    word TEXT, kind TEXT, slug TEXT, folded TEXT, PRIMARY KEY (word, kind, slug, folded)
) WITHOUT ROWID;
CREATE TABLE shared_gap (path TEXT PRIMARY KEY, missing TEXT) WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE doc USING fts5(words, {_FTS}, detail=none, prefix='1 2 3 4');
CREATE VIRTUAL TABLE rec USING fts5(marks, {", ".join(TEXT_COLUMNS)}, {_FTS}, detail=full);
"""
# file            `mtime_ns` is NULL where it is to be read again; `odd` says why it is not a file;
#                 `number` is NULL where it is not a brief
# archive         `size` is NULL where there was none; `mtime_ns` also where it is to be read again
# foreign_id      the ids that a foreign file can have; `brief.id` is that which it has
# named           files named like briefs that another file names as its archive
# shared_gap      what files of shared records lack because of errors, as in `brief.missing`
# cited           the records of other briefs that a brief cites, and how often
# shared          the parties, issues and processes of the shared records, and their places there
# name_word       the words of the names of parties and people; some perhaps of names that are gone
# touched         ids and rounds of briefs that came or went since `brief_conflict` was counted
# brief_conflict  how many errors a brief has in the light of the others; no row where it has none

_MAY_BE_NULL = frozenset(
    ("mtime_ns", "ctime_ns", "size", "inode", "odd", "number", "round", "keys", "place_start",
     "place_end", "place_paragraph", "place_paragraph_end", "process", "last")
)  # fmt: skip
_WRONG = (
    ("header", "key IN ('longest', 'generation') AND typeof(value) != 'integer'"),
    ("header", "key IN ('finished', 'ignore', 'shared') AND typeof(value) != 'text'"),
    ("brief", f"min(own, paragraphs) < 0 OR own + paragraphs > {MAX_RECORDS}"),
    ("brief", f"number NOT BETWEEN 0 AND {MAX_BRIEF}"),
    ("record", f"kind NOT IN ('title', {', '.join(map(repr, KINDS))}) OR start GLOB '*[^0-9]*'"),
    ("name", "kind NOT IN ('party', 'person', 'issue')"),
)
"""Conditions that hold for a row of a damaged table only."""


def _statements() -> list[str]:
    return [statement.strip() for statement in _TABLES.split(";\n") if statement.strip()]


def wrong_value(connection: sqlite3.Connection) -> str:
    """Return what is wrong with a table that holds a value it never holds, or is not declared as
    here; nothing where all is well. It reads all tables.

    Columns are not declared so that SQLite itself could know: it would then look at each value that
    is written.
    """
    declared = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master")}
    if not declared.issuperset(_statements()):
        return "a wrong declaration"
    columns = connection.execute(
        "SELECT t.name, c.name, c.type FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c "
        "WHERE t.type = 'table' AND t.sql LIKE 'CREATE TABLE%' AND c.type IN ('TEXT', 'INTEGER')"
    ).fetchall()
    tests = [(table, _is_wrong(name, kind)) for table, name, kind in columns]
    for table, test in (*tests, *_WRONG):
        if connection.execute(f"SELECT 1 FROM {table} WHERE {test} LIMIT 1").fetchone():
            return f"a wrong value in {table}"
    return ""


def _is_wrong(column: str, kind: str) -> str:
    """Return a condition that holds where a column has a value of another kind than its own."""
    stored = {"TEXT": "text", "INTEGER": "integer"}[kind]
    test = f"typeof({column}) != '{stored}'"
    return f"{test} AND {column} IS NOT NULL" if column in _MAY_BE_NULL else test


_PAGE = 4096  # bytes
_FULL_TEXT = {"hashsize": 16_000_000, "automerge": 8}
"""Settings of both full-text tables: bytes held before a segment is written, and segments of one
size from which they become one. With more of those, a first index merges less (a twentieth of its
time); with many more, a question would have more places to look at.
"""


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether a file holds no table at all."""
    (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(count == 0)


def begin(connection: sqlite3.Connection, identity: dict[str, str | int]) -> None:
    """Make the tables, unless another process has just done so."""
    connection.execute(f"PRAGMA page_size = {_PAGE}")
    connection.execute("PRAGMA journal_mode = DELETE")
    with transaction(connection):
        if not is_empty(connection):
            return
        for statement in _statements():
            connection.execute(statement)
        begun = time.time_ns()  # the same in copies, and in no other tables
        rows = [*identity.items(), ("begun", begun), ("generation", 0), ("longest", 0)]
        connection.executemany("INSERT INTO header VALUES (?, ?)", rows)
        for table in ("doc", "rec"):
            for name, value in _FULL_TEXT.items():
                connection.execute(
                    f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (name, value)
                )
