"""The files that hold a store's catalogue, one per rebuild: the newest is current.

Others may have a file open, so none is ever written over: a catalogue that cannot be used is
followed by one of another name, and removed. Numbers in the names grow and never come again, as
they are times; SQLite would roll back a new file with the journal of an older one of its name.
"""

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from zlib import crc32

_KEPT_SCREEN = r"first-[0-9a-f]{16}(\.[0-9]+)?"
"""The names of first screens, with text of briefs, that earlier versions kept."""
_TAILS = ("", "-journal", "-wal", "-shm", "-seal")
"""What stands after `.db`; seals are of older versions."""
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class CacheFiles:
    """The files of one store's catalogue in a folder."""

    def __init__(self, folder: Path, store: Path) -> None:
        self._folder = folder
        self._stem = stem_of(store)

    def prepare(self) -> None:
        """Make the folder, readable by this person only.

        Raises:
            OSError: it cannot be made, or nothing can be written there.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(self._folder, os.W_OK):
            raise PermissionError(self._folder)

    def newest(self) -> Path | None:
        """Return the current file, if there is one."""
        number = self._newest_number()
        return self._path(number) if number else None

    def make_next(self) -> Path:
        """Make an empty file, which is current from now on, readable by this person only."""
        path = self._path(max(self._newest_number() + 1, int(time.time())))
        os.close(os.open(path, _FLAGS, 0o600))
        self._remove_kept_screens()
        return path

    def remove_older(self, path: Path) -> None:
        """Remove all files older than `path`; processes that have one open notice."""
        current = self._parsed(path.name)
        for number, _, name in self._listed():
            if current and number < current[0]:
                with suppress(OSError):
                    (self._folder / name).unlink()

    def _remove_kept_screens(self) -> None:
        for path in self._folder.glob("first-*"):
            if re.fullmatch(_KEPT_SCREEN, path.name):
                with suppress(OSError):
                    path.unlink()

    def _path(self, number: int) -> Path:
        return self._folder / f"{self._stem}-{number}.db"

    def _newest_number(self) -> int:
        return max((number for number, tail, _ in self._listed() if not tail), default=0)

    def _listed(self) -> list[tuple[int, str, str]]:
        """Return number, tail and name of each file; journals come after what they belong to."""
        return sorted(filter(None, (self._parsed(path.name) for path in self._folder.iterdir())))

    def _parsed(self, name: str) -> tuple[int, str, str] | None:
        """Return number, tail and name of a file; None for one that is not of this store."""
        number, ending, tail = name.removeprefix(self._stem).partition(".db")
        number = number or "-0"  # those without one are of older versions
        is_number = number[0] == "-" and number[1:].isascii() and number[1:].isdecimal()
        is_ours = name.startswith(self._stem) and ending and tail in _TAILS and is_number
        return (int(number[1:]), tail, name) if is_ours else None


def stem_of(store: Path) -> str:
    """Return the common beginning of the names of the files for `store`."""
    real = os.path.realpath(store)
    name = real.rpartition(os.sep)[2][:40]
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name) or "store"
    data = os.fsencode(real)
    return f"{plain}-{crc32(data):08x}{crc32(data[::-1]):08x}"
