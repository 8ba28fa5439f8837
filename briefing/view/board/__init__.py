"""Tables over rounds or parties: a frozen head row and head column, and cells with their records.

`board` has what they share, `board_ref` names one so that it can be opened again. Pure;
imports `process`, `view` and what lies below.
"""

from briefing.view.board.board import Board, BoardRow, Cell, Verdicts, listed
from briefing.view.board.list_boards import (
    issue_board,
    line_board,
    moves_board,
    on_whose_word,
    stands,
    timeline_board,
    timeline_events,
    words,
    words_of,
)
from briefing.view.board.matrix_board import compact_matrix, matrix_board, shifts_board
from briefing.view.board.process_board import gist, left_out, process_board, standing_cell
from briefing.view.board.promise_board import Since, ledger_board
from briefing.view.board.record_words import said, unmarked
from briefing.view.board.side_by_side import side_by_side, versions_board

__all__ = [
    "Board", "BoardRow", "Cell", "Since", "Verdicts", "compact_matrix", "gist", "issue_board",
    "ledger_board",
    "left_out", "line_board", "listed", "matrix_board", "moves_board", "on_whose_word",
    "process_board", "said", "shifts_board", "side_by_side", "standing_cell", "stands",
    "timeline_board", "timeline_events", "unmarked", "versions_board", "words", "words_of",
]  # fmt: skip
