"""Disks that fail: each call of the system or of SQLite in turn, as curl's torture tests do it."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CALLS = ("open", "read", "fstat", "stat", "lstat", "scandir", "mkdir", "rename", "unlink", "access")
"""Functions of `os` that fail."""

ERRORS = (
    errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR, errno.EMFILE, errno.EROFS, errno.ESTALE,
    errno.EDQUOT,
)  # fmt: skip
"""How they fail."""

SQLITE_ERRORS = {
    "database or disk is full": sqlite3.SQLITE_FULL, "disk I/O error": sqlite3.SQLITE_IOERR,
    "database is locked": sqlite3.SQLITE_BUSY, "unable to open database file":
    sqlite3.SQLITE_CANTOPEN, "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
}  # fmt: skip
"""How SQLite says it, in words and as a code."""


class Faults:
    """Counts the calls about files below a folder, and lets one of them fail."""

    def __init__(self, below: Path, fails_at: int = 0, number: int = 0) -> None:
        """Fail at call `fails_at`, counted from 1; 0 only counts."""
        self.below = os.fspath(below)
        self.fails_at = fails_at
        self.number = number
        self.calls = 0
        self._descriptors: set[int] = set()

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return `real` with faults."""

        def call(where: Any, *words: Any, **named: Any) -> Any:
            if self._concerns(where):
                self.calls += 1
                if self.calls == self.fails_at:
                    if name == "access":
                        return False
                    raise OSError(self.number, os.strerror(self.number), where)
            answer = real(where, *words, **named)
            if name == "open" and self._concerns(where):
                self._descriptors.add(answer)
            return answer

        return call

    def _concerns(self, where: Any) -> bool:
        if isinstance(where, int):
            return where in self._descriptors
        return os.fsdecode(where).startswith(self.below)


@contextmanager
def failing(faults: Faults) -> Iterator[None]:
    """Let calls of the system fail inside the block."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, faults.wrap(name, getattr(os, name)))
        yield


@contextmanager
def failing_sqlite(fails_at: int, message: str) -> Iterator[list[int]]:
    """Let the statement `fails_at` fail inside the block, counted from 1; yield the count."""
    count = [0]

    def check() -> None:
        count[0] += 1
        if count[0] == fails_at:
            error = sqlite3.OperationalError(message)
            error.sqlite_errorcode = SQLITE_ERRORS[message]
            raise error

    real = sqlite3.connect

    def connect(*words: Any, factory: Any = sqlite3.Connection, **named: Any) -> sqlite3.Connection:
        class Failing(factory):
            def execute(self, *words: Any) -> Any:
                check()
                return super().execute(*words)

            def executemany(self, *words: Any) -> Any:
                check()
                return super().executemany(*words)

            def executescript(self, *words: Any) -> Any:
                check()
                return super().executescript(*words)

        return real(*words, **named, factory=Failing)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect)
        yield count
