"""The files of shared records, each for its folder and those below, as they are now.

A `store.yaml` in a folder adds to those above it. Where it contradicts one, the upper one is used.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from briefing.checks import resolution
from briefing.errors import UnreadableError
from briefing.loader.load import LoadedShared, load_shared
from briefing.loader.places import Locator
from briefing.loader.problems import Problem, in_order, read_failure, short
from briefing.loader.syntax import Fault, Node, Record
from briefing.model.any_record import AnyRecord
from briefing.model.brief import Party, Person, Shared
from briefing.store import files
from briefing.store.files import Stamp
from briefing.store.not_briefs import not_a_brief

Described = TypeVar("Described", bound=AnyRecord)

SECTIONS = ("parties", "people", "sources", "issues", "processes")
"""The maps of shared records."""
_ADDS_UP = frozenset(("aliases", "suggested", "extra"))  # these never contradict each other
_MOST_KEPT = 256  # pairs of files, one below the other
_NOT_SHARED = "it has none of parties, people, sources, issues, processes and ignore"


@dataclass(frozen=True, slots=True, eq=False)
class SharedSnapshot:
    """A shared file as it was read, with those above it.

    Two are the same only if none was read in between. A failure to read one is the same snapshot
    until the reason changes.
    """

    stamp: Stamp | None
    """The file as it was read; None without a file."""
    path: str
    """The file's path within the store; empty without a file."""
    loaded: LoadedShared
    """Its own records, problems and places."""
    known: resolution.SharedNames
    """The names that briefs of its folder can use."""
    records: Shared
    """The records that briefs of its folder can use."""
    patterns: tuple[str, ...] = ()
    """The patterns of files that are left out, as `Ignore` takes them, those from above first."""
    above: "SharedSnapshot | None" = None
    """The next shared file above; None at the top."""

    @property
    def own_patterns(self) -> tuple[str, ...]:
        """Those of the `patterns` that are its own."""
        return self.patterns[len(self.above.patterns) if self.above else 0 :]

    @property
    def chain(self) -> "Iterator[SharedSnapshot]":
        """The shared files that hold for its folder, the nearest first."""
        one: SharedSnapshot | None = self
        while one is not None:
            yield one
            one = one.above

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the file and of those above."""
        return tuple(problem for one in self.chain for problem in one.loaded.problems)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors that keep records of those files from being used."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def places(self) -> tuple[tuple[str, Locator], ...]:
        """Path and positions of each file, the nearest first."""
        return tuple((one.path, one.loaded.places) for one in self.chain)


_EMPTY = LoadedShared(Shared(), (), Locator("", None))
NOTHING = SharedSnapshot(None, "", _EMPTY, {name: {} for name in resolution.SHARED}, Shared())
"""The snapshot of a store without shared records."""


class SharedFiles:
    """Keeps the shared records of one store up to date."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, _SharedFile] = {}
        self._joined = lru_cache(_MOST_KEPT)(joined)

    def of(self, path: str = "") -> SharedSnapshot:
        """Return the records for the file `path` of the store, as they are now; by default those
        at the top.
        """
        found = self._at("") or NOTHING
        above = ""
        for name in path.split("/")[:-1]:
            above = f"{above}{name}/"
            below = self._at(above)
            if below is not None:
                found = self._joined(found, below)
        return found

    def above(self, path: str) -> SharedSnapshot | None:
        """Return the records above those of the shared file `path`; None for one at the top."""
        folder = path.rpartition("/")[0]
        return self.of(folder) if folder else None

    def _at(self, above: str) -> SharedSnapshot | None:
        """Return what the file in the folder `above` says by itself; None without one."""
        one = self._files.get(above)
        if one is None:
            one = self._files.setdefault(above, _SharedFile(self._folder, above))
        return one.now()


class _SharedFile:
    """Keeps the shared records of one folder up to date."""

    def __init__(self, folder: Path, above: str) -> None:
        self._folder = folder
        self._names = [above + name for name in files.SHARED_NAMES]
        self._snapshot: SharedSnapshot | None = None
        self._kept = False

    def now(self) -> SharedSnapshot | None:
        for name in self._names:
            try:
                os.lstat(f"{self._folder}{os.sep}{name}")
            except FileNotFoundError:
                continue  # as most: this is asked for each brief, and what follows takes longer
            except OSError:
                pass  # reported by the next step
            try:
                stamp = files.stamp_of(self._folder, name)
                kept = files.can_be_kept(stamp)
                if self._snapshot is None or self._snapshot.stamp != stamp or kept > self._kept:
                    self._snapshot, self._kept = _read(self._folder, stamp), kept
            except UnreadableError as error:
                if error.code == "vanished":
                    continue
                self._unread(name, error)
            return self._snapshot
        return None

    def _unread(self, path: str, error: UnreadableError) -> None:
        """Keep the same snapshot as before while it is the same failure."""
        problems, before = (read_failure(path, error),), self._snapshot
        if before is None or before.stamp is not None or before.loaded.problems != problems:
            loaded = LoadedShared(Shared(), problems, Locator("", None), missing=("",))
            known = resolution.shared_names(None, broken=True)
            self._snapshot = SharedSnapshot(None, path, loaded, known, Shared())


