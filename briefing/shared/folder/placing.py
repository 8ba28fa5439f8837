"""Writing pulled files into a folder: whole or not at all, and never outside of it."""

import errno
import hashlib
import os
import stat
from contextlib import ExitStack
from pathlib import Path

from briefing.errors import BriefingError
from briefing.shared.folder.record import FileRecord

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_MAX_NESTING = 64
MAX_PATH = 2000
"""Bytes of the longest path: an index of the server takes 2,700, with the name of the store."""
_SHOWN = 200  # characters of a path in a message
_MAX_NAME = 255  # bytes, as file systems have it
_REFUSED_NAMES = (errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG)
"""How a file system says that it has no such names: FAT takes no `:`, others only UTF-8."""


class Misplaced(BriefingError):
    """A path that is refused: it leads out, is hidden, or is blocked by another file."""


def require_inside(path: str) -> None:
    """Check that a path of a shared store names an ordinary file below the folder.

    Raises:
        Misplaced: it does not. A writer of the store may be careless, or worse.
    """
    parts = path.split("/")
    if (
        len(parts) > _MAX_NESTING
        or any(not part or part[0] == "." for part in parts)
        or (len(path) > _MAX_NAME // 4 and _is_too_long(path, parts))
    ):
        shown = path if len(path) <= _SHOWN else f"{path[:_SHOWN]}…"
        raise Misplaced(f"{shown!r} is not the path of a file of a store")


def _is_too_long(path: str, parts: list[str]) -> bool:
    longest = max(len(os.fsencode(part)) for part in parts)
    return longest > _MAX_NAME or len(os.fsencode(path)) > MAX_PATH


class Placer:
    """Writes files into one folder."""

    def __init__(self, folder: Path) -> None:
        """Write below `folder`; folders on the way are created."""
        self._folder = folder
        self._folders: dict[str, tuple[str, Path]] = {}
        self._temporary = f".briefing-{os.getpid()}.tmp"

    def put(self, path: str, data: bytes, at: int) -> int:
        """Write a file with the time `at` (microseconds); return that time in nanoseconds.

        Raises:
            Misplaced: the path leads out, the file system takes no such name, or a folder or a link
                is in the way.
            OSError: the system refuses.
        """
        require_inside(path)
        above, _, name = path.rpartition("/")
        folder, temporary = self._folders.get(above) or self._make_folder(above)
        mtime_ns = at * 1000
        descriptor = _created(temporary)
        with ExitStack() as undo:
            undo.callback(temporary.unlink, missing_ok=True)
            _fill(descriptor, data, mtime_ns)
            try:
                temporary.replace(f"{folder}{os.sep}{name}")
            except IsADirectoryError:
                raise Misplaced(f"{path!r}: a folder is in the way") from None
            except OSError as error:
                raise _refused(path, error) from None
            undo.pop_all()
        return mtime_ns

    def remove(self, path: str) -> None:
        """Remove a file, and the folders that are empty after it; one that is gone is no error."""
        require_inside(path)
        above = Path(path).parent
        if not self._leads_out(str(above) if str(above) != "." else ""):
            (self._folder / path).unlink(missing_ok=True)
        for folder in (above, *above.parents)[:-1]:
            try:
                (self._folder / folder).rmdir()
            except OSError:
                return
            self._folders.pop(str(folder), None)

    def _make_folder(self, inside: str) -> tuple[str, Path]:
        """Return a folder, created where it is missing, and the name of temporary files in it."""
        if self._leads_out(inside):
            raise Misplaced(f"{inside!r}: a link is in the way")
        try:
            (self._folder / inside).mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise Misplaced(f"{inside!r}: a file is in the way") from None
        except OSError as error:
            raise _refused(inside, error) from None
        folder = self._folder / inside
        self._folders[inside] = str(folder), folder / self._temporary
        return self._folders[inside]

    def _leads_out(self, inside: str) -> bool:
        """Whether a part of the path below the folder is a link."""
        at = self._folder
        for part in filter(None, inside.split("/")):
            at /= part
            try:
                if stat.S_ISLNK(at.lstat().st_mode):
                    return True
            except OSError:
                return False
        return False


def _refused(path: str, error: OSError) -> Exception:
    """Return what to raise where a name cannot be given: only of this file, or `error` itself."""
    if error.errno not in _REFUSED_NAMES:
        return error
    return Misplaced(f"{path!r}: the file system of this folder takes no such name")


def _created(temporary: Path) -> int:
    """Return the descriptor of a new file in the place of any that a killed run has left."""
    try:
        return os.open(temporary, _FLAGS, 0o666)
    except FileExistsError:
        temporary.unlink()
        return os.open(temporary, _FLAGS, 0o666)


def _fill(descriptor: int, data: bytes, mtime_ns: int) -> None:
    """Write a whole file with its time, and close it."""
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.utime(descriptor, ns=(mtime_ns, mtime_ns))
    finally:
        os.close(descriptor)


def file_sum(folder: Path, path: str) -> bytes | None:
    """Return the SHA-256 of a file of the folder; None where there is no ordinary file."""
    info = _status(folder, path)
    if info is None or not stat.S_ISREG(info.st_mode):
        return None
    return hashlib.sha256((folder / path).read_bytes()).digest()


def _status(folder: Path, path: str) -> os.stat_result | None:
    """Return the status of what has this path; None where nothing has it, or can have it."""
    try:
        return os.lstat(f"{folder}{os.sep}{path}")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno in _REFUSED_NAMES:
            return None
        raise


def is_untouched(folder: Path, record: FileRecord) -> bool | None:
    """Whether a file is as it was recorded; None if it is gone."""
    info = _status(folder, record.path)
    if info is None:
        return None
    if (info.st_size, info.st_mtime_ns) == (record.size, record.mtime_ns):
        return stat.S_ISREG(info.st_mode)
    return info.st_size == record.size and file_sum(folder, record.path) == record.sha256
