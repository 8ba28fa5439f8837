"""Marks are synced while a machine, or the server, is killed: none is lost, none is there twice."""

import random
import select
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO

import pytest

from briefing.shared.marks.file_marks import sync_through
from briefing.shared.marks.server_marks import sync_marks
from briefing.user.state import State
from tests.safety import share
from tests.shared.conftest import SharedStore

pytest.importorskip("psycopg", reason="needs the extra postgres")

STARS = 20
"""Briefs that are starred in one step."""
_MACHINE = """
import sys
from itertools import count
from pathlib import Path
from briefing.shared.marks.file_marks import sync_through
from briefing.shared.marks.server_marks import sync_marks
from briefing.shared.server.address import Address
from briefing.shared.server.connection import ServerLost
from briefing.user.state import State
from tests.shared.test_marks_killed import step

folder, place, first = sys.argv[1:]
state = State(Path(folder), path=Path(folder) / "state.db")
for number in count(int(first)):
    step(state, number)
    print(number, flush=True)
    try:
        if "://" in place:
            sync_marks(Address(place, "briefs"), state)
        else:
            sync_through(Path(place), state)
    except ServerLost:
        pass
"""


def step(state: State, number: int) -> None:
    """Star some briefs, unstar one of the step before, and write a note; all is on disk then."""
    state.set_stars([f"{number}-{nth}" for nth in range(STARS)], on=True)
    state.set_star(f"{number - 1}-0", on=False)
    state.set_note("a", f"note {number}")
    assert not state.warning


def acknowledged(number: int) -> set[str]:
    """Return the briefs that are starred after the step `number`."""
    every = {f"{step}-{nth}" for step in range(1, number + 1) for nth in range(STARS)}
    return every - {f"{step}-0" for step in range(number)}


def acknowledgements(stream: IO[str], count: int) -> tuple[list[str], float]:
    """Return what is acknowledged next, and how many seconds a step and its sync take."""
    said = [stream.readline()]
    begun = time.monotonic()
    said += [stream.readline() for _ in range(count - 1)]
    return said, (time.monotonic() - begun) / (count - 1)


def run_and_kill(shared: SharedStore, words: list[str], rng: random.Random, turn: int) -> int:
    """Run a machine that marks and syncs until it is killed; return its last acknowledged step."""
    with subprocess.Popen(
        [sys.executable, "-c", _MACHINE, *words], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            said, took = acknowledgements(process.stdout, rng.randint(2, 4))
            if turn % 3 == 1 and "://" in words[1]:
                select.select([process.stdout], [], [], rng.random() * took)
                shared.server.kill()
                shared.server.start()
                said, took = acknowledgements(process.stdout, 2)
            # To any moment of the synchronisation, or to its end.
            select.select([process.stdout], [], [], rng.random() * took)
        finally:
            process.kill()
        return int([*said, *process.stdout][-1])


@pytest.mark.parametrize("by", ["server", "folder"])
def test_marks_are_neither_lost_nor_doubled_whoever_is_killed_while_they_are_synced(
    shared: SharedStore, tmp_path: Path, by: str
):
    rng, address, through = random.Random(21), shared.address("carl"), tmp_path / "synced"
    through.mkdir()
    sync = partial(sync_marks, address) if by == "server" else partial(sync_through, through)
    place = address.conninfo if by == "server" else str(through)
    number = 0
    for turn in range(share(2, 50)):
        folder = tmp_path / f"m{turn % 2}"
        folder.mkdir(exist_ok=True)
        number = run_and_kill(shared, [str(folder), place, str(number + 1)], rng, turn)
        with closing(State(folder, path=folder / "state.db")) as state:
            assert not state.warning
            sync(state)
            # Of the step after, some may have been done.
            assert acknowledged(number) - set(state.starred()) <= {f"{number}-0"}
            assert set(state.starred()) <= acknowledged(number) | acknowledged(number + 1)
            number += 1
            step(state, number)
            sync(state)
            assert_is_after(state, number)
    (tmp_path / "fresh").mkdir()
    with closing(State(tmp_path / "fresh", path=tmp_path / "fresh.db")) as fresh:
        taken = sync(fresh).taken
        assert sync(fresh) == (0, 0)
        assert_is_after(fresh, number)
    if by == "server":
        rows = "SELECT count(*), count(DISTINCT (brief, kind, key)) FROM briefing.fact"
        assert shared.sql(rows) == [(taken, taken)]


def assert_is_after(state: State, number: int) -> None:
    """Check that there is what the steps up to `number` have left, and nothing else."""
    assert set(state.starred()) == acknowledged(number)
    assert state.notes() == {"a": {"": f"note {number}"}}
