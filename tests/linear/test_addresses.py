"""Addresses in lines: said whole before anything is done with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.linear.actions import handing_over
from briefing.terminal.opener import opener_for
from tests.linear.conftest import read
from tests.linear.reading import answer, printed

Opened = list[tuple[str, list[str]]]
SITE = "https://example.org/" + "a/" * 60 + "?b=c#d"
LINKS = f"[site]({SITE}), [letters](https://bücher.example/), [bank](https://bank.example@evil.example/x)."


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Library]:
    """Return a store of one brief with links to a site, a host beyond ASCII and a false bank."""
    text = f"title: T\ndate: 2025-01-02\nsummary: >-\n  {LINKS}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    library = read(tmp_path, tmp_path / ".cache")
    yield library
    library.close()


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Return what is opened, in place of opening it, on a machine without desktop and tmux."""
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    found: Opened = []

    def note(address: str, command: list[str]) -> str:
        found.append((address, command))
        return f"opened by {command[0]}"

    monkeypatch.setattr(handing_over, "open_address", note)
    return found


def test_an_address_is_said_whole_and_opened_when_that_is_chosen(
    linked: Library, opened: Opened
) -> None:
    said = answer(linked, "1", "open", "1", "1", opener="true --new")
    assert said == ["Address opened by true."]
    assert opened == [(SITE, ["true", "--new"])]
    # An address is one word, and never broken.
    assert SITE in " ".join(printed(linked, ["1", "open", "1"], width=40)).split()


def test_nothing_is_opened_that_is_not_chosen(linked: Library, opened: Opened) -> None:
    said = printed(linked, ["1", "open", "1", "", "j"], opener="true")
    assert said[-5:-1] == [
        f"Address: {SITE}", "Leads to: example.org", "Address: 1 choice", "1: open it with true",
    ]  # fmt: skip
    assert opened == []


@pytest.mark.parametrize(
    ("number", "host", "why_not", "options"),
    [
        ("1", "example.org", "there is no desktop here", {}),
        ("1", "example.org", "opener in the settings: no program nowhere", {"opener": "nowhere"}),
        ("1", "example.org", "in restricted mode nothing is opened", {"restricted": True}),
        ("2", "bücher.example", "only addresses of http and https are opened", {"opener": "true"}),
        ("3", "evil.example", "in restricted mode", {"restricted": True, "opener": "true"}),
    ],
)
def test_why_an_address_is_not_opened_is_said_and_nothing_asked(
    linked: Library,
    opened: Opened,
    number: str,
    host: str,
    why_not: str,
    options: dict[str, object],
) -> None:
    address, *leads, reason = answer(linked, "1", "open", number, **options)
    assert address.startswith("Address: ")
    assert leads == ([f"Leads to: {host}"] if host else [])
    assert reason.startswith(f"Not opened: {why_not}")
    # The next line is a command again.
    assert answer(linked, "1", "open", number, "x", **options) != []
    assert opened == []


def test_over_ssh_only_the_program_of_the_settings_opens(
    linked: Library, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "a 1 b 2")
    monkeypatch.setenv("DISPLAY", ":0")
    assert answer(linked, "1", "open", "1")[-1].startswith("Not opened: nothing is opened over SSH")
    assert answer(linked, "1", "open", "1", "1", opener="true") == ["Address opened by true."]
    assert len(opened) == 1


def test_within_tmux_it_can_be_copied_and_a_visitor_copies_nothing(
    linked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(text: str, _show: object, what: str) -> str:
        copied.append(text)
        return f"copied {what}"

    monkeypatch.setenv("TMUX", "/tmp/x,1,0")
    monkeypatch.setattr(handing_over, "copy", copy)
    assert answer(linked, "1", "open", "1", "copy") == ["Copied the address."]
    assert answer(linked, "1", "open", "2", "1") == ["Copied the address."]
    assert copied == [SITE, "https://bücher.example/"]
    assert answer(linked, "1", "open", "1", restricted=True)[-1].startswith("Not opened")


def test_the_address_of_a_source_is_followed_like_a_link(istanbul: Library) -> None:
    said = answer(istanbul, "istanbul-2025-05-16", "pravda", "open")
    assert said[:2] == [
        "Address: https://www.pravda.com.ua/eng/news/2025/05/16/7512561/",
        "Leads to: www.pravda.com.ua",
    ]


def test_a_mail_address_is_said_and_not_opened(tmp_path: Path, opened: Opened) -> None:
    text = "title: T\ndate: 2025-01-02\nsummary: Ask [them](mailto:press@mfa.example).\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    library = read(tmp_path, tmp_path / ".cache")
    assert answer(library, "1", "open", opener="true")[-2:] == [
        "Address: mailto:press@mfa.example",
        "Not opened: a mail address; only addresses of http and https are opened.",
    ]
    assert opened == []
    library.close()


@pytest.mark.parametrize(
    ("address", "why_not"),
    [
        ("mailto:press@mfa.example", "a mail address; only addresses of http and https are opened"),
        ("MAILTO:a@b.example", "a mail address; only addresses of http and https are opened"),
        ("tel:+90-212", "a telephone number; only addresses of http and https are opened"),
        ("ftp://example.org/", "only addresses of http and https are opened"),
    ],
)
def test_what_another_address_is_is_said(address: str, why_not: str) -> None:
    assert opener_for(address, "true", restricted=False) == ([], why_not)
