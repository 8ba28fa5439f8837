"""The same screens in a terminal that somebody else wrote."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT
from tests.terminal.emulator import Emulator
from tests.terminal.multiplexers import Multiplexed, missing

pytestmark = pytest.mark.skipif(bool(missing("tmux")), reason=missing("tmux") or "all is there")

ROWS, COLUMNS = 24, 90


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Multiplexed, Multiplexed]]:
    """Return the small app with our driver and with Textual's own."""

    def begin(driver: str) -> Multiplexed:
        program = [sys.executable, "-m", "tests.terminal.demo", driver]
        command = ["env", "TEXTUAL_ANIMATIONS=none", f"PYTHONPATH={ROOT}", *program]
        home = tmp_path / driver
        return Multiplexed("tmux", home, command, term="screen", columns=COLUMNS, rows=ROWS)

    pair = begin("cells"), begin("textual")
    yield pair
    for each in pair:
        each.close()


STEADY = 25
"""Looks in a row that show the same: a screen may come in two steps, and both are screens."""


def test_tmux_shows_the_same_cells(both: tuple[Multiplexed, Multiplexed]) -> None:
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
