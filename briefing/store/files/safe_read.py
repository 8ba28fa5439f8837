"""Safe reading of a single file of a store."""

import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

from briefing.errors import UnreadableError
from briefing.loader import MAX_BRIEF

MAX_ARCHIVE = 4 * 1024 * 1024
"""Bytes of the largest archived text."""
PASSING = frozenset(("unreadable", "changing"))
"""Codes of what the same file may be free of at another time, although nothing in it changes."""

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY
_ATTEMPTS = 3
_PAUSE = 0.02  # seconds between attempts; doubles: a writer needs a moment, a reader no longer one
_REST_NS = 20_000_000  # a file touched less than this ago may be only half written
_EMPTY_REST_NS = 200_000_000  # the same of one that has just been emptied: it is to be written anew


class Stamp(NamedTuple):
    """A file of a store, and what tells whether it has changed."""

    path: str
    """Within the store, with `/` between the parts."""
    mtime_ns: int
    """When its content changed: `time_of`."""
    size: int
    """In bytes."""
    inode: int
    """The file's number on its disk: another one after a file was replaced."""
    odd: str | None = None
    """Why what has the name of a brief is not a file; None for a file."""


def time_of(told: os.stat_result) -> int:
    """Return when a file's content changed, in nanoseconds, as 63 bits without a sign.

    File systems keep times before 1970 and after 2262, where 64 bits end and with them the integers
    of SQLite. Of such a time the bits above the 63rd are dropped. What matters is that the result
    changes when the file does.
    """
    return told.st_mtime_ns & (1 << 63) - 1


def inside_of(folder: str | Path, path: str) -> str:
    """Return the path of `path` within `folder`, all links below the folder resolved.

    Raises:
        UnreadableError: it leads out of the folder (code `outside`).
    """
    if path.startswith(("/", "~/")) or "\0" in path:
        raise UnreadableError("the path leads outside the store; make it relative", "outside")
    if _is_without_links(str(folder), path):
        return f"{folder}{os.sep}{path}"
    root = os.path.realpath(folder)
    real = os.path.realpath(os.path.join(root, path))  # noqa: PTH118
    if not real.startswith(root if root.endswith(os.sep) else root + os.sep):
        raise UnreadableError("the path leads outside the store; move the file in", "outside")
    return real


def _is_without_links(folder: str, path: str) -> bool:
    """Whether no part of `path` below `folder` is a link or leads back up.

    As nearly always, and quicker to find out than where a path leads: links above are the store's
    own matter.
    """
    at, parts = folder, path.split("/")
    if ".." in parts:
        return False
    for part in parts:
        at = f"{at}{os.sep}{part}"
        try:
            if stat.S_ISLNK(os.lstat(at).st_mode):
                return False
        except OSError:
            return True  # what is not there leads nowhere; who opens it is told so
    return True


def stamp_of(folder: str | Path, path: str) -> Stamp:
    """Return the present stamp of the file `path` of a store.

    Raises:
        UnreadableError: there is no such file, it is no ordinary one, or it leads out of the store.
    """
    try:
        told = os.stat(inside_of(folder, path))  # noqa: PTH116  (Path costs as much again)
    except OSError as error:
        raise _unreadable(error) from None
    _refuse_odd(told)
    return Stamp(path, time_of(told), told.st_size, told.st_ino)


def glance(folder: str | Path, path: str) -> Stamp:
    """Return the present stamp of what was found inside the store before, whatever it is now.

    Raises:
        OSError: it is not there any more, or the system refuses to say.
    """
    told = os.stat(f"{folder}{os.sep}{path}")  # noqa: PTH116
    return Stamp(path, time_of(told), told.st_size, told.st_ino)


def read(folder: str | Path, path: str, limit: int = MAX_BRIEF) -> bytes:
    """Return the bytes of the file `path` of a store.

    Raises:
        UnreadableError: it is no ordinary file, leads out, has more than `limit` bytes, changes
            again and again while it is read, or the system refuses it; `code` says which.
    """
    pause = _PAUSE
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(pause)
            pause *= 2
        try:
            data = _read_once(inside_of(folder, path), limit)
        except InterruptedError:
            continue
        except OSError as error:
            raise _unreadable(error) from None
        if data is not None:
            return data
    raise UnreadableError("the file keeps changing while it is read; try again", "changing")


def _read_once(real: str, limit: int) -> bytes | None:
    """Return the bytes of one file, or None where it changed meanwhile."""
    # Looked at before it is opened, since even opening does something to a pipe or a device, and
    # again afterwards, since another may have taken its place.
    _refuse_odd(os.stat(real))  # noqa: PTH116
    descriptor = os.open(real, _FLAGS)
    try:
        before = os.fstat(descriptor)
        _refuse_odd(before)
        if before.st_size > limit:
            raise UnreadableError(_too_large(limit), "too-large")
        _let_rest(before.st_mtime_ns, _REST_NS if before.st_size else _EMPTY_REST_NS)
        rested = os.fstat(descriptor)
        if (rested.st_mtime_ns, rested.st_size) != (before.st_mtime_ns, before.st_size):
            return None  # it was written to meanwhile, and has not rested
        parts, total = [], 0
        while part := os.read(descriptor, limit + 1 - total):
            parts.append(part)
            total += len(part)
            if total > limit:
                raise UnreadableError(_too_large(limit), "too-large")
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, total):
        return None
    return b"".join(parts)


def _refuse_odd(told: os.stat_result) -> None:
    if not stat.S_ISREG(told.st_mode):
        raise UnreadableError(
            "not a regular file but a folder, a pipe or a device; name a regular file", "not-a-file"
        )


def _let_rest(mtime_ns: int, rest_ns: int) -> None:
    """Wait until a file has been left alone for a moment, if it was touched just now.

    So a brief that is written in several steps is not read between them, and one that is written
    after it was read has another time than before, however coarse the clock of the disk is.
    """
    age = time.time_ns() - mtime_ns
    if 0 <= age < rest_ns:
        time.sleep((rest_ns - age) / 1e9)


def _too_large(limit: int) -> str:
    return f"the file is larger than {limit // (1024 * 1024)} MiB; split it"


def _unreadable(error: OSError) -> UnreadableError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableError("the file does not exist", "vanished")
    return UnreadableError(f"the file {reason_of(error)}", "unreadable")


def reason_of(error: OSError) -> str:
    """Return why the system refuses something, as the end of a sentence."""
    return f"cannot be read ({(error.strerror or type(error).__name__).lower()})"
