"""A line to type a query in, with the searches of before behind ↑."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from briefing.lay import Span
from briefing.ui.chrome import Bar
from briefing.ui.field import Field


class Prompt(Horizontal):
    """Asks for one line. Enter accepts it, Esc leaves it, ↑ and ↓ go through earlier ones."""

    @dataclass
    class Changed(Message):
        """Something was typed."""

        label: str
        """The label of the line."""
        text: str
        """What stands in the line."""

    @dataclass
    class Accepted(Message):
        """The line is finished."""

        label: str
        """The label of the line."""
        text: str
        """What stands in it."""

    @dataclass
    class Left(Message):
        """The line was given up."""

        label: str
        """The label of the line."""

    def __init__(self, label: str, text: str = "", earlier: Sequence[str] = ()) -> None:
        """Ask with `label` before the line, `text` in it and the newest of `earlier` first."""
        super().__init__(id="prompt")
        self._label = label
        self._text = text
        self._earlier = list(earlier)
        self._at = -1
        self._typed = text

    def compose(self) -> ComposeResult:
        """Lay out the label and the line."""
        yield Bar(id="prompt-label")
        yield Field(self._text)

    def on_mount(self) -> None:
        """Begin to type."""
        label = self.query_one(Bar)
        label.styles.width = len(self._label)
        label.lines = ((Span(self._label, "strong"),),)
        self.query_one(Input).focus()

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.query_one(Input).value

    def type(self, text: str) -> None:
        """Take a text as if it had been typed: keys that came before the line had the keyboard."""
        self.query_one(Input).insert_text_at_cursor(text)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self._label, event.value))

    @on(Input.Submitted)
    def _accepted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Accepted(self._label, event.value))

    def on_key(self, event: events.Key) -> None:
        """Leave, or go through the searches of before that begin as the line does."""
        if event.key == "escape":
            self.post_message(self.Left(self._label))
        elif event.key in ("up", "down") and self._earlier:
            self._recall(1 if event.key == "up" else -1)
        else:
            return
        event.stop()
        event.prevent_default()

    def _recall(self, steps: int) -> None:
        if self._at < 0:
            self._typed = self.text
        found = [text for text in self._earlier if text.startswith(self._typed)]
        self._at = max(-1, min(self._at + steps, len(found) - 1))
        field = self.query_one(Input)
        field.value = found[self._at] if self._at >= 0 else self._typed
        field.cursor_position = len(field.value)
