"""Publishing a folder: what has changed in it, unless another has changed it meanwhile."""

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from briefing.catalogue import Catalogue
from briefing.errors import BriefingError, UnreadableError
from briefing.shared import feed
from briefing.shared.folder.comparison import Comparison, PublishPlan, VersionChange
from briefing.shared.folder.listing import LocalFile, Marked, local_files
from briefing.shared.folder.record import FileRecord, FolderRecord, locked
from briefing.shared.server.address import Address
from briefing.shared.server.connection import (
    BackOff,
    Connection,
    ServerLost,
    connect,
    reported,
    transaction,
)
from briefing.shared.server.setup import store_info
from briefing.store.files import MAX_ARCHIVE, read, stamp_of
from briefing.store.store import Store
from briefing.text.clean import clean

BATCH = 64
"""Files that are published in one transaction."""
_BATCH_BYTES = 8 * 1024 * 1024
_RECORDED = 1000
"""Files after which what is published is recorded in the folder."""
_TRIES = 5
"""How often the server is sought again after it was lost on the way."""
_IN_FLIGHT = 8
"""Batches that are sent before the first is acknowledged."""
_PUBLISH = (
    "SELECT path, at FROM briefing.publish("
    "%s, %s, %s, %b, %b, %s, %s::bigint[], %s::timestamptz, %s)"
)


class PublishTerms(NamedTuple):
    """How versions are published."""

    why: str = ""
    """What the log says of them."""
    not_before: str = ""
    """Until when only writers see them: ISO 8601, with a time zone; empty for at once."""


class Upload:
    """Changes on their way to the server, several batches at a time."""

    def __init__(self, address: Address, record: FolderRecord, terms: PublishTerms) -> None:
        """Send nothing yet; `record` is that of the folder, whose lock is held."""
        self._address = address
        self._terms = terms
        self.record = record
        """What the folder has of the store."""
        self._waiting: deque[tuple[list[VersionChange], Any]] = deque()
        self._files: list[FileRecord] = []
        self._gone: list[str] = []
        self.done = 0
        """Versions that are published: their commits are acknowledged."""

    def run(
        self, connection: Connection, changes: Sequence[VersionChange],
        progress: Callable[[int, int], None],
    ) -> None:  # fmt: skip
        """Publish changes. Each batch is there whole or not at all.

        Raises:
            ChangedByAnother: a file was published by another meanwhile; others may be published.
            ServerLost: the connection broke; the next run goes on from there.
            BriefingError: a file has changed since it was checked.
        """
        try:
            with reported(self._address), connection.pipeline() as pipeline:
                for batch, data in _batches(self.record.folder, changes):
                    cursor = connection.cursor()
                    cursor.execute(_PUBLISH, _values(self._address, batch, data, self._terms))
                    pipeline.sync()  # the end of its transaction
                    self._waiting.append((batch, cursor))
                    if len(self._waiting) > _IN_FLIGHT:
                        self._settle()
                        progress(self.done, len(changes))
                while self._waiting:
                    self._settle()
                    progress(self.done, len(changes))
        finally:
            self._write_record()

    def _settle(self) -> None:
        """Wait for the commit of the oldest batch, and record it."""
        batch, cursor = self._waiting.popleft()
        times = dict(cursor.fetchall())
        names = dict(zip(feed.encoded(each.path for each in batch), batch, strict=True))
        files = [
            _recorded(self.record.folder, change.file, times[name])
            for name, change in names.items()
            if change.file is not None
        ]
        self._files += files
        self._gone += [each.path for each in batch if each.file is None]
        self.done += len(batch)
        if len(self._files) + len(self._gone) >= _RECORDED:
            self._write_record()

    def _write_record(self) -> None:
        """Record what is acknowledged; what a kill keeps from that, the next run finds there."""
        self.record.write(self._files, self._gone)
        self._files, self._gone = [], []


def _recorded(folder: Path, file: LocalFile, at: int) -> FileRecord:
    try:
        stamp = stamp_of(folder, file.path)
        size, mtime_ns = stamp.size, stamp.mtime_ns
    except UnreadableError:
        size, mtime_ns = 0, 0
    return FileRecord(file.path, at, file.sha256, file.handling, size, mtime_ns)


