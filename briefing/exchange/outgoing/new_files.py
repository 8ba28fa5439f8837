"""Export files: written whole or not at all, and never over another file without being asked."""

import os
from collections.abc import Iterable
from pathlib import Path

from briefing.errors import BriefingError
from briefing.store.files.safe_write import temporary_file
from briefing.store.store import Store
from briefing.text.clean import clean


def write_export(path: Path, pieces: Iterable[str], store: Store, *, force: bool = False) -> int:
    """Write a document to a file in UTF-8, and return its size in bytes.

    Raises:
        BriefingError: it is there already, or the store would read it as a brief, without `force`;
            or its folder is not there.
    """
    shown = clean(str(path), line=True)
    if not force and os.path.lexists(path):
        raise BriefingError(f"{shown} already exists; -f overwrites it")
    if not force and store.would_read(path.absolute()):
        raise BriefingError(
            f"the store would read {shown} as a brief; choose another folder, or -f"
        )
    if not path.parent.is_dir():
        raise BriefingError(f"there is no folder {clean(str(path.parent), line=True)}; make it")
    data = "".join(pieces).encode()
    temporary = temporary_file(path, data, 0o666 & ~_umask(), through=False)
    try:
        if force:
            temporary.replace(path)
        else:
            path.hardlink_to(temporary)  # fails where another process was quicker
    except FileExistsError:
        raise BriefingError(f"{shown} already exists; -f overwrites it") from None
    finally:
        temporary.unlink(missing_ok=True)
    return len(data)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def file_names(ids: Iterable[str], ending: str) -> list[str]:
    """Return a file name for each id, no two the same on any disk: `a.md`, and `a-2.md`."""
    names, taken = [], set[str]()
    for brief_id in ids:
        stem = brief_id.replace("/", "-").lstrip(".") or "brief"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        names.append(f"{name}{ending}")
    return names
