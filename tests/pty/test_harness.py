"""The harness itself: it must notice what it is there to notice."""

import signal

import pytest

from tests.pty.conftest import Start
from tests.tools.emulator import Emulator, Kind
from tests.tools.keys import key_bytes
from tests.tools.terminal import Ended

SH = ("sh", "-c")


def test_shows_what_the_program_writes_and_returns_its_status(start: Start) -> None:
    terminal = start("printf 'a\\033[5;10Hhere'; exit 3", command=SH)
    terminal.wait_for("here")
    assert terminal.rows[4] == " " * 9 + "here"
    assert terminal.end() == 3
    assert terminal.restored


def test_a_program_that_leaves_modes_on_is_not_restored(start: Start) -> None:
    terminal = start("printf '\\033[?1049h\\033[?1000h\\033[?25l\\033[>1u'", command=SH)
    terminal.end()
    assert terminal.left_on == {"?1049", "?1000", "no ?25", "kitty"}


def test_a_program_that_leaves_echo_off_is_not_restored(start: Start) -> None:
    terminal = start("stty -echo", command=SH)
    terminal.end()
    assert not terminal.left_on
    assert not terminal.restored


def test_keys_and_sizes_reach_the_program(start: Start) -> None:
    terminal = start("stty -echo; read a; echo got $a; read b; stty size", command=SH, rows=10)
    terminal.press("x", "y", "enter")
    terminal.wait_for("got xy")
    terminal.resize(12, 40)
    terminal.press("enter")
    terminal.wait_for("12 40")


def test_death_by_signal_is_told_as_a_shell_tells_it(start: Start) -> None:
    terminal = start("echo ready; exec sleep 60", command=SH)
    terminal.wait_for("ready")
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 143


def test_hanging_up_reaches_the_program(start: Start) -> None:
    terminal = start("echo ready; exec sleep 60", command=SH)
    terminal.wait_for("ready")
    terminal.hang_up()
    assert terminal.end() == 129


def test_a_wait_for_what_never_comes_ends_with_the_program(start: Start) -> None:
    terminal = start("echo something else", command=SH)
    with pytest.raises(Ended, match="something else"):
        terminal.wait_for("never")


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_sequences_survive_being_cut_anywhere(size: int) -> None:
    data = "\x1b[?2026h\x1b]0;ti[tle\x07\x1b[3;4Hпривет\x1bP1$r0m\x1b\\\x1b[>4;1m=\x1b[4b".encode()
    emulator = Emulator(30, 5, Kind(repeats=True))
    for begin in range(0, len(data), size):
        emulator.feed(data[begin : begin + size])
    assert emulator.rows[2] == "   привет====="
    assert emulator.left_on == {"?2026", "modifyOtherKeys"}


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_clusters_survive_being_cut_anywhere(size: int) -> None:
    data = "\x1b[3C\x1b[2D▌e\u0301 1\ufe0f\u20e3👍🏽x\x1b[D▌".encode()
    emulator = Emulator(30, 1)
    for begin in range(0, len(data), size):
        emulator.feed(data[begin : begin + size])
        assert emulator.rows
    cells = ["", "▌", "e\u0301", "", "1\ufe0f\u20e3", "", "👍🏽", "", "▌"]
    assert [cell.data.strip() for cell in emulator.cells()[0][:9]] == cells


def test_the_alternate_screen_gives_back_what_stood_before() -> None:
    emulator = Emulator(20, 3)
    emulator.feed(b"$ briefing\x1b[?1049h\x1b[Hfull screen")
    assert emulator.rows[0] == "full screen"
    emulator.feed(b"\x1b[?1049l")
    assert emulator.rows[0] == "$ briefing"


def test_queries_are_answered() -> None:
    assert Emulator().feed(b"\x1b[6n") == b"\x1b[1;1R"


def test_control_keys_are_control_characters() -> None:
    assert key_bytes("ctrl+c") == b"\x03"
    assert key_bytes("ctrl+z") == b"\x1a"
