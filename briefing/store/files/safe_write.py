"""Writing files so that no reader ever sees half of one."""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from briefing.errors import BriefingError


class ChangedMeanwhile(BriefingError):
    """A file has changed since it was read."""


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Replace the contents `before` of a file by `after`, whole or not at all.

    Raises:
        ChangedMeanwhile: the file has other contents meanwhile.
    """
    temporary = temporary_file(path, after, path.stat().st_mode & 0o777)
    try:
        if path.read_bytes() != before:
            raise ChangedMeanwhile(f"{path} changed in the meantime; try again")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def temporary_file(path: Path, data: bytes, mode: int, *, through: bool = True) -> Path:
    """Write `data` to a new file beside `path`, `through` to the disk; leave nothing on failure.

    Of thousands of files that can be made again, waiting for the disk takes most of the time.
    """
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    with os.fdopen(descriptor, "wb") as file, ExitStack() as undo:
        undo.callback(Path(name).unlink)
        os.fchmod(descriptor, mode)
        if through:
            write_through(file, data)
        else:
            file.write(data)
        undo.pop_all()
    return Path(name)


def write_through(file: BinaryIO, data: bytes) -> None:
    """Write `data` to an open file, through to the disk."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
