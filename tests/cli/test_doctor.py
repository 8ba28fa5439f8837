"""`briefing doctor`: what was found, what it means and what to do; what bug reports leave out."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.cli.diagnosis import terminal_facts as terminal
from briefing.cli.diagnosis.fact import Fact
from briefing.terminal.session.width_probe import measure
from briefing.text.width import cells
from tests.cli.conftest import Command


def _facts(**environ: str) -> dict[str, Fact]:
    given = {"TERM": "xterm-256color", "LANG": "C.UTF-8", **environ}
    return {fact.name: fact for fact in terminal.terminal_facts(given)}


def test_every_subject_is_reported(briefing: Command, store: Path) -> None:
    names = [fact["name"] for fact in briefing("doctor", "-s", store, "--json").json]
    for name in (
        "TERM", "colours", "Unicode", "locale", "widths", "clipboard", "tmux", "SSH", "links",
        "settings", "state", "catalogue", "folder", "files", "errors",
    ):  # fmt: skip
        assert name in names


@pytest.mark.parametrize(
    ("environ", "found", "meaning"),
    [
        ({"TERM": "xterm"}, "8", "bright colours are drawn in bold"),
        ({"TERM": "xterm-16color"}, "16", "the theme terminal is exact"),
        ({}, "256", "COLORTERM=truecolor"),
        ({"COLORTERM": "truecolor"}, "all", "every theme is exact"),
        ({"NO_COLOR": "1"}, "none (NO_COLOR is set)", "words and signs"),
        ({"TERM": "vt220"}, "none", "words and signs"),
    ],
)
def test_colours_are_explained(environ: dict[str, str], found: str, meaning: str) -> None:
    fact = _facts(**environ)["colours"]
    assert fact.value == found
    assert meaning in fact.meaning


@pytest.mark.parametrize(
    ("environ", "problem"),
    [
        ({}, ""),
        ({"STY": "1.pts"}, "GNU screen drops what is copied"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "Terminal.app drops what is copied"),
        ({"TERM": "linux"}, "a console has no clipboard"),
    ],
)
def test_a_clipboard_that_fails_is_named(environ: dict[str, str], problem: str) -> None:
    fact = _facts(**environ)["clipboard"]
    assert fact.problem.startswith(problem)
    assert bool(fact.problem) == bool(problem)
    assert "OSC 52" in fact.value


def test_a_locale_that_is_not_installed_is_named() -> None:
    assert _facts()["locale"].problem == ""
    for environ in ({"LANG": "xx_YY.UTF-8"}, {"LANG": "xx_YY.UTF-8", "LC_CTYPE": "C.UTF-8"}):
        fact = _facts(**environ)["locale"]
        assert fact.value == "xx_YY.UTF-8 (from LANG)"
        assert fact.problem == "install it, or set LANG to one that locale -a lists"
    assert _facts(LC_ALL="C.UTF-8", LANG="xx_YY.UTF-8")["locale"].problem == ""


def test_ssh_and_tmux_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _facts()["SSH"].value == "no: this machine"
    assert "--mouse" in _facts(SSH_TTY="/dev/pts/1")["SSH"].meaning
    answers = {"-V": "tmux 3.3a", "show-options": "off"}
    monkeypatch.setattr(terminal, "_ask", lambda program, word, *rest: answers[word])
    fact = _facts(TMUX="/tmp/x,1,0")["tmux"]
    assert fact.value == "3.3a, set-clipboard off"
    assert fact.problem.endswith("put set -s set-clipboard on into ~/.tmux.conf")
    answers["show-options"] = "external"
    assert _facts(TMUX="/tmp/x,1,0")["tmux"].problem == ""
    answers["-V"] = ""
    assert "does not answer" in _facts(TMUX="/tmp/x,1,0")["tmux"].value


def test_links_are_explained() -> None:
    assert _facts(WT_SESSION="1")["links"].value == "sent as hyperlinks"
    fact = _facts(SSH_CONNECTION="a 1 b 2")["links"]
    assert fact.value.startswith("plain: ")
    assert fact.meaning.startswith("nothing is opened over SSH, unless opener")


def test_widths_that_differ_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    own = [cells(text) for text in terminal._SAMPLES.values()]
    monkeypatch.setattr(terminal, "measure", lambda texts: own)
    assert _facts()["widths"].value == "as the reader takes them"
    monkeypatch.setattr(terminal, "measure", lambda texts: [*own[:4], own[4] + 2, *own[5:]])
    assert _facts()["widths"].value == "others than the reader's: skin tone 6 for 4 cells"
    monkeypatch.setattr(terminal, "measure", lambda texts: None)
    assert _facts()["widths"].value == "not measured"


@pytest.fixture
def pty() -> Iterator[tuple[int, int]]:
    """Return both ends of a pseudo-terminal."""
    ends = os.openpty()
    yield ends
    for end in ends:
        os.close(end)


def _answer(master: int, answers: bytes) -> threading.Thread:
    def run() -> None:
        seen = b""
        while b"\x1b[K" not in seen:
            seen += os.read(master, 1024)
        os.write(master, answers)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_terminal_is_asked_how_wide_it_draws(pty: tuple[int, int]) -> None:
    thread = _answer(pty[0], b"typed\x1b[4;2R\x1b[4;3R\x1b[4;5R")
    assert measure(["a", "中", "x"], pty[1]) == [1, 2, 4]
    thread.join()


def test_a_terminal_that_is_silent_is_not_waited_for(
    pty: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.terminal.session.width_probe._PATIENCE", 0.01)
    assert measure(["a"], pty[1]) is None
    read, write = os.pipe()
    assert measure(["a"], read) is None
    os.close(read)
    os.close(write)


def test_a_bug_report_holds_no_text_name_or_path(
    briefing: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "Geheimrat"
    (secret / "briefs" / "odd.yaml").mkdir(parents=True)
    (secret / "briefs" / "a.yaml").write_text("title: [Geheimrat\n")
    config = secret / "config.toml"
    config.write_text('Geheimrat = 1\ntheme = "Geheimrat"\n[stores]\nGeheimrat = 5\n')
    monkeypatch.setenv("BRIEFING_CONFIG", str(config))
    for kind in ("STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(secret / kind))
    for store in (secret / "briefs", secret / "missing"):
        assert "Geheimrat" in briefing("doctor", "-s", store).out
        for form in ("--json", "--jsonl"):
            report = briefing("doctor", "-s", store, form).out
            assert "Geheimrat" not in report
            assert str(Path.home()) not in report
    assert "problems in the settings; see briefing config check" in report
