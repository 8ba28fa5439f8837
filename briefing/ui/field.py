"""A line to type in."""

import re
from typing import Self

from textual import events
from textual.actions import SkipAction, parse
from textual.binding import Binding
from textual.geometry import Region
from textual.widgets import Input

from briefing.text import clean

_EDITS = {
    key: parse(binding.action)[1:]
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action != "submit"
    for key in binding.key.split(",")
}
"""What the keys do that edit a line: the name of the action, and its arguments."""

_BREAKS = "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What parts lines and columns in a text that is pasted."""
_SPACES = re.compile(r"\s+")


class Field(Input):
    """Text in one line, safe for a terminal whatever is typed or pasted into it.

    It is handed its keys by its screen, so that each has done its work before the next one comes.
    """

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

    def press(self, event: events.Key | events.Paste) -> bool:
        """Insert a letter or edit the line, and say whether the key means anything to a line."""
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
    return _SPACES.sub(_one_space, text.strip(_BREAKS))


def _one_space(spaces: re.Match[str]) -> str:
    """Return one space where a run of spaces parts lines, or the run as it is."""
    return " " if any(sign in _BREAKS for sign in spaces[0]) else spaces[0]
