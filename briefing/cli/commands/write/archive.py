"""`briefing archive`: store a source's text inside the store and record it in the brief.

The brief's file is edited as text, at the place of the source, so that comments and layout stay.
"""

import hashlib
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from briefing.cli import output
from briefing.cli.options import folder_of
from briefing.cli.store_arg import open_store
from briefing.cli.writing.named_files import file_named
from briefing.errors import BriefingError, NotFound, UnreadableError, UsageError
from briefing.loader.syntax import Record, find, notation_of, parse
from briefing.loader.syntax.decoding import decode
from briefing.loader.syntax.file_kinds import REMEDIES, kind_of
from briefing.store.edits import EditRefused, Put, spliced
from briefing.store.files import MAX_ARCHIVE, inside_of, read
from briefing.store.files.safe_write import replace_file, temporary_file, write_through
from briefing.store.store import Store
from briefing.text.names import did_you_mean

_NAME = re.compile(r"sources/[A-Za-z0-9][A-Za-z0-9._/-]*\.txt")
_T = TypeVar("_T")


def configure_archive(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing archive`."""
    parser.add_argument("brief", metavar="BRIEF", help="the brief, by id or file in the store")
    parser.add_argument("source", metavar="SOURCE", help="the name of the source in the brief")
    parser.add_argument("file", metavar="FILE", help="the text, in UTF-8; - for stdin")
    parser.add_argument("--as", dest="name", metavar="sources/NAME.txt", help="name of the archive")


def run_archive(args: Namespace) -> int:
    """Store a text under `sources/` and write its path and SHA-256 into the brief."""
    store = open_store(folder_of(args))
    path = file_named(store, args.brief)
    file = _file_of_source(store, path, args.source)
    data = _text(args.file)
    name = args.name or f"sources/{Path(path).name.partition('.')[0]}-{args.source}.txt"
    if not _NAME.fullmatch(name) or ".." in name:
        raise UsageError(f'"{name}" is not a valid archive name; use sources/NAME.txt')
    before = _checked(read, store, file)
    after = with_archive(before, file, args.source, name, hashlib.sha256(data).hexdigest())
    # A link inside the store stays one.
    archived, edited = (Path(_checked(inside_of, store, each)) for each in (name, file))
    with ExitStack() as undo:
        with _named(archived):
            if _write_archive(archived, data):
                undo.callback(archived.unlink, missing_ok=True)
        with _named(edited):
            replace_file(edited, before, after)
        undo.pop_all()
    output.write_line(f"{file}: sources.{args.source}: archive: {name}")
    for problem in store.checked(path).problems:
        if problem.severity == "error":
            output.note(str(problem))
    return 0


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the file that is being written in an error of the system, which may name none."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BriefingError(f"{path} cannot be written: {reason}; nothing was changed") from None


def _checked(access: Callable[[Path, str], _T], store: Store, path: str) -> _T:
    """Return what `access` gives for a path of the store; its error names the path."""
    try:
        return access(store.folder, path)
    except UnreadableError as error:
        raise BriefingError(f"{path}: {error.message}") from None


def _file_of_source(store: Store, path: str, source: str) -> str:
    """Return the file in which the source is defined: the brief's, or the shared one."""
    loaded = store.load(path)
    if loaded.places.has(f"sources.{source}"):
        return path
    files = store.open(path).shared
    for one in files.chain:
        if source in one.loaded.shared.sources:
            return one.path
    shared = files.records.sources
    if loaded.brief is None or not loaded.whole:
        raise BriefingError(f"{path} is not a valid brief; run briefing check to see why")
    near = did_you_mean(source, [*loaded.brief.sources, *shared])
    near = near or "; add it there first, with its kind and title"
    raise NotFound(f'{path} has no source "{source}"{near}')


def _text(name: str) -> bytes:
    """Return the bytes to archive, which must be UTF-8."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_ARCHIVE + 1) if sys.stdin else b""
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_ARCHIVE + 1)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{name}: {reason}; name a text file, or - for stdin") from None
    if kind := kind_of(data):
        raise UsageError(f"{name} is {kind}, not plain text; {REMEDIES[kind]}")
    if len(data) > MAX_ARCHIVE:
        raise UsageError(f"{name} is larger than 4 MiB; archive the part that the brief cites")
    if not data.strip():
        raise UsageError(f"{name} is empty; nothing to archive")
    try:
        decode(data)
    except UnreadableError as error:
        raise UsageError(f"{name}:{error.line}:{error.column}: {error.message}") from None
    return data


def with_archive(data: bytes, path: str, source: str, name: str, digest: str) -> bytes:
    """Return the file's bytes with `archive` and `sha256` added to a source; nothing else changes.

    Raises:
        BriefingError: the source has an archive already, or is not written as a record.
    """
    record, _ = find(parse(data, notation_of(path)).root, f"sources.{source}")
    if not isinstance(record, Record) or not record.keys:
        raise BriefingError(f"{path}: sources.{source} is not a record; add its kind first")
    if {"archive", "sha256"} & record.keys.keys():
        raise BriefingError(
            f"{path}: sources.{source} already has an archive, which is never replaced; "
            "add the new text as another source"
        )
    first = min(record.keys, key=record.keys.__getitem__) if len(record.keys) > 1 else ""
    changes = (
        Put(f"sources.{source}.archive", name, after=first),
        Put(f"sources.{source}.sha256", digest, after="archive"),
    )
    try:
        return spliced(data, path, changes)
    except EditRefused:
        raise BriefingError(
            f"{path}: sources.{source} cannot be edited automatically; add by hand: "
            f"archive: {name} and sha256: {digest}"
        ) from None


def _write_archive(path: Path, data: bytes) -> bool:
    """Write an archive under a new name; return whether a file was made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_file(path, data, 0o644)
    try:
        # A link, not a rename: it fails where the name is taken.
        path.hardlink_to(temporary)
    except FileExistsError:
        if path.is_file() and path.read_bytes() == data:
            return False
        raise BriefingError(
            f"{path} already exists with a different text; choose another name with --as"
        ) from None
    except OSError:
        # Some file systems have no links. A half-written file is rejected by its SHA-256.
        with path.open("xb") as file, ExitStack() as undo:
            undo.callback(path.unlink)
            write_through(file, data)
            undo.pop_all()
    finally:
        temporary.unlink()
    return True
