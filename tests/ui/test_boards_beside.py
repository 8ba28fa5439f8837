"""From a board to its neighbours, to the board of an issue, and to any other round."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.view.board.board_ref import BoardRef
from briefing.view.spans import plain
from tests.tools.wide_process import ISSUES, PARTIES, PROCESS, write_process
from tests.ui.conftest import Reader, board_of, screen_of, seen, whole_screen
from tests.ui.fakes import indexed


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of one process with three rounds."""
    return write_process(tmp_path, parties=4, issues=3)


def opened(pilot: Pilot[int]) -> BoardRef:
    """Return what the board on the screen is."""
    return board_of(pilot).opened


def footer(pilot: Pilot[int]) -> str:
    return whole_screen(pilot)[-1]


@pytest.mark.parametrize("key", ["d", "equals_sign"])
async def test_the_next_and_the_previous_round_are_compared(reader: Reader, store: Path, key: str):
    async with reader((100, 30), folder=store) as pilot:
        await pilot.press(key)
        assert opened(pilot).brief == f"{PROCESS}-3"
        assert "J next" not in footer(pilot)
        assert "K previous round" in footer(pilot)
        await pilot.press("J")
        assert board_of(pilot).note == "no later round"
        await pilot.press("K")
        assert opened(pilot).brief == f"{PROCESS}-2"
        assert "J next round" in footer(pilot)
        await pilot.press("K")
        assert opened(pilot).brief == f"{PROCESS}-2"
        assert board_of(pilot).note == "no earlier round"
        await pilot.press("J")
        assert opened(pilot).brief == f"{PROCESS}-3"
        # However many rounds were looked at, one step leads back to the list.
        await pilot.press("escape")
        assert pilot.app.screen is screen_of(pilot)


@pytest.mark.parametrize("key", ["p", "x", "T", "P"])
async def test_a_board_of_the_only_process_has_no_neighbour(reader: Reader, store: Path, key: str):
    async with reader((100, 30), folder=store) as pilot:
        await pilot.press(key)
        assert "next" not in footer(pilot)
        assert "previous" not in footer(pilot)
        await pilot.press("J")
        assert board_of(pilot).note == "no later process"
        await pilot.press("question_mark")
        assert "next round, issue, speaker" not in seen(pilot)


@pytest.mark.parametrize("key", ["p", "x", "T", "P"])
async def test_the_next_process_of_the_store_is_shown(reader: Reader, store: Path, key: str):
    write_process(store, parties=2, issues=2, rounds=2, slug="older")
    async with reader((100, 30), folder=store) as pilot:
        await pilot.press(key)
        kind = opened(pilot).kind
        assert "J next process" in footer(pilot)
        await pilot.press("J")
        assert (opened(pilot).kind, opened(pilot).process) == (kind, "older")
        assert opened(pilot).brief == "older-2"
        # From there, boards are those of that process.
        await pilot.press("d")
        assert opened(pilot).brief in ("older-1", "older-2")


async def test_the_next_speaker_and_the_next_issue_are_shown(reader: Reader, store: Path):
    async with reader((100, 30), folder=store) as pilot:
        await pilot.press("x", "w")
        for name in PARTIES[:4]:
            assert opened(pilot).name == name.lower()
            await pilot.press("J")
        assert board_of(pilot).note == "no later speaker"
        await pilot.press("escape")
        assert opened(pilot).kind == "matrix"
        await pilot.press("i")
        for title in ISSUES[:3]:
            assert whole_screen(pilot)[0].split("  ")[0].strip() == title
            await pilot.press("J")
        assert board_of(pilot).note == "no later issue"


async def test_any_two_rounds_are_compared_whichever_comes_first(reader: Reader, store: Path):
    async with reader((100, 30), folder=store) as pilot:
        await pilot.press("d", "g", "r")
        assert "Compare round 3 with which round?" in whole_screen(pilot)[0]
        await pilot.press(*"round", "space", "1", "enter")
        assert opened(pilot).other == f"{PROCESS}-1"
        assert "what moved from round 1 to round 3" in whole_screen(pilot)[0]
        await pilot.press("K")
        assert "what moved from round 1 to round 2" in whole_screen(pilot)[0]
        assert "K previous" not in footer(pilot)
        await pilot.press("J", "equals_sign")
        assert whole_screen(pilot)[0].startswith(f" {PROCESS}-2 and {PROCESS}-3")
        await pilot.press("escape", "escape")
        assert "what moved from round 2 to round 3" in whole_screen(pilot)[0]


