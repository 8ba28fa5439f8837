"""What all commands of the linear mode share: library, console, the place that is read, history."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from briefing.catalogue import ListRow
from briefing.commands import Command, Where
from briefing.library import Library
from briefing.linear.console import Console
from briefing.linear.typed_line import Typed
from briefing.user import spots
from briefing.view.brief.brief_view import BriefView
from briefing.view.signs import UNICODE, Signs

_MOST_BEHIND = 200
PORTION = 60
"""Lines that are read at once; the part with which they are reached is read to its end."""

Action = Callable[[Typed], object]
"""The action of a command, given the typed line."""

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
    """Returns the current notice, such as that the server of a store is lost; empty for none."""


class PartByPart:
    """A place with numbered parts and a cursor on one of them."""

    where: Where = "list"

    def __init__(self, context: "LinearContext") -> None:
        self.context = context
        """What all places share."""
        self.cursor = 0
        """The current part, from 0."""
        self._end = 0  # of the portion that was read last

    # --- what a place has to say -----------------------------------------------------------------

    @property
    def size(self) -> int:
        """How many parts there are."""
        return 0

    @property
    def part_name(self) -> str:
        """What a part is called: `brief`, `record`."""
        return "part"

    def lines_of(self, index: int) -> Sequence[str]:
        """Return the lines of a part."""
        return ()

    @property
    def row(self) -> ListRow | None:
        """The brief that a command without a name is about."""
        return None

    @property
    def view(self) -> BriefView | None:
        """That brief as far as it is open here."""
        return None

    @property
    def key(self) -> str:
        """The record that the cursor is on; empty for none."""
        return ""

    def prompt(self) -> str:
        """Return where the cursor is, in a few words."""
        return f"{self.part_name} {self.cursor + 1:,} of {self.size:,}" if self.size else "nothing"

    def begin(self) -> None:
        """Say what this place is, and read its beginning."""
        self.read_from(self.cursor)

    def renew(self) -> None:
        """Take the files and marks as they are now, and the cursor where it was."""

    def take(self, text: str) -> bool:
        """Go to the part with a number and read it."""
        if not text.isdecimal():
            return False
        number = int(text[:9])
        if 0 < number <= self.size:
            self.cursor = number - 1
            self.read_here()
        else:
            last = f"the last is {self.size:,}" if self.size else "there is none"
            self.context.say(f"There is no {self.part_name} {number:,}; {last}.")
        return True

    # --- the cursor ------------------------------------------------------------------------------

    def spot(self) -> Spot:
        """Return where the cursor is."""
        return (self.cursor,)

    def lasting(self) -> spots.Spot | None:
        """Return where the cursor is as the state keeps it; None for what does not last."""
        return None

    def go_to(self, spot: Spot) -> None:
        """Put the cursor where it was."""
        (cursor,) = spot
        self.cursor = min(cursor, max(0, self.size - 1)) if isinstance(cursor, int) else 0

    def read_here(self) -> None:
        """Read the part that the cursor is on."""
        if not self.size:
            self.context.say("There is nothing to read here.")
            return
        self.context.say(*self.lines_of(self.cursor))
        self._end = self.cursor + 1

    def read_from(self, index: int, most: int | None = PORTION) -> None:
        """Read a portion from a part on, all for None, with the cursor on the first."""
        self.cursor, self._end = index, index
        lines = 0
        while self._end < self.size and (most is None or lines < most):
            said = self.lines_of(self._end)
            self.context.say(*said)
            lines += len(said)
            self._end += 1
        if self._end < self.size:
            self.context.say(
                f"Read to {self.part_name} {self._end:,} of {self.size:,}; more reads on."
            )

    def move(self, steps: int) -> None:
        """Go some parts on, or back, and read the one there."""
        target = max(0, min(self.cursor + steps, self.size - 1))
        if target == self.cursor or not self.size:
            end = "last" if steps > 0 else "first"
            self.context.say(f"This is the {end} {self.part_name}.")
            return
        self.cursor = target
        self.read_here()

    def _read_on(self, _typed: Typed) -> None:
        if self._end < self.size:
            self.read_from(self._end)
        else:
            self.context.say(f"The last {self.part_name} has been read.")

    def _go(self, index: int) -> None:
        self.cursor = max(0, min(index, self.size - 1))
        self.read_here()

    def _portion_before(self, _typed: Typed) -> None:
        if not self.cursor:
            self.context.say(f"This is the first {self.part_name}.")
            return
        lines, first = 0, self.cursor
        while first and lines < PORTION:
            first -= 1
            lines += len(self.lines_of(first))
        self.read_from(first)

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its own actions, by the id of the command."""
        forward, backward = self._read_on, self._portion_before
        return {
            "move.down": lambda typed: self.move(typed.times),
            "move.up": lambda typed: self.move(-typed.times),
            "record.next": lambda typed: self.move(typed.times),
            "record.previous": lambda typed: self.move(-typed.times),
            "scroll.top": lambda typed: self._go(typed.times - 1),
            "scroll.bottom": lambda typed: self._go(self.size - 1),
            **dict.fromkeys(("scroll.down", "scroll.page-down"), forward),
            **dict.fromkeys(("scroll.up", "scroll.page-up"), backward),
            "zoom": lambda typed: self.read_from(0, None),
            "redraw": lambda typed: self.read_here(),
        }


Visited = tuple[PartByPart, Spot]
"""A place, and where the cursor was in it."""


class LinearContext:
    """The library, the console, the current place, and the history of places."""

    def __init__(
        self,
        library: Library,
        options: LinearOptions,
        console: Console,
        first: Callable[["LinearContext"], PartByPart],
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
        """The places that have been marked, by letter, but for those that the state keeps."""

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

    def enter(self, place: PartByPart) -> None:
        """Go to another place, and read it; going back leads here."""
        self.leave()
        self.place = place
        place.begin()

    def replace(self, place: PartByPart) -> None:
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
