"""Moving from brief to brief, and back in the history."""

from collections.abc import Mapping
from itertools import chain

from briefing.catalogue import ListRow
from briefing.linear.facts.part import ordinal
from briefing.linear.linear_context import Action, LinearContext
from briefing.linear.list_place import ListPlace
from briefing.linear.pane_place import PanePlace


class BriefCommands:
    """Opens briefs, and goes back and forward in the history."""

    def __init__(self, context: LinearContext, briefs: ListPlace) -> None:
        """Go through `briefs`."""
        self._context, self._briefs = context, briefs

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its actions, by the id of the command."""
        panes = {f"pane.{number}": self._open_pane(number) for number in range(1, 6)}
        return {
            **panes,
            "pane.list": lambda typed: self.show_list(),
            **dict.fromkeys(("pane.next", "move.right"), self._open_pane(1)),
            "pane.previous": self._open_pane(5),
            "move.left": lambda typed: self._context.say("This is the list; l opens the brief."),
            "brief.next": lambda typed: self.step(typed.times),
            "brief.previous": lambda typed: self.step(-typed.times),
            "brief.unread": lambda typed: self.go_to_unread(),
            **dict.fromkeys(("back", "leave"), lambda typed: self.go_back()),
            "history.back": lambda typed: self.history_back(),
            "history.forward": lambda typed: self._in_history(self._context.go_forward(), "later"),
        }

    def _open_pane(self, number: int) -> Action:
        return lambda typed: self._briefs.open(number)

    def show_list(self, number: int | None = None) -> None:
        """Read the list again, from the current brief on, or from that with a number."""
        self._briefs.renew()
        if number is not None:
            self._briefs.cursor = self._briefs.index_of(number)
        if self._context.place is self._briefs:
            self._briefs.begin()
        else:
            self._context.enter(self._briefs)

    def show_record(self, number: int, pane: int, key: str) -> None:
        """Read a record of a brief, or else a pane of it."""
        row = self._context.library.row(number)
        if row is None:
            return
        place = self.place_of(row)
        place.pane = pane
        if not key or place.index_of(key, pane) < 0:
            self._context.enter(place)
        else:
            place.enter_at(key)

    def step(self, steps: int) -> None:
        """Read a brief further on in the list; from the list, only its line."""
        briefs, place = self._briefs, self._context.place
        if place is briefs:
            briefs.move(steps)
            return
        target = max(0, min(briefs.cursor + steps, briefs.size - 1))
        if target == briefs.cursor:
            end = "last" if steps > 0 else "first"
            self._context.say(f"This is the {end} brief in the list.")
        else:
            self._read(target)

    def _read(self, index: int) -> None:
        """Read the brief at an index of the list, in the pane that is open."""
        place = self._context.place
        self._briefs.cursor = index
        row = self._briefs.row
        if row is not None:
            opened = self.place_of(row)
            opened.pane = place.pane if isinstance(place, PanePlace) else 1
            self._context.replace(opened)

    def place_of(self, row: ListRow) -> PanePlace:
        """Return a brief to be opened, called by its number in the list if it is there."""
        numbers = self._briefs.numbers
        at = self._briefs.index_of(row.number)
        is_listed = bool(numbers) and numbers[at] == row.number
        return PanePlace(
            self._context, row, ordinal("Brief", at, len(numbers)) if is_listed else "Brief"
        )

    def go_to_unread(self) -> None:
        """Go to the next unread brief of the list; after the last one, to the first."""
        briefs, library = self._briefs, self._context.library
        here = briefs.cursor
        around = chain(range(here + 1, briefs.size), range(here))
        index = next((n for n in around if library.own.is_unread(briefs.numbers[n])), None)
        if library.state is None:
            self._context.say("Marks are not saved in this mode.")
        elif index is None:
            self._context.say("There is no other unread brief in the list.")
        elif self._context.place is briefs:
            briefs.cursor = index
            briefs.read_here()
        else:
            self._read(index)

    # --- the way back ----------------------------------------------------------------------------

    def go_back(self) -> None:
        """Go back one step; without one, to the list."""
        if not self._context.go_back():
            self.show_list()

    def history_back(self) -> None:
        """Go back to where the reader was before."""
        self._in_history(self._context.go_back(), "earlier")

    def _in_history(self, has_moved: bool, where: str) -> None:
        if not has_moved:
            self._context.say(f"There is no {where} location in history.")
