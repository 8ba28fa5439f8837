"""The same screens in a terminal that somebody else wrote."""

import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import environment
from tests.terminal.conftest import ROOT
from tests.terminal.emulator import Cell, Emulator

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

ROWS, COLUMNS = 24, 90


class Tmux:
    """A tmux server of its own, with the small app in it."""

    def __init__(self, home: Path, driver: str) -> None:
        self._socket = str(home / f"tmux-{uuid.uuid4().hex[:8]}")
        self._env = environment(home, TEXTUAL_ANIMATIONS="none", PYTHONPATH=str(ROOT))
        size = ["-x", str(COLUMNS), "-y", str(ROWS)]
        program = [sys.executable, "-m", "tests.terminal.demo", driver]
        self._run("-f", "/dev/null", "new-session", "-d", *size, "-c", str(ROOT), *program)

    def _run(self, *words: str) -> str:
        command = ["tmux", "-S", self._socket, "-u", *words]
        done = subprocess.run(
            command, env=self._env, cwd=ROOT, capture_output=True, text=True, check=False
        )
        return done.stdout

    def press(self, key: str) -> None:
        self._run("send-keys", key)

    def look(self) -> list[list[Cell]]:
        """Return the cells, as tmux describes them."""
        emulator = Emulator(COLUMNS, ROWS)
        for y, line in enumerate(self._run("capture-pane", "-p", "-e", "-N").splitlines(), 1):
            emulator.write(f"\x1b[{y}H\x1b[m{line}")
        return emulator.look()

    def close(self) -> None:
        self._run("kill-server")


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Tmux, Tmux]]:
    """Return the small app with our driver and with Textual's own."""
    pair = Tmux(tmp_path, "cells"), Tmux(tmp_path, "textual")
    yield pair
    for each in pair:
        each.close()


STEADY = 25
"""Looks in a row that show the same: a screen may come in two steps, and both are screens."""


def test_tmux_shows_the_same_cells(both: tuple[Tmux, Tmux]) -> None:
    ours, theirs = both
    before = Emulator(COLUMNS, ROWS).look()
    for key in ("", "j", "j", "NPage", "?", "Escape", "Tab", "NPage"):
        if key:
            ours.press(key)
            theirs.press(key)
        last, steady = before, 0
        for _ in range(40 * STEADY):
            one, other = ours.look(), theirs.look()
            steady = steady + 1 if one == other == last != before else 0
            last = one
            if steady == STEADY:
                break
        assert one == other != before, key
        before = one
