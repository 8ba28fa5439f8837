"""Making a host's catalogue, which `storage.host` describes: `briefing index --shared`.

The tables are brought up to date in a working catalogue that nobody else reads. What has changed
is copied to a new file, and the pointer turned to it.
"""

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from briefing.catalogue import Catalogue
from briefing.catalogue.index.changes import Changes
from briefing.catalogue.index.refresh import refresh
from briefing.catalogue.storage.database import Database
from briefing.catalogue.storage.host import SUFFIX, HostFolder, HostTrouble, Pointer
from briefing.catalogue.storage.sqlite import is_locked
from briefing.errors import BriefingError, system_reason
from briefing.store.store import Store

EVERY = 2.0
"""Seconds between two looks at the files, at least."""
_SHARE = 4  # seconds without a look for each of the processor that one takes
_LONGEST = 60.0  # seconds without a look after a file was made
_BEAT = 1.0  # seconds between two signs that a service is at work
_PIECE = 64 * 1024 * 1024  # bytes copied between two such signs
_TABLES = "SELECT key, value FROM header WHERE key IN ('begun', 'generation', 'finished')"

Progress = Callable[[int, int], None]
_Header = dict[str, object]


class HostRound(NamedTuple):
    """The result of one look at the files."""

    changes: Changes
    """What has changed since the last one."""
    made: Path | None
    """The file that readers use from now on; None where that has not changed."""

    def __str__(self) -> str:
        """What has changed, and the file that readers use from now on."""
        return f"{self.changes}; {f'made {self.made}' if self.made else 'nothing to make'}"


