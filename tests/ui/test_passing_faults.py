"""What passes again does not end the reader: it is told once, and then all is as before."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.errors import BriefingError
from briefing.ui.main.refresher import Phase
from tests.conftest import SAMPLES
from tests.tools.waiting import until_async
from tests.ui.conftest import (
    Reader,
    brief_of,
    screen_of,
    seen,
    session_of,
    settled,
    whole_screen,
)

AWAY = "cannot check the files for changes: "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sample briefs that may be changed."""
    return Path(shutil.copytree(SAMPLES, tmp_path / "store"))


def _take_away(folder: Path) -> Path:
    return folder.rename(folder.with_name("aside"))


async def _look(pilot: Pilot[int]) -> None:
    screen_of(pilot).refresher.refresh()
    await pilot.app.workers.wait_for_complete()
    await settled(pilot)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_folder_that_is_away_for_a_moment_is_told_once_and_read_again(
    reader: Reader, folder: Path, size: tuple[int, int]
):
    async with reader(size, folder=folder) as pilot:
        await pilot.press("j", "enter", "2")
        before = seen(pilot)
        aside = _take_away(folder)
        await _look(pilot)
        screen = screen_of(pilot)
        assert screen.note.startswith(AWAY)
        assert screen.refresher.phase is Phase.RESTING
        assert seen(pilot).splitlines()[:-1] == before.splitlines()[:-1]
        await pilot.press("j")
        await _look(pilot)
        assert AWAY not in screen.note
        await pilot.press("k")
        aside.rename(folder)
        await _look(pilot)
        assert not screen.note
        assert seen(pilot) == before


async def test_what_was_opened_while_the_folder_was_away_is_read_when_it_is_back(
    reader: Reader, folder: Path
):
    async with reader(folder=folder) as pilot:
        aside = _take_away(folder)
        await pilot.press("j", "enter")
        await _look(pilot)
        aside.rename(folder)
        await _look(pilot)
        assert brief_of(pilot) == "istanbul-2025-06-02"
        assert "second round" in seen(pilot)
        assert "Problems" not in seen(pilot)


async def test_the_next_look_comes_by_itself(reader: Reader, folder: Path):
    async with reader(folder=folder, refresh=0.02) as pilot:
        screen = screen_of(pilot)
        await until_async(lambda: screen.has_looked)
        aside = _take_away(folder)
        await until_async(lambda: bool(screen.note))
        aside.rename(folder)
        text = "brief: 1\nid: new\ntitle: New\ndate: 2025-12-01\nsummary: New.\n"
        (folder / "new.yaml").write_text(text, encoding="utf-8")
        await until_async(lambda: "2025-12-01" in seen(pilot))
        assert screen.note == "1 new brief"


async def test_shared_records_are_not_read_anew_for_a_folder_that_was_away(
    reader: Reader, folder: Path
):
    async with reader(folder=folder) as pilot:
        await _look(pilot)
        generation = screen_of(pilot).library.catalogue.generation
        aside = _take_away(folder)
        await _look(pilot)
        aside.rename(folder)
        await _look(pilot)
        assert screen_of(pilot).library.catalogue.generation == generation


async def test_a_catalogue_that_another_process_keeps_does_not_end_the_reader(
    reader: Reader, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("briefing.catalogue.storage.database.BUSY_SECONDS", 0)
    async with reader(folder=folder) as pilot:
        path = screen_of(pilot).library.catalogue.database.path
        assert path is not None
        other = sqlite3.connect(str(path), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        await _look(pilot)
        assert "another process" in screen_of(pilot).note
        await pilot.press("j", "enter", "slash", *"peace")
        await pilot.pause()
        assert "another process" in "\n".join(whole_screen(pilot))
        await pilot.press("escape")
        other.close()
        await _look(pilot)
        assert brief_of(pilot) == "istanbul-2025-06-02"


async def test_hits_stay_where_they_cannot_be_counted(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
):
    def busy(*_: object, **__: object) -> None:
        raise BriefingError("the catalogue is locked by another process; try again")

    monkeypatch.setattr("briefing.catalogue.search.pages.Cursor.counted", lambda *_, **__: None)
    monkeypatch.setattr("briefing.catalogue.search.pages.Cursor.totals", busy)
    async with reader() as pilot:
        await pilot.press("slash", *"bodies")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "not counted: the catalogue is locked" in "\n".join(whole_screen(pilot))
        assert session_of(pilot).hits
