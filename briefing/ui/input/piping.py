"""Piping text to a command: a pager, a filter, a mailer. No shell is started but by name."""

import os
import subprocess
from pathlib import Path
from typing import Any

from textual.app import App

from briefing.terminal.command_words import how_ended, words_of_command
from briefing.terminal.session import lifecycle
from briefing.text.clean import clean
from briefing.ui.input.command_screen import CommandScreen

_FULL_SCREEN = frozenset(
    ("less", "more", "most", "bat", "view", "vi", "vim", "nvim", "nano", "emacs", "fzf", "mutt")
)
"""Commands that wait for their user themselves."""
_KEPT = 50


def ask_command(screen: CommandScreen, text: str, what: str) -> None:
    """Ask for a command that gets `text` on standard input; the question names `what` it is."""
    earlier = screen.ordered_app.piped

    def run(line: str) -> None:
        words, problem = words_of_command(line)
        if problem or not words:
            screen.note = problem
            return
        earlier[:] = [line, *(each for each in earlier if each != line)][:_KEPT]
        screen.note = run_command(screen.app, words, text)

    screen.asking.ask_line(f"pipe {what} to: ", run, earlier=tuple(earlier), verb="run")


def run_command(app: App[Any], words: list[str], text: str) -> str:
    """Run a command on the terminal, `text` on its standard input; return what came of it.

    Its output stays on the screen until Enter is pressed.
    """
    name = clean(words[0], line=True)
    with lifecycle.lent(app):
        try:
            done = subprocess.run(words, input=text.encode(), check=False)
        except OSError as error:
            return f"{name}: {error.strerror or 'cannot be started'}"
        status = done.returncode
        if status or Path(words[0]).name not in _FULL_SCREEN:
            _wait_for_enter(f"[{name}: {how_ended(status)}; Enter returns to the reader]")
    return f"{name} {how_ended(status)}" if status else f"piped to {name}"


def _wait_for_enter(prompt: str) -> None:
    """Write a line to the terminal, and read one."""
    os.write(2, f"\n{prompt}".encode(errors="replace"))
    os.read(0, 4096)
