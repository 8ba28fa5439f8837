"""Ordered input: keys are handled in the order pressed, whatever screens open or close.

Textual hands a key to whatever has the focus, by way of several queues, and a letter in a field
overtakes the Enter before it. Keys that arrive together, as over a slow link, would then differ in
effect from the same keys pressed one by one. Here the app takes every key, and a screen is handed
the next one when it is mounted and has handled the one before.
"""

from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from time import monotonic
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.screen import Screen

from briefing.commands import key_name
from briefing.errors import BriefingError
from briefing.terminal.driver.driver import CellDriver
from briefing.terminal.driver.textual_private import driver_of
from briefing.text.clean import clean
from briefing.ui.background import Background, JobThread, hand_over
from briefing.ui.input.key_gate import KeyGate
from briefing.ui.options import Options
from briefing.view.spans import ROLES

Result = TypeVar("Result")
T = TypeVar("T")
Typed = events.Key | events.Paste
"""What comes from the keyboard."""


def key_of(event: Typed) -> str:
    """Return Textual's name of the key that was pressed; empty for a paste."""
    return event.key if isinstance(event, events.Key) else ""


def table_key_of(event: Typed) -> str:
    """Return the key's name in the command table; empty for a paste."""
    return key_name(event.key, event.character) if isinstance(event, events.Key) else ""


def _letter(event: Typed) -> str:
    """Return the letter that a key types into a line; empty for any other key."""
    return (event.character or "") if isinstance(event, events.Key) and event.is_printable else ""


