"""A pane of a brief: laid out by `view`, with a cursor that moves by record."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var

from briefing.model.references import Target
from briefing.text.ranges import no_highlight
from briefing.ui.widgets.line_view import LineView
from briefing.ui.widgets.pane_highlights import index_of, lit_places, next_lit_row, rows_of_choice
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import MEASURE, Item, PaneView
from briefing.view.brief.panes import PANES, pane_view
from briefing.view.hints import with_hints
from briefing.view.spans import Line, width_of


class RecordPane(LineView):
    """Summary, Agreements, Disagreements, Quotes or Sources of the brief that is read."""

    reading: reactive[BriefView | None] = reactive(None, init=False, repaint=False)
    """What is read."""
    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The index of the item that the cursor is on."""
    hints: var[dict[Target, str]] = var(dict)
    """Letters shown in place of references, by target, while one is being chosen."""

    class Scrolled(Message):
        """Another part of the page is in sight."""

    def __init__(self, number: int) -> None:
        """Show the pane with this `number`, 1 to 5."""
        super().__init__(id=f"pane-{number}")
        self.number = number
        self.page = PaneView()
        self._laid: tuple[BriefView | None, int, Target | None] = (None, 0, None)
        self._requested = ""
        self._chosen: Target | None = None
        self._from_top = False

    def watch_reading(self, old: BriefView | None, new: BriefView | None) -> None:
        """Show another brief from its top, or the same one where it was."""
        same = old is not None and new is not None and old.brief.id == new.brief.id
        self.lay(keep=same)

    def stay_at_top(self) -> None:
        """Show the next page from its top, unless the user has moved."""
        if not self.cursor and not self.scroll_offset.y:
            self._from_top = True

    def on_resize(self) -> None:
        """Lay out for another size, with the same record at the top and the cursor in sight."""
        self.lay(keep=True)
        item, top = self.item, self.scroll_offset.y
        if self.has_focus and item is not None:
            in_sight = item.first < top + self.size.height and item.last > top
            if not in_sight:
                self.reveal(item.first, item.last)

    def on_show(self) -> None:
        """Lay the page out if it changed while hidden."""
        self.lay(keep=True)

    def lay(self, *, keep: bool) -> None:
        """Lay the page out if its brief or width has changed; a hidden pane waits.

        With `keep` the same records stay at the top and under the cursor, unless it was another
        brief in between.
        """
        self._from_top = self._from_top or not keep
        if not self.size.width:
            return
        if not self.is_laid:
            self._lay_out()
        elif self._from_top:
            self.to_end(down=False)
        self._from_top = False
        if self._requested:
            self._go_to_requested()
        self.post_message(self.Scrolled())

    def _lay_out(self) -> None:
        width, at = self.size.width, self.item
        top, offset = self._anchor()
        self._laid = (self.reading, width, self._chosen)
        reading = self.reading._replace(chosen=self._chosen) if self.reading else None
        self.page = (
            pane_view(reading, self.number, width - 1, measure=MEASURE) if reading else PaneView()
        )
        self.virtual_size = Size(width, len(self.page.lines))
        first = self.page.item_of(top.key) if top is not None and not self._from_top else -1
        cursor = self.page.item_of(at.key) if at is not None and first >= 0 else -1
        self.set_reactive(RecordPane.cursor, cursor if cursor >= 0 else max(first, 0))
        self.jump(self.page.items[first].first + offset if first >= 0 else 0)
        self.refresh()

    @property
    def is_laid(self) -> bool:
        """Whether the current brief is laid out for the current width."""
        width = self.size.width
        return bool(width) and self._laid == (self.reading, width, self._chosen)

    def _anchor(self) -> tuple[Item | None, int]:
        """Return the item at the top of the window and how far it is scrolled."""
        top = self.scroll_offset.y
        if not self.page.items:
            return None, 0
        item = self.page.items[self.page.item_at(top)]
        return item, max(0, min(top - item.first, item.last - item.first - 1))

    @property
    def chosen(self) -> Target | None:
        """The place in a source that was asked for."""
        return self._chosen

    @property
    def title(self) -> str:
        """What the pane shows: `4 Quotes 6 · 5 verbatim`."""
        return PANES[self.number - 1].long_title(self.reading)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Show how far the pane is scrolled."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(has_focus)
        self._draw_item(self.cursor)

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two items whose mark changes."""
        self._draw_item(old)
        self._draw_item(new)

    def _draw_item(self, index: int) -> None:
        if 0 <= index < len(self.page.items):
            item = self.page.items[index]
            self.refresh_lines(item.first, item.last - item.first)

    def validate_cursor(self, value: int) -> int:
        """Keep the cursor on an item."""
        return max(0, min(value, len(self.page.items) - 1))

    @property
    def item(self) -> Item | None:
        """What the cursor is on."""
        return self.page.items[self.cursor] if self.page.items else None

    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self.page.lines)

    def row(self, number: int) -> Line:
        """Return one row, with letters on its references while one is being chosen."""
        line = self.page.lines[number]
        return with_hints(line, self.hints, self.size.width - 1) if self.hints else line

    def marked(self, number: int) -> bool:
        """Whether the cursor is on the row; only the focused pane shows it."""
        item = self.item
        return self.has_focus and item is not None and item.first <= number < item.last

    def move(self, steps: int) -> None:
        """Go to the next or previous record; within one that is taller than the window, a row."""
        if abs(steps) > 1:
            for _ in range(min(abs(steps), len(self.page.lines))):
                self.move(1 if steps > 0 else -1)
            return
        item = self.item
        top, height = self.scroll_offset.y, self.size.height
        last = len(self.page.items) - 1
        at_end = item is None or self.cursor == (last if steps > 0 else 0)
        beyond = item and ((item.last > top + height) if steps > 0 else (item.first < top))
        if at_end or beyond:
            self.jump(top + steps)
        else:
            self.go(self.cursor + steps)

    def to_number(self, number: int) -> None:
        """Go to the record of a number, from 1, or to the last one."""
        self.go(number - 1)

    def rows_of(self, indices: Sequence[int]) -> range:
        """Return the rows of some items that follow each other."""
        items = self.page.items[indices[0] : indices[-1] + 1]
        return range(items[0].first, items[-1].last) if items else range(0)

    def go(self, index: int) -> None:
        """Put the cursor on an item and have it in sight."""
        self.cursor = index
        if (item := self.item) is not None:
            self.reveal(item.first, item.last)

    def leap(self, screens: float) -> None:
        """Scroll by a share of the window; the cursor moves into sight."""
        height = self.size.height
        rows = int(screens * height) or (1 if screens > 0 else -1)
        self.jump(self.scroll_offset.y + (rows - (1 if rows >= height else 0)))
        self._go_with_window(down=screens > 0)

    @property
    def share(self) -> str:
        """How much of the rows lies above the lower edge: `62%`; empty if all are in sight."""
        count, height = self.row_count(), self.size.height
        if count <= height or not height:
            return ""
        return f"{min(100, (self.scroll_offset.y + height) * 100 // count)}%"

    def place_at(self, x: int, y: int) -> tuple[int, ...] | None:
        """Return the index of the record at a place."""
        row = y + self.top
        index = self.page.item_at(row)
        is_there = index >= 0 and self.page.items[index].first <= row < self.page.items[index].last
        return (index,) if is_there else None

    def follow_window(self, *, down: bool) -> None:
        """Put the cursor on a record in sight, unless it is on one."""
        item, top = self.item, self.top
        if item is None or item.last <= top or item.first >= top + self.size.height:
            self._go_with_window(down=down)

    def _go_with_window(self, *, down: bool) -> None:
        """Put the cursor on the first item in sight, on the last at the very end."""
        if not self.page.items:
            return
        top, height = self.scroll_offset.y, self.size.height
        if down and top + height >= len(self.page.lines):
            self.cursor = len(self.page.items) - 1
            return
        index = self.page.item_at(top)
        if self.page.items[index].first < top and index + 1 < len(self.page.items):
            nxt = self.page.items[index + 1]
            index += nxt.first < top + height
        self.cursor = index

    def to_end(self, down: bool) -> None:
        """Go to the last row, or the first."""
        self.jump(len(self.page.lines) if down else 0)
        self.cursor = len(self.page.items) - 1 if down else 0

    def show_record(self, key: str, chosen: Target | None = None) -> None:
        """Put the cursor on a record, as soon as the pane is laid out.

        `chosen` is a place in an archived text that is to be marked.
        """
        self._requested = key
        self._chosen = chosen
        if self.is_laid:
            self._go_to_requested()
        else:
            self.lay(keep=True)

    def _go_to_requested(self) -> None:
        """Go to the requested record, or to the words marked in it.

        Records of no pane, such as the title, are above them: then the pane is shown from its top.
        """
        index, self._requested = index_of(self.page, self._requested), ""
        if index < 0:
            self.to_end(down=False)
            return
        self.cursor = index
        self._draw_item(index)
        sought = self.reading.sought if self.reading is not None else no_highlight
        first, last = rows_of_choice(self.page, self.page.items[index], sought)
        if first < self.scroll_offset.y or last > self.scroll_offset.y + self.size.height:
            self.jump(first - self.size.height // 4)

    def lit_places(self, key: str) -> tuple[int, int, int]:
        """Return which highlighted places of a record are in sight, from 1, and how many it has.

        The first and the last in sight; the last is that before the first where none is.
        """
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        rows = lit_places(self.page, key)
        return bisect_left(rows, top) + 1, bisect_left(rows, bottom), len(rows)

    def step_highlight(self, key: str, steps: int) -> bool:
        """Scroll to a record's next highlighted row out of sight; return whether there is one."""
        top, height = self.scroll_offset.y, self.size.height
        row = next_lit_row(self.page, key, range(top, top + height), steps)
        if row is None:
            return False
        self.jump(row - (height // 4 if steps > 0 else 3 * height // 4))
        return True

    @property
    def is_in_sight(self) -> bool:
        """Whether the pane is among those on the screen."""
        return bool(self.display and self.is_laid)

    def show_hints(self, letters: Mapping[Target, str]) -> None:
        """Show letters in place of references, by target; none of them with an empty mapping."""
        if self.hints != letters:
            self.hints = dict(letters)
            self.refresh()

    def targets_in_sight(self) -> list[Target]:
        """Return what the references in sight lead to, top first, each once."""
        top = self.scroll_offset.y
        lines = self.page.lines[top : top + self.size.height]
        targets = [span.target for line in lines for span in line if span.target is not None]
        return list(dict.fromkeys(targets))


def target_at(pane: RecordPane, x: int, y: int) -> Target | None:
    """Return what the words at a place of a pane's window lead to; None for nothing."""
    row = y + pane.top
    end = 1  # the column of the cursor
    for span in pane.page.lines[row] if 0 <= row < len(pane.page.lines) else ():
        end += width_of((span,))
        if x < end:
            return span.target
    return None
