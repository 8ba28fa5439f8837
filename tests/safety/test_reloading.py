"""Files that change all the time: what is shown is a whole file, and the right one at the end."""

import os
import random
import re
import time
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.store import files
from briefing.store.files import safe_read
from tests.pty.conftest import Start
from tests.safety import promised, share
from tests.safety.writer import LINES, Writer, behind, text_of
from tests.tools.terminal import Terminal
from tests.tools.waiting import until

EVENTS = 500
SEEDS = range(share(1, 40))
"""Each makes changes of its own."""

PASSING = frozenset(("vanished", "changing", "unreadable"))
"""Codes of problems that a file has while it changes, instead of half a content."""


def _refresh(library: Library) -> None:
    library.refresh(lambda done, total: None, lambda: False)


def _shown(library: Library, had: dict[str, set[int | None]]) -> int:
    """Hold all that is shown to what each file has been; return how many briefs were whole."""
    whole = 0
    for row in library.rows(library.catalogue.ids()):
        reading = library.view(row)
        if any(problem.code in PASSING for problem in reading.problems):
            continue
        number = int(reading.brief.title.removeprefix("number "))
        assert {reading.brief.summary, *reading.brief.unknown} == {reading.brief.title}
        assert len(reading.brief.unknown) == LINES
        assert number in had[row.path], (row.path, number)
        assert not reading.problems
        whole += 1
    return whole


def _listed(library: Library) -> dict[str, str]:
    """Return the title that is listed for each file."""
    return {row.path: row.title for row in library.rows(library.catalogue.ids())}


def _read_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Look at a store again and again while a writer changes it, and hold it to what it was."""
    store = tmp_path / "store"
    store.mkdir()
    writer = Writer(store, seed)
    library = Library(store, cache=tmp_path / "cache")
    whole = 0
    while writer.events < EVENTS:
        writer.forget()
        before = set(_listed(library).values())
        with monkeypatch.context() as patch:
            behind(patch, writer)
            _refresh(library)
            whole += _shown(library, writer.had)
        numbers = {f"number {n}" for had in writer.had.values() for n in had}
        assert set(_listed(library).values()) <= numbers | before | {""}
        if writer.events % 3 == 0:
            writer.finish()
            _right_at_last(library, writer)
    writer.finish()
    _right_at_last(library, writer)
    assert whole > EVENTS // 4


@pytest.mark.parametrize("seed", SEEDS)
def test_half_a_file_is_never_shown_and_the_whole_one_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    _read_meanwhile(tmp_path, monkeypatch, seed)


def test_a_reader_that_does_not_wait_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_read, "_let_rest", lambda mtime_ns, rest_ns: None)
    with pytest.raises((AssertionError, ValueError)):
        _read_meanwhile(tmp_path, monkeypatch, 0)


def _right_at_last(library: Library, writer: Writer) -> None:
    """Hold what is shown to the files, now that nobody writes: one look later, or two."""
    wanted = {name: f"number {n}" for name, n in writer.has.items() if n is not None}
    _refresh(library)
    if _listed(library) != wanted:
        newest = max(path.stat().st_mtime_ns for path in writer.folder.iterdir())
        until(lambda: time.time_ns() - newest > 50_000_000, "files that have rested")
        _refresh(library)
    assert _listed(library) == wanted
    assert _shown(library, {name: {n} for name, n in writer.has.items()}) == len(wanted)


def test_a_file_that_was_away_for_a_moment_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    path = store / "b0.yaml"
    path.write_text(text_of(1))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    library, there = Library(store, cache=tmp_path / "cache"), files.scan(store)
    with monkeypatch.context() as patch:
        patch.setattr(files, "scan", lambda *_: there)
        path.rename(store / ".away")
        _refresh(library)
    assert _listed(library) == {"b0.yaml": ""}
    (store / ".away").rename(path)
    _refresh(library)
    assert _listed(library) == {"b0.yaml": "number 1"}


# The installed program -------------------------------------------------------------------------

NUMBER = re.compile(r"number (\d+)")


def test_a_reader_on_a_terminal_follows_and_is_right_within_a_second(
    start: Start, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    writer = Writer(store, 7)
    terminal = start(str(store), rows=40, columns=120)
    terminal.wait_for("no briefs in")
    chance = random.Random(7)
    for _ in range(share(10, 400)):
        for _ in range(chance.randrange(1, 12)):
            writer.step()
            writer.finish()
        # Promised is one second; the benchmark of the reader measures how long it takes.
        terminal.wait_until(
            lambda: _titles(terminal) == _wanted(writer), "the files", promised(3.0)
        )
        had = {number for one in writer.had.values() for number in one}
        assert {int(number) for number in NUMBER.findall(terminal.text)} <= had
        writer.forget()
    terminal.press("Q")
    assert terminal.end() == 0


def _wanted(writer: Writer) -> list[str]:
    """Return the titles that are to be listed."""
    return sorted(f"number {number}" for number in writer.has.values() if number is not None)


def _titles(terminal: Terminal) -> list[str]:
    """Return the titles in the list, left of the panes."""
    rows = (NUMBER.search(row[:44]) for row in terminal.rows[1:])
    return sorted(match[0] for match in rows if match)