class OrderedInputScreen(Screen[Result]):
    """A screen that is handed its keys one by one."""

    COMPONENT_CLASSES = {f"line--{part}" for part in (*ROLES, "hit", "cursor", "line")}

    _is_there = False

    def __init__(self) -> None:
        super().__init__()
        late = "still working; Esc cancels"
        self.gate = KeyGate(self, self.drain_keys, lambda: self.report_trouble(late))
        """Holds keys back until the screen or answer they wait for is there."""
        self._cancelled = 0
        self.background = Background(
            lambda: self.ordered_app.jobs,
            partial(hand_over, self),
            self.report_error,
            self.gate.check,
        )
        """Does work that would keep keys waiting too long."""

    def on_mount(self) -> None:
        """Take the keys that were pressed before the screen was there."""
        self._is_there = True
        self.drain_keys()

    def takes_key(self, event: Typed) -> bool:
        """Whether the next key can be handed over; call `drain_keys` when that changes."""
        return self._is_there and not self.gate.is_closed

    @property
    def ordered_app(self) -> "OrderedInputApp":
        """The app, typed with the members that its screens use."""
        app = self.app
        assert isinstance(app, OrderedInputApp)
        return app

    @property
    def takes_text(self) -> bool:
        """Whether letters go into a line, so that several may be handed over as one text."""
        return True

    def drain_keys(self) -> None:
        """Hand over the keys that had to wait."""
        self.ordered_app.drain_keys()

    def press(self, event: Typed) -> None:
        """Handle a key or a paste."""

    def report_trouble(self, trouble: str) -> None:
        """Show why a request failed; one line, cleaned."""

    def report_error(self, error: BriefingError) -> None:
        """Show an error."""
        self.report_trouble(clean(str(error), line=True))

    def await_result(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do `work` behind the screen; keys wait for what `done` makes of its result.

        When it is late, Esc cancels it: `done` is not called then.
        """
        before = self._cancelled
        self.background.run(
            work, lambda result: done(result) if self._cancelled == before else None
        )
        self.gate.wait_for(lambda: not self.background.is_busy)

    def cancel_awaited(self) -> None:
        """Stop waiting for a result, and drop it when it arrives."""
        self._cancelled += 1
        self.report_trouble("cancelled")
        self.gate.open()

    def files_were_read(self) -> None:
        """React to a changed catalogue, also while another screen lies over this one."""

    def open_screen(
        self, screen: "OrderedInputScreen[Any]", answered: Callable[[Any], object] = lambda _: None
    ) -> None:
        """Open a screen over this one; keys wait until `answered` has had its result."""
        self.ordered_app.open_screen(screen, answered)

    def answer(self, result: Result | None) -> None:
        """Close with a result."""
        self.ordered_app.close_screen(self, result)


class OrderedInputApp(App[int]):
    """An app whose screens take their keys one by one."""

    def __init__(self, options: Options, **named: Any) -> None:
        """Open with `options`; `named` are the arguments of `App`."""
        super().__init__(**named)
        self.options = options
        """How the reader was opened."""
        self.jobs = JobThread()
        """Does work that would keep keys waiting too long, for all screens."""
        self._mouse = options.mouse
        self._typed: deque[Typed] = deque()
        self._typed_at = monotonic()
        self._will_drain = self._is_obeying = False
        self.has_typed = False
        """Whether a key has been pressed since the app began."""
        self.is_reading_files = False
        """Whether files not yet in the catalogue are still being read."""
        self.piped: list[str] = []
        """Commands that something was piped to, newest first."""
        self._over: list[Screen[Any]] = []
        self._batch = ExitStack()

    async def on_event(self, event: events.Event) -> None:
        """Keep the keyboard's events in order; everything else is Textual's."""
        if isinstance(event, Typed):
            self.enqueue(event)
        else:
            await super().on_event(event)

    def redraw(self) -> None:
        """Draw the whole screen again, for a terminal that shows something else by mistake."""
        driver = driver_of(self)
        if isinstance(driver, CellDriver):
            driver.redraw()
        else:
            self.refresh(layout=True)

    def show_at_once(self) -> None:
        """Send the screen now, without waiting for a later frame: it is complete."""
        driver = driver_of(self)
        if isinstance(driver, CellDriver):
            driver.complete()

    def switch_mouse(self) -> bool:
        """Take mouse events or leave them to the terminal, and return whether they are taken."""
        self._mouse = not self._mouse
        driver = driver_of(self)
        if isinstance(driver, CellDriver):
            driver.set_mouse(self._mouse)
        return self._mouse

    def enqueue(self, *typed: Typed) -> None:
        """Take keys after those that wait."""
        self._typed_at = monotonic()
        self.has_typed = True
        self._typed.extend(typed)
        if self._cancels(self._typed[-1]):
            return
        takes_text = isinstance(self.screen, OrderedInputScreen) and self.screen.takes_text
        if takes_text and self.message_queue_size and _letter(self._typed[-1]):
            # What arrived with a letter is mostly the rest of the word: it is asked for at once.
            self._will_drain = self._will_drain or self.call_later(self._drain_now)
        else:
            self.drain_keys()

    def _cancels(self, event: Typed) -> bool:
        """Drop the keys that wait if one is to cancel what is late; return whether it is."""
        screen = self.screen
        if not isinstance(screen, OrderedInputScreen) or not screen.gate.is_late:
            return False
        if key_of(event) not in ("escape", "ctrl+c"):
            return False
        self._typed.clear()
        screen.cancel_awaited()
        return True

    def _drain_now(self) -> None:
        self._will_drain = False
        self.drain_keys()

    @property
    def has_waiting_keys(self) -> bool:
        """Whether keys have been pressed that are not handed over yet."""
        return bool(self._typed)

    @property
    def seconds_without_key(self) -> float:
        """Seconds since the last key."""
        return monotonic() - self._typed_at

    def drain_keys(self) -> None:
        """Hand over the keys that wait, as far as there is a screen to take them.

        Those after the one that ended the app are dropped: its screens are being taken down. No key
        is handed over while another is being obeyed: it would find half of what that one does.
        """
        if self._is_obeying:
            return
        self._is_obeying = True
        try:
            while self._typed and self.return_code is None and self._hand_over(self.screen):
                pass
        finally:
            self._is_obeying = False

    def _hand_over(self, screen: Screen[Any]) -> bool:
        """Hand the key that waits first over to `screen`, and return whether it took it."""
        if (
            not isinstance(screen, OrderedInputScreen)
            or not screen.takes_key(self._typed[0])
            or self._is_answering
        ):
            return False
        try:
            screen.press(self._next_typed(together=screen.takes_text))
        except BriefingError as error:
            screen.report_error(error)
        return True

    def _next_typed(self, *, together: bool) -> Typed:
        """Return the key that waits first; `together`, a letter and those behind it as one text."""
        first = self._typed.popleft()
        letters = [_letter(first)]
        while together and letters[-1] and self._typed and _letter(self._typed[0]):
            letters.append(_letter(self._typed.popleft()))
        return events.Paste("".join(letters)) if len(letters) > 1 else first

    def files_were_read(self) -> None:
        """Report to every open screen that the catalogue has changed."""
        for screen in self.screen_stack:
            if isinstance(screen, OrderedInputScreen):
                screen.files_were_read()

    @property
    def _is_answering(self) -> bool:
        """Whether a screen has closed and its result is still to be handled."""
        return bool(self._over) and self._over[-1] not in self.screen_stack

    def open_screen(self, screen: Screen[Any], answered: Callable[[Any], object]) -> None:
        """Open a screen; `answered` is called with its result."""

        def closed(result: Any) -> None:
            self._over.remove(screen)
            with self._batch:
                answered(result)
            self.drain_keys()

        self._over.append(screen)
        # Textual gives the result to the active message pump, and that of a prompt that was just
        # closed would never take it: the app would wait for its answer, and all keys with it.
        self.call_next(self.push_screen, screen, closed)

    def close_screen(self, screen: Screen[Any], result: Any) -> None:
        """Close a screen; nothing is drawn until what its result asks for has been done.

        The screen below would be seen for a moment as it was before.
        """
        self._batch.enter_context(self.batch_update())
        screen.dismiss(result)
