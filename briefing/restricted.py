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
        "suspend": "Ctrl+Z and SIGTSTP do nothing: there is no shell to come back from",
        "export": "nothing is written to a file that the visitor could name",
        "screenshot": "no picture of the screen is saved",
        "browser": "addresses are shown and never opened",
        "stores": "only the store on the command line is read, not those of the environment",
        "settings": "no settings file and no environment variable of the visitor is read",
        "state": "no mark, note or search is kept",
        "switches": "variables that steer Textual, Python or the dynamic linker are removed",
        "subcommands": "there is the reader and nothing else",
        "traceback": "a fault is told in one line; the details go to the state folder",
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


def told() -> str:
    """Return what is off as a text, one thing a line."""
    width = max(map(len, OFF))
    return "\n".join(f"  {name:<{width}}  {meaning}" for name, meaning in OFF.items())
