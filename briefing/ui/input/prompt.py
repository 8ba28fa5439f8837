"""The prompt: a line to answer a question in, with history on ↑."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal

from briefing.query.assist.completion import NOTHING, Completion
from briefing.text.width import cells
from briefing.ui.input.line_edit import LineEdit
from briefing.ui.input.ordered_keys import Typed, key_of
from briefing.ui.widgets.bar import Bar
from briefing.view.spans import Line, Span

COMPLETING = ("tab", "shift+tab")
"""The keys that complete a line: the next candidate, and the one before."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question for one line, with the callbacks that take the answer."""

    label: str
    """Text before the line."""
    accepted: Callable[[str], None]
    """Called with the line when Enter is pressed."""
    left: Callable[[], None]
    """Called when Esc is pressed."""
    typed: Callable[[str], None] = lambda _text: None
    """Called with the line after every change."""
    text: str = ""
    """Initial line."""
    earlier: Sequence[str] = ()
    """Earlier answers, newest first."""
    verb: str = "keep"
    """What Enter does."""
    complete: Callable[[str, int], Completion] = lambda _text, _cursor: NOTHING
    """Returns what the line may become, given the place of the cursor in it."""
    offered: Callable[[Sequence[str]], object] = lambda _texts: None
    """Called after `typed` with what Tab can put at the cursor."""

    completes: bool = False
    """Whether Tab completes."""

    @property
    def keys(self) -> Line:
        """What the keys do, for the footer."""
        pairs = [("Enter", self.verb), ("Esc", "cancel")]
        pairs += [("Up", "earlier")] if self.earlier else []
        pairs += [("Tab", "complete")] if self.completes else []
        return tuple(
            span for key, does in pairs for span in (Span(key, "strong"), Span(f" {does}  "))
        )


class Prompt(Horizontal):
    """Asks for one line. Enter accepts it, Esc leaves it, ↑ and ↓ go through earlier ones."""

    def __init__(self, question: Question, opened: Callable[[], None]) -> None:
        """Ask; `opened` is called when the line can be typed in."""
        super().__init__()  # without an id: the line before may not be gone yet
        self.question = question
        self._opened = opened
        self.is_open = False
        self._at = -1
        self._typed = question.text
        self._stepping: tuple[Completion, int] | None = None  # through what, and which stands there

    def compose(self) -> ComposeResult:
        """Lay out the label and the line."""
        yield Bar(id="prompt-label")
        yield LineEdit(self.question.text)

    def on_mount(self) -> None:
        """Begin to type."""
        self.show_label(self.question.label)
        self.query_one(LineEdit).focus()
        self.is_open = True
        if self.question.completes:
            self.offer()
        self._opened()

    def show_label(self, text: str) -> None:
        """Show a text before the line."""
        label = self.query_one(Bar)
        label.styles.width = cells(text)
        label.lines = ((Span(text, "strong"),),)

    @property
    def text(self) -> str:
        """The line as it is now."""
        return self.query_one(LineEdit).value

    @property
    def is_recalling(self) -> bool:
        """Whether the line is an earlier answer, unchanged."""
        return self._at >= 0

    def press(self, event: Typed) -> None:
        """Edit, accept or leave the line, or go through earlier answers."""
        key, before = key_of(event), self.text
        if key == "enter":
            self.question.accepted(before)
        elif key in ("escape", "ctrl+c"):
            self.question.left()
        elif key in ("up", "down"):
            self._recall(1 if key == "up" else -1)
        elif key in COMPLETING:
            self._complete(1 if key == "tab" else -1)
        else:
            self.query_one(LineEdit).press(event)
            self._at = -1
        if key not in COMPLETING:
            self._stepping = None
        if self.is_attached and self.text != before:
            self.question.typed(self.text)
            self.offer()

    def offer(self) -> None:
        """Offer what the line may become; while Tab steps through that, it stays."""
        self.question.offered(self._found.texts)

    @property
    def can_complete(self) -> bool:
        """Whether Tab would put something at the cursor."""
        return bool(self._found.texts)

    @property
    def _found(self) -> Completion:
        field = self.query_one(LineEdit)
        if self._stepping is not None:
            return self._stepping[0]
        return self.question.complete(field.value, field.cursor_position)

    def _complete(self, steps: int) -> None:
        """Insert the common beginning of all candidates at the cursor, then each in turn."""
        field = self.query_one(LineEdit)
        if self._stepping is None:
            found = self._found
            if not found.texts:
                return
            begun = field.value[found.start : field.cursor_position]
            if (more := found.beginning(begun)) != begun:
                self._put(found.start, more)
                return
            self._stepping = (found, -1 if steps > 0 else 0)
        found, at = self._stepping
        at = (at + steps) % len(found.texts)
        self._stepping = (found, at)
        self._put(found.start, found.texts[at])

    def _put(self, start: int, text: str) -> None:
        field = self.query_one(LineEdit)
        rest = field.value[field.cursor_position :]
        field.value = f"{field.value[:start]}{text}{rest}"
        field.cursor_position = start + len(text)
        self._at = -1

    def _recall(self, steps: int) -> None:
        if self._at < 0:
            self._typed = self.text
        matches = [text for text in self.question.earlier if text.startswith(self._typed)]
        self._at = max(-1, min(self._at + steps, len(matches) - 1))
        field = self.query_one(LineEdit)
        field.value = matches[self._at] if self._at >= 0 else self._typed
        field.cursor_position = len(field.value)