def _values(
    address: Address, batch: list[VersionChange], data: list[bytes], terms: PublishTerms
) -> tuple[Any, ...]:
    return (
        address.name, feed.encoded(each.path for each in batch),
        [each.file.brief if each.file else "" for each in batch],
        [each.file.sha256 if each.file else b"" for each in batch],
        data, [each.handling for each in batch], [each.was for each in batch],
        terms.not_before or None, terms.why,
    )  # fmt: skip


def _batches(
    folder: Path, changes: Iterable[VersionChange]
) -> Iterator[tuple[list[VersionChange], list[bytes]]]:
    """Yield changes with the bytes of their files, as many as one transaction takes."""
    batch: list[VersionChange] = []
    data: list[bytes] = []
    for change in changes:
        batch.append(change)
        data.append(_bytes(folder, change))
        if len(batch) == BATCH or sum(map(len, data)) >= _BATCH_BYTES:
            yield batch, data
            batch, data = [], []
    if batch:
        yield batch, data


def _bytes(folder: Path, change: VersionChange) -> bytes:
    """Return the bytes to send; none of a file that is removed, or that the server has."""
    if change.file is None or change.kind == "marked":
        return b""
    try:
        data = read(folder, change.path, MAX_ARCHIVE)
    except UnreadableError as error:
        raise BriefingError(f"{change.path}: {error.message}") from None
    if hashlib.sha256(data).digest() != change.file.sha256:
        raise BriefingError(f"{change.path} has changed since it was checked; publish again")
    return data


class Published(NamedTuple):
    """What publishing a folder has done."""

    plan: PublishPlan
    """What was to be done."""
    done: int
    """Versions that were published."""


class PublishJob(NamedTuple):
    """A folder and the store that it is published to."""

    address: Address
    """The shared store."""
    store: Store
    """The folder."""
    catalogue: Catalogue
    """Its catalogue, which must be current."""
    terms: PublishTerms = PublishTerms()
    """How the versions are published."""
    replace: bool = False
    """Whether what others have changed since is published over."""
    only: str = ""
    """The only file to publish; empty for all."""


def publish(
    job: PublishJob,
    *,
    dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda _, __: None,
) -> Published:
    """Publish what has changed in a folder, unless something in it is refused.

    Where the server is lost on the way, it is tried again for a while.

    Raises:
        ServerLost: the server cannot be reached; what is published stays, the next run goes on.
        ChangedByAnother: a file was published by another at the same moment.
        BriefingError: the store is not there, or may not be written to.
    """
    back_off, done = BackOff(), 0
    with locked(job.store.folder) as record:
        for tries_left in reversed(range(_TRIES)):
            upload = Upload(job.address, record, job.terms)
            try:
                planned = _publish_once(job, upload, dry_run=dry_run, progress=progress)
                return Published(planned, done + upload.done)
            except ServerLost:
                done += upload.done
                if not tries_left or not done:  # it could not be reached at all
                    raise
                time.sleep(back_off.next())
    raise AssertionError("the last try has raised")


def _publish_once(
    job: PublishJob, upload: Upload, *, dry_run: bool, progress: Callable[[int, int], None]
) -> PublishPlan:
    with connect(job.address) as connection:
        planned = _plan(connection, job, upload.record)
        if not planned.refused and not dry_run:
            upload.run(connection, planned.changes, progress)
            upload.record.announce()
    return planned


def _plan(connection: Connection, job: PublishJob, record: FolderRecord) -> PublishPlan:
    """Compare the folder with the store, and record what the store has of it already."""
    address = job.address
    with transaction(connection, address, snapshot=True) as cursor:
        info = store_info(cursor, address)
        there = feed.current_files(cursor, address.name)
    recorded = record.files()
    if (uid := record.get("uid")) and uid != info.uid:
        other = clean(record.get("address"), line=True)
        raise BriefingError(
            f"{job.store.folder} belongs to {other}, which is another store; to publish it to "
            f"{address.shown}, copy its files into a new folder"
        )
    marked = Marked(info.unmarked, {path: each.handling for path, each in there.items()})
    local = local_files(job.store, job.catalogue, recorded, marked)
    planned = Comparison(recorded, there, info.user, job.replace).plan(local)
    header = {"uid": info.uid, "address": str(address), "user": info.user}
    record.write(planned.adopted, header=header)
    if job.only:
        some = tuple(each for each in planned.changes if each.path == job.only)
        return planned._replace(changes=some)
    return planned
