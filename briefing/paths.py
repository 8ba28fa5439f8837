"""The folders for settings, state and the catalogue, and the check of a store's folder.

On Unix by the XDG Base Directory Specification 0.8, where a relative path counts as unset; on other
systems as platformdirs says.
"""

import os
import sys
from pathlib import Path

from briefing.errors import StoreError


def config_folder() -> Path | None:
    """Return the folder of the settings, or None without a home folder."""
    return _folder("config", "XDG_CONFIG_HOME", ".config")


def state_folder() -> Path | None:
    """Return the folder of read marks, notes and the like, or None without a home folder."""
    return _folder("state", "XDG_STATE_HOME", ".local/state")


def cache_folder() -> Path | None:
    """Return the folder of the catalogue, or None without a home folder."""
    return _folder("cache", "XDG_CACHE_HOME", ".cache")


def host_folder(*, restricted: bool = False) -> Path | None:
    """Return the folder of the catalogues that all accounts of this host share, or None.

    `restricted` passes over the environment variable, which a visitor may have set.
    """
    named = None if restricted else os.environ.get("BRIEFING_SHARED_CATALOGUE")
    if named is not None:
        return Path(named) if named.startswith("/") else None
    if sys.platform == "win32":
        return None
    return Path("/Library/Caches" if sys.platform == "darwin" else "/var/cache") / "briefing"


def require_folder(folder: Path, origin: str = "", *, may_begin: bool = False) -> None:
    """Check that `folder` is a folder; `origin` says where its name comes from, if not obvious.

    If `may_begin`, a store may well begin there, and the message says how.

    Raises:
        StoreError: it is not, or it is named from a current folder that is gone.
    """
    if not folder.is_absolute():
        require_current_folder()
    try:
        if folder.is_dir():
            return
        problem = "is not a folder" if folder.exists() else "does not exist"
    except OSError:
        problem = "does not exist"
    named = f"{folder} (from {origin})" if origin else str(folder)
    remedy = "give the folder of your briefs"
    if may_begin and problem == "does not exist":
        remedy += ", or make an empty one with mkdir"
    raise StoreError(f"{named} {problem}; {remedy}")


def require_current_folder() -> None:
    """Check that the current folder exists.

    Raises:
        StoreError: it was deleted or replaced, so that no relative path leads anywhere.
    """
    try:
        Path.cwd()
    except FileNotFoundError:
        name = os.environ.get("PWD", ".")
        message = "the current folder no longer exists; change to another, or to it again"
        raise StoreError(f"{name}: {message}") from None


def _folder(kind: str, variable: str, below: str) -> Path | None:
    named = os.environ.get(variable, "")
    if named.startswith("/"):
        return Path(named) / "briefing"
    if os.environ.get("HOME") == "":
        return None  # or it would be the root of the disk
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if not home.is_absolute():
        return None
    if sys.platform not in ("darwin", "win32"):
        return home / below / "briefing"
    # Imported here: on Linux it is never needed, and takes longer than all of this.
    import platformdirs

    path: Path = getattr(platformdirs, f"user_{kind}_path")("briefing", appauthor=False)
    return path
