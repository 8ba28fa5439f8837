"""Which files a store holds, without what reads one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.errors import UnreadableError
from briefing.loader.problems import Problem
from briefing.store import files
from briefing.store.files import Fingerprint, Ignore, Scan, Stamp


class FileListing:
    """The files of one folder, as the last scan or look found them."""

    def __init__(self, folder: Path, ignored: tuple[str, ...]) -> None:
        """Look at nothing yet; `ignored` are the patterns of the settings."""
        self._folder, self._ignored = folder, ignored
        self._unlisted: tuple[tuple[Problem, ...], tuple[str, ...]] = (), ()

    def scan(
        self,
        top: Sequence[str],
        patterns_of: Callable[[str], Sequence[str]],
        cancelled: Callable[[], bool] | None,
    ) -> Scan:
        """Return the briefs, without what the patterns of the shared files leave out.

        `top` are those of the file at the top; `patterns_of` returns those of another.

        Raises:
            StoreError, ScanCancelled: as `Store.scan`.
        """
        ignore = Ignore((*self._ignored, *top))
        scan = files.scan(self._folder, cancelled, ignore, patterns_of)
        problems = (one for one in scan.problems if not files.is_brief(one.path))
        self._unlisted = tuple(problems), ()
        return scan._replace(patterns=(*top, *scan.patterns))

    def look(self, patterns: Sequence[str], cancelled: Callable[[], bool] | None) -> Fingerprint:
        """Return the fingerprint of the files where these are the `patterns` of the shared files.

        Raises:
            StoreError, ScanCancelled: as `Store.scan`.
        """
        look = files.look(self._folder, cancelled, Ignore((*self._ignored, *patterns)))
        self._unlisted = look.unread, look.links
        return look.fingerprint

    def leaves_out(self, path: str, patterns: Sequence[str]) -> bool:
        """Whether a scan passes over a file named like a brief; `patterns` are those of the top."""
        hidden = any(part.startswith(".") for part in path.split("/"))
        return hidden or bool(Ignore((*self._ignored, *patterns)).rule(path))

    @property
    def unlisted(self) -> tuple[Problem, ...]:
        """The folders that the last scan or look has not read."""
        problems, links = self._unlisted
        return (*problems, *files.unfollowed(self._folder, links))

    def stamp(self, path: str) -> Stamp | None:
        """Return the present stamp of a file; None where it cannot be read."""
        try:
            return files.stamp_of(self._folder, path)
        except UnreadableError:
            return None

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a brief; None where it cannot be read."""
        try:
            return files.read(self._folder, path, files.MAX_BRIEF)
        except UnreadableError:
            return None
