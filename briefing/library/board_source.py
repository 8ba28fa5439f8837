"""The boards of a store, and the processes that they are made from."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefing.catalogue import Catalogue, ListRow
from briefing.catalogue.processes import (
    edits_since,
    last_round,
    load_process,
    load_whole,
    why_unreadable,
)
from briefing.catalogue.values import basis_of
from briefing.errors import NotFound
from briefing.process import Process
from briefing.user.notes_board import notes_board
from briefing.user.placed_notes import placed
from briefing.user.state import State
from briefing.view.board import Board, neighbours, versions_board
from briefing.view.board.board_ref import BoardRef, board_of
from briefing.view.board.neighbours import Neighbours

_OF_NO_PROCESS = ("since", "notes")


class BoardSource:
    """Makes boards from what the catalogue holds; it may take a while, so call it from workers."""

    def __init__(self, folder: Path, catalogue: Catalogue, state: State | None) -> None:
        """Make boards of the store in `folder`, with the person's notes in `state`, if any."""
        self._folder = folder
        self._catalogue = catalogue
        self._state = state
        self._process: tuple[tuple[str, object], Process] | None = None

    def process(self, slug: str) -> Process:
        """Return a process with all its rounds, as the catalogue holds it now."""
        key = (slug, self._catalogue.generation)
        if self._process is None or self._process[0] != key:
            self._process = (key, load_process(self._catalogue, slug))
        return self._process[1]

    def board(self, table: BoardRef) -> Board:
        """Return the board that `table` names, with the marks and gaps of what it is made from.

        Raises:
            NotFound: there is nothing to compare the round with.
        """
        if table.kind == "since":
            return self.since_read(table.brief)
        if table.kind == "notes":
            return self._notes()
        catalogue = self._catalogue
        board = board_of(
            self.process(table.process), table, catalogue.verdicts,
            lambda name: load_whole(catalogue, self._folder, name),
        )  # fmt: skip
        rows, gaps = catalogue.rounds(table.process), catalogue.incomplete(table.process)
        return board.with_cautions(basis_of(rows, gaps).cautions)

    def since_read(self, brief: str) -> Board:
        """Return the changes of a brief since it was last read.

        Raises:
            NotFound: it was not read before, or that version cannot be compared any more.
        """
        row = self._catalogue.row_of(brief)
        before = self._state.last_read(brief) if self._state is not None else None
        if row is None or before is None:
            raise NotFound("you have not read this brief before")
        board = versions_board("", brief, edits_since(self._folder, row.path, before))
        superseded = f" ({row.superseded})" if row.superseded else ""
        board = replace(board, title=f"since you read it: {row.title}{superseded}")
        return board.with_cautions(basis_of([row]).cautions)

    def _notes(self) -> Board:
        notes = placed(self._catalogue, self._state.all_notes() if self._state is not None else ())
        rows = {each.row for each in notes if each.row is not None}
        return notes_board(notes).with_cautions(basis_of(rows).cautions)

    def neighbours(self, table: BoardRef) -> Neighbours:
        """Return the boards before and after the one that `table` names."""
        if table.kind in _OF_NO_PROCESS:
            return neighbours.neighbours(table, ())
        if neighbours.unit_of(table) == "process":
            return neighbours.neighbours(table, self._of_processes(table))
        alike = neighbours.boards_like(self.process(table.process), table)
        return neighbours.neighbours(table, alike)

    def _of_processes(self, table: BoardRef) -> Sequence[BoardRef]:
        slugs = [each.slug for each in self._catalogue.processes()]
        rounds = [(slug, last_round(self._catalogue, slug)) for slug in slugs]
        return neighbours.boards_of_processes(table, rounds)

    def column_of(self, table: BoardRef) -> int:
        """Return the column of a table's round on the board of its process; 0 for none."""
        try:
            return self.process(table.process).column(table.brief)
        except NotFound:
            return 0

    def why_unreadable(self, row: ListRow) -> str:
        """Return the first error of a file that is not a brief, in a line; empty for a brief."""
        return why_unreadable(self._folder, row)
