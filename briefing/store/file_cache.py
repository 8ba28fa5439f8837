"""The files of a store as they were read, kept until they change on disk, and their problems."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from briefing.checks import confirmation, cross_brief
from briefing.errors import UnreadableError
from briefing.loader.places import located
from briefing.loader.problems import Problem, in_order
from briefing.model.brief import Source
from briefing.store import files
from briefing.store.archives import Archives
from briefing.store.checked_brief import (
    NO_ARCHIVE,
    CheckedBrief,
    Sources,
    StoredFile,
    stored_file,
    unavailable,
    unread_file,
)
from briefing.store.files import SHARED_NAMES, Ignore, Scan, Stamp
from briefing.store.not_briefs import not_a_brief
from briefing.store.shared_files import NOTHING, SharedFiles, SharedSnapshot

_ignore = lru_cache(64)(Ignore)
_NO_BRIEF = "not a brief; the name of a brief ends in .yaml, .yml, .json or .md"


class FileCache:
    """The briefs, the shared records and the archived texts of one folder."""

    def __init__(self, folder: Path, kept: int, ignored: tuple[str, ...] = ()) -> None:
        """Keep as many as `kept` briefs with their archived texts; read nothing yet.

        `ignored` are the patterns of the settings.
        """
        self._folder = folder
        self._ignored = ignored
        self.shared = SharedFiles(folder).of
        """Returns the records that a file can use, as they are now; without one, all briefs."""
        self._archives = Archives(folder)
        self._read = lru_cache(kept)(self._read_now)

    def open(self, path: str) -> StoredFile:
        """Return a file, read again if it or the shared file has changed."""
        shared = self.shared(path)
        try:
            stamp = files.stamp_of(self._folder, path)
            return self._read(stamp, shared, kept=files.can_be_kept(stamp))
        except UnreadableError as error:
            # A link that leads out gets the same answer; nothing outside is even looked at.
            named = files.is_brief(path) and error.code != "outside"
            irregular = files.irregular_entry(self._folder, path) if named else None
            return unread_file(path, irregular or error, shared)

    def _read_now(self, stamp: Stamp, shared: SharedSnapshot, *, kept: bool) -> StoredFile:
        # `kept` changes once the file has settled, so that it is read once more then.
        if not files.is_brief(stamp.path):
            raise UnreadableError(_NO_BRIEF, "not-a-file")
        data = files.read(self._folder, stamp.path)
        return stored_file(data, stamp, shared, self._ignore_of(shared))

    def _ignore_of(self, shared: SharedSnapshot) -> Ignore:
        return _ignore((*self._ignored, *shared.patterns))

    def checked(self, path: str) -> CheckedBrief:
        """Return a file with the archived texts of its brief, each looked at once."""
        file = self.open(path)
        sources = self._texts(file.brief.sources) if file.brief is not None else {}
        checked = file.checked
        if checked is None or checked.sources != sources:
            checked = file.checked = CheckedBrief(file, sources)
        return checked

    def supposed(self, path: str, data: bytes) -> CheckedBrief:
        """Return the file `path` as it would be read if it held `data`; see `Store.supposed`."""
        shared = self.shared(path)
        stamp = Stamp(path, 0, len(data), 0)
        file = stored_file(data, stamp, shared, self._ignore_of(shared))
        return CheckedBrief(file, self._texts(file.brief.sources) if file.brief is not None else {})

    def _texts(self, sources: Mapping[str, Source]) -> Sources:
        return {
            slug: NO_ARCHIVE
            if source.archive is None
            else self._archives.get(source.archive, source.sha256)
            for slug, source in sources.items()
        }

    def problems(
        self, scan: Scan, paths: Sequence[str], progress: Callable[[int, int], None] | None
    ) -> tuple[Problem, ...]:
        """Return the problems of a store, or those of the files `paths`; see `Store.check`."""
        asked, summaries = set(paths), []
        snapshots = self.every_shared(scan)
        shared = [problem for one in snapshots for problem in self._shared_problems(one)]
        problems = [*scan.problems, *scan.ignored, *shared]
        # Irregular entries and unreadable folders are among the problems of the scan.
        none = {*SHARED_NAMES, *(one.path for one in scan.shared), *(one.path for one in problems)}
        named = [path for path in paths if path not in none]
        every = dict.fromkeys((*(stamp.path for stamp in scan.stamps), *named))
        archived = self._archived_by(snapshots)
        all_asked = not asked or any(map(files.is_shared, asked))
        for done, path in enumerate(every, 1):
            file = self.open(path)
            if all_asked or path in asked:
                problems += self.checked(path).problems
            if not file.why_not:
                summaries.append(file.summary)
            for archive in files.named_like_briefs(self._folder, file.archives):
                if archive != path:
                    archived.setdefault(archive, path)
            if progress is not None:
                progress(done, len(every))
        problems += self._beside(one for one in summaries if one.path not in archived)
        distinct = dict.fromkeys(problems)  # those of a shared source come with many briefs
        wanted = (one for one in distinct if not asked or one.path in asked)
        return in_order(_without_archives(wanted, archived, asked or every))

    def every_shared(self, scan: Scan) -> list[SharedSnapshot]:
        """Return the files of shared records, the one at the top first; none without any."""
        paths = ["", *(stamp.path for stamp in scan.shared)]
        found = dict.fromkeys(map(self.shared, paths))
        return [one for one in found if one is not NOTHING]

    def _archived_by(self, snapshots: Iterable[SharedSnapshot]) -> dict[str, str]:
        """Return the files named like briefs that files of shared records name as archives."""
        found: dict[str, str] = {}
        for one in snapshots:
            archives = (source.archive for source in one.loaded.shared.sources.values())
            for path in files.named_like_briefs(self._folder, archives):
                found.setdefault(path, one.path)
        return found

    def _beside(self, summaries: Iterable[cross_brief.BriefSummary]) -> Iterator[Problem]:
        """Yield the problems of briefs in the light of each other."""
        for path, fault in cross_brief.check_store(summaries):
            yield self.open(path).loaded.places.problem(path, fault)

    def _shared_problems(self, shared: SharedSnapshot) -> Iterator[Problem]:
        """Yield the problems of a shared file, and of the archives it names."""
        yield from shared.loaded.problems
        own = shared.loaded.shared
        faults = (*unavailable(self._texts(own.sources)), *confirmation.of_shared(own))
        yield from located(faults, (shared.path, shared.loaded.places))


def _without_archives(
    problems: Iterable[Problem], archived: Mapping[str, str], paths: Iterable[str]
) -> Iterator[Problem]:
    """Yield the problems of briefs, and for each archive among `paths` that it is none."""
    yield from (one for one in problems if one.path not in archived)
    for path in paths:
        if path in archived:
            yield not_a_brief(path, f"{archived[path]} names it as the archive of a source")
