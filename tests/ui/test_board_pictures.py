"""Boards as text: of the samples, and of a process with 12 parties and 20 issues.

`UPDATE_PICTURES=1 python3 -m pytest tests/ui/test_board_pictures.py` draws them anew.
"""

from pathlib import Path

import pytest

from tests.tools.pictures import hold_to_picture
from tests.tools.wide_process import write_process
from tests.ui.conftest import Reader, whole_screen

FOLDER = Path(__file__).parent / "pictures" / "boards"

KEYS = {
    "process": ("p",),
    "moved": ("d",),
    "moved-rounds-1-and-3": ("g", "r", *"round", "space", *"1", "enter"),
    "beside": ("equals_sign",),
    "timeline": ("T",),
    "timeline-end": ("T", "G"),
    "who": ("w", *"russia", "enter"),
    "who-on-issue": ("w", *"russia", "enter", "i"),
    "issue": ("p", "j", "j", "i"),
    "cell": ("p", "z"),
    "row": ("d", "z"),
}
"""Keys to each board of the samples."""
WIDE = {
    "wide-matrix": ("x",),
    "wide-matrix-turned": ("x", "t"),
    "wide-matrix-words": ("x", "x"),
    "wide-process": ("p",),
    "wide-shifts": ("S", "j"),
    "wide-issue": ("p", "i", "j"),
    "wide-cell": ("x", "z"),
}
"""Keys to each board of the wide process."""
SIZES = ((80, 24), (160, 50))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [*KEYS, *WIDE])
async def test_the_board_looks_as_in_its_picture(
    reader: Reader, tmp_path: Path, samples: Path, name: str, size: tuple[int, int]
):
    folder = write_process(tmp_path) if name in WIDE else samples
    async with reader(size, folder=folder) as pilot:
        await pilot.press(*(KEYS | WIDE)[name])
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        rows = whole_screen(pilot)
    hold_to_picture(rows, FOLDER / f"{name}-{size[0]}x{size[1]}.txt")


def test_there_are_no_pictures_of_no_board():
    named = {f"{name}-{width}x{height}" for name in [*KEYS, *WIDE] for width, height in SIZES}
    assert {path.stem for path in FOLDER.glob("*.txt")} == named
