"""Finding the file that the name of an archive means: names are compared in NFC (FORMAT.md)."""

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from briefing.errors import UnreadableError
from briefing.store.file_names import is_brief
from briefing.store.files.safe_read import inside_of


def actual_path(folder: Path, path: str) -> str:
    """Return the path within the store of the file that an archive names.

    It is `path` itself where there is such a file, else that of a file whose name, or whose
    folders' names, are composed otherwise, as files from macOS are; `path` again without any.
    """
    if path.isascii() or os.path.lexists(f"{folder}{os.sep}{path}"):
        return path
    return _found(folder, path, _composed) or path


def near_path(folder: Path, path: str) -> str:
    """Return the file that was probably meant by `path`, which differs in case or separators."""
    return _found(folder, path.replace("\\", "/"), lambda name: _composed(name).casefold())


def named_like_briefs(folder: Path, archives: Iterable[str | None]) -> Iterator[str]:
    """Yield the paths within the store of those archives that have the names of briefs.

    Of a link both are given: its own path, and that of the file.
    """
    for name in archives:
        if name is None or not is_brief(name):
            continue
        path = actual_path(folder, name)
        try:
            real = inside_of(folder, path)
        except UnreadableError:
            continue
        yield os.path.normpath(path)
        for root in (str(folder), os.path.realpath(folder)):
            if real.startswith(root + os.sep):
                yield os.path.normpath(os.path.relpath(real, root))
                break


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _found(folder: Path, path: str, form: Callable[[str], str]) -> str:
    """Return the path of an entry inside the store with the same `form`, or nothing."""
    found: list[str] = []
    for part in path.split("/"):
        if part in ("", ".."):
            return ""
        above = folder.joinpath(*found)
        name = part if os.path.lexists(above / part) else _alike(above, part, form)
        if not name:
            return ""
        found.append(name)
    try:
        inside_of(folder, "/".join(found))
    except UnreadableError:
        return ""
    return "/".join(found)


def _alike(folder: Path, name: str, form: Callable[[str], str]) -> str:
    """Return the first entry of a folder with the same `form` as `name`, or nothing."""
    try:
        return min(
            (one.name for one in folder.iterdir() if form(one.name) == form(name)), default=""
        )
    except OSError:
        return ""
