"""One file of a store as it was read: its brief with the shared records that it names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from briefing.checks import cross_brief, resolution
from briefing.errors import UnreadableError
from briefing.loader.load import Loaded, load
from briefing.loader.places import Locator
from briefing.loader.problems import Problem, in_order, read_failure
from briefing.loader.syntax import Fault
from briefing.model.brief import Brief
from briefing.store import files
from briefing.store.files import Stamp
from briefing.store.partial import check_partially
from briefing.store.shared_records import SharedSnapshot, merge_shared


class Others(Protocol):
    """The other briefs of a store."""

    def faults(self, card: cross_brief.BriefSummary) -> Iterable[Fault]:
        """Return what is wrong with a brief in their light."""


@dataclass(eq=False)
class StoredFile:
    """A file as it was last read; two are the same only if it was not read anew in between."""

    stamp: Stamp
    """The file as it was read."""
    shared: SharedSnapshot
    """The shared records at that moment."""
    loaded: Loaded
    """Its brief and its problems, with the shared records that it names."""
    names: resolution.NamesUsed
    """The names that it uses."""

    @cached_property
    def brief(self) -> Brief | None:
        """The brief; of a file with errors, what its evidence rests on; None without either."""
        if self.loaded.brief is not None or self.loaded.foreign or self.loaded.places.root is None:
            return self.loaded.brief
        return check_partially(self.loaded, self.shared.loaded.shared, self.names.shared)

    @cached_property
    def card(self) -> cross_brief.BriefSummary:
        """What other briefs need to know of this one."""
        return cross_brief.summary_of(self.loaded, self.names.external)

    @property
    def lacks_shared(self) -> bool:
        """Whether the shared records could not be read, but may be another time."""
        return any(problem.code in files.PASSING for problem in self.shared.loaded.problems)

    def beside(self, others: Others) -> tuple[Problem, ...]:
        """Return the problems of the brief in the light of the others; see `Store.check`."""
        faults = others.faults(self.card)
        return tuple(self.loaded.places.problem(self.loaded.path, fault) for fault in faults)


def stored_file(data: bytes, stamp: Stamp, shared: SharedSnapshot) -> StoredFile:
    """Load a file, check the names of its brief, and give it the shared records that it uses."""
    loaded = load(data, stamp.path)
    if loaded.foreign:
        names = resolution.NamesUsed()
    else:
        names = resolution.resolve(loaded.places.text, loaded.places.root, shared.known)
    brief = merge_shared(loaded.brief, shared.loaded.shared, names.shared) if loaded.brief else None
    if names.faults or brief is not loaded.brief:
        found = (loaded.places.problem(loaded.path, fault) for fault in names.faults)
        problems = in_order((*loaded.problems, *found))
        loaded = replace(loaded, brief=brief, problems=problems)
    return StoredFile(stamp, shared, loaded, names)


def unread_file(path: str, error: UnreadableError, shared: SharedSnapshot) -> StoredFile:
    """Return what stands for a file that cannot be read."""
    loaded = Loaded(path, None, (read_failure(path, error),), (), False, Locator("", None), "")
    return StoredFile(Stamp(path, 0, 0, 0), shared, loaded, resolution.NamesUsed())
