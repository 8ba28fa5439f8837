"""Keys in the order in which they were pressed, whatever opens and closes meanwhile.

Textual hands a key to whatever has the focus, by way of several queues, and a letter in a field
overtakes the Enter before it. Keys that arrive together, as over a slow link, would then do
something else than the same keys pressed one by one. Here the app takes every key, and a screen is
handed the next one when it is there and has done what the one before said.
"""

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from textual import events
from textual._context import active_message_pump
from textual.app import App
from textual.screen import Screen

Result = TypeVar("Result")
Typed = events.Key | events.Paste
"""What comes from the keyboard."""


class TakesKeys(Screen[Result]):
    """A screen that is handed its keys one by one."""

    _is_there = False

    def on_mount(self) -> None:
        """Take the keys that were pressed before the screen was there."""
        self._is_there = True
        self.go_on()

    @property
    def takes_keys(self) -> bool:
        """Whether the next key can be handed over; `go_on` says when that changes."""
        return self._is_there

    def go_on(self) -> None:
        """Have the keys handed over that had to wait."""
        if isinstance(self.app, KeyedApp):
            self.app.go_on()

    def press(self, event: Typed) -> None:
        """Do what a key says, or take what was pasted."""

    def open_screen(
        self, screen: "TakesKeys[Any]", answered: Callable[[Any], object] = lambda _: None
    ) -> None:
        """Open a screen over this one; keys wait until `answered` has had its result."""
        app = self.app
        assert isinstance(app, KeyedApp)
        app.open_screen(screen, answered)


class KeyedApp(App[int]):
    """An app whose screens take their keys one by one."""

    def __init__(self, *args: Any, **named: Any) -> None:
        """Take what an app takes."""
        super().__init__(*args, **named)
        self._typed: deque[Typed] = deque()
        self._over: list[Screen[Any]] = []

    async def on_event(self, event: events.Event) -> None:
        """Keep the keyboard's events in order; everything else is Textual's."""
        if isinstance(event, Typed):
            self.type(event)
        else:
            await super().on_event(event)

    def type(self, *typed: Typed) -> None:
        """Take keys after those that wait."""
        self._typed.extend(typed)
        self.go_on()

    def go_on(self) -> None:
        """Hand over the keys that wait, as far as there is a screen to take them."""
        while self._typed:
            screen = self.screen
            if not isinstance(screen, TakesKeys) or not screen.takes_keys or self._is_answering:
                return
            screen.press(self._typed.popleft())

    @property
    def _is_answering(self) -> bool:
        """Whether a screen has closed whose result has not been looked at."""
        return bool(self._over) and self._over[-1] not in self.screen_stack

    def open_screen(self, screen: Screen[Any], answered: Callable[[Any], object]) -> None:
        """Open a screen, with what is to be done with its result."""

        def closed(result: Any) -> None:
            self._over.remove(screen)
            answered(result)
            self.go_on()

        self._over.append(screen)
        # Textual gives the result to whoever is at work now, and a line that has just been left is
        # no longer there to take it: the app would wait for its answer, and all keys with it.
        at_work = active_message_pump.set(self)
        try:
            self.push_screen(screen, closed)
        finally:
            active_message_pump.reset(at_work)
