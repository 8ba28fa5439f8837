"""The chooser screen: a list filtered by typing, and the newest briefs among its choices."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import ModalScreen

from briefing.catalogue import Catalogue
from briefing.library import Library
from briefing.text.clean import clean
from briefing.text.fold import fold
from briefing.text.width import cells
from briefing.ui.input.line_edit import LineEdit
from briefing.ui.input.ordered_keys import OrderedInputScreen, Typed, key_of
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.line_view import STEPS, LineView, click
from briefing.view.spans import Line, Span, cut_line, flow

_NEWEST = 5_000
"""Briefs that are searched."""
_NO_MATCH = "  nothing matches; Backspace takes letters back, Esc leaves"
WIDEST, KEYS_WIDTH = 90, 13
"""Cells of the list, and of its column of keys."""
_BRIEFS = 200
"""The most briefs offered after the commands."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose."""

    id: str
    """What is answered when it is chosen."""
    keys: str
    """The keys that do the same."""
    title: str
    """In a few words."""
    help: str = ""
    """In a sentence."""
    group: str = ""
    """The heading it stands under."""

    @property
    def folded(self) -> str:
        """What is compared with the words typed."""
        return fold(f"{self.keys} {self.title} {self.help} {self.group}")


class ChoiceList(LineView):
    """The choices that match, under their headings, with a cursor on one."""

    cursor: reactive[int] = reactive(0, init=False)
    """The index in `choices` that the cursor is on."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        """Offer `choices`."""
        super().__init__()
        self.can_focus = False
        self.choices = choices
        self._rows: list[tuple[int, Line]] = []

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer others."""
        self.choices = choices
        self.cursor = 0
        self.lay()

    def lay(self) -> None:
        """Lay the choices out."""
        width = max(20, self.size.width - 1)
        self._rows = list(_laid(self.choices, width))
        if not self.choices:
            self._rows = [(-1, row) for row in flow([Span(_NO_MATCH, "muted")], width)]
        self.fit_rows()
        self.jump(0)
        self.refresh()

    on_resize = lay

    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def row(self, number: int) -> Line:
        """Return one row."""
        return self._rows[number][1]

    def marked(self, number: int) -> bool:
        """Whether the cursor is on the row."""
        return bool(self.choices) and self._rows[number][0] == self.cursor

    def place_at(self, x: int, y: int) -> tuple[int, ...] | None:
        """Return the index of the choice at a place."""
        row = y + self.top
        index = self._rows[row][0] if row < len(self._rows) else -1
        return (index,) if index >= 0 else None

    def move(self, steps: int) -> None:
        """Move the cursor."""
        self.cursor = max(0, min(self.cursor + steps, len(self.choices) - 1))
        rows = [row for row, (index, _) in enumerate(self._rows) if index == self.cursor]
        if rows:
            self.reveal(rows[0] - 1 if self.cursor == 0 else rows[0], rows[-1] + 1)


def _laid(choices: Iterable[Choice], width: int) -> Iterable[tuple[int, Line]]:
    """Yield (index of the choice or -1, row)."""
    group = ""
    for index, choice in enumerate(choices):
        if choice.group != group:
            group = choice.group
            yield -1, ()
            yield -1, (Span(group, "heading"),)
        rest = (Span(" " * (KEYS_WIDTH + 3)),)
        lead: Line = (Span(f"  {choice.keys:<{KEYS_WIDTH}} ", "strong"),)
        if cells(choice.keys) > KEYS_WIDTH:
            yield index, cut_line((Span(f"  {choice.keys}", "strong"),), width)
            lead = rest
        spans = [Span(choice.title, "plain"), Span("  ")] if choice.title else []
        spans += [Span(choice.help, "muted")] if choice.help else []
        for row in flow(spans, width, first=lead, rest=rest):
            yield index, row


class Chooser(OrderedInputScreen[str | None], ModalScreen[str | None]):
    """Choose one of many by typing a few letters; Enter takes it, Esc leaves."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        library: Library | None = None,
        made: Callable[[str], Sequence[Choice]] = lambda _text: (),
        last: Callable[[str], Choice] | None = None,
    ) -> None:
        """Offer `choices`, the briefs of `library` by title, and those `made` of what is typed.

        `last` returns the choice below all others for what is typed.
        """
        super().__init__()
        self._title = title
        self._library = library
        self._choices = list(choices)
        self._made = made
        self._last = last
        self._briefs: Sequence[tuple[str, Choice]] = ()  # each with the text that is searched

    def compose(self) -> ComposeResult:
        """Lay out a line to type in over the list."""
        with Vertical(id="chooser"):
            yield Bar(id="chooser-title")
            yield LineEdit(placeholder="type to search")
            yield ChoiceList([*self._choices, *self._last_of("")])

    def on_mount(self) -> None:
        """Begin to type."""
        if not self.is_attached:
            return  # the reader is ending
        self.query_one(Bar).lines = (
            (Span(f" {self._title}", "title"), Span("  Enter chooses, Esc cancels", "muted")),
        )
        self.query_one(LineEdit).focus()
        if self._library is not None:
            library = self._library
            self.await_result(lambda: newest_briefs(library.catalogue), self._take_briefs)

    def _take_briefs(self, briefs: Sequence[tuple[str, Choice]]) -> None:
        self._briefs = briefs

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        matches = [c for c in self._choices if all(word in c.folded for word in words)]
        if words:
            # A match in the title comes before one in the help; otherwise the sort keeps the order.
            typed = " ".join(words)
            key = text.strip()
            matches.sort(key=lambda c: (key not in c.keys.split(), typed not in fold(c.title)))
            matches = [replace(choice, group="") for choice in matches]
        briefs = (c for folded, c in self._briefs if words and all(w in folded for w in words))
        made = self._made(text) if words else ()
        self.query_one(ChoiceList).show_choices(
            [*made, *matches, *islice(briefs, _BRIEFS), *self._last_of(text)]
        )

    def _last_of(self, text: str) -> Sequence[Choice]:
        return [self._last(text)] if self._last is not None else ()

    @on(LineView.Clicked)
    def _was_clicked(self, event: LineView.Clicked) -> None:
        if click(event.view, event.x, event.y):
            self._take()

    def _take(self) -> None:
        shown = self.query_one(ChoiceList)
        if shown.choices:
            self.answer(shown.choices[shown.cursor].id)

    def press(self, event: Typed) -> None:
        """Edit the line, move in the list, take what the cursor is on, or leave."""
        key, field, shown = key_of(event), self.query_one(LineEdit), self.query_one(ChoiceList)
        if key in ("escape", "ctrl+c"):
            self.answer(None)
        elif key == "enter":
            self._take()
        elif key in STEPS:
            shown.move(STEPS[key])
        else:
            before = field.value
            field.press(event)
            if field.value != before:
                self._narrow(field.value)


def newest_briefs(catalogue: Catalogue) -> list[tuple[str, Choice]]:
    """Return the newest briefs as choices, each with its date, title and id, folded."""
    choices = []
    for row in catalogue.rows(catalogue.ids()[:_NEWEST]):
        title = row.title or clean(row.path, line=True)
        number = f"round {row.round}" if row.round is not None else ""
        part = " ".join(filter(None, (row.short_process, number))) if row.short_process else ""
        choice = Choice(f"brief:{row.number}", row.date[:10], title, part, group="Briefs")
        choices.append((fold(f"{row.date} {row.title} {row.id} {part}"), choice))
    return choices
