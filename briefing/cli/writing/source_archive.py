"""The archive of a source: its files under `sources/`, and its entry in the brief."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from briefing.errors import BriefingError, UnreadableError, system_reason
from briefing.loader.syntax import Node, Record, Scalar, find, notation_of, parse
from briefing.store.edits import EditRefused, Put, spliced
from briefing.store.files import MAX_ARCHIVE, actual_path, inside_of, naming, read
from briefing.store.files.safe_write import replace_file
from briefing.store.new_files.new_file import alike, create, free_stem, names_in
from briefing.store.store import Store


class SourceEntry(NamedTuple):
    """A source as a file has it."""

    path: str
    """The file, within the store."""
    source: str
    """Its key."""
    data: bytes
    """The file as it was read."""

    @property
    def archive(self) -> str:
        """The path of its archive; empty without one."""
        record, _ = find(parse(self.data, notation_of(self.path)).root, f"sources.{self.source}")
        return _text(record, "archive") or ("?" if _text(record, "sha256") else "")

    def with_archive(self, name: str, digest: str, *, replace: bool = False) -> bytes:
        """Return the file with `archive` and `sha256` set for the source; nothing else changes.

        Raises:
            BriefingError: the source has an archive already, unless that is to be replaced, or is
                not written as a record.
        """
        where = f"sources.{self.source}"
        record, _ = find(parse(self.data, notation_of(self.path)).root, where)
        if not isinstance(record, Record) or not record.keys:
            raise BriefingError(f"{self.path}: {where} is not a record; add its kind first")
        if {"archive", "sha256"} & record.keys.keys() and not replace:
            raise BriefingError(
                f"{self.path}: {where} already has an archive, which is never replaced unasked; "
                "add the new text as another source, or use --replace"
            )
        first = min(record.keys, key=record.keys.__getitem__) if len(record.keys) > 1 else ""
        pinned = Put(f"{where}.archive", name, after=first)
        try:
            return spliced(
                self.data, self.path, (pinned, Put(f"{where}.sha256", digest, after="archive"))
            )
        except EditRefused:
            by_hand = f"add by hand: archive: {name} and sha256: {digest}"
            raise BriefingError(
                f"{self.path}: {where} cannot be edited automatically; {by_hand}"
            ) from None


def _text(node: Node | None, key: str) -> str:
    value = node.values.get(key) if isinstance(node, Record) else None
    return value.text or "" if isinstance(value, Scalar) else ""


def entry_of(store: Store, path: str, source: str) -> SourceEntry:
    """Return a source as the file at `path` has it."""
    with naming(path):
        return SourceEntry(path, source, read(store.folder, path))


def free_name(store: Store, stem: str) -> str:
    """Return `sources/STEM.txt`, or the first of STEM-2, STEM-3, … that no file has."""
    taken = {name.partition(".")[0] for name in names_in(store.folder / "sources")}
    return f"sources/{free_stem(stem, lambda name: alike(name) not in taken)}.txt"


def archived_text(store: Store, name: str) -> bytes | None:
    """Return the bytes of an archive; None if it cannot be read."""
    try:
        return read(store.folder, actual_path(store.folder, name), MAX_ARCHIVE)
    except UnreadableError:
        return None


def write_archive(
    store: Store, entry: SourceEntry, after: bytes, files: Mapping[str, bytes]
) -> None:
    """Write new files and the changed file of the source: all of them or none.

    Raises:
        BriefingError: a name is taken by other contents, or the system refuses.
    """
    edited = _place_of(store, entry.path)
    places = [(_place_of(store, name), data) for name, data in files.items()]
    with ExitStack() as undo:
        for place, data in places:
            with _named(place):
                if _write_new(place, data):
                    undo.callback(place.unlink, missing_ok=True)
        with _named(edited):
            replace_file(edited, entry.data, after)
        undo.pop_all()


def _write_new(path: Path, data: bytes) -> bool:
    """Write a file under a new name; return whether one was made."""
    try:
        create(path, data)
    except FileExistsError:
        if path.is_file() and path.read_bytes() == data:
            return False
        raise BriefingError(
            f"{path} already exists with a different text; choose another name with --as"
        ) from None
    return True


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the file that is being written in an error of the system, which may name none."""
    try:
        yield
    except OSError as error:
        reason = system_reason(error)
        raise BriefingError(f"{path} cannot be written: {reason}; nothing was changed") from None


def _place_of(store: Store, path: str) -> Path:
    """Return where a file of the store is; a link inside the store stays one."""
    with naming(path):
        return Path(inside_of(store.folder, path))


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a text, as briefs write it."""
    return hashlib.sha256(data).hexdigest()