def _read(folder: Path, stamp: Stamp) -> SharedSnapshot:
    return read_shared(files.read(folder, stamp.path), stamp)


def read_shared(data: bytes, stamp: Stamp) -> SharedSnapshot:
    """Return what the bytes of a shared file say by themselves."""
    path = stamp.path
    loaded = load_shared(data, path)
    root = loaded.places.root
    if "/" in path and _is_foreign(root):
        # Only at the top of a store can no other file be meant.
        loaded = LoadedShared(Shared(), (not_a_brief(path, _NOT_SHARED),), Locator("", None))
        root = None
    known = resolution.shared_names(root, broken=bool(loaded.problems))
    if "/" not in path:
        loaded = _with_faults(path, loaded, _unknown_names(loaded, NOTHING))
    above = path.rpartition("/")[0]
    patterns = tuple(files.below(above, pattern) for pattern in loaded.shared.ignore)
    return SharedSnapshot(stamp, path, loaded, known, loaded.shared, patterns)


def _is_foreign(root: Node | None) -> bool:
    """Whether a file holds values, but none that briefs share."""
    if not isinstance(root, Record) or not root.keys:
        return False
    return Shared.model_fields.keys().isdisjoint(root.keys)


def _unknown_names(loaded: LoadedShared, above: SharedSnapshot) -> list[Fault]:
    return resolution.resolve(
        loaded.places.text, loaded.places.root, above.known, alone=True
    ).faults


def _with_faults(path: str, loaded: LoadedShared, faults: list[Fault]) -> LoadedShared:
    found = (loaded.places.problem(path, fault) for fault in faults)
    return replace(loaded, problems=in_order((*loaded.problems, *found)))


def joined(upper: SharedSnapshot, lower: SharedSnapshot) -> SharedSnapshot:
    """Return a shared file together with those above it."""
    faults = [*_unknown_names(lower.loaded, upper), *_contradictions(upper, lower.loaded.shared)]
    known = {
        section: None if above is None or own is None else {**above, **own}
        for section, above in upper.known.items()
        for own in (lower.known[section],)
    }
    update: dict[str, Any] = {}
    for section in SECTIONS:
        above, own = getattr(upper.records, section), getattr(lower.loaded.shared, section)
        if own:
            both = {key: completed(above[key], one) for key, one in own.items() if key in above}
            update[section] = {**above, **own, **both}
    return replace(
        lower,
        loaded=_with_faults(lower.path, lower.loaded, faults),
        known=known,
        records=upper.records.model_copy(update=update),
        patterns=(*upper.patterns, *lower.patterns),
        above=upper if upper is not NOTHING else None,
    )


def completed(first: Described, second: AnyRecord) -> Described:
    """Return a record with what only another one of the same name says; aliases add up."""
    set_by_first = first.model_fields_set
    more = {name: getattr(second, name) for name in second.model_fields_set - set_by_first}
    if isinstance(first, Party | Person) and isinstance(second, Party | Person):
        others = (name for name in (*second.aliases, second.name) if name != first.name)
        more["aliases"] = tuple(dict.fromkeys((*first.aliases, *others)))
        if more["aliases"] == first.aliases:
            del more["aliases"]
    return first.model_copy(update=more) if more else first


def _contradictions(upper: SharedSnapshot, lower: Shared) -> Iterator[Fault]:
    """Yield a fault for each value that is another one in a shared file above."""
    for section in SECTIONS:
        above: Mapping[str, AnyRecord] = getattr(upper.records, section)
        for key, own in getattr(lower, section).items():
            for name in sorted(own.model_fields_set & _set_fields(above.get(key))):
                said = getattr(above[key], name)
                if name not in _ADDS_UP and said != getattr(own, name):
                    where = f"{section}.{key}.{name}"
                    yield Fault(None, "contradiction", _message(upper, where, said), where)


def _set_fields(record: AnyRecord | None) -> set[str]:
    return record.model_fields_set if record is not None else set()


def _message(upper: SharedSnapshot, where: str, said: object) -> str:
    record = where.rpartition(".")[0]
    path, places = next(one for one in upper.places if one[1].has(record))
    line, column = places.at(where)
    shown = ", ".join(said) if isinstance(said, tuple) else str(said)
    return (
        f'is "{short(shown)}" in {path}:{line}:{column}, which holds here too; '
        "say the same, or use another key"
    )
