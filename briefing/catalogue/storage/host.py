"""A host's catalogue: made by one account, read by everybody on the host.

Its folder holds a pointer for each store, which names the current file. That is never written to:
the next one has another name, and the pointer is replaced at once, so that no reader waits for
another or sees half of a change. While a service keeps it up to date, the time of the pointer is
when that last looked at the files, and readers look at the pointer alone.
"""

import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

from briefing.catalogue.storage.cache_files import stem_of
from briefing.errors import cannot_be_read

_GRACE = 10.0
"""Seconds beyond twice the promised interval after which a service counts as stopped."""
_LONGEST_POINTER = 4_096  # bytes
_LONGEST_WAIT = 86_400.0  # seconds that a service may promise
SUFFIX = ".host.db"
"""The end of the name of a host's catalogue, unlike any of a person's own."""


class HostTrouble(Exception):
    """Why a host's catalogue is not used, in a line."""


class Pointer(NamedTuple):
    """What is known of a host's catalogue without opening it."""

    path: Path
    """The current file."""
    every: float
    """The seconds in which a service promises to look again; 0 without one."""
    finished: str
    """The value of `finished` in the header of the tables, as of the last look."""
    seen: float
    """When the files were last looked at, in seconds since 1970."""

    @property
    def as_text(self) -> str:
        """The contents of the pointer's file."""
        return f"{self.path.name}\n{self.every}\n{self.finished}\n"

    @property
    def is_vouched_for(self) -> bool:
        """Whether a service that is at work keeps it up to date."""
        return self.every > 0 and abs(time.time() - self.seen) <= 2 * self.every + _GRACE


class HostTables(NamedTuple):
    """Which tables a host's catalogue has."""

    begun: object
    """When they were made; a brief keeps its number as long as this stays the same."""
    generation: object
    """How often they have changed since."""
    files: int
    """How many files they have."""


class HostFolder:
    """The folder of a host's catalogues, and the files there for one store."""

    def __init__(self, folder: Path, store: Path) -> None:
        """Name the folder; nothing is looked at yet."""
        self.folder = folder
        self.stem = stem_of(store)
        self.pointer_path = folder / f"{self.stem}.json"

    def pointer(self) -> Pointer | None:
        """Return the pointer, or None where there is none.

        Raises:
            HostTrouble: it cannot be read, or others than the owner of the folder may have made it.
        """
        try:
            descriptor = os.open(self.pointer_path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise HostTrouble(f"{self.pointer_path} {cannot_be_read(error)}") from None
        with os.fdopen(descriptor, "rb") as file:
            data, info = file.read(_LONGEST_POINTER), os.fstat(file.fileno())
        self._require_trust(info, self.pointer_path)
        pointer = self._parse(data, info.st_mtime)
        try:
            self._require_trust(os.lstat(pointer.path), pointer.path)
        except OSError as error:
            raise HostTrouble(f"{pointer.path} {cannot_be_read(error)}") from None
        return pointer

    def _require_trust(self, info: os.stat_result, path: Path) -> None:
        """Require that only who owns the folder can have made a file in it."""
        folder = self.folder.stat()
        if folder.st_mode & stat.S_IWOTH:
            raise HostTrouble(f"everybody can write to {self.folder}")
        if info.st_uid not in (folder.st_uid, 0):
            raise HostTrouble(f"{path} belongs to another account than its folder")
        if info.st_mode & stat.S_IWOTH or not stat.S_ISREG(info.st_mode):
            raise HostTrouble(f"{path} may have been changed by others")

    def _parse(self, data: bytes, seen: float) -> Pointer:
        try:
            name, seconds, finished, _ = data.decode().split("\n")
            every = float(seconds)
        except ValueError:
            raise HostTrouble(f"{self.pointer_path} is damaged") from None
        if Path(name).name != name or not name.endswith(SUFFIX) or not 0 <= every <= _LONGEST_WAIT:
            raise HostTrouble(f"{self.pointer_path} is damaged")
        return Pointer(self.folder / name, every, finished, seen)


class HostCatalogue:
    """The host's catalogue of one store, as a reader uses it."""

    def __init__(self, folder: Path, store: Path) -> None:
        """Name the folder; nothing is looked at yet."""
        self._folder = HostFolder(folder, store)
        self._refused: Path | None = None
        self._left: Pointer | None = None
        self.folder = folder
        """The folder."""
        self.trouble = ""
        """Why it is not used, in one line; empty if it is used or does not exist."""

    def pointer(self) -> Pointer | None:
        """Return the pointer to a catalogue that may be used; None where there is none."""
        try:
            pointer = self._folder.pointer()
        except HostTrouble as trouble:
            self.trouble = str(trouble)
            return None
        if pointer is None:
            self.trouble = ""
        return pointer if pointer is None or pointer.path != self._refused else None

    def refuse(self, path: Path, why: str) -> None:
        """Use this file no more."""
        self._refused, self.trouble = path, f"{path} {why}"

    def leave(self) -> None:
        """Do without it until it is made or looked after again."""
        self._left = self.pointer()

    def has_come_back(self) -> bool:
        """Whether it can be used that was left, or was not there."""
        pointer = self.pointer()
        if pointer is None or pointer == self._left:
            return False
        return self._left is None or pointer.path != self._left.path or pointer.is_vouched_for
