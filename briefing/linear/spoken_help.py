"""The names and the help of commands in the linear mode, as lines."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from briefing.commands import Command

NOT_HERE = MappingProxyType(
    {
        "mouse": "there is no mouse here",
        "suspend": "Ctrl+Z suspends",
        "select": "3yy copies three records, 3| pipes them",
    }
)
"""Commands of the full screen that mean nothing in lines, and what there is instead."""
_SAME = frozenset(("scroll.down", "scroll.up", "record.next", "record.previous", "back"))
"""Commands that do the same as another one, and are not read out."""
_MEANS = {
    "move.left": "Pane before this one; on a board, the cell to the left.",
    "move.right": "Pane after this one; on a board, the cell to the right.",
    "scroll.page-down": "Read on from where reading stopped.",
    "scroll.page-up": "Read what comes before.",
    "pane.1": "Show the summary of the brief.",
    "zoom": "Read the whole pane or board, without a stop.",
    "mark.set": "Set a mark here, named by the letter after it.",
    "mark.go": "Go to the mark named by the letter after it, or with ' back to where you were.",
    "open": "Open the current item: a brief, a record's support, a quote's place in its source.",
    "hints": "List the references of the current record, to follow one.",
    "outline": "List the headings and records of the brief, to go to one.",
    "search": "Search all briefs, or with / again the brief that is read; on a board, find a cell.",
    "search.word": "Search for a word of the current record.",
    "filter": "List the briefs that a query finds.",
    "matrix": "Read which party holds which position on each issue.",
    "transpose": "Read the matrix issue by issue, or party by party again.",
    "since": "Read what changed in the brief since you last read it.",
    "note": "Write a note on the current record, or from the list on the brief.",
    "pipe": "Pipe the record, from the list the brief, or the board to a command; no shell starts.",
    "copy.item": "Read out or copy the current record as text; after a number, so many records.",
    "copy.quote": "Read out or copy the quote with its speaker and source.",
    "copy.brief": "Read out or copy the whole brief as text, or the board as a Markdown table.",
    "copy.address": "Read out or copy the addresses of the sources of the current record.",
    "confirm": "Confirm the suggestion in the current record, and go to the next one.",
    "unconfirm": "Turn the confirmed value of the current record back into a suggestion.",
    "drop": "Drop the suggested record from the file; u puts it back.",
    "commands": "Do the command, the saved search or :save NAME typed after it, or choose one.",
    "help": "Read the commands that are available here, or those with the words after it.",
    "redraw": "Read the current record again.",
}
"""What commands do in lines, where their help speaks of a screen, a cursor or keys."""
CLOSING_HELP = (
    "Help: a number, the key of a record such as q1 or the id of a brief goes there.",
    "Help: Ctrl+C leaves a question, Ctrl+D ends the mode; 5j goes five further.",
    "Help: ? with words reads what has them; ? query, how queries are written.",
)
"""The lines read after the commands."""


def in_lines(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Return the commands that there are in lines, with the help that fits."""
    return tuple(
        command._replace(help=_MEANS.get(command.id, command.help))
        for command in commands
        if command.id not in NOT_HERE
    )


def help_lines(commands: Iterable[Command]) -> Iterator[str]:
    """Yield a line for each command: how it is typed, and what it does."""
    for command in commands:
        if command.id not in _SAME:
            yield f"Command {' or '.join(_typed(command))}: {command.help}"


def _typed(command: Command) -> list[str]:
    """Return what can be typed on a line: letters and signs, and the name of the command."""
    keys = [key.replace(" ", "") for key in command.keys if max(map(len, key.split())) == 1]
    keys += ["Enter"] * ("Enter" in command.keys)
    keys += ["more"] * (command.id == "scroll.page-down")
    return [*keys, command.title]
