"""`briefing archive`: store a source's text inside the store and record it in the brief.

The brief's file is edited as text, at the place of the source, so that comments and layout stay.
"""

import hashlib
import os
import re
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli import output
from briefing.cli.options import folder_of
from briefing.cli.store_arg import path_within
from briefing.errors import BriefingError, NotFound, UnreadableError, UsageError
from briefing.store.store import Store
from briefing.text.names import did_you_mean

if TYPE_CHECKING:
    from typing import BinaryIO

    from briefing.loader.syntax import Node, Record

_NAME = re.compile(r"sources/[A-Za-z0-9][A-Za-z0-9._/-]*\.txt")
_BOM = "\ufeff"


def configure_archive(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing archive`."""
    parser.add_argument("brief", metavar="BRIEF", help="the brief, by id or file in the store")
    parser.add_argument("source", metavar="SOURCE", help="the name of the source in the brief")
    parser.add_argument("file", metavar="FILE", help="the text, in UTF-8; - for stdin")
    parser.add_argument("--as", dest="name", metavar="sources/NAME.txt", help="name of the archive")


def run_archive(args: Namespace) -> int:
    """Store a text under `sources/` and write its path and SHA-256 into the brief."""
    store = Store(folder_of(args))
    path = _path_of(store, args.brief)
    file = _file_of_source(store, path, args.source)
    data = _text(args.file)
    stem = Path(path).name.partition(".")[0]
    name = args.name or f"sources/{stem}-{args.source}.txt"
    if not _NAME.fullmatch(name) or ".." in name:
        raise UsageError(f'"{name}" is not a valid archive name; use sources/NAME.txt')
    digest = hashlib.sha256(data).hexdigest()
    before = _read(store.folder, file)
    after = with_archive(before, file, args.source, name, digest)
    kept, written = (_real(store.folder, path) for path in (name, file))
    with ExitStack() as undo:
        if _store(kept, data):
            undo.callback(kept.unlink, missing_ok=True)
        _replace(written, before, after)
        undo.pop_all()
    output.write_line(f"{file}: sources.{args.source}: archive: {name}")
    _tell_problems(store, path)
    return 0


def _path_of(store: Store, named: str) -> str:
    """Return the path within the store of the brief with this id or file."""
    stamps = store.scan().stamps
    inside = {stamp.path for stamp in stamps}
    for path in (named, path_within(store.folder, named)):
        if path in inside:
            return path
    ids: dict[str, list[str]] = {}
    for stamp in stamps:
        brief = store.load(stamp.path).brief
        if brief is not None:
            ids.setdefault(brief.id, []).append(stamp.path)
    if named not in ids:
        near = did_you_mean(named, ids) or "; name a brief with errors by its file"
        raise NotFound(f'unknown brief "{named}"{near}')
    first, *others = ids[named]
    if others:
        # This is written to: none is taken for want of a better one.
        every = ", ".join([first, *others])
        raise UsageError(f"{1 + len(others)} files have the id {named}: {every}; name one file")
    return first


def _file_of_source(store: Store, path: str, source: str) -> str:
    """Return the file in which the source is written: the brief's, or the shared one."""
    from briefing.store.files import SHARED_NAMES

    loaded = store.load(path)
    if loaded.places.has(f"sources.{source}"):
        return path
    shared = store.shared.sources
    if source in shared:
        return next(name for name in SHARED_NAMES if (store.folder / name).is_file())
    if loaded.brief is None:
        raise BriefingError(f"{path} is not a valid brief; run briefing check to see why")
    known = [*loaded.brief.sources, *shared]
    near = did_you_mean(source, known) or "; add it there first, with its kind and title"
    raise NotFound(f'{path} has no source "{source}"{near}')


def _text(named: str) -> bytes:
    """Return the bytes to archive, which must be UTF-8."""
    from briefing.loader.syntax.decoding import decode
    from briefing.store.files import MAX_ARCHIVE

    try:
        if named == "-":
            data = sys.stdin.buffer.read(MAX_ARCHIVE + 1) if sys.stdin else b""
        else:
            with Path(named).open("rb") as file:
                data = file.read(MAX_ARCHIVE + 1)
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"{named}: {why}; name a text file, or - for stdin") from None
    if len(data) > MAX_ARCHIVE:
        raise UsageError(f"{named} is larger than 4 MiB; archive the part that the brief cites")
    if not data.strip():
        raise UsageError(f"{named} is empty; nothing to archive")
    try:
        decode(data)
    except UnreadableError as error:
        raise UsageError(f"{named}:{error.line}:{error.column}: {error.message}") from None
    return data


def _read(folder: Path, path: str) -> bytes:
    from briefing.store import files

    try:
        return files.read(folder, path)
    except UnreadableError as error:
        raise BriefingError(f"{path}: {error.message}") from None


def _real(folder: Path, path: str) -> Path:
    """Return where a path of the store leads: a link inside the store stays one."""
    from briefing.store import files

    try:
        return Path(files.inside_of(folder, path))
    except UnreadableError as error:
        raise BriefingError(f"{path}: {error.message}") from None


def with_archive(data: bytes, path: str, source: str, name: str, digest: str) -> bytes:
    """Return the file's bytes with `archive` and `sha256` added to a source; nothing else changes.

    Raises:
        BriefingError: the source has an archive already, or is not written as a record.
    """
    from briefing.loader.syntax import Record, find, notation_of, parse

    text = data.decode("utf-8")
    lead = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    notation = notation_of(path)
    node, _ = find(parse(data, notation).root, f"sources.{source}")
    if not isinstance(node, Record) or not node.keys:
        raise BriefingError(f"{path}: sources.{source} is not a record; add its kind first")
    if "archive" in node.keys or "sha256" in node.keys:
        raise BriefingError(
            f"{path}: sources.{source} already has an archive, which is never replaced; "
            "add the new text as another source"
        )
    at, added = _addition(text, node, {"archive": name, "sha256": digest}, notation == "json")
    changed = text[:at] + added + text[at:]
    result = (lead + changed).encode("utf-8")
    found, _ = find(parse(result, notation).root, f"sources.{source}")
    if not _holds(found, node, name, digest):
        raise BriefingError(
            f"{path}: sources.{source} cannot be edited automatically; add by hand: "
            f"archive: {name} and sha256: {digest}"
        )
    return result


def _addition(text: str, node: "Record", values: dict[str, str], json: bool) -> tuple[int, str]:
    """Return where to insert into a record, and what."""
    if text[node.start] == "{":
        quote = '"' if json else ""
        pairs = (f"{quote}{key}{quote}: {quote}{value}{quote}, " for key, value in values.items())
        return node.start + 1, "".join(pairs)
    # Before the second key: there the first value has certainly ended. With one key, before it.
    at = sorted(node.keys.values())[:2][-1]
    begin = text.rfind("\n", 0, at) + 1
    indent = text[begin:at]
    newline = "\r\n" if text[:begin].endswith("\r\n") else "\n"
    return at, "".join(f"{key}: {value}{newline}{indent}" for key, value in values.items())


def _holds(found: "Node | None", before: "Record", name: str, digest: str) -> bool:
    """Whether a record is what it was, with the two new values."""
    from briefing.loader.syntax import Record, Scalar

    if not isinstance(found, Record) or set(found.keys) != {*before.keys, "archive", "sha256"}:
        return False
    values = [found.values[key] for key in ("archive", "sha256")]
    return [value.text for value in values if isinstance(value, Scalar)] == [name, digest]


def _store(path: Path, data: bytes) -> bool:
    """Write the archive under a name that nothing has yet; return whether a file was made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path, data, 0o644)
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
        # Some file systems have no links. Whoever reads it half written is told by the SHA-256.
        with path.open("xb") as file, ExitStack() as undo:
            undo.callback(path.unlink)
            _write_through(file, data)
            undo.pop_all()
    finally:
        temporary.unlink()
    return True


def _replace(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before`, whole or not at all."""
    temporary = _temporary(path, after, path.stat().st_mode & 0o777)
    try:
        if path.read_bytes() != before:
            raise BriefingError(f"{path} changed in the meantime; try again")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _temporary(path: Path, data: bytes, mode: int) -> Path:
    """Write `data` beside `path`, all the way to the disk, and return the new file.

    Where that fails, such as on a full disk, nothing is left behind.
    """
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    with ExitStack() as undo:
        undo.callback(Path(name).unlink)
        with open(descriptor, "wb") as file:  # noqa: PTH123
            os.fchmod(file.fileno(), mode)
            _write_through(file, data)
        undo.pop_all()
    return Path(name)


def _write_through(file: "BinaryIO", data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _tell_problems(store: Store, path: str) -> None:
    """Say what is wrong with the brief now, such as quotes that the text does not hold."""
    for problem in store.checked(path).problems:
        if problem.severity == "error":
            output.note(str(problem))
