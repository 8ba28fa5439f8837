"""Questions on stderr and answers from stdin, a line each, also through a pipe."""

import sys

from briefing.text.clean import clean


def answer_to(question: str) -> str | None:
    """Ask, and return what was typed without the spaces around it; None at the end of input.

    Raises:
        KeyboardInterrupt: Ctrl+C was typed.
    """
    _write(f"{clean(question, line=True)} ")
    try:
        line = sys.stdin.readline() if sys.stdin is not None else ""
    except KeyboardInterrupt:
        _write("\n")  # after the ^C that the terminal shows
        raise
    typed = clean(line, line=True).strip()
    if sys.stdin is None or not sys.stdin.isatty():
        _write(f"{typed}\n")  # a terminal has shown it
    elif not line:
        _write("\n")
    return typed if line else None


def show(text: str) -> None:
    """Write lines that a question is about."""
    _write(f"{clean(text)}\n")


def _write(text: str) -> None:
    if sys.stderr is not None:
        print(text, end="", file=sys.stderr, flush=True)
