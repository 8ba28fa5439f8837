"""Random hostile texts on their way to a terminal: every byte, and every cell that they become."""

import random
from itertools import islice
from pathlib import Path

import pytest

from briefing.cli.main import run
from briefing.library import Library
from briefing.text import clean as room_of_text
from briefing.ui.widgets import line_view
from tests.safety import briefs, crowds, onscreen, share
from tests.safety.corpus import controls_in
from tests.safety.onscreen import MODERN, OnScreen, on_screen
from tests.safety.wire import forbidden
from tests.tools.emulator import Kind

SEEDS = range(share(1, 20))
"""Each makes its own 10,000 texts."""

CROWDS, FOREIGN, IN_FOREIGN = 8, 44, 165
"""How many briefs are read, how many files of other programs, and how many texts are in one."""

ROWS, COLUMNS = 200, 99
WIDE = 180
"""Columns at which list and panes stand side by side."""

TERMS = (
    ("xterm-256color", Kind()), ("tmux-256color", Kind(erases_in_colour=False)),
    ("xterm-256color", Kind(clusters=False)), ("linux", Kind(clusters=False)),
)  # fmt: skip
"""Terminals by name, and how each behaves."""


def _library(folder: Path) -> Library:
    library = Library(folder, cache=folder.parent / "cache")
    library.refresh(lambda done, total: None, lambda: False)
    return library


def _of_briefs(folder: Path, seed: int, count: int) -> Library:
    """Return a store of briefs that say what is said nowhere else."""
    said = crowds.tame(random.Random(f"briefs {seed}"))
    briefs.write(folder, (crowds.crowd(said, f"b{n:03}", n) for n in range(count)))
    return _library(folder)


def _of_foreign(folder: Path, seed: int, count: int) -> Library:
    """Return a store of files that hold control characters, too."""
    said = crowds.texts(random.Random(f"foreign {seed}"), 500_000)
    folder.mkdir()
    for number in range(count):
        lines = list(islice(said, IN_FOREIGN))
        (folder / f"f{number:03}.md").write_bytes(crowds.foreign(lines))
    return _library(folder)


class Reading:
    """Looks at brief after brief, and gathers what was seen and what was wrong."""

    def __init__(self, keys: tuple[tuple[str, ...], ...], count: int) -> None:
        self._keys, self._count = keys, count
        self.seen: set[str] = set()
        self.wrong: list[str] = []

    async def __call__(self, reader: OnScreen) -> None:
        await self._look(reader, "enter")
        for _ in range(self._count):
            for keys in self._keys:
                await self._look(reader, *keys)
            await self._look(reader, "J")

    async def _look(self, reader: OnScreen, *keys: str) -> None:
        self.wrong += (f"{keys}: {told}" for told in await reader.press(*keys))
        self.seen |= set(crowds.NAME.findall(reader.text))


PANES = (("1",), ("2",), ("3",), ("4",), ("5",))
BOARDS = (("j",), ("z",), ("z",), ("p",), ("l",), ("escape",))
FIRST = ()
"""What is shown of a brief when it is opened."""


def _read(
    library: Library, reading: Reading, kind: Kind = MODERN, columns: int = COLUMNS
) -> set[str]:
    """Read a store as `reading` does, hold it to the page, and return the names that were seen."""
    raw = on_screen(library, reading, ROWS, columns, kind)
    library.close()
    assert forbidden(raw) == []
    assert reading.wrong == []
    return reading.seen


@pytest.mark.parametrize("seed", SEEDS)
def test_ten_thousand_texts_become_the_cells_of_the_page_and_nothing_else(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    term, kind = TERMS[seed % len(TERMS)]
    monkeypatch.setenv("TERM", term)
    seen = _read(_of_briefs(tmp_path / "briefs", seed, CROWDS), Reading(PANES, CROWDS), kind)
    seen |= _read(_of_foreign(tmp_path / "foreign", seed, FOREIGN), Reading(FIRST, FOREIGN), kind)
    assert len(seen) > 10_000
    printed = _printed(tmp_path / "briefs", capsys) | _printed(tmp_path / "foreign", capsys)
    assert len(printed) > 10_000


def _printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Print all of a store, and return the names that are seen when it is not JSON."""
    run(["index", "-s", str(folder)])
    shown = [["show", path.stem, *more] for path in folder.iterdir() for more in ([], ["--json"])]
    told = ""
    for words in (["list"], ["search", "x"], *shown):
        run([*words, "--no-refresh", "-s", str(folder)])
        out, err = capsys.readouterr()
        assert not controls_in(out + err), words
        told += out if "--json" not in words else ""
    return set(crowds.NAME.findall(told))


@pytest.mark.parametrize("kind", [MODERN, Kind(clusters=False)], ids=["clusters", "characters"])
def test_nothing_moves_where_list_and_panes_stand_side_by_side(tmp_path: Path, kind: Kind) -> None:
    count = share(1, 40)
    library = _of_briefs(tmp_path / "briefs", 1_000, count)
    assert len(_read(library, Reading(BOARDS, count), kind, WIDE)) > 200 * count


# The oracle itself -----------------------------------------------------------------------------

LEAKS = {
    "a clipboard": ("\x1b", "\x1b]52;c;QQ==\x07"), "a cleared screen": ("\x1b", "\x1b[2J"),
    "a move": ("\x1b", "\x1b[5;5Hx"), "a bell": ("\x07", "a\x07"),
    "eight bits": ("\x9b", "\x9b2J"), "an override": ("\u202e", "\u202ex"),
}  # fmt: skip
"""Texts, and for each the character that is let through."""


@pytest.mark.parametrize("what", LEAKS)
def test_one_character_let_through_is_seen(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    character, text = LEAKS[what]
    monkeypatch.setattr(onscreen, "SILENCE", 40)
    safe = room_of_text._safe
    monkeypatch.setattr(room_of_text, "_safe", lambda c: c if c == character else safe(c))
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "f.md").write_bytes(crowds.foreign(["A title", f"before {text} after"]))
    reading = Reading(FIRST, 1)
    raw = on_screen(_library(tmp_path / "store"), reading, 24, 80)
    assert forbidden(raw) or reading.wrong


def test_a_width_that_is_believed_wrongly_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onscreen, "SILENCE", 40)
    monkeypatch.setattr(line_view, "filled", lambda text: text)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "f.md").write_bytes(crowds.foreign(["A title", "हिन्दी में"]))
    reading = Reading(FIRST, 1)
    on_screen(_library(tmp_path / "store"), reading, 24, 80)
    assert reading.wrong
