"""The folders for settings, state and the catalogue, outside every store.

And the one check of a store's own folder, before anything else is asked of it.

On Unix by the XDG Base Directory Specification 0.8, where a relative path counts as unset; on other
systems where platformdirs says.
"""

import os
import sys

from briefing.errors import StoreError

# Loaded where it is used: the first screen of all needs the name of a folder and nothing else.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_KINDS = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}


def config_folder() -> "Path | None":
    """Return the folder of the settings, or None where the person has no home."""
    return _folder("config")


def state_folder() -> "Path | None":
    """Return the folder of read marks, notes and the like, or None where there is no home."""
    return _folder("state")


def cache_folder() -> "Path | None":
    """Return the folder of what can be made anew, or None where there is no home."""
    return _folder("cache")


def require_folder(folder: "Path", origin: str = "") -> None:
    """Take a folder, and refuse all else; `origin` is where its name was found, if not obvious.

    Raises:
        StoreError: it is not a folder.
    """
    if os.path.isdir(folder):  # noqa: PTH112  (Path raises where the disk fails)
        return
    what = "is not a folder" if os.path.exists(folder) else "does not exist"  # noqa: PTH110  (too)
    named = f"{folder} (from {origin})" if origin else str(folder)
    raise StoreError(f"{named} {what}; give the folder of your briefs")


def _folder(kind: str) -> "Path | None":
    from pathlib import Path

    place = _place(kind)
    if place is None:
        return _elsewhere(kind)
    return Path(place) if place else None


def _place(kind: str) -> str | None:
    """Return where a folder is by the specification; nothing without a home, None elsewhere."""
    variable, below = _KINDS[kind]
    named = os.environ.get(variable, "")
    if named.startswith("/"):
        return f"{named.rstrip('/')}/briefing"
    if os.environ.get("HOME") == "":
        return ""  # or it would be the root of the disk
    # Unknown homes stay "~", and a folder of that name is nobody's.
    home = os.path.expanduser("~")  # noqa: PTH111  (Path.home raises instead)
    if not home.startswith("/"):
        return ""
    if sys.platform in ("darwin", "win32"):
        return None
    return f"{home.rstrip('/')}/{below}/briefing"


def _elsewhere(kind: str) -> "Path":
    # Loaded here: on Linux it is never needed, and takes longer than all of this.
    import platformdirs

    path: Path = getattr(platformdirs, f"user_{kind}_path")("briefing", appauthor=False)
    return path
