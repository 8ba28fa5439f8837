"""The linear mode at a terminal: a line that is edited, left, suspended, ended."""

import re
import signal

import pytest

from tests.conftest import SAMPLES
from tests.pty.conftest import Start

pytest.importorskip("readline")


def test_lines_are_edited_completed_left_and_ended_and_nothing_is_drawn(start: Start):
    terminal = start("--linear", SAMPLES)
    terminal.wait_for("Linear mode is on because of --linear", "brief 1 of 3>")
    terminal.send(b"f party:ukr\t\r")
    terminal.wait_for("Filter: party:ukraine")
    terminal.send(b"\x1b[A\x15w\r")  # the line before, wiped out; then a question
    terminal.wait_for("Help: a number or words choose", "Choice:")
    terminal.send(b"\x03")
    terminal.wait_for("Left.")
    terminal.send(b"p\r")
    terminal.wait_for("process, row 1 of 7>")
    terminal.send(b"\x03")
    terminal.wait_for("Stopped; q or Ctrl+D ends the mode.")
    terminal.send(b"\x04")
    assert terminal.end() == 0
    assert terminal.restored
    # What is left of readline's own: erasing to the end of a line, and moving in it.
    sent = re.sub(rb"\x1b\[[0-9]*[KCDPJ@]", b"", bytes(terminal.raw))
    assert b"\x1b" not in sent


def test_a_signal_restores_the_terminal_and_ends_the_mode(start: Start):
    terminal = start("--linear", SAMPLES)
    terminal.wait_for("brief 1 of 3>")
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert terminal.restored
