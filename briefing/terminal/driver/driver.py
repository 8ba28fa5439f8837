"""A Textual driver that sends only changed cells.

Give it to an app with Textual's public argument: `App(driver_class=CellDriver)`. Textual writes
whole regions; an `AnsiScreen` keeps the screen they describe, and an `Output` paints the changes.

So Textual turns its cells into escape sequences, and they are parsed back into cells here. It costs
440 lines (`ansi_parser`, `sgr`) and, in the session of `tests/benchmarks/wire.py`, 0.4 ms of
processor time for a frame at 80x24 and 0.8 ms at 120x40 (medians; 2.4 ms at most): a fiftieth of
the reader's time at 80x24, a twenty-sixth at 120x40. That is the price of staying on the public
interface of a driver, which is given text; Textual's compositor, which has the cells, is private.
"""

import os
import signal
import termios
from asyncio import get_running_loop
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock, current_thread, main_thread
from types import FrameType
from typing import Any

from rich.cells import split_graphemes
from textual import events, messages
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from briefing.terminal.driver.output import Output
from briefing.terminal.environment import abilities
from briefing.terminal.screen.ansi_parser import AnsiScreen, Passthrough
from briefing.terminal.screen.painter import KnownScreen
from briefing.terminal.screen.terminfo import capabilities_of
from briefing.terminal.session import modes
from briefing.terminal.session.input import Input
from briefing.terminal.session.restore import Before, goes_out_as_written, remember

_PATIENCE = 0.5
"""Seconds that a terminal which does not read is given at the end."""
_POINTER_SHAPE = "\x1b]22;"
"""Begins the sequence that shapes the mouse pointer (OSC 22); of no use without a mouse."""


