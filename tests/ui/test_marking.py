"""Marks, notes and copying, and the commands that a screen does not have."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.library import Library
from briefing.store.file_listing import FileListing
from briefing.ui.app import BriefingApp
from briefing.ui.first_screen import FirstScreen, first_grid
from briefing.ui.options import Options
from briefing.user.state import State
from tests.conftest import SAMPLES
from tests.ui.conftest import Reader, screen_of, seen, settled, whole_screen


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "store"
    shutil.copytree(SAMPLES, folder)
    library = Library(folder, state=State(folder, path=tmp_path / "state.db"))
    yield library
    library.close()


async def _press(library: Library, *keys: str, read_after: float = 1000.0) -> str:
    """Press keys in a reader of its own and return what is seen then."""
    async with BriefingApp(library, Options(read_after=read_after)).run_test(
        size=(80, 24)
    ) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return seen(pilot)


async def _until_looked(pilot: Pilot[int]) -> None:
    while not screen_of(pilot).has_looked:
        await pilot.pause(0.02)
    await pilot.app.workers.wait_for_complete()


async def _look(pilot: Pilot[int]) -> None:
    """Bring the reader up to date with the files."""
    screen_of(pilot).refresher.refresh()
    await pilot.app.workers.wait_for_complete()
    await settled(pilot)


async def test_marks_are_kept_shown_searched_and_taken_back(library: Library):
    await _press(library, "j", "s", "r")
    assert "  *  2025-06-02" in (await _press(library)).replace("▌", " ")
    assert "second round" in await _press(library, "f", *"is:starred", "enter")
    assert "third round" not in await _press(library, "f", *"is:read", "enter")
    await _press(library, "s")
    assert "undone: star · Istanbul, third round" in await _press(library, "s", "s", "u")


async def test_a_note_stands_beside_its_record_and_the_brief(library: Library):
    text = await _press(library, "j", "4", "a", *"ask for the tape", "enter")
    assert "note: ask for the tape" in text
    assert "note: ask for the tape" in await _press(library, "j", "4")


async def test_a_note_on_a_brief_stands_apart_from_its_problems_while_the_file_is_broken(
    library: Library,
):
    await _press(library, "a", *"call Kyiv", "enter")
    path = library.folder / "istanbul-2025-07-23.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "sumary: x\n", encoding="utf-8")
    options = Options(refresh=0.0, open="istanbul-2025-07-23")
    async with BriefingApp(library, options).run_test(size=(80, 24)) as pilot:
        await _until_looked(pilot)
        await pilot.pause()
        rows = [row.strip(" ▌") for row in seen(pilot).splitlines()]
    at = rows.index("note: call Kyiv")
    problems = [number for number, row in enumerate(rows) if row == "1 problem: sumary unknown key"]
    assert problems[-1] < at - 1
    assert not rows[at - 1]


@pytest.mark.parametrize("opened", [(), ("enter", "4")], ids=["list", "pane"])
async def test_a_note_and_a_tag_are_for_the_brief_that_was_asked_about(
    library: Library, opened: tuple[str, ...]
):
    gone = library.folder / "istanbul-2025-06-02.yaml"
    text = gone.read_bytes()
    for key in ("a", "t"):
        gone.write_bytes(text)
        async with BriefingApp(library, Options(refresh=0.0)).run_test() as pilot:
            await _until_looked(pilot)
            await pilot.press("j", *opened, key, *"mine")
            gone.unlink()
            await _look(pilot)
            await pilot.press("enter")
    state = library.state
    assert state is not None
    assert state.notes() == {"istanbul-2025-06-02": {"q1" if opened else "": "mine"}}
    assert state.tags() == {"istanbul-2025-06-02": ("mine",)}


async def test_the_brief_that_was_asked_about_is_written(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    async with BriefingApp(library, Options(refresh=0.0)).run_test(size=(160, 50)) as pilot:
        await _until_looked(pilot)
        await pilot.press("j", "o", "ctrl+u", *"mine.txt")
        (library.folder / "istanbul-2025-06-02.yaml").unlink()
        await _look(pilot)
        await pilot.press("enter")
    text = (tmp_path / "mine.txt").read_text(encoding="utf-8")
    assert "Istanbul, second round: a prisoner swap" in text


async def test_a_tag_is_told_beside_the_writers_and_offered_to_be_taken_off(library: Library):
    text = await _press(library, "enter", "t", *"mytag", "enter", "G")
    assert "your tags mytag" in text
    assert "tag (has mytag):" in await _press(library, "t")
    assert "tagged mytag" in await _press(library, "j", "t", "up", "enter")
    assert "untagged mytag" in await _press(library, "j", "t", "up", "enter")


async def test_a_brief_that_was_open_for_a_while_is_read(library: Library):
    await _press(library, "enter", read_after=0.001)
    assert library.state is not None
    assert "istanbul-2025-07-23" in library.state.read()


def test_the_sum_that_is_kept_is_that_of_the_text_that_is_kept(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    library.refresh(lambda done, total: None, lambda: False)
    brief, state = "istanbul-2025-06-02", library.state
    assert state is not None

    def saved_meanwhile(_: FileListing, path: str) -> bytes:
        return b"saved meanwhile"

    monkeypatch.setattr(FileListing, "read", saved_meanwhile)
    library.own.mark_read(brief)
    text = state.last_read(brief)
    assert text == b"saved meanwhile"
    assert state.read()[brief] == sha256(text).hexdigest()


async def test_what_changed_since_it_was_read_is_shown(library: Library):
    await _press(library, "j", "r")
    path = library.folder / "istanbul-2025-06-02.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("6,000 bodies each", "6,012 bodies each"), encoding="utf-8")
    text = await _press(library, "j", "D")
    assert "6,012" in text
    assert "a2" in text


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_the_list_has_a_sign_before_what_changed_since_it_was_read(
    library: Library, ascii_only: bool, size: tuple[int, int]
):
    def marks(rows: list[str]) -> list[str]:
        dates = re.compile(r"[~•o ][* ][n ] 2025-\d\d-\d\d")
        return [found[0] for row in rows if (found := dates.search(row))]

    await _press(library, "j", "r", "s", "j", "r")
    unread = "o" if ascii_only else "•"
    for name in ("istanbul-2025-06-02", "istanbul-2025-05-16"):
        path = library.folder / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    options = Options(refresh=0.0, ascii_only=ascii_only)
    async with BriefingApp(library, options).run_test(size=size) as pilot:
        await _until_looked(pilot)
        await pilot.pause()
        after = [f"{unread}   2025-07-23", "~*  2025-06-02", "~   2025-05-16"]
        assert marks(whole_screen(pilot)) == after
        look = FirstScreen(Options(ascii_only=ascii_only), 256, library.own.of, library.sums)
        first = first_grid(library.catalogue, look, *size)
        assert marks(["".join(row.clusters) for row in first.rows]) == after
        await pilot.press("G", "r")
        assert marks(whole_screen(pilot)) == [*after[:2], "    2025-05-16"]
        await pilot.press("u")
        assert marks(whole_screen(pilot)) == after
        await pilot.press("r", "r")
        assert marks(whole_screen(pilot)) == [*after[:2], f"{unread}   2025-05-16"]


async def test_the_sums_of_files_are_asked_for_a_screenful_only(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    for number in range(300):
        text = f"title: T{number}\ndate: 2024-01-01\nsummary: x\n"
        (library.folder / f"b{number}.yaml").write_text(text, encoding="utf-8")
    library.refresh(lambda done, total: None, lambda: False)
    asked: list[int] = []
    sums = library.sums

    def counted(numbers: Sequence[int]) -> Mapping[int, str]:
        asked.append(len(numbers))
        return sums(numbers)

    monkeypatch.setattr(library, "sums", counted)
    await _press(library, *"jjkj", "space")
    assert 0 < len(asked) < 5
    assert max(asked) <= 64


@pytest.mark.parametrize("keys", [("A",), ("g", "g", "G", "K", "K", "K")], ids=["read", "seen"])
async def test_what_is_new_is_so_until_it_is_read_or_seen(library: Library, keys: tuple[str, ...]):
    async with BriefingApp(library, Options(refresh=0.0)).run_test(size=(80, 24)) as pilot:
        await _until_looked(pilot)
        await pilot.press("j", "enter")
        text = "title: Fresh\ndate: 2025-12-01\nsummary: x\n"
        (library.folder / "fresh.yaml").write_text(text, encoding="utf-8")
        await _look(pilot)
        await pilot.press("q")
        assert " · 1 new · 4 unread · " in whole_screen(pilot)[0]
        await pilot.press(*keys)
        assert " new · " not in whole_screen(pilot)[0]


async def test_a_brief_that_has_not_changed_since_says_so(library: Library):
    assert "the same, word by word" in await _press(library, "j", "r", "D")


async def test_what_is_copied_is_said(reader: Reader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TMUX", raising=False)
    async with reader() as pilot:
        await pilot.press("j", "4", "y", "q")
        assert "copied the quote of Rustem Umerov" in screen_of(pilot).note
        assert pilot.app.clipboard.startswith("“can be resolved only")
        await pilot.press("y", "b")
        assert "Istanbul, second round" in pilot.app.clipboard
        await pilot.press("5", "y", "q")
        assert "no quote or source paragraph" in screen_of(pilot).note
        await pilot.press("j", "j", "y", "q")
        assert pilot.app.clipboard.endswith(", ¶2, istanbul-2025-06-02#article#p2")


async def test_what_is_copied_of_a_superseded_brief_says_so(library: Library):
    path = library.folder / "istanbul-2025-06-02.yaml"
    text = path.read_text(encoding="utf-8").replace("id: istanbul-2025-06-02", "id: later", 1)
    text = text.replace("id: later", "id: later\nsupersedes: istanbul-2025-06-02", 1)
    copied = []
    (library.folder / "later.yaml").write_text(text, encoding="utf-8")
    app = BriefingApp(library, Options(refresh=0.0, open="istanbul-2025-06-02"))
    async with app.run_test(size=(120, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("0", "y", "y")
        copied.append(app.clipboard)
        for keys in ("2yy", "4yq", "yb"):
            await pilot.press(*keys)
            copied.append(app.clipboard)
        await pilot.press("r")
        text = path.read_text(encoding="utf-8").replace("6,000 bodies each", "some")
        path.write_text(text, encoding="utf-8")
        library.refresh(lambda done, total: None, lambda: False)
        for keys in ("Dyy", "yb"):
            await pilot.press(*keys)
            copied.append(app.clipboard)
    assert ["superseded by later" in text for text in copied] == [True] * 6


@pytest.mark.parametrize(("handling", "is_told"), [("clear", False), ("amber", True)])
async def test_what_is_copied_says_to_whom_it_may_go(
    library: Library, handling: str, is_told: bool
):
    path = library.folder / "istanbul-2025-06-02.yaml"
    text = path.read_text(encoding="utf-8").replace("handling: clear", f"handling: {handling}")
    path.write_text(text, encoding="utf-8")
    app = BriefingApp(library, Options(refresh=0.0, open="istanbul-2025-06-02"))
    copied = []
    async with app.run_test(size=(120, 30)) as pilot:
        await app.workers.wait_for_complete()
        for keys in ("0yy", "2yy", "4yq", "5jjyq"):
            await pilot.press(*keys)
            copied.append(app.clipboard)
    assert [text.startswith(f"TLP:{handling.upper()}") for text in copied] == [is_told] * 4


async def test_a_command_that_is_not_for_this_screen_says_so(reader: Reader):
    async with reader() as pilot:
        await pilot.press("colon", *"zoom", "enter")
        assert "not available here" in screen_of(pilot).note
        assert not screen_of(pilot).zoomed


async def test_a_link_that_looks_like_a_place_does_no_harm(reader: Reader, tmp_path: Path):
    (tmp_path / "x.yaml").write_text(
        "title: A\ndate: 2025-01-01\nsummary: '[this](article@x)'\n"
        "sources: {article: {kind: news}}\n",
        encoding="utf-8",
    )
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("enter", "enter")
        assert screen_of(pilot).pane == 5


async def test_a_restricted_reader_has_no_way_to_copy_or_stop(reader: Reader):
    async with reader(restricted=True) as pilot:
        ids = {command.id for command in screen_of(pilot).keys.commands}
    assert not {"suspend", "copy.item", "copy.brief", "note", "star"} & ids


@pytest.mark.parametrize("place", ["j", "p"])
async def test_a_home_folder_that_nobody_has_is_told(library: Library, place: str):
    # The path stays in the line above, to be mended.
    told = "there is no such home folder; choose another file"
    assert told in await _press(library, place, "o", "ctrl+u", *"~nobody-here/a", "enter")


async def test_a_brief_and_a_board_are_written_to_new_files_only(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert "wrote istanbul-2025-06-02.txt" in await _press(library, "j", "o", "enter")
    assert "already exists" in await _press(library, "j", "o", "enter")
    assert "wrote ru-ua-istanbul-2025-process.md" in await _press(library, "p", "o", "enter")
    board = (tmp_path / "ru-ua-istanbul-2025-process.md").read_text(encoding="utf-8")
    assert "claimed by Ukraine" in board
    text = (tmp_path / "istanbul-2025-06-02.txt").read_text(encoding="utf-8")
    assert "can be resolved only at the level of leaders" in text


async def test_what_is_wrong_with_the_settings_is_told_in_the_reader(reader: Reader):
    async with reader(warnings=("config.toml: unknown setting",)) as pilot:
        assert screen_of(pilot).note == "config.toml: unknown setting"
        assert "config.toml: unknown setting" in whole_screen(pilot)[-1]
        await pilot.press("j")
        assert not screen_of(pilot).note


async def test_what_is_marked_in_another_reader_shows_by_itself(library: Library, tmp_path: Path):
    other = State(library.folder, path=tmp_path / "state.db")
    async with BriefingApp(library, Options(refresh=0.0)).run_test(size=(120, 30)) as pilot:
        await _until_looked(pilot)
        await pilot.press("j")
        other.set_star("istanbul-2025-06-02", True)
        await _look(pilot)
        assert "*  2025-06-02" in seen(pilot).replace("▌", " ")
        await pilot.press("enter", "4")
        other.set_note("istanbul-2025-06-02", "ask for the tape", "q1")
        await _look(pilot)
        assert "note: ask for the tape" in seen(pilot)
    other.close()


async def test_a_look_that_finds_nothing_marked_asks_one_thing_and_draws_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    drawn: list[object] = []
    async with BriefingApp(library, Options(refresh=0.0)).run_test(size=(120, 30)) as pilot:
        await _until_looked(pilot)
        await pilot.pause()
        assert library.state is not None
        connection = library.state._disk._connection
        assert connection is not None
        connection.set_trace_callback(asked.append)
        monkeypatch.setattr(screen_of(pilot).list, "refresh", lambda *a, **k: drawn.append(a))
        await _look(pilot)
        connection.set_trace_callback(None)
        assert drawn == []
    assert [sql for sql in asked if "busy_timeout" not in sql] == ["PRAGMA data_version"]


async def test_marks_of_another_reader_make_no_row_jump_away(library: Library, tmp_path: Path):
    other = State(library.folder, path=tmp_path / "state.db")
    async with BriefingApp(library, Options(refresh=0.0)).run_test(size=(120, 30)) as pilot:
        await _until_looked(pilot)
        await pilot.press("f", *"is:unread", "enter", "j")
        await pilot.pause()
        number = screen_of(pilot).list.number
        assert "•   2025-06-02" in seen(pilot).replace("▌", " ")
        other.set_read({"istanbul-2025-06-02": "x"})
        await _look(pilot)
        assert screen_of(pilot).list.number == number
        assert "•   2025-06-02" not in seen(pilot).replace("▌", " ")
    other.close()
