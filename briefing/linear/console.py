"""Lines written once, and the answers to questions."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TextIO

from briefing.text.clean import clean, displayable
from briefing.text.fold import fold
from briefing.text.numbers import quantity
from briefing.text.width import cells

_MOST_LISTED = 30
"""Choices that are read out before the others have to be asked for by name."""


Complete = Callable[[str, int], tuple[int, Sequence[str]]]
"""Returns, for a line and its cursor, from which character on it may be replaced, and by what."""


class Answers(Protocol):
    """Where typed lines come from."""

    is_prompted: bool
    """Whether a person sees the prompts; false where a script is read."""

    def read(
        self,
        prompt: str,
        text: str = "",
        *,
        is_command: bool = False,
        complete: Complete | None = None,
    ) -> str:
        """Return the next line, without its end, `text` being in it to be edited.

        Tab offers what `complete` returns.

        Raises:
            EOFError: there is none.
        """


class LinearChoice(NamedTuple):
    """One of several things to choose from."""

    id: str
    """What is returned for it."""
    words: str
    """What is read."""


class Console:
    """Writes lines wrapped at words, and asks."""

    def __init__(
        self,
        out: TextIO,
        answers: Answers,
        width: Callable[[], int | None] = lambda: None,
        encode: Callable[[str], str] = lambda text: text,
    ) -> None:
        """Write to `out`, in lines of at most `width()` cells, or as long as they are for None.

        `encode` returns a text as this terminal can show it.
        """
        self._out, self._answers = out, answers
        self._width, self._encode = width, encode

    def say(self, *lines: str) -> None:
        """Write lines, made safe for a terminal, each in one line or broken between words."""
        width = self._width()
        for line in lines:
            text = self._encode(displayable(clean(line, line=True)))
            for row in [text] if width is None else broken(text, width):
                self._out.write(f"{row}\n")

    def flush(self) -> None:
        """Flush the output before another program writes."""
        self._out.flush()

    def command(self, prompt: str, complete: Complete | None = None) -> str:
        """Return the next command line; Tab offers what `complete` returns."""
        return self._read(prompt, is_command=True, complete=complete)

    def ask(self, prompt: str, text: str = "", *, complete: Complete | None = None) -> str | None:
        """Return the answer to a question, or None if it was left by Ctrl+C.

        Raises:
            EOFError: the mode is to end.
        """
        try:
            return self._read(f"{prompt}: ", text, complete=complete)
        except KeyboardInterrupt:
            self.say("Left.")
            return None

    def choose(self, title: str, choices: Sequence[LinearChoice], typed: str = "") -> str | None:
        """Return the id of the choice that is made, by its number or its words; None for none.

        The words `typed` with the command narrow the choices; if one is left, it is made at once.
        """
        if near := matching(choices, typed) if typed else []:
            choices = near
            if len(near) == 1:
                return near[0].id
        elif typed:
            self.say(f"No choice has the words {typed}.")
        left = list(choices)
        self._list(title, left)

        def complete(line: str, _cursor: int) -> tuple[int, Sequence[str]]:
            return 0, begun(left, line)

        while (answer := (self.ask("Choice", complete=complete) or "").strip()) not in ("", "q"):
            if answer.isdecimal() and 0 < int(answer[:9]) <= len(left):
                return left[int(answer) - 1].id
            near = matching(choices, answer)
            if len(near) == 1:
                return near[0].id
            if near:
                left = near
                self._list(title, left)
            else:
                self.say(f"No choice has the words {answer}.")
        return None

    def _list(self, title: str, choices: Sequence[LinearChoice]) -> None:
        self.say(f"{title}: {quantity(len(choices), 'choice')}", *_numbered(choices))
        if self._answers.is_prompted:
            self.say("Help: a number or words choose; an empty line, q or Ctrl+C leaves.")

    def _read(
        self,
        prompt: str,
        text: str = "",
        *,
        is_command: bool = False,
        complete: Complete | None = None,
    ) -> str:
        self._out.flush()
        shown = self._encode(clean(prompt, line=True))
        return self._answers.read(shown, text, is_command=is_command, complete=complete)


def matching(choices: Sequence[LinearChoice], typed: str) -> list[LinearChoice]:
    """Return the choice that reads or is called as typed, or else all that have these words."""
    sought = fold(typed)
    exact = [one for one in choices if sought in (fold(one.words), fold(one.id))]
    words = sought.split()
    return exact[:1] or [one for one in choices if all(word in fold(one.words) for word in words)]


def begun(choices: Sequence[LinearChoice], typed: str) -> list[str]:
    """Return the words of the choices that begin as typed, or of the one with such a word."""
    sought = fold(typed)
    words = [clean(one.words, line=True) for one in choices]
    first = [each for each in words if fold(each).startswith(sought)]
    later = [each for each in words if f" {sought}" in fold(each)]
    return first or (later if len(later) == 1 else [])


def _numbered(choices: Sequence[LinearChoice]) -> Iterator[str]:
    for number, choice in enumerate(choices[:_MOST_LISTED], 1):
        yield f"{number}: {choice.words}"
    if (more := len(choices) - _MOST_LISTED) > 0:
        yield f"And {more:,} more: type a part of their words."


def broken(text: str, width: int) -> Iterator[str]:
    """Yield a line in rows of at most `width` cells, the later ones indented; no word is broken."""
    row, used = "", 0
    for word in text.split(" "):
        size = cells(word)
        if used and used + 1 + size > width:
            yield row
            row, used = f"  {word}", 2 + size
        else:
            row, used = (f"{row} {word}", used + 1 + size) if used else (word, size)
    yield row
