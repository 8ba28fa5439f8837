"""A folder of briefs: which files it holds, each brief with the shared records, its archives.

A store is only ever read. What was read is kept until the file changes on disk, so that asking
again costs a look at the file's stamp. Several threads may use one store.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from briefing import files
from briefing.checks import across
from briefing.errors import UnreadableError
from briefing.evidence import Archive
from briefing.files import Scan
from briefing.folders import require_folder
from briefing.loader import Loaded
from briefing.model import Shared, Source
from briefing.problems import Problem, in_order
from briefing.store.archives import Archives, Unavailable
from briefing.store.checked_brief import NO_ARCHIVE, CheckedBrief, Sources, unavailable
from briefing.store.lending import Lender
from briefing.store.lru_cache import LruCache
from briefing.store.stored_file import StoredFile, errors_of, stored_file, unread_file

__all__ = ["CheckedBrief", "Store", "StoredFile", "Unavailable"]

_FILES_KEPT = 64
_NO_BRIEF = "this is no brief; the names of briefs end in .yaml, .yml, .json or .md"


class Store:
    """One folder of briefs."""

    def __init__(self, folder: Path, kept: int = _FILES_KEPT) -> None:
        """Open the folder; files are read only when they are asked for.

        `kept` is how many briefs are kept once they are read, with their archived texts: those
        that are likely to be asked for again.

        Raises:
            StoreError: `folder` is not a folder.
        """
        require_folder(folder)
        self.folder = folder
        """The store's folder."""
        self._lender = Lender(folder)
        self._archives = Archives(folder)
        self._files: LruCache[str, StoredFile] = LruCache(kept)

    def scan(self) -> Scan:
        """Return the briefs that the folder holds now.

        Raises:
            StoreError: the folder cannot be read any more.
        """
        return files.scan(self.folder)

    @property
    def shared(self) -> Shared:
        """The records that all briefs can use; those with errors are left out."""
        return self._lender.now().loaded.shared

    @property
    def shared_errors(self) -> tuple[Problem, ...]:
        """What keeps records of the shared file from being used."""
        return errors_of(self._lender.now())

    def load(self, path: str) -> Loaded:
        """Return what the file `path` of the store holds, with the shared records that it names.

        `problems` are those of the file and of its names; `checked` has those of the evidence too.
        """
        return self.open(path).loaded

    def open(self, path: str) -> StoredFile:
        """Return the file `path` of the store, read anew if it or the shared file has changed."""
        shared = self._lender.now()
        try:
            stamp = files.stamp_of(self.folder, path)
            kept = self._files.get(path)
            if kept is not None and kept.stamp == stamp and kept.shared is shared:
                return kept
            if not files.is_brief(path):
                raise UnreadableError(_NO_BRIEF, "not-a-file")
            data = files.read(self.folder, path)
        except UnreadableError as error:
            # A link that leads out is told of alike; nothing outside is even looked at.
            named = files.is_brief(path) and error.code != "outside"
            return unread_file(path, (named and files.odd(self.folder, path)) or error, shared)
        file = stored_file(data, stamp, shared)
        self._files.put(path, file)
        return file

    def checked(self, path: str) -> CheckedBrief:
        """Return the file `path` of the store with the archived texts of its brief.

        Each is looked at once, and read if it has changed. Nothing is compared yet.
        """
        file = self.open(path)
        sources = self._texts(file.brief.sources) if file.brief is not None else {}
        if file.checked is None or file.checked.sources != sources:
            file.checked = CheckedBrief(file, sources)
        return file.checked

    def _texts(self, sources: Mapping[str, Source]) -> Sources:
        return {slug: self._text(source) for slug, source in sources.items()}

    def _text(self, source: Source) -> Archive | Unavailable:
        if source.archive is None:
            return NO_ARCHIVE
        return self._archives.get(source.archive, source.sha256)

    def check(
        self, paths: Sequence[str] = (), *, progress: Callable[[int, int], None] | None = None
    ) -> tuple[Problem, ...]:
        """Return all problems of the store, or those of the files `paths`, by path and place.

        Every file is read in any case: that two briefs share an id cannot be seen in one alone.
        `progress` is told how many files are done, of how many.

        Raises:
            StoreError: the folder cannot be read.
        """
        scan, wanted, cards = self.scan(), set(paths), []
        problems = [*scan.problems, *self._of_shared()]
        # What is no file, or a folder that cannot be read, is among the problems of the scan.
        none = {*files.SHARED_NAMES, *(problem.path for problem in scan.problems)}
        named = (path for path in paths if path not in none)
        every = dict.fromkeys((*(stamp.path for stamp in scan.stamps), *named))
        for done, path in enumerate(every, 1):
            if not wanted or path in wanted or not wanted.isdisjoint(files.SHARED_NAMES):
                checked = self.checked(path)
                problems += checked.problems
                cards.append(checked.file.card)
            else:
                cards.append(self.open(path).card)
            if progress is not None:
                progress(done, len(every))
        problems += (
            self.load(path).places.problem(path, fault) for path, fault in across.check_store(cards)
        )
        told = dict.fromkeys(problems)  # the problems of a shared source are those of many briefs
        return in_order(one for one in told if not wanted or one.path in wanted)

    def _of_shared(self) -> Iterator[Problem]:
        """Yield what is wrong with the shared file, and with the archives it names."""
        lent = self._lender.now()
        yield from lent.loaded.problems
        for claim in unavailable(self._texts(lent.loaded.shared.sources)):
            line, column = lent.loaded.places.at(claim.where)
            yield Problem(
                lent.path, line, column, claim.severity, claim.code, claim.where, claim.message
            )
