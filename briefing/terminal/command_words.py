"""The words of a command line that somebody types, and how a program ended. No shell is started."""

import shlex
from pathlib import Path

_OF_A_SHELL = frozenset(("|", "||", "&&", "&", ";", ">", ">>", "<", "2>", "2>&1"))
"""Words that only a shell would understand."""


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


def how_ended(status: int) -> str:
    """Return how a program ended, by its status as `subprocess` reports it."""
    if status < 0:
        return f"was ended by signal {-status}"
    return f"exited with status {status}" if status else "done"
