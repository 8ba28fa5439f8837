"""A store: a folder of briefs with shared records and archives.

A store is only ever read. What was read is kept until the file changes on disk, so that asking
again costs a look at the file's stamp. Several threads may use one store.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from briefing import files
from briefing.checks import across, figures, naming, quotes
from briefing.checks.claims import Claim
from briefing.checks.evidence import findings_of
from briefing.errors import UnreadableError
from briefing.evidence import Archive, Finding
from briefing.files import Scan, Stamp
from briefing.folders import require_folder
from briefing.loader import Loaded, Places, load
from briefing.model import Brief, Shared, Source
from briefing.problems import Problem, in_order, unread
from briefing.store.archives import Archives, Unavailable
from briefing.store.lending import Lender, Lent, lend
from briefing.store.lru_cache import LruCache
from briefing.store.placing import placed
from briefing.store.salvaging import salvage, sure

_BRIEFS_KEPT = 256
_FINDINGS_KEPT = 64
_NO_BRIEF = "not a brief; the name of a brief ends in .yaml, .yml, .json or .md"
_NO_ARCHIVE = Unavailable("no-archive", quotes.NO_ARCHIVE)

_Stored = Mapping[str, Archive | Unavailable]
"""The archived text of each source of a brief, or why it cannot be had."""

_Check = Callable[[Brief, Mapping[str, Archive], Mapping[str, Finding]], Iterator[Claim]]
"""Tells what is wrong with the evidence of a brief."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A brief as it was last read."""

    stamp: Stamp
    lent: Lent
    loaded: Loaded
    names: naming.NameUse


