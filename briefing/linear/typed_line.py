"""What is typed after a prompt: a command by its keys or its name, with a count and an argument."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.commands import LAYOUTS, Command, Where

_COUNT = re.compile(r"(\d{1,5})\s*(?=\D)")
TAKING = frozenset(
    {
        "search", "filter", "tag", "note", "mark.set", "mark.go", "who", "issue", "compare",
        "export", "pipe", "commands", "search.word", "hints", "store", "outline", "help", "open",
        "speaker",
    }
)  # fmt: skip
"""The commands that take what is typed after them; without it they ask for it."""

_MORE = "scroll.page-down", "more"
"""The command that reads on, and a word for it: Space and PgDn cannot be typed as a line."""


class Typed(NamedTuple):
    """A command that was typed."""

    command: Command
    """The command."""
    times: int = 1
    """The number before it."""
    argument: str = ""
    """The text after it."""


def typed_command(line: str, commands: Sequence[Command], where: Where) -> Typed | None:
    """Return the command that a line is, in a place; None for none.

    It is written by its keys as in the reader, `g r`, `gr`, `5j`, an empty line being `Enter`, or
    by its name, `search` or `brief.next`; an argument stands after a space, and after a sign
    without one: `/ceasefire`.
    """
    text = line.strip()
    living = [command for command in commands if command.live_in(where)]
    return _typed(text, living) or _typed(_latin(text), living)


def _typed(text: str, commands: Sequence[Command]) -> Typed | None:
    if not text:
        enter = (command for command in commands if "Enter" in command.keys)
        return next(map(Typed, enter), None)
    if found := _matched(text, commands):
        return found
    if number := _COUNT.match(text):
        found = _matched(text[number.end() :], commands)
        return found and found._replace(times=max(1, int(number[1])))
    return None


def _matched(text: str, commands: Iterable[Command]) -> Typed | None:
    """Return the command with the longest name or keys that the text begins with."""
    best, longest = None, -1
    for command in commands:
        for form in _forms(command):
            argument = _argument(text, form, takes=command.id in TAKING)
            if argument is not None and len(form) > longest:
                best, longest = Typed(command, argument=argument), len(form)
    return best


def _forms(command: Command) -> Iterator[str]:
    yield command.id
    yield command.title
    if command.id == _MORE[0]:
        yield _MORE[1]
    for keys in command.keys:
        yield keys
        if all(len(key) == 1 for key in keys.split()):
            yield keys.replace(" ", "")


def _argument(text: str, form: str, *, takes: bool) -> str | None:
    """Return the text after `form`; None if the text does not begin with it."""
    is_word = len(form) > 1 and form[0].isalpha() and " " not in form
    begun = text[: len(form)]
    if begun != form and not (is_word and begun.lower() == form.lower()):
        return None
    rest = text[len(form) :]
    if not rest:
        return ""
    is_sign = not any(map(str.isalnum, form))
    return rest.strip() if takes and (is_sign or rest[0].isspace()) else None


def _latin(text: str) -> str:
    """Return the text with its first word as the same keys type it on a Latin keyboard."""
    word, space, rest = text.partition(" ")
    return "".join(LAYOUTS.get(letter, letter) for letter in word) + space + rest
