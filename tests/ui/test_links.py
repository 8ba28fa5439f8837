"""Links: which terminals are sent them, what an address may do, and that it is shown whole."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.model.references import Target
from briefing.terminal.hyperlinks import is_web_address, takes_hyperlinks
from briefing.terminal.opener import open_address, opener_of
from briefing.ui.main.screen import MainScreen
from briefing.ui.screens.cards.link_card import LinkCard, card_lines
from briefing.ui.widgets.brief_list import BriefList
from briefing.view.spans import Span
from tests.ui.conftest import Reader, whole_screen

PTS = "/dev/pts/3"
SSH = {"SSH_CONNECTION": "a 1 b 2", "SSH_TTY": PTS}
HOSTILE = (
    "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "https://a b", "http://",
    "https://x\x1b]8;;", "https://x\x07", "https://x\x9c", "https://ex\u0430mple.org", "-e",
    "https://x\n", "https://" + "x" * 3_000, "", "data:text/html,x", " https://x",
)  # fmt: skip


@pytest.mark.parametrize(
    ("environ", "takes"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "foot"}, True),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "7201"}, True),
        ({"VTE_VERSION": "4801"}, False),
        ({"VTE_VERSION": "x"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"TERM": "xterm-kitty", "STY": "1.pts"}, False),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, False),
        ({"TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, False),
        ({"TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"}, True),
        ({"TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "master"}, False),
        ({"TERM": "xterm-kitty", **SSH}, True),
        ({"TERM": "xterm-kitty", **SSH, "SSH_TTY": "/dev/pts/9"}, False),  # as under mosh
        ({"TERM": "xterm-kitty", "SSH_CONNECTION": "a 1 b 2"}, False),
        ({}, False),
    ],
)
def test_a_terminal_must_be_known_to_take_hyperlinks(environ: dict[str, str], takes: bool) -> None:
    assert takes_hyperlinks(environ, PTS) is takes


def test_addresses_of_the_web_are_told_from_others() -> None:
    for address in ("http://a", "HTTPS://example.org/a;b?c=%20#d", "https://u@h:8/~x"):
        assert is_web_address(address)
    assert not [address for address in HOSTILE if is_web_address(address)]


@pytest.mark.parametrize(
    ("named", "environ", "command", "why"),
    [
        ("", {"DISPLAY": ":0"}, ["xdg-open"], ""),
        ("", {"WAYLAND_DISPLAY": "w"}, ["xdg-open"], ""),
        ("", {}, [], "there is no desktop here"),
        ("", {"DISPLAY": ":0", **SSH}, [], "nothing is opened over SSH"),
        ("", {"DISPLAY": ":0", "SSH_TTY": PTS}, [], "nothing is opened over SSH"),
        (f"{sys.executable} -c pass", SSH, [sys.executable, "-c", "pass"], ""),
        ("no-such-program", {}, [], "opener in the settings: no program no-such-program"),
        ("a 'b", {}, [], "opener in the settings cannot be read"),
    ],
)
def test_the_program_is_on_the_persons_own_machine(
    monkeypatch: pytest.MonkeyPatch, named: str, environ: dict[str, str], command: list[str],
    why: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "platform", "linux")
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "xdg-open" else found(name))
    got, reason = opener_of(named, environ)
    assert got == command
    assert reason.startswith(why)
    assert bool(reason) == bool(why)


def test_the_address_is_one_word_for_the_program(tmp_path: Path) -> None:
    file = tmp_path / "out"
    script = f"import sys; open({str(file)!r}, 'w').write(repr(sys.argv[1:]))"
    address = "https://example.org/$(id)`id`;x&y|z'\""
    said = open_address(address, [sys.executable, "-c", script])
    assert said == f"opened by {sys.executable}"
    assert file.read_text() == repr([address])


def test_what_fails_is_said() -> None:
    assert open_address("https://x", ["/nonexistent"]).startswith(
        "not opened: /nonexistent: No such"
    )
    said = open_address("https://x", [sys.executable, "-c", "raise SystemExit(3)"])
    assert said == f"not opened: {sys.executable} failed (3)"


def test_no_program_is_started_with_a_hostile_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("started"))
    for address in HOSTILE:
        assert open_address(address, ["x"]).startswith("not opened: only"), address


def _text(address: str, width: int) -> list[str]:
    lines = card_lines(address, ["o opens it"], width)
    return ["".join(span.text for span in line) for line in lines]


def test_the_card_shows_the_address_whole_and_where_it_leads() -> None:
    address = "https://bank.example@evil.example/" + "a" * 100
    assert _text(address, 60) == [
        " Address", "", f" {address[:58]}", f" {address[58:116]}", f" {address[116:]}", "",
        " leads to evil.example", "", " o opens it",
    ]  # fmt: skip
    assert " leads to" not in "".join(_text("https://[", 60))


OWN = "https://example.org/a"


SHOWN: tuple[tuple[str, str, set[str]], ...] = (
    (OWN, OWN, {OWN}),
    ("https://example.org/", OWN, {OWN}),
    ("https://example", OWN, set()),
    ("example.org", OWN, set()),
    ("a", OWN, set()),
    ("", OWN, set()),
    ("https://bank.example/", "https://evil.example/https://bank.example/", set()),
    ("ftp://example.org/a", "ftp://example.org/a", set()),
)
"""What is shown, the address it leads to, the hyperlink."""


async def test_only_what_shows_its_own_address_is_a_hyperlink(reader: Reader) -> None:
    async with reader((80, 24), hyperlinks=True) as pilot:
        view = pilot.app.screen.query_one("#list", BriefList)
        for view.hyperlinks in (True, False):
            for text, address, link in SHOWN:
                strip = view.strip((Span(text, "mark", Target(url=address)),), marked=False)
                found = {s.style.link for s in strip if s.style and s.style.link}
                assert found == (link if view.hyperlinks else set()), text


def _open_card(pilot, answers, address, program="firefox"):
    pilot.app.screen.open_screen(LinkCard(address, program, "not here"), answers.append)


async def test_keys_of_the_card(reader: Reader) -> None:
    answers: list[str | None] = []
    async with reader((80, 24)) as pilot:
        for key, answer in (("o", "open"), ("y", "copy"), ("escape", ""), ("q", "")):
            _open_card(pilot, answers, OWN)
            await pilot.pause()
            await pilot.press("x", key)
            await pilot.pause()
            assert answers.pop() == answer
            assert not answers


@pytest.mark.parametrize(
    ("address", "program", "said"),
    [
        (OWN, "", "not here"),
        ("ftp://example.org/", "firefox", "only addresses of http and https are opened"),
        ("https://example.org/" + "x" * 1_900, "firefox", "too long to be shown whole here"),
    ],
    ids=["nothing to open it with", "no address of the web", "long"],
)
async def test_what_cannot_be_opened_says_why(
    reader: Reader, address: str, program: str, said: str
) -> None:
    answers: list[str | None] = []
    async with reader((80, 12)) as pilot:
        _open_card(pilot, answers, address, program)
        await pilot.pause()
        assert said in " ".join(whole_screen(pilot))
        await pilot.press("o")
        assert not answers
        await pilot.press("escape")
        await pilot.pause()
        assert answers == [""]


async def test_in_restricted_mode_nothing_is_opened(reader: Reader) -> None:
    async with reader((80, 24), restricted=True, opener=sys.executable) as pilot:
        await pilot.press("enter")
        screen = pilot.app.screen
        assert isinstance(screen, MainScreen)
        screen.references.follow(Target.parse(OWN))
        await pilot.pause()
        assert isinstance(pilot.app.screen, LinkCard)
        assert "in restricted mode nothing is opened" in " ".join(whole_screen(pilot))
        await pilot.press("o")
        assert isinstance(pilot.app.screen, LinkCard)