class HostIndex:
    """A host's catalogue of one store, and the account that makes it."""

    def __init__(self, store: Store, folder: Path, progress: Progress | None = None) -> None:
        """Make the folder, readable by whoever may read the store's.

        Raises:
            BriefingError: nothing can be written there.
        """
        self._store, self._progress = store, progress
        self._files = HostFolder(folder.absolute(), store.folder)
        info = store.folder.stat()
        self._mode, self._group = 0o600 | (info.st_mode & 0o044), info.st_gid
        self._beaten = 0.0
        self.path = self._files.folder
        """The folder."""
        try:
            if not self.path.is_dir():
                self.path.mkdir(parents=True)
                self._share(self.path, 0o700 | (info.st_mode & 0o055))
            self._work = self.path / f".{self._files.stem}"
            self._work.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise _refusal(self.path, error) from None

    def _share(self, path: Path, mode: int) -> None:
        """Let those read `path` who may read the store."""
        with suppress(OSError):  # the group may be one that this account is not in
            os.chown(path, -1, self._group)
        path.chmod(mode)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from making it at the same time.

        Raises:
            BriefingError: another process makes it, or it is another account's.
        """
        path = self._work / "lock"
        with ExitStack() as held:
            try:
                opened = sqlite3.connect(path, timeout=0, isolation_level=None)
                held.enter_context(closing(opened)).execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                message = "another briefing index --shared is at work here; stop it first"
                if not is_locked(error):
                    message = f"cannot be written ({error}); choose another folder"
                raise BriefingError(f"{self.path}: {message}") from None
            yield

    def rebuild(self) -> None:
        """Forget what is known of the files, so that the next round reads them all."""
        with closing(self._working()) as catalogue:
            catalogue.database.begin_anew()

    def round(self, every: float = 0.0) -> HostRound:
        """Look at the files, and make another file where they have changed.

        With `every`, a service promises to look again in so many seconds.

        Raises:
            StoreError: the store cannot be read.
            BriefingError: the file cannot be written.
        """
        before = self._pointer()

        def progress(done: int, total: int) -> None:
            self._beat(before)
            if self._progress is not None:
                self._progress(done, total)

        with closing(self._working()) as catalogue:
            changes = refresh(catalogue, self._store, progress=progress)
            header: _Header = dict(catalogue.ask(lambda c: c.execute(_TABLES).fetchall(), []))
            work = catalogue.database.path
        if work is None:
            raise BriefingError(f"{self.path} is full or read-only; nothing was made there")
        try:
            return HostRound(changes, self._made(work, header, before, every))
        except OSError as error:
            raise _refusal(self.path, error) from None

    def _working(self) -> Catalogue:
        return Catalogue(Database(self._store.folder, self._work))

    def _pointer(self) -> Pointer | None:
        try:
            return self._files.pointer()
        except HostTrouble:
            return None  # it is made anew

    def _made(
        self, work: Path, header: _Header, before: Pointer | None, every: float
    ) -> Path | None:
        """Turn to a file with the tables of `work`; return it unless there is one already."""
        finished = str(header.get("finished", ""))
        if before is not None and _tables_of(before.path) == _identity(header):
            self._point_to(before.path, every, finished)
            return None
        numbers = [int(match[1]) for match in self._listed()]
        number = max(int(time.time()), *(one + 1 for one in numbers), 1)
        path = self.path / f"{self._files.stem}-{number}{SUFFIX}"
        part = self._work / "part"
        _copy(work, part, lambda: self._beat(before))
        self._share(part, self._mode)
        part.replace(path)
        self._point_to(path, every, finished)
        for match in self._listed():
            if match[0] != path.name:
                (self.path / match[0]).unlink(missing_ok=True)
        return path

    def _listed(self) -> list[re.Match[str]]:
        name = re.compile(rf"{re.escape(self._files.stem)}-([0-9]+){re.escape(SUFFIX)}")
        return list(filter(None, map(name.fullmatch, (one.name for one in self.path.iterdir()))))

    def _point_to(self, path: Path, every: float, finished: str) -> None:
        new = self._work / "pointer"
        with new.open("w", encoding="utf-8") as file:
            file.write(Pointer(path, every, finished, 0.0).as_text)
            file.flush()
            os.fsync(file.fileno())
        self._share(new, self._mode)
        new.replace(self._files.pointer_path)

    def _beat(self, pointer: Pointer | None) -> None:
        """Show readers that a service is at work, if it was."""
        now = time.monotonic()
        if pointer is not None and pointer.every and now - self._beaten > _BEAT:
            self._beaten = now
            with suppress(OSError):
                os.utime(self._files.pointer_path)


def watch(
    index: HostIndex,
    report: Callable[[HostRound | BriefingError], None],
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Scan the files at intervals, without end; `report` receives each report."""
    every, trouble = EVERY, ""
    while True:
        begun = time.process_time()
        try:
            result = index.round(every)
        except BriefingError as error:
            if str(error) != trouble:
                report(error)
            trouble = str(error)
        else:
            trouble = ""
            if result.made is not None:
                report(result)
            every = _SHARE * (time.process_time() - begun)
            every = max(EVERY, every if result.made is None else min(every, _LONGEST))
        pause(every)


def _tables_of(path: Path) -> tuple[object, object] | None:
    """Return which tables a file has; None where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return _identity(dict(connection.execute(_TABLES).fetchall()))
    except sqlite3.Error:
        return None


def _identity(header: _Header) -> tuple[object, object]:
    return header.get("begun"), header.get("generation")


def _copy(source: Path, target: Path, beat: Callable[[], None]) -> None:
    """Copy a file onto the disk; file systems that can share its blocks do."""
    target.unlink(missing_ok=True)
    with source.open("rb") as old, target.open("xb") as new:
        left = os.fstat(old.fileno()).st_size
        while left > 0:
            beat()
            try:
                count = os.copy_file_range(old.fileno(), new.fileno(), min(left, _PIECE))
            except (AttributeError, OSError):
                break
            if not count:
                break
            left -= count
        if left:
            old.seek(0)
            new.seek(0)
            new.truncate()
            shutil.copyfileobj(old, new, _PIECE)
        new.flush()
        os.fsync(new.fileno())


def _refusal(folder: Path, error: OSError) -> BriefingError:
    why = system_reason(error).lower()
    return BriefingError(f"{folder} cannot be written ({why}); choose another folder")
