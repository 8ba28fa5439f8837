"""The same screens in a terminal that somebody else wrote."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT
from tests.terminal.multiplexers import Multiplexed, missing
from tests.tools.emulator import Emulator
from tests.tools.waiting import until

pytestmark = pytest.mark.skipif(bool(missing("tmux")), reason=missing("tmux") or "all is there")

ROWS, COLUMNS = 24, 90


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Multiplexed, Multiplexed]]:
    """Return the small app with our driver and with Textual's own."""

    def begin(driver: str) -> Multiplexed:
        program = [sys.executable, "-m", "tests.terminal.demo", driver]
        # Compared with Textual, which knows no eight colours.
        command = ["env", "TEXTUAL_ANIMATIONS=none", "COLORTERM=truecolor", f"PYTHONPATH={ROOT}"]
        command += program
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
        looks: list[object] = [before]

        def is_the_same(looks: list[object] = looks, before: object = before) -> bool:
            one, other = ours.look(), theirs.look()
            if not one == other == looks[-1] != before:
                looks.clear()
            looks.append(one)
            return len(looks) > STEADY

        until(is_the_same, f"the same screen after {key!r}", patience=60.0)
        before = ours.look()
