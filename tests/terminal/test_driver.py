"""The driver in a real app in a real pty, beside Textual's own."""

import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.terminal.conftest import Demo
from tests.tools.emulator import Cell
from tests.tools.waiting import until

Begin = Callable[..., Demo]
KEYS = [
    "j",
    "j",
    "pagedown",
    "k",
    "tab",
    "pagedown",
    "up",
    "?",
    "escape",
    "/",
    "p",
    "e",
    "enter",
    "j",
]
FEW_KEYS = ["j", "pagedown", "?", "escape"]


@pytest.mark.parametrize(
    ("term", "keys"),
    [
        ("xterm-256color", KEYS),
        ("tmux-256color", FEW_KEYS),
        ("screen", FEW_KEYS),
        ("linux", FEW_KEYS),
        ("vt100", FEW_KEYS),
    ],
)
def test_every_screen_is_the_one_textual_shows(demo: Begin, term: str, keys: list[str]) -> None:
    ours, theirs = demo("cells", term), demo("textual", term)
    for key in keys:
        for each in (ours, theirs):
            before = each.look()
            each.press(key)
            if key == "escape":
                # A letter that comes while it is not yet taken is Alt and the letter.
                each.wait_until(partial(_shows_something_else, each, before), "another screen")
        assert_same(ours, theirs)
    assert len(ours.raw) < len(theirs.raw) / 4


def test_resizing_shows_what_textual_shows(demo: Begin) -> None:
    ours, theirs = demo("cells"), demo("textual")
    for rows, columns in [(40, 120), (10, 40), (24, 80), (3, 12), (30, 100)]:
        for each in (ours, theirs):
            each.look()
            each.resize(rows, columns)
        # The key comes after the new size, or each may take them in an order of its own.
        assert_same(ours, theirs)
        for each in (ours, theirs):
            each.press("j")
        assert_same(ours, theirs)


def test_redrawing_mends_a_screen_somebody_wrote_on(demo: Begin) -> None:
    app = demo()
    before = app.look()
    app.emulator.write("\x1b[5;5HWrite failed: no space\x1b[31m\x1b[12;1H\x1b[J")
    assert app.emulator.look() != before
    app.press("ctrl+l")
    assert app.look() == before


def test_a_screen_painted_before_is_taken_over_without_being_cleared(demo: Begin) -> None:
    ours, theirs = demo("adopted"), demo("textual")
    assert_same(ours, theirs)
    assert b"painted before" in ours.raw
    assert ours.raw.count(b"\x1b[?1049h") == ours.raw.count(b"\x1b[2J") == 1
    ours.press("ctrl+z")
    ours.wait_until(lambda: _state(ours) == "T", "the stop")
    ours.settle()
    assert ours.restored
    ours.signal(signal.SIGCONT)
    ours.wait_until(lambda: not ours.restored, "the screen")
    assert_same(ours, theirs)


def test_a_suspended_app_gives_the_terminal_back_and_takes_it_again(demo: Begin) -> None:
    app = demo()
    before = app.look()
    app.press("ctrl+z")
    app.wait_until(lambda: _state(app) == "T", "the stop")
    app.settle()
    assert app.restored
    app.emulator.write("\x1b[H\x1b[2Jshell$ fg")
    app.signal(signal.SIGCONT)
    app.wait_until(lambda: not app.restored, "the screen")
    assert app.look() == before
    app.press("j")
    assert app.look() != before
    app.press("q")
    assert app.end() == 0
    assert app.restored


def test_continuing_an_app_that_was_not_stopped_changes_nothing(demo: Begin) -> None:
    app = demo()
    before = app.look()
    app.signal(signal.SIGCONT)
    assert app.look() == before
    app.press("q")
    assert app.end() == 0
    assert app.restored


def test_keys_that_are_no_utf8_are_survived(demo: Begin) -> None:
    app = demo()
    app.send(b"\xe9\xff\xc3(\xed\xa0\x80\x1b[M\xf0\xf0\xf0")
    before = app.look()
    app.press("j")
    assert app.look() != before


def test_a_paste_that_never_ends_does_not_keep_the_keyboard(demo: Begin) -> None:
    app = demo()
    app.send(b"\x1b[200~" + b"x" * 200_000)
    app.settle(1.5)
    app.press("q")
    assert app.end() == 0


def test_a_size_the_terminal_merely_claims_is_not_believed(demo: Begin) -> None:
    app = demo()
    before = app.look()
    app.send(b"\x1b[48;99999;99999;1;1t")
    assert app.look() == before
    app.press("q")
    assert app.end() == 0


def test_a_terminal_that_hangs_up_ends_the_app(demo: Begin) -> None:
    app = demo()
    app.hang_up()
    assert app.end() in (1, 128 + signal.SIGHUP)


def test_a_terminal_that_does_not_read_blocks_nothing_and_fills_no_memory(demo: Begin) -> None:
    app = demo()
    before = _memory(app)
    for _ in range(30):
        reached = app.moves()
        # Writing without reading: what the app paints stays in the terminal's buffers.
        app.write_only(b"jk" * 20)
        until(partial(_has_moved, app, reached + 40), "a move")
    assert _memory(app) - before < 15_000
    app.press("j")
    theirs = demo("textual")
    theirs.press("j")
    assert_same(app, theirs)


def test_a_slow_terminal_gets_the_last_screen_and_few_of_those_before(demo: Begin) -> None:
    app = demo()
    app.look()
    app.slow_down(960)
    begun = len(app.raw)
    for _ in range(60):
        reached = app.moves()
        app.press("j")
        app.wait_until(partial(_has_moved, app, reached + 1), "a move")
    app.look()
    slow = len(app.raw) - begun
    app.slow_down(None)
    theirs = demo("textual")
    for _ in range(60):
        theirs.press("j")
    assert_same(app, theirs)
    # Sixty screens one after the other take about 80,000 bytes.
    assert slow < 40_000
    app.press("q")
    assert app.end() == 0


def assert_same(ours: Demo, theirs: Demo) -> None:
    """Wait until both show the same cells; fail with the rows that differ if they never do."""
    until(lambda: ours.look(0.06) == theirs.look(0.06), "the same screens", patience=60.0)


def _has_moved(app: Demo, often: int) -> bool:
    return app.moves() >= often


def _shows_something_else(app: Demo, before: list[list[Cell]]) -> bool:
    return app.look() != before


def _state(app: Demo) -> str:
    return Path(f"/proc/{app.pid}/stat").read_text().rpartition(")")[2].split()[0]


def _memory(app: Demo) -> int:
    """Return the resident memory in KiB."""
    lines = Path(f"/proc/{app.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
