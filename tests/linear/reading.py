"""Driving the linear mode in tests: typed lines in, what it prints out."""

from collections.abc import Callable, Iterable, Sequence
from io import StringIO

from briefing.library import Library
from briefing.linear.console import Complete, Console
from briefing.linear.linear_context import LinearOptions
from briefing.linear.linear_reader import LinearReader

Line = str | Callable[[], object]
"""A line that is typed, or something that happens before the next one."""


class Script:
    """Answers from a list, and then the end of input."""

    def __init__(self, lines: Iterable[Line], *, is_prompted: bool = False) -> None:
        self.lines = list(lines)
        self.prompts: list[str] = []
        self.is_prompted = is_prompted

    def read(
        self,
        prompt: str,
        text: str = "",
        *,
        is_command: bool = False,
        complete: Complete | None = None,
    ) -> str:
        self.prompts.append(prompt)
        self.complete = complete
        while self.lines and callable(self.lines[0]):
            self.lines.pop(0)()  # type: ignore[operator]
        if not self.lines:
            raise EOFError
        line = str(self.lines.pop(0))
        if line == "^C":
            raise KeyboardInterrupt
        return line


def printed(
    library: Library,
    lines: Sequence[Line],
    *,
    width: int | None = None,
    now: Callable[[], float] = lambda: 0.0,
    helped: bool = False,
    **options: object,
) -> list[str]:
    """Return what the linear mode prints while these lines are typed, from the first on.

    The line of help on coming to a place for the first time is left out but if `helped`.
    """
    out = StringIO()
    console = Console(out, Script(lines), lambda: width)
    given = LinearOptions("of --linear")._replace(**options)  # type: ignore[arg-type]
    LinearReader(library, given, console, now=now).run()
    lines = out.getvalue().splitlines()
    return lines if helped else [line for line in lines if not line.endswith("? commands.")]


def answer(library: Library, *lines: str, **options: object) -> list[str]:
    """Return what is printed after the last of these lines alone."""
    before = printed(library, lines[:-1], **options)  # type: ignore[arg-type]
    return printed(library, lines, **options)[len(before) :]  # type: ignore[arg-type]
