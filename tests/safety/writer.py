"""A writer that changes files while they are read: between any two calls of the reader.

A writer in another process is hard to time. This one stands behind the calls that the reader makes
of the system, and does the next of its steps before any of them, as chance has it. It never rests
between two halves of a file for longer than a writer does: when the reader waits, it goes on.
"""

import os
import random
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.store.files import folder_scan, safe_read

FILES = 6
LINES = 40
"""Lines of each brief that say the number of its version."""

_CALLS = frozenset(("open", "fstat", "read", "stat", "lstat", "scandir", "close"))
_LIKELY = 0.15
"""How likely a step is before a call."""


def text_of(number: int) -> str:
    """Return a brief that says one number everywhere, and of each number in another length."""
    said = f"number {number}"
    lines = "".join(f"- {said}\n" for _ in range(LINES))
    end = "#" * (number % 997)
    return f"title: {said}\ndate: 2025-01-02\nsummary: {said}\nunknown:\n{lines}{end}\n"


class Writer:
    """Changes the files of a folder; knows which versions each has had, and has."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self._chance = random.Random(seed)
        self._steps: deque[Callable[[], None]] = deque()
        self._number = 0
        self.events = 0
        """How many changes have been begun."""
        self.has: dict[str, int | None] = {f"b{n}.yaml": None for n in range(FILES)}
        """The version of each file now; None where there is none."""
        self.had: dict[str, set[int | None]] = {}
        """The versions that each file has had since `forget`."""
        self.forget()

    def forget(self) -> None:
        """Begin anew to note which versions files have had: those that they have."""
        self.had = {name: {number} for name, number in self.has.items()}

    def step(self) -> None:
        """Do the next step, beginning another change where none is under way."""
        if not self._steps:
            self.events += 1
            self._steps.extend(self._change())
        self._steps.popleft()()

    def finish(self) -> None:
        """Do what is left of the change under way."""
        while self._steps:
            self._steps.popleft()()

    def call(self) -> None:
        """Do a step, perhaps: the reader is about to call the system."""
        if self._chance.random() < _LIKELY:
            self.step()

    def _note(self, name: str, number: int | None) -> None:
        self.has[name] = number
        self.had[name].add(number)

    def _becomes(self, name: str, number: int | None, do: Callable[[], object]) -> None:
        """Do what makes another version of a file."""
        do()
        self._note(name, number)

    def _path(self, name: str) -> Path:
        return self.folder / name

    def _change(self) -> Iterator[Callable[[], None]]:
        """Yield the steps of a change to one file or two."""
        name, other = self._chance.sample(sorted(self.has), 2)
        self._number += 1
        number = self._number
        kinds = (self._replaced, self._cut_short, self._in_halves, self._removed, self._renamed)
        kind = self._chance.choice(kinds)
        return kind(name, other, number)

    def _replaced(self, name: str, _other: str, number: int) -> Iterator[Callable[[], None]]:
        """As editors do: beside the file, then in its place."""
        beside = self._path(f".{name}.new")
        yield lambda: _write(beside, text_of(number))
        yield lambda: self._becomes(name, number, lambda: beside.replace(self._path(name)))

    def _cut_short(self, name: str, _other: str, number: int) -> Iterator[Callable[[], None]]:
        """As shells do: emptied, and then written."""
        yield lambda: _write(self._path(name), "")
        yield lambda: self._becomes(name, number, lambda: _write(self._path(name), text_of(number)))

    def _in_halves(self, name: str, _other: str, number: int) -> Iterator[Callable[[], None]]:
        """Written to in portions."""
        text = text_of(number)
        at = self._chance.randrange(len(text))
        yield lambda: _write(self._path(name), text[:at])
        yield lambda: self._becomes(name, number, lambda: _write(self._path(name), text[at:], "a"))

    def _removed(self, name: str, _other: str, _number: int) -> Iterator[Callable[[], None]]:
        yield lambda: self._becomes(name, None, lambda: self._path(name).unlink(missing_ok=True))

    def _renamed(self, name: str, other: str, _number: int) -> Iterator[Callable[[], None]]:
        """One takes the place of another, and perhaps that of its own again."""

        def move() -> None:
            if self.has[name] is not None:
                self._path(name).replace(self._path(other))
                self._note(other, self.has[name])
                self._note(name, None)

        def back() -> None:
            if self.has[other] is not None and self.has[name] is None:
                self._path(other).replace(self._path(name))
                self._note(name, self.has[other])
                self._note(other, None)

        yield move
        if self._chance.random() < 0.5:
            yield back


def _write(path: Path, text: str, mode: str = "w") -> None:
    with path.open(mode) as out:
        out.write(text)


class _Os:
    """The module `os`, with a writer behind its calls."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def __getattr__(self, name: str) -> Any:
        if name in _CALLS:
            self._writer.call()
        return getattr(os, name)


class _Time:
    """The module `time`: while the reader waits, the writer goes on, and nobody waits for long."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    def sleep(self, seconds: float) -> None:
        """Let the writer end its change; a file that is left alone then has rested."""
        self._writer.finish()
        time.sleep(min(seconds, 0.021))


def behind(monkeypatch: pytest.MonkeyPatch, writer: Writer) -> None:
    """Put a writer behind the calls of all that reads files."""
    for room in (safe_read, folder_scan):
        monkeypatch.setattr(room, "os", _Os(writer))
    monkeypatch.setattr(safe_read, "time", _Time(writer))
    # Between two steps a busy machine may stand still for longer than a writer rests.
    monkeypatch.setattr(safe_read, "_REST_NS", safe_read._EMPTY_REST_NS)
