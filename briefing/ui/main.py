"""The main screen, composed of one mixin per concern.

Frame       widgets, what is shown and where                 on_mount, watch_pane, watch_reading
Moving      from pane to pane, from brief to brief
Updating    looks at the files; Editing is built on it
Following   references, the brief to begin with              show_found
Searching   the hits, the filter; Comparing (boards, the way back) is built on it
Marking     read marks, stars, tags, notes; Copying takes text out of the reader

Textual calls every `on_mount` along the chain, the most derived first; everything else that is
overridden calls `super()`.
"""

from typing import TYPE_CHECKING

from textual import events

from briefing.commands import key_name
from briefing.ui.comparing import Comparing
from briefing.ui.copying import Copying
from briefing.ui.editing import Editing
from briefing.ui.marking import Marking
from briefing.ui.moving import Moving
from briefing.ui.options import Options
from briefing.ui.typeahead import Typed

if TYPE_CHECKING:
    from briefing.library import Library


_ALWAYS = frozenset({"Q", "q", "Esc", "?", ":", "^l", "^z"})
"""Keys that are not put off until there is something to read."""


class MainScreen(Moving, Comparing, Marking, Copying, Editing):
    """The reader's main screen: the list of briefs and the one that is read."""

    def __init__(self, library: "Library", options: Options) -> None:
        """Read `library`."""
        super().__init__(library, options)
        self._typed_early: list[Typed] = []

    def on_mount(self) -> None:
        """Say what is wrong, and take in what has changed since the catalogue was written."""
        self.note = self._warning()
        self.follow_the_files()

    def _warning(self) -> str:
        """Return what should be known before anything is done: the rest is told at the end."""
        if self.options.warnings:
            return self.options.warnings[0]
        state = self.library.state
        return state.warning if state is not None else ""

    def watch_pane(self) -> None:
        """Give another pane the keyboard, and begin to count the time of reading."""
        super().watch_pane()
        self.begin_to_read()

    def watch_reading(self) -> None:
        """Draw the head of the brief, and begin to count the time of reading."""
        super().watch_reading()
        self.begin_to_read()

    def intercept(self, key: str) -> bool:
        """Give the key to the references, while one is being chosen."""
        if not self.choosing:
            return False
        self.choose(key)
        return True

    def press(self, event: Typed) -> None:
        """Put keys off until there is something to read; those that leave or explain are done."""
        name = key_name(event.key, event.character) if isinstance(event, events.Key) else ""
        if self.nothing_yet and name not in _ALWAYS:
            self._typed_early.append(event)
        else:
            super().press(event)

    def show_found(self) -> None:
        """Show what the catalogue holds, and do what was typed before it held anything."""
        super().show_found()
        if not self.nothing_yet and self._typed_early:
            early, self._typed_early = self._typed_early, []
            self.reader.type(*early)

    @property
    def library_to_choose_from(self) -> "Library | None":
        """The library: any brief can be opened here."""
        return self.library

    def take_choice(self, choice: str | None) -> None:
        """Do what was chosen: a command, a brief by `brief:` and its number, or try a query."""
        kind, _, rest = (choice or "").partition(":")
        if kind == "query":
            self.search_for(rest)
        elif kind == "brief":
            self.trail.leave(self.spot())
            self.open_number(int(rest), 1)
        else:
            super().take_choice(choice)
