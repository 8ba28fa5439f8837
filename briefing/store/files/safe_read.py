"""Safe reading of a single file of a store."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from briefing.errors import BriefingError, UnreadableError, cannot_be_read
from briefing.loader import MAX_BRIEF

MAX_ARCHIVE = 4 * 1024 * 1024
"""Bytes of the largest archived text."""
PASSING = frozenset(("unreadable", "changing"))
"""Codes of problems that may disappear although the file does not change."""

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY
_ATTEMPTS = 3
_PAUSE = 0.02  # seconds between attempts; doubles: a writer needs a moment, a reader no longer one
_REST_NS = 20_000_000  # a file touched less than this ago may be only half written
_EMPTY_REST_NS = 200_000_000  # the same of an empty one: a writer has just truncated it


class Stamp(NamedTuple):
    """A file of a store, with the attributes that change when it does."""

    path: str
    """Within the store, with `/` between the parts."""
    mtime_ns: int
    """The time of its last change, in nanoseconds, as 63 bits without a sign."""
    size: int
    """In bytes."""
    inode: int
    """The file's number on its disk: another one after a file was replaced."""
    odd: str | None = None
    """Why an entry named like a brief is not a file; None for a file."""
    ctime_ns: int = 0
    """The time of the last change of its attributes, as `mtime_ns`: programs can set that one."""


_BITS = (1 << 63) - 1


Entry = tuple[str, int, int, int, str | None, int]
"""The fields of a `Stamp`, for scans of many files, where making one each would be too slow."""


def entry_of(path: str, info: os.stat_result) -> Entry:
    """Return the stamp of a file with this status, as its fields.

    File systems keep times before 1970 and after 2262, and numbers of 64 bits, beyond the integers
    of SQLite; higher bits are dropped.
    """
    mtime_ns, ctime_ns = info.st_mtime_ns & _BITS, info.st_ctime_ns & _BITS
    return path, mtime_ns, info.st_size, info.st_ino & _BITS, None, ctime_ns


_SECOND = 1_000_000_000
_COARSE_NS = 2 * _SECOND  # the longest tick of a file system, that of FAT
_SKEW_NS = 24 * 3600 * _SECOND


def is_settled(stamp: Stamp, now_ns: int) -> bool:
    """Whether a file, looked at at `now_ns`, cannot change again without its stamp changing.

    Its time must be older than the tick of its file system's clock (git's documentation,
    `racy-git.txt`). Whole seconds are those of FAT (2 s), HFS+, ext3 or old NFS (1 s); with a
    fraction the tick is that of a kernel, and `ctime_ns`, which no program can set, differs after
    any change.
    """
    tick = _REST_NS if stamp.mtime_ns % _SECOND else _COARSE_NS
    if abs(now_ns - stamp.mtime_ns) <= tick:
        return False
    if stamp.ctime_ns % _SECOND:
        return True
    # The clock of a server may be ahead.
    return not -_SKEW_NS < now_ns - stamp.ctime_ns <= _COARSE_NS


def can_be_kept(stamp: Stamp, now_ns: int | None = None) -> bool:
    """Whether what `read` returned of a file holds for as long as its stamp stays the same.

    `now_ns` is the time at which it was called, by default the present.
    """
    # `read` lets it rest.
    return is_settled(stamp, (time.time_ns() if now_ns is None else now_ns) + _REST_NS)


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
    real = os.path.realpath(f"{root}{os.sep}{path}")
    if not real.startswith(root if root.endswith(os.sep) else root + os.sep):
        raise UnreadableError("the path leads outside the store; move the file in", "outside")
    return real


def _is_without_links(folder: str, path: str) -> bool:
    """Whether no part of `path` below `folder` is a link or leads back up."""
    at, parts = folder, path.split("/")
    if ".." in parts:
        return False
    for part in parts:
        at = f"{at}{os.sep}{part}"
        try:
            if stat.S_ISLNK(os.lstat(at).st_mode):
                return False
        except OSError:
            return True  # a missing file leads nowhere, and is reported when it is opened
    return True


def stamp_of(folder: str | Path, path: str) -> Stamp:
    """Return the present stamp of the file `path` of a store.

    Raises:
        UnreadableError: there is no such file, it is no ordinary one, or it leads out of the store.
    """
    try:
        info = _stat(inside_of(folder, path))
    except OSError as error:
        raise _unreadable(error) from None
    _require_regular(info)
    return Stamp._make(entry_of(path, info))


def glance(folder: str | Path, path: str) -> Stamp:
    """Return the present stamp of an entry that was found inside the store before.

    Raises:
        OSError: it is gone, or the system refuses.
    """
    return Stamp._make(entry_of(path, _stat(f"{folder}{os.sep}{path}")))


def _stat(real: str) -> os.stat_result:
    # Not Path.stat for most: that takes as long again.
    info = os.lstat(real)
    return Path(real).stat() if stat.S_ISLNK(info.st_mode) else info


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


def read_head(folder: str | Path, path: str, size: int) -> bytes:
    """Return the first `size` bytes of a file of a store, which may be changing; none if it is gone
    or not a regular file.
    """
    try:
        real = inside_of(folder, path)
        _require_regular(_stat(real))
        descriptor = os.open(real, _FLAGS)
    except (OSError, UnreadableError):
        return b""
    with os.fdopen(descriptor, "rb") as file:
        return file.read(size)


def _read_once(real: str, limit: int) -> bytes | None:
    """Return the bytes of one file, or None where it changed meanwhile."""
    # Before it is opened, as opening alone affects a pipe or a device, and again afterwards, as
    # another file may have taken its place.
    _require_regular(_stat(real))
    descriptor = os.open(real, _FLAGS)
    try:
        before = os.fstat(descriptor)
        _require_regular(before)
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


def _require_regular(info: os.stat_result) -> None:
    if not stat.S_ISREG(info.st_mode):
        raise UnreadableError(
            "not a regular file but a folder, a pipe or a device; name a regular file", "not-a-file"
        )


def _let_rest(mtime_ns: int, rest_ns: int) -> None:
    """Wait until a file that was touched just now has been left alone for a moment.

    So a brief that is written in several steps is not read between them, and one written after it
    was read gets another time, however coarse the clock of the disk is.
    """
    age = time.time_ns() - mtime_ns
    if 0 <= age < rest_ns:
        time.sleep((rest_ns - age) / 1e9)


def _too_large(limit: int) -> str:
    return f"the file is larger than {limit // (1024 * 1024)} MiB; split it"


def _unreadable(error: OSError) -> UnreadableError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableError("the file does not exist", "vanished")
    return UnreadableError(f"the file {cannot_be_read(error)}", "unreadable")


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Name the file `path` of a store in an error that says why it cannot be read."""
    try:
        yield
    except UnreadableError as error:
        raise BriefingError(f"{path}: {error.message}") from None
