"""The first screen of the last time: at once there, right at last, given back whatever comes."""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.pty import Terminal
from tests.pty.conftest import ROUNDS, Start, leaves

HEAD = "newest first"
ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")
ONLY_SHOW = "import sys, time; from briefing.terminal import kept; kept.show(sys.argv[1:]); {}"
"""Shows the kept screen, and does something else than to open the reader."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLES, tmp_path / "rounds")


def _opened(start: Start, store: Path, *keys: str) -> Terminal:
    """Return a reader that was opened, given keys, and left."""
    terminal = start(str(store))
    terminal.wait_for(*ROUNDS)
    terminal.settle()
    for key in keys:
        terminal.press(key)
        terminal.settle()
    leaves(terminal)
    return terminal


def _kept(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "home" / "cache" / "briefing").glob("first-*")
    return path


def _only_show(start: Start, store: Path, then: str = "time.sleep(60)", **environ: str) -> Terminal:
    command = (sys.executable, "-c", ONLY_SHOW.format(then))
    return start(str(store), command=command, environ=environ)


def _heads(terminal: Terminal) -> int:
    return bytes(terminal.raw).count(HEAD.encode())


def test_it_is_shown_before_the_reader_is_loaded_and_sent_once(start: Start, store: Path):
    _opened(start, store)
    early = _only_show(start, store)
    early.wait_for(*ROUNDS)
    terminal = start(str(store))
    terminal.wait_for(*ROUNDS)
    assert terminal.text == early.text
    terminal.press("j", "enter")
    terminal.wait_for("1 Summary")
    assert _heads(terminal) == 1
    leaves(terminal)


def test_another_login_is_a_start_like_this_one(start: Start, store: Path):
    _opened(start, store)
    login = {"SSH_CONNECTION": "192.0.2.1 4000 192.0.2.2 22", "XDG_SESSION_ID": "17"}
    _only_show(start, store, **login).wait_for(*ROUNDS)


def test_what_was_marked_is_in_it(start: Start, store: Path):
    _opened(start, store, "j", "s", "G", "r")
    terminal = start(str(store))
    terminal.wait_for(*ROUNDS)
    early = _only_show(start, store)
    early.wait_for(*ROUNDS)
    terminal.settle()
    assert _heads(terminal) == 1
    assert terminal.text == early.text
    leaves(terminal)


def test_one_that_is_wrong_is_painted_over(start: Start, store: Path, tmp_path: Path):
    _opened(start, store)
    path = _kept(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"second round", b"SECOND ROUND"))
    terminal = start(str(store))
    terminal.wait_for(*ROUNDS)
    assert b"SECOND ROUND" in terminal.raw
    assert bytes(terminal.raw).count(b"\x1b[?1049h") == 1
    assert "SECOND" not in terminal.text
    leaves(terminal)
    assert b"SECOND ROUND" not in path.read_bytes()


@pytest.mark.parametrize(
    "change", ["catalogue", "settings", "size", "readable", "link", "osc", "cut"]
)
def test_one_that_may_be_wrong_or_hostile_is_not_shown(
    start: Start, store: Path, tmp_path: Path, change: str
):
    _opened(start, store)
    path = _kept(tmp_path)
    # As it would be known: the right one comes from the catalogue.
    path.write_bytes(path.read_bytes().replace(b"second round", b"SECOND ROUND"))
    options = _changed(path, tmp_path, change)
    terminal = start(str(store), **options)
    terminal.wait_for(*ROUNDS)
    assert b"SECOND ROUND" not in terminal.raw
    assert b"]52" not in terminal.raw
    leaves(terminal)


def _changed(path: Path, tmp_path: Path, change: str) -> dict[str, int]:
    """Change what a kept screen rests on, or what it is; return how the reader is started."""
    data = path.read_bytes()
    if change == "catalogue":
        (catalogue,) = path.parent.glob("*.db")
        os.utime(catalogue)
    elif change == "settings":
        settings = tmp_path / "home" / "config" / "briefing" / "config.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text('theme = "dark"\n')
    elif change == "readable":
        path.chmod(0o644)
    elif change == "link":
        path.rename(path.with_name("elsewhere"))
        path.symlink_to("elsewhere")
    elif change == "osc":
        path.write_bytes(data.replace(b"SECOND ROUND", b"SECOND ROUND\x1b]52;c;eA==\x07"))
    elif change == "cut":
        path.write_bytes(data[: data.index(b"\n\n")])
    return {"columns": 90} if change == "size" else {}


@pytest.mark.parametrize("name", ENDING)
def test_a_signal_before_the_reader_is_loaded_gives_the_terminal_back(
    start: Start, store: Path, name: str
):
    _opened(start, store)
    terminal = _only_show(start, store)
    terminal.wait_for(*ROUNDS)
    terminal.signal(getattr(signal, name))
    assert terminal.end() == 128 + getattr(signal, name)
    assert terminal.restored


@pytest.mark.parametrize("milliseconds", range(0, 60, 6))
def test_a_signal_at_any_moment_of_the_start_gives_the_terminal_back(
    start: Start, store: Path, milliseconds: int
):
    _opened(start, store)
    terminal = start(str(store))
    terminal.wait_until(lambda: bool(terminal.raw), "the first byte")
    if milliseconds:
        terminal.settle(milliseconds / 1000)
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 143
    assert terminal.restored


def test_an_ignored_signal_stays_ignored(start: Start, store: Path):
    _opened(start, store)
    terminal = start(str(store), script="trap '' HUP; exec \"$@\"")
    terminal.wait_until(lambda: bool(terminal.raw), "the first byte")
    terminal.signal(signal.SIGHUP)
    terminal.wait_for(*ROUNDS)
    leaves(terminal)


def test_an_error_before_the_reader_opens_is_told_on_the_terminal_as_it_was(
    start: Start, store: Path
):
    _opened(start, store)
    store.rename(store.with_name("gone"))
    terminal = start(str(store))
    assert terminal.end() == 3
    assert terminal.restored
    assert HEAD.encode() in terminal.raw
    assert "give the folder of your briefs" in terminal.text
    assert HEAD not in terminal.text


def test_a_crash_before_the_reader_opens_gives_the_terminal_back(start: Start, store: Path):
    _opened(start, store)
    then = "\ntry: 1 / 0\nfinally: kept.withdraw()"
    terminal = _only_show(start, store, then)
    assert terminal.end() == 1
    assert terminal.restored
    assert "ZeroDivisionError" in terminal.text


def test_keys_are_neither_lost_nor_echoed(start: Start, store: Path):
    _opened(start, store)
    terminal = start(str(store))
    terminal.wait_until(lambda: bool(terminal.raw), "the first byte")
    terminal.press("j", "4")
    terminal.wait_for("can be resolved only at the level of leaders")
    leaves(terminal)


def test_it_is_the_persons_alone_and_they_do_not_become_many(
    start: Start, store: Path, tmp_path: Path
):
    folder = tmp_path / "home" / "cache" / "briefing"
    _opened(start, store)
    assert _kept(tmp_path).stat().st_mode & 0o777 == 0o600
    for number in range(40):
        (folder / f"first-{number}").write_text("old")
    _opened(start, store, "s")
    assert len(list(folder.glob("first-*"))) == 41
    terminal = start(str(store), columns=100)
    terminal.wait_for(*ROUNDS)
    leaves(terminal)
    assert len(list(folder.glob("first-*"))) == 1


@pytest.mark.parametrize("words", [["--restricted"], ["--ascii"], []])
def test_other_starts_show_and_keep_none(
    start: Start, store: Path, tmp_path: Path, words: list[str]
):
    """A visitor's, one that asks for something else, and one that says which briefs it shows."""
    named = [str(store)] if words else []
    terminal = start(*words, *named)
    terminal.wait_for(*ROUNDS)
    leaves(terminal)
    assert not list((tmp_path / "home").rglob("first-*"))
