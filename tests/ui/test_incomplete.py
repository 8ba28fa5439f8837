"""What an error keeps from being read, and how a brief may be shared, as the reader says it."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.ui.conftest import Reader, seen, typed, whole_screen

SECOND = "istanbul-2025-06-02.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the sample briefs, the second of which has a record with an error."""
    store = Path(shutil.copytree(SAMPLES, tmp_path / "store"))
    text = (store / SECOND).read_text(encoding="utf-8")
    text = text.replace("attested_by:", "attestd_by:", 1).replace("handling: clear", "")
    (store / SECOND).write_text(text, encoding="utf-8")
    return store


@pytest.mark.parametrize("key", ["p", "x", "d", "equals_sign", "T", "P"])
async def test_every_board_says_what_is_missing(reader: Reader, folder: Path, key: str) -> None:
    async with reader((120, 40), folder) as pilot:
        await pilot.press("j", key)
        await typed(pilot)
        assert pilot.app.screen.query("BoardView")
        assert f"missing here because of errors: {SECOND} (agreements.a1)" in seen(pilot)


async def test_the_brief_is_shown_without_the_record_at_fault(reader: Reader, folder: Path) -> None:
    async with reader((160, 50), folder) as pilot:
        await pilot.press("j", "enter", "2")
        await typed(pilot)
        text = seen(pilot)
    assert "a1: left out because of an error" in text
    assert "6,000 bodies each" in text


async def test_a_search_says_that_hits_may_be_missing(reader: Reader, folder: Path) -> None:
    async with reader((120, 40), folder) as pilot:
        await pilot.press("slash", *"exchange")
        await pilot.app.workers.wait_for_complete()
        await typed(pilot)
        assert "1 file not read whole: hits may be missing" in whole_screen(pilot)[0]


@pytest.mark.parametrize("colour", ["green", "amber", "amber+strict", "red"])
async def test_the_mark_of_a_round_stands_on_boards_hits_and_list(
    reader: Reader, folder: Path, colour: str
) -> None:
    path = folder / "istanbul-2025-05-16.yaml"
    text = path.read_text(encoding="utf-8").replace("handling: clear", f"handling: {colour}")
    path.write_text(text, encoding="utf-8")
    mark = f"TLP:{colour.upper()}"
    async with reader((120, 40), folder) as pilot:
        assert mark in seen(pilot)
        for key in ("p", "x", "T", "P"):
            await pilot.press(key)
            await typed(pilot)
            assert mark in whole_screen(pilot)[1]
            await pilot.press("escape")
        await pilot.press("slash", *"thousand")
        await pilot.app.workers.wait_for_complete()
        await typed(pilot)
        assert mark in seen(pilot)
