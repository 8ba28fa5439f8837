"""The full-text form of a brief, computed from its stored rows alone.

A contentless table deletes only the exact words that it was given, so these are computed from the
stored rows both times.
"""

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from briefing.catalogue.search.field_tokens import brief_marks, record_marks
from briefing.catalogue.search.records.record_filter import search_form
from briefing.catalogue.storage.schema import BRIEF_COLUMNS, RECORD_COLUMNS, TEXT_COLUMNS, Values
from briefing.query.fields import TEXT_KINDS

_COLUMN_OF_KIND = {
    kind: TEXT_COLUMNS.index(column) for column, kinds in TEXT_KINDS.items() for kind in kinds
}
_worded = itemgetter(*map(RECORD_COLUMNS.index, ("kind", "about", "text")))
_PROCESS, _STATUS = BRIEF_COLUMNS.index("process"), BRIEF_COLUMNS.index("status")
_AT_ONCE = 200  # forms of which all words are held at once


class FullTextRow(NamedTuple):
    """What the full-text table of records holds of one record."""

    marks: str
    """Tokens for its fields."""
    column: int
    """Which of `schema.TEXT_COLUMNS` its words stand in."""
    words: str
    """Its words."""

    def columns(self, number: int) -> list[int | str]:
        """Return the row of the record `number`."""
        row: list[int | str] = [number, self.marks, *_EMPTY]
        row[2 + self.column] = self.words
        return row


_EMPTY = ("",) * len(TEXT_COLUMNS)


def forms_of(records: Iterable[Values]) -> list[FullTextRow]:
    """Return the forms of stored records, each `schema.RECORD_COLUMNS`."""
    return [
        FullTextRow(record_marks(row), _COLUMN_OF_KIND[kind], search_form(about, text))
        for row in records
        for kind, about, text in [_worded(row)]
    ]


def words_of(brief: Values, forms: Iterable[FullTextRow]) -> str:
    """Return all words of a stored brief (`schema.BRIEF_COLUMNS`) and its records, once each."""
    # The table keeps no counts, and a shorter text is written faster.
    parts = [brief_marks(str(brief[_PROCESS]), str(brief[_STATUS]))]
    for form in forms:
        parts += (form.marks, form.words)
    words: dict[str, None] = {}
    for start in range(0, len(parts), _AT_ONCE):  # all words of a long one fill much memory
        words |= dict.fromkeys(" ".join(parts[start : start + _AT_ONCE]).split())
    return " ".join(words)