class Store:
    """One folder of briefs."""

    def __init__(self, folder: Path, kept: int = _BRIEFS_KEPT) -> None:
        """Open the folder; files are read only when they are asked for.

        `kept` is how many briefs are kept once they are read: those that are likely to be asked
        for again.

        Raises:
            StoreError: `folder` is not a folder.
        """
        require_folder(folder)
        self.folder = folder
        """The store's folder."""
        self._lender = Lender(folder)
        self._archives = Archives(folder)
        self._briefs: LruCache[str, _Entry] = LruCache(kept)
        few = min(kept, _FINDINGS_KEPT)
        # By identity, which the value kept keeps from being given to another brief.
        self._found: LruCache[int, tuple[Brief, tuple[Archive, ...], Mapping[str, Finding]]]
        self._found = LruCache(few)
        self._salvaged: LruCache[int, tuple[Loaded, Lent, Brief]] = LruCache(few)
        self._told: LruCache[int, tuple[Loaded, Lent, _Stored, tuple[Problem, ...]]]
        self._told = LruCache(few)

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
        problems = self._lender.now().loaded.problems
        return tuple(problem for problem in problems if problem.severity == "error")

    def load(self, path: str) -> Loaded:
        """Return what the file `path` of the store holds, with the shared records that it names.

        `problems` are those of the file and of its names; see `problems` for the evidence too.
        """
        return self._entry(path).loaded

    def _entry(self, path: str) -> _Entry:
        lent = self._lender.now()
        try:
            stamp = files.stamp_of(self.folder, path)
            kept = self._briefs.get(path)
            if kept is not None and kept.stamp == stamp and kept.lent is lent:
                return kept
            if not files.is_brief(path):
                raise UnreadableError(_NO_BRIEF, "not-a-file")
            data = files.read(self.folder, path)
        except UnreadableError as error:
            # A link that leads out is told of alike; nothing outside is even looked at.
            named = files.is_brief(path) and error.code != "outside"
            return _unread(path, (named and files.odd(self.folder, path)) or error, lent)
        entry = _complete(load(data, path), stamp, lent)
        self._briefs.put(path, entry)
        return entry

    # --- evidence -------------------------------------------------------------------------------

    def archive(self, brief: Brief, source: str) -> Archive | Problem:
        """Return the archived text of a source of `brief`, cleaned one character for one.

        A source that has none, or whose text cannot be had, is answered with the problem, at the
        beginning of a file that is named by the brief's id; `problems` has it at its place.
        """
        known = brief.sources.get(source)
        found = self._stored(known) if known else _NO_ARCHIVE
        if isinstance(found, Archive):
            return found
        where = f"sources.{source}.archive"
        return Problem(brief.id, 1, 1, "error", found.code, where, found.message)

    def archives(self, brief: Brief) -> Mapping[str, Archive]:
        """Return the archived texts of `brief` that can be had, by source."""
        return _texts(self._all_stored(brief.sources))

    def lacks_shared(self, path: str) -> bool:
        """Whether the shared records could not be read when the file `path` was loaded."""
        entry = self._briefs.get(path)
        told = entry.lent.loaded.problems if entry is not None else ()
        return any(problem.code in files.PASSING for problem in told)

    def unread(self, brief: Brief, archives: Mapping[str, Archive]) -> frozenset[str]:
        """Return the paths of what is not among `archives`, but may be had another time.

        `archives` are those that could be had a moment ago.
        """
        paths = set()
        for slug, source in brief.sources.items():
            if source.archive and slug not in archives:
                found = self._stored(source)
                if isinstance(found, Archive) or found.passing:
                    paths.add(source.archive)
        return frozenset(paths)

    def _stored(self, source: Source) -> Archive | Unavailable:
        if source.archive is None:
            return _NO_ARCHIVE
        return self._archives.get(source.archive, source.sha256)

    def _all_stored(self, sources: Mapping[str, Source]) -> _Stored:
        return {slug: self._stored(source) for slug, source in sources.items()}

    def findings(self, brief: Brief) -> Mapping[str, Finding]:
        """Return what checking each quote of `brief` against its archives found, by key."""
        return self._findings(brief, self.archives(brief))

    def _findings(self, brief: Brief, archives: Mapping[str, Archive]) -> Mapping[str, Finding]:
        texts = tuple(archives.values())
        kept = self._found.get(id(brief))
        if kept is not None and kept[0] is brief and kept[1] == texts:
            return kept[2]
        found = findings_of(brief, archives)
        self._found.put(id(brief), (brief, texts, found))
        return found

    # --- problems -------------------------------------------------------------------------------

    def problems(self, loaded: Loaded) -> tuple[Problem, ...]:
        """Return all that is wrong with one brief: its file, its names, its evidence.

        `loaded` is what `load` answered. What only shows across files is left to `check`.
        """
        brief = self.whole(loaded)
        if brief is None or loaded.foreign:
            return loaded.problems
        lent, stored = self._lender.now(), self._all_stored(brief.sources)
        kept = self._told.get(id(loaded))
        if kept is not None and kept[0] is loaded and kept[1] is lent and kept[2] == stored:
            return kept[3]
        claims = tuple(self._claims(loaded, brief, stored, quotes.claims, figures.claims))
        told = in_order((*loaded.problems, *placed(loaded, lent, claims)))
        self._told.put(id(loaded), (loaded, lent, stored, told))
        return told

    def errors(self, loaded: Loaded) -> int:
        """Return how many of the `problems` of one brief are errors; much quicker than those."""
        brief = self.whole(loaded)
        claims: Iterable[Claim] = ()
        if brief is not None and not loaded.foreign:
            stored = self._all_stored(brief.sources)
            claims = self._claims(loaded, brief, stored, quotes.grave)
        found = [one.severity for one in loaded.problems] + [one.severity for one in claims]
        return found.count("error")

    def _claims(
        self, loaded: Loaded, brief: Brief, stored: _Stored, *checks: _Check
    ) -> Iterable[Claim]:
        """Return what is wrong with the evidence of a brief, as far as `checks` look."""
        archives = _texts(stored)
        findings = self._findings(brief, archives)
        told = (check(brief, archives, findings) for check in checks)
        claims = chain(_of_archives(stored), *told)
        return claims if loaded.brief is not None else sure(claims)

    def whole(self, loaded: Loaded) -> Brief | None:
        """Return the brief that `load` answered with; of one with errors, what its evidence rests
        on.

        None where nothing can be told.
        """
        if loaded.brief is not None or loaded.foreign or loaded.places.root is None:
            return loaded.brief
        lent = self._lender.now()
        kept = self._salvaged.get(id(loaded))
        if kept is None or kept[0] is not loaded or kept[1] is not lent:
            brief = salvage(loaded, lent.loaded.shared, self._names(loaded, lent).shared)
            kept = (loaded, lent, brief)
            self._salvaged.put(id(loaded), kept)
        return kept[2]

    def card(self, loaded: Loaded) -> across.Card:
        """Return what other briefs need to know of the one that `load` answered with."""
        return across.card_of(loaded, self._names(loaded, self._lender.now()).abroad)

    def beside(self, loaded: Loaded, others: across.Others) -> tuple[Problem, ...]:
        """Return what is wrong with a brief in the light of the others; see `check` for all."""
        faults = across.faults_of(self.card(loaded), others)
        return tuple(loaded.places.problem(loaded.path, fault) for fault in faults)

    def _names(self, loaded: Loaded, lent: Lent) -> naming.NameUse:
        entry = self._briefs.get(loaded.path)
        if entry is not None and entry.loaded is loaded:
            return entry.names
        return _names(loaded, lent)

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
            entry = self._entry(path)
            if not wanted or path in wanted or not wanted.isdisjoint(files.SHARED_NAMES):
                problems += self.problems(entry.loaded)
            cards.append(across.card_of(entry.loaded, entry.names.abroad))
            if progress is not None:
                progress(done, len(every))
        problems += (
            self._entry(path).loaded.places.problem(path, fault)
            for path, fault in across.check_store(cards)
        )
        told = dict.fromkeys(problems)  # the problems of a shared source are those of many briefs
        return in_order(one for one in told if not wanted or one.path in wanted)

    def _of_shared(self) -> Iterator[Problem]:
        """Yield what is wrong with the shared file, and with the archives it names."""
        lent = self._lender.now()
        yield from lent.loaded.problems
        stored = self._all_stored(lent.loaded.shared.sources)
        for claim in _of_archives(stored):
            line, column = lent.loaded.places.at(claim.where)
            yield Problem(
                lent.path, line, column, claim.severity, claim.code, claim.where, claim.message
            )


