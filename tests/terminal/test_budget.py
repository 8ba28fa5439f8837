"""How many bytes the reader may send: bytes are exact, unlike times."""

from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT
from tests.tools.big_stores import write_store
from tests.tools.meter import Run, clean_environment, run_keys
from tests.tools.ncurses import bytes_for
from tests.tools.terminal import PROGRAM

SMALL, WIDE = (80, 24), (120, 40)
KEYS = (
    "j",
    "j",
    "ctrl+f",
    "G",
    "g",
    "g",
    "tab",
    "tab",
    "0",
    "/",
    "t",
    "e",
    "enter",
    "0",
    "?",
    "escape",
)
NARROW_BUDGET = {
    "start": 4500,
    "j": 120,
    "ctrl+f": 2000,
    "G": 2000,
    "tab": 1200,
    "t": 2600,
    "e": 2600,
    "enter": 1500,
    "?": 2000,
    "escape": 3000,
}
"""The most bytes a key may cost at 80x24: moves as in ncurses' programs, pages as their text."""


@pytest.fixture(scope="module", params=[SMALL, WIDE], ids=["80x24", "120x40"])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Press the keys in a store of sixty briefs."""
    home = tmp_path_factory.mktemp("home")
    write_store(home / "store", 60)
    command = [*PROGRAM, str(home / "store")]
    env = clean_environment(home, SSH_CONNECTION="198.51.100.1 1 198.51.100.2 22")
    return run_keys(command, env, request.param, KEYS, ready="unread", cwd=ROOT)


def test_no_key_costs_more_than_it_may(session: Run) -> None:
    if len(session.screens[0]) != SMALL[1]:
        pytest.skip("the budget is for 80x24")
    sent = [(step.key, step.bytes) for step in session.steps]
    assert [(key, n) for key, n in sent if n > NARROW_BUDGET.get(key, 3500)] == []


def test_all_keys_cost_no_more_than_ncurses_needs_for_the_same_screens(
    session: Run, tmp_path: Path
) -> None:
    assert session.total <= sum(bytes_for(session.screens, tmp_path)[1:])