class CellDriver(Driver):
    """Sends the cells that changed, never blocks, and drops screens that were overtaken."""

    _handover: modes.Handover | None = None

    @classmethod
    def adopt(cls, handover: modes.Handover) -> type["CellDriver"]:
        """Return this driver for a terminal that is ready and shows a screen, which is kept."""
        return type("AdoptingDriver", (cls,), {"_handover": handover})

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        self._terminal = next((each for each in (2, 1, 0) if os.isatty(each)), 2)
        measured = self._measure()
        super().__init__(app, debug=debug, mouse=mouse, size=size or measured)
        # Its own copies of these: what Textual's driver calls them is not promised.
        self._user, self._events = app, get_running_loop()
        self._takes_mouse, self._debugging, self._restarts = mouse, debug, True
        self._lock = Lock()
        self._output: Output | None = None
        self._leaving: Output | None = None
        self._input: Input | None = None
        self._before: Before | None = None
        self._keyboard = 0
        self._mouse_was_on = False
        self._deaf = False
        self._stopped_by_signal = False
        self._capabilities = capabilities_of(
            os.environ.get("TERM", ""), colours=abilities().colours
        )
        self._reader = AnsiScreen(*measured, split_graphemes)
        self._reader.feed(modes.WITHOUT_WRAP_AND_CURSOR)

    @property
    def can_suspend(self) -> bool:
        """Whether the terminal can be given back for a while: always."""
        return True

    @contextmanager
    def no_automatic_restart(self) -> Iterator[None]:
        """Leave stopping and starting to the caller inside the block, whatever signals come."""
        before, self._restarts = self._restarts, False
        try:
            yield
        finally:
            self._restarts = before

    def write(self, data: str) -> None:
        """Take output of Textual; it is painted at the next `flush`."""
        with self._lock:
            output = self._output
            if output is not None:
                for passage in self._reader.feed(data):
                    if self._takes_mouse or not passage.text.startswith(_POINTER_SHAPE):
                        output.send(passage)

    def flush(self) -> None:
        """Let the screen written so far be painted; returns at once."""
        with self._lock:
            if self._output is not None:
                self._output.show(self._reader.scene(cursor=self._place_of_cursor()))

    def complete(self) -> None:
        """Let the screen be painted at once: nothing follows that would change it."""
        with self._lock:
            if self._output is not None:
                self._output.complete()

    def _place_of_cursor(self) -> tuple[int, int] | None:
        """Return the column and row of the focused widget's cursor; None where it has none.

        The terminal's own, though hidden, goes there: input methods follow it, and so do programs
        that read the screen aloud or magnify it.
        """
        screens = self._user.screen_stack
        focused = screens[-1].focused if screens else None
        place: tuple[int, int] | None = getattr(focused, "cursor_screen_offset", None)
        return place

    def redraw(self) -> None:
        """Paint the whole screen again, for a terminal whose screen was garbled."""
        with self._lock:
            if self._output is not None:
                self._output.forget()
                self._output.show(self._reader.scene())

    def set_mouse(self, on: bool) -> None:
        """Switch the mouse on or off while running."""
        self._takes_mouse, self._mouse_was_on = on, self._mouse_was_on or on
        self._send(modes.MOUSE_ON if on else modes.MOUSE_OFF)

    def start_application_mode(self) -> None:
        """Make the terminal ready and start reading keys; a second start only redraws."""
        if self._in_background():
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        handover, type(self)._handover = self._handover, None
        if self._output is None:
            self._before = handover.before if handover else remember(self._keyboard)
        if self._before is not None:
            self._before.make_raw()
        if self._output is not None:
            self.redraw()
            return
        self._handle_signals()
        self._begin_output(handover)
        self._deaf = False
        hang_up = partial(self._user.exit, return_code=128 + signal.SIGHUP)
        ended = partial(self._events.call_soon_threadsafe, hang_up)
        self._input = Input(self._keyboard, self.process_message, ended, self._debugging)
        self._input.start()
        self._announce_size()
        if self._stopped_by_signal:
            self._stopped_by_signal = False
            self.send_message(self.SignalResume())

    def _begin_output(self, handover: modes.Handover | None) -> None:
        self._capabilities = self._capabilities._replace(
            plain_newline=goes_out_as_written(self._terminal)
        )
        shown = handover.shown if handover else KnownScreen.unknown(0, 0)
        with self._lock:
            if handover is not None:
                # Textual builds its first screen in steps; cells that it has not drawn yet must
                # not blank those that are right already.
                self._reader.begin_with(shown.grid)
            self._output = Output(self._terminal, self._capabilities, shown)
            self._output.start()
        if handover is None:
            self._send(modes.enter(self._capabilities))
        if self._takes_mouse:
            self.set_mouse(True)
        if os.isatty(self._keyboard):
            self._output.send(Passthrough(modes.ASK_SYNCHRONISED, None, smears=True))
            self._output.ask()

    def stop_application_mode(self) -> None:
        """Restore the terminal as it was before the start; a second stop does nothing."""
        with self._lock:
            output, self._output = self._output, None
        if output is None:
            return
        self._leaving = output
        # The sequence that switched the mouse off, or ended an update, may be dropped unread.
        undoing = modes.leave(
            self._capabilities, mouse=self._mouse_was_on, synchronised=output.synchronised
        )
        output.finish(undoing, _PATIENCE)
        output.settle(_PATIENCE)
        self._stop_input()
        self._leaving = None
        if self._before is not None:
            self._before.put_back()

    def disable_input(self) -> None:
        """Pass on no more keys; only answers under way are still awaited, until the stop."""
        self._deaf = True

    def _stop_input(self) -> None:
        if self._input is not None:
            self._input.stop()
            self._input = None
            try:
                termios.tcflush(self._keyboard, termios.TCIFLUSH)
            except termios.error:
                pass  # no terminal, nothing to drop

    def send_message(self, message: Message) -> None:
        """Send a message to the app, without a task for each: a quarter of what a key costs."""
        self._events.call_soon_threadsafe(self._user.post_message, message)

    def process_message(self, message: Message) -> None:
        """Keep the answers to this driver's own queries; pass on the rest."""
        output = self._output or self._leaving
        if isinstance(message, events.CursorPosition):
            if output is not None:
                output.answered()
        elif isinstance(message, messages.TerminalSupportsSynchronizedOutput):
            if output is not None:
                output.synchronised = True
        elif not self._deaf and not isinstance(
            message, (messages.InBandWindowResize, events.Resize)
        ):
            # Sizes come from the system; the terminal is not asked for them.
            super().process_message(message)

    def _send(self, text: str) -> None:
        if self._output is not None:
            self._output.send(Passthrough(text, None))

    def _measure(self) -> tuple[int, int]:
        try:
            return modes.capped_size(*os.get_terminal_size(self._terminal))
        except OSError:
            return modes.capped_size(0, 0)

    def _announce_size(self) -> None:
        columns, rows = self._measure()
        with self._lock:
            if self._reader.size != (columns, rows):
                self._reader.resize(columns, rows)
                if self._output is not None:
                    self._output.forget()
        size = Size(columns, rows)
        self.send_message(events.Resize(size, size))

    def _in_background(self) -> bool:
        """Whether the shell continued the program without giving it the terminal."""
        try:
            return os.tcgetpgrp(self._keyboard) != os.getpgrp()
        except OSError:
            return False

    def _handle_signals(self) -> None:
        if current_thread() is main_thread():
            signal.signal(signal.SIGWINCH, lambda *_: self._soon(self._resized))
            signal.signal(signal.SIGTSTP, self._on_stop)
            signal.signal(signal.SIGCONT, lambda *_: self._soon(self._continue))

    def _on_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._restarts:
            self._soon(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _soon(self, function: Callable[[], None]) -> None:
        """Let the loop call `function`: a handler may have interrupted the holder of the lock."""
        if not self._events.is_closed():
            self._events.call_soon_threadsafe(function)

    def _resized(self) -> None:
        if self._output is not None:
            before = self._reader.size
            self._announce_size()
            if self._reader.size == before:
                # It may have been smaller in between, and have lost the cells outside.
                self.redraw()

    def _stop(self) -> None:
        self.suspend_application_mode()
        self._stopped_by_signal = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continue(self) -> None:
        if self._restarts:
            self.resume_application_mode()
