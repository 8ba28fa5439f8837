"""The small app in a terminal, with either driver."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tools.emulator import Cell, Kind
from tests.tools.terminal import Terminal, environment

ROOT = Path(__file__).resolve().parents[2]


class Demo(Terminal):
    """The small app in a terminal, and the cells it shows with all attributes."""

    def __init__(self, home: Path, driver: str, term: str, **options: Any) -> None:
        env = environment(home, TERM=term, TEXTUAL_ANIMATIONS="none", PYTHONPATH=str(ROOT))
        env["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
        if "256" not in term:
            env["COLORTERM"] = "truecolor"  # compared with Textual, which knows no eight colours
        self.log = home / f"{driver}.log"
        env["DEMO_LOG"] = str(self.log)
        command = [sys.executable, "-m", "tests.terminal.demo", driver]
        kind = Kind(erases_in_colour=not term.startswith(("screen", "tmux", "vt")))
        super().__init__(command, env=env, cwd=ROOT, kind=kind, **options)

    def ready(self) -> "Demo":
        """Wait for the first screen."""
        self.wait_for("search", "cease-fire")
        self.settle()
        return self

    def look(self, quiet: float = 0.25) -> list[list[Cell]]:
        """Return what is shown, once nothing has come for `quiet` seconds."""
        self.settle(quiet)
        return self.emulator.look()

    def write_only(self, data: bytes) -> None:
        """Send keys without reading anything."""
        os.write(self.master, data)

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
