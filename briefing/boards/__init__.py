"""Boards of a process: tables with a frozen header row and column, whose cells know the
records that they come from.
"""

from briefing.boards.board import Board, BoardRow, Cell, Verdicts, listed, said, unmarked
from briefing.boards.ledger import Since, ledger_board
from briefing.boards.lists import (
    line_board,
    moves_board,
    on_whose_word,
    stands,
    timeline_board,
    timeline_events,
    words,
    words_of,
)
from briefing.boards.rounds import (
    entry_cell,
    gist,
    left_out,
    matrix_board,
    process_board,
    standing_cell,
)
from briefing.boards.side import side_by_side, versions_board, wdiff

__all__ = [
    "Board", "BoardRow", "Cell", "Since", "Verdicts", "entry_cell", "gist", "ledger_board",
    "left_out", "line_board", "listed", "matrix_board", "moves_board", "on_whose_word",
    "process_board", "said", "side_by_side", "standing_cell", "stands", "timeline_board",
    "timeline_events", "unmarked", "versions_board", "wdiff", "words", "words_of",
]  # fmt: skip
