"""A folder compared with its shared store: files to publish, and conflicts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from briefing.shared.feed import ServerFile
from briefing.shared.folder.listing import LocalFile
from briefing.shared.folder.record import FileRecord


class VersionChange(NamedTuple):
    """A version to publish."""

    path: str
    """The file."""
    kind: str
    """`new`, `changed`, `marked` (only its handling mark has changed) or `removed`."""
    file: LocalFile | None
    """The file as it is here; None of a removed one."""
    handling: str
    """Its mark."""
    was: int
    """The time of the version that it follows, in microseconds since 1970; 0 for none."""


class PublishPlan(NamedTuple):
    """What publishing a folder would do."""

    changes: tuple[VersionChange, ...] = ()
    """The versions to publish, by path."""
    refused: tuple[str, ...] = ()
    """Why something may not be published, a sentence each; with any, nothing is."""
    unchanged: int = 0
    """Files that the store has as they are here."""
    behind: tuple[str, ...] = ()
    """Files that were not touched here, and of which the store has a newer version."""
    adopted: tuple[FileRecord, ...] = ()
    """Records of files that the store has already, as of a run that was cut off."""


class Comparison(NamedTuple):
    """The three states of a folder's files that are compared."""

    recorded: Mapping[str, FileRecord]
    """What the folder was last pulled or published with."""
    there: Mapping[str, ServerFile]
    """The store now."""
    user: str
    """Who publishes."""
    replace: bool = False
    """Whether what another has changed since is published over."""

    def plan(self, local: Iterable[LocalFile]) -> PublishPlan:
        """Return what publishing the files `local` would do."""
        files = {file.path: file for file in local}
        changes: list[VersionChange] = []
        refused, behind, same = [], [], []
        for outcome in (*map(self._compare, files.values()), *self._removals(files)):
            if isinstance(outcome, FileRecord):
                same.append(outcome)
            elif isinstance(outcome, VersionChange):
                changes.append(outcome)
            elif isinstance(outcome, _Refusal):
                refused.append(outcome.why)
            else:
                behind.append(outcome)
        adopted = (each for each in same if each != self.recorded.get(each.path))
        return PublishPlan(
            tuple(sorted(changes, key=lambda each: each.path)), tuple(refused), len(same),
            tuple(behind), tuple(adopted),
        )  # fmt: skip

    def _compare(self, file: LocalFile) -> "FileRecord | VersionChange | _Refusal | str":
        """Return the record of a file that the store has, the change that a file is, or why it may
        not be published; the path of one that only others have changed.
        """
        path = file.path
        before, now = self.recorded.get(path), self.there.get(path)
        if now is None or now.sha256 == file.sha256:
            return self._recorded(file, now) or self._change(file, now)
        is_touched = before is None or before.sha256 != file.sha256
        if not is_touched and before is not None and before.at != now.at:
            return path
        is_first = before is None and now.sha256 is None
        if is_first or self.replace or (before is not None and before.at == now.at):
            return self._change(file, now)
        done = "changed" if now.sha256 is not None else "removed"
        return _Refusal(
            f"{path} was {done} by {now.author}, and changed here by {self.user}; pull, or "
            "--replace it"
        )

    def _recorded(self, file: LocalFile, now: ServerFile | None) -> FileRecord | None:
        """Return the record of a file that the store has as it is here."""
        # What is wrong with a file may be its mark: that of the store stands.
        if now is None or not (now.handling == file.handling or file.errors):
            return None
        before = self.recorded.get(file.path)
        size, mtime_ns = 0, 0
        if before is not None and before.sha256 == file.sha256:
            size, mtime_ns = before.size, before.mtime_ns
        return FileRecord(file.path, now.at, file.sha256, now.handling, size, mtime_ns)

    def _change(self, file: LocalFile, now: ServerFile | None) -> "VersionChange | _Refusal":
        if file.errors:
            count = f"{file.errors} error{'s' * (file.errors != 1)}"
            return _Refusal(f"{file.path} has {count}; see briefing check")
        kind = "changed"
        if now is None or now.sha256 is None:
            kind = "new"
        elif now.sha256 == file.sha256:
            kind = "marked"
        return VersionChange(file.path, kind, file, file.handling, now.at if now else 0)

    def _removals(self, files: Mapping[str, LocalFile]) -> "Iterator[VersionChange | _Refusal]":
        """Yield the removal of each file that was here, and is in the store."""
        for path in sorted(self.recorded.keys() - files.keys()):
            now = self.there.get(path)
            if now is None or now.sha256 is None:
                continue
            if now.at == self.recorded[path].at or self.replace:
                yield VersionChange(path, "removed", None, now.handling, now.at)
            else:
                why = f"{path} was changed by {now.author}, and removed here by {self.user}"
                yield _Refusal(f"{why}; pull, or --replace it")


class _Refusal(NamedTuple):
    """Why nothing is published."""

    why: str
