"""The rounds of one process side by side: where each issue stands, what moved, who holds what.

Pure: built from flat records, or from briefs. Every cell, move and entry names the records that it
comes from.
"""

from briefing.process.compare import Aligned, Edit, Piece, aligned, versions, words, written
from briefing.process.index import Process, Records, of_briefs
from briefing.process.kinds import MOVE_KINDS, MoveKind
from briefing.process.ledger import Promise, ledger
from briefing.process.line import Step, line_in, line_of
from briefing.process.matrix import Entry, Matrix
from briefing.process.moves import Change, Move, apply, changes
from briefing.process.rounds import Names, Round, in_order, names_of, round_of, standing_rounds
from briefing.process.standing import Cell, Ref, Standing, State, standing_of
from briefing.process.whole import whole

__all__ = [
    "MOVE_KINDS", "Aligned", "Cell", "Change", "Edit", "Entry", "Matrix", "Move", "MoveKind",
    "Names", "Piece", "Process", "Promise", "Records", "Ref", "Round", "Standing", "State", "Step",
    "aligned", "apply", "changes", "in_order", "ledger", "line_in", "line_of", "names_of",
    "of_briefs", "round_of", "standing_of", "standing_rounds", "versions", "whole", "words",
    "written",
]  # fmt: skip
