"""A line to type in."""

from textual.widgets import Input

from briefing.text import clean


class Field(Input):
    """Text in one line, safe for a terminal whatever is typed or pasted into it."""

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        """Begin with `text`, the cursor behind it; `placeholder` is shown while it is empty."""
        super().__init__(text, placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Clean what was typed or pasted, one character for one, so that the cursor stays."""
        return clean(value, line=True)
