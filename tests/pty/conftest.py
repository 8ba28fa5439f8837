"""Terminals for tests: started on request, ended again whatever happens."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SAMPLES
from tests.tools.terminal import PROGRAM, Terminal, environment

Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts the program with arguments, at 80×24 unless told otherwise.

    Keywords are those of `Terminal`; `environ` adds to a clean environment, `command` replaces
    the program.
    """
    terminals: list[Terminal] = []

    def begin(
        *arguments: str | os.PathLike[str],
        command: Sequence[str] = PROGRAM,
        environ: dict[str, str] | None = None,
        **options: Any,
    ) -> Terminal:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        env = options.pop("env", environment(home, **(environ or {})))
        # What a test presses may export something: not into the checkout.
        options.setdefault("cwd", home)
        terminals.append(Terminal((*command, *arguments), env=env, **options))
        return terminals[-1]

    yield begin
    for terminal in terminals:
        terminal.close()


ROUNDS = ("first round", "second round", "third round")
"""What the list of the sample briefs shows."""


@pytest.fixture
def reader(start: Start) -> Start:
    """Start the reader on the sample briefs and wait for its list."""

    def begin(*words: str, **options: object) -> Terminal:
        terminal = start(*(words or (str(SAMPLES),)), **options)
        terminal.wait_for(*ROUNDS)
        return terminal

    return begin


def leaves(terminal: Terminal, status: int = 0) -> None:
    """Quit, and hold the end to its status and to the terminal as it was."""
    terminal.press("Q")
    assert terminal.end() == status
    assert terminal.restored
