"""Bringing a folder up to a shared store: each file byte for byte, with its version's time."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from briefing.errors import StoreError
from briefing.shared import feed
from briefing.shared.feed import FeedPosition, FeedVersion
from briefing.shared.folder.placing import (
    Misplaced,
    Placer,
    file_sum,
    is_untouched,
    require_inside,
)
from briefing.shared.folder.record import FileRecord, FolderRecord
from briefing.shared.server.address import Address
from briefing.shared.server.connection import Connection, transaction
from briefing.shared.server.setup import store_info

Progress = Callable[[int, int], None]
"""Gets the numbers of versions read and in all."""


class Pulled(NamedTuple):
    """What a pull has done."""

    written: int = 0
    """Files that were written."""
    removed: int = 0
    """Files that were removed."""
    kept: tuple[str, ...] = ()
    """Why files were left as they are, a sentence each: they were changed here."""

    def __add__(self, other: "Pulled") -> "Pulled":  # type: ignore[override]
        """Return what two pulls have done together."""
        return Pulled(
            self.written + other.written, self.removed + other.removed, self.kept + other.kept
        )


def _no_progress(done: int, total: int) -> None:
    """Report nothing."""


def pull(
    connection: Connection, address: Address, record: FolderRecord, *,
    mirror: bool = False, progress: Progress = _no_progress,
) -> Pulled:  # fmt: skip
    """Bring the folder of `record`, whose lock is held, up to the store, and return what was done.

    Files that were changed here are kept, unless the folder is a `mirror`, which holds nothing of
    its own. Stopped at any moment, it goes on from there the next time.

    Raises:
        ServerLost: the connection broke.
        StoreError: the store does not exist, or may not be read.
        OSError: the folder cannot be written to.
    """
    return _Pull(connection, address, record, mirror, progress).run()


class _Pull:
    """One pull."""

    def __init__(
        self, connection: Connection, address: Address, record: FolderRecord,
        mirror: bool, progress: Progress,
    ) -> None:  # fmt: skip
        self._connection = connection
        self._address = address
        self._record = record
        self._folder = record.folder
        self._mirror = mirror
        self._progress = progress
        self._placer = Placer(record.folder)
        self._kept: list[str] = []
        self._withdrawn: list[FeedVersion] = []
        self._after: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self._written = self._removed = 0
        self._is_whole = False  # the folder is compared with all that the store has

    def run(self) -> Pulled:
        """Read the streams to their ends."""
        with transaction(self._connection, self._address, snapshot=True) as cursor:
            at = feed.position(cursor, self._address.name, self._record.get("since"))
            self._start(cursor, at)
            done, now = sum(self._after.values()), at.now
        while self._after != at.last:
            with transaction(self._connection, self._address, snapshot=True) as cursor:
                at = feed.position(cursor, self._address.name, now)
                if at.last.keys() != self._after.keys():
                    self._start(cursor, at)  # this role may see more now, or less
                versions = feed.new_versions(cursor, self._address.name, self._after)
                self._go_on(versions, at)
                self._take(cursor, versions)
            self._progress(sum(self._after.values()) - done, sum(at.last.values()) - done)
        return self._end(now)

    def _start(self, cursor: Any, at: FeedPosition) -> None:
        """Choose where to read on, and take what was under embargo."""
        self._begin(cursor, at)
        since = self._record.get("since")
        if at.held or not since:
            self._take(cursor, feed.held_versions(cursor, self._address.name, since))

    def _begin(self, cursor: Any, at: FeedPosition) -> None:
        """Choose after which numbers to read on: from the start where they cannot be trusted."""
        info = store_info(cursor, self._address)
        self._after = json.loads(self._record.get("after") or "{}")
        self._times = json.loads(self._record.get("times") or "{}")
        header = {"user": info.user, "unmarked": info.unmarked}
        if not (
            self._record.get("uid") == info.uid
            and self._after.keys() == at.last.keys()  # else this role may see more, or less
            # After a backup was restored, numbers that were read already are given again.
            and all(at.last[name] >= number for name, number in self._after.items())
            and self._is_history_known(cursor)
        ):
            self._after, self._times = dict.fromkeys(at.last, 0), {}
            header |= {"uid": info.uid, "address": str(self._address), "since": "", "all": "yes"}
        self._is_whole = bool(header.get("all") or self._record.get("all"))
        self._record.write(header=header | self._position())

    def _is_history_known(self, cursor: Any) -> bool:
        """Whether the last versions that were read are those that now have their numbers."""
        asked = {name: self._after[name] for name in self._times}
        known = feed.times(cursor, self._address.name, asked)
        return all(self._times[name] == time for name, time in known.items())

    def _position(self) -> dict[str, str]:
        return {"after": json.dumps(self._after), "times": json.dumps(self._times)}

    def _go_on(self, versions: list[FeedVersion], at: FeedPosition) -> None:
        """Move on by a page, which `_take` then records."""
        for name, last in at.last.items():
            page = [each for each in versions if each.feed == name]
            # At the end, numbers that this role may not see any more are passed over.
            self._after[name] = page[-1].seq if len(page) == feed.PAGE else last
            self._times.pop(name, None)
            if page and page[-1].seq == self._after[name]:
                self._times[name] = page[-1].at

    # --- one page --------------------------------------------------------------------------------

    def _take(self, cursor: Any, versions: list[FeedVersion]) -> None:
        """Write and remove the files of a page, and record it and how far that is at once."""
        self._withdrawn += [each for each in versions if each.withdrawn is not None]
        current = {
            each.path: each for each in versions if each.is_current and self._is_inside(each)
        }
        recorded = self._record.some(current)
        gone = [path for path, each in current.items() if each.sha256 is None]
        removed = [path for path in gone if self._remove(path, recorded.get(path))]
        wanted, files = [], []
        for version in current.values():
            if version.sha256 is not None:
                there = self._as_it_is(version, recorded.get(version.path))
                if there is None:
                    wanted.append(version)
                elif isinstance(there, FileRecord):
                    files.append(there)
        files += self._fetch(cursor, wanted)
        # What is to go goes at the end: cut off before, the next run looks for it everywhere.
        header = {"all": "yes"} if self._withdrawn else {}
        self._record.write(files, removed, header | self._position())

    def _is_inside(self, version: FeedVersion) -> bool:
        """Whether a file belongs into the folder at all; it is named if it does not."""
        try:
            require_inside(version.path)
        except Misplaced as error:
            self._kept.append(f"{error}; it was not written")
            return False
        return True

    def _fetch(self, cursor: Any, wanted: list[FeedVersion]) -> list[FileRecord]:
        """Write files with the bytes that the server has of them; return their records."""
        by_sum: dict[bytes, list[FeedVersion]] = {}
        for version in wanted:
            by_sum.setdefault(version.sha256 or b"", []).append(version)
        files = []
        sizes = [(sha256, each[0].size) for sha256, each in by_sum.items()]
        for sha256, data in feed.bodies(cursor, sizes):
            for version in by_sum.pop(sha256):
                if (file := self._write(version, data)) is not None:
                    files.append(file)
        for lacking in by_sum.values():
            raise StoreError(f"{self._address.shown} lacks the bytes of {lacking[0].path!r}")
        return files

    def _write(self, version: FeedVersion, data: bytes) -> FileRecord | None:
        try:
            mtime_ns = self._placer.put(version.path, data, version.at)
        except Misplaced as error:
            self._kept.append(f"{error}; it was not written")
            return None
        self._written += 1
        return _recorded(version, mtime_ns)

    def _as_it_is(
        self, version: FeedVersion, before: FileRecord | None
    ) -> FileRecord | bool | None:
        """Return the record of a file that need not be written; None if it is to be.

        False of one that was changed here, and stays as it is.
        """
        untouched = is_untouched(self._folder, before) if before is not None else False
        if before is not None and untouched is not False:
            if before.sha256 != version.sha256 or (untouched is None and self._mirror):
                return None
            # Of one that was removed here too: it comes back only with a new text.
            return _recorded(version, before.mtime_ns)
        here = file_sum(self._folder, version.path)
        if here == version.sha256:
            return _recorded(version, (self._folder / version.path).stat().st_mtime_ns)
        if here is None or self._mirror:
            return None
        self._kept.append(
            f"{version.path} was changed here and in the store; to publish yours over theirs: "
            "briefing publish --replace; to take theirs: remove it and pull again"
        )
        return False

    def _remove(self, path: str, before: FileRecord | None) -> bool:
        """Remove a file that is gone from the store; return whether its record is to go."""
        if before is None:
            return False
        if is_untouched(self._folder, before) is False and not self._mirror:
            self._kept.append(f"{path} was removed by another, and changed here; it was kept")
            return True
        self._placer.remove(path)
        self._removed += 1
        return True

    # --- the end ---------------------------------------------------------------------------------

    def _end(self, now: str) -> Pulled:
        """Remove what may not be seen any more, record how far the folder is, and announce it."""
        going: dict[str, FileRecord] = {}
        if self._withdrawn:
            times = {each.withdrawn: each.at for each in self._withdrawn}
            for path, record in self._record.files().items():
                (name,) = feed.encoded([path])
                if record.at < times.get(hashlib.sha256(name.encode()).digest(), 0):
                    going[path] = record
        if self._is_whole:
            going |= self._unlisted()
        gone = [path for path, record in going.items() if self._remove(path, record)]
        header = {"since": now, "all": ""}
        changed = bool(self._written or self._removed or self._is_whole)
        if changed:
            header["change"] = str(int(self._record.get("change") or "0") + 1)
        self._record.write(gone=gone, header=header)
        if changed:
            self._record.announce()
        return Pulled(self._written, self._removed, tuple(self._kept))

    def _unlisted(self) -> dict[str, FileRecord]:
        """Return the recorded files that the store does not have, or not for this role."""
        with transaction(self._connection, self._address, snapshot=True) as cursor:
            there = feed.current_files(cursor, self._address.name)
        files = self._record.files()
        return {
            path: each
            for path, each in files.items()
            if path not in there or there[path].sha256 is None
        }


def _recorded(version: FeedVersion, mtime_ns: int) -> FileRecord:
    return FileRecord(
        version.path, version.at, version.sha256 or b"", version.handling, version.size, mtime_ns
    )
