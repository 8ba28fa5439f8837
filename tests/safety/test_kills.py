"""Processes that are killed at each write and at any moment: what was kept stays kept."""

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from briefing.user.state import State
from tests.safety import share
from tests.safety.killing import CALLS, Killer, told
from tests.safety.looking import is_plain, look, mark, marked, samples_in

POINTS = 200
"""At so many points, at least, a process is killed in each run."""
_GARBAGE = b"this was once somebody's notes" * 200


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample briefs."""
    return samples_in(tmp_path_factory.mktemp("kills"))


@pytest.fixture(scope="module")
def at_calls(store: Path) -> Iterator[Killer]:
    """Yield what kills at a call."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    with closing(Killer(store, at_calls=True)) as killer:
        yield killer


@pytest.fixture(scope="module")
def at_times(store: Path) -> Iterator[Killer]:
    """Yield what kills after a time."""
    with closing(Killer(store)) as killer:
        yield killer


def _killed(killer: Killer, what: str, begun: Path) -> Iterator[Path]:
    """Yield folders that began as copies of one, and in which a process was killed: at the first
    call of each sort, at the second, and so on, until it made no more of them.
    """
    for call in CALLS:
        for at in count(1):
            folder = Path(shutil.copytree(begun, begun.with_name("killed")))
            killed = killer.kills(what, folder, call=call, at=at)
            if killed:
                yield folder
            shutil.rmtree(folder)
            if not killed:
                break


def test_a_process_that_is_killed_at_each_write(
    store: Path, tmp_path: Path, at_calls: Killer
) -> None:
    points = _kill_indexing(store, tmp_path / "index", at_calls)
    assert points > POINTS // 2
    points += _kill_marking(store, tmp_path / "mark", at_calls)
    points += _kill_setting_aside(store, tmp_path / "aside", at_calls)
    assert points >= POINTS


def _kill_indexing(store: Path, folder: Path, killer: Killer) -> int:
    """Kill at each call of a first run over the store; return how often."""
    right = look(store, folder / "right")
    (folder / "new").mkdir()
    points = 0
    for cache in _killed(killer, "index", folder / "new"):
        points += 1
        assert look(store, cache) == right
    return points


def _kill_marking(store: Path, folder: Path, killer: Killer) -> int:
    """Kill at each call of a mark beside another one; return how often."""
    assert mark(store, folder / "begun" / "state.db", "before")
    points = 0
    for killed in _killed(killer, "mark", folder / "begun"):
        points += 1
        path = killed / "state.db"
        assert marked(store, path) >= {"before"} | told(killed)
        assert mark(store, path, "after")
    return points


def _kill_setting_aside(store: Path, folder: Path, killer: Killer) -> int:
    """Kill at each call of a mark that finds a damaged state; return how often."""
    begun = folder / "begun"
    begun.mkdir(parents=True)
    (begun / "state.db").write_bytes(_GARBAGE)
    points = 0
    for killed in _killed(killer, "mark", begun):
        points += 1
        mark(store, killed / "state.db", "after")  # which may tell what was set aside
        assert marked(store, killed / "state.db") >= {"after"} | told(killed)
        assert _GARBAGE in [path.read_bytes() for path in killed.glob("state*.db")]
    return points


def test_taking_in_a_change_that_is_killed_at_each_write(
    store: Path, tmp_path: Path, at_calls: Killer
) -> None:
    look(store, tmp_path / "before")
    path = store / "istanbul-2025-06-02.yaml"
    text = path.read_text("utf-8")
    try:
        path.write_text(text.replace("exchange", "swap"), "utf-8")
        right = look(store, tmp_path / "right")
        points = 0
        for cache in _killed(at_calls, "index", tmp_path / "before"):
            points += 1
            assert look(store, cache) == right
    finally:
        path.write_text(text, "utf-8")
    assert points > 50


def test_indexing_that_is_killed_at_any_moment(
    store: Path, tmp_path: Path, at_times: Killer
) -> None:
    chance = random.Random(7)
    right = look(store, tmp_path / "right")
    for _ in range(share(40, 1_000)):
        assert at_times.kills("index for ever", tmp_path / "cache", seconds=chance.random() * 0.06)
        assert look(store, tmp_path / "cache") == right


def test_marking_that_is_killed_at_any_moment(
    store: Path, tmp_path: Path, at_times: Killer
) -> None:
    chance = random.Random(7)
    path = tmp_path / "state.db"
    for _ in range(share(60, 1_000)):
        assert at_times.kills("mark for ever", tmp_path, seconds=chance.random() * 0.05)
        with closing(State(store, path=path)) as state:
            assert not state.warning
            assert told(tmp_path) <= set(state.read())
            assert told(tmp_path) <= set(state.tags())
    assert told(tmp_path)
    assert is_plain(path)
    assert list(tmp_path.glob("*damaged*")) == []
