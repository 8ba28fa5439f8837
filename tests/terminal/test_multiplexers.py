"""What real tmux, GNU screen and mosh show, whatever `TERM` says of them."""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.text.clean import displayable
from tests.terminal.conftest import ROOT
from tests.terminal.multiplexers import KINDS, Multiplexed, look_when_all_are_steady, missing
from tests.terminal.scripts import NEWER_MARKS, SAMPLES

PROGRAM = [sys.executable, "-m", "briefing"]
KEYS = (
    "", "j", "Enter", "4", "j", "Space", "1", "z", "p", "j", "Escape", "Escape", "0", "?",
    "Down", "NPage", "Escape", ":", "Escape", "x", "l", "Escape", "d", "Escape", "T", "j",
    "Escape", "P", "Escape", "=", "Escape", "/", "prison", "Down", "Enter", "n", "0", "2", "Enter",
    "5", "Space", "Escape", "0", "k",
)  # fmt: skip
"""What is pressed: list, panes, a page, one pane alone, boards, help, commands, a search, hits."""

Begin = Callable[..., Multiplexed]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    lacks = missing(request.param)
    if lacks:
        pytest.skip(lacks)
    return str(request.param)


@pytest.fixture
def begin(tmp_path: Path, kind: str) -> Iterator[Begin]:
    """Return a function that starts a command in a multiplexer: its words, and `TERM`."""
    running: list[Multiplexed] = []

    def start(*command: object, term: str, **options: int) -> Multiplexed:
        home = tmp_path / f"home{len(running)}"
        running.append(Multiplexed(kind, home, [*map(str, command)], term=term, **options))
        return running[-1]

    yield start
    for each in running:
        each.close()


def test_screens_are_the_same_whatever_the_terminal_is_called(begin: Begin) -> None:
    """The rule of thumb: where `TERM` says screen, nothing is sent that a multiplexer lacks."""
    pair = [
        begin(*PROGRAM, ROOT / "briefs", term=term)
        for term in ("xterm-256color", "screen-256color")
    ]
    for each in pair:
        each.wait_for("unread")
    for key in KEYS:
        for each in pair:
            if key:
                each.press(key)
        one, other = look_when_all_are_steady(pair)
        assert one == other, key
    assert len(KEYS) > 40


NAMES = ("screen-256color", "alacritty", "foot", "xterm-kitty", "wezterm")


def test_names_of_terminals_are_not_believed_either(begin: Begin) -> None:
    readers = [begin(*PROGRAM, ROOT / "briefs", "--theme", "dark", term=name) for name in NAMES]
    for each in readers:
        each.wait_for("unread")
    for key in ("", "Enter", "4", "z"):
        for each in readers:
            if key:
                each.press(key)
        look_when_all_are_steady(readers)
        # Their colours differ: Rich takes some of these names for terminals with sixteen.
        texts = [each.text() for each in readers]
        assert texts == texts[:1] * len(NAMES), key


_A_QUOTE = "parties: {a: A}\nquotes: [{who: a, text: so}]\n"
"""What the list counts at the end of a row."""


def test_words_in_the_scripts_of_the_world_stand_as_they_are(
    begin: Begin, kind: str, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    for number, words in enumerate(SAMPLES.values(), 1):
        text = f"title: {words}\ndate: 2025-06-{number:02}\nsummary: {words}\n"
        (store / f"b{number:02}.yaml").write_text(text + _A_QUOTE, "utf-8")
    reader = begin(*PROGRAM, store, term="xterm-256color", columns=90, rows=len(SAMPLES) + 4)
    reader.wait_for("unread")
    reader.look_when_steady()
    rows = reader.text().splitlines()[1:]
    for words, row in zip(reversed(SAMPLES.values()), rows, strict=False):
        # Marks that came after Unicode 5.0 GNU screen itself puts in cells of their own.
        if kind != "screen" or words not in NEWER_MARKS:
            assert unicodedata.normalize("NFC", displayable(words)) in row
            assert row.rstrip().endswith('+0 -0 "1')
    assert [row[5:15] for row in rows[: len(SAMPLES)]] == [
        f"2025-06-{number:02}" for number in range(len(SAMPLES), 0, -1)
    ]


PICTURES = (
    "🕊", "🤝", "🇺🇦", "🇨🇭🇹🇷", "👩\u200d💻", "👨\u200d👩\u200d👧\u200d👦", "👍🏽", "❤\ufe0f",
    "1\ufe0f\u20e3", "🫨", "🪿", "🫷", "🫩", "🐦\u200d🔥", "🏳\ufe0f\u200d🌈", "⚖", "✍🏿", "☎\ufe0f",
)  # fmt: skip
"""Emoji: flags, joined ones, with a tone or a selector, and newer than Python 3.11."""


def test_words_beside_pictures_stand_as_they_are(begin: Begin, kind: str, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    for number, picture in enumerate(PICTURES, 1):
        text = f"title: talks {picture} of the parties\ndate: 2025-06-{number:02}\n"
        (store / f"b{number:02}.yaml").write_text(f"{text}summary: none\n{_A_QUOTE}", "utf-8")
    reader = begin(*PROGRAM, store, term="xterm-256color", columns=90, rows=len(PICTURES) + 4)
    reader.wait_for("unread")
    reader.look_when_steady()
    rows = reader.text().splitlines()[1 : len(PICTURES) + 1]
    for number, row in zip(range(len(PICTURES), 0, -1), rows, strict=True):
        assert f"2025-06-{number:02}" in row
        assert " of the parties" in row
        # GNU screen counts each part of a joined one, but the tmux around it does not.
        assert "talks " in row or (kind == "screen" and "\u200d" in PICTURES[number - 1])
        assert row.rstrip().endswith('+0 -0 "1')


def test_what_is_typed_stands_as_it_is(begin: Begin) -> None:
    reader = begin(*PROGRAM, ROOT / "briefs", term="xterm-256color")
    reader.wait_for("unread")
    reader.press("/", "युद्धविराम वार्ता")
    reader.wait_for("/युद्धविराम वार्ता")
    for _ in range(2):
        reader.press("Left")
    reader.press("क्या ")
    reader.wait_for("/युद्धविराम वार्क्या ता")


def test_nothing_is_left_behind_the_prompt(begin: Begin, tmp_path: Path) -> None:
    """Neither mosh nor GNU screen, as it is set up, keeps the shell's screen aside."""
    shell = f'"$0" -m briefing {ROOT / "briefs"}; echo "that was all"; cat'
    reader = begin("sh", "-c", shell, sys.executable, term="xterm-256color")
    reader.wait_for("unread")
    reader.look_when_steady()
    reader.press("Q")
    reader.wait_for("that was all")
    reader.look_when_steady()
    assert reader.text().split("\n", 1)[0].strip() == "that was all"
    assert "round" not in reader.text()
