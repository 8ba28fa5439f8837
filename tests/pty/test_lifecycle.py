"""The installed program: how it ends, and how it is stopped and continued."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.user.state import State
from tests.conftest import SAMPLES
from tests.pty.conftest import ROUNDS, Start, leaves
from tests.safety import promised
from tests.tools.terminal import PROGRAM, Terminal
from tests.tools.waiting import until

CALL = "import subprocess,sys; sys.exit(subprocess.call(sys.argv[1:]))"
WRAPPERS = {"alone": "", "wrapped": f"{PROGRAM[0]} -c '{CALL}' "}


def test_opened_read_and_quit(reader: Start) -> None:
    terminal = reader()
    terminal.press("enter")
    terminal.wait_for("1 Summary")
    leaves(terminal)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"])
def test_a_signal_while_reading(reader: Start, name: str) -> None:
    number = signal.Signals[name]
    terminal = reader()
    terminal.press("enter")
    terminal.wait_for("1 Summary")
    terminal.signal(number)
    assert terminal.end(promised(1.0)) == 128 + number
    assert terminal.restored
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"])
@pytest.mark.parametrize("wait", [0.05, 0.2, 0.4, 0.7])
def test_a_signal_while_starting(start: Start, name: str, wait: float) -> None:
    number = signal.Signals[name]
    terminal = start(str(SAMPLES))
    if number == signal.SIGINT:
        # While Python itself starts, an interrupt is Python's: a traceback and status 1.
        terminal.wait_until(lambda: bool(terminal.raw), "the first byte")
    terminal.settle(wait)
    terminal.signal(number)
    assert terminal.end(promised(3.0)) == 128 + number
    assert terminal.restored
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("script", ['exec "$@"', "trap '' HUP; exec \"$@\""])
def test_the_connection_is_lost(reader: Start, script: str) -> None:
    terminal = reader(script=script)
    terminal.hang_up()
    assert terminal.end(promised(3.0)) == 129


@pytest.mark.parametrize("script", ['exec "$@"', "trap '' HUP; exec \"$@\""])
def test_the_connection_is_lost_while_starting(start: Start, script: str) -> None:
    terminal = start(str(SAMPLES), script=script)
    terminal.settle(0.3)
    terminal.hang_up()
    assert terminal.end(promised(8.0)) != 0


def test_a_terminal_that_reads_no_more(reader: Start) -> None:
    terminal = reader()
    terminal.send(b"jk" * 500)  # the answers are never read
    terminal.signal(signal.SIGTERM)
    assert terminal.process.wait(promised(3.5)) == 143
    assert terminal.end() == 143


def test_a_mouse_that_is_left_to_a_terminal_which_reads_no_more_is_left_to_it(start: Start) -> None:
    terminal = start(str(SAMPLES), rows=60, columns=200, answers=False)
    terminal.wait_for(*ROUNDS)
    terminal.settle()
    # Whole screens before and behind what switches the mouse off: the end drops what is not read.
    for key in b"\x0c\x0cM\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0cQ":
        _press_unread(terminal, bytes([key]))
    assert terminal.process.wait(promised(3.5)) == 0
    assert terminal.end() == 0
    assert terminal.restored


def _press_unread(terminal: Terminal, key: bytes) -> None:
    """Send a key, and wait until the program has read it and has painted as much as fits."""
    os.write(terminal.master, key)
    until(lambda: not terminal.waiting(terminal.slave), "the key to be read")
    sizes: list[int] = []

    def is_still() -> bool:
        sizes.append(terminal.waiting(terminal.master))
        return len(sizes) > 10 and len(set(sizes[-10:])) == 1

    until(is_still, "output that stays")


def test_an_update_that_was_cut_off_is_ended(start: Start) -> None:
    terminal = start(str(SAMPLES), rows=60, columns=200, answers=False)
    terminal.wait_for(*ROUNDS)
    terminal.send(b"\x1b[?2026;2$y")
    terminal.settle()
    # Whole screens that nobody reads: the end drops what is left of them.
    for _ in range(12):
        _press_unread(terminal, b"\x0c")
    os.write(terminal.master, b"Q")
    assert terminal.process.wait(promised(3.5)) == 0
    assert terminal.end() == 0
    assert b"\x1b[?2026h" in terminal.raw
    assert terminal.restored


def test_a_stray_continue(reader: Start) -> None:
    terminal = reader()
    terminal.signal(signal.SIGCONT)
    terminal.signal(signal.SIGSTOP)
    terminal.signal(signal.SIGCONT)
    terminal.settle()
    terminal.press("enter")
    terminal.wait_for("1 Summary")
    leaves(terminal)


# Stopping -------------------------------------------------------------------------------------


@pytest.fixture
def shell(start: Start) -> Iterator[Terminal]:
    """Start an interactive shell with job control."""
    terminal = start(
        "--norc", "--noprofile", "-i", command=("bash",),
        environ={"PS1": "prompt> ", "HISTFILE": "", "SHELL": "/bin/sh"},
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    terminal.wait_for("prompt>")
    yield terminal
    terminal.press("exit", "enter")


def stop_and_continue(shell: Terminal, number: int) -> None:
    """Hold Ctrl+Z and fg to what they do for every program, for the first or the second time."""
    shell.press("ctrl+z")
    # The shell's screen holds what it held the time before; only a new prompt says that it reads.
    shell.wait_for_prompt("prompt>")
    assert shell.text.count("Stopped") == number
    assert not shell.left_on - {"?2004"}
    shell.press(f"echo shell $(({number} + 1))", "enter")
    shell.wait_for(f"shell {number + 1}")
    shell.press("fg", "enter")
    shell.wait_gone("shell 2")
    shell.wait_for(*ROUNDS)


@pytest.mark.parametrize("wrapper", ["alone", "wrapped"])
def test_ctrl_z_gives_the_shell_back(shell: Terminal, wrapper: str) -> None:
    shell.press(f"{WRAPPERS[wrapper]}{' '.join(PROGRAM)} {SAMPLES}", "enter")
    shell.wait_for(*ROUNDS)
    stop_and_continue(shell, 1)
    stop_and_continue(shell, 2)
    shell.press("Q")
    shell.wait_for_prompt("prompt>")
    shell.press("echo status $?", "enter")
    shell.wait_for("status 0")


def test_ctrl_z_without_anybody_to_continue_it(reader: Start) -> None:
    terminal = reader()
    terminal.press("ctrl+z")
    terminal.wait_for("no shell to return to")
    leaves(terminal)


@pytest.mark.skipif(not shutil.which("script"), reason="util-linux's script is not installed")
def test_ctrl_z_inside_script(shell: Terminal) -> None:
    shell.press(f"script -qec '{' '.join(PROGRAM)} {SAMPLES}' /dev/null", "enter")
    shell.wait_for(*ROUNDS)
    shell.press("ctrl+z")
    shell.wait_for("no shell to return to")
    shell.press("Q")
    shell.wait_for_prompt("prompt>")
    shell.press("echo status $?", "enter")
    shell.wait_for("status 0")


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_ctrl_z_inside_tmux(shell: Terminal, tmp_path: Path) -> None:
    shell_inside = "'PS1=inside\\> bash --norc'"
    options = f"-S {tmp_path}/socket -f /dev/null"
    shell.press(f"tmux {options} new {shell_inside} \\; set status off", "enter")
    shell.wait_for("inside>")
    shell.press(f"{' '.join(PROGRAM)} {SAMPLES}", "enter")
    shell.wait_for(*ROUNDS)
    shell.press("ctrl+z")
    shell.wait_for("Stopped")
    shell.press("fg", "enter")
    shell.wait_for(*ROUNDS)
    shell.press("Q")
    shell.wait_for_prompt("inside>")
    shell.press("exit", "enter")
    shell.wait_for("[exited]")


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "SIGKILL", "hang up", "quit"])
def test_a_mark_is_kept_however_it_ends(reader: Start, how: str, tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    terminal = reader(environ={"BRIEFING_STATE": str(state)})
    terminal.press("s")
    terminal.wait_until(lambda: "istanbul-2025-07-23" in starred(state), "the star to be saved")
    if how == "hang up":
        terminal.hang_up()
    elif how == "quit":
        terminal.press("Q")
    else:
        terminal.signal(signal.Signals[how])
    terminal.end()
    assert starred(state) == {"istanbul-2025-07-23": ("",)}


def starred(path: Path) -> dict[str, tuple[str, ...]]:
    """Return what a reader starting now would find starred."""
    if not path.exists():
        return {}
    state = State(SAMPLES, path=path)
    try:
        return state.starred()
    finally:
        state.close()
