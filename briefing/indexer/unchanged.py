"""The fingerprint of a store: the fastest test for changes, without keeping its files open.

Each file's path, time and size become one number, and the sum of them all is kept with the
catalogue: it does not depend on the order in which folders list their files, and can be worked out
in parts. Nothing here imports more than it must: a search on the command line waits for it.
"""

import os
import sys
from time import perf_counter
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

SHARED_NAMES = ("store.yaml", "store.yml")
"""As `files.SHARED_NAMES`, which takes longer to import."""
TIME_BITS = (1 << 63) - 1
"""What is kept of a file's time in nanoseconds, as `files.time_of` says."""
_SUFFIXES = (".yaml", ".yml", ".json", ".md", ".YAML", ".YML", ".JSON", ".MD")
_MASK = (1 << 64) - 1
_ALONE = 0.0015  # seconds after which a walk is shared out
_LEVELS, _CHUNKS = 2, 16  # parts of the uppermost folders, and of all that lies below them
_MOST = 3  # processes that walk ahead
_ASKING = 256  # files after which a walk asks whether it is cancelled: every millisecond
_OPEN = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


def share_of(path: str, mtime_ns: int, size: int) -> int:
    """Return what one file adds to the sum."""
    # The hash of a tuple of numbers is the same in every process, unlike that of a text.
    return hash((crc32(path.encode(errors="surrogateescape")), mtime_ns, size)) & _MASK


def sum_of(shares: "Iterable[int]") -> str:
    """Return the sum as it is kept: how many files, and the sum of their shares."""
    count = total = 0
    for share in shares:
        count += 1
        total += share
    return f"{count} {total & _MASK:x}"


def sum_of_store(
    folder: "Path | str",
    parts: "Iterable[int] | None" = None,
    cancelled: "Callable[[], bool] | None" = None,
) -> str | None:
    """Return the sum for the files of a store as they are now, or for some of its parts.

    None where something is odd (a link, a folder that cannot be read): then the files have to be
    looked at one by one, as `files.scan` does. None also where `cancelled` has ended it, which is
    asked once in a while.
    """
    whole = os.fspath(folder)
    shares = _inside(whole, [""]) if parts is None else _of_parts(whole, parts)
    try:
        return sum_of(shares if cancelled is None else _until(cancelled, shares))
    except OSError:
        return None


def _until(cancelled: "Callable[[], bool]", shares: "Iterator[int]") -> "Iterator[int]":
    for count, share in enumerate(shares):
        if not count % _ASKING and cancelled():
            raise InterruptedError  # which is an OSError: what was found so far is no sum
        yield share


def _of_parts(folder: str, parts: "Iterable[int]") -> "Iterator[int]":
    """Yield what the briefs of some parts add.

    The first folders that lie side by side are shared out, and what lies above them file by file.

    Raises:
        OSError: something is odd.
    """
    below: list[str] | None = None
    for part in parts:
        if part < _LEVELS:
            below = yield from _uppermost(folder, part)
            continue
        if below is None:
            below = yield from _uppermost(folder, _LEVELS)  # a part that no file is in
        yield from _inside(folder, below[part - _LEVELS :: _CHUNKS])


def _uppermost(folder: str, part: int) -> "Generator[int, None, list[str]]":
    """Yield what one part of the uppermost briefs adds; return the folders that lie below."""
    below = [""]
    while len(below) == 1:
        yield from _listed(folder, below.pop(), below, part, _LEVELS)
    return sorted(below)


def _inside(folder: str, pending: list[str]) -> "Iterator[int]":
    while pending:
        yield from _listed(folder, pending.pop(), pending)


def _listed(
    folder: str, inside: str, below: list[str], part: int = 0, parts: int = 1
) -> "Iterator[int]":
    """Yield what each brief in one folder adds; folders in it are added to those `below`.

    What a brief is goes by the rules of `files.scan`.

    Raises:
        OSError: something is odd, such as what has the name of a brief and is no file.
    """
    begun = crc32(inside.encode("utf-8", "surrogateescape"))
    place = os.open(os.path.join(folder, inside), _OPEN)  # noqa: PTH118
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == "." or name[-1] == "~":
                    continue
                if name.endswith(_SUFFIXES):
                    code = crc32(name.encode("utf-8", "surrogateescape"), begun)
                    if code % parts != part:
                        continue
                    if not entry.is_file(follow_symlinks=False):
                        raise OSError(name)
                    if inside or name not in SHARED_NAMES:
                        told = entry.stat(follow_symlinks=False)
                        yield hash((code, told.st_mtime_ns & TIME_BITS, told.st_size)) & _MASK
                elif entry.is_dir(follow_symlinks=False):
                    below.append(f"{inside}{name}/")
    finally:
        os.close(place)


class Ahead:
    """The sum for a store, worked out while this process does something else.

    A large store, such as one of 100,000 files, is walked by child processes, unless this one may
    have started threads. They are forked here and not by `concurrent.futures`: that is a long list
    of modules to import before a search begins, and it starts threads of its own around the forks.
    A plain fork begins to walk at once, and its answer is one short text in a pipe. Parts are taken
    from one pipe by whoever is free, at the end by this process too: where two processors are, it
    is not known which of three processes the system lets wait.
    """

    def __init__(self, folder: "Path | str") -> None:
        self._folder = folder
        self._sum: str | None = None
        self._parts: Iterable[int] | None = None
        self._children: list[tuple[int, int]] = []
        self._odd = False
        shares = _inside(os.fspath(folder), [""])
        found = []
        end = perf_counter() + _ALONE
        try:
            for share in shares:
                found.append(share)
                if perf_counter() > end:
                    self._share_out(min(_processors() - 1, _MOST))
                    break
            else:
                self._sum = sum_of(found)
        except OSError:
            self._odd = True
        shares.close()  # type: ignore[attr-defined]

    def _share_out(self, count: int) -> None:
        # Threads do not survive a fork, nor do frameworks of macOS.
        if not hasattr(os, "fork") or sys.platform == "darwin" or "threading" in sys.modules:
            return
        taking, giving = os.pipe()
        os.write(giving, bytes(range(_LEVELS + _CHUNKS)))
        os.close(giving)
        self._parts = _taken(taking)
        for _ in range(count):
            reading, writing = os.pipe()
            child = os.fork()
            if not child:
                _answer(writing, self._folder, self._parts)
            os.close(writing)
            self._children.append((child, reading))

    def result(self) -> str | None:
        """Return what `sum_of_store` does; takes part in the walk as long as there is one."""
        if self._odd or self._sum is not None:
            return self._sum
        answers = [sum_of_store(self._folder, self._parts) or ""]
        answers += [_answer_of(*child) for child in self._children]
        self._children = []
        told = [answer.split() for answer in answers]
        if not all(told):
            return sum_of_store(self._folder)
        count = sum(int(part[0]) for part in told)
        return f"{count} {sum(int(part[1], 16) for part in told) & _MASK:x}"


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _taken(pipe: int) -> "Iterator[int]":
    """Yield the parts that nobody else has taken from the pipe."""
    while part := os.read(pipe, 1):
        yield part[0]
    os.close(pipe)


def _answer(writing: int, folder: "Path | str", parts: "Iterable[int]") -> None:
    """Write the sum of the parts that are left, and end this process at once."""
    try:
        os.write(writing, (sum_of_store(folder, parts) or "").encode())
    finally:
        os._exit(0)


def _answer_of(child: int, reading: int) -> str:
    with open(reading, "rb") as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return answer.decode()
