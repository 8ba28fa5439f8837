"""The board of notes, and how the list shows what a person did."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.library import Library
from briefing.ui.app import BriefingApp
from briefing.ui.breakpoints import LIST_WIDTHS, WIDE
from briefing.ui.first_screen import FirstScreen, first_grid
from briefing.ui.options import Options
from briefing.user.state import State
from tests.conftest import SAMPLES
from tests.tools.pictures import hold_to_picture
from tests.ui.conftest import Reader, board_of, brief_of, screen_of, settled, whole_screen

FOLDER = Path(__file__).parent / "pictures" / "own"
FACTS = (
    ("istanbul-2025-06-02", "note", "q1", "ask Medinsky's office for the recording", 1749000000.0),
    ("istanbul-2025-07-23", "note", "", "call Kyiv on Friday", 1753300000.0),
    ("istanbul-2025-06-02", "note", "q99", "which quote was this?", 1749100000.0),
    ("istanbul-2024", "note", "a1", "of a brief that is gone", 1740000000.0),
    ("istanbul-2025-06-02", "star", "", "1", 1.0),
    ("istanbul-2025-06-02", "read", "", "an earlier version", 1.0),
    ("istanbul-2025-06-02", "tag", "watch", "1", 1.0),
    ("istanbul-2025-05-16", "tag", "swap", "1", 1.0),
)
SIZES = ((80, 24), (160, 50), (40, 15))


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    state = State(SAMPLES, path=tmp_path / "state.db")
    names = ("brief", "kind", "key", "value", "at")
    facts = [{"store": "", **dict(zip(names, fact, strict=True))} for fact in FACTS]
    state.merge(facts, into_store=True)
    library = Library(SAMPLES, cache=tmp_path / "cache", state=state)
    library.refresh(lambda *_: None, lambda: False)
    yield library
    library.close()
    monkeypatch.undo()
    time.tzset()


async def opened(pilot: Pilot[int], *keys: str) -> None:
    await pilot.app.workers.wait_for_complete()
    await settled(pilot)
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await settled(pilot)


def app_of(library: Library) -> BriefingApp:
    return BriefingApp(library, Options(refresh=0.0, read_after=1000.0))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "160x50", "40x15"])
@pytest.mark.parametrize(("name", "keys"), [("list", ("j",)), ("notes", ("g", "n"))])
async def test_the_screen_looks_as_in_its_picture(
    library: Library, name: str, keys: tuple[str, ...], size: tuple[int, int]
):
    app = app_of(library)
    async with app.run_test(size=size) as pilot:
        await opened(pilot, *keys)
        rows = whole_screen(pilot)
    if name == "list" and size[0] >= WIDE:  # the panes have pictures of their own
        rows = [row[: LIST_WIDTHS[True]].rstrip() for row in rows]
    hold_to_picture(rows, FOLDER / f"{name}-{size[0]}x{size[1]}.txt")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "160x50", "40x15"])
async def test_the_first_screen_shows_the_same_marks_and_counts(
    library: Library, size: tuple[int, int]
):
    app, own = app_of(library), library.own
    look = FirstScreen(Options(), 256, own.of, library.sums, own.unread())
    first = ["".join(row.clusters) for row in first_grid(library.catalogue, look, *size).rows]
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        shown = whole_screen(pilot)
    width = LIST_WIDTHS[True] - 1 if size[0] >= WIDE else size[0]
    for one, other in zip(first[:7], shown[:7], strict=True):
        assert one[:width].rstrip() == other[:width].rstrip()


async def test_a_search_lists_notes_as_such(library: Library):
    app = app_of(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "slash", *"note:friday")
        title, _, second = whole_screen(pilot)[:3]
    assert title.endswith("1/1 in 1 brief")
    assert second.strip("▌ ") == "note: call Kyiv on Friday"


async def test_a_note_leads_to_its_record_and_back(library: Library):
    app = app_of(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, "g", "n", "j", "j", "enter")
        assert (brief_of(pilot), screen_of(pilot).pane) == ("istanbul-2025-06-02", 4)
        assert screen_of(pilot).current_key == "q1"
        await opened(pilot, "escape")
        board = board_of(pilot)
        assert (board.opened.kind, board.view.line) == ("notes", 2)
        await opened(pilot, "k", "enter")
        assert (brief_of(pilot), screen_of(pilot).pane) == ("istanbul-2025-06-02", 1)


async def test_a_note_of_a_brief_that_is_gone_leads_nowhere(library: Library):
    app = app_of(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, "g", "n", "G", "enter")
        assert board_of(pilot).note == "no record behind this cell"


async def test_the_board_of_notes_has_no_process(library: Library):
    app = app_of(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, "g", "n")
        footer = whole_screen(pilot)[-1]
        assert "matrix" not in footer
        assert footer.endswith("? help")
        for key in "pxdwiT":
            await opened(pilot, key)
            assert "belongs to no process" in board_of(pilot).note
        await opened(pilot, "q")
        assert screen_of(pilot).pane == 0


async def test_a_search_leads_to_the_record_of_a_note(library: Library):
    app = app_of(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, "slash", *"note:recording", "enter")
        assert (brief_of(pilot), screen_of(pilot).current_key) == ("istanbul-2025-06-02", "q1")


async def test_a_restricted_reader_has_no_notes(reader: Reader):
    async with reader(restricted=True) as pilot:
        ids = {command.id for command in screen_of(pilot).keys.commands}
        assert not {"notes", "mark.all", "brief.unread"} & ids
        await pilot.press("slash", *"note:a")
        assert "no notes are kept in this mode" in "\n".join(whole_screen(pilot))


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
@pytest.mark.parametrize(
    ("key", "changed"), [("s", {2}), ("r", {0, 2})], ids=["a star", "a read mark"]
)
async def test_a_mark_changes_its_own_row_and_the_counts(
    library: Library, size: tuple[int, int], key: str, changed: set[int]
):
    app = app_of(library)
    async with app.run_test(size=size) as pilot:
        await opened(pilot, "j", "j", "k", "r", "r")
        before = whole_screen(pilot)
        await opened(pilot, key)
        after = whole_screen(pilot)
    rows = {at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
    assert rows - {size[1] - 1} == changed
    old, new = before[2], after[2]
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1


async def test_the_next_hit_is_the_next_note(library: Library):
    app = app_of(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, "slash", *"kind:note", "enter")
        assert brief_of(pilot) == "istanbul-2025-07-23"
        await opened(pilot, "n", "n")
        assert (brief_of(pilot), screen_of(pilot).current_key) == ("istanbul-2025-06-02", "q1")


async def test_the_queue_of_the_morning(library: Library):
    """From unread brief to unread brief, until none is left, and all of it taken back."""
    app = app_of(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "enter", "r", "R")
        assert brief_of(pilot) == "istanbul-2025-05-16"
        await opened(pilot, "q")
        assert screen_of(pilot).list.cursor == 2
        await opened(pilot, "A")
        assert screen_of(pilot).note == "marked 2 briefs read · u undoes"
        assert "unread" not in whole_screen(pilot)[0]
        await opened(pilot, "R")
        assert screen_of(pilot).note == "no unread brief in the list"
        await opened(pilot, "u")
        assert screen_of(pilot).note == "undone: read · 2 briefs"
        assert "1 unread" in whole_screen(pilot)[0]


@pytest.mark.parametrize(
    ("keys", "kept", "said"),
    [
        (("x",), "from elsewhere / call Kyiv on Fridayx", "beside what another reader wrote"),
        (("ctrl+u",), "from elsewhere", "as another reader has changed it"),
        ((), "from elsewhere", "as another reader has changed it"),
    ],
)
async def test_a_note_that_another_reader_writes_meanwhile_is_not_lost(
    library: Library, keys: tuple[str, ...], kept: str, said: str
):
    brief, app = "istanbul-2025-07-23", app_of(library)
    assert library.state is not None
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot, "a")
        library.state.set_note(brief, "from elsewhere")
        await opened(pilot, *keys, "enter")
        assert library.state.notes([brief])[brief][""] == kept
        assert said in "\n".join(whole_screen(pilot))
