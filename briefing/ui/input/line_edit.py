"""A single-line text input."""

import re
from typing import NamedTuple, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction, parse
from textual.binding import Binding
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widgets import Input

from briefing.terminal.driver.fillers import filled
from briefing.text.clean import clean, displayable
from briefing.text.width import JOINER, cells, clusters, is_narrow

_EDITS = {
    key: parse(binding.action)[1:]
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action != "submit"
    for key in binding.key.split(",")
}
"""Actions of the keys that edit a line: the name of each, and its arguments."""

_BREAKS = "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Separators of lines and columns in pasted text."""
_SPACES = re.compile(r"\s+")


class _Place(NamedTuple):
    """A cluster of the line."""

    at: int
    """The index of its first character."""
    end: int
    """The index behind its last one."""
    column: int
    """Cells from the left end."""
    drawn: str
    size: int
    """In cells."""


class LineEdit(Input):
    """Text in one line, safe for a terminal whatever is typed or pasted into it.

    It is handed its keys by its screen, so that each has done its work before the next one comes.
    """

    _left = 0  # the first column in sight of a line that Textual does not draw

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        """Begin with `text`, the cursor behind it; `placeholder` is shown while it is empty."""
        super().__init__(text, placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False

    def refresh(self, *regions: Region, layout: bool = False, **named: bool) -> Self:
        """Draw again; no text changes how large a line is, so nothing is laid out for it."""
        return super().refresh(*regions, **named)

    def validate_value(self, value: str) -> str:
        """Clean what was typed or pasted, one character for one, so that the cursor stays."""
        return clean(value, line=True)

    def _places(self) -> list[_Place]:
        places: list[_Place] = []
        at = column = 0
        line = f"{self.value} "
        for cluster, _ in clusters(line):
            end = at + len(cluster)
            drawn = displayable(cluster)
            if cluster.endswith(JOINER) and JOINER in displayable(line[at : end + 1]):
                drawn += JOINER
            size = cells(drawn)
            if size or not places:
                places.append(_Place(at, end, column, drawn, size))
            else:  # what is not drawn, such as a skin tone, belongs to what stands before it
                places[-1] = places[-1]._replace(end=end)
            at, column = end, column + size
        return places

    def _in_sight(self) -> list[_Place]:
        """Return the clusters in sight, their columns those of the window."""
        places, width = self._places(), max(1, self.scrollable_content_region.width)
        cursor = next(place for place in places if self.cursor_position < place.end)
        # No further than it takes to see the cursor, nor beyond the end.
        least = max(0, cursor.column + cursor.size - width)
        most = max(least, places[-1].column + 1 - width)
        self._left = max(least, min(self._left, cursor.column, most))
        left = next(place.column for place in places if place.column >= self._left)
        moved = [place._replace(column=place.column - left) for place in places]
        return [p for p in moved if p.column >= 0 and p.column + p.size <= width]

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is on the screen."""
        if is_narrow(self.value):
            return super().cursor_screen_offset
        under = [p.column for p in self._in_sight() if p.at <= self.cursor_position]
        x, y, _, _ = self.content_region
        return Offset(x + (under[-1] if under else 0), y)

    def render_line(self, y: int) -> Strip:
        """Draw the line, in as many cells as it takes: Textual counts clusters too narrow."""
        if y or is_narrow(self.value):
            return super().render_line(y)
        segments = [
            Segment(filled(place.drawn), self._style_at(place)) for place in self._in_sight()
        ]
        width = self.scrollable_content_region.width
        return Strip(segments).adjust_cell_length(width).apply_style(self.rich_style)

    def _style_at(self, place: _Place) -> Style | None:
        if not self.has_focus:
            return None
        if place.at <= self.cursor_position < place.end:
            return self.get_component_rich_style("input--cursor")
        start, end = sorted(self.selection)
        chosen = start <= place.at < end
        return self.get_component_rich_style("input--selection") if chosen else None

    def press(self, event: events.Key | events.Paste) -> bool:
        """Insert a letter or edit the line, and return whether the key has a meaning in a line."""
        if isinstance(event, events.Paste):
            self.replace(_in_one_line(event.text), *self.selection)
        elif event.is_printable and event.character:
            self.replace(event.character, *self.selection)
        elif event.key in _EDITS:
            action, arguments = _EDITS[event.key]
            try:
                getattr(self, f"action_{action}")(*arguments)
            except SkipAction:
                return False  # such as to copy where nothing is selected
        else:
            return False
        return True


def _in_one_line(text: str) -> str:
    """Return `text` with a space for each line break, tab, or run of them and of spaces."""
    return _SPACES.sub(
        lambda run: " " if any(sign in _BREAKS for sign in run[0]) else run[0], text.strip(_BREAKS)
    )
