"""The reader in this process, on a pseudo-terminal of its own: what it sends, and what that shows.

It is driven by Textual's pilot, but draws through the program's own driver: not one byte of what a
terminal gets is left out.
"""

import asyncio
import operator
import signal
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
from tests.tools.emulator import Kind
from tests.tools.terminal import PseudoTerminal
from tests.tools.waiting import until_async

MODERN = Kind()
"""A terminal that draws a cluster at a time."""

SILENCE = 200
"""Looks at a silent terminal, 5 ms apart, after which no more is expected of it."""

_SIGNALS = (signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT)


def driver_on(terminal: PseudoTerminal) -> type[CellDriver]:
    """Return the program's driver, for `terminal`."""

    class OnWire(CellDriver):
        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            self._terminal = self._keyboard = terminal.slave

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

    def __init__(self, pilot: Pilot[Any], terminal: PseudoTerminal) -> None:
        self._pilot = pilot
        self.terminal = terminal

    async def press(self, *keys: str) -> list[str]:
        """Press keys; return where the screen is not the page, once nothing changes any more."""
        await self._pilot.press(*keys)
        await self._pilot.pause()
        return await self.settled()

    async def settled(self) -> list[str]:
        """Read until the terminal shows the page; return what differs if it never does."""
        quiet = 0
        wrong = ["nothing was shown"]

        def is_right_or_silent() -> bool:
            nonlocal quiet, wrong
            quiet = 0 if self.terminal.read() else quiet + 1
            if quiet in (1, 20, SILENCE - 1):
                wrong = differing(
                    page_of(self._pilot), _clusters(self.terminal), self.terminal.emulator.kind
                )
            return not wrong or quiet >= SILENCE

        await until_async(is_right_or_silent, "silence")
        return wrong

    @property
    def text(self) -> str:
        """What is shown, as one text."""
        return "\n".join("".join(row) for row in _clusters(self.terminal))


def _clusters(terminal: PseudoTerminal) -> list[list[str]]:
    """Return the clusters in the cells; the second cell of a wide character is empty."""
    return [[cell.data for cell in row] for row in terminal.emulator.cells()]


def on_screen(
    library: Library,
    act: Callable[[OnScreen], Awaitable[None]],
    rows: int,
    columns: int,
    kind: Kind = MODERN,
) -> bytes:
    """Open the reader on a wire, let `act` use it, end it, and return all that it sent."""
    terminal = PseudoTerminal(rows, columns, kind)
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    app = BriefingApp(library, Options(refresh=0), driver_on(terminal))

    async def pilot_it(pilot: Pilot[Any]) -> None:
        try:
            await app.workers.wait_for_complete()
            await pilot.pause()
            reader = OnScreen(pilot, terminal)
            await reader.settled()
            await act(reader)
        finally:
            app.exit()

    try:
        asyncio.run(app.run_async(auto_pilot=pilot_it, mouse=False))
        terminal.read()
        return bytes(terminal.raw)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        terminal.close()
