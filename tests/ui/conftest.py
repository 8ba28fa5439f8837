"""A reader on the sample briefs, driven by keys."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from briefing.catalogue.search.session import SearchSession
from briefing.library import Library
from briefing.ui.app import BriefingApp
from briefing.ui.input.ordered_keys import OrderedInputScreen
from briefing.ui.main.screen import MainScreen
from briefing.ui.options import Options
from briefing.ui.screens.board_screen import BoardScreen
from briefing.ui.screens.search_screen import SearchScreen
from briefing.ui.widgets.line_view import LineView
from tests.tools.waiting import until_async
from tests.ui.fakes import FakeScreen, indexed

Reader = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@pytest.fixture(autouse=True)
def _keys_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a test wait, after each key that it presses, for the brief that the key asks for."""
    press = Pilot.press

    async def press_and_wait(pilot: Pilot[int], *keys: str) -> None:
        await press(pilot, *keys)
        await settled(pilot)

    monkeypatch.setattr(Pilot, "press", press_and_wait)
    # However busy the machine is, keys wait for the pane that they are meant for.
    monkeypatch.setattr("briefing.ui.input.key_gate.PATIENCE", 30.0)


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing that was asked for is still to arrive."""
    app = pilot.app
    while app.is_running and any(is_busy(screen) for screen in app.screen_stack):
        await pilot.pause(0.005)
    await pilot.pause()


def is_busy(screen: Screen[object]) -> bool:
    """Whether something is still being read or written behind a screen."""
    return isinstance(screen, OrderedInputScreen) and (
        screen.background.is_busy or (isinstance(screen, MainScreen) and screen.brief.is_busy)
    )


@asynccontextmanager
async def _reading(
    folder: Path, size: tuple[int, int], options: Options | None = None
) -> AsyncIterator[Pilot[int]]:
    library = Library(folder)
    app = BriefingApp(library, options or Options())
    try:
        async with app.run_test(size=size) as pilot:
            if app.options.refresh:  # the next scan cancels the one before, which cannot be awaited
                await scanned(pilot)
            else:
                await app.workers.wait_for_complete()
                await settled(pilot)
            yield pilot
    finally:
        library.close()


@pytest.fixture
def reader(samples: Path) -> Reader:
    """Return a function that opens a reader: `async with reader((80, 24)) as pilot`."""

    def open_reader(
        size: tuple[int, int] = (80, 24), folder: Path = samples, **options: object
    ) -> AbstractAsyncContextManager[Pilot[int]]:
        # A test looks at the files when it wants to.
        options.setdefault("refresh", 0.0)
        return _reading(folder, size, Options(**options))  # type: ignore[arg-type]

    return open_reader


def screen_of(pilot: Pilot[int]) -> MainScreen:
    """Return the main screen."""
    return next(s for s in pilot.app.screen_stack if isinstance(s, MainScreen))


def brief_of(pilot: Pilot[int]) -> str:
    """Return the id of the brief that is read."""
    reading = screen_of(pilot).reading
    assert reading is not None
    return reading.brief.id


def session_of(pilot: Pilot[int]) -> SearchSession:
    """Return the search on the search screen."""
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    assert screen.hits.session is not None
    return screen.hits.session


def seen(pilot: Pilot[int]) -> str:
    """Return what a person sees of every view on the screen, row by row, view by view."""
    parts = []
    for view in pilot.app.screen.query(LineView):
        if view.is_on_screen and view.size.width and view.display and _shown(view):
            rows = range(view.size.height)
            parts += [view.render_line(y).text.rstrip() for y in rows]
    return "\n".join(parts)


async def typed(pilot: Pilot[int]) -> None:
    """Wait until every key that was sent is handed over, or dropped because the reader ended."""
    app = pilot.app
    assert isinstance(app, BriefingApp)
    await until_async(
        lambda: app.return_code is not None or not (app.has_waiting_keys or app.message_queue_size)
    )
    await settled(pilot)


async def scanned(pilot: Pilot[int]) -> None:
    """Wait until the files have been compared with the catalogue for the first time."""
    await until_async(lambda: any(getattr(s, "has_looked", False) for s in pilot.app.screen_stack))
    await settled(pilot)


def _shown(view: LineView) -> bool:
    return all(node.display for node in view.ancestors_with_self if hasattr(node, "display"))


def whole_screen(pilot: Pilot[int]) -> list[str]:
    """Return the rows of the whole screen as a person sees them, without trailing spaces."""
    strips = pilot.app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]


def board_of(pilot: Pilot[int]) -> BoardScreen:
    """Return the board on the screen."""
    screen = pilot.app.screen
    assert isinstance(screen, BoardScreen)
    return screen


@pytest.fixture
def screen() -> FakeScreen:
    """Return a screen with the cursor on the second brief of its list."""
    screen = FakeScreen(indexed())
    screen.list.cursor = 1
    return screen
