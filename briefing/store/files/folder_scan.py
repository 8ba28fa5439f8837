"""The scan for the files of a store, including entries that only look like briefs."""

import errno
import os
import stat
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from briefing.errors import StoreError, UnreadableError, cannot_be_read
from briefing.loader.problems import Problem
from briefing.store.file_names import SHARED_NAMES, is_brief, is_shared
from briefing.store.files.ignore import Ignore
from briefing.store.files.safe_read import Entry, Stamp, entry_of, inside_of

_ASKING = 256  # files after which a scan asks whether it is cancelled: every millisecond
_MAX_NESTING = 64  # folders inside one another; a store that deep is a mistake
_MASK = (1 << 64) - 1
_FOLDER = "is a folder named like a brief; rename it"
_PIPE = "is a pipe, device or socket named like a brief; remove it"
_LINKED = "a link to a folder, which is not followed; open that folder, or move it into the store"
_LINK = "is a link to something that is not a regular file; remove it"


class ScanCancelled(Exception):
    """A scan was cancelled before it had seen all files."""


class Scan(NamedTuple):
    """The files of a store at one moment."""

    stamps: tuple[Stamp, ...]
    """The briefs, by path; without the files of shared records."""
    problems: tuple[Problem, ...]
    """Entries that look like briefs but cannot be, and folders and links that are not followed."""
    ignored: tuple[Problem, ...] = ()
    """A note on each file named like a brief, and each folder, that a pattern leaves out."""
    shared: tuple[Stamp, ...] = ()
    """The files of shared records, by path, but for the one at the top."""
    patterns: tuple[str, ...] = ()
    """The patterns of those files, those of folders above first."""

    @property
    def odd(self) -> tuple[Stamp, ...]:
        """Entries named like briefs that are not files; the stamp changes with the reason."""
        return tuple(map(Stamp._make, _irregular(self.problems)))


class Fingerprint(NamedTuple):
    """A checksum of the paths and stamps of a store's files."""

    files: int
    """The number of entries, irregular ones included."""
    total: int
    """The sum of their hashes, in 64 bits; the order does not matter."""


class Look(NamedTuple):
    """The fingerprint of a store, and what a list of its briefs does not show."""

    fingerprint: Fingerprint
    """That of the files."""
    unread: tuple[Problem, ...]
    """Folders that cannot be read."""
    links: tuple[str, ...]
    """Links without the name of a brief, some of which may lead to folders."""


def scan(
    folder: Path,
    cancelled: Callable[[], bool] | None = None,
    ignore: Ignore | None = None,
    patterns_of: Callable[[str], Sequence[str]] = lambda _: (),
) -> Scan:
    """Return the briefs of the store in `folder`; `cancelled` is asked once in a while.

    `patterns_of` returns the patterns, as `ignore` takes them, of one of the files `Scan.shared`.

    Names that begin with `.`, editors' copies (`*~`) and what `ignore` leaves out are passed over.
    Links that lead to a file inside the store are briefs, unless the file itself is one; links to
    folders are not followed, because they may lead out, or in a circle.

    Raises:
        StoreError: `folder` cannot be read at all.
        ScanCancelled: `cancelled` returned true.
    """
    walk = _Walk(folder, cancelled, ignore or Ignore(), patterns_of)
    stamps = sorted(map(Stamp._make, walk.files()), key=itemgetter(0))
    links = unfollowed(folder, walk.links)
    problems = sorted((*walk.problems.values(), *links, *_clashes(stamps)), key=itemgetter(0))
    ignored = (_left_out(*item) for item in sorted(walk.ignored.items()))
    shared = sorted(map(Stamp._make, walk.shared))
    below = sorted(walk.patterns.items(), key=lambda item: (item[0].count("/"), item[0]))
    patterns = tuple(pattern for _, own in below for pattern in own)
    return Scan(tuple(stamps), tuple(problems), tuple(ignored), tuple(shared), patterns)


def _left_out(path: str, pattern: str) -> Problem:
    message = f'not a brief: left out by the pattern "{pattern}"'
    return Problem(path, 1, 1, "note", "not-a-brief", "", message)


