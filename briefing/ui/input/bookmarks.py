"""Bookmarks: places of the reader, each named by a letter."""

from collections.abc import Callable, Mapping

from briefing.ui.input.actions import Actions
from briefing.ui.input.command_screen import CommandScreen
from briefing.ui.trail import Trail
from briefing.user.spots import Spot, is_bookmark, kept_spots, written

_BACK = "'"
"""The letter of where one was before, as in vi."""


class Bookmarks:
    """Sets marks, and goes to them; all screens of a reader share them, and the state keeps them.

    Where no state is kept, they last as long as the reader.
    """

    def __init__(
        self,
        screen: CommandScreen,
        trail: Trail,
        spot: Callable[[], Spot],
        go: Callable[[Spot], object],
    ) -> None:
        """Mark where `spot` is on `screen`, in `trail`; `go` goes to one and leaves a way back."""
        self._screen = screen
        self._trail = trail
        self._spot = spot
        self._go = go
        self.actions: Actions = {"mark.set": self.ask_set, "mark.go": self.ask_go}
        """Actions of its commands."""

    def ask_set(self) -> None:
        """Set a mark at the next key."""
        self._screen.next_key = self.set
        self._screen.note = "set mark: press a letter, Esc cancels"

    def set(self, key: str) -> None:
        """Set the mark `key` here."""
        if not is_bookmark(key):
            self._screen.note = f"{key} cannot be a mark; press m and then a letter or figure"
            return
        spot, state = self._spot(), self._screen.library.state
        self._trail.marks[key] = spot
        if state is not None:
            self._screen.background.run(
                lambda: state.set_bookmark(key, written(spot)), lambda _: None
            )
        self._screen.note = f"mark {key} set; '{key} comes back here"

    def ask_go(self) -> None:
        """Go to the mark of the next key."""
        state = self._screen.library.state
        if state is not None:
            self._screen.await_result(state.bookmarks, self._offer)
        else:
            self._offer({})

    def _offer(self, kept: Mapping[str, str]) -> None:
        self._trail.marks |= kept_spots(kept)
        names = " ".join(sorted(self._trail.marks)) or "none is set; m and a letter sets one"
        self._screen.next_key = self.go
        self._screen.note = f"go to mark: {names}"

    def go(self, key: str) -> None:
        """Go to the mark `key`, or with `'` to where one was before."""
        if key == _BACK:
            self._screen.do("history.back")
            return
        spot = self._trail.marks.get(key)
        if spot is not None:
            self._go(spot)
            return
        names = ", ".join(sorted(self._trail.marks))
        known = f"the marks are {names}" if names else f"m{key} sets it"
        self._screen.note = f"there is no mark {key}; {known}"
