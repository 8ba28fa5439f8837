"""A few whole screens, as text, so that what changes for the eye is seen in a review.

`UPDATE_PICTURES=1 python3 -m pytest tests/ui/test_pictures.py` draws them anew.
"""

from pathlib import Path

import pytest

from tests.tools.pictures import hold_to_picture
from tests.ui.conftest import Reader, whole_screen

FOLDER = Path(__file__).parent / "pictures"

PICTURES = {
    "list-80x24": ((80, 24), ()),
    "quotes-80x24": ((80, 24), ("j", "4")),
    "disagreements-40x15": ((40, 15), ("j", "3")),
    "brief-160x50": ((160, 50), ("j", "3")),
    "brief-140x28": ((140, 28), ("j",)),
    "brief-100x30": ((100, 30), ("j",)),
    "source-80x24": ((80, 24), ("j", "4", "G", "enter")),
    "process-120x30": ((120, 30), ("p",)),
    "matrix-100x24": ((100, 24), ("j", "x")),
    "moved-80x24": ((80, 24), ("j", "d")),
    "search-80x24": ((80, 24), ("slash", *"truce")),
    "outline-80x24": ((80, 24), ("j", "2", "g", "o")),
    "completion-80x24": ((80, 24), ("slash", *"status:")),
    "within-80x24": ((80, 24), ("j", "2", "slash", "slash", *"leaders")),
    "selection-80x24": ((80, 24), ("j", "4", "v", "j")),
    "selection-160x50": ((160, 50), ("j", "4", "v", "j", "j")),
    "nothing-to-choose-80x24": ((80, 24), ("colon", *"xyzzy")),
    "phrase-80x24": ((80, 24), ("slash", *"exchange of prisoners")),
    "phrase-160x50": ((160, 50), ("slash", *"exchange of prisoners")),
    "speakers-80x24": ((80, 24), ("slash", *"kind:quote ceasefire")),
    "records-80x24": ((80, 24), ("p", "l", "enter")),
    "help-80x24": ((80, 24), ("question_mark",)),
}
"""Size and keys of each."""


@pytest.mark.parametrize("name", PICTURES)
async def test_the_screen_looks_as_in_its_picture(reader: Reader, name: str):
    size, keys = PICTURES[name]
    async with reader(size) as pilot:
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        rows = whole_screen(pilot)
    hold_to_picture(rows, FOLDER / f"{name}.txt")


def test_there_are_no_pictures_of_nothing():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(PICTURES)
