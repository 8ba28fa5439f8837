"""The rounds of one process side by side: where each issue stands, what moved, who holds what.

Every cell, move and entry names the records that it comes from. Pure: built from flat records;
imports `evidence`, `model` and what lies below.
"""

from briefing.process.diff import Aligned, Edit, Piece, aligned, versions, whole, words
from briefing.process.index import Process
from briefing.process.line import LineEntry, line_in, line_of
from briefing.process.matrix import Matrix, MatrixEntry, PositionChange, shifts
from briefing.process.moves import IssueChange, Move, changes
from briefing.process.promises import Promise, ledger, unfollowed
from briefing.process.rounds import Round, standing_rounds
from briefing.process.standing import ENDED, IssueRound, IssueState, Ref, Standing, standing_of
from briefing.process.threads import LaterRounds
from briefing.process.transitions import MOVE_KINDS, supporting_records

__all__ = [
    "ENDED", "MOVE_KINDS", "Aligned", "Edit", "IssueChange", "IssueRound", "IssueState",
    "LaterRounds", "LineEntry", "Matrix", "MatrixEntry", "Move", "Piece", "PositionChange",
    "Process", "Promise", "Ref", "Round", "Standing", "aligned", "changes", "ledger", "line_in",
    "line_of", "shifts", "standing_of", "standing_rounds", "supporting_records", "unfollowed",
    "versions", "whole", "words",
]  # fmt: skip
