"""What of a folder is published: its briefs, what they share and rest on, and who may see each."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefing.catalogue import Catalogue
from briefing.catalogue.file_list import ListedFile, archives_named, file_list
from briefing.catalogue.storage.columns import encode_path
from briefing.errors import BriefingError, UnreadableError
from briefing.shared.folder.placing import MAX_PATH, require_inside
from briefing.shared.folder.record import FileRecord
from briefing.shared.server.setup import MARKS
from briefing.store.files import MAX_ARCHIVE, SHARED_NAMES, actual_path, read, stamp_of
from briefing.store.store import Store


class LocalFile(NamedTuple):
    """A file of a folder as it would be published."""

    path: str
    """Within the folder."""
    sha256: bytes
    """Of its bytes."""
    handling: str
    """Its mark; of what serves several briefs, that of the least strict."""
    brief: str = ""
    """The id of the brief; empty for another file."""
    errors: int = 0
    """How many errors `check` reports of it: with any it is refused."""


class Marked(NamedTuple):
    """The handling marks that are known beforehand."""

    unmarked: str
    """That of files without one, as the owner of the shared store has set it."""
    known: Mapping[str, str]
    """Those under which files stand in the shared store, by path."""


def local_files(
    store: Store, catalogue: Catalogue, recorded: Mapping[str, FileRecord], marked: Marked
) -> list[LocalFile]:
    """Return the files of a folder that are published, by path; the catalogue must be current.

    They are the files that are named like briefs, but for those that `ignore` leaves out; the files
    of shared records; and the archived texts that either names. Those that are in `recorded` and
    have not been touched since are not read.

    Raises:
        StoreError: the folder cannot be read.
        BriefingError: a file cannot be read, or lies in a hidden folder.
    """
    nothing: list[ListedFile] = []
    entries = {entry.path: entry for entry in catalogue.ask(file_list, nothing)}
    marks = {path: _mark(entry, marked) for path, entry in entries.items()}
    found: dict[str, LocalFile] = {}
    supporting = dict(_shared(store, entries, marks, marked.unmarked))
    supporting |= _archives(store, catalogue, marks, supporting, marked.unmarked)
    for path, mark in supporting.items():
        found[path] = LocalFile(path, _sum(store.folder, path, recorded), mark)
    for path, entry in entries.items():
        if path in found:
            continue
        sha256 = bytes.fromhex(entry.sha256) or _sum(store.folder, path, recorded)
        mark = marks[path] or marked.unmarked
        found[path] = LocalFile(path, sha256, mark, entry.id, entry.errors)
    for path in found:
        _require_publishable(path)
    return [found[path] for path in sorted(found)]


def _require_publishable(path: str) -> None:
    if len(encode_path(path).encode()) > MAX_PATH:
        raise BriefingError(
            f"{path[:60]!r}… cannot be published: its path has more than {MAX_PATH:,} bytes; "
            "shorten the names of its folders"
        )
    try:
        require_inside(path)
    except BriefingError:
        raise BriefingError(
            f"{path!r} cannot be published: a part of its name begins with a dot; rename it"
        ) from None


def _mark(entry: ListedFile, marked: Marked) -> str:
    """Return the handling mark of a brief; empty where it is not known."""
    if entry.errors:
        return marked.known.get(entry.path, "")  # what it says may be what is wrong with it
    return entry.handling or marked.unmarked


def _least(marks: list[str], without: str) -> str:
    """Return the least strict of some marks; `without` where there are none."""
    return min(filter(None, marks), key=MARKS.index, default=without)


def _shared(
    store: Store, entries: Mapping[str, ListedFile], marks: Mapping[str, str], unmarked: str
) -> Iterator[tuple[str, str]]:
    """Yield each file of shared records and each archive that it names, with its mark.

    It is seen by whoever may see a brief in its folder or below.
    """
    below: dict[str, list[str]] = {}
    for path, entry in entries.items():
        if entry.id:
            parts = path.split("/")[:-1]
            for depth in range(len(parts) + 1):
                below.setdefault("/".join(parts[:depth]), []).append(marks[path])
    for snapshot in store.every_shared(store.scan()):
        mark = _least(below.get(snapshot.path.rpartition("/")[0], []), unmarked)
        yield snapshot.path, mark
        for source in snapshot.loaded.shared.sources.values():
            if source.archive and (path := _existing(store.folder, source.archive)):
                yield path, mark


def _archives(
    store: Store, catalogue: Catalogue, marks: Mapping[str, str], known: Mapping[str, str],
    unmarked: str,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Yield each archived text that briefs name, with its mark: whoever may see one of them."""
    nothing: Mapping[str, list[str]] = {}
    for written, briefs in catalogue.ask(archives_named, nothing).items():
        path = _existing(store.folder, written)
        if path and path.rpartition("/")[2] not in SHARED_NAMES:
            own = [marks[brief] for brief in briefs if brief in marks]
            yield path, _least(own, known.get(path, unmarked))


def _existing(folder: Path, written: str) -> str:
    """Return the path of an archive in the folder; empty where there is none: `check` says so."""
    try:
        path = actual_path(folder, written)
        stamp_of(folder, path)
    except UnreadableError:
        return ""
    return "" if ".." in path.split("/") else path


def _sum(folder: Path, path: str, recorded: Mapping[str, FileRecord]) -> bytes:
    try:
        before, stamp = recorded.get(path), stamp_of(folder, path)
        if before and (stamp.size, stamp.mtime_ns) == (before.size, before.mtime_ns):
            return before.sha256
        return hashlib.sha256(read(folder, path, MAX_ARCHIVE)).digest()
    except UnreadableError as error:
        raise BriefingError(f"{path}: {error.message}") from None
