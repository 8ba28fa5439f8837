"""What is on screen stays where it is while the files change, and an editor changes them."""

import asyncio
import shutil
import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot

from briefing.library import Library
from briefing.ui.app import BriefingApp
from briefing.ui.background import WorkerThreads
from briefing.ui.options import Options
from briefing.user.editing.editor import editor_of, place_argument
from briefing.user.spots import Spot
from tests.conftest import SAMPLES
from tests.tools.waiting import until_async
from tests.ui.conftest import Reader, brief_of, scanned, screen_of, seen, settled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sample briefs that may be changed."""
    return Path(shutil.copytree(SAMPLES, tmp_path / "store"))


async def _look(pilot: Pilot[int]) -> None:
    screen_of(pilot).refresher.refresh()
    await pilot.app.workers.wait_for_complete()
    await settled(pilot)


def _replace(folder: Path, old: str, new: str) -> None:
    path = folder / "istanbul-2025-06-02.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [("date: 2025-06-02", "date: 2025-06-04"), ("date: 2025-06-02", "date: [")],
    ids=["another date", "an error"],
)
async def test_a_file_that_changes_while_it_is_read_stays_on_screen(
    reader: Reader, folder: Path, old: str, new: str
):
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "enter", "3")
        _replace(folder, old, new)
        await _look(pilot)
        screen = screen_of(pilot)
        row = screen.current_row
        assert (row.path if row else "") == "istanbul-2025-06-02.yaml"
        assert screen.pane == 3
        await pilot.press("0")
        row = screen.current_row
        assert (row.path if row else "") == "istanbul-2025-06-02.yaml"


async def test_the_file_being_read_is_followed_where_looks_at_all_are_far_apart(
    reader: Reader, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    # After the second look at all files none is due while this test runs.
    monkeypatch.setattr("briefing.ui.polling.SHARE", 10**9)
    async with reader(folder=folder, refresh=0.02) as pilot:
        await pilot.press("j", "enter", "1")
        screen = screen_of(pilot)
        await until_async(lambda: screen.refresher._poll.seen[0] == "istanbul-2025-06-02.yaml")
        _replace(folder, "bottom_line: >-\n", "bottom_line: >-\n  Peace.\n")
        await until_async(lambda: "Peace." in seen(pilot))


async def test_a_new_brief_above_does_not_move_the_cursor(reader: Reader, folder: Path):
    async with reader(folder=folder) as pilot:
        await pilot.press("j")
        text = "brief: 1\nid: new\ntitle: New\ndate: 2025-12-01\nsummary: New.\n"
        (folder / "new.yaml").write_text(text, encoding="utf-8")
        await _look(pilot)
        row = screen_of(pilot).current_row
        assert (row.id if row else "") == "istanbul-2025-06-02"
        assert "2025-12-01" in seen(pilot)


def _editor(path: Path, command: str) -> str:
    path.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


async def test_the_editor_changes_what_is_read(
    reader: Reader, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    command = 'sed -i.old "s/6,000 bodies each/6,012 bodies each/" "$2"; test "$1" = -n'
    monkeypatch.setenv(
        "VISUAL", _editor(tmp_path / "my editor", command).replace(" ", "\\ ") + " -n"
    )
    monkeypatch.setattr("briefing.terminal.session.lifecycle.lent", _lent)
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "2", "e")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "6,012 bodies each" in seen(pilot)
        assert not screen_of(pilot).note


@pytest.mark.parametrize(("command", "told"), [("exit 3", "status 3"), ("", "set $EDITOR")])
async def test_an_editor_that_fails_is_told(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, told: str
):
    monkeypatch.delenv("VISUAL", raising=False)
    path = _editor(tmp_path / "editor", command) if command else str(tmp_path / "none")
    monkeypatch.setenv("EDITOR", path)
    monkeypatch.setattr("briefing.terminal.session.lifecycle.lent", _lent)
    async with reader() as pilot:
        await pilot.press("e")
        assert told in screen_of(pilot).note


@pytest.mark.parametrize(("name", "keys", "begins"), [
    ("nvim", ("2", "j", "e"), "  a2:"),
    ("nano", ("3", "G", "e"), "  pr4:"),
    ("vi", ("4", "j", "j", "e"), "  q3:"),
    ("emacs", ("5", "j", "j", "e"), "  article:"),
    ("micro", ("1", "j", "j", "e"), "summary:"),
    ("kak", ("1", "G", "e"), "  - {date: 2025-06-02,"),
    ("code", ("2", "j", "e"), ""),
    ("vim", ("e",), ""),
])  # fmt: skip
async def test_an_editor_that_can_begins_at_the_record(
    reader: Reader, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch,
    name: str, keys: tuple[str, ...], begins: str,
):  # fmt: skip
    monkeypatch.setenv("VISUAL", _editor(tmp_path / name, f'echo "$*" > {tmp_path}/asked'))
    monkeypatch.setattr("briefing.terminal.session.lifecycle.lent", _lent)
    path = folder / "istanbul-2025-06-02.yaml"
    async with reader(folder=folder) as pilot:
        await pilot.press("j", *keys)
    *line, asked = (tmp_path / "asked").read_text(encoding="utf-8").split()
    assert asked == str(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [lines[int(number) - 1].startswith(begins) for number in line] == [True] * bool(begins)


async def test_an_editor_begins_at_the_problem_of_the_file_that_it_opens(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("VISUAL", _editor(tmp_path / "vim", f'echo "$*" >> {tmp_path}/asked'))
    monkeypatch.setattr("briefing.terminal.session.lifecycle.lent", _lent)
    store = tmp_path / "store"
    store.mkdir()
    (store / "a.yaml").write_text("title: A\ndate: x\nsummary: x\nz: x\n", encoding="utf-8")
    (store / "b.yaml").write_text("title: B\ndate: 2025\nsummary: x\n", encoding="utf-8")
    (store / "store.yaml").write_text("title: x\nparties: 1\n", encoding="utf-8")
    a, b = str(store / "a.yaml"), str(store / "b.yaml")
    async with reader(folder=store) as pilot:
        await pilot.press("1", *"jjjj", "e", "j", "e", "0", "e", *"j1", *"jj")
        assert "store.yaml, line" in seen(pilot)
        await pilot.press("e")
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == [f"+normal! 2G7| {a}", f"+4 {a}", f"+normal! 2G7| {a}", b]


@pytest.mark.parametrize(
    ("editor", "argument"),
    [
        ("vi", "+34"), ("vim", "+normal! 34G30|"), ("nvim", "+normal! 34G30|"), ("nano", "+34,30"),
        ("emacs", "+34:30"), ("emacsclient", "+34:30"), ("kak", "+34:30"), ("micro", "+34:30"),
        ("joe", "+34"), ("pico", "+34"),
    ],
)  # fmt: skip
def test_an_editor_that_can_begins_at_the_column_too(editor: str, argument: str):
    assert place_argument(editor, 34, 30) == argument
    assert place_argument(editor, 34, 1) == "+34"


class _lent:
    """Stands for a terminal to lend, where there is none."""

    def __init__(self, app: object) -> None: ...

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def test_the_editor_is_the_one_that_is_named():
    assert editor_of({"VISUAL": "code --wait", "EDITOR": "ed"}) == ["code", "--wait"]
    assert editor_of({"VISUAL": " ", "EDITOR": "ed"}) == ["ed"]
    assert editor_of({"VISUAL": "a 'b", "EDITOR": ""}) == ["vi"]
    assert editor_of({}) == ["vi"]


async def test_a_pane_out_of_sight_begins_anew_with_another_brief(reader: Reader, folder: Path):
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "enter", "G", "escape", "j", "enter")
        assert screen_of(pilot).current_key == "bottom_line"
        assert screen_of(pilot).record_pane(1).scroll_offset.y == 0


async def test_the_cursor_stays_on_its_record_where_one_comes_before_it(
    reader: Reader, folder: Path
):
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "4", "j", "j")
        assert screen_of(pilot).current_key == "q3"
        _replace(folder, "quotes:\n  q1:", "quotes:\n  q0: {who: umerov, text: a}\n  q1:")
        await _look(pilot)
        assert screen_of(pilot).current_key == "q3"


async def test_a_file_that_goes_away_while_it_is_read_is_told(reader: Reader, folder: Path):
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "enter")
        (folder / "istanbul-2025-06-02.yaml").unlink()
        await _look(pilot)
        assert screen_of(pilot).note == "istanbul-2025-06-02.yaml no longer exists"
        await pilot.press("j", "3", "escape")
        assert len(screen_of(pilot).list.numbers) == 2


async def test_the_only_file_goes_away_while_it_is_read(reader: Reader, folder: Path):
    for name in ("istanbul-2025-05-16.yaml", "istanbul-2025-07-23.yaml"):
        (folder / name).unlink()
    async with reader(folder=folder) as pilot:
        await pilot.press("enter", "4", "j")
        (folder / "istanbul-2025-06-02.yaml").unlink()
        await _look(pilot)
        await pilot.press("j", "2", "n", "enter", "escape")
        assert "no briefs in" in seen(pilot)


async def test_errors_of_the_shared_file_are_told_where_names_are_missing(
    reader: Reader, folder: Path
):
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "enter")
        assert "Problems" not in seen(pilot)
        whole = (folder / "store.yaml").read_text(encoding="utf-8")
        (folder / "store.yaml").write_text(whole.replace("name: Russia", "nam: Russia"))
        await _look(pilot)
        await pilot.press("g", "g")
        assert "2 problems: russia name: missing, russia nam: unknown key" in seen(pilot)
        await pilot.press("G")
        assert "store.yaml, line 6, column 3: parties.russia.name: is missing" in seen(pilot)
        (folder / "store.yaml").write_text(whole)
        await _look(pilot)
        assert "Problems" not in seen(pilot)
        await pilot.press("g", "g")
        assert " problems: " not in seen(pilot)


def _many(folder: Path, count: int = 40) -> None:
    for number in range(count):
        day = f"2024-01-{number % 28 + 1:02}"
        _add(folder, f"old-{number}", day)


def _add(folder: Path, name: str, day: str) -> None:
    text = f"title: {name}\ndate: {day}\nsummary: S.\n"
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


async def test_what_is_new_at_the_start_is_seen_first(folder: Path):
    _many(folder)
    library = Library(folder)
    library.refresh(lambda done, total: None, lambda: False)
    _add(folder, "fresh", "2025-12-01")
    app = BriefingApp(library, Options())
    async with app.run_test(size=(80, 24)) as pilot:
        await scanned(pilot)
        row = screen_of(pilot).current_row
        assert row is not None
        assert row.id == "fresh"
        assert "fresh" in seen(pilot)
        assert not screen_of(pilot).note
    library.close()


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_what_comes_later_is_told_and_moves_nothing(
    reader: Reader, folder: Path, size: tuple[int, int]
):
    _many(folder)
    async with reader(size, folder=folder) as pilot:
        before = screen_of(pilot).list.number
        _add(folder, "fresh", "2025-12-01")
        await _look(pilot)
        assert screen_of(pilot).list.number == before
        assert screen_of(pilot).note == "1 new brief"
        _add(folder, "fresher", "2025-12-02")
        _add(folder, "freshest", "2025-12-03")
        await _look(pilot)
        assert screen_of(pilot).note == "2 new briefs"


async def test_a_brief_that_was_asked_for_stays_when_something_is_new(folder: Path):
    _many(folder)
    library = Library(folder)
    library.refresh(lambda done, total: None, lambda: False)
    _add(folder, "fresh", "2025-12-01")
    app = BriefingApp(library, Options(open="istanbul-2025-07-23"))
    async with app.run_test(size=(80, 24)) as pilot:
        await scanned(pilot)
        assert brief_of(pilot) == "istanbul-2025-07-23"
        assert screen_of(pilot).note == "1 new brief"
    library.close()


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_brief_that_the_list_does_not_show_stays_on_screen(
    reader: Reader, folder: Path, size: tuple[int, int]
):
    async with reader(size, folder=folder) as pilot:
        await pilot.press("f", *"third round", "enter")
        await pilot.press("slash", *"medical commission", "enter")
        assert brief_of(pilot) == "istanbul-2025-06-02"
        _add(folder, "fresh", "2025-12-01")
        await _look(pilot)
        assert brief_of(pilot) == "istanbul-2025-06-02"


async def test_a_look_that_ends_while_the_reader_does_is_not_told(reader: Reader):
    async with reader() as pilot:
        screen = screen_of(pilot)
        await screen.query("#footer").remove()
        told: list[object] = []
        await asyncio.to_thread(WorkerThreads(screen).call_back, lambda: told.append(1))
        assert told == []
        assert pilot.app.is_running


async def test_a_brief_that_is_gone_leaves_the_others_in_their_places(reader: Reader, folder: Path):
    async with reader(folder=folder) as pilot:
        screen = screen_of(pilot)
        ids = [row.id for row in screen.library.rows(screen.list.numbers)]
        (folder / f"{ids[1]}.yaml").unlink()
        screen.library.refresh(lambda done, total: None, lambda: False)
        screen.list.watch_numbers()
        shown = [screen.list.brief(index) for index in range(4)]
        assert [row.id if row else "" for row in shown] == [ids[0], "", ids[2], ""]


async def test_the_way_back_and_the_next_hit_do_not_lead_to_the_heir_of_a_number(
    reader: Reader, folder: Path
):
    async with reader(folder=folder) as pilot:
        screen = screen_of(pilot)
        await pilot.press("slash", *"6,000 bodies", "enter")
        assert screen.walk.session is not None
        hit = screen.walk.session.hits[screen.walk.session.at]
        assert brief_of(pilot) == hit.brief
        (folder / f"{hit.brief}.yaml").unlink()
        await _look(pilot)
        _add(folder, "heir", hit.date)
        await _look(pilot)
        row = screen.library.row(hit.number)
        assert (row.id if row else "") == "heir"
        screen.navigation.go_to_spot(Spot(hit.number, 1, path=f"{hit.brief}.yaml"))
        assert screen.note == f"{hit.brief}.yaml no longer exists"
        screen.walk.land(hit)
        assert screen.note == f"{hit.brief} no longer exists"
        assert screen.reading is None or screen.reading.brief.id != "heir"


async def test_the_way_back_finds_a_brief_that_was_given_another_date(reader: Reader, folder: Path):
    async with reader(folder=folder) as pilot:
        await pilot.press("j", "enter", "2", "slash", *"third round", "enter")
        assert brief_of(pilot) == "istanbul-2025-07-23"
        _replace(folder, "date: 2025-06-02", "date: 2025-06-04")
        await _look(pilot)
        await pilot.press("left_square_bracket")
        assert (brief_of(pilot), screen_of(pilot).pane) == ("istanbul-2025-06-02", 2)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_what_is_new_is_counted_above_the_list_until_it_is_seen(
    reader: Reader, folder: Path, size: tuple[int, int]
):
    _many(folder)
    async with reader(size, folder=folder) as pilot:
        await pilot.press("G")
        _add(folder, "fresh", "2025-12-01")
        _add(folder, "fresher", "2025-12-02")
        await _look(pilot)
        assert " · 2 new · " in seen(pilot)
        await pilot.press("k", "s", "enter", "q")
        assert " · 2 new · " in seen(pilot)
        assert screen_of(pilot).note == ""
        await _look(pilot)
        assert " · 2 new · " in seen(pilot)
        await pilot.press("g", "g")
        assert "new · " not in seen(pilot)


async def test_a_new_brief_that_is_opened_has_been_seen(reader: Reader, folder: Path):
    _many(folder)
    async with reader((80, 24), folder=folder) as pilot:
        await pilot.press("j", "enter")
        _add(folder, "fresh", "2025-12-01")
        _add(folder, "older", "2024-11-01")
        await _look(pilot)
        await pilot.press("K")
        await pilot.press("K")
        assert screen_of(pilot).list.new == {screen_of(pilot).library.catalogue.number_of("older")}
        await pilot.press("q")
        assert " · 1 new · " in seen(pilot)
