"""What a broken or hostile terminal sends for keys: the reader lives, answers, and can be left."""

import random
from collections.abc import Callable

import pytest

from briefing.commands import LAYOUTS
from tests.conftest import SAMPLES
from tests.pty.conftest import ROUNDS, Start
from tests.safety import promised, share
from tests.tools.terminal import Terminal

PROMISED = promised(2.0)
"""Seconds within which a reader answers a key again, and within which it ends."""

TOGETHER = 3
"""Seeds that are tried side by side, each with a reader of its own."""

ENDING = frozenset(
    {"\x1a", "\x11", *"qQ", *(typed for typed, latin in LAYOUTS.items() if latin in "qQ")}
)
"""Keys that end the reader or stop it, on any keyboard; those have their own tests."""


def _no_utf_8(chance: random.Random) -> bytes:
    return b"".join(
        chance.choice((b"\xff\xfe", b"\xc0\xaf", b"\xf5", b"\xc3(", b"\xf0\x9f\x98", b"\x80"))
        for _ in range(chance.randrange(1, 400))
    )


def _old_mouse(chance: random.Random) -> bytes:
    """Reports as X10 has them: beyond column 95 their bytes are no UTF-8."""
    return b"".join(
        b"\x1b[M" + bytes(chance.randrange(32, 256) for _ in range(3)) for _ in range(50)
    )


def _mouse(chance: random.Random) -> bytes:
    reports = []
    for _ in range(100):
        numbers = [chance.choice((-5, 0, 1, 7, 99_999_999_999)) for _ in range(3)]
        button, x, y = numbers
        reports.append(f"\x1b[<{button};{x};{y}{chance.choice('Mm')}")
    return "".join(reports).encode()


def _clicks(chance: random.Random) -> bytes:
    at = f"{chance.randrange(1, 80)};{chance.randrange(1, 24)}"
    return f"\x1b[<0;{at}M\x1b[<0;{at}m".encode() * 1_000


def _size(chance: random.Random) -> bytes:
    number = chance.choice((0, 99_999, 10**12))
    return f"\x1b[48;{number};{number};{number};{number}t".encode() * chance.randrange(1, 50)


def _letters(chance: random.Random, count: int) -> bytes:
    """Return letters of one sort, of which none ends a string or a paste."""
    return chance.choice((b"Z", b"9", b" ", "é".encode(), b"\n")) * count


HOSTILE: dict[str, Callable[[random.Random], bytes]] = {
    "bytes at random": lambda chance: chance.randbytes(share(1_500, 6_000)),
    "latin-1": lambda chance: bytes(chance.choices(range(0xA0, 0x100), k=200)),
    "no utf-8": _no_utf_8,
    "surrogates": lambda chance: (
        (b"\xed" + bytes([chance.randrange(0xA0, 0xC0), chance.randrange(0x80, 0xC0)])) * 50
    ),
    "old mouse": _old_mouse,
    "a mouse far away": _mouse,
    "clicks": _clicks,
    "a string without end": lambda chance: (
        f"\x1b{chance.choice((']', 'P', '_', '^', 'X'))}{chance.randrange(99)};".encode()
        + _letters(chance, chance.randrange(1, 9_000))
    ),
    "a string of a megabyte": lambda chance: b"\x1b]11;" + _letters(chance, 1_000_000),
    "a paste without end": lambda chance: (
        b"\x1b[200~" + _letters(chance, chance.randrange(1, 9_000))
    ),
    "a paste of a megabyte": lambda chance: b"\x1b[200~" + _letters(chance, 1_000_000),
    "pastes in pastes": lambda chance: (
        b"\x1b[200~" * chance.randrange(1, 40) + b"x" + b"\x1b[201~" * chance.randrange(1, 40)
    ),
    "a number without end": lambda chance: (
        b"\x1b[" + b"9" * chance.randrange(1, 20_000) + chance.choice((b"m", b"u", b"~", b"R"))
    ),
    "a huge size": _size,
    "answers nobody asked for": lambda chance: (
        b"\x1bc" + b"\x1b[?2026;2$y\x1b[1;1R\x1b[?62;22c" * chance.randrange(1, 200)
    ),
    "nothing": lambda chance: b"\0" * chance.randrange(1, 9_000),
}
"""What is sent, by chance."""

UNENDED = frozenset(
    ("bytes at random", "a string without end", "a string of a megabyte", "a paste without end",
     "a paste of a megabyte", "pastes in pastes")
)  # fmt: skip
"""What may leave a string or a paste open, which is given up after a second without a byte."""


def hostile(what: str, seed: int) -> bytes:
    """Return what is sent, with another letter for each key that would end the reader."""
    text = HOSTILE[what](random.Random(f"{what} {seed}")).decode("utf-8", "surrogateescape")
    kept = "".join("j" if letter in ENDING else letter for letter in text)
    return kept.encode("utf-8", "surrogateescape")


def answers(terminal: Terminal) -> None:
    """Hold a reader to answering a key: everything is painted again when that is asked for."""
    terminal.press("escape", "escape", "escape")
    terminal.settle(0.1)
    before = len(terminal.raw)
    terminal.press("ctrl+l")
    terminal.wait_until(lambda: len(terminal.raw) > before, "an answer to a key", PROMISED)
    # A terminal without a reader answers, too: it shows what is typed.
    assert terminal.process.poll() is None, terminal.text


def answers_and_ends(terminal: Terminal) -> None:
    """Hold a reader to answering a key, and to ending in order when it is asked to."""
    answers(terminal)
    terminal.press("Q")
    assert terminal.end(PROMISED) == 0
    assert terminal.restored


@pytest.mark.parametrize("first", range(0, share(3, 150), TOGETHER))
@pytest.mark.parametrize("what", HOSTILE)
def test_whatever_a_terminal_sends(start: Start, what: str, first: int) -> None:
    environ = {"EDITOR": "true", "VISUAL": ""}
    terminals = [start(str(SAMPLES), environ=environ) for _ in range(TOGETHER)]
    for terminal in terminals:
        terminal.wait_for(*ROUNDS)
    for seed, terminal in enumerate(terminals, first):
        terminal.send(hostile(what, seed))
        terminal.settle(0.05)
        if what not in UNENDED:
            answers_and_ends(terminal)
    if what in UNENDED:
        # The silence after which a string is given up is waited for once, for all of them.
        terminals[-1].settle(1.1)
        for terminal in terminals:
            answers_and_ends(terminal)


def test_a_reader_that_has_ended_does_not_pass_for_one_that_answers(reader: Start) -> None:
    terminal = reader()
    terminal.press("Q")
    terminal.end()
    with pytest.raises(AssertionError):
        answers(terminal)


def test_a_reader_that_is_blocked_does_not_pass_for_one_that_answers(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.pty.test_hostile_keys.PROMISED", 1.0)
    terminal = start("-c", "stty raw -echo; echo ready; exec sleep 60", command=("sh",))
    terminal.wait_for("ready")
    with pytest.raises(AssertionError, match="an answer to a key"):
        answers(terminal)