async def test_the_round_to_compare_with_is_chosen_from_the_list(reader: Reader, store: Path):
    async with reader((100, 30), folder=store) as pilot:
        await pilot.press("G", "g", "r", *"3", "enter")
        assert opened(pilot) == BoardRef("moved", PROCESS, f"{PROCESS}-1", other=f"{PROCESS}-3")
        assert "what moved from round 1 to round 3" in whole_screen(pilot)[0]


async def test_a_single_round_has_none_to_compare_with(reader: Reader, tmp_path: Path):
    write_process(tmp_path, rounds=1, parties=2, issues=1)
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("g", "r")
        assert screen_of(pilot).note == "no other round to compare with"


async def test_the_board_of_an_issue_is_one_key_from_its_record(reader: Reader):
    async with reader((120, 40)) as pilot:
        await pilot.press("j", "3", "i")
        assert opened(pilot).kind == "issue"
        title = whole_screen(pilot)[0].split("  ")[0].strip()
        assert title in {"Ceasefire", "Return of the bodies of killed soldiers", "Children Ukraine"
                         " says were forcibly moved to Russia", "Long-term settlement"}  # fmt: skip
        assert whole_screen(pilot)[1].split() == ["Date", "Round", "What", "Who", "Text"]
        await pilot.press("enter")
        assert pilot.app.screen is screen_of(pilot)
        await pilot.press("escape")
        assert opened(pilot).kind == "issue"


async def test_without_a_record_the_issue_is_chosen(reader: Reader):
    async with reader((120, 40)) as pilot:
        await pilot.press("i")
        assert "Which issue?" in whole_screen(pilot)[0]
        await pilot.press(*"ceasef", "enter")
        assert (opened(pilot).kind, opened(pilot).name) == ("issue", "ceasefire")


@pytest.mark.parametrize(("keys", "line"), [("p", 1), ("x", 0), ("d", 0), ("=", 1), ("P", 0)])
async def test_every_board_leads_to_the_board_of_its_issue(
    reader: Reader, store: Path, keys: str, line: int
):
    async with reader((120, 30), folder=store) as pilot:
        await pilot.press("equals_sign" if keys == "=" else keys)
        board = board_of(pilot)
        if not board.board.height:
            return
        board.view.go(line, 0)
        await pilot.pause()
        about = board.board.issues_at(line, 0)
        await pilot.press("i")
        assert (opened(pilot).kind, opened(pilot).name) == ("issue", about[0])


async def test_the_line_of_a_speaker_is_narrowed_to_an_issue_and_leads_on_to_it(
    reader: Reader, store: Path
):
    async with reader((100, 30), folder=store) as pilot:
        await pilot.press("x", "w", "j", "i")
        assert whole_screen(pilot)[0].startswith(f" Aland on {ISSUES[1]} ")
        assert board_of(pilot).board.height == 3
        await pilot.press("J")
        assert whole_screen(pilot)[0].startswith(f" Borduria on {ISSUES[1]} ")
        await pilot.press("i")
        assert (opened(pilot).kind, opened(pilot).name) == ("issue", "i2")
        assert board_of(pilot).board.height == 3 * 5
        await pilot.press("escape")
        assert opened(pilot).issue == "i2"
        await pilot.press("escape")
        assert (opened(pilot).kind, opened(pilot).issue) == ("who", "")


async def test_the_board_of_an_issue_is_current_after_the_files_have_changed(
    reader: Reader, store: Path
):
    async with reader((100, 30), folder=store) as pilot:
        await pilot.press("d")
        assert "J next" not in footer(pilot)
        write_process(store, parties=4, issues=3, rounds=4)
        screen_of(pilot).refresher.refresh()
        await pilot.app.workers.wait_for_complete()
        await pilot.press("down", "up")
        assert "J next round" in footer(pilot)