def _texts(stored: _Stored) -> Mapping[str, Archive]:
    return {source: one for source, one in stored.items() if isinstance(one, Archive)}


def _of_archives(stored: _Stored) -> Iterator[Claim]:
    """Yield why archived texts that are named cannot be had."""
    for source, found in stored.items():
        if isinstance(found, Unavailable) and found is not _NO_ARCHIVE:
            key = "sha256" if found.code == "archive-changed" else "archive"
            yield Claim(f"sources.{source}.{key}", "error", found.code, found.message)


def _unread(path: str, error: UnreadableError, lent: Lent) -> _Entry:
    loaded = Loaded(path, None, (unread(path, error),), (), False, Places("", None), "")
    return _Entry(Stamp(path, 0, 0, 0), lent, loaded, naming.NameUse())


def _names(loaded: Loaded, lent: Lent) -> naming.NameUse:
    if loaded.foreign:
        return naming.NameUse()
    return naming.check(loaded.places.text, loaded.places.root, lent.known)


def _complete(loaded: Loaded, stamp: Stamp, lent: Lent) -> _Entry:
    """Check the names of a brief, and give it the shared records that it uses."""
    names = _names(loaded, lent)
    brief = lend(loaded.brief, lent.loaded.shared, names.shared) if loaded.brief else None
    if names.faults or brief is not loaded.brief:
        found = (loaded.places.problem(loaded.path, fault) for fault in names.faults)
        problems = in_order((*loaded.problems, *found))
        loaded = replace(loaded, brief=brief, problems=problems)
    return _Entry(stamp, lent, loaded, names)
