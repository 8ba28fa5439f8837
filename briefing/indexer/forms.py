"""The full-text form of a brief, computed from its stored rows alone.

A contentless table forgets only what it is told word for word: what is taken out must be worked out
in the same way, from the same rows, as what was put in.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.catalogue.judging import search_form
from briefing.catalogue.marks import brief_marks, record_marks
from briefing.catalogue.schema import BRIEF_COLUMNS, RECORD_COLUMNS, TEXT_COLUMNS
from briefing.query.fields import TEXT_KINDS

_AT = {name: place for place, name in enumerate(RECORD_COLUMNS)}
_COLUMN_OF_KIND = {
    kind: TEXT_COLUMNS.index(column) for column, kinds in TEXT_KINDS.items() for kind in kinds
}
_KIND, _ABOUT, _TEXT = _AT["kind"], _AT["about"], _AT["text"]
_PROCESS, _STATUS = BRIEF_COLUMNS.index("process"), BRIEF_COLUMNS.index("status")
_AT_ONCE = 200  # forms of which all words are held at once


class Form(NamedTuple):
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


def forms_of(records: Iterable[Sequence[str]]) -> list[Form]:
    """Return the forms of stored records, each `schema.RECORD_COLUMNS`."""
    return [
        Form(
            record_marks(row),
            _COLUMN_OF_KIND[row[_KIND]],
            search_form(row[_ABOUT], row[_TEXT]),
        )
        for row in records
    ]


def words_of(brief: Sequence[str | int | None], forms: Iterable[Form]) -> str:
    """Return all words of a stored brief (`schema.BRIEF_COLUMNS`) and its records, once each.

    The table keeps no counts, and a shorter text is written faster.
    """
    parts = [brief_marks(str(brief[_PROCESS]), str(brief[_STATUS]))]
    for form in forms:
        parts += (form.marks, form.words)
    found: dict[str, None] = {}
    for start in range(0, len(parts), _AT_ONCE):  # all words of a long one fill much memory
        found |= dict.fromkeys(" ".join(parts[start : start + _AT_ONCE]).split())
    return " ".join(found)
