"""The files of a store as they were read, kept until they change on disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import UnreadableError
from briefing.evidence import Archive
from briefing.model.brief import Source
from briefing.store import files
from briefing.store.archives import Archives, Unavailable
from briefing.store.checked_brief import NO_ARCHIVE, CheckedBrief, Sources
from briefing.store.lru_cache import LruCache
from briefing.store.shared_records import SharedFile, SharedSnapshot
from briefing.store.stored_file import StoredFile, stored_file, unread_file

_NO_BRIEF = "not a brief; the name of a brief ends in .yaml, .yml, .json or .md"


@dataclass(slots=True)
class _Kept:
    """A file as it was last read, and its brief as it was last checked against its archives."""

    file: StoredFile
    checked: CheckedBrief | None = None


class FileCache:
    """The briefs, the shared records and the archived texts of one folder."""

    def __init__(self, folder: Path, kept: int) -> None:
        """Keep as many as `kept` briefs with their archived texts; read nothing yet."""
        self._folder = folder
        self._lender = SharedFile(folder)
        self._archives = Archives(folder)
        self._files: LruCache[str, _Kept] = LruCache(kept)

    def shared(self) -> SharedSnapshot:
        """Return the records that all briefs can use, as they are now."""
        return self._lender.now()

    def open(self, path: str) -> StoredFile:
        """Return a file, read anew if it or the shared file has changed."""
        return self._open(path).file

    def _open(self, path: str) -> _Kept:
        shared = self._lender.now()
        try:
            stamp = files.stamp_of(self._folder, path)
            kept = self._files.get(path)
            if kept is not None and kept.file.stamp == stamp and kept.file.shared is shared:
                return kept
            if not files.is_brief(path):
                raise UnreadableError(_NO_BRIEF, "not-a-file")
            data = files.read(self._folder, path)
        except UnreadableError as error:
            # A link that leads out is told of alike; nothing outside is even looked at.
            named = files.is_brief(path) and error.code != "outside"
            odd = (named and files.irregular_entry(self._folder, path)) or error
            return _Kept(unread_file(path, odd, shared))
        kept = _Kept(stored_file(data, stamp, shared))
        self._files.put(path, kept)
        return kept

    def checked(self, path: str) -> CheckedBrief:
        """Return a file with the archived texts of its brief, each looked at once."""
        kept = self._open(path)
        brief = kept.file.brief
        sources = self.texts(brief.sources) if brief is not None else {}
        if kept.checked is None or kept.checked.sources != sources:
            kept.checked = CheckedBrief(kept.file, sources)
        return kept.checked

    def texts(self, sources: Mapping[str, Source]) -> Sources:
        """Return the archived text of each source, or why it cannot be had."""
        return {slug: self._text(source) for slug, source in sources.items()}

    def _text(self, source: Source) -> Archive | Unavailable:
        if source.archive is None:
            return NO_ARCHIVE
        return self._archives.get(source.archive, source.sha256)
