"""Whether anything in a store has changed, asked in the least time and without holding its files.

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
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SHARED_NAMES = ("store.yaml", "store.yml")
"""As `files.SHARED_NAMES`, which takes longer to import."""
_SUFFIXES = (".yaml", ".yml", ".json", ".md", ".YAML", ".YML", ".JSON", ".MD")
_MASK = (1 << 64) - 1
_ALONE = 0.003  # seconds after which a walk is shared out
_PARTS = 2  # processes that share a walk
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


def sum_of_store(folder: "Path | str", part: int = 0, parts: int = 1) -> str | None:
    """Return the sum for the files of a store as they are now, or for one of several parts of it.

    None where something is odd (a link, a folder that cannot be read): then the files have to be
    looked at one by one, as `files.scan` does.
    """
    try:
        return sum_of(_shares(os.fspath(folder), part, parts))
    except OSError:
        return None


def _shares(folder: str, part: int, parts: int) -> "Iterator[int]":
    """Yield what each brief adds; by the rules of `files.scan`, which say what a brief is.

    Parts share out the first folders that lie side by side, and what lies above them file by file.

    Raises:
        OSError: something is odd.
    """
    pending = [("", parts == 1)]
    while pending:
        inside, mine = pending.pop()
        below: list[str] = []
        place = os.open(os.path.join(folder, inside), _OPEN)  # noqa: PTH118
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    path = inside + entry.name
                    if _is_brief(entry, path, below):
                        code = crc32(path.encode(errors="surrogateescape"))
                        if mine or code % parts == part:
                            told = entry.stat(follow_symlinks=False)
                            yield hash((code, told.st_mtime_ns, told.st_size)) & _MASK
        finally:
            os.close(place)
        shared_out = mine or len(below) > 1
        if not mine and shared_out:
            below = sorted(below)[part::parts]
        pending += [(path, shared_out) for path in below]


def _is_brief(entry: "os.DirEntry[str]", path: str, below: list[str]) -> bool:
    """Whether an entry is a brief; a folder is added to those `below`.

    Raises:
        OSError: it has the name of a brief, and is no file.
    """
    name = entry.name
    if name[0] == "." or name[-1] == "~":
        return False
    if name.endswith(_SUFFIXES):
        if not entry.is_file(follow_symlinks=False):
            raise OSError(path)
        return path not in SHARED_NAMES
    if entry.is_dir(follow_symlinks=False):
        below.append(path + "/")
    return False


class Ahead:
    """The sum for a store, worked out while this process does something else.

    A large store, such as one of 100,000 files, is walked by child processes, unless this one may
    have started threads. They are forked here and not by `concurrent.futures`: that is a long list
    of modules to import before a search begins, and it starts threads of its own around the forks.
    A plain fork begins to walk at once, and its answer is one short text in a pipe.
    """

    def __init__(self, folder: "Path | str") -> None:
        self._folder = folder
        self._sum: str | None = None
        self._children: list[tuple[int, int]] = []
        self._odd = False
        shares = _shares(os.fspath(folder), 0, 1)
        found = []
        end = perf_counter() + _ALONE
        try:
            for share in shares:
                found.append(share)
                if perf_counter() > end:
                    self._share_out()
                    break
            else:
                self._sum = sum_of(found)
        except OSError:
            self._odd = True
        shares.close()  # type: ignore[attr-defined]

    def _share_out(self) -> None:
        # Threads do not survive a fork, nor do frameworks of macOS.
        if not hasattr(os, "fork") or sys.platform == "darwin" or "threading" in sys.modules:
            return
        for part in range(_PARTS):
            reading, writing = os.pipe()
            child = os.fork()
            if not child:
                _answer(writing, self._folder, part)
            os.close(writing)
            self._children.append((child, reading))

    def result(self) -> str | None:
        """Return what `sum_of_store` does; waits for the child processes."""
        if self._odd or self._sum is not None:
            return self._sum
        if not self._children:
            return sum_of_store(self._folder)
        answers = [_answer_of(*child) for child in self._children]
        self._children = []
        parts = [answer.split() for answer in answers]
        if not all(parts):
            return sum_of_store(self._folder)
        count = sum(int(part[0]) for part in parts)
        return f"{count} {sum(int(part[1], 16) for part in parts) & _MASK:x}"


def _answer(writing: int, folder: "Path | str", part: int) -> None:
    """Write the sum of one part, and end this process at once."""
    try:
        os.write(writing, (sum_of_store(folder, part, _PARTS) or "").encode())
    finally:
        os._exit(0)


def _answer_of(child: int, reading: int) -> str:
    with open(reading, "rb") as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return answer.decode()
