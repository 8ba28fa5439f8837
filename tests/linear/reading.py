"""Driving the linear mode in tests: typed lines in, what it prints out."""

from collections.abc import Callable, Iterable, Sequence
from io import StringIO

from briefing.library import Library
from briefing.linear.console import Console
from briefing.linear.desk import LinearOptions
from briefing.linear.linear_reader import LinearReader


class Script:
    """Answers from a list, and then the end of input."""

    def __init__(self, lines: Iterable[str], *, is_prompted: bool = False) -> None:
        self.lines = list(lines)
        self.prompts: list[str] = []
        self.is_prompted = is_prompted

    def read(self, prompt: str, text: str = "", *, is_command: bool = False) -> str:
        self.prompts.append(prompt)
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        if line == "^C":
            raise KeyboardInterrupt
        return line


def printed(
    library: Library,
    lines: Sequence[str],
    *,
    width: int | None = None,
    now: Callable[[], float] = lambda: 0.0,
    **options: object,
) -> list[str]:
    """Return what the linear mode prints while these lines are typed, from the first on."""
    out = StringIO()
    console = Console(out, Script(lines), lambda: width)
    given = LinearOptions("of --linear")._replace(**options)  # type: ignore[arg-type]
    LinearReader(library, given, console, now=now).run()
    return out.getvalue().splitlines()


def answer(library: Library, *lines: str, **options: object) -> list[str]:
    """Return what is printed after the last of these lines alone."""
    before = printed(library, lines[:-1], **options)  # type: ignore[arg-type]
    return printed(library, lines, **options)[len(before) :]  # type: ignore[arg-type]
