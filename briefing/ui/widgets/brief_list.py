"""The list widget of briefs."""

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.reactive import reactive, var

from briefing.catalogue import ListRow
from briefing.library import Library
from briefing.text.ranges import Highlighter, no_highlight
from briefing.ui.widgets.line_view import LineView
from briefing.view.list_rows import one_row, two_rows
from briefing.view.signs import ASCII, UNICODE
from briefing.view.spans import Line, Span, flow

_CHUNK = 64
_CHUNKS = 16


class BriefList(LineView):
    """The briefs that match the filter, newest first, with a cursor on one.

    It holds their numbers and asks for the rows in sight, so a million cost what a screenful does.
    """

    numbers: reactive[Sequence[int]] = reactive(lambda: array("q"), layout=False, init=False)
    """The catalogue's numbers of the briefs, in order."""
    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The index in `numbers` that the cursor is on."""
    tall: var[bool] = var(False)
    """Whether a brief takes two rows instead of one."""
    nothing: var[str] = var("")
    """The message in an empty list."""
    highlighter: reactive[Highlighter] = reactive(lambda: no_highlight, layout=False, init=False)
    """Finds search matches in titles."""

    @dataclass
    class Highlighted(Message):
        """The cursor is on another brief, or the list is empty."""

        number: int | None
        """The catalogue's number of the brief."""
        by_hand: bool = False
        """Whether the cursor was moved, rather than the list changed."""

    def __init__(self, library: Library, *, id: str | None = None) -> None:
        """Take rows and marks of the briefs in sight from `library`."""
        super().__init__(id=id)
        self._library = library
        self.new: set[int] = set()
        """The numbers of briefs that came while the reader was open and have not been seen."""
        self._chunks: OrderedDict[int, tuple[Mapping[int, ListRow], Mapping[int, str]]] = (
            OrderedDict()
        )

    @property
    def number(self) -> int | None:
        """The catalogue's number of the brief under the cursor."""
        return self.numbers[self.cursor] if 0 <= self.cursor < len(self.numbers) else None

    @property
    def path(self) -> str:
        """The file of the brief under the cursor; empty where there is none."""
        row = self.brief(self.cursor)
        return row.path if row is not None else ""

    def brief(self, index: int) -> ListRow | None:
        """Return what the catalogue knows of the brief at `index`."""
        if not 0 <= index < len(self.numbers):
            return None
        rows, _ = self._chunk(index)
        return rows.get(self.numbers[index])

    def _chunk(self, index: int) -> tuple[Mapping[int, ListRow], Mapping[int, str]]:
        """Return the rows around the one at `index`, and the sums of their files, by number."""
        chunk = index // _CHUNK
        rows_and_sums = self._chunks.get(chunk)
        if rows_and_sums is None:
            # By number, not by place: what is gone by now has no row.
            numbers = self.numbers[chunk * _CHUNK : (chunk + 1) * _CHUNK]
            rows = {row.number: row for row in self._library.rows(numbers)}
            rows_and_sums = self._chunks[chunk] = rows, self._library.sums(numbers)
            if len(self._chunks) > _CHUNKS:
                self._chunks.popitem(last=False)
        return rows_and_sums

    def watch_numbers(self) -> None:
        """Show other briefs; the cursor stays on its brief where that is among them."""
        self._chunks.clear()
        self.fit_rows()
        self.refresh()

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Show these briefs, as the catalogue knows them now.

        The cursor stays on the brief it was on, even where its number is another one now, because
        its file was given another date; or else it goes to the first.
        """
        before, top = self.number, self.cursor * self.height_of_row - self.scroll_offset.y
        if before is not None and before not in numbers and (row := self.brief(self.cursor)):
            before = self._library.catalogue.number_at(row.path)
        self._chunks.clear()
        self.numbers = numbers
        self.refresh()
        at = numbers.index(before) if before is not None and before in numbers else 0
        self.set_reactive(BriefList.cursor, at)
        self.jump(at * self.height_of_row - top)
        self.reveal(*self._rows_of(at))
        self.post_message(self.Highlighted(self.number))

    def count_new(self) -> int:
        """Return how many of the briefs in the list are new and have not been seen."""
        return len(self.new.intersection(self.numbers)) if self.new else 0

    def see(self) -> bool:
        """Count the briefs in sight as seen; return whether any was new."""
        if not self.new:
            return False
        seen = {self.number}
        if self.is_on_screen:
            first = self.top // self.height_of_row
            seen.update(self.numbers[first : first + self.size.height // self.height_of_row])
        before = len(self.new)
        self.new.difference_update(seen)
        return len(self.new) < before

    @property
    def height_of_row(self) -> int:
        """Rows that one brief takes."""
        return 2 if self.tall else 1

    def on_resize(self) -> None:
        """Lay out again with the cursor in sight."""
        self.fit_rows()
        self.reveal(*self._rows_of(self.cursor))
        self.refresh()

    watch_tall = on_resize

    def _rows_of(self, index: int) -> tuple[int, int]:
        return index * self.height_of_row, (index + 1) * self.height_of_row

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that change, and say which brief it is."""
        for index in (old, new):
            self.refresh_lines(index * self.height_of_row, self.height_of_row)
        self.reveal(*self._rows_of(new))
        self.post_message(self.Highlighted(self.number, by_hand=True))

    def validate_cursor(self, value: int) -> int:
        """Keep the cursor on a brief."""
        return max(0, min(value, len(self.numbers) - 1))

    def row_count(self) -> int:
        """Return how many rows there are; those of its message in an empty list."""
        return len(self.numbers) * self.height_of_row or len(self._message())

    def _message(self) -> list[Line]:
        text = [Span(self.nothing, "muted")]
        return flow(text, max(8, self.size.width - 1)) if self.nothing else []

    def row(self, number: int) -> Line:
        """Return one row of one brief."""
        if not len(self.numbers):
            return self._message()[number]
        index, part = divmod(number, self.height_of_row)
        brief = self.brief(index)
        if brief is None:
            return ()
        signs, width = ASCII if self.ascii_only else UNICODE, self.size.width - 1
        own = self._library.own.of(brief.id, self._chunk(index)[1].get(brief.number, ""))
        if self.tall:
            return two_rows(brief, width, signs, own, self.highlighter)[part]
        return one_row(brief, width, signs, own, self.highlighter)

    def marked(self, number: int) -> bool:
        """Whether the cursor is on the row."""
        return bool(len(self.numbers)) and number // self.height_of_row == self.cursor

    def move(self, steps: int) -> None:
        """Move the cursor by some briefs."""
        self.cursor += steps

    def place_at(self, x: int, y: int) -> tuple[int, ...] | None:
        """Return the index of the brief at a place."""
        index = (y + self.top) // self.height_of_row
        return (index,) if index < len(self.numbers) else None

    def follow_window(self, *, down: bool) -> None:
        """Put the cursor on the nearest brief that is wholly in sight."""
        first = -(-self.top // self.height_of_row)
        last = (self.top + self.size.height) // self.height_of_row - 1
        self.cursor = max(first, min(self.cursor, last))

    def go_to(self, number: int | None) -> None:
        """Put the cursor on a brief, if it is among those that the list is narrowed to."""
        if number is not None and number in self.numbers:
            self.cursor = self.numbers.index(number)

    def to_number(self, number: int) -> None:
        """Put the cursor on the brief of a number, from 1, or on the last one."""
        self.cursor = number - 1

    def rows_of(self, indices: Sequence[int]) -> range:
        """Return the rows of some briefs that follow each other."""
        height, end = self.height_of_row, min(indices[-1] + 1, len(self.numbers))
        return range(indices[0] * height, end * height)

    def leap(self, screens: float) -> None:
        """Move by a share of the window."""
        rows = int(screens * (self.size.height // self.height_of_row))
        self.cursor += rows or (1 if screens > 0 else -1)

    def to_end(self, down: bool) -> None:
        """Go to the last brief, or the first."""
        self.cursor = len(self.numbers) - 1 if down else 0