def look(
    folder: Path, cancelled: Callable[[], bool] | None = None, ignore: Ignore | None = None
) -> Look:
    """Return the fingerprint of what `scan` would return, without holding the files.

    Raises:
        StoreError, ScanCancelled: as `scan`.
    """
    walk = _Walk(folder, cancelled, ignore or Ignore())
    regular = fingerprint_of(chain(walk.files(), walk.shared))
    irregular = fingerprint_of(_irregular(walk.problems.values()))
    count, total = regular.files + irregular.files, regular.total + irregular.total & _MASK
    unread = (problem for path, problem in walk.problems.items() if not is_brief(path))
    return Look(Fingerprint(count, total), tuple(unread), tuple(walk.links))


def fingerprint_of(entries: Iterable[Entry]) -> Fingerprint:
    """Return the fingerprint of entries in any order."""
    count = total = 0
    for path, mtime_ns, size, inode, odd, ctime_ns in entries:
        name = path if odd is None else f"{path}\n{odd}"
        # The hash of a tuple of integers, unlike that of a text, is the same in every process.
        crc = crc32(name.encode("utf-8", "surrogateescape"))
        total += hash((crc, mtime_ns, size, inode, ctime_ns)) & _MASK
        count += 1
    return Fingerprint(count, total & _MASK)


