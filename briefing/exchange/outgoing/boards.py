"""The boards of a process that leave the store with its briefs."""

from collections.abc import Iterator

from briefing.catalogue.values import basis_of
from briefing.exchange.outgoing.walk import Outgoing
from briefing.process import Matrix, ledger, shifts
from briefing.view import board as boards
from briefing.view.board import Board


def boards_of(outgoing: Outgoing) -> Iterator[Board]:
    """Yield the boards of the process that was asked for: states, positions, shifts, promises.

    None where briefs were asked for; a board without rows is left out.
    """
    if not outgoing.process:
        return
    catalogue = outgoing.library.catalogue
    process, rows = outgoing.process_of(outgoing.process), outgoing.rounds(outgoing.process)
    cautions = basis_of(rows, catalogue.incomplete(process.slug)).cautions
    for board in (
        boards.process_board(process, catalogue.verdicts),
        # Pages are narrow and long: the shorter of the two goes across.
        boards.matrix_board(
            Matrix(process),
            catalogue.verdicts,
            transpose=len(process.issues) > len(process.parties),
        ),
        boards.shifts_board(process, catalogue.verdicts) if shifts(process) else None,
        boards.ledger_board(process, ledger(process), catalogue.verdicts),
        boards.timeline_board(process),
    ):
        if board is not None and board.height:
            yield board.with_cautions(cautions)
