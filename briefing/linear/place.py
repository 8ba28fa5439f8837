"""What is read part by part: a cursor, a portion at a time, the next part and the one before."""

from collections.abc import Mapping, Sequence

from briefing.catalogue import ListRow
from briefing.commands import Where
from briefing.linear.linear_context import Action, LinearContext, Spot
from briefing.linear.typed_line import Typed
from briefing.view.brief.brief_view import BriefView

PORTION = 60
"""Lines that are read at once; the part with which they are reached is read to its end."""


class PartByPart:
    """A place with numbered parts, of which one is the current one."""

    where: Where = "list"

    def __init__(self, context: LinearContext) -> None:
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
