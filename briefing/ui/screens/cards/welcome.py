"""The card of the first start: what the panes are, a few keys, where help is."""

from collections.abc import Iterator, Sequence

from textual import events

from briefing.commands import Command
from briefing.text.width import cells
from briefing.ui.input.ordered_keys import Typed
from briefing.ui.options import Options
from briefing.ui.screens.cards.card import Card
from briefing.view.brief.panes import PANES
from briefing.view.signs import ASCII, UNICODE, Signs
from briefing.view.spans import Line, Span, cut_line

_PANES = {
    "Summary": "what happened, and the bottom line",
    "Agreements": "what is agreed, and on whose word",
    "Disagreements": "what is not, and who holds which position",
    "Quotes": "who said what, checked against the source",
    "Sources": "where it comes from, with the archived text",
}
_KEYS = {
    "open": "open what the cursor is on",
    "back": "go back one step",
    "pane.next": "go to the next pane; 0 is the list",
    "search": "search all briefs as you type",
    "process": "see where each issue stands, round by round",
    "end": "quit, from the list",
}
"""Six commands, and what each does."""
_LAST = 2
"""Rows that a screen too low for all of them keeps: where help is, and how to go on."""
_KEY, _NAME = 8, 17  # cells of the columns


def welcome_lines(commands: Sequence[Command], width: int, height: int, signs: Signs) -> list[Line]:
    """Return the card; the keys are those of `commands`. Blank lines go where it is low."""
    lines = list(_card(commands, signs))
    while len(lines) > height and () in lines[1:]:
        lines.reverse()
        lines.remove(())
        lines.reverse()
    if len(lines) > height:
        kept = min(_LAST, height)
        lines = [*lines[: height - kept], *lines[len(lines) - kept :]]
    return [cut_line(line, width, ellipsis=signs.ellipsis) for line in lines]


def _card(commands: Sequence[Command], signs: Signs) -> Iterator[Line]:
    keys = {command.id: command.keys[0] for command in commands if command.keys}
    yield (Span(" Welcome to briefing", "title"),)
    yield ()
    yield (Span(" The list holds the briefs, newest first; each brief has five panes:"),)
    yield ()
    for pane in PANES:
        yield _row(f"{pane.number} {pane.name}", _PANES[pane.name], _NAME)
    yield ()
    yield (Span(" Six keys to begin with:"),)
    yield ()
    for name, does in _KEYS.items():
        if name in keys:
            yield _row(keys[name], does, _KEY)
    yield ()
    if "help" in keys:
        yield _row(keys["help"], "shows every key that works where you are; type to search", _KEY)
        yield ()
    yield (Span(f" Any key goes on{signs.ellipsis}", "muted"),)


def _row(name: str, text: str, width: int) -> Line:
    return (Span(f"   {name}", "strong"), Span(" " * max(1, width - cells(name)) + text))


class Welcome(Card[None]):
    """The card. Any key closes it."""

    def __init__(self, options: Options) -> None:
        """Show the keys of `options`."""
        super().__init__()
        self._options = options

    def on_resize(self, event: events.Resize) -> None:
        """Lay the card out for the size."""
        signs = ASCII if self._options.ascii_only else UNICODE
        lines = welcome_lines(self._options.commands(), event.size.width, event.size.height, signs)
        self.show_rows(lines)

    def press(self, event: Typed) -> None:
        """Go on."""
        self.answer(None)
