"""The start: the list before Textual is loaded, sent once, and given back whatever comes."""

import shutil
import signal
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.pty.conftest import ROUNDS, Start, leaves
from tests.tools.terminal import Terminal

HEAD = b"newest first"
ENTERS = b"\x1b[?1049h"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLES, tmp_path / "rounds")


def _opened(start: Start, store: Path, *keys: str) -> None:
    """Open a reader, so that the store is indexed, give it keys, and leave it."""
    terminal = start(str(store))
    terminal.wait_for(*ROUNDS)
    terminal.settle()
    for key in keys:
        terminal.press(key)
        terminal.settle()
    leaves(terminal)


def _begun(start: Start, store: Path, **options: object) -> Terminal:
    """Return a reader whose first screen has just begun to arrive."""
    terminal = start(str(store), **options)
    terminal.wait_until(lambda: bool(terminal.raw), "the first byte")
    return terminal


@pytest.mark.parametrize("keys", [(), ("j", "s", "G", "r")], ids=["as it was", "marked"])
def test_it_is_sent_once(start: Start, store: Path, keys: tuple[str, ...]) -> None:
    _opened(start, store, *keys)
    terminal = start(str(store))
    terminal.wait_for(*ROUNDS)
    first = terminal.text
    terminal.settle()
    assert terminal.text == first
    terminal.press("j", "enter")
    terminal.wait_for("1 Summary")
    assert bytes(terminal.raw).count(HEAD) == 1
    assert bytes(terminal.raw).count(ENTERS) == 1
    leaves(terminal)


@pytest.mark.parametrize("milliseconds", range(0, 60, 6))
def test_a_signal_at_any_moment_of_the_start_gives_the_terminal_back(
    start: Start, store: Path, milliseconds: int
) -> None:
    _opened(start, store)
    terminal = _begun(start, store)
    if milliseconds:
        terminal.settle(milliseconds / 1000)
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 143
    assert terminal.restored


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_a_signal_before_textual_is_loaded_gives_the_terminal_back(
    start: Start, store: Path, name: str
) -> None:
    _opened(start, store)
    terminal = _begun(start, store)
    terminal.signal(getattr(signal, name))
    assert terminal.end() == 128 + getattr(signal, name)
    assert terminal.restored


def test_an_ignored_signal_stays_ignored(start: Start, store: Path) -> None:
    _opened(start, store)
    terminal = _begun(start, store, script="trap '' HUP; exec \"$@\"")
    terminal.signal(signal.SIGHUP)
    terminal.wait_for(*ROUNDS)
    leaves(terminal)


def test_an_error_before_the_reader_opens_is_told_on_the_terminal_as_it_was(
    start: Start, store: Path
) -> None:
    _opened(start, store)
    store.rename(store.with_name("gone"))
    terminal = start(str(store))
    assert terminal.end() == 3
    assert terminal.restored
    assert "give the folder of your briefs" in terminal.text
    assert HEAD.decode() not in terminal.text


def test_keys_are_neither_lost_nor_echoed(start: Start, store: Path) -> None:
    _opened(start, store)
    terminal = _begun(start, store)
    terminal.press("j", "4")
    terminal.wait_for("can be resolved only at the level of leaders")
    leaves(terminal)
