"""`--color`: whether `show`, `search` and `review` print in colour."""

import json
import re
from pathlib import Path

import pytest

from briefing.cli import output
from tests.cli.conftest import Command
from tests.conftest import SAMPLES

BRIEF = "istanbul-2025-06-02"
SHOW = ("show", BRIEF, "-s", SAMPLES)
SEARCH = ("search", "exchange", "prisoners", "-s", SAMPLES)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have stdout be a terminal with colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(output, "is_terminal", lambda: True)


@pytest.mark.parametrize("words", [(), ("--color", "auto"), ("--color=never",)])
def test_a_pipe_has_no_colours(briefing: Command, words: tuple[str, ...]) -> None:
    assert "\x1b" not in briefing(*SHOW, *words).out
    assert "\x1b" not in briefing(*SEARCH, *words).out


@pytest.mark.parametrize("words", [SHOW, SEARCH, ("search", "leaders", "-s", SAMPLES)])
def test_a_pipe_has_colours_where_they_are_asked_for(
    briefing: Command, words: tuple[str, ...]
) -> None:
    coloured = briefing(*words, "--color=always").out
    assert "\x1b[1m" in coloured
    # The next command is not coloured, and says the same.
    plain = briefing(*words).out
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


LIT = {
    ("exchange", "prisoners"): {"exchange", "Exchange", "prisoners"},
    ("prisoners of war",): {"prisoners of war"},
    ("speaker:umerov", "leaders"): {"leaders"},
    ("/cease-?fire/i",): {"ceasefire", "Ceasefire"},
    ("party:ukraine",): set(),
}


@pytest.mark.parametrize("query", LIT)
def test_what_was_searched_for_is_lit(briefing: Command, query: tuple[str, ...]) -> None:
    found = briefing("search", *query, "-s", SAMPLES, "--color", "always").out
    assert set(re.findall(r"\x1b\[1;31m(.*?)\x1b\[m", found)) == LIT[query]


def test_hostile_text_is_lit_as_what_is_shown_of_it(briefing: Command, tmp_path: Path) -> None:
    text = "peace \x1b[31m peace [red]peace[/] \u202epeace " + "peace " * 60
    brief = {"title": "T", "date": "2025-01-02", "summary": text}
    (tmp_path / "a.yaml").write_text("".join(f"{k}: {json.dumps(v)}\n" for k, v in brief.items()))
    plain = briefing("search", "peace", "-s", tmp_path).out
    found = briefing("search", "peace", "-s", tmp_path, "--color", "always").out
    assert re.sub(r"\x1b\[(1|1;31)?m", "", found) == plain
    assert "\x1b[31m" not in found
    assert plain.endswith("peace…\n")
    assert found.count("\x1b[1;31mpeace\x1b[m") == plain.count("peace") > 10


@pytest.mark.usefixtures("terminal")
def test_a_search_on_a_terminal_is_lit_unless_that_is_not_wanted(
    briefing: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[1;31m" in briefing(*SEARCH).out
    assert "\x1b" not in briefing(*SEARCH, "--color", "never").out
    for form in ("--json", "--jsonl", "--format={brief} {excerpt}"):
        assert "\x1b" not in briefing(*SEARCH, form).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in briefing(*SEARCH).out
    assert "\x1b[1;31m" in briefing(*SEARCH, "--color", "always").out


def test_review_takes_it_too(briefing: Command, store: Path) -> None:
    assert briefing("review", "-s", store, "--color", "never").err.endswith("nothing to confirm\n")


@pytest.mark.parametrize("word", ["yes", "", "ALWAYS"])
def test_another_word_is_refused(briefing: Command, word: str) -> None:
    answer = briefing(*SHOW, f"--color={word}")
    assert (answer.status, answer.out) == (2, "")
    assert f"argument --color: {word!r} is not one of auto, always, never" in answer.err


def test_json_has_no_colours(briefing: Command) -> None:
    assert "\x1b" not in briefing(*SHOW, "--json", "--color", "always").out
