"""What a board looks like on small screens, and what it says where there is nothing."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.text.width import cells
from briefing.ui.widgets.bar import Bar
from tests.tools.waiting import until_async
from tests.tools.wide_process import write_process
from tests.ui.conftest import Reader, board_of, screen_of, seen, whole_screen


def foot(pilot: Pilot[int]) -> str:
    """Return what is said of the cell under the cursor, in one line."""
    bar = pilot.app.screen.query_one("#detail", Bar)
    return " ".join("".join(span.text for span in line).strip() for line in bar.lines)


async def test_at_forty_columns_the_last_column_takes_the_room(reader: Reader):
    async with reader((40, 15)) as pilot:
        await pilot.press("p")
        rows = whole_screen(pilot)
    assert any("+ agreed 1,000 for" in row or "claimed by Russia" in row for row in rows)
    assert max(cells(row) for row in rows[2:9]) > 34


async def test_the_heads_of_the_matrix_wrap(reader: Reader):
    async with reader((70, 24)) as pilot:
        await pilot.press("x", "x")
        rows = whole_screen(pilot)[1:4]
    text = "\n".join(rows)
    assert "…" not in text
    assert "Exchange of prisoners of " in text
    assert "\n             war" in text


async def test_the_foot_names_the_issue_whose_head_is_cut(reader: Reader):
    async with reader((40, 15)) as pilot:
        await pilot.press("p")
        assert "Exchange of prisoners of war" in foot(pilot)
        await pilot.press("h")
        assert foot(pilot).count("Exchange of prisoners of war") == 1
        await pilot.press("d", "j")
        assert "Exchange of prisoners of war" in foot(pilot)
        assert "  " not in foot(pilot)
    async with reader((160, 50)) as pilot:
        await pilot.press("p")
        assert "Exchange" not in foot(pilot)


async def test_a_long_name_of_a_process_is_shortened_where_the_title_has_no_room(
    reader: Reader, tmp_path: Path
):
    title = "Talks on the sharing of the waters of the river and of its dams"
    store = write_process(tmp_path, parties=2, issues=2, rounds=2, slug="talks")
    (store / "store.yaml").write_text(
        f"processes: {{talks: {{title: {title}, short: River}}}}\n", encoding="utf-8"
    )
    async with reader((160, 50), folder=store) as pilot:
        assert "River round 2" in whole_screen(pilot)[1]
        await pilot.press("p")
        assert whole_screen(pilot)[0].startswith(f" {title}: where each issue stands")
        await pilot.resize_terminal(80, 24)
        await until_async(lambda: len(whole_screen(pilot)) == 24)
        assert whole_screen(pilot)[0].startswith(" River: where each issue stands")
        await pilot.press("x")
        assert whole_screen(pilot)[0].startswith(" River: who holds what")


async def test_what_came_of_a_promise_is_in_sight_at_eighty_columns(reader: Reader):
    async with reader((80, 24)) as pilot:
        await pilot.press("P")
        head = whole_screen(pilot)[1]
        assert head.split() == ["Made", "in", "Promise", "Amount", "Due", "Since"]


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_the_head_row_tells_how_many_columns_are_out_of_sight(
    reader: Reader, size: tuple[int, int]
):
    async with reader(size) as pilot:
        await pilot.press("x", "x", *"llllll")
        head = whole_screen(pilot)[1]
        view = board_of(pilot).view
        left = view._visible()[0][0]
    assert left
    assert f"+{left}" in head.split("  ")[1] + head.split("  ")[2]


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_what_is_cut_at_the_foot_ends_in_one_sign(reader: Reader, ascii_only: bool):
    async with reader((40, 15), ascii_only=ascii_only) as pilot:
        for key in ("p", "P", "x", "T", "d"):
            await pilot.press(key, "j", "j")
            text = seen(pilot)
            assert "……" not in text
            assert "~~" not in text
            assert "… …" not in text


@pytest.mark.parametrize("key", ["p", "x", "d", "w", "T", "D", "equals_sign", "P"])
async def test_an_empty_store_has_no_brief_to_compare(reader: Reader, tmp_path: Path, key: str):
    async with reader(folder=tmp_path) as pilot:
        await pilot.press(key)
        assert screen_of(pilot).note == "no brief to compare"


@pytest.mark.parametrize("key", ["p", "x", "d", "T", "equals_sign", "P"])
async def test_a_file_that_cannot_be_read_says_so_and_where_in_place_of_a_board(
    reader: Reader, tmp_path: Path, key: str
):
    (tmp_path / "two.yaml").write_text("title: [Two\n", encoding="utf-8")
    async with reader(folder=tmp_path) as pilot:
        await pilot.press(key)
        said = "two.yaml cannot be read: line 1, column 8: a list starts here"
        assert screen_of(pilot).note.startswith(said)


_BRIEF = """
brief: 1
id: first
title: A first round
date: 2025-05-16
process: talks
round: 1
parties:
  north: {name: North}
  south: {name: South}
summary: They met.
disagreements:
  fish:
    issue: fish
    question: Fish?
    positions:
      north: {stance: demands, text: more fish}
  salt:
    issue: salt
    question: Salt?
    positions:
      south: {stance: rejects, text: no salt}
