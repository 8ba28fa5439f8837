"""Which files a store holds, and how to read one without being hurt.

Nothing but ordinary files is ever opened: no pipe that blocks, no device that never ends, no link
that leads out of the store. A file that changes while it is read is read again.
"""

import os
import stat
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import StoreError, UnreadableError
from briefing.problems import Problem

BRIEF_SUFFIXES = (".yaml", ".yml", ".json", ".md")
"""What the name of a brief ends in, in small letters or capitals."""
SHARED_NAMES = ("store.yaml", "store.yml")
"""What the file of shared records is called, at the top of the store."""
MAX_BRIEF = 1024 * 1024
"""Bytes of the largest brief."""
MAX_ARCHIVE = 4 * 1024 * 1024
"""Bytes of the largest archived text."""
PASSING = frozenset(("unreadable", "changing"))
"""Codes of what the same file may be free of at another time, although nothing in it changes."""

_SUFFIXES = (*BRIEF_SUFFIXES, *(suffix.upper() for suffix in BRIEF_SUFFIXES))
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY
_ATTEMPTS = 3
_PAUSE = 0.02  # seconds between attempts; doubles: a writer needs a moment, a reader no longer one
_REST_NS = 20_000_000  # a file touched less than this ago may be only half written
_MAX_NESTING = 64  # folders inside one another; a store that deep is a mistake


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file of a store, and what tells whether it has changed."""

    path: str
    """Within the store, with `/` between the parts."""
    mtime_ns: int
    """When its content changed, in nanoseconds."""
    size: int
    """In bytes."""
    inode: int
    """The file's number on its disk: another one after a file was replaced."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The files of a store at one moment."""

    stamps: tuple[Stamp, ...]
    """The briefs, by path; without the file of shared records."""
    problems: tuple[Problem, ...]
    """Entries that look like briefs but cannot be, and folders that cannot be read."""


def is_brief(path: str) -> bool:
    """Whether the name of a file is that of a brief."""
    return path.endswith(_SUFFIXES)


def scan(folder: Path) -> Scan:
    """Return the briefs of the store in `folder`.

    Names that begin with `.` and editors' copies (`*~`) are passed over. Links that lead to a file
    inside the store are briefs, unless the file itself is one; links to folders are not followed.

    Raises:
        StoreError: `folder` cannot be read at all.
    """
    walk = _Walk(folder)
    walk.run()
    stamps = sorted(walk.found, key=_path)
    problems = [*walk.problems, *_clashes(stamps)]
    problems.sort(key=lambda problem: problem.path)
    return Scan(tuple(stamps), tuple(problems))


def _path(stamp: Stamp) -> str:
    return stamp.path


