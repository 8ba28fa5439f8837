"""Notes with the brief and record that they are attached to, as the catalogue has them now."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.catalogue import Catalogue, ListRow
from briefing.user.state import Note, iso_time


class PlacedNote(NamedTuple):
    """A note with its brief and record."""

    note: Note
    """The note."""
    row: ListRow | None
    """The brief; None if it no longer exists."""
    on: str = ""
    """The words of the record, or the brief's title; empty if neither exists."""
    is_gone: bool = False
    """Whether the record, or the whole brief, no longer exists."""

    @property
    def written(self) -> str:
        """When it was written, local, to the minute: `2026-11-30 13:07`; empty if unknown."""
        return iso_time(self.note.at)[:16].replace("T", " ")

    @property
    def place(self) -> str:
        """The brief and, if it hangs on one, the record: `vienna-2014#q2`."""
        record = self.note.record
        return f"{self.note.brief}#{record}" if record else self.note.brief


def placed(catalogue: Catalogue, notes: Sequence[Note]) -> list[PlacedNote]:
    """Return notes in their order, each with its brief and record."""
    number_of = dict(catalogue.numbered(note.brief for note in notes))
    rows = {row.number: row for row in catalogue.rows([*number_of.values()])}
    hung_on = ((number_of[note.brief], note.record) for note in _on_records(notes, number_of))
    texts = catalogue.record_texts(hung_on)
    result = []
    for note in notes:
        number = number_of.get(note.brief, -1)
        row = rows.get(number)
        on = texts.get((number, note.record)) if note.record else row and row.title
        result.append(PlacedNote(note, row, on or "", is_gone=row is None or on is None))
    return result


def _on_records(notes: Iterable[Note], known: Iterable[str]) -> list[Note]:
    briefs = frozenset(known)
    return [note for note in notes if note.record and note.brief in briefs]
