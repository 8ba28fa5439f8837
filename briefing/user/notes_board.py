"""The board of a person's notes, the one written last first."""

from collections.abc import Iterable

from briefing.text.clean import clean
from briefing.text.width import cut
from briefing.user.placed_notes import PlacedNote
from briefing.view.board.board import Board, BoardRow, Cell, listed
from briefing.view.board.record_words import unmarked

_MOST = 72
"""The most cells of the words of a record: enough to know it again."""

GONE = "gone"
"""The word for a record or brief that is no longer there."""


def notes_board(notes: Iterable[PlacedNote]) -> Board:
    """Return a board of notes: when, the note, on what record, and its words; a note a row."""
    title, columns = "your notes", ("Note", "Record", "Its words")
    nothing = "no notes; a writes one on what is under the cursor"
    return listed(title, "Written", columns, list(map(_row, notes)), nothing=nothing)


def _row(placed: PlacedNote) -> BoardRow:
    note = placed.note
    # A record that is gone leads to its brief.
    record = (not placed.is_gone and note.record) or "title"
    refs = ((note.brief, record),) if placed.row is not None else ()
    where = Cell(clean(placed.place, line=True), "mark", refs)
    words = Cell(cut(unmarked(placed.on), _MOST), "muted", refs)
    if placed.is_gone:
        words = Cell(GONE, "bad", refs)
    text = " ".join(note.text.split())
    return BoardRow(Cell(placed.written, "label", refs), (Cell(text, "plain", refs), where, words))
