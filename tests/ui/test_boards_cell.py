"""The whole text of a cell of a board: shown, scrolled, copied and left."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.view.spans import plain
from tests.tools.wide_process import write_process
from tests.ui.conftest import Reader, board_of, screen_of, whole_screen

LONG = " ".join(f"word{n}" for n in range(600))


def said(pilot: Pilot[int]) -> str:
    """Return what stands between title and footer, in one line."""
    return " ".join(" ".join(whole_screen(pilot)[1:-1]).split())


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 15)])
@pytest.mark.parametrize("key", ["p", "x", "d", "T", "P", "equals_sign"])
async def test_z_shows_all_of_a_cell_and_shows_the_table_again(
    reader: Reader, size: tuple[int, int], key: str
):
    async with reader(size) as pilot:
        await pilot.press("g", "g", key, "l")
        table, board = whole_screen(pilot), board_of(pilot)
        await pilot.press("z")
        whole = board.whole_cell
        text = "".join("".join(plain(whole.row(n)).split()) for n in range(whole.row_count()))
        assert text.startswith("".join(said(pilot).split()))
        cell = board.view.cell
        assert cell is not None
        for part in (cell.text, cell.detail, board.view.head.text):
            assert "".join(part.split()) in text
        assert "…" not in text.replace("".join(cell.detail.split()), "")
        await pilot.press("z")
        assert whole_screen(pilot) == table
        for leaving in ("escape", "q"):
            await pilot.press("z", leaving)
            assert board_of(pilot) is board
            assert whole_screen(pilot) == table
        await pilot.press("escape")
        assert pilot.app.screen is screen_of(pilot)


@pytest.fixture
def long_store(tmp_path: Path) -> Path:
    """Return a store in which a position is longer than any screen."""
    write_process(tmp_path, parties=2, issues=2)
    path = tmp_path / "strait-talks-3.yaml"
    text = path.read_text(encoding="utf-8")
    old = "Aland holds in round 3 that Fisheries in the northern strait must be settled first"
    path.write_text(text.replace(old, LONG), encoding="utf-8")
    return tmp_path


async def test_what_is_longer_than_the_screen_scrolls(reader: Reader, long_store: Path):
    async with reader((60, 20), folder=long_store) as pilot:
        await pilot.press("x", "g", "g")
        board = board_of(pilot)
        await pilot.press("z")
        assert "word0 " in said(pilot)
        assert "word599" not in said(pilot)
        await pilot.press("j")
        assert board.whole_cell.top == 1
        await pilot.press("G")
        assert "word599" in said(pilot)
        assert board.view.line == 0
        # Where nothing is left to scroll, the next row comes, from its beginning.
        await pilot.press("j")
        assert board.view.line == 1
        assert board.whole_cell.top == 0
        assert said(pilot).startswith("Party Borduria ")
        await pilot.press("k", "space")
        assert (board.view.line, board.whole_cell.top > 5) == (0, True)
        await pilot.press("g", "g", "l")
        assert "Salt" in said(pilot)


async def test_the_whole_cell_is_copied_and_leads_to_its_records(reader: Reader, long_store: Path):
    async with reader((60, 20), folder=long_store) as pilot:
        await pilot.press("x", "z", "y", "y")
        assert LONG in pilot.app.clipboard
        assert pilot.app.clipboard.startswith("Aland · Fisheries in the northern strait: ")
        await pilot.press("enter")
        assert pilot.app.screen is screen_of(pilot)
        assert screen_of(pilot).current_key == "d1"
        await pilot.press("escape")
        assert board_of(pilot).opened.kind == "matrix"


async def test_the_footer_says_what_z_does(reader: Reader):
    async with reader((100, 30)) as pilot:
        await pilot.press("p")
        assert "z zoom" in whole_screen(pilot)[-1]
        await pilot.press("z")
        assert "z table" in whole_screen(pilot)[-1]
        assert whole_screen(pilot)[-1].endswith("? help")


async def test_another_board_opens_as_a_table(reader: Reader):
    async with reader((100, 30)) as pilot:
        await pilot.press("p", "x")
        table = whole_screen(pilot)
        assert any(row.startswith(" Party") for row in table)
        await pilot.press("p", "z", "x")
        assert not board_of(pilot).zoomed
        assert whole_screen(pilot) == table


async def test_a_board_without_rows_has_no_cell_to_show(reader: Reader, tmp_path: Path):
    write_process(tmp_path, rounds=1, parties=2, issues=1)
    (tmp_path / "strait-talks-2.yaml").write_text(
        (tmp_path / "strait-talks-1.yaml")
        .read_text(encoding="utf-8")
        .replace("talks-1", "talks-2")
        .replace("round: 1", "round: 2")
        .replace("2025-01", "2025-02"),
        encoding="utf-8",
    )
    async with reader((80, 24), folder=tmp_path) as pilot:
        await pilot.press("g", "g", "d")
        assert board_of(pilot).board.height == 0
        await pilot.press("z")
        assert board_of(pilot).note == "no cell to show"


async def test_an_empty_place_says_what_it_means(reader: Reader, tmp_path: Path):
    write_process(tmp_path, parties=2, issues=2)
    path = tmp_path / "strait-talks-3.yaml"
    for number in (1, 2, 3):
        path = tmp_path / f"strait-talks-{number}.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if "aland: {stance" not in line or "Fisheries" in line]
        path.write_text("\n".join(kept), encoding="utf-8")
    async with reader((80, 24), folder=tmp_path) as pilot:
        await pilot.press("x", "l", "z")
        assert said(pilot) == "Party Aland Salt no entry in any round"
