"""What all places and commands of the linear mode share: library, console, place and history."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

from briefing.catalogue import ListRow
from briefing.commands import Command, Where
from briefing.library import Library
from briefing.linear.console import Console
from briefing.linear.typed_line import Typed
from briefing.view.brief.brief_view import BriefView
from briefing.view.signs import UNICODE, Signs

_MOST_BEHIND = 200

Action = Callable[[Typed], object]
"""What a command does with what was typed."""

Spot = Sequence[object]
"""Where the cursor is within a place, in the terms of that place."""


class LinearOptions(NamedTuple):
    """How the linear mode is opened."""

    reason: str
    """Why it is on: `of --linear`, `BRIEFING_LINEAR is set`."""
    restricted: bool = False
    """Whether commands that lead out of the reader are forbidden."""
    open: str = ""
    """The id of the brief to begin with, or its file within the store, and perhaps a record."""
    list_name: str = "briefs"
    """What the list is called."""
    read_after: float = 2.0
    """Seconds that a brief is open before it counts as read."""
    refresh: float = 0.5
    """Seconds after which the files are looked at again before a command; 0 for never."""
    citation: str = ""
    """The form of a copied quotation; empty for the default."""
    commands: tuple[Command, ...] = ()
    """The command table with the person's keys."""
    opener: str = ""
    """The program that opens addresses, with its options; empty for the system's."""
    settings: Path | None = None
    """The settings file, which may not exist; None where there can be none."""
    stores: Mapping[str, str] = MappingProxyType({})
    """The folders of the stores in the settings, by name."""
    switch: Callable[[str], object] | None = None
    """Called with the name of the store to open after this one; None where there is no other."""
    warnings: Sequence[str] = ()
    """Problems of the settings."""
    notice: Callable[[], str] = lambda: ""
    """Returns what is to be known for as long as it holds: that the server of a store is lost."""


class Reading(Protocol):
    """A place to read in: the list, a brief, a board, hits."""

    where: Where
    """Where its commands are looked up."""

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its own actions, by the id of the command."""

    @property
    def row(self) -> ListRow | None:
        """The brief that a command without a name is about."""

    @property
    def view(self) -> BriefView | None:
        """That brief as far as it is open here."""

    @property
    def key(self) -> str:
        """The record that the cursor is on; empty for none."""

    def prompt(self) -> str:
        """Return where the cursor is, in a few words."""

    def begin(self) -> None:
        """Say what this place is, and read its beginning."""

    def read_here(self) -> None:
        """Read what the cursor is on."""

    def take(self, text: str) -> bool:
        """Go to what a number or a name stands for here; return whether it stands for anything."""

    def spot(self) -> Spot:
        """Return where the cursor is."""

    def go_to(self, spot: Spot) -> None:
        """Put the cursor where it was."""

    def renew(self) -> None:
        """Take the files and marks as they are now, and the cursor where it was."""


Visited = tuple[Reading, Spot]
"""A place, and where the cursor was in it."""


class LinearContext:
    """The library, the console, the current place, and the history of places."""

    def __init__(
        self,
        library: Library,
        options: LinearOptions,
        console: Console,
        first: Callable[["LinearContext"], Reading],
        signs: Signs = UNICODE,
    ) -> None:
        """Begin in the place that `first` returns."""
        self.library, self.options, self.console, self.signs = library, options, console, signs
        self.is_over = False
        """Whether the mode is to end."""
        self.place = self.first = first(self)
        """The current place."""
        self.behind: list[Visited] = []
        """The places before, the nearest one last."""
        self.ahead: list[Visited] = []
        """The places to go forward to, the nearest one last."""
        self.marks: dict[str, Visited] = {}
        """The places that have been marked, by letter."""

    def say(self, *lines: str) -> None:
        """Write lines."""
        self.console.say(*lines)

    def here(self) -> Visited:
        """Return the place and where the cursor is in it."""
        return self.place, self.place.spot()

    def leave(self) -> None:
        """Remember where the cursor is: it is being left."""
        self.behind.append(self.here())
        del self.behind[:-_MOST_BEHIND]
        self.ahead.clear()

    def enter(self, place: Reading) -> None:
        """Go to another place, and read it; going back leads here."""
        self.leave()
        self.place = place
        place.begin()

    def replace(self, place: Reading) -> None:
        """Go to another place, and read it; going back does not lead here."""
        self.place = place
        place.begin()

    def go_back(self) -> bool:
        """Go to the place before; return whether there is one."""
        return self._move(self.behind, self.ahead)

    def go_forward(self) -> bool:
        """Go forward again after going back; return whether there is a place."""
        return self._move(self.ahead, self.behind)

    def visit(self, visited: Visited) -> None:
        """Go to a place that was left, and read what the cursor is on there."""
        self.place, spot = visited
        self.place.renew()
        self.place.go_to(spot)
        self.place.read_here()

    def _move(self, source: list[Visited], other: list[Visited]) -> bool:
        if not source:
            return False
        other.append(self.here())
        self.visit(source.pop())
        return True