def test_the_store_knows_the_neighbours_of_every_board(store: Path):
    write_process(store, parties=2, issues=2, rounds=2, slug="older")
    library = indexed(store)
    rounds = [f"{PROCESS}-{number}" for number in (1, 2, 3)]

    def beside(table: BoardRef) -> list[BoardRef | None]:
        return list(library.boards.neighbours(table))

    assert beside(BoardRef("moved", PROCESS, rounds[1])) == [
        None, BoardRef("moved", PROCESS, rounds[2]),
    ]  # fmt: skip
    # A round that is fixed is compared with each of the others, earlier and later ones.
    assert beside(BoardRef("moved", PROCESS, rounds[0], other=rounds[1], line=7)) == [
        None, BoardRef("moved", PROCESS, rounds[2], other=rounds[1]),
    ]  # fmt: skip
    assert beside(BoardRef("since", PROCESS, rounds[1])) == [None, None]
    assert beside(BoardRef("who", PROCESS, rounds[1], "nobody")) == [None, None]
    assert beside(BoardRef("issue", PROCESS, rounds[1], "i2")) == [
        BoardRef("issue", PROCESS, rounds[1], "i1"), BoardRef("issue", PROCESS, rounds[1], "i3"),
    ]  # fmt: skip
    assert beside(BoardRef("matrix", "older", "older-1")) == [
        BoardRef("matrix", PROCESS, rounds[2]), None,
    ]  # fmt: skip


async def test_changes_of_position_say_whose_and_on_what_they_are(reader: Reader, store: Path):
    async with reader((80, 24), folder=store) as pilot:
        await pilot.press("S")
        board = board_of(pilot)
        assert opened(pilot).kind == "shifts"
        for line in range(board.board.height):
            board.view.go(line, 2)
            await pilot.pause()
            party = board.board.speaker_at(line, 2)
            issue = board.board.issues_at(line, 2)[0]
            title = ISSUES[int(issue[1:]) - 1]
            whole = " ".join(plain(row) for row in board.detail.whole(78))
            assert party.capitalize() in whole
            assert title in whole
            foot = " ".join(plain(row) for row in board.detail.rows(200, 4))
            assert title in foot
        await pilot.press("w")
        assert (opened(pilot).kind, opened(pilot).name) == ("who", party)
        await pilot.press("escape", "i")
        assert (opened(pilot).kind, opened(pilot).name) == ("issue", issue)


@pytest.mark.parametrize(
    ("key", "own"), [("p", "p process"), ("d", "d moved"), ("x", "x matrix"), ("T", "timeline")]
)
async def test_the_footer_of_a_board_offers_no_key_that_shows_it_again(
    reader: Reader, key: str, own: str
):
    async with reader((160, 50)) as pilot:
        await pilot.press("g", "g", key)
        assert own not in footer(pilot)
        assert "Esc back" in footer(pilot)
        assert footer(pilot).endswith("? help")


async def test_what_moved_since_the_round_before_is_one_key_from_any_other(
    reader: Reader, store: Path
):
    async with reader((160, 50), folder=store) as pilot:
        await pilot.press("d", "g", "r", *"1", "enter")
        assert opened(pilot).other == f"{PROCESS}-1"
        assert "d moved" in footer(pilot)
        await pilot.press("d")
        assert not opened(pilot).other


async def test_a_record_that_both_versions_have_is_one_choice(reader: Reader):
    async with reader((100, 30)) as pilot:
        await pilot.press("p")
        board = board_of(pilot)
        twice = board.board.heads[0]._replace(records=(("one", "a2"), ("one", "a2")))
        board.known.board = replace(board.board, heads=(twice, *board.board.heads[1:]))
        board.view.swap(board.known.board, redraw=True)
        board.view.go(0, -1)
        await pilot.press("enter")
        # It is opened without a choice.
        assert screen_of(pilot).note == "no brief one"


@pytest.mark.parametrize("issue", ["ceasefire", "prisoners", "level", "nothing"])
def test_the_board_of_an_issue_has_all_that_the_catalogue_has_on_it_by_date(issue: str):
    library = indexed()
    process, brief = "ru-ua-istanbul-2025", "istanbul-2025-06-02"
    board = library.boards.board(BoardRef("issue", process, brief, issue))
    found = library.catalogue.records(process=process, issue=issue)
    assert [head.records for head in board.heads] == [
        ((one.id, row.key),) for one, row in found
    ]  # fmt: skip
