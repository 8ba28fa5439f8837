"""Whether the reader is opened for the first time."""

from briefing.paths import state_folder

MARKER = "welcomed"
"""The empty file that records the first start, in the state folder."""


def is_first_start() -> bool:
    """Record the first start, and return whether this is it; False where that cannot be kept."""
    folder = state_folder()
    if folder is None:
        return False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / MARKER).touch(mode=0o600, exist_ok=False)
    except OSError:  # it is there, or nothing can be written: the card would come every time
        return False
    return True
