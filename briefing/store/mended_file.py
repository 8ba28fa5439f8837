"""A file of a store with the fixes that `check --fix` makes; nothing is written here."""

from pathlib import Path

from briefing.checks.fixes import Faulty
from briefing.checks.mending import Mended, mend
from briefing.errors import UnreadableError
from briefing.loader.load import MAX_PROBLEMS
from briefing.loader.syntax import notation_of
from briefing.loader.syntax.decoding import decode
from briefing.model.brief import Brief, Shared
from briefing.store import files
from briefing.store.checked_brief import stored_file
from briefing.store.files import Ignore, Stamp
from briefing.store.shared_files import NOTHING, SharedFiles, joined, read_shared


def mended_file(folder: Path, path: str, ignore: Ignore) -> tuple[bytes, Mended]:
    """Return the bytes of a file as it is, and the file mended.

    Raises:
        UnreadableError: it cannot be read.
    """
    data = files.read(folder, files.stamp_of(folder, path).path)
    shared = SharedFiles(folder)
    read = _SharedReader(path, shared) if files.is_shared(path) else _Reader(path, shared, ignore)
    return data, mend(data, read)


class _Reader:
    """Reads versions of one brief."""

    def __init__(self, path: str, shared: SharedFiles, ignore: Ignore) -> None:
        self._stamp, self._shared, self._ignore = Stamp(path, 0, 0, 0), shared.of(path), ignore

    def __call__(self, data: bytes) -> Faulty | None:
        file = stored_file(data, self._stamp, self._shared, self._ignore)
        loaded = file.loaded
        if file.why_not or loaded.foreign or len(loaded.problems) >= MAX_PROBLEMS:
            return None
        notation = notation_of(self._stamp.path)
        text, root, known = loaded.places.text, loaded.places.root, self._shared.known
        if not _is_exact(data, text):
            return None
        return Faulty(text, root, loaded.problems, Brief, notation, known)


class _SharedReader:
    """Reads versions of one file of shared records."""

    def __init__(self, path: str, shared: SharedFiles) -> None:
        self._stamp, self._above = Stamp(path, 0, 0, 0), shared.above(path)

    def __call__(self, data: bytes) -> Faulty | None:
        snapshot = read_shared(data, self._stamp)
        if self._above is not None:
            snapshot = joined(self._above, snapshot)
        loaded = snapshot.loaded
        if not _is_exact(data, loaded.places.text) or len(loaded.problems) >= MAX_PROBLEMS:
            return None
        known = (self._above or NOTHING).known
        root, problems = loaded.places.root, loaded.problems
        return Faulty(loaded.places.text, root, problems, Shared, "yaml", known)


def _is_exact(data: bytes, text: str) -> bool:
    """Whether the text of a file is that which was read, so that it can be written again."""
    try:
        return decode(data) == text
    except UnreadableError:
        return False
