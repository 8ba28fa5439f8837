"""Restricted mode: what a visitor of a shared account or a kiosk cannot do.

One switch, `briefing --restricted`, and one list of names, after the manner of less's LESSSECURE.
What is not on the list of commands that are kept is off, so that a command added later is off until
somebody has thought about it.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from briefing.commands import Command

OFF: Mapping[str, str] = MappingProxyType(
    {
        "edit": "no editor is started, whatever $EDITOR and $VISUAL say",
        "shell": "no shell, pager, pipe or other program is started",
        "suspend": "Ctrl+Z and SIGTSTP do nothing: there is no shell to return to",
        "export": "nothing is written to files named by the visitor",
        "screenshot": "no screenshot is saved",
        "browser": "addresses are shown but never opened",
        "stores": "only the store given on the command line is read, none from the environment",
        "settings": "no settings file or environment variable of the visitor is read",
        "state": "no marks, notes or searches are saved",
        "switches": "variables that control Textual, Python or the dynamic linker are removed",
        "subcommands": "only the reader is available, no other command",
        "traceback": "a crash is reported in one line; details go to the state folder",
    }
)
"""What is off, by name, each in words for whoever sets the account up."""

KEPT = frozenset(
    {
        "move.down", "move.up", "move.left", "move.right", "scroll.top", "scroll.bottom",
        "scroll.down", "scroll.up", "scroll.page-down", "scroll.page-up", "open", "back",
        "forget", "leave", "end", "brief.next", "brief.previous", "pane.next", "pane.previous",
        "pane.list", "pane.1", "pane.2", "pane.3", "pane.4", "pane.5", "zoom", "hints", "search",
        "hit.next", "hit.previous", "search.word", "filter", "filter.clear", "process", "matrix",
        "moved", "beside", "who", "mouse", "timeline", "promises", "history.back",
        "history.forward", "commands", "help", "redraw", "quit",
    }
)  # fmt: skip
"""The commands that lead nowhere but through the briefs, by id."""


def permitted(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Return the commands that a visitor may use."""
    return tuple(command for command in commands if command.id in KEPT)


def describe() -> str:
    """Return what is off as a text, one thing a line."""
    width = max(map(len, OFF))
    return "\n".join(f"  {name:<{width}}  {meaning}" for name, meaning in OFF.items())
