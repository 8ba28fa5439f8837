"""The rounds of one process side by side: where each issue stands, what moved, who holds what.

Pure: built from flat records. Every cell, move and entry names the records that it comes from.
"""

from briefing.process.became import behind
from briefing.process.compare import Aligned, Edit, Piece, aligned, versions, words
from briefing.process.following import Later
from briefing.process.index import Process
from briefing.process.kinds import MOVE_KINDS
from briefing.process.ledger import Promise, ledger, unfollowed
from briefing.process.line import Step, line_in, line_of
from briefing.process.matrix import Entry, Matrix
from briefing.process.moves import Change, Move, changes
from briefing.process.rounds import Round, standing_rounds
from briefing.process.standing import ENDED, Cell, Ref, Standing, State, standing_of
from briefing.process.whole import whole

__all__ = [
    "ENDED", "MOVE_KINDS", "Aligned", "Cell", "Change", "Edit", "Entry", "Later", "Matrix", "Move",
    "Piece", "Process", "Promise", "Ref", "Round", "Standing", "State", "Step", "aligned", "behind",
    "changes", "ledger", "line_in", "line_of", "standing_of", "standing_rounds", "unfollowed",
    "versions", "whole", "words",
]  # fmt: skip
