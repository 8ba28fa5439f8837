"""The rounds of one process side by side: where each issue stands, what moved, who holds what.

Every cell, move and entry names the records that it comes from. Pure: built from flat records;
imports `evidence`, `model` and what lies below.
"""

from briefing.process.diff import Aligned, Edit, Piece, aligned, versions, whole, words
from briefing.process.index import Process
from briefing.process.line import Step, line_in, line_of
from briefing.process.matrix import Entry, Matrix
from briefing.process.moves import Change, Move, changes
from briefing.process.promises import Promise, ledger, unfollowed
from briefing.process.rounds import Round, standing_rounds
from briefing.process.standing import ENDED, Cell, Ref, Standing, State, standing_of
from briefing.process.threads import Later
from briefing.process.transitions import MOVE_KINDS, behind

__all__ = [
    "ENDED", "MOVE_KINDS", "Aligned", "Cell", "Change", "Edit", "Entry", "Later", "Matrix", "Move",
    "Piece", "Process", "Promise", "Ref", "Round", "Standing", "State", "Step", "aligned", "behind",
    "changes", "ledger", "line_in", "line_of", "standing_of", "standing_rounds", "unfollowed",
    "versions", "whole", "words",
]  # fmt: skip
