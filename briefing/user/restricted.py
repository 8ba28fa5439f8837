"""Restricted mode: the limits for a visitor of a shared account or a kiosk.

One switch, `briefing --restricted`, like LESSSECURE of less. Commands are listed that stay, so that
a new command is off until it has been considered.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from briefing.commands import Command

OFF: Mapping[str, str] = MappingProxyType(
    {
        "edit": "no editor is started, whatever $EDITOR and $VISUAL say",
        "confirm": "no brief is changed: nothing is confirmed, answered or dropped",
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
"""The limits by name, each explained for the administrator of the account."""

KEPT = frozenset(
    {
        "move.down", "move.up", "move.left", "move.right", "scroll.top", "scroll.bottom",
        "scroll.down", "scroll.up", "scroll.page-down", "scroll.page-up", "open", "back",
        "forget", "leave", "end", "brief.next", "brief.previous", "pane.next", "pane.previous",
        "pane.list", "pane.1", "pane.2", "pane.3", "pane.4", "pane.5", "outline", "zoom", "hints",
        "search", "hit.next", "hit.previous", "search.word", "filter", "filter.clear", "process",
        "matrix", "moved", "beside", "who", "mouse", "timeline", "promises", "history.back",
        "record.next", "record.previous", "mark.set", "mark.go", "history.forward", "commands",
        "help", "redraw", "quit", "suggestion.next", "suggestion.previous",
    }
)  # fmt: skip
"""The ids of the commands that stay: they only lead through the briefs."""


def permitted(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Return the commands that a visitor may use."""
    return tuple(command for command in commands if command.id in KEPT)


def describe() -> str:
    """Return the limits as a text, one a line."""
    width = max(map(len, OFF))
    return "\n".join(f"  {name:<{width}}  {meaning}" for name, meaning in OFF.items())
