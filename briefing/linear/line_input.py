"""Typed lines: by readline at a terminal, where there is one, else as they come."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

from briefing.linear.console import Complete


def _nothing(_line: str, _cursor: int) -> tuple[int, Sequence[str]]:
    return 0, ()


class LineInput:
    """Reads lines from standard input; at a terminal they can be edited."""

    def __init__(self, complete: Complete = _nothing, history: Sequence[str] = ()) -> None:
        """Offer what `complete` returns for Tab, and the lines of `history`, the oldest first."""
        self._complete = self._offers = complete
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a byte that is no letter ends nothing
        self._found: Sequence[str] = ()
        self.is_prompted = sys.stdin is not None and sys.stdin.isatty()
        self._readline = _readline() if self.is_prompted and sys.stdout.isatty() else None
        if self._readline is not None:
            self._set_up(self._readline, history)

    def _set_up(self, readline: Any, history: Sequence[str]) -> None:
        is_libedit = "libedit" in (readline.__doc__ or "")
        readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
        if not is_libedit:
            readline.parse_and_bind("set enable-bracketed-paste off")
            readline.parse_and_bind("set bell-style none")
            readline.parse_and_bind("set enable-meta-key off")
        # One is always set: by itself readline completes names of files.
        readline.set_completer(self._candidate)
        readline.set_completer_delims("")
        readline.set_auto_history(False)
        for line in history:
            readline.add_history(line)

    def _candidate(self, text: str, number: int) -> str | None:
        """Return the whole line as it is with the next candidate, as readline wants it."""
        if number == 0:
            start, found = self._offers(text, len(text))
            self._found = [text[:start] + each for each in found]
        return self._found[number] if number < len(self._found) else None

    def read(
        self,
        prompt: str,
        text: str = "",
        *,
        is_command: bool = False,
        complete: Complete | None = None,
    ) -> str:
        """Return the next line; a command is kept for the arrow keys.

        Tab offers what `complete` returns, and in a command where that is nothing, what is offered
        everywhere.

        Raises:
            EOFError: there is none.
        """
        if self._readline is None:
            return self._read_plainly(prompt)
        self._offers = self._offers_of(complete, is_command=is_command)
        line = self._read_edited(self._readline, prompt, text)
        if is_command and line.strip():
            self._readline.add_history(line)
        return line

    def _offers_of(self, complete: Complete | None, *, is_command: bool) -> Complete:
        if complete is None:
            return self._complete
        own, everywhere = complete, self._complete if is_command else _nothing

        def offers(line: str, cursor: int) -> tuple[int, Sequence[str]]:
            start, found = own(line, cursor)
            return (start, found) if found else everywhere(line, cursor)

        return offers

    def _read_edited(self, readline: Any, prompt: str, text: str) -> str:
        """Return a line that was edited; Ctrl+Z suspends, and what was typed stays in the line."""
        while True:
            readline.set_startup_hook(lambda held=text: readline.insert_text(held))
            try:
                with _suspending(readline.get_line_buffer):
                    return input(prompt)
            except _Suspended as suspended:
                text = str(suspended)
                # The whole group: a program that started this one waits for it.
                os.killpg(os.getpgrp(), signal.SIGSTOP)
            finally:
                readline.set_startup_hook()

    def _read_plainly(self, prompt: str) -> str:
        if self.is_prompted:
            sys.stderr.write(prompt)
            sys.stderr.flush()
        try:
            line = sys.stdin.readline() if sys.stdin is not None else ""
        except OSError:  # the terminal is gone
            raise EOFError from None
        if not line:
            raise EOFError
        return line.rstrip("\n")


def _readline() -> Any:
    """Return the module, or None where Python has none."""
    try:
        return import_module("readline")
    except ImportError:
        return None


class _Suspended(Exception):
    """The terminal wants the program to stop; its text is what was typed so far."""


@contextmanager
def _suspending(typed: Callable[[], str]) -> Iterator[None]:
    """Raise `_Suspended` on Ctrl+Z, so that readline puts the terminal in order first."""

    def suspend(_number: int, _frame: object) -> NoReturn:
        raise _Suspended(typed())

    before = signal.getsignal(signal.SIGTSTP)
    if before != signal.SIG_DFL:  # ignored: there is no shell to return to
        yield
        return
    signal.signal(signal.SIGTSTP, suspend)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)
