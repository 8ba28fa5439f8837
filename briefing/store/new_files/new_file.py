"""A new file of a store: whole or not at all, under a name that no other file has anywhere."""

import unicodedata
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from briefing.store.files.safe_write import temporary_file, write_through


def alike(name: str) -> str:
    """Return what two names have in common that some file system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def free_stem(stem: str, is_free: Callable[[str], bool]) -> str:
    """Return the first of `stem`, `stem-2`, `stem-3`, … that is free."""
    number, name = 1, stem
    while not is_free(name):
        number += 1
        name = f"{stem}-{number}"
    return name


def names_in(folder: Path) -> Iterable[str]:
    """Return the names of a folder as `alike` has them; none of one that does not exist."""
    try:
        return {alike(one.name) for one in folder.iterdir()}
    except FileNotFoundError:
        return set()


def create(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, with the folders above it.

    Raises:
        FileExistsError: the name is taken; the file there is left as it is.
        OSError: the system refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_file(path, data, 0o644)
    try:
        # A link, not a rename: it fails where the name is taken.
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links.
        with path.open("xb") as file, ExitStack() as undo:
            undo.callback(path.unlink)
            write_through(file, data)
            undo.pop_all()
    finally:
        temporary.unlink()
