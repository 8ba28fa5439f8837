"""The store that a command works on, and its catalogue."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.cli.output import note
from briefing.errors import StoreError
from briefing.paths import require_folder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from briefing.catalogue import Catalogue
    from briefing.user.settings import Settings

_PAUSE = 2.0  # seconds between two words on how far indexing is


class ChosenStore(NamedTuple):
    """A store and how it came to be chosen."""

    folder: Path
    """The folder, as it was written."""
    origin: str
    """`argument`, `$BRIEFING_STORE`, `settings`, `./briefs` or `samples`."""


def find_store(named: str | None = None, *, restricted: bool = False) -> ChosenStore:
    """Return the store to open: the one `named`, else what environment and settings say.

    Without any of these it is `./briefs`, and else the sample briefs, saying so on stderr. With
    `restricted` only what is named on the command line and the samples count.

    Raises:
        StoreError: there is no such folder.
    """
    if named == "":
        # "." to the system; a variable that is not set is no folder that anybody meant.
        raise StoreError("the name of the store is empty; give the folder of your briefs")
    if named is not None:
        return _existing(ChosenStore(Path(named), "argument"))
    if not restricted:
        chosen = _from_environment()
        if chosen is not None:
            return _existing(chosen)
    return _samples()


def _from_environment() -> ChosenStore | None:
    if folder := os.environ.get("BRIEFING_STORE"):
        return ChosenStore(Path(folder), "$BRIEFING_STORE")
    from briefing.user.settings import load

    loaded = load()
    if loaded.settings.store:
        return ChosenStore(_settled(loaded.settings), "settings")
    if Path("briefs").is_dir():
        return ChosenStore(Path("briefs"), "./briefs")
    if loaded.path and loaded.path.exists():
        # Otherwise nobody would know why it is not the store that the file names.
        for warning in loaded.warnings:
            note(warning)
    return None


def _settled(settings: "Settings") -> Path:
    return Path(settings.store).expanduser()


def require_settled(settings: "Settings") -> None:
    """Take settings that name no store, or one that there is.

    Raises:
        StoreError: there is no such folder.
    """
    if settings.store:
        require_folder(_settled(settings))


def _existing(where: ChosenStore) -> ChosenStore:
    require_folder(where.folder, "" if where.origin == "argument" else where.origin)
    return where


def _samples() -> ChosenStore:
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "samples", package.parent / "briefs"):
        if folder.is_dir():
            note("no store given, so these are the sample briefs; open yours with briefing STORE")
            return ChosenStore(folder, "samples")
    raise StoreError("no store given and no sample briefs installed; try briefing STORE")


def folder_of(args: "Namespace") -> Path:
    """Return the store that a subcommand's `-s` names, or the one found without it."""
    return find_store(args.store).folder


def open_catalogue(args: "Namespace", folder: Path | None = None) -> "Catalogue":
    """Return the catalogue of the store, brought up to date unless `--no-refresh` was given."""
    from briefing.catalogue import Catalogue

    folder = folder or folder_of(args)
    catalogue = Catalogue.open(folder)
    if not getattr(args, "no_refresh", False):
        from briefing.catalogue.index.refresh import refresh
        from briefing.store.store import Store

        store = Store(folder)
        refresh(catalogue, store, progress=progress_line())
        catalogue.refill = lambda: refresh(catalogue, store, progress=progress_line())
    return catalogue


def brief_named(catalogue: "Catalogue", folder: Path, word: str) -> str:
    """Return how the catalogue of the store in `folder` knows the brief that `word` names.

    That is its id or its file within the store; a file may also be named from the folder one is
    in, or from the root, as `check` prints it. Any other word is returned as it is.
    """
    if catalogue.number_named(word) is not None:
        return word
    inside = path_within(folder, word)
    return inside if inside and catalogue.number_at(inside) is not None else word


def path_within(folder: Path, word: str) -> str:
    """Return the path within the store of a file that is named from here; empty outside of it."""
    folder_name, name = os.path.split(os.path.abspath(word))  # noqa: PTH100
    # The store may be reached through a link; a link to a brief is a brief by its own name.
    for full in (os.path.abspath, os.path.realpath):
        try:
            inside = Path(full(folder_name), name).relative_to(full(folder))
        except ValueError:
            continue
        return inside.as_posix() if inside.parts else ""
    return ""


def progress_line() -> "Callable[[int, int], None]":
    """Return a function that says how far indexing is, where it takes long enough to wonder."""
    from time import monotonic

    said = monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal said
        if monotonic() - said > _PAUSE and done < total:
            said = monotonic()
            note(f"indexing: {done:,} of {total:,} files")

    return progress
