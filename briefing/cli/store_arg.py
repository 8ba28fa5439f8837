"""The store that a command works on, and paths within it."""

import os
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from briefing.cli.output import note
from briefing.errors import StoreError, UsageError
from briefing.paths import require_current_folder, require_folder
from briefing.store.file_names import SHARED_NAMES
from briefing.store.store import Store
from briefing.text.clean import clean
from briefing.text.names import did_you_mean
from briefing.user.settings import load


class ChosenStore(NamedTuple):
    """A store and the reason why it was chosen."""

    folder: Path
    """The folder, as it was written."""
    origin: str
    """`argument`, `$BRIEFING_STORE`, `settings`, `./briefs` or `samples`."""
    warning: str = ""
    """Why the store of the settings was not taken; empty if it was, or was not asked for."""
    address: str = ""
    """The address of the shared store that the folder mirrors, or empty."""


def find_store(
    name: str | None = None, *, restricted: bool = False, lenient: bool = False, own: bool = False
) -> ChosenStore:
    """Return the store by `name`, the environment, the settings, `./briefs`, or the samples.

    The name is a folder, a store in the settings, or the address of a shared store, whose mirror
    is brought up to it. In `restricted` mode only the name on the command line and the samples
    count. If `lenient`, a store in the settings that is gone is passed over with a warning. If
    `own`, the samples do not count.

    Raises:
        StoreError: there is no such folder.
        UsageError: the person has to name a store of their own.
    """
    if name == "":
        # Usually an unset variable; to the system it would be the current folder.
        raise StoreError("the name of the store is empty; give the folder of your briefs")
    if name is not None:
        named = None if restricted or is_shared(name) else named_store(name)
        if named is None and not is_shared(name):
            require_folder(Path(name), may_begin=own)
        return _chosen(named or name, "settings" if named else "argument")
    chosen = None if restricted else _from_environment(lenient=lenient)
    if chosen is None and own:
        raise UsageError("no store given; name the folder of your briefs with -s")
    if chosen is None:
        return _samples()
    if not chosen.address:
        require_folder(chosen.folder, chosen.origin)
    return chosen


def own_folder(chosen: ChosenStore) -> Path:
    """Return the folder of a store that is to be changed.

    Raises:
        UsageError: it is the mirror of a shared store, which holds nothing of its own.
    """
    if chosen.address:
        raise UsageError(
            f"the mirror of a shared store is only read: briefing pull {chosen.address} FOLDER, "
            "change it there, and briefing publish"
        )
    return chosen.folder


def is_shared(name: str) -> bool:
    """Whether the name of a store is the address of a shared one."""
    # As `shared.server.address` has it, which is imported only for those.
    return name.startswith(("postgresql://", "postgres://", "service="))


def _chosen(name: str, origin: str) -> ChosenStore:
    """Return the store in a folder, or the mirror of a shared one."""
    if not is_shared(name):
        return ChosenStore(Path(name), origin)
    folder: Path = import_module("briefing.cli.sharing.mirrors").mirrored(name)
    return ChosenStore(folder, origin, address=name)


def named_store(name: str) -> str | None:
    """Return the folder, or the address, of the store called `name` in the settings.

    None for a folder's path.

    A folder of that name comes first, as what it means does not depend on the settings; if the
    store is another one, a note says so.

    Raises:
        StoreError: the store in the settings is not a folder.
    """
    stores = load().settings.stores
    if name not in stores:
        if stores and not Path(name).exists() and (near := did_you_mean(name, stores)):
            raise StoreError(f'there is no folder and no store "{name}"{near}')
        return None
    if is_shared(stores[name]) and not Path(name).is_dir():
        return stores[name]
    folder = Path(stores[name]).expanduser()
    if Path(name).is_dir():
        if Path(name).resolve() != folder.resolve():
            note(f'"{name}" is a folder here; the store of that name is {folder}')
        return None
    require_folder(folder, f"the store {name} in the settings")
    return str(folder)


def _from_environment(*, lenient: bool) -> ChosenStore | None:
    if folder := os.environ.get("BRIEFING_STORE"):
        return _chosen(folder, "$BRIEFING_STORE")
    loaded, warning = load(), ""
    if is_shared(loaded.settings.store):
        return _chosen(loaded.settings.store, "settings")
    if loaded.settings.store:
        own = Path(loaded.settings.store).expanduser()
        if own.is_dir() or not lenient:
            return ChosenStore(own, "settings")
        warning = f"{loaded.place('store')}: store: {own} is not a folder"
    require_current_folder()
    if Path("briefs").is_dir():
        return ChosenStore(Path("briefs"), "./briefs", warning)
    if warning:
        return _samples(warning)
    if loaded.path and loaded.path.exists():
        # They may explain why the store in the file was not taken.
        for warning in loaded.warnings:
            note(warning)
    return None


def open_store(folder: Path) -> Store:
    """Return the store in `folder`, without what the settings leave out.

    Raises:
        StoreError: it is not a folder.
    """
    return Store(folder, ignore=load().settings.ignore)


_NAMED = 3  # folders that are named one by one


def note_unlisted(store: Store) -> None:
    """Say on stderr which folders were not read, as no list of the briefs shows it."""
    unlisted = store.unlisted
    for problem in unlisted[:_NAMED]:
        note(f"{clean(problem.path, line=True)}: {problem.message}")
    if len(unlisted) > _NAMED:
        note(f"{len(unlisted) - _NAMED} more folders were not read; see briefing check")


def _samples(warning: str = "") -> ChosenStore:
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "samples", package.parent / "briefs"):
        if folder.is_dir():
            note("no store given, so these are the sample briefs; open yours with briefing STORE")
            return ChosenStore(folder, "samples", warning)
    raise StoreError("no store given and no sample briefs installed; try briefing STORE")


def absolute(path: Path) -> Path:
    """Return a path from the root, without `..`; links are not followed.

    Raises:
        StoreError: it is named from a current folder that is gone.
    """
    if not path.is_absolute():
        require_current_folder()
    return Path(os.path.normpath(path.absolute()))


def store_around(path: Path) -> Path:
    """Return the highest folder with a `store.yaml`, at `path` or above, or else that of `path`."""
    own = path if path.is_dir() else path.parent
    nearest = absolute(path if path.is_dir() else path / "..")
    for folder in (*reversed(nearest.parents), nearest):
        if any((folder / name).is_file() for name in SHARED_NAMES):
            return folder if path.is_absolute() else Path(os.path.relpath(folder))
    return own


def path_within(folder: Path, word: str) -> str:
    """Return the path within the store of a file named from here; empty outside of the store."""
    file = absolute(Path(word))
    # The store may be reached through a link; a link to a brief is a brief by its own name.
    for parent, store in (
        (file.parent, absolute(folder)),
        (os.path.realpath(file.parent), os.path.realpath(folder)),
    ):
        full = Path(parent, file.name)
        if full.is_relative_to(store):
            inside = full.relative_to(store)
            return inside.as_posix() if inside.parts else ""
    return ""
