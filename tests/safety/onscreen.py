"""The reader in this process, on a pseudo-terminal of its own: what it sends, and what that shows.

It is driven by Textual's pilot, but draws through the program's own driver: not one byte of what a
terminal gets is left out.
"""

import asyncio
import fcntl
import operator
import os
import re
import signal
import struct
import termios
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any

from rich.cells import split_graphemes
from textual.app import App
from textual.pilot import Pilot

from briefing.library import Library
from briefing.terminal.driver.driver import CellDriver
from briefing.terminal.screen.disputed_runs import flows_of
from briefing.terminal.screen.grid import PLAIN, ScreenRow
from briefing.text.width import FILLER
from briefing.ui.app import BriefingApp
from briefing.ui.options import Options
from tests.terminal.emulator import Emulator, Kind

_WHOLE = re.compile(r"(?:.*[\x00-\x7f](?![^\x00-\x7f]))?", re.DOTALL)
"""What ends where no cluster can be parted: it is shown a cluster at a time."""

_ANY = re.compile(".*", re.DOTALL)

PATIENCE = 20.0
"""Seconds until a screen that does not come is a failure."""

MODERN = Kind()
"""A terminal that draws a cluster at a time."""

SILENCE = 200
"""Looks at a silent terminal, 5 ms apart, after which no more is expected of it."""

_SIGNALS = (signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT)


class Wire:
    """A pseudo-terminal of `rows` × `columns` cells, all that came through it, what it shows."""

    def __init__(self, rows: int, columns: int, kind: Kind = MODERN) -> None:
        self.master, self.slave = os.openpty()
        os.set_blocking(self.master, False)
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.raw = bytearray()
        """Every byte that was sent."""
        self.emulator = Emulator(columns, rows, kind)
        self._fed = 0

    def read(self) -> int:
        """Take what has been sent, show it and answer; return how many bytes came."""
        before = len(self.raw)
        try:
            while data := os.read(self.master, 1 << 16):
                self.raw += data
        except BlockingIOError:
            pass
        self._show(_WHOLE)
        return len(self.raw) - before

    def show_all(self) -> None:
        """Show also what may be half a cluster: nothing more is coming."""
        self._show(_ANY)

    def _show(self, ready: re.Pattern[str]) -> None:
        """Show what has come, as far as it is `ready`, and answer what is asked in it."""
        match = ready.match(bytes(self.raw[self._fed :]).decode("utf-8", "ignore"))
        text = match[0] if match else ""
        self._fed += len(text.encode())
        self.emulator.write(text)
        for answer in self.emulator.answers:
            os.write(self.master, answer.encode())
        self.emulator.answers.clear()

    def clusters(self) -> list[list[str]]:
        """Return what each cell shows; the second cell of a wide character is empty."""
        return [[cell.data for cell in row] for row in self.emulator.cells()]

    def close(self) -> None:
        """Let go of the terminal."""
        os.close(self.master)
        os.close(self.slave)


def driver_on(wire: Wire) -> type[CellDriver]:
    """Return the program's driver, for another terminal than the one of this process."""

    class OnWire(CellDriver):
        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            self._terminal = self._keyboard = wire.slave

    return OnWire


@lru_cache(maxsize=4096)
def _cells_of(text: str) -> tuple[str, ...]:
    """Return the cells that a row of the page takes, as the screen was laid out."""
    if text.isascii():
        return tuple(text)
    cells: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        if text[start] == FILLER:
            cells.append("" if cells else " ")
        elif width:
            cells += [text[start:end].removesuffix(FILLER), *[""] * (width - 1)]
        elif cells:
            cells[-1] += text[start:end]
    return tuple(cells)


def page_of(pilot: Pilot[Any]) -> list[list[str]]:
    """Return the cells that the reader means to show."""
    strips = pilot.app.screen._compositor.render_strips()
    return [list(_cells_of(strip.text)) for strip in strips]


def differing(page: list[list[str]], shown: list[list[str]], kind: Kind) -> list[str]:
    """Return where a terminal shows something else than the page says, row by row.

    On a terminal that draws each character by itself, only what is ASCII or part of a border is
    held to the page: nothing beside a cluster that it draws otherwise may move.
    """
    same = operator.eq if kind.clusters else _stands
    told = [
        f"row {y}: {''.join(row)!a} is shown as {''.join(there)!a}"
        for y, (row, there) in enumerate(zip(page, shown, strict=False))
        if not same(row, there)
    ]
    return told if len(page) == len(shown) else [*told, f"{len(page)} rows, {len(shown)} shown"]


def _stands(row: list[str], there: list[str]) -> bool:
    """Whether what every terminal draws alike stands where the page has it.

    What is drawn in one go with writing in dispute may stand further left or right.
    """
    flowing = {
        x
        for flow in flows_of(ScreenRow(row, [PLAIN] * len(row)))
        for x in range(flow.start, flow.reach)
    }
    return len(row) == len(there) and all(
        cell == other
        for x, (cell, other) in enumerate(zip(row, there, strict=True))
        if (len(cell) == 1 and cell.isascii() and x not in flowing) or "\u2500" <= cell <= "\u257f"
    )


class OnScreen:
    """A reader on a wire."""

    def __init__(self, pilot: Pilot[Any], wire: Wire) -> None:
        self._pilot = pilot
        self.wire = wire

    async def press(self, *keys: str) -> list[str]:
        """Press keys; return where the screen is not the page, once nothing changes any more."""
        await self._pilot.press(*keys)
        await self._pilot.pause()
        return await self.settled()

    async def settled(self) -> list[str]:
        """Read until the terminal shows the page; return what differs if it never does."""
        loop = asyncio.get_running_loop()
        limit = loop.time() + PATIENCE
        quiet = 0
        wrong = ["nothing was shown"]
        while wrong and quiet < SILENCE and loop.time() < limit:
            await asyncio.sleep(0.005)
            quiet = 0 if self.wire.read() else quiet + 1
            if quiet in (1, 20, SILENCE - 1):
                if quiet > 1:
                    self.wire.show_all()
                wrong = differing(
                    page_of(self._pilot), self.wire.clusters(), self.wire.emulator.kind
                )
        return wrong

    @property
    def text(self) -> str:
        """What is shown, as one text."""
        return "\n".join("".join(row) for row in self.wire.clusters())


def on_screen(
    library: Library,
    act: Callable[[OnScreen], Awaitable[None]],
    rows: int,
    columns: int,
    kind: Kind = MODERN,
) -> bytes:
    """Open the reader on a wire, let `act` use it, end it, and return all that it sent."""
    wire = Wire(rows, columns, kind)
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    app = BriefingApp(library, Options(refresh=0), driver_on(wire))

    async def pilot_it(pilot: Pilot[Any]) -> None:
        try:
            await app.workers.wait_for_complete()
            await pilot.pause()
            reader = OnScreen(pilot, wire)
            await reader.settled()
            await act(reader)
        finally:
            app.exit()

    try:
        asyncio.run(app.run_async(auto_pilot=pilot_it, mouse=False))
        wire.read()
        return bytes(wire.raw)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        wire.close()
