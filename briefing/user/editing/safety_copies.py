"""Copies of files in the state folder, for as long as a change of them is in doubt."""

import os
from datetime import datetime
from pathlib import Path

from briefing.errors import BriefingError, system_reason
from briefing.paths import state_folder


def keep_copy(name: str, data: bytes) -> Path:
    """Write `data` to a new file of the state folder, and return its path.

    The file is named for the moment and for `name`, and is readable by the person alone.

    Raises:
        BriefingError: there is no such folder, or it cannot be written.
    """
    folder = state_folder()
    if folder is None:
        raise BriefingError("there is no home folder to keep a copy in; set XDG_STATE_HOME")
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    folder = folder / "edits"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = _free(folder, f"{stamp}-{name}")
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except OSError as error:
        reason = system_reason(error).lower()
        raise BriefingError(f"{folder} cannot be written ({reason}); nothing was edited") from None
    return path


def _free(folder: Path, name: str) -> Path:
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{number}-{name}"
    return path
