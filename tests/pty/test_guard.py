"""Every way in which a session ends, with a small app on Textual's driver and on ours."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.safety import promised
from tests.tools.terminal import Terminal

SMALL = (sys.executable, str(Path(__file__).parent / "small_app.py"))
HERE = str(Path(__file__).parents[2])


@pytest.fixture(params=["textual", "cells"])
def small(start: Start, request: pytest.FixtureRequest) -> Start:
    """Start the small app, on one driver and on the other."""

    def begin(*arguments: str | os.PathLike[str], **options: object) -> Terminal:
        environ = {"PYTHONPATH": HERE, **options.pop("environ", {})}  # type: ignore[dict-item]
        return start(request.param, *arguments, command=SMALL, environ=environ, **options)

    return begin


def test_the_wish_to_quit(small: Start) -> None:
    terminal = small()
    terminal.wait_for("ready")
    assert not terminal.restored
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.restored


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_signals_restore_the_terminal(small: Start, name: str) -> None:
    number = signal.Signals[name]
    terminal = small()
    terminal.wait_for("ready")
    terminal.signal(number)
    assert terminal.end() == 128 + number
    assert terminal.restored


def test_a_signal_while_classes_are_made_ends_like_any_other(small: Start) -> None:
    terminal = small("ending")
    assert terminal.end() == 143
    assert terminal.restored


def test_a_signal_while_everything_is_blocked(small: Start) -> None:
    terminal = small()
    terminal.wait_for("ready")
    terminal.press("b")
    terminal.wait_for("blocked")
    terminal.settle(0.3)
    terminal.signal(signal.SIGTERM)
    assert terminal.end(promised(3.5)) == 143
    assert terminal.restored


def test_two_signals_at_once_are_one(small: Start) -> None:
    terminal = small()
    terminal.wait_for("ready")
    terminal.signal(signal.SIGTERM)
    terminal.signal(signal.SIGTERM)
    terminal.signal(signal.SIGCONT)
    assert terminal.end() == 143
    assert terminal.restored


@pytest.mark.parametrize("key", ["c", "t"])  # in the event loop, and in a thread
def test_a_crash_is_told_after_the_terminal_is_restored(small: Start, key: str) -> None:
    terminal = small()
    terminal.wait_for("ready")
    terminal.press(key)
    assert terminal.end() == 1
    assert terminal.restored
    assert "ValueError: a title with ␛]52;c;aGk=" in terminal.text
    assert "local value" not in terminal.text.replace('secret = "local value"', "")
    assert b"\x1b]52" not in terminal.raw


def test_a_thread_that_crashes_while_the_session_ends_is_no_crash(small: Start) -> None:
    terminal = small()
    terminal.wait_for("ready")
    terminal.press("e")
    assert terminal.end() == 143
    assert terminal.restored
    assert "ValueError" not in terminal.text


def test_a_crash_before_there_is_an_app_gives_the_terminal_back(small: Start) -> None:
    terminal = small("crashing")
    assert terminal.end() == 1
    assert terminal.restored
    assert "ZeroDivisionError" in terminal.text
    assert "shown" not in terminal.text


def test_a_crash_in_restricted_mode_is_one_line(small: Start) -> None:
    terminal = small("restricted")
    terminal.wait_for("ready")
    terminal.press("c")
    assert terminal.end() == 1
    assert "crashed by an internal error; reference" in terminal.text
    assert "ValueError" not in terminal.text


@pytest.mark.parametrize("script", ['exec "$@"', "trap '' HUP; exec \"$@\""])
def test_a_lost_connection_leaves_nothing_behind(small: Start, script: str) -> None:
    terminal = small(script=script)
    terminal.wait_for("ready")
    terminal.hang_up()
    assert terminal.end(promised(3.0)) == 129


def test_a_stray_continue_changes_nothing(small: Start) -> None:
    terminal = small()
    terminal.wait_for("ready")
    for _ in range(3):
        terminal.signal(signal.SIGCONT)
        terminal.settle(0.2)
    terminal.press("x")
    terminal.wait_for("key x")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.restored


def test_nobody_to_continue_it_means_no_stop(small: Start) -> None:
    terminal = small()
    terminal.wait_for("ready")
    terminal.press("z")
    terminal.wait_for("cannot be stopped")
    terminal.signal(signal.SIGTSTP)
    terminal.settle(0.3)
    terminal.press("x")
    terminal.wait_for("key x")


_CALL = "import subprocess,sys; sys.exit(subprocess.call(sys.argv[1:]))"
WRAPPERS = {
    "alone": "",
    "wrapper": f"{sys.executable} -c '{_CALL}' ",
    "env": "env X=1 ",
    "sh": "sh -c '\"$@\"; true' sh ",
}


@pytest.mark.parametrize(
    ("wrapper", "outside"), [*((name, False) for name in WRAPPERS), ("alone", True)]
)
def test_stopping_gives_the_shell_back(start: Start, wrapper: str, outside: bool) -> None:
    terminal = start(
        "--norc", "--noprofile", "-i", command=("bash",),
        environ={"PYTHONPATH": HERE, "PS1": "prompt> ", "HISTFILE": ""},
    )  # fmt: skip
    terminal.wait_for("prompt>")
    terminal.press(f"{WRAPPERS[wrapper]}{' '.join(SMALL)} cells", "enter")
    terminal.wait_for("ready")
    if outside:
        os.kill(_foreground(terminal), signal.SIGTSTP)
    else:
        terminal.press("z")
    terminal.wait_for("Stopped")
    assert not terminal.left_on - {"?2004"}
    terminal.press("echo shell $((1 + 1))", "enter")
    terminal.wait_for("shell 2")
    terminal.press("fg", "enter")
    terminal.wait_gone("shell 2")
    terminal.press("x")
    terminal.wait_for("key x")
    terminal.press("q")
    terminal.wait_for_prompt("prompt>")
    terminal.press("echo status $?", "enter")
    terminal.wait_for("status 0")
    terminal.press("exit", "enter")
    terminal.end()


def _foreground(terminal: Terminal) -> int:
    return os.tcgetpgrp(terminal.master)


def test_a_pipe_as_stdin_leaves_the_keyboard(small: Start) -> None:
    terminal = small(script='echo data | "$@"')
    terminal.wait_for("ready")
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("redirection", ["<&-", "</dev/null", "2>&-", "<&- 2>&-", "2>/dev/null"])
def test_closed_and_redirected_files(small: Start, redirection: str) -> None:
    terminal = small(script=f'exec "$@" {redirection}')
    terminal.wait_for("ready")
    terminal.press("x")
    terminal.wait_for("key x")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.restored


@pytest.mark.parametrize("redirection", [">/dev/null", ">&-", "| cat"])
def test_without_a_screen_there_is_no_reader(small: Start, redirection: str) -> None:
    terminal = small(script=f'"$@" {redirection}')
    terminal.end()
    assert "no reader: stdout is not a terminal" in terminal.text


def test_a_traceback_goes_where_stderr_leads(small: Start, tmp_path: Path) -> None:
    log = tmp_path / "log"
    terminal = small(script=f'exec "$@" 2>{log}')
    terminal.wait_for("ready")
    terminal.press("c")
    assert terminal.end() == 1
    assert terminal.restored
    assert "ValueError" in log.read_text()
    assert "ValueError" not in terminal.text


def test_switches_of_the_library_have_no_effect(small: Start, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    terminal = small(
        environ={
            "TEXTUAL_DRIVER": "nowhere:Nothing", "TEXTUAL_LOG": str(trap), "TEXTUAL_DEBUG": "1",
            "TEXTUAL_PRESS": "q", "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_COLOR_SYSTEM": "bogus",
            "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path), "TEXTUAL_FILTERS": "dim",
            "COLUMNS": "9999999", "LINES": "-5", "NO_COLOR": "",
        },
        cwd=tmp_path,
    )  # fmt: skip
    terminal.wait_for("ready")
    terminal.settle(0.5)
    terminal.press("x")
    terminal.wait_for("key x")
    terminal.press("q")
    assert terminal.end() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]
