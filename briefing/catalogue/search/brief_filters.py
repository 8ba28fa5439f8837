"""Brief-level query filters as SQL over the row of a brief."""

import sqlite3
from functools import cache, lru_cache, partial
from typing import NamedTuple

from briefing.catalogue.search.field_tokens import MARK_OF, SUPERSEDED
from briefing.catalogue.storage.columns import REPLACING
from briefing.catalogue.values import Marks, has_changed
from briefing.query.nodes import And, Days, FieldFilter, Node, Not, Or, Rounds
from briefing.query.patterns import finder
from briefing.query.terms import forms, words
from briefing.text.fold import fold


class Clause(NamedTuple):
    """A condition in SQL."""

    sql: str
    """An expression over columns of `brief`."""
    values: tuple[str | int, ...] = ()
    """The values of its parameters."""


def register_functions(connection: sqlite3.Connection, marks: Marks, slow: set[str]) -> None:
    """Give the connection the functions that clauses call.

    Patterns that run out of time are added to `slow`, as SQLite hides the errors of functions.
    """

    def matches(pattern: str, text: str) -> bool:
        try:
            return any(finder(pattern, True).search(part) for part in text.split("\x1f"))
        except TimeoutError:
            slow.add(pattern)
            return False

    def tagged(how: str, value: str, brief: str) -> bool:
        own = (fold(mark[4:]) for mark, ids in marks.items() if mark[:4] == "tag:" and brief in ids)
        if how == "matches":
            return any(matches(value, tag) for tag in own)
        return any(tag.startswith(value) if how == "begins" else tag == value for tag in own)

    with_note = cache(partial(_with_note, marks, slow))
    connection.create_function("noted", 3, lambda how, value, brief: brief in with_note(how, value))
    connection.create_function("says", 2, _says, deterministic=True)
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("matches", 2, matches, deterministic=True)
    connection.create_function("marked", 2, lambda mark, brief: brief in marks.get(mark, ()))
    connection.create_function(
        "changed", 2, lambda brief, sha256: has_changed(marks, brief, sha256)
    )
    connection.create_function("tagged", 3, tagged)


@lru_cache(maxsize=16_384)
def words_of_note(text: str) -> str:
    """Return the form of a note, as `forms` does; kept, as every keystroke asks for it."""
    return forms(text)


def note_says(how: str, value: str, text: str) -> bool:
    """Whether a note has the value of `note:`, which is sought as `FieldFilter.how` says.

    Raises:
        TimeoutError: a regular expression took too long.
    """
    if how == "matches":
        return finder(value, True).search(text)
    return note_needle(how, value) in words_of_note(text)


@lru_cache(maxsize=64)
def note_needle(how: str, value: str) -> str:
    """Return what a note with a value of `note:` has among its `words_of_note`."""
    return f" {' '.join(words(value))}" + (" " if how == "is" else "")


def _with_note(marks: Marks, slow: set[str], how: str, value: str) -> set[str]:
    """Return the ids of the briefs with a note that has a value of `note:`."""
    notes = (note.partition("\x1f") for note in marks.get("notes", ()))
    try:
        return {brief for brief, _, text in notes if note_says(how, value, text)}
    except TimeoutError:
        slow.add(value)
        return set()


def _says(needle: str, text: str) -> bool:
    return needle in forms(text)


def where_clause(node: Node) -> Clause | None:
    """Return the condition that `node` sets, or None where a part of it is asked of records."""
    if isinstance(node, And | Or):
        parts = [where_clause(part) for part in node.parts]
        clauses = [clause for clause in parts if clause is not None]
        if len(clauses) < len(parts):
            return None
        joined = (" AND " if isinstance(node, And) else " OR ").join(each.sql for each in clauses)
        return Clause(f"({joined})", tuple(value for each in clauses for value in each.values))
    if isinstance(node, Not):
        inner = where_clause(node.part)
        return inner and Clause(f"(NOT {inner.sql})", inner.values)
    if isinstance(node, Days):
        return Clause(
            "(sort_date != '' AND last_date >= ? AND sort_date <= ?)",
            (node.first, node.last or "9999-12-31"),
        )
    if isinstance(node, Rounds):
        return Clause("coalesce(round BETWEEN ? AND ?, 0)", (node.first, node.last))
    return _field(node) if isinstance(node, FieldFilter) else None


def _field(field: FieldFilter) -> Clause | None:
    if field.name in ("process", "id"):
        return _text(field.name, field)
    if field.name == "path":
        if field.how == "matches":
            return Clause("matches(?, path)", (field.value,))
        return Clause("(instr(fold(path), ?) > 0)", (field.value,))
    if field.name == "place":
        return _place(field)
    if field.name == "tag":
        return _tag(field)
    if field.name == "note":
        return Clause("noted(?, ?, id)", (field.how, field.value))
    if field.name == "has":
        return _HAS[field.value]
    return _is(field.value) if field.name == "is" else None


def _text(column: str, field: FieldFilter) -> Clause:
    if field.how == "matches":
        return Clause(f"matches(?, {column})", (field.value,))
    if field.how == "begins":
        return Clause(f"(substr({column}, 1, ?) = ?)", (len(field.value), field.value))
    return Clause(f"({column} = ?)", (field.value,))


def _place(field: FieldFilter) -> Clause:
    if field.how == "matches":
        return Clause("matches(?, place)", (field.value,))
    needle = f" {' '.join(words(field.value))}" + (" " if field.how == "is" else "")
    return Clause("(says(?, place) OR country = ?)", (needle, field.value.upper()))


def _tag(field: FieldFilter) -> Clause:
    own = "tagged(?, ?, id)"
    if field.how == "matches":
        sql, values = "matches(?, tags)", (field.value,)
    else:
        end = "\x1f" if field.how == "is" else ""
        sql, values = "(instr(char(31) || tags || char(31), ?) > 0)", (f"\x1f{field.value}{end}",)
    return Clause(f"({sql} OR {own})", (*values, field.how, field.value))


def _is(value: str) -> Clause:
    if value == "broken":
        return Clause("(problems > 0)")
    if value == "unconfirmed":
        return Clause("(unconfirmed > 0)")
    if value == "unread":
        return Clause("(NOT marked('read', id))")
    if value == "changed":
        return Clause("changed(id, (SELECT sha256 FROM file WHERE file.path = brief.path))")
    if value == SUPERSEDED:
        return Clause(
            # By brief: a list of all that are replaced would be made again for every candidate.
            f"(status = ? OR EXISTS (SELECT 1 {REPLACING}))",
            (value,),
        )
    if value in MARK_OF:
        return Clause("marked(?, id)", (value,))
    return Clause("(status = ?)", (value,))


_HAS = {
    **{
        f"{name}": Clause(f"({name}s > 0)")
        for name in ("agreement", "disagreement", "proposal", "quote", "source", "archive")
    },
    "timeline": Clause("(timeline > 0)"),
    "problem": Clause("(problems > 0)"),
    "process": Clause("(process != '')"),
    "place": Clause("(place != '')"),
    "note": Clause("marked('noted', id)"),
}
