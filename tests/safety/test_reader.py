"""What a reader sends to a terminal while hostile briefs are read: only what the driver means."""

from pathlib import Path

import pytest

from briefing.store.files import scan
from tests.pty.conftest import Start
from tests.safety import share
from tests.safety.conftest import fill, with_names
from tests.safety.corpus import ALL, is_control
from tests.safety.wire import begun, forbidden
from tests.tools.terminal import Terminal

PANES = (("2", "2 Agr"), ("3", "3 Dis"), ("4", "4 Quo"), ("5", "5 Sou"), ("1", "1 Sum"))
"""Each pane's key, and what its title begins with."""

BOARDS = (
    ("p", "where each issue stands"), ("x", "who holds what"), ("d", "what moved"),
    ("T", "what happened when"), ("P", "what was promised"), ("=", "Section"),
)  # fmt: skip
"""Each board's key, and what its title holds."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store in which every text of the corpus is read somewhere."""
    return fill(tmp_path / "store", share(6, 60))


def _open(start: Start, store: Path, *words: str, rows: int, columns: int) -> Terminal:
    """Open the reader on a store, and wait until all of its files are listed."""
    terminal = start(str(store), *words, rows=rows, columns=columns)
    count = len(scan(store).stamps)
    terminal.wait_for(f"· {count} ·" if not words else "1 Sum")
    return terminal


def _press(terminal: Terminal, *keys: str) -> None:
    """Press keys, each when what the one before did has been shown."""
    for key in keys:
        terminal.press(key)
        terminal.settle(0.03)
        assert terminal.process.poll() is None, terminal.text


def _held(terminal: Terminal) -> None:
    """End the reader, and hold what was sent to what may be sent."""
    terminal.settle(0.3)  # Esc and a letter that comes at once are Alt and the letter
    terminal.press("Q")
    assert terminal.end() == 0, terminal.text
    assert terminal.restored
    assert begun(bytes(terminal.raw))
    assert len(terminal.raw) > 1_500
    assert forbidden(bytes(terminal.raw)) == []
    assert "Traceback" not in terminal.text


def _read(terminal: Terminal) -> None:
    """Look at all of the brief that is open."""
    for key, title in PANES:
        terminal.press(key)
        terminal.wait_for(title)
        _press(terminal, *("space",) * share(4, 40), "G")


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 220)], ids=["small", "roomy"])
def test_reading_hostile_briefs(start: Start, store: Path, rows: int, columns: int) -> None:
    terminal = _open(start, store, rows=rows, columns=columns)
    _press(terminal, "j", "enter")
    terminal.wait_for("1 Sum")
    for _ in range(share(1, 60)):
        _read(terminal)
        _press(terminal, "J", "z", "z", ";", "escape")
    _held(terminal)


def test_foreign_files_and_problems(start: Start, store: Path) -> None:
    terminal = _open(start, store, "--open", "foreign-000", rows=60, columns=100)
    for _ in range(share(7, 40)):
        terminal.wait_for("1 Sum")
        _press(terminal, *("space",) * 5, "G", "J")
    _held(terminal)


def test_hostile_words_on_the_boards(start: Start, store: Path) -> None:
    terminal = _open(start, store, "--open", "b001", rows=40, columns=120)
    for key, title in BOARDS:
        terminal.press(key)
        terminal.wait_for(title)
        _press(terminal, "j", "l", "G", "escape")
        terminal.wait_for("1 Sum")
    _press(terminal, "w", "enter", "G", "escape")
    _held(terminal)


def test_searching_and_listing_hostile_words(start: Start, store: Path) -> None:
    terminal = _open(start, store, rows=30, columns=100)
    for text in ("evil", "x", "title", "[red]", "(((", "停火"):
        _press(terminal, "/", text, "down", "up", "enter", "n", "0")
    _press(terminal, "f", "[/]", "enter", "F", ":", "[@click", "escape", "?", "escape")
    _held(terminal)


def test_what_is_typed_and_pasted(start: Start, store: Path) -> None:
    terminal = _open(start, store, rows=30, columns=100)
    for text in ALL[:: share(30, 1)]:
        safe = "".join(c for c in text[:60] if not "\ud800" <= c <= "\udfff" and c != "\x1b")
        _press(terminal, "/", f"\x1b[200~{safe}\x1b[201~")
        if not any(is_control(character) for character in safe):
            _press(terminal, safe)
        _press(terminal, "escape")
    _held(terminal)


def test_hostile_file_names(start: Start, tmp_path: Path) -> None:
    store = with_names(tmp_path / "store")
    terminal = _open(start, store, rows=60, columns=100)
    for _ in range(share(4, 40)):
        _press(terminal, "space", "enter", "G", "0")
    _press(terminal, "G", "enter")
    _held(terminal)
