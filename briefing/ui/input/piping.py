"""Piping text to a command: a pager, a filter, a mailer. No shell is started but by name."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from textual.app import App

from briefing.terminal.session import lifecycle
from briefing.text.clean import clean
from briefing.ui.input.command_screen import CommandScreen

_OF_A_SHELL = frozenset(("|", "||", "&&", "&", ";", ">", ">>", "<", "2>", "2>&1"))
"""Words that only a shell would understand."""
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

    screen.ask_line(f"pipe {what} to: ", run, earlier=tuple(earlier), verb="run")


def words_of_command(line: str) -> tuple[list[str], str]:
    """Return the words of a command line, or why it cannot be run."""
    try:
        words = shlex.split(line)
    except ValueError:
        return [], "a quotation mark is not closed"
    if "\0" in line:
        return [], "a command has no NUL character"
    if signs := [word for word in words if word in _OF_A_SHELL]:
        return [], f"{signs[0]} is for a shell; write sh -c '…' to start one"
    return [_expanded(word) for word in words], ""


def _expanded(word: str) -> str:
    try:
        return str(Path(word).expanduser()) if word.startswith("~") else word
    except RuntimeError:  # the home folder of an unknown user
        return word


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
            _wait_for_enter(f"[{name}: {_ended(status)}; Enter returns to the reader]")
    return f"{name} {_ended(status)}" if status else f"piped to {name}"


def _ended(status: int) -> str:
    if status < 0:
        return f"was ended by signal {-status}"
    return f"exited with status {status}" if status else "done"


def _wait_for_enter(prompt: str) -> None:
    """Write a line to the terminal, and read one."""
    os.write(2, f"\n{prompt}".encode(errors="replace"))
    os.read(0, 4096)
