"""Screens of a brief with problems, as text: the bottom line first, and differences in words.

`UPDATE_PICTURES=1 python3 -m pytest tests/ui/test_faulty_pictures.py` draws them.
"""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.tools.pictures import hold_to_picture
from tests.ui.conftest import Reader, whole_screen

FOLDER = Path(__file__).parent / "pictures" / "faulty"
BRIEF = "istanbul-2025-06-02"
ALTERED = {
    "can be resolved only at the level of leaders": "can be resolved just at the level of leaders",
    "making progress in the negotiation process": "making progress – in the negotiation process",
    "    text: make a show\n": "    text: make show\n",
    "stance: rejects": "stance: rejcts",
    "handling: clear": "handling: amber",
}
PICTURES = {
    "summary-80x24": ((80, 24), ("j", "1")),
    "quotes-80x24": ((80, 24), ("j", "4")),
    "quotes-40x15": ((40, 15), ("j", "4")),
    "problems-80x24": ((80, 24), ("j", "1", "G")),
    "brief-160x50": ((160, 50), ("j", "1")),
}
"""Size and keys of each."""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return the samples with a brief of which quotes are altered, and one value is wrong."""
    folder = tmp_path / "briefs"
    shutil.copytree(SAMPLES, folder)
    path = folder / f"{BRIEF}.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in ALTERED.items():
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", PICTURES)
async def test_the_screen_looks_as_in_its_picture(reader: Reader, faulty: Path, name: str):
    size, keys = PICTURES[name]
    async with reader(size, folder=faulty) as pilot:
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        rows = whole_screen(pilot)
    hold_to_picture(rows, FOLDER / f"{name}.txt")


def test_there_are_no_pictures_of_nothing():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(PICTURES)
