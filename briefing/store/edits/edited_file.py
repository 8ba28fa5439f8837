"""A changed file of a store: written whole or not at all, and put back byte for byte."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.errors import BriefingError, system_reason
from briefing.store.edits.change import Change
from briefing.store.edits.spliced import spliced
from briefing.store.files import inside_of, naming, read
from briefing.store.files.safe_write import ChangedMeanwhile, replace_file


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
    with naming(path):
        before = read(folder, path)
        if sha256 and hashlib.sha256(before).hexdigest() != sha256:
            raise ChangedMeanwhile(f"nothing was written: the file has changed meanwhile ({path})")
        return FileEdit(path, before, spliced(before, path, changes, answered))


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
    with naming(path):
        file = Path(inside_of(folder, path))
    try:
        replace_file(file, before, after)
    except OSError as error:
        reason = system_reason(error).lower()
        raise BriefingError(f"{path} cannot be written ({reason}); nothing was changed") from None