class _Walk:
    """One pass over the folders of a store."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.fspath(folder)
        self._links: list[str] = []
        self.found: list[Stamp] = []
        self.problems: list[Problem] = []

    def run(self) -> None:
        """Go through all folders; what is found stands in `found` and `problems`."""
        try:
            pending = list(self._entries(self._folder, ""))
        except OSError as error:
            raise StoreError(f"{self._folder}: {_reason(error)}") from None
        while pending:
            path, inside = pending.pop()
            if inside.count("/") > _MAX_NESTING:
                self._problem(inside.rstrip("/"), "not-a-file", "folders lie too deep; not read")
                continue
            try:
                pending.extend(self._entries(path, inside))
            except OSError as error:
                self._problem(inside.rstrip("/"), "unreadable", f"the folder {_reason(error)}")
        self._add_links()

    def _entries(self, folder: str, inside: str) -> Iterator[tuple[str, str]]:
        """Take the files of one folder, and yield its folders: path, path within the store."""
        found = self.found
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == "." or name[-1] == "~":
                    continue
                if name.endswith(_SUFFIXES) and entry.is_file(follow_symlinks=False):
                    if inside == "" and name in SHARED_NAMES:
                        continue
                    try:
                        told = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:
                        continue  # it went away since the folder was listed
                    found.append(Stamp(inside + name, told.st_mtime_ns, told.st_size, told.st_ino))
                elif entry.is_dir(follow_symlinks=False):
                    yield entry.path, f"{inside}{name}/"
                    if name.endswith(_SUFFIXES) and (inside or name not in SHARED_NAMES):
                        message = "is a folder with the name of a brief; rename it"
                        self._problem(inside + name, "not-a-file", message)
                elif name.endswith(_SUFFIXES):
                    self._odd(entry, inside + name)

    def _odd(self, entry: "os.DirEntry[str]", path: str) -> None:
        """Take an entry with the name of a brief that is neither a file nor a folder."""
        if entry.is_symlink():
            self._links.append(path)
        else:
            message = "is a pipe, device or socket with the name of a brief; remove it"
            self._problem(path, "not-a-file", message)

    def _add_links(self) -> None:
        """Take the links that lead to files inside the store which are not briefs themselves."""
        if not self._links:
            return
        known = {stamp.inode for stamp in self.found}
        for path in self._links:
            try:
                told = Path(inside_of(self._folder, path)).stat()
            except UnreadableError as error:
                self._problem(path, error.code, error.message)
                continue
            except OSError as error:
                self._problem(path, "unreadable", f"the link {_reason(error)}")
                continue
            if stat.S_ISREG(told.st_mode) and told.st_ino not in known:
                self.found.append(Stamp(path, told.st_mtime_ns, told.st_size, told.st_ino))
            elif not stat.S_ISREG(told.st_mode):
                self._problem(path, "not-a-file", "is a link to no ordinary file; remove it")

    def _problem(self, path: str, code: str, message: str) -> None:
        self.problems.append(Problem(path, 1, 1, "error", code, "", message))


def _clashes(stamps: list[Stamp]) -> Iterator[Problem]:
    """Yield a warning for each file whose name another has in other case or composition."""
    plain = [_plain(stamp.path) for stamp in stamps]
    if len(set(plain)) == len(plain):
        return
    first: dict[str, str] = {}
    for folded, stamp in zip(plain, stamps, strict=True):
        other = first.setdefault(folded, stamp.path)
        if other != stamp.path:
            same_case = unicodedata.normalize("NFC", other) == unicodedata.normalize(
                "NFC", stamp.path
            )
            how = "composition" if same_case else "case"
            message = f'its name differs from "{other}" only in {how}; rename one'
            yield Problem(stamp.path, 1, 1, "warning", "name-clash", "", message)


def _plain(path: str) -> str:
    """Return what two names share that some file systems take for one."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def inside_of(folder: str | Path, path: str) -> str:
    """Return the real path of `path` within `folder`, all links resolved.

    Raises:
        UnreadableError: it leads out of the folder (code `outside`).
    """
    if path.startswith(("/", "~/")) or "\0" in path:
        raise UnreadableError("the path leads out of the store; write it relative", "outside")
    joined = f"{folder}{os.sep}{path}"
    if "/" not in path and path != ".." and not os.path.islink(joined):  # noqa: PTH114
        return joined  # by far the most frequent, and the links above are the store's own matter
    root = os.path.realpath(folder)
    real = os.path.realpath(os.path.join(root, path))  # noqa: PTH118
    if not real.startswith(root if root.endswith(os.sep) else root + os.sep):
        raise UnreadableError("the path leads out of the store; keep the file inside", "outside")
    return real


def stamp_of(folder: str | Path, path: str) -> Stamp:
    """Return the present stamp of the file `path` of a store.

    Raises:
        UnreadableError: there is no such file, or it leads out of the store.
    """
    try:
        told = os.stat(inside_of(folder, path))  # noqa: PTH116  (Path costs as much again)
    except OSError as error:
        raise _unreadable(error) from None
    return Stamp(path, told.st_mtime_ns, told.st_size, told.st_ino)


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
    raise UnreadableError("the file changes while it is read; try again", "changing")


def _read_once(real: str, limit: int) -> bytes | None:
    """Return the bytes of one file, or None where it changed meanwhile."""
    descriptor = os.open(real, _FLAGS)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableError(
                "this is a folder, a pipe or a device; name an ordinary file", "not-a-file"
            )
        if before.st_size > limit:
            raise UnreadableError(_too_large(limit), "too-large")
        _let_rest(before.st_mtime_ns)
        before = os.fstat(descriptor)
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


def _let_rest(mtime_ns: int) -> None:
    """Wait until a file has been left alone for a moment, if it was touched just now.

    So a brief that is written in several steps is not read between them, and one that is written
    after it was read has another time than before, however coarse the clock of the disk is.
    """
    age = time.time_ns() - mtime_ns
    if 0 <= age < _REST_NS:
        time.sleep((_REST_NS - age) / 1e9)


def _too_large(limit: int) -> str:
    return f"the file is over {limit // (1024 * 1024)} MiB; split it"


def _unreadable(error: OSError) -> UnreadableError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableError("the file is not there", "vanished")
    return UnreadableError(f"the file {_reason(error)}", "unreadable")


def _reason(error: OSError) -> str:
    return f"cannot be read ({(error.strerror or type(error).__name__).lower()})"