class _Walk:
    """One pass over the folders of a store."""

    def __init__(
        self,
        folder: Path,
        cancelled: Callable[[], bool] | None,
        ignore: Ignore,
        patterns_of: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        self._folder = os.fspath(folder)
        self._patterns_of = patterns_of
        self._cancelled = cancelled
        self._ignore = ignore
        self._linked_briefs: list[str] = []
        self._inodes = array("Q")
        self.links: list[str] = []
        self.problems: dict[str, Problem] = {}
        self.ignored: dict[str, str] = {}
        self.shared: list[Entry] = []
        self.patterns: dict[str, Sequence[str]] = {}

    def files(self) -> Iterator[Entry]:
        """Yield the briefs of all folders; the rest is complete once all are taken."""
        pending = [""]
        while pending:
            inside = pending.pop()
            if inside.count("/") >= _MAX_NESTING:
                self._problem(inside, "not-a-file", "nested too deeply; not read")
                continue
            try:
                yield from self._entries(inside, pending)
            except OSError as error:
                if not inside:
                    raise StoreError(f"{self._folder}: {cannot_be_read(error)}") from None
                self._problem(inside, "unreadable", f"the folder {cannot_be_read(error)}")
        if self._linked_briefs:
            yield from self._linked()

    def _entries(self, inside: str, pending: list[str]) -> Iterator[Entry]:
        """Yield the briefs of one folder, and add the folders in it to `pending`."""
        above = f"{inside}/" if inside else ""
        if inside and self._patterns_of is not None:
            self._take_patterns(above, self._patterns_of)
        inodes, cancelled, is_left_out = self._inodes, self._cancelled, self._ignore.file
        with os.scandir(f"{self._folder}{os.sep}{inside}" if inside else self._folder) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == "." or name[-1] == "~":
                    continue
                path = above + name
                shared = name in SHARED_NAMES
                named = is_brief(name) and (inside or not shared)
                if not named or shared or not entry.is_file(follow_symlinks=False):
                    self._other(entry, path, pending, named=bool(named))
                elif pattern := is_left_out(path):
                    self.ignored[path] = pattern
                else:
                    try:
                        info = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:
                        continue  # removed since the folder was listed
                    except OSError as error:
                        self._problem(path, "unreadable", f"the file {cannot_be_read(error)}")
                        continue
                    if cancelled is not None and not len(inodes) % _ASKING and cancelled():
                        raise ScanCancelled
                    inodes.append(info.st_ino)
                    yield entry_of(path, info)

    def _take_patterns(self, above: str, patterns_of: Callable[[str], Sequence[str]]) -> None:
        """Leave out what the shared file of a folder names, in that folder and below."""
        for path in map(above.__add__, SHARED_NAMES):
            if os.path.lexists(f"{self._folder}{os.sep}{path}"):
                if own := patterns_of(path):
                    self.patterns[path] = own
                    self._ignore = Ignore((*self._ignore.patterns, *own))
                return

    def _note_shared(self, path: str) -> None:
        try:
            self.shared.append(entry_of(path, _followed(self._folder, path)))
        except UnreadableError as error:
            self._problem(path, error.code, error.message)

    def _other(
        self, entry: os.DirEntry[str], path: str, pending: list[str], *, named: bool
    ) -> None:
        """Note an entry that is not an ordinary file named like a brief."""
        if named and is_shared(path) and entry.is_file():
            self._note_shared(path)
            return
        is_folder = entry.is_dir(follow_symlinks=False)
        leaves_out = self._ignore.file if named and not is_folder else self._ignore.folder
        if pattern := leaves_out(path):
            if is_folder or named:
                self.ignored[path] = pattern
        elif is_folder:
            if named:
                self._problem(path, "not-a-file", _FOLDER)
            pending.append(path)
        elif entry.is_symlink():
            (self._linked_briefs if named else self.links).append(path)
        elif named:
            self._problem(path, "not-a-file", _PIPE)

    def _linked(self) -> Iterator[Entry]:
        """Yield the links that lead to files inside the store which are not briefs themselves."""
        briefs = set(self._inodes)
        for path in self._linked_briefs:
            try:
                info = _followed(self._folder, path)
            except UnreadableError as error:
                self._problem(path, error.code, error.message)
                continue
            if info.st_ino not in briefs:
                yield entry_of(path, info)

    def _problem(self, path: str, code: str, message: str) -> None:
        # The first is what to mend: what else is wrong with a folder shows once it is renamed.
        self.problems.setdefault(path, Problem(path, 1, 1, "error", code, "", message))


def unfollowed(folder: Path, links: Iterable[str]) -> Iterator[Problem]:
    """Yield a warning for each link that leads to a folder, or leads nowhere but may have.

    Of the latter, those whose names have an ending are passed over: they were links to other files.
    """
    for path in links:
        try:
            if stat.S_ISDIR((folder / path).stat().st_mode):
                yield Problem(path, 1, 1, "warning", "linked-folder", "", _LINKED)
        except OSError as error:
            if "." not in path.rpartition("/")[2]:
                message = f"the link {_lost(error)}, so no folder is read there; mend or remove it"
                yield Problem(path, 1, 1, "warning", "linked-folder", "", message)


def _lost(error: OSError) -> str:
    """Return why a link cannot be followed, as the end of a sentence."""
    lost = {errno.ENOENT: "leads to nothing", errno.ELOOP: "leads in a circle"}
    return lost.get(error.errno or 0) or cannot_be_read(error)


def _irregular(problems: Iterable[Problem]) -> Iterator[Entry]:
    for problem in problems:
        if problem.severity == "error" and is_brief(problem.path):
            yield problem.path, 0, 0, 0, problem.message, 0


def _clashes(stamps: list[Stamp]) -> Iterator[Problem]:
    """Yield a warning for each name that differs from another only in case or composition."""
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


def irregular_entry(folder: str | Path, path: str) -> UnreadableError | None:
    """Return the problem of an entry that is named like a brief but is not a file, as in `scan`."""
    try:
        mode = os.lstat(f"{folder}{os.sep}{path}").st_mode
        if stat.S_ISLNK(mode):
            _followed(folder, path)
            return None
    except OSError:
        return None  # removed meanwhile
    except UnreadableError as error:
        return error
    if stat.S_ISREG(mode):
        return None
    return UnreadableError(_FOLDER if stat.S_ISDIR(mode) else _PIPE, "not-a-file")


def _followed(folder: str | Path, path: str) -> os.stat_result:
    """Return the status of the file inside the store that a link leads to."""
    try:
        info = Path(inside_of(folder, path)).stat()
    except OSError as error:
        raise UnreadableError(f"the link {_lost(error)}; remove it", "unreadable") from None
    if not stat.S_ISREG(info.st_mode):
        raise UnreadableError(_LINK, "not-a-file")
    return info
