"""The list of hits of a search, under the rows of their briefs."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from textual.reactive import reactive

from briefing.catalogue.search.session import SearchSession
from briefing.ui.widgets.line_view import LineView
from briefing.view.hits import group_row, hit_rows, parting_row
from briefing.view.signs import ASCII, UNICODE
from briefing.view.spans import Line

_FEWEST_ROWS, _MOST_ROWS = 2, 5
"""Rows of a hit under that of its brief."""
_AHEAD = 20
"""Hits fetched beyond those in sight before the cursor reaches them."""


class HitRow(NamedTuple):
    """A row of the list of hits."""

    hit: int
    """The index of its hit, or of the hit below it."""
    line: Line
    """Its spans."""
    is_head: bool = False
    """Whether it is above the hit: the row of its brief, or the line that separates groups."""


class HitList(LineView):
    """The hits of a search under the rows of their briefs, with a cursor on one."""

    cursor: reactive[int] = reactive(0, init=False)
    """The index of the hit under the cursor."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="hits")
        self.can_focus = False
        self.session: SearchSession | None = None
        self._rows: list[HitRow] = []
        self._ends: list[int] = []  # the row after each hit that is laid out
        self._most = _FEWEST_ROWS

    def show_session(self, session: SearchSession | None) -> None:
        """Show the hits of another search, all at once."""
        self.session = session
        self.set_reactive(HitList.cursor, 0)
        self._lay_out()
        self.jump(0)
        self.refresh()

    def on_resize(self) -> None:
        """Lay the hits out for another size, with the cursor in sight."""
        self._lay_out()
        self._reveal()

    def _lay_out(self) -> None:
        """Lay all hits out, in as many rows each as there is room for."""
        self._rows, self._ends = [], []
        hits = self.session.hits if self.session is not None else []
        briefs = len({hit.brief for hit in hits})
        room = (self.size.height - briefs) // max(len(hits), 1)
        self._most = max(_FEWEST_ROWS, min(room, _MOST_ROWS))
        self._lay_out_more()

    def _lay_out_more(self) -> None:
        """Lay out the hits that have been fetched since."""
        hits = self.session.hits if self.session is not None else []
        signs, width = ASCII if self.ascii_only else UNICODE, self.size.width - 1
        for index in range(len(self._ends), len(hits)):
            hit, before = hits[index], hits[index - 1] if index else None
            parted = before is not None and bool(before.in_a_row) and hit.in_a_row is False
            if parted:
                self._rows.append(HitRow(index, parting_row(width, signs), is_head=True))
            if before is None or parted or before.brief != hit.brief:
                self._rows.append(HitRow(index, group_row(hit, width, signs), is_head=True))
            rows = hit_rows(hit, width, signs, most=self._most)
            self._rows += [HitRow(index, row) for row in rows]
            self._ends.append(len(self._rows))
        self.fit_rows()

    def _reveal(self) -> None:
        if self.cursor < len(self._ends):
            start = self._ends[self.cursor - 1] if self.cursor else 0
            self.reveal(start, self._ends[self.cursor])

    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def row(self, number: int) -> Line:
        """Return one row."""
        return self._rows[number].line

    def marked(self, number: int) -> bool:
        """Whether the cursor is on the row."""
        row = self._rows[number]
        return row.hit == self.cursor and not row.is_head

    def place_at(self, x: int, y: int) -> tuple[int, ...] | None:
        """Return the index of the hit at a place."""
        number = y + self.top
        return (self._rows[number].hit,) if number < len(self._rows) else None

    def follow_window(self, *, down: bool) -> None:
        """Put the cursor on the nearest hit in sight, and fetch more where they end."""
        if not self._ends:
            return
        first = bisect_left(self._ends, self.top + 1)
        last = bisect_right(self._ends, self.top + self.size.height) - 1
        self.move(max(first, min(self.cursor, last)) - self.cursor)

    def move(self, steps: int) -> None:
        """Move the cursor, fetching more hits before it comes to the last."""
        if self.session is None:
            return
        index = self.cursor + steps
        while len(self.session.hits) < index + _AHEAD and self.session.fetch():
            pass
        self._lay_out_more()
        self.cursor = max(0, min(index, len(self.session.hits) - 1))
        self._reveal()
