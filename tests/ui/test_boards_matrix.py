"""The matrix in the reader: in words or in signs, and turned."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tools.wide_process import ISSUES, PARTIES, write_process
from tests.ui.conftest import Reader, board_of, screen_of, seen, whole_screen


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of 12 parties, 20 issues and 3 rounds."""
    return write_process(tmp_path)


def place(pilot: Pilot[int]) -> tuple[str, str]:
    """Return the party and the issue of the cell under the cursor."""
    view = board_of(pilot).view
    board = view.board
    at = view.line, view.column
    return board.speaker_at(*at), board.issues_at(*at)[0]


async def test_twelve_parties_and_twenty_issues_stand_on_one_screen(reader: Reader, store: Path):
    async with reader((80, 24), folder=store) as pilot:
        await pilot.press("x")
        view = board_of(pilot).view
        assert [column for column, _ in view._visible()] == list(range(20))
        assert sorted({row for row, _, _ in view._in_sight()}) == list(range(12))
        assert all(name in seen(pilot) for name in PARTIES)
        # What the signs mean is told beside them, and what the cell says in words below.
        rows = whole_screen(pilot)
        assert "- rejects" in " ".join(rows[1:4])
        assert f"{ISSUES[0]} · rejects · Aland holds in round 3" in " ".join(rows[19:])


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 15)])
async def test_x_again_shows_words_and_signs_in_turn(
    reader: Reader, store: Path, size: tuple[int, int]
):
    async with reader(size, folder=store) as pilot:
        await pilot.press("x", "j", "l", "l")
        here = place(pilot)
        assert here == ("borduria", "i3")
        assert board_of(pilot).board.compact
        await pilot.press("x")
        assert not board_of(pilot).board.compact
        assert "Borduria holds" in seen(pilot).replace("\n", " ")
        assert place(pilot) == here
        await pilot.press("x")
        assert board_of(pilot).board.compact
        assert place(pilot) == here
        # However often it was turned, one step leads back.
        await pilot.press("escape")
        assert pilot.app.screen is screen_of(pilot)


@pytest.mark.parametrize("form", ["signs", "words"])
async def test_t_turns_the_matrix_and_the_cursor_stays_on_its_cell(
    reader: Reader, store: Path, form: str
):
    async with reader((80, 24), folder=store) as pilot:
        await pilot.press("x", *(["x"] if form == "words" else []), "j", "l", "l")
        here = place(pilot)
        await pilot.press("t")
        assert place(pilot) == here
        assert board_of(pilot).board.corner == "Issue"
        assert board_of(pilot).board.compact is (form == "signs")
        await pilot.press("i")
        assert board_of(pilot).opened.name == here[1]
        await pilot.press("escape", "w")
        assert board_of(pilot).opened.name == here[0]
        await pilot.press("escape", "t")
        assert board_of(pilot).board.corner == "Party"
        assert place(pilot) == here


async def test_words_are_shown_where_half_of_the_issues_have_room(reader: Reader, tmp_path: Path):
    write_process(tmp_path, parties=3, issues=4)
    async with reader((80, 24), folder=tmp_path) as pilot:
        await pilot.press("x")
        assert not board_of(pilot).board.compact
    async with reader((40, 15), folder=tmp_path) as pilot:
        await pilot.press("x")
        assert board_of(pilot).board.compact


async def test_the_footer_says_what_x_and_t_do_on_a_matrix_alone(reader: Reader, store: Path):
    async with reader((160, 50), folder=store) as pilot:
        await pilot.press("x")
        assert "x words" in whole_screen(pilot)[-1]
        assert "t transpose" in whole_screen(pilot)[-1]
        await pilot.press("x")
        assert "x signs" in whole_screen(pilot)[-1]
        await pilot.press("p")
        assert "x matrix" in whole_screen(pilot)[-1]
        assert "transpose" not in whole_screen(pilot)[-1]
        await pilot.press("t")
        assert board_of(pilot).note == "only the matrix can be transposed"


@pytest.mark.parametrize("turned", [False, True])
async def test_the_whole_text_of_a_sign_is_shown_found_and_copied(
    reader: Reader, store: Path, turned: bool
):
    async with reader((80, 24), folder=store) as pilot:
        await pilot.press("x", *(["t"] if turned else []), "slash", *"dinotopia sal", "enter")
        assert place(pilot) == ("dinotopia", "i2")
        await pilot.press("z")
        text = " ".join(" ".join(whole_screen(pilot)[1:-1]).split())
        assert "Dinotopia holds in round 3 that Salt must be settled first, and fairly." in text
        await pilot.press("y", "y")
        assert "Dinotopia holds in round 3" in pilot.app.clipboard
        assert pilot.app.clipboard.startswith("Salt · Dinotopia" if turned else "Dinotopia · Salt")
        await pilot.press("y", "b")
        assert pilot.app.clipboard.count("|") > 12 * 20


async def test_signs_stay_signs_when_the_files_change(reader: Reader, store: Path):
    async with reader((80, 24), folder=store) as pilot:
        await pilot.press("x", "t", "j", "l")
        here = place(pilot)
        write_process(store, rounds=4)
        screen_of(pilot).refresher.refresh()
        await pilot.app.workers.wait_for_complete()
        await pilot.press("l", "h")
        board = board_of(pilot)
        assert board.board.compact
        assert board.board.corner == "Issue"
        assert place(pilot) == here
        assert "in round 4" in " ".join(whole_screen(pilot)[-5:])
