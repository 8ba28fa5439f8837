"""The scan for the files of a store, including entries that only look like briefs."""

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from briefing.errors import StoreError, UnreadableError
from briefing.loader.problems import Problem
from briefing.store.files.safe_read import Stamp, inside_of, reason_of, time_of

BRIEF_SUFFIXES = (".yaml", ".yml", ".json", ".md")
"""What the name of a brief ends in, in small letters or capitals."""
SHARED_NAMES = ("store.yaml", "store.yml")
"""What the file of shared records is called, at the top of the store."""

_SUFFIXES = (*BRIEF_SUFFIXES, *(suffix.upper() for suffix in BRIEF_SUFFIXES))
_ASKING = 256  # files after which a scan asks whether it is cancelled: every millisecond
_MAX_NESTING = 64  # folders inside one another; a store that deep is a mistake
_FOLDER = "is a folder named like a brief; rename it"
_PIPE = "is a pipe, device or socket named like a brief; remove it"
_LINK = "is a link to something that is not a regular file; remove it"


class ScanCancelled(Exception):
    """A scan was ended before it had seen all files."""


class Scan(NamedTuple):
    """The files of a store at one moment."""

    stamps: tuple[Stamp, ...]
    """The briefs, by path; without the file of shared records."""
    problems: tuple[Problem, ...]
    """Entries that look like briefs but cannot be, and folders that cannot be read."""

    @property
    def odd(self) -> tuple[Stamp, ...]:
        """The entries with names of briefs that are no files; the stamp changes with the reason."""
        return tuple(
            Stamp(one.path, 0, 0, 0, one.message)
            for one in self.problems
            if one.severity == "error" and is_brief(one.path)
        )


def is_brief(path: str) -> bool:
    """Whether the name of a file is that of a brief."""
    return path.endswith(_SUFFIXES)


def scan(folder: Path, cancelled: Callable[[], bool] | None = None) -> Scan:
    """Return the briefs of the store in `folder`; `cancelled` is asked once in a while.

    Names that begin with `.` and editors' copies (`*~`) are passed over. Links that lead to a file
    inside the store are briefs, unless the file itself is one; links to folders are not followed.

    Raises:
        StoreError: `folder` cannot be read at all.
        ScanCancelled: `cancelled` has said so.
    """
    walk = _Walk(folder, cancelled)
    walk.run()
    stamps = sorted(walk.found, key=itemgetter(0))
    problems = [*walk.problems.values(), *_clashes(stamps)]
    problems.sort(key=lambda problem: problem.path)
    return Scan(tuple(stamps), tuple(problems))


class _Walk:
    """One pass over the folders of a store."""

    def __init__(self, folder: Path, cancelled: Callable[[], bool] | None) -> None:
        self._folder = os.fspath(folder)
        self._cancelled = cancelled
        self._links: list[str] = []
        self.found: list[Stamp] = []
        self.problems: dict[str, Problem] = {}

    def run(self) -> None:
        """Go through all folders; what is found stands in `found` and `problems`."""
        try:
            pending = list(self._entries(self._folder, ""))
        except OSError as error:
            raise StoreError(f"{self._folder}: {reason_of(error)}") from None
        while pending:
            path, inside = pending.pop()
            if inside.count("/") > _MAX_NESTING:
                self._problem(inside.rstrip("/"), "not-a-file", "nested too deeply; not read")
                continue
            try:
                pending.extend(self._entries(path, inside))
            except OSError as error:
                self._problem(inside.rstrip("/"), "unreadable", f"the folder {reason_of(error)}")
        self._add_links()

    def _entries(self, folder: str, inside: str) -> Iterator[tuple[str, str]]:
        """Take the files of one folder, and yield its folders: path, path within the store."""
        found = self.found
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == "." or name[-1] == "~":
                    continue
                path = inside + name
                named = name.endswith(_SUFFIXES) and path not in SHARED_NAMES
                if named and entry.is_file(follow_symlinks=False):
                    try:
                        told = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:
                        continue  # it went away since the folder was listed
                    if not len(found) % _ASKING and self._cancelled and self._cancelled():
                        raise ScanCancelled
                    found.append(Stamp(path, time_of(told), told.st_size, told.st_ino))
                elif entry.is_dir(follow_symlinks=False):
                    if named:
                        self._problem(path, "not-a-file", _FOLDER)
                    yield entry.path, f"{path}/"
                elif named and entry.is_symlink():
                    self._links.append(path)
                elif named:
                    self._problem(path, "not-a-file", _PIPE)

    def _add_links(self) -> None:
        """Take the links that lead to files inside the store which are not briefs themselves."""
        if not self._links:
            return
        known = {stamp.inode for stamp in self.found}
        for path in self._links:
            try:
                told = _followed(self._folder, path)
            except UnreadableError as error:
                self._problem(path, error.code, error.message)
                continue
            if told.st_ino not in known:
                self.found.append(Stamp(path, time_of(told), told.st_size, told.st_ino))

    def _problem(self, path: str, code: str, message: str) -> None:
        # The first is what to mend: what else is wrong with a folder shows once it is renamed.
        self.problems.setdefault(path, Problem(path, 1, 1, "error", code, "", message))


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


def irregular_entry(folder: str | Path, path: str) -> UnreadableError | None:
    """Return what `scan` tells of an entry with the name of a brief; None if it is a file."""
    try:
        mode = os.lstat(f"{folder}{os.sep}{path}").st_mode
        if stat.S_ISLNK(mode):
            _followed(folder, path)
            return None
    except OSError:
        return None  # it went away
    except UnreadableError as error:
        return error
    if stat.S_ISREG(mode):
        return None
    return UnreadableError(_FOLDER if stat.S_ISDIR(mode) else _PIPE, "not-a-file")


def _followed(folder: str | Path, path: str) -> os.stat_result:
    """Return what the system tells of the file inside the store that a link leads to."""
    try:
        told = os.stat(inside_of(folder, path))  # noqa: PTH116
    except OSError as error:
        raise UnreadableError(f"the link {reason_of(error)}", "unreadable") from None
    if not stat.S_ISREG(told.st_mode):
        raise UnreadableError(_LINK, "not-a-file")
    return told
