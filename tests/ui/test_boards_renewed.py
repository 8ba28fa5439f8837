"""Boards that are open while the files change: what they say, and what stays where it was."""

from pathlib import Path
from shutil import copytree

import pytest
from textual.pilot import Pilot

from briefing.library import Library
from briefing.ui.screens.board_screen import BoardScreen
from briefing.ui.widgets.board_refresh import RowMapping
from briefing.ui.widgets.board_view import BoardView
from tests.conftest import SAMPLES
from tests.ui.conftest import Reader, board_of, screen_of, seen, settled, whole_screen

CHANGED = "the files have changed"
SECOND, THIRD = "istanbul-2025-06-02", "istanbul-2025-07-23"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sample briefs that may be changed."""
    return Path(copytree(SAMPLES, tmp_path / "store"))


async def look(pilot: Pilot[int]) -> None:
    """Look at the files."""
    screen_of(pilot).refresher.refresh()
    await pilot.app.workers.wait_for_complete()
    await settled(pilot)


def change(folder: Path, brief: str, old: str, new: str) -> None:
    """Replace words of a brief."""
    path = folder / f"{brief}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add_round(folder: Path) -> None:
    """Write a fourth round, which says what the third one said."""
    text = (folder / f"{THIRD}.yaml").read_text(encoding="utf-8")
    text = text.replace(f"id: {THIRD}", "id: fourth").replace("round: 3", "round: 4")
    text = text.replace("date: 2025-07-23", "date: 2025-09-01")
    assert "id: fourth" in text
    (folder / "fourth.yaml").write_text(text, encoding="utf-8")


def add_event(folder: Path) -> None:
    """Tell of something that came before everything else."""
    change(folder, SECOND, "timeline:\n", "timeline:\n  - {date: 2020-01-01, text: Long ago.}\n")


def words_of(pilot: Pilot[int]) -> list[str]:
    """Return the words of the row under the cursor."""
    view = board_of(pilot).view
    return [cell.text for cell in view.board.row(view.line).cells]


async def test_a_new_round_comes_into_an_open_board(reader: Reader, folder: Path):
    async with reader((160, 50), folder=folder) as pilot:
        await pilot.press("p", "j")
        assert "round 4" not in seen(pilot)
        add_round(folder)
        await look(pilot)
        assert "round 4" in whole_screen(pilot)[1]
        board = board_of(pilot)
        assert board.note == CHANGED
        assert (board.view.line, board.view.column) == (1, 2)
        await pilot.press("k")
        assert not board.note


async def test_what_another_program_took_in_is_shown_too(reader: Reader, folder: Path):
    async with reader((160, 50), folder=folder) as pilot:
        screen = screen_of(pilot)
        await look(pilot)
        await pilot.press("p", "j")
        add_round(folder)
        other = Library(folder)
        assert other.refresh(lambda done, total: None, lambda: False).added == 1
        other.close()
        await look(pilot)
        assert "round 4" in whole_screen(pilot)[1]
        assert len(screen.list.numbers) == 4


async def test_what_says_the_same_is_not_drawn_again(
    reader: Reader, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "p", "j")
        board = board_of(pilot)
        before, drawn = whole_screen(pilot), []
        monkeypatch.setattr(BoardView, "refresh", lambda *_, **__: drawn.append("table"))
        monkeypatch.setattr(BoardScreen, "draw_footer", lambda _: drawn.append("footer"))
        monkeypatch.setattr(BoardScreen, "draw", lambda _: drawn.append("rows around it"))
        known = board.board
        # No board of the process shows its summaries, nor another brief.
        change(folder, SECOND, "bottom_line: >-\n", "bottom_line: >-\n  Peace.\n")
        (folder / "x.yaml").write_text("title: X\ndate: 2026-01-01\nsummary: S.\n")
        await look(pilot)
        assert board.board is not known
        assert board.view.board is board.board
        assert drawn == []
        assert not board.note
        assert whole_screen(pilot) == before


async def test_the_cursor_stays_on_its_record_where_a_row_comes_before_it(
    reader: Reader, folder: Path
):
    async with reader((100, 12), folder=folder) as pilot:
        await pilot.press("j", "T", *"jjjjj")
        view, words = board_of(pilot).view, words_of(pilot)
        before = whole_screen(pilot)
        assert view.scroll_offset.y
        add_event(folder)
        await look(pilot)
        assert words_of(pilot) == words
        assert view.line == 6
        # All but the number of the row in the title, the number in the brief, and the footer.
        assert whole_screen(pilot)[1:8] == before[1:8]
        assert board_of(pilot).note == CHANGED
        assert "Long ago" in view.board.at(0, 1).text


async def test_the_nearest_row_takes_the_cursor_of_one_that_is_gone(reader: Reader, folder: Path):
    change(folder, SECOND, "timeline:\n", "timeline:\n  - {date: 2025-06-03, text: Once.}\n")
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "T")
        view = board_of(pilot).view
        told = [view.board.at(line, 1).text for line in range(view.board.height)]
        view.go(told.index("Once."), 1)
        change(folder, SECOND, "  - {date: 2025-06-03, text: Once.}\n", "")
        await look(pilot)
        assert view.board.at(view.line, 1).text == told[told.index("Once.") + 1]


async def test_a_board_under_another_screen_is_shown_anew(reader: Reader, folder: Path):
    async with reader((160, 50), folder=folder) as pilot:
        await pilot.press("p", "j", "question_mark")
        add_round(folder)
        await look(pilot)
        assert not pilot.app.screen.query("BoardView")
        await pilot.press("escape")
        assert "round 4" in whole_screen(pilot)[1]
        assert CHANGED in whole_screen(pilot)[-1]


@pytest.mark.parametrize("key", ["p", "x", "d", "equals_sign", "w", "T", "P"])
async def test_a_board_whose_brief_is_gone_stays_as_it_was(reader: Reader, folder: Path, key: str):
    async with reader((120, 30), folder=folder) as pilot:
        await pilot.press("j", key, *(["enter"] if key == "w" else []), "j")
        before = whole_screen(pilot)
        text = (folder / f"{SECOND}.yaml").read_text(encoding="utf-8")
        (folder / f"{SECOND}.yaml").unlink()
        await look(pilot)
        told = f"{SECOND} no longer exists; the board is unchanged"
        assert board_of(pilot).note == told
        assert whole_screen(pilot)[:-1] == before[:-1]
        (folder / f"{SECOND}.yaml").write_text(text, encoding="utf-8")
        await look(pilot)
        assert not board_of(pilot).note
        assert whole_screen(pilot) == before


async def test_what_was_not_looked_at_is_not_read_out_of_another_brief(
    reader: Reader, folder: Path
):
    for number in range(4, 20):
        text = (folder / f"{THIRD}.yaml").read_text(encoding="utf-8")
        text = text.replace(f"id: {THIRD}", f"id: r{number}").replace(
            "round: 3", f"round: {number}"
        )
        text = text.replace("date: 2025-07-23", f"date: 2025-09-{number:02}")
        (folder / f"r{number}.yaml").write_text(text, encoding="utf-8")
    async with reader((80, 24), folder=folder) as pilot:
        await pilot.press("p")
        assert board_of(pilot).view.column == 18
        (folder / "r19.yaml").unlink()
        (folder / "r4.yaml").unlink()
        await look(pilot)
        board_of(pilot).view.go(0, 14)
        await pilot.pause()
        assert "not seen before the files changed" in seen(pilot)


async def test_a_brief_that_is_no_round_any_more_is_told(reader: Reader, folder: Path):
    async with reader((120, 30), folder=folder) as pilot:
        await pilot.press("j", "d")
        change(folder, SECOND, "process: ru-ua-istanbul-2025", "process: other-talks")
        await look(pilot)
        told = f"{SECOND} is no longer a round of ru-ua-istanbul-2025; the board is unchanged"
        assert board_of(pilot).note == told


async def test_the_first_round_of_those_that_are_left_has_none_before_it(
    reader: Reader, folder: Path
):
    async with reader((120, 30), folder=folder) as pilot:
        await pilot.press("j", "d")
        before = whole_screen(pilot)
        (folder / "istanbul-2025-05-16.yaml").unlink()
        await look(pilot)
        assert "no earlier one" in board_of(pilot).note
        assert whole_screen(pilot)[:-1] == before[:-1]


async def test_a_line_that_is_being_typed_on_a_board_stays(reader: Reader, folder: Path):
    async with reader((160, 50), folder=folder) as pilot:
        await pilot.press("p", "slash", *"cease")
        add_round(folder)
        await look(pilot)
        await pilot.press(*"fire", "enter")
        board = board_of(pilot)
        assert "ceasefire" in board.board.heads[board.view.line].text.casefold()


async def test_columns_stay_as_wide_as_they_are_where_they_are_the_same(
    reader: Reader, folder: Path
):
    async with reader((120, 30), folder=folder) as pilot:
        await pilot.press("j", "d")
        view = board_of(pilot).view
        before = view.measures
        change(folder, SECOND, "Each side hands over", "On each 6,012 and")
        await look(pilot)
        assert "6,012" in seen(pilot)
        assert view.measures == before


@pytest.mark.parametrize(
    ("place", "now", "found"),
    [
        (1, "a1 b2 c3", 1),
        (1, "x8 x9 b2", 2),
        (1, "b1 b2 b3", 1),
        (1, "a1 b1 b7 c2", 1),
        (1, "a1 x2 c3", 1),
        (1, "a1 c3", 1),
        (2, "a1 b2", 1),
        (0, "x8 y9", 0),
        (2, "x8", 0),
        (1, "", 0),
    ],
)
def test_a_place_is_found_by_what_stood_there(place: int, now: str, found: int):
    before = [tuple(name) for name in ("a1", "b2", "c3")]
    assert RowMapping(before, [tuple(name) for name in now.split()]).now(place) == found
