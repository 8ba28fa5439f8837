"""The edits of files in one session, to be undone and redone in order."""

from pathlib import Path
from typing import Literal, NamedTuple

from briefing.catalogue import ListRow
from briefing.commands import Lacking
from briefing.model.suggested import Unconfirmed
from briefing.store.edits import FileEdit, restore, write
from briefing.user.editing.suggestion_order import suggestion_at
from briefing.user.state import State

Direction = Literal["undone", "redone"]
"""The direction through the history, named by what happened to the edit."""


class MadeEdit(NamedTuple):
    """One edit, with what it was about."""

    edit: FileEdit
    """The file before and after."""
    row: ListRow
    """The brief."""
    one: Unconfirmed
    """The record, with its suggestions as they were before."""
    label: str
    """In words: `q5 confirmed`."""


class EditHistory:
    """Two stacks of edits: those that can be undone, and those that can be redone."""

    def __init__(self) -> None:
        """Begin without edits."""
        self._made: list[MadeEdit] = []
        self._undone: list[MadeEdit] = []
        self._answered: dict[tuple[str, str], Unconfirmed] = {}
        self.is_latest = False
        """Whether the last thing done, or undone, is an edit rather than a mark."""

    @property
    def last(self) -> MadeEdit | None:
        """The last edit that was not undone."""
        return self._made[-1] if self._made else None

    def add(self, made: MadeEdit) -> None:
        """Add an edit that has been written; what was undone before cannot be redone."""
        self._made.append(made)
        self._undone.clear()
        self.is_latest = True
        if made.one.keys:
            self._answered[made.row.path, made.one.path] = made.one

    def answered_at(self, path: str, key: str) -> Unconfirmed | None:
        """Return what an item of the brief at `path` suggested before it was answered."""
        known = [one for (file, _), one in self._answered.items() if file == path]
        return suggestion_at(known, key)

    def next(self, direction: Direction) -> MadeEdit | None:
        """Return the edit to be undone or redone next; None if a mark comes first."""
        edits = self._made if direction == "undone" else self._undone
        return edits[-1] if edits and self.is_latest else None

    def move(self, made: MadeEdit, direction: Direction, *, is_lost: bool = False) -> None:
        """Note that an edit was undone or redone; one that `is_lost` can be neither from now on."""
        source, target = self._made, self._undone
        if direction == "redone":
            source, target = target, source
        source.remove(made)
        if not is_lost:
            target.append(made)


def missing_steps(state: State | None, history: EditHistory | None) -> tuple[Lacking, ...]:
    """Return what undo and redo would miss where neither marks nor edits have a step for them."""
    can_undo = state is not None and state.can_undo
    can_redo = state is not None and state.can_redo
    if history is not None:
        can_undo = can_undo or history.next("undone") is not None
        can_redo = can_redo or history.next("redone") is not None
    steps: tuple[tuple[Lacking, bool], ...] = ("done", can_undo), ("undone", can_redo)
    return tuple(name for name, is_there in steps if not is_there)


def write_step(folder: Path, made: MadeEdit, direction: Direction) -> None:
    """Write a file as it was before an edit, or as the edit made it.

    Raises:
        ChangedMeanwhile: the file says something else by now.
    """
    (restore if direction == "undone" else write)(folder, made.edit)
