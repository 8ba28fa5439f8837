"""The list of briefs, newest first."""

from collections.abc import Callable, Mapping, Sequence

from briefing.catalogue import ListRow
from briefing.linear.facts.list_facts import list_facts, row_fact
from briefing.linear.linear_context import Action, LinearContext, PartByPart, Spot
from briefing.query import EVERYTHING, Query
from briefing.user import spots
from briefing.view.list_rows import ListSize


class ListPlace(PartByPart):
    """The briefs that a query finds, each in a line."""

    part_name = "brief"

    def __init__(self, context: LinearContext, open_brief: Callable[[ListRow], PartByPart]) -> None:
        """List all briefs; `open_brief` returns the place of one."""
        super().__init__(context)
        self._open = open_brief
        self.numbers: Sequence[int] = ()
        """The catalogue's numbers of the briefs, in order."""
        self.filter_text = ""
        """The filter as it was typed; empty for all briefs."""
        self._query = EVERYTHING
        self.new: set[int] = set()
        """Briefs added since the mode began."""

    @property
    def size(self) -> int:
        """How many briefs there are."""
        return len(self.numbers)

    @property
    def row(self) -> ListRow | None:
        """The current brief."""
        return self.context.library.row(self.numbers[self.cursor]) if self.numbers else None

    def lines_of(self, index: int) -> Sequence[str]:
        """Return a brief in a line."""
        library = self.context.library
        row = library.row(self.numbers[index])
        if row is None:
            return ()
        sums = library.sums([row.number])
        own = library.own.of(row.id, sums.get(row.number, ""))
        return [row_fact(row, own, index, self.size)]

    def begin(self) -> None:
        """Say how many briefs there are, and read the first of them."""
        self.say_size()
        self.read_from(self.cursor)

    def say_size(self) -> None:
        """Say how many briefs there are, how many are unread, and the filter."""
        unread = self.context.library.own.unread_among(self.numbers)
        new = len(self.new.intersection(self.numbers))
        size = ListSize(self.size, unread, new)
        self.context.say(*list_facts(self.context.options.list_name, size, self.filter_text))

    def narrow(self, text: str, query: Query) -> None:
        """List the briefs that a query finds."""
        self.filter_text, self._query, self.cursor = text, query, 0
        self.renew()

    def renew(self) -> None:
        """List the briefs as they are now; the cursor stays on its brief."""
        here = self.numbers[self.cursor] if self.numbers else None
        self.numbers = self.context.library.ids(self._query)
        self.cursor = self.index_of(here)

    def index_of(self, number: int | None) -> int:
        """Return the index of a brief in the list; that of the cursor if it is not there."""
        try:
            return self.numbers.index(number) if number is not None else 0
        except ValueError:
            return max(0, min(self.cursor, self.size - 1))

    def spot(self) -> Spot:
        """Return the current brief."""
        return (self.numbers[self.cursor] if self.numbers else None,)

    def lasting(self) -> spots.Spot:
        """Return the current brief of the list."""
        row = self.row
        return spots.Spot(None, 0, path=row.path if row is not None else "")

    def go_to(self, spot: Spot) -> None:
        """Put the cursor on a brief."""
        (number,) = spot
        self.cursor = self.index_of(number if isinstance(number, int) else None)

    def take(self, text: str) -> bool:
        """Open the brief with a number in the list, or with an id."""
        if not text.isdecimal():
            return False
        if 0 < int(text[:9]) <= self.size:
            self.cursor = int(text) - 1
            self.open()
            return True
        return super().take(text)

    def open(self, number: int = 1) -> None:
        """Open the current brief in one of its panes."""
        row = self.row
        if row is None:
            self.context.say("There is no brief to open.")
            return
        place = self._open(row)
        place.go_to((number, 0))
        self.context.enter(place)

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its own actions, by the id of the command."""
        return {**super().actions, "open": lambda typed: self.open()}