"""


async def test_the_process_screen_tells_which_versions_are_left_out(reader: Reader, tmp_path: Path):
    (tmp_path / "first.yaml").write_text(_BRIEF, encoding="utf-8")
    later = _BRIEF.replace("id: first", "id: later\nsupersedes: first")
    (tmp_path / "later.yaml").write_text(later, encoding="utf-8")
    async with reader((120, 30), folder=tmp_path) as pilot:
        await pilot.press("p")
        title = whole_screen(pilot)[0]
    assert "not shown, superseded by a later version: first" in title


@pytest.mark.parametrize(("width", "most"), [(80, 2), (120, 4)])
async def test_many_rounds_fill_the_room_beside_the_issues(
    reader: Reader, tmp_path: Path, width: int, most: int
):
    for number in range(1, 13):
        text = _BRIEF.replace("id: first", f"id: r{number}").replace("round: 1", f"round: {number}")
        text = text.replace("2025-05-16", f"2025-{number:02}-16")
        (tmp_path / f"r{number}.yaml").write_text(text, encoding="utf-8")
    async with reader((width, 24), folder=tmp_path) as pilot:
        await pilot.press("p")
        head = whole_screen(pilot)[1]
        assert head.count("round ") == most
        assert "round 12" in head


async def test_an_empty_place_of_the_matrix_is_explained(reader: Reader, tmp_path: Path):
    (tmp_path / "first.yaml").write_text(_BRIEF, encoding="utf-8")
    async with reader((120, 30), folder=tmp_path) as pilot:
        await pilot.press("x")
        assert "demands" in seen(pilot)
        view = board_of(pilot).view
        empty = next(place for place in ((0, 0), (0, 1)) if not view.board.at(*place).text)
        view.go(*empty)
        await pilot.pause()
        # Whose place it is, and nothing of what the places of others mean.
        issue = view.board.columns[view.column].text
        assert f"North · {issue} · no entry in any round" in foot(pilot)
        assert "unreported" not in foot(pilot)
        await pilot.press("y", "y")
        assert pilot.app.clipboard == f"North · {issue}: no entry in any round"


async def test_the_foot_of_a_sign_says_whose_and_on_what(reader: Reader):
    async with reader((80, 24)) as pilot:
        await pilot.press("x")
        view = board_of(pilot).view
        assert view.board.compact
        for line, column, said in (
            (0, 0, "Ukraine · Exchange of prisoners of war · said to agree · "),
            (1, 3, "Russia · Ceasefire · proposes · "),
            (1, 5, "Russia · A meeting at the level of leaders · speaks of it · "),
        ):
            view.go(line, column)
            await pilot.pause()
            assert foot(pilot).strip("─ ").startswith(said)


async def test_changes_of_position_are_a_key_away(reader: Reader):
    async with reader((120, 30)) as pilot:
        await pilot.press("S", "j")
        assert "changes of position" in seen(pilot)
        said = "Ukraine · Return of the bodies of killed soldiers · claims · "
        assert foot(pilot).strip("─ ").startswith(said)
        await pilot.press("y", "y")
        assert "Was: claims" in pilot.app.clipboard
        assert "Now: said to agree" in pilot.app.clipboard


@pytest.mark.parametrize(
    ("keys", "copied"),
    [
        ("xlllll", "Ukraine · A meeting at the level of leaders: proposes · "),
        ("pjjj", "Ceasefire · round 3: disputed · "),
        ("pjjjhhh", "Ceasefire ["),
        (
            "dj",
            "Exchange of prisoners of war · claimed by Russia; not by: Ukraine; was agreed · "
            "What moved: ",
        ),
        ("Tj", "16 May 2025 · What: "),
    ],
)
async def test_what_is_copied_from_a_board_says_of_whom_and_of_what(
    reader: Reader, keys: str, copied: str
):
    async with reader((120, 30)) as pilot:
        await pilot.press(*keys, "y", "y")
        assert pilot.app.clipboard.startswith(copied), pilot.app.clipboard
        assert pilot.app.clipboard.endswith("]")


@pytest.mark.parametrize(
    ("key", "said"), [("d", "nothing moved"), ("equals_sign", "the same, word by word")]
)
@pytest.mark.parametrize("size", [(80, 24), (20, 10), (160, 50)])
async def test_what_does_not_differ_says_so_in_place_of_the_table(
    reader: Reader, tmp_path: Path, key: str, said: str, size: tuple[int, int]
):
    (tmp_path / "first.yaml").write_text(_BRIEF, encoding="utf-8")
    later = _BRIEF.replace("id: first", "id: later\nsupersedes: first")
    if key == "d":
        later = _BRIEF.replace("id: first", "id: later").replace("round: 1", "round: 2")
    (tmp_path / "later.yaml").write_text(later, encoding="utf-8")
    async with reader(size, folder=tmp_path) as pilot:
        # The list has the newest first, and of one day the last id first.
        await pilot.press("g", "g", *["j"] * (key == "equals_sign"), key)
        rows = whole_screen(pilot)
        assert " ".join(" ".join(rows[2:4]).split()).startswith(said)
        assert not rows[1]
        assert said not in foot(pilot)
        await pilot.press("y", "b")
        _, *copied, origin = pilot.app.clipboard.splitlines()
        assert copied == ["", said, ""]
        assert origin.startswith("From ")
        await pilot.press("j", "G", "l", "enter", "y", "y")
        assert "nothing to copy" in seen(pilot) or size[0] < 80
