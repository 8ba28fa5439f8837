"""The shared records of a store, merged from `store.yaml` into the briefs that use them."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.checks import resolution
from briefing.errors import UnreadableError
from briefing.loader.load import LoadedShared, load_shared
from briefing.loader.places import Locator
from briefing.loader.problems import Problem, in_order, read_failure
from briefing.model.brief import Brief, Issue, Party, Person, Shared
from briefing.store import files
from briefing.store.files import Stamp

Described = Party | Person | Issue


@dataclass(frozen=True, slots=True, eq=False)
class SharedSnapshot:
    """The shared file as it was read; two are the same only if it was not read in between.

    A failure to read it is the same snapshot until the reason changes.
    """

    stamp: Stamp | None
    """The file as it was read; None without a file."""
    path: str
    """The file's name; empty without a file."""
    loaded: LoadedShared
    """Its records, problems and places."""
    known: resolution.SharedNames
    """The names that briefs can use."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors that keep records of the file from being used."""
        return tuple(problem for problem in self.loaded.problems if problem.severity == "error")


NOTHING = SharedSnapshot(
    None,
    "",
    LoadedShared(Shared(), (), Locator("", None)),
    {name: {} for name in resolution.SHARED},
)
"""The snapshot of a store without shared records."""


class SharedFile:
    """Keeps the shared records of one folder up to date."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._snapshot = NOTHING
        self._kept = False
        self._failed = NOTHING

    def now(self) -> SharedSnapshot:
        """Return the shared file as it is now."""
        for name in files.SHARED_NAMES:
            try:
                os.lstat(f"{self._folder}{os.sep}{name}")
            except FileNotFoundError:
                continue  # as most: this is asked for each brief, and what follows takes longer
            except OSError:
                pass  # reported by the next step
            try:
                stamp = files.stamp_of(self._folder, name)
                kept = files.can_be_kept(stamp)
                if self._snapshot.stamp != stamp or kept > self._kept:
                    self._snapshot, self._kept = _read(self._folder, stamp), kept
            except UnreadableError as error:
                if error.code == "vanished":
                    continue
                return self._unread(name, error)
            return self._snapshot
        return NOTHING

    def _unread(self, path: str, error: UnreadableError) -> SharedSnapshot:
        """Return the same snapshot as before while it is the same failure."""
        failed = _unread(path, error)
        before = self._failed
        if before.loaded.problems == failed.loaded.problems:
            return before
        self._failed = failed
        return failed


def _read(folder: Path, stamp: Stamp) -> SharedSnapshot:
    path = stamp.path
    loaded = load_shared(files.read(folder, path), path)
    names = resolution.resolve(loaded.places.text, loaded.places.root, NOTHING.known, alone=True)
    known = resolution.shared_names(loaded.places.root, broken=bool(loaded.problems))
    found = (loaded.places.problem(path, fault) for fault in names.faults)
    return SharedSnapshot(
        stamp, path, replace(loaded, problems=in_order((*loaded.problems, *found))), known
    )


def _unread(path: str, error: UnreadableError) -> SharedSnapshot:
    loaded = LoadedShared(Shared(), (read_failure(path, error),), Locator("", None))
    return SharedSnapshot(None, path, loaded, resolution.shared_names(None, broken=True))


def merge_shared(brief: Brief, shared: Shared, used: Mapping[str, Mapping[str, object]]) -> Brief:
    """Return the brief with the shared records it names, and those that these name in turn.

    So a brief shows its own parties, and its quotes are compared with its own sources, however much
    the store shares. A party, person or issue that the brief describes itself is completed with the
    other fields of the shared record.
    """
    described = {section: _described(brief, shared, section) for section in _DESCRIBED}
    if not any(used.values()) and not any(described.values()):
        return brief
    names = {section: (*used[section], *described.get(section, ())) for section in used}
    update: dict[str, Any] = {}
    for section, wanted in _named(brief, shared, described, names).items():
        own, theirs = getattr(brief, section), getattr(shared, section)
        found = {name: theirs[name] for name in wanted if name in theirs and name not in own}
        found |= described.get(section, {})
        if found:
            update[section] = {**own, **found}
    return brief.model_copy(update=update) if update else brief


_DESCRIBED = ("parties", "people", "issues")
"""Sections of which a brief may say more, or say it as of its own date. A source is one text."""


def _described(brief: Brief, shared: Shared, section: str) -> dict[str, Described]:
    """Return the records that a brief describes and of which the shared ones say more."""
    own, theirs = getattr(brief, section), getattr(shared, section)
    both = {name: _both(own[name], theirs[name]) for name in own if name in theirs}
    return {name: record for name, record in both.items() if record is not own[name]}


def _named(
    brief: Brief,
    shared: Shared,
    described: Mapping[str, Mapping[str, Described]],
    used: Mapping[str, Iterable[str]],
) -> Mapping[str, Mapping[str, None]]:
    """Return the names of shared records that a brief uses, by section, with what they rest on."""

    def field_of(section: str, name: str, field: str) -> str | None:
        # Looked up one by one: a store may share much more than a brief names.
        sections = (described.get(section, {}), getattr(brief, section), getattr(shared, section))
        record = next((records[name] for records in sections if name in records), None)
        return getattr(record, field, None)

    named: dict[str, dict[str, None]] = {section: dict.fromkeys(used[section]) for section in used}
    for person in named["people"]:
        if party := field_of("people", person, "party"):
            named["parties"].setdefault(party)
    _climb(named["issues"], lambda name: field_of("issues", name, "part_of"))
    _climb(named["sources"], lambda name: field_of("sources", name, "translation_of"))
    return named


def _both(own: Described, shared: Described) -> Described:
    """Return a brief's own record with what only the shared one says; aliases add up."""
    more = {name: getattr(shared, name) for name in shared.model_fields_set - own.model_fields_set}
    if isinstance(own, Party | Person) and isinstance(shared, Party | Person):
        others = (name for name in (*shared.aliases, shared.name) if name != own.name)
        more["aliases"] = tuple(dict.fromkeys((*own.aliases, *others)))
        if more["aliases"] == own.aliases:
            del more["aliases"]
    return own.model_copy(update=more) if more else own


def _climb(named: dict[str, None], above: Callable[[str], str | None]) -> None:
    """Add what the named records belong to, up to the top; a circle ends where it closes."""
    pending = list(named)
    while pending:
        higher = above(pending.pop())
        if higher and higher not in named:
            named[higher] = None
            pending.append(higher)
