"""Catalogue rows -> the tables, in atomic batches."""

import sqlite3
from collections import Counter
from functools import lru_cache
from operator import itemgetter

from briefing.catalogue.index.cross_checks import touch
from briefing.catalogue.index.entries import FileEntry
from briefing.catalogue.index.full_text import forms_of, words_of
from briefing.catalogue.storage import columns
from briefing.catalogue.storage.columns import placeholders
from briefing.catalogue.storage.schema import BRIEF_COLUMNS, RECORD_COLUMNS, TEXT_COLUMNS
from briefing.catalogue.used_names import parse_names
from briefing.checks.cross_brief import rename
from briefing.query.terms import BREAK, form

_NAMES = BRIEF_COLUMNS.index("names")
_TOUCHED = itemgetter(*map(BRIEF_COLUMNS.index, ("id", "process", "round")))


_INSERT_BRIEF = f"INSERT INTO brief VALUES ({placeholders(len(BRIEF_COLUMNS) + 1)})"
_INSERT_RECORD = f"INSERT INTO record VALUES ({placeholders(len(RECORD_COLUMNS) + 1)})"
_REC_COLUMNS = f"rowid, marks, {', '.join(TEXT_COLUMNS)}"
_REC_VALUES = placeholders(len(TEXT_COLUMNS) + 2)
_INSERT_REC = f"INSERT INTO rec ({_REC_COLUMNS}) VALUES ({_REC_VALUES})"
_DELETE_REC = f"INSERT INTO rec (rec, {_REC_COLUMNS}) VALUES ('delete', {_REC_VALUES})"
_INSERT_DOC = "INSERT INTO doc (rowid, words) VALUES (?, ?)"
_INSERT_CITED = "INSERT INTO cited VALUES (?, ?, ?, ?)"
_INSERT_FOREIGN = "INSERT INTO foreign_id VALUES (?, ?, ?, ?)"
_FOREIGN = "SELECT name, by_path FROM foreign_id WHERE number = ?"
_DELETE_DOC = "INSERT INTO doc (doc, rowid, words) VALUES ('delete', ?, ?)"


class Batch:
    """Changes that are written together, inside one transaction of `connection`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: Counter[tuple[str, str, str, str, bool]] = Counter()
        self._last: dict[int, int] = {}
        self._longest = 0
        self._words: set[str] = set()
        self._touched: list[tuple[object, object, object]] = []
        self._ids: set[str] = set()
        self._old: set[int] = set()
        self._new: dict[int, FileEntry] = {}

    def put(self, entry: FileEntry, old: int | None) -> int:
        """Take an entry in the place of the brief `old`; return its number, the same on one day."""
        day = columns.day_of(entry.sort_date)
        if old is not None:
            self.remove(old)
        if old is not None and columns.day_of_number(old) == day:
            number = old
        else:
            number = self._next_number(day)
        self._new[number] = entry
        self._longest = max(self._longest, entry.days)
        return number

    def remove(self, number: int) -> None:
        """Take a brief and all its records out."""
        self._old.add(number)

    def _next_number(self, day: int) -> int:
        """Return a number for another brief of the day: above all that the day has now."""
        # That of a brief that is gone may come again: who keeps a number keeps the path or id too.
        if day not in self._last:
            first = columns.first_number(day)
            row = self._connection.execute(
                "SELECT max(number) FROM brief WHERE number BETWEEN ? AND ?",
                (first, columns.first_number(day + 1) - 1),
            ).fetchone()
            self._last[day] = first if row[0] is None else row[0]
        self._last[day] += 1
        return self._last[day]

    def _insert(self, number: int, entry: FileEntry) -> None:
        connection = self._connection
        connection.execute(_INSERT_BRIEF, (number, *entry.brief))
        self._touched.append(_TOUCHED(entry.brief))
        first = columns.record_number(number, 0)
        connection.executemany(
            _INSERT_RECORD, ((first + place, *row) for place, row in enumerate(entry.records))
        )
        connection.executemany(
            _INSERT_REC, (form.columns(first + place) for place, form in enumerate(entry.forms))
        )
        connection.execute(_INSERT_DOC, (number, entry.words))
        connection.executemany(_INSERT_CITED, ((number, *one) for one in entry.cited))
        self._ids.update(entry.ids[:2] if entry.ids else (str(entry.brief[0]),))
        if entry.ids:
            connection.execute(_INSERT_FOREIGN, (number, *entry.ids))
        self._words.update(entry.words.split())
        self._count_names(str(entry.brief[_NAMES]), 1)

    def _delete(self, number: int) -> None:
        connection = self._connection
        brief = connection.execute("SELECT * FROM brief WHERE number = ?", (number,)).fetchone()
        if brief is None:
            return
        self._touched.append(_TOUCHED(brief[1:]))
        foreign = connection.execute(_FOREIGN, (number,)).fetchone()
        self._ids.update(foreign or (brief[1],))
        first = columns.record_number(number, 0)
        span = (first, first + columns.MAX_RECORDS)
        rows = connection.execute("SELECT * FROM record WHERE number BETWEEN ? AND ?", span)
        forms = forms_of([row[1:] for row in rows])
        connection.executemany(
            _DELETE_REC, (form.columns(first + place) for place, form in enumerate(forms))
        )
        connection.execute(_DELETE_DOC, (number, words_of(brief[1:], forms)))
        connection.execute("DELETE FROM record WHERE number BETWEEN ? AND ?", span)
        for table in ("brief", "archive", "cited", "brief_conflict", "foreign_id"):
            connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))
        self._count_names(brief[1 + _NAMES], -1)

    def _count_names(self, joined: str, by: int) -> None:
        for named in parse_names(joined):
            for place, name in enumerate(named.every):
                self._names[named.kind, _folded(name), named.slug, name, place == 0] += by

    def finish(self) -> None:
        """Write what was taken; the caller commits."""
        connection = self._connection
        # FTS5 writes a segment each time a number is lower than the one before.
        for number in sorted(self._old | self._new.keys()):
            if number in self._old:
                self._delete(number)
            if number in self._new:
                self._insert(number, self._new[number])
        self._touched += ((name, "", None) for name in rename(connection, self._ids))
        touch(connection, self._touched)
        # Words are never taken out again: one too many does no harm.
        connection.executemany(
            "INSERT OR IGNORE INTO word VALUES (?)",
            ((word,) for word in sorted(self._words) if word[0] != BREAK),
        )
        self._write_names()
        connection.execute(
            "UPDATE header SET value = max(value, ?) WHERE key = 'longest'", (self._longest,)
        )
        connection.execute("UPDATE header SET value = value + 1 WHERE key = 'generation'")

    def _write_names(self) -> None:
        connection = self._connection
        connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET uses = uses + excluded.uses",
            ((*key, by) for key, by in self._names.items() if by),
        )
        connection.executemany("INSERT OR IGNORE INTO name_word VALUES (?, ?, ?, ?)", {
            (word, kind, slug, folded)
            for (kind, folded, slug, *_), by in self._names.items()
            if by > 0 and kind in ("party", "person")
            for word in folded.split()
        })  # fmt: skip
        if any(by < 0 for by in self._names.values()):
            connection.execute("DELETE FROM name WHERE uses <= 0")


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return form(name).strip()
