"""The small app in a terminal, with either driver."""

import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pty.terminal import Terminal, environment
from tests.terminal.emulator import Cell, Emulator, Kind

ROOT = Path(__file__).resolve().parents[2]


class Demo(Terminal):
    """The small app in a terminal, and the cells it shows with all attributes."""

    def __init__(self, home: Path, driver: str, term: str, **options: Any) -> None:
        env = environment(home, TERM=term, TEXTUAL_ANIMATIONS="none", PYTHONPATH=str(ROOT))
        env["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
        self.log = home / f"{driver}.log"
        env["DEMO_LOG"] = str(self.log)
        command = [sys.executable, "-m", "tests.terminal.demo", driver]
        super().__init__(command, env=env, cwd=ROOT, **options)
        columns, rows = options.get("columns", 80), options.get("rows", 24)
        coloured = not term.startswith(("screen", "tmux", "vt"))
        self.full = Emulator(columns, rows, Kind(erases_in_colour=coloured))
        self._seen = 0

    def ready(self) -> "Demo":
        """Wait for the first screen."""
        self.wait_for("search", "cease-fire")
        self.settle()
        return self

    def look(self, quiet: float = 0.25) -> list[list[Cell]]:
        """Return what is shown, once nothing has come for `quiet` seconds."""
        self.settle(quiet)
        new, self._seen = bytes(self.raw[self._seen :]), len(self.raw)
        self.full.write(new.decode())
        return self.full.look()

    def write_only(self, data: bytes) -> None:
        """Send keys without reading anything."""
        os.write(self.master, data)

    def wait_without_reading(self, holds: Callable[[], bool], patience: float = 20.0) -> None:
        """Wait for something that does not depend on what the terminal shows."""
        limit = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < limit, "the app stands still"
            select.select([], [], [], 0.01)

    def slow_down(self, bytes_per_second: int | None) -> None:
        """Read no faster than this from now on."""
        self._rate = bytes_per_second
        if bytes_per_second:
            self._begun = time.monotonic() - len(self.raw) / bytes_per_second

    def moves(self) -> int:
        """Return how often the list has moved."""
        return self.log.stat().st_size if self.log.exists() else 0


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Callable[..., Demo]]:
    """Return a function that starts the small app: driver "cells" or "textual", and `TERM`."""
    running: list[Demo] = []

    def begin(driver: str = "cells", term: str = "xterm-256color", **options: Any) -> Demo:
        running.append(Demo(tmp_path, driver, term, **options))
        return running[-1].ready()

    yield begin
    for each in running:
        each.close()
