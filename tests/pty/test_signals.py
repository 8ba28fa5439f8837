"""Each signal in each state of the reader: terminal restored, status told, no process left."""

import os
import select
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.pty.conftest import ROUNDS, Start
from tests.safety import share
from tests.tools.terminal import Terminal
from tests.tools.waiting import until

SMALL = (sys.executable, str(Path(__file__).parent / "small_app.py"), "cells")
HERE = str(Path(__file__).parents[2])

ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")
STATES = ("starting", "idle", "busy", "blocked")
TRIES = share(3, 60)
"""How often each is tried; beside these, `test_lifecycle` tries the start at four moments."""
AT_ONCE = 3
"""Readers that are in a state side by side: those that are blocked are waited for together."""
PATIENCE = {"blocked": 8.0}
"""Seconds for the end: generous, as 3.5 are promised where the loop is blocked, and elsewhere 1."""


def _in_state(start: Start, state: str, tries: int = TRIES) -> Iterator[list[Terminal]]:
    """Yield readers in one of the states, a few at once, until there have been as many as `tries`.

    Where the event loop is blocked, they are small apps. While starting, each is alone, and each
    a little further than the one before.
    """
    if state == "starting":
        for number in range(tries):
            terminal = start(str(SAMPLES))
            terminal.wait_until(lambda one=terminal: bool(one.raw), "the first byte")  # type: ignore[misc]
            if number % 3:
                terminal.settle(0.06 * (number % 3))
            yield [terminal]
        return
    for first in range(0, tries, AT_ONCE):
        count = min(AT_ONCE, tries - first)
        if state == "blocked":
            yield _blocked(start, count)
        else:
            yield _ready(start, count, busy=state == "busy")


def _blocked(start: Start, count: int) -> list[Terminal]:
    """Return small apps whose loops stand still."""
    environ = {"PYTHONPATH": HERE}
    terminals = [start(command=SMALL, environ=environ) for _ in range(count)]
    for terminal in terminals:
        terminal.wait_for("ready")
        terminal.press("b")
    for terminal in terminals:
        terminal.wait_for("blocked")
    terminals[-1].settle(0.2)
    return terminals


def _ready(start: Start, count: int, *, busy: bool) -> list[Terminal]:
    """Return readers that show their lists, and have much to do if they are to be `busy`."""
    terminals = [start(str(SAMPLES)) for _ in range(count)]
    for terminal in terminals:
        terminal.wait_for(*ROUNDS)
        terminal.settle(0.1)
    for terminal in terminals if busy else ():
        terminal.send(b"jkpxd\x1b/e\x1b" * 30)
    return terminals


def _nobody_left(session: int) -> bool:
    """Whether no process of a session is left."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(entry.read_text().rpartition(")")[2].split()[3]) == session:
                return False
        except (OSError, ValueError):
            continue  # it has just ended
    return True


@pytest.mark.parametrize("name", ENDING)
@pytest.mark.parametrize("state", STATES)
def test_a_signal_ends_the_reader_in_order(start: Start, state: str, name: str) -> None:
    number = signal.Signals[name]
    for terminals in _in_state(start, state):
        for terminal in terminals:
            terminal.signal(number)
        for terminal in terminals:
            assert terminal.end(PATIENCE.get(state, 4.0)) == 128 + number, terminal.text
            assert terminal.restored
            assert "Traceback" not in terminal.text
            assert _nobody_left(terminal.pid)


@pytest.mark.parametrize("name", ["SIGTSTP", "SIGCONT"])
@pytest.mark.parametrize("state", STATES)
def test_a_stray_signal_changes_nothing(start: Start, state: str, name: str) -> None:
    for terminals in _in_state(start, state):
        for terminal in terminals:
            terminal.signal(signal.Signals[name])
            # Nobody could continue it, so that it must not have stopped: it still takes its end.
            terminal.settle(0.05)
            terminal.signal(signal.SIGCONT)
            terminal.signal(signal.SIGTERM)
        for terminal in terminals:
            assert terminal.end(PATIENCE.get(state, 4.0)) == 128 + signal.SIGTERM
            assert terminal.restored


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("script", ['exec "$@"', "trap '' HUP; exec \"$@\""], ids=["HUP", "no HUP"])
def test_a_lost_connection_leaves_nobody(start: Start, state: str, script: str) -> None:
    def begin(*words: str, **options: object) -> Terminal:
        return start(*words, script=script, **options)

    for terminals in _in_state(begin, state, share(1, 60)):
        for terminal in terminals:
            terminal.hang_up()
        for terminal in terminals:
            assert terminal.end() != 0
            assert _nobody_left(terminal.pid)


def test_a_terminal_that_takes_nothing_costs_no_memory(start: Start) -> None:
    terminal = start(str(SAMPLES), rows=50, columns=200)
    terminal.wait_for(*ROUNDS)
    terminal.settle(0.3)
    before = _resident(terminal.pid)
    for _ in range(share(200, 5_000)):
        _write_unread(terminal, b"jkJK5142")
    terminal.signal(signal.SIGCONT)
    grown = _resident(terminal.pid) - before
    assert grown < 15 * 1024
    terminal.signal(signal.SIGTERM)
    assert terminal.process.wait(20) == 128 + signal.SIGTERM


def _write_unread(terminal: Terminal, keys: bytes) -> None:
    """Send keys and read nothing of what is painted; they wait where the kernel holds no more."""
    assert terminal.process.poll() is None, terminal.text
    until(lambda: bool(select.select([], [terminal.master], [], 0)[1]), "room for keys")
    os.write(terminal.master, keys)


def _resident(pid: int) -> int:
    """Return how many KiB of memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def test_reading_for_long_costs_nothing(start: Start, tmp_path: Path) -> None:
    """Hold a reader whose files change all the time to its memory, files and threads."""
    store = tmp_path / "store"
    store.mkdir()
    path = store / "one.yaml"
    path.write_text("title: Round 0\ndate: 2025-01-02\nsummary: x\n")
    terminal = start(str(store), environ={"BRIEFING_REFRESH": "0.05"})
    terminal.wait_for("Round 0")
    before: tuple[int, int, int] | None = None
    for number in range(1, share(20, 30_000)):
        path.write_text(f"title: Round {number}\ndate: 2025-01-02\nsummary: x\n")
        terminal.wait_for(f"Round {number}")
        if number == share(8, 1_000):
            before = _held(terminal.pid)
    assert before is not None
    memory, files, threads = _held(terminal.pid)
    assert memory - before[0] < 10 * 1024
    assert (files, threads) <= (before[1] + 1, before[2] + 1)
    terminal.press("Q")
    assert terminal.end() == 0


def _held(pid: int) -> tuple[int, int, int]:
    """Return the memory, open files and threads that a process holds."""
    here = Path(f"/proc/{pid}")
    return _resident(pid), len(list((here / "fd").iterdir())), len(list((here / "task").iterdir()))
