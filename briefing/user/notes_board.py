"""The board of a person's notes, the one written last first."""

from collections.abc import Sequence

from briefing.process import Ref
from briefing.text.clean import clean
from briefing.text.width import cut
from briefing.user.placed_notes import PlacedNote
from briefing.view.board.board import Board, Cell
from briefing.view.board.record_words import unmarked

_MOST = 72
"""The most cells of the words of a record: enough to know it again."""

GONE = "gone"
"""The word for a record or brief that is no longer there."""


def notes_board(notes: Sequence[PlacedNote]) -> Board:
    """Return a board of notes: when, the note, on what record, and its words; a note a row.

    Of thousands a screen shows a few, so the words of a row are made when it is asked for.
    """
    columns = tuple(Cell(name, "label") for name in ("Note", "Record", "Its words"))
    heads = tuple(Cell(note.written, "label", _refs(note)) for note in notes)
    nothing = "no notes; a writes one on what is under the cursor"
    return Board(
        "your notes", "Written", columns, heads,
        lambda row, column: _PARTS[column](notes[row], heads[row].records), nothing=nothing,
    )  # fmt: skip


def _refs(placed: PlacedNote) -> tuple[Ref, ...]:
    """Return the references of a note; for a record that no longer exists, its brief."""
    record = (not placed.is_gone and placed.note.record) or "title"
    return ((placed.note.brief, record),) if placed.row is not None else ()


def _note(placed: PlacedNote, refs: tuple[Ref, ...]) -> Cell:
    return Cell(" ".join(placed.note.text.split()), "plain", refs)


def _place(placed: PlacedNote, refs: tuple[Ref, ...]) -> Cell:
    return Cell(clean(placed.place, line=True), "mark", refs)


def _words(placed: PlacedNote, refs: tuple[Ref, ...]) -> Cell:
    if placed.is_gone:
        return Cell(GONE, "bad", refs)
    return Cell(cut(unmarked(placed.on), _MOST), "muted", refs)


_PARTS = (_note, _place, _words)
