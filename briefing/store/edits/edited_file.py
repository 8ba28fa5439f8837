"""A changed file of a store: written whole or not at all, and put back byte for byte."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from briefing.errors import BriefingError, UnreadableError
from briefing.store.edits.change import Change
from briefing.store.edits.spliced import spliced
from briefing.store.files import inside_of, read
from briefing.store.files.safe_write import ChangedMeanwhile, replace_file

T = TypeVar("T")


class FileEdit(NamedTuple):
    """The content of a file before and after a change."""

    path: str
    """Within the store."""
    before: bytes
    """As it was read."""
    after: bytes
    """As it is to be."""


def changed_file(
    folder: Path, path: str, changes: Sequence[Change], *, sha256: str = "",
    answered: Sequence[str] = (),
) -> FileEdit:  # fmt: skip
    """Return a file of a store with changes made; nothing is written yet.

    Above the values at the dotted paths `answered`, the notes of a draft go.

    Raises:
        ChangedMeanwhile: its bytes do not have the checksum `sha256`, if one is given.
        EditRefused: see `spliced`.
        BriefingError: it cannot be read.
    """
    before = _checked(lambda: read(folder, path), path)
    if sha256 and hashlib.sha256(before).hexdigest() != sha256:
        raise ChangedMeanwhile(f"nothing was written: the file has changed meanwhile ({path})")
    return FileEdit(path, before, _checked(lambda: spliced(before, path, changes, answered), path))


def write(folder: Path, edit: FileEdit) -> None:
    """Write a changed file, unless it has other contents than before meanwhile.

    Raises:
        ChangedMeanwhile: it has; nothing was written.
        BriefingError: it cannot be written.
    """
    _replace(folder, edit.path, edit.before, edit.after)


def restore(folder: Path, edit: FileEdit) -> None:
    """Put back the bytes of a file before a change, unless it has been changed again.

    Raises:
        ChangedMeanwhile: it has; nothing was written.
        BriefingError: it cannot be written.
    """
    _replace(folder, edit.path, edit.after, edit.before)


def _replace(folder: Path, path: str, before: bytes, after: bytes) -> None:
    # A link inside the store stays one.
    file = Path(_checked(lambda: inside_of(folder, path), path))
    try:
        replace_file(file, before, after)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise BriefingError(f"{path} cannot be written ({reason}); nothing was changed") from None


def _checked(access: Callable[[], T], path: str) -> T:
    """Return what `access` gives; its error names the path."""
    try:
        return access()
    except UnreadableError as error:
        raise BriefingError(f"{path}: {error.message}") from None
