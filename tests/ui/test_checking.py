"""Keys are answered while quotations are checked, and the brief stays where it is when they are."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.pilot import Pilot

from briefing.store.checked_brief import CheckedBrief
from briefing.ui.screens.search_screen import SearchScreen
from tests.conftest import SAMPLES
from tests.tools.waiting import until_async
from tests.ui.conftest import Reader, brief_of, screen_of, seen

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sample briefs that may be changed."""
    return Path(shutil.copytree(SAMPLES, tmp_path / "store"))


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Event]]:
    """Return a function that makes every check of quotations wait for the event it returns."""
    compared, goes_on = CheckedBrief.judge, Event()

    def block() -> Event:
        def judge(checked: CheckedBrief, *cancelled: Callable[[], bool]) -> bool:
            goes_on.wait(60)
            return compared(checked, *cancelled)

        monkeypatch.setattr(CheckedBrief, "judge", judge)
        return goes_on

    yield block
    goes_on.set()


async def _send(pilot: Pilot[int], *keys: str) -> None:
    """Send keys without waiting for what they ask for."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()


@SIZES
async def test_keys_are_answered_while_quotations_are_checked(
    reader: Reader, folder: Path, check: Callable[[], Event], size: tuple[int, int]
):
    async with reader(size, folder=folder) as pilot:
        goes_on, screen = check(), screen_of(pilot)
        await _send(pilot, "j", "enter", "4")
        await until_async(lambda: "verbatim" in seen(pilot))
        assert brief_of(pilot) == "istanbul-2025-06-02"
        await _send(pilot, "j")
        await until_async(lambda: screen.current_key == "q2")
        await _send(pilot, "J")
        await until_async(lambda: brief_of(pilot) == "istanbul-2025-05-16")
        await _send(pilot, "/", "p")
        await until_async(lambda: isinstance(pilot.app.screen, SearchScreen))
        await until_async(lambda: "prison" in seen(pilot))
        await _send(pilot, "escape", "q", "q")
        await until_async(lambda: pilot.app.return_code == 0)
        assert not goes_on.is_set()


@SIZES
async def test_what_the_check_finds_comes_without_moving_the_reader(
    reader: Reader, folder: Path, check: Callable[[], Event], size: tuple[int, int]
):
    brief, archive = folder / "istanbul-2025-06-02.yaml", folder / "sources/istanbul-2-article.txt"
    lines = brief.read_text().splitlines(keepends=True)
    brief.write_text("".join(line for line in lines if "sha256:" not in line))
    async with reader(size, folder=folder) as pilot:
        goes_on, screen = check(), screen_of(pilot)
        # The archive is another one than the catalogue knows.
        archive.write_text(archive.read_text().replace("didn’t work out", "did work out"))
        await _send(pilot, "j", "enter", "4")
        await until_async(lambda: "verbatim" in seen(pilot))
        pane = screen.record_pane(4)
        await _send(pilot, "j", "j", "j")
        await until_async(lambda: screen.current_key == "q4")
        assert "altered" not in "\n".join(map(str, pane.page.lines))
        before = screen.pane, screen.current_key, pane.scroll_offset
        goes_on.set()
        await until_async(lambda: "altered" in "\n".join(map(str, pane.page.lines)))
        assert (screen.pane, screen.current_key, pane.scroll_offset) == before


async def test_a_brief_that_is_left_before_it_is_checked_is_not_shown_again(
    reader: Reader, folder: Path, check: Callable[[], Event]
):
    async with reader(folder=folder) as pilot:
        goes_on, screen = check(), screen_of(pilot)
        await _send(pilot, "enter", "4", "J")
        await until_async(lambda: brief_of(pilot) == "istanbul-2025-06-02")
        assert screen.brief.is_busy
        shown: list[str] = []
        screen.watch(screen, "reading", lambda: shown.append(brief_of(pilot)), init=False)
        goes_on.set()
        await until_async(lambda: not screen.brief.is_busy)
        assert set(shown) == {"istanbul-2025-06-02"}
