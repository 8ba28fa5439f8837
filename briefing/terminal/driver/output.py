"""The output thread: paints the latest screen on a terminal, however slow.

Showing a screen never blocks. At most one screen is being sent and one waits behind it; a newer one
replaces the one that waits. Sequences that are not part of a screen are sent in order.
"""

import os
import select
import termios
from collections import deque
from threading import Condition, Thread
from time import monotonic

from briefing.terminal.driver.flow_control import FlowControl
from briefing.terminal.screen.ansi_parser import Passthrough, Scene
from briefing.terminal.screen.colour_depth import fit_style
from briefing.terminal.screen.grid import UNKNOWN, Grid
from briefing.terminal.screen.painter import KnownScreen, paint
from briefing.terminal.screen.row_writer import Pen, restyle
from briefing.terminal.screen.terminfo import Capabilities
from briefing.terminal.session.modes import ASK_POSITION

MOST_WAITING = 1 << 18
"""Characters of sequences that wait for a terminal that does not read; beyond, the oldest go."""
_CHUNK = 4096
_CHEAP = 256
"""The most bytes of a frame that is sent at once."""
_PATIENT_RATE = 25_000
"""Bytes a second: a frame waits for one that may overtake it as long as this rate would take."""
_SYNCHRONISED_FROM = 2048
"""Bytes from which a frame may arrive in parts, and is worth the 16 bytes that hold it together."""


