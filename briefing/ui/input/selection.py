"""Selecting several records or briefs with the keys that move, to copy or pipe them together."""

from collections.abc import Callable, Sequence

from briefing.ui.input.actions import Actions
from briefing.ui.input.command_screen import CommandScreen
from briefing.ui.widgets.brief_list import BriefList
from briefing.ui.widgets.record_pane import RecordPane

Selectable = BriefList | RecordPane
"""A view with a cursor on one of several things in order."""

_KEEPING = ("move", "scroll", "record", "pipe", "help", "redraw", "suspend", "mouse")
"""What does not end a selection: commands, by the first part of their id."""


class Selection:
    """The items between the start of the selection and the cursor."""

    def __init__(
        self,
        screen: CommandScreen,
        view: Callable[[], Selectable],
        copy: Callable[[], object],
    ) -> None:
        """Select in the focused `view`; `copy` copies the selection."""
        self._screen = screen
        self._current = view
        self._copy = copy
        self._view: Selectable | None = None
        self._anchor = 0
        self.actions: Actions = {"select": self.begin}
        """Actions of its commands."""

    @property
    def indices(self) -> Sequence[int]:
        """The selected indices, in order."""
        if self._view is None:
            return ()
        first, last = sorted((self._anchor, self._view.cursor))
        return range(first, last + 1)

    def begin(self) -> None:
        """Begin a selection at the cursor."""
        view = self._current()
        if not view.row_count() or not view.rows_of(range(1)):
            self._screen.note = "nothing to select"
            return
        self._view, self._anchor = view, view.cursor
        self.show()

    def end(self) -> None:
        """Select nothing."""
        if self._view is not None:
            self._view.selected_rows = range(0)
            self._view = None

    def show(self) -> None:
        """Draw the selection, and name the commands for it."""
        if self._view is not None:
            self._view.selected_rows = self._view.rows_of(self.indices)
            count = len(self.indices)
            self._screen.note = f"{count} selected: y copies, | pipes, Esc cancels"

    def take_key(self, key: str) -> bool:
        """Copy or end the selection, and return whether the key is done with by that."""
        keys, place = self._screen.keys, self._screen.place
        if self._view is None or keys.pending:
            return False
        command = keys.completed(key, place)
        if key == "Esc" or (command is not None and command.id == "select"):
            self.end()
            self._screen.note = ""
            return True
        if command is None and keys.begins("copy.item", key):
            self._copy()
            self.end()
            return True
        if command is not None and command.id.partition(".")[0] not in _KEEPING:
            self.end()
        return False
