"""`--color`: whether `show` and `review` print in colour."""

from pathlib import Path

import pytest

from briefing.cli import output
from tests.cli.conftest import Command
from tests.conftest import SAMPLES

BRIEF = "istanbul-2025-06-02"
SHOW = ("show", BRIEF, "-s", SAMPLES)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have stdout be a terminal with colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(output, "is_terminal", lambda: True)


@pytest.mark.parametrize("words", [(), ("--color", "auto"), ("--color=never",)])
def test_a_pipe_has_no_colours(briefing: Command, words: tuple[str, ...]) -> None:
    assert "\x1b" not in briefing(*SHOW, *words).out


def test_a_pipe_has_colours_where_they_are_asked_for(briefing: Command) -> None:
    coloured = briefing(*SHOW, "--color=always").out
    assert "\x1b[1m" in coloured
    # The next command is not coloured, and says the same.
    plain = briefing(*SHOW).out
    assert "\x1b" not in plain
    without = coloured.replace("\x1b[m", "")
    for style in output._STYLES.values():
        without = without.replace(f"\x1b[{style}m", "")
    assert [line.rstrip() for line in without.splitlines()] == plain.splitlines()


@pytest.mark.usefixtures("terminal")
def test_a_terminal_has_colours_unless_they_are_not_wanted(
    briefing: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" in briefing(*SHOW).out
    assert "\x1b[" in briefing(*SHOW, "--color", "auto").out
    assert "\x1b" not in briefing(*SHOW, "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in briefing(*SHOW).out
    # What is said on the command line counts more (no-color.org).
    assert "\x1b[" in briefing(*SHOW, "--color", "always").out
    monkeypatch.setenv("NO_COLOR", "")
    assert "\x1b[" in briefing(*SHOW).out
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in briefing(*SHOW).out


def test_review_takes_it_too(briefing: Command, store: Path) -> None:
    assert briefing("review", "-s", store, "--color", "never").err.endswith("nothing to confirm\n")


@pytest.mark.parametrize("word", ["yes", "", "ALWAYS"])
def test_another_word_is_refused(briefing: Command, word: str) -> None:
    answer = briefing(*SHOW, f"--color={word}")
    assert (answer.status, answer.out) == (2, "")
    assert f"argument --color: {word!r} is not one of auto, always, never" in answer.err


def test_json_has_no_colours(briefing: Command) -> None:
    assert "\x1b" not in briefing(*SHOW, "--json", "--color", "always").out