class Output:
    """Paints on the terminal behind a file descriptor, from a thread of its own."""

    def __init__(self, descriptor: int, capabilities: Capabilities, shown: KnownScreen) -> None:
        self._descriptor = descriptor
        self._capabilities = capabilities
        self._shown = shown
        self._changed = Condition()
        self._passages: deque[Passthrough] = deque()
        self._scene: Scene | None = None
        self._forgotten = False
        self._last: str | None = None
        self._broken = False
        self._pace = FlowControl()
        self._hurry = 0
        self._only_screens = False
        self._complete = False
        self._thread = Thread(target=self._run, name="terminal-output", daemon=True)
        self.synchronised = False
        """Whether the terminal has answered that it supports synchronised updates."""

    def start(self) -> None:
        """Start painting."""
        self._thread.start()

    def send(self, passage: Passthrough) -> None:
        """Send a sequence as it is, after those before it."""
        with self._changed:
            self._passages.append(passage)
            while sum(len(each.text) for each in self._passages) > MOST_WAITING:
                self._passages.popleft()
                self._forgotten = True
            self._changed.notify_all()

    def show(self, scene: Scene) -> None:
        """Paint a screen, unless a newer one comes before the terminal is ready for it."""
        with self._changed:
            self._scene = scene
            self._complete = False
            self._changed.notify_all()

    def complete(self) -> None:
        """Paint the last screen without waiting for a newer one: none follows."""
        with self._changed:
            self._complete = True
            self._changed.notify_all()

    def forget(self) -> None:
        """Take the terminal's screen for unknown, so that the next one is painted whole."""
        with self._changed:
            self._forgotten = True

    def ask(self) -> None:
        """Send a query, to find out whether the terminal answers."""
        with self._changed:
            self._pace.asked(monotonic())
        self.send(Passthrough(ASK_POSITION, None))

    def answered(self) -> None:
        """Note that the terminal has shown everything up to the last query."""
        with self._changed:
            self._pace.answered(monotonic())
            self._changed.notify_all()

    def settle(self, patience: float) -> None:
        """Wait for an answer under way, `patience` seconds at most, lest the shell reads it."""
        with self._changed:
            self._changed.wait_for(lambda: not self._pace.waiting, patience)

    def finish(self, text: str, patience: float) -> None:
        """Send `text` last and end, within twice `patience` seconds.

        A terminal that does not read loses the bytes on their way to it. So does one that is behind
        with mere screens: `text` must make the rest of them harmless.
        """
        with self._changed:
            self._scene = None
            behind = self._pace.waiting and self._only_screens
            if behind:
                self._drop_what_waits()
                self._pace.forget()
            self._last = text
            self._changed.notify_all()
        self._thread.join(patience)
        if self._thread.is_alive():
            self._drop_what_waits()
            self._thread.join(patience)

    def _drop_what_waits(self) -> None:
        try:
            termios.tcflush(self._descriptor, termios.TCOFLUSH)
        except termios.error:
            pass  # no terminal, nothing waits

    def _run(self) -> None:
        while self._last is None and not self._broken:
            passages, scene = self._take()
            for passage in passages:
                self._write(self._passage(passage))
            if scene is not None:
                self._write_frame(scene)
        if self._last is not None:
            self._write("".join(each.text for each in self._passages if each.over is None))
            self._write(self._last)

    def _take(self) -> tuple[list[Passthrough], Scene | None]:
        with self._changed:
            while self._last is None:
                if self._forgotten:
                    self._forgotten = False
                    self._shown = KnownScreen.unknown(0, 0)
                if self._passages:
                    passages = list(self._passages)
                    self._passages.clear()
                    self._only_screens = False
                    return passages, None
                wait = None
                if self._scene is not None:
                    wait = self._pace.wait(monotonic())
                    if not wait:
                        scene, self._scene = self._scene, None
                        return [], scene
                self._changed.wait(wait)
        return [], None

    def _write_frame(self, scene: Scene) -> None:
        rest = (scene.x, scene.y) if scene.cursor_matters else None
        text, shown = paint(self._shown, scene.grid, self._capabilities, rest)
        data = text.encode("utf-8", "replace")
        if self._is_overtaken(len(data)):
            return
        self._shown = shown
        if not data:
            return
        if self.synchronised and len(data) >= _SYNCHRONISED_FROM:
            data = b"\x1b[?2026h" + data + b"\x1b[?2026l"
        with self._changed:
            asks = self._pace.sent(len(data), monotonic())
            self._only_screens = self._only_screens or asks
        self._write_bytes(data + (ASK_POSITION.encode() if asks else b""))

    def _is_overtaken(self, size: int) -> bool:
        """Wait a moment before a large frame; return whether a newer one is to be sent instead.

        Programs often show a screen in two steps, and the first is as large as the second.
        """
        if self._shown.pen.y is None or size <= _CHEAP:
            return False
        with self._changed:
            patience = min(size / _PATIENT_RATE, self._pace.patience)
            if self._hurry < 2:
                self._changed.wait_for(lambda: self._has_more() or self._complete, patience)
                # Twice at most: a screen that changes all the time is shown as well.
                if self._has_more():
                    self._hurry += 1
                    return True
            self._hurry = 0
        return False

    def _has_more(self) -> bool:
        return self._scene is not None or bool(self._passages) or self._last is not None

    def _passage(self, passage: Passthrough) -> str:
        """Return a sequence, after the screen it was written over where that matters."""
        scene = passage.over
        if passage.smears and self._shown.pen.y is not None:
            return self._smeared(passage.text)
        if scene is None:
            return passage.text
        rest = (scene.x, scene.y)
        text, shown = paint(self._shown, scene.grid, self._capabilities, rest)
        style, _ = restyle(shown.pen, fit_style(scene.pen, self._capabilities))
        self._shown = KnownScreen(Grid.unknown(0, 0), Pen(None, None, None))
        return text + style + passage.text

    def _smeared(self, text: str) -> str:
        """Return a query sent from the first cell, which is painted again afterwards.

        Terminal.app, which may be at the other end of any connection, shows the last letter of a
        query that it does not know.
        """
        grid = self._shown.grid
        home, (_, pen) = paint(self._shown, grid, self._capabilities, (0, 0))
        first = grid.rows[0].copy()
        first.clusters[0] = UNKNOWN
        smeared = Grid(grid.width, grid.height, (first, *grid.rows[1:]))
        self._shown = KnownScreen(smeared, Pen(None, pen.y, pen.style))
        return home + text

    def _write(self, text: str) -> None:
        self._write_bytes(text.encode("utf-8", "replace"))

    def _write_bytes(self, data: bytes) -> None:
        """Write all of `data`, however long it takes, unless the end comes meanwhile."""
        ending = self._last is not None
        view = memoryview(data)
        try:
            while view and not self._broken and (ending or self._last is None):
                if select.select([], [self._descriptor], [], 0.2)[1]:
                    view = view[os.write(self._descriptor, view[:_CHUNK]) :]
        except (OSError, ValueError):
            # The terminal is gone; the input thread notices and ends the program.
            self._broken = True
