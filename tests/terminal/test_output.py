"""The thread that paints, on a pseudo-terminal that reads when told to."""

import os
import select
import tty
from collections.abc import Iterator

import pytest

from briefing.terminal.driver.flow_control import FlowControl
from briefing.terminal.driver.output import MOST_WAITING, Output
from briefing.terminal.screen.ansi_parser import Passthrough, Scene
from briefing.terminal.screen.grid import PLAIN, Canvas
from briefing.terminal.screen.painter import KnownScreen
from briefing.terminal.screen.terminfo import capabilities_of
from tests.tools.emulator import Emulator, Kind

SIZE = (80, 24)
END = "\x1b]0;end\a"


class Wire:
    """An `Output`, and what arrives at the terminal's end."""

    def __init__(self) -> None:
        self.far, self.near = os.openpty()
        tty.setraw(self.near)
        capabilities = capabilities_of("xterm", plain_newline=True)
        self.output = Output(self.near, capabilities, KnownScreen.unknown(0, 0))
        self.screen = Emulator(*SIZE, Kind())
        self.screen.write("\x1b[?7l")
        self.received = b""

    def read_until(self, text: str) -> str:
        """Read until `text` has come, and return everything that came before it."""
        begun = len(self.received)
        while text.encode() not in self.received[begun:]:
            assert select.select([self.far], [], [], 10)[0], f"{text!r} never came"
            self.received += os.read(self.far, 65536)
        new = self.received[begun:].decode()
        self.screen.write(new)
        return new[: new.index(text)]

    def finish(self) -> str:
        """End, and return what came last; a short text, so that nobody need read meanwhile."""
        self.output.finish(END, 5.0)
        return self.read_until(END)

    def close(self) -> None:
        self.output.finish("", 0.2)
        os.close(self.far)
        os.close(self.near)

    def rows(self) -> list[str]:
        return ["".join(cell.data for cell in row).rstrip() for row in self.screen.cells()]


@pytest.fixture
def wire() -> Iterator[Wire]:
    one = Wire()
    one.output.start()
    yield one
    one.close()


def scene(text: str, *, full: bool = False) -> Scene:
    canvas = Canvas(*SIZE)
    for y in range(24 if full else 1):
        line = f"{text} {y} " * 30 if full else text
        canvas.put(0, y, list(line[:80]), [PLAIN] * min(len(line), 80))
    return Scene(canvas.snapshot(), 0, 0, PLAIN, False)


def test_what_is_shown_arrives(wire: Wire) -> None:
    wire.output.show(scene("hello"))
    wire.read_until("hello")
    wire.output.show(scene("hello you"))
    assert wire.read_until("you") == "\x1b[C"


def test_what_nobody_understands_goes_over_its_screen_and_everything_is_painted_again(
    wire: Wire,
) -> None:
    wire.output.show(scene("before"))
    wire.read_until("before")
    over = scene("before and after")
    wire.output.send(Passthrough("\x1b[8;30;90t", over))
    assert wire.read_until("\x1b[8;30;90t") == "\x1b[Cand after\r"
    assert wire.rows()[0] == "before and after"
    wire.output.show(over)
    assert wire.read_until("before and after").endswith("\x1b[H\x1b[2J")


def test_a_question_whose_last_letter_is_shown_somewhere_leaves_nothing(wire: Wire) -> None:
    """Terminal.app draws the p of a question about a mode, and so does no other."""
    shown = scene("hello you")
    wire.output.show(shown)
    wire.read_until("hello you")
    wire.output.send(Passthrough("\x1b[?2026$p", None, smears=True))
    assert wire.read_until("\x1b[?2026$p") == "\r"
    wire.screen.write("p")
    assert wire.rows()[0] == "pello you"
    wire.output.show(scene("hello you!"))
    wire.read_until("!")
    assert wire.rows()[0] == "hello you!"


def test_a_forgotten_screen_is_painted_whole(wire: Wire) -> None:
    wire.output.show(scene("hello"))
    wire.read_until("hello")
    wire.output.forget()
    wire.output.show(scene("hello"))
    assert "\x1b[2J" in wire.read_until("hello")


def test_screens_that_were_overtaken_are_never_sent(wire: Wire) -> None:
    for number in range(2000):
        wire.output.show(scene(f"screen {number:4d}", full=True))
    wire.output.show(scene("the last one"))
    wire.read_until("the last one")
    wire.finish()
    assert wire.rows()[0] == "the last one"
    # Two thousand of them are four million bytes; a terminal's buffers hold a few of them.
    assert len(wire.received) < 200_000


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a large frame wait for a better one, practically for ever."""
    monkeypatch.setattr(FlowControl, "patience", 60.0)
    monkeypatch.setattr("briefing.terminal.driver.output._PATIENT_RATE", 1)


@pytest.mark.usefixtures("patient")
def test_a_screen_that_nothing_follows_is_sent_at_once(wire: Wire) -> None:
    wire.output.show(scene("one", full=True))
    wire.read_until("one 23")
    wire.output.show(scene("two", full=True))
    wire.output.complete()
    wire.read_until("two 23")


@pytest.mark.usefixtures("patient")
def test_what_was_complete_says_nothing_of_the_next_screen(wire: Wire) -> None:
    wire.output.show(scene("one", full=True))
    wire.read_until("one 23")
    wire.output.complete()
    wire.output.show(scene("two", full=True))
    wire.output.show(scene("three", full=True))
    wire.output.complete()
    wire.read_until("three 23")
    assert b"two" not in wire.received


def test_sequences_are_kept_in_order_and_in_bounds(wire: Wire) -> None:
    for number in range(20):
        wire.output.send(Passthrough(f"\x1b]0;{number:02d}\a", None))
    wire.finish()
    assert wire.received.decode().startswith("".join(f"\x1b]0;{n:02d}\a" for n in range(20)))


def test_sequences_for_a_terminal_that_does_not_read_are_dropped_beyond_a_bound(wire: Wire) -> None:
    for number in range(200):
        wire.output.send(Passthrough(f"\x1b]0;{number:03d}{'x' * 10_000}\a", None))
    wire.output.show(scene("still here"))
    wire.read_until("still here")
    assert len(wire.received) < MOST_WAITING + 100_000


def test_the_end_reaches_a_terminal_that_has_stopped_reading(wire: Wire) -> None:
    for number in range(200):
        wire.output.show(scene(f"{number}", full=True))
        wire.output.send(Passthrough("\x1b]0;" + "x" * 1000 + "\a", None))
    wire.output.finish(END, 0.3)
    wire.read_until(END)


def test_only_large_frames_are_held_together_and_only_where_the_terminal_can(wire: Wire) -> None:
    wire.output.show(scene("one", full=True))
    wire.read_until("one 23")
    wire.output.synchronised = True
    wire.output.show(scene("ééé", full=True))
    wire.output.show(scene("ééé", full=True))
    wire.read_until("ééé 23")
    wire.output.show(scene("small"))
    wire.finish()
    text = wire.received.decode()
    assert text.count("\x1b[?2026h") == text.count("\x1b[?2026l") == 1


def test_a_terminal_that_is_gone_ends_the_painting(wire: Wire) -> None:
    os.close(wire.far)
    for number in range(50):
        wire.output.show(scene(f"{number}", full=True))
    wire.output.finish("", 5.0)
    wire.far = os.open(os.devnull, os.O_RDONLY)
