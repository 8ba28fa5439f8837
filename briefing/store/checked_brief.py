"""A file of a store as it was read, and what comparing its brief with its archives gives."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from briefing.checks import confirmation, cross_brief, prose_lint, resolution, sourcing
from briefing.checks.quote_checks import check_quotes
from briefing.errors import UnreadableError
from briefing.evidence import Archive, QuoteCheck
from briefing.loader.load import Loaded, load, unreadable
from briefing.loader.places import Locator, located
from briefing.loader.problems import Problem, in_order
from briefing.loader.syntax import Fault
from briefing.model.brief import Brief, ForeignBrief
from briefing.store import files
from briefing.store.archives import Unavailable
from briefing.store.files import Stamp
from briefing.store.not_briefs import SHARED, not_a_brief, why_not
from briefing.store.partial import check_partially, sure
from briefing.store.shared_files import SharedSnapshot
from briefing.store.shared_records import merge_shared
from briefing.text.clean import clean

NO_ARCHIVE = Unavailable("no-archive", sourcing.NO_ARCHIVE)
"""The text of a source that names no archive."""

Sources = Mapping[str, Archive | Unavailable]
"""The archived text of each source of a brief, or why it is not available."""

_Check = Callable[[Brief, Mapping[str, Archive], Mapping[str, QuoteCheck]], Iterator[Fault]]


@dataclass(eq=False)
class StoredFile:
    """A file as it was last read; two are the same only if it was not read in between."""

    stamp: Stamp
    """The file as it was read."""
    shared: SharedSnapshot
    """The shared records at that moment."""
    loaded: Loaded
    """Its brief and its problems, with the shared records that it names."""
    names: resolution.NamesUsed
    """The names that it uses."""
    why_not: str = ""
    """Why the file is not a brief; empty for a brief."""
    checked: "CheckedBrief | None" = None
    """The file as it was last checked against its archives."""

    @cached_property
    def brief(self) -> Brief | None:
        """The brief to judge; of a file with errors, what its evidence rests on; None without."""
        if self.loaded.whole:
            return self.loaded.brief
        if self.loaded.recovered or self.loaded.places.root is None:
            return None
        return check_partially(self.loaded, self.shared.records, self.names.shared)

    @cached_property
    def summary(self) -> cross_brief.BriefSummary:
        """The part that the checks of other briefs need."""
        return cross_brief.summary_of(self.loaded, self.names.external)

    @property
    def archives(self) -> Iterable[str | None]:
        """The paths of the archived texts that its sources name, as written."""
        return (one.archive for one in self.brief.sources.values()) if self.brief else ()

    @property
    def lacks_shared(self) -> bool:
        """Whether the shared records could not be read, but may be another time."""
        return any(problem.code in files.PASSING for problem in self.shared.problems)

    def placeholder(self, brief_id: str, date: str) -> Brief:
        """Return a brief with which the problems of a file without one are shown."""
        title = clean(self.loaded.path, line=True)
        return ForeignBrief.model_construct(id=brief_id, title=title, date=date, summary="")

    def problems(self, faults: Iterable[Fault]) -> tuple[Problem, ...]:
        """Return faults of the brief with their places in the file."""
        return tuple(self.loaded.places.problem(self.loaded.path, fault) for fault in faults)


def stored_file(
    data: bytes, stamp: Stamp, shared: SharedSnapshot, ignore: files.Ignore
) -> StoredFile:
    """Load a file, check the names of its brief, and give it the shared records that it uses."""
    loaded = load(data, stamp.path)
    if reason := why_not(loaded, ignore):
        note = not_a_brief(stamp.path, reason)
        loaded = Loaded(stamp.path, None, (note,), (), False, Locator("", None), loaded.sha256)
        return StoredFile(stamp, shared, loaded, resolution.NamesUsed(), reason)
    if loaded.foreign:
        names = resolution.NamesUsed()
    else:
        names = resolution.resolve(loaded.places.text, loaded.places.root, shared.known)
    if loaded.recovered:
        names.faults.clear()  # what is not defined may be so in a part that was not read
    brief = merge_shared(loaded.brief, shared.records, names.shared) if loaded.brief else None
    if names.faults or brief is not loaded.brief:
        problems = (loaded.places.problem(loaded.path, fault) for fault in names.faults)
        loaded = replace(loaded, brief=brief, problems=in_order((*loaded.problems, *problems)))
    return StoredFile(stamp, shared, loaded, names)


def unread_file(path: str, error: UnreadableError, shared: SharedSnapshot) -> StoredFile:
    """Return a `StoredFile` for a file that cannot be read."""
    reason = SHARED if files.is_shared(path) else ""
    loaded, names = unreadable(path, error), resolution.NamesUsed()
    return StoredFile(Stamp(path, 0, 0, 0), shared, loaded, names, reason)


class CheckedBrief:
    """A file with its archived texts as they are now.

    Quotes are compared when a result is first asked for, once. Several threads may ask.
    """

    def __init__(self, file: StoredFile, sources: Sources) -> None:
        """Take a file and the archived texts of its brief's sources; compare nothing yet."""
        self.file = file
        """The file, its brief and the problems of its notation and names."""
        self.sources = sources
        """The archived text of each source, or why it is not available."""
        self._findings: Mapping[str, QuoteCheck] | None = None if file.brief else {}

    @cached_property
    def archives(self) -> Mapping[str, Archive]:
        """The archived texts that are available, by source."""
        return {slug: text for slug, text in self.sources.items() if isinstance(text, Archive)}

    @property
    def unread(self) -> frozenset[str]:
        """The paths of the archives that cannot be read now, but may be another time."""
        sources = self.file.brief.sources if self.file.brief is not None else {}
        return frozenset(
            sources[slug].archive or ""
            for slug, text in self.sources.items()
            if isinstance(text, Unavailable) and text.passing
        )

    def judge(self, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Compare each quote with its archive, and return whether all were compared.

        It may take seconds; `cancelled` is asked between two quotes, and then nothing is kept.
        """
        brief = self.file.brief
        if self._findings is None and brief is not None:
            findings = {}
            for key, finding in check_quotes(brief, self.archives):
                findings[key] = finding
                if cancelled():
                    return False
            self._findings = findings
        return True

    @property
    def findings(self) -> Mapping[str, QuoteCheck]:
        """The check of each quote, by key."""
        self.judge()
        return self._findings or {}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the brief by itself: its file, its names, its evidence."""
        loaded, shared = self.file.loaded, self.file.shared
        faults = tuple(self._faults(sourcing.faults, prose_lint.faults, self._unconfirmed))
        if not faults:
            return loaded.problems
        # A shared source that is not available is a problem of the file that describes it.
        places = ((loaded.path, loaded.places), *shared.places)
        return in_order((*loaded.problems, *located(faults, *places)))

    @cached_property
    def errors(self) -> int:
        """The number of errors among the `problems`; much quicker than those."""
        severities = [problem.severity for problem in self.file.loaded.problems]
        severities += [
            fault.severity for fault in self._faults(sourcing.possible_errors, self._unconfirmed)
        ]
        return severities.count("error")

    def _unconfirmed(self, brief: Brief, *_: object) -> Iterator[Fault]:
        """Yield the suggestions in the file itself; the shared file has its own."""
        has = self.file.loaded.places.has
        return (
            fault for fault in confirmation.faults(brief) if has(fault.where.rpartition(".")[0])
        )

    def _faults(self, *checks: _Check) -> Iterable[Fault]:
        """Return the faults that `checks` find in the evidence of the brief."""
        brief, loaded = self.file.brief, self.file.loaded
        if brief is None or loaded.foreign:
            return ()
        faults = (check(brief, self.archives, self.findings) for check in checks)
        every = chain(unavailable(self.sources), *faults)
        return every if loaded.whole else sure(every)


def unavailable(sources: Sources) -> Iterator[Fault]:
    """Yield a fault for each archived text that is named and not available."""
    for source, text in sources.items():
        if isinstance(text, Unavailable) and text is not NO_ARCHIVE:
            key = "sha256" if text.code == "archive-changed" else "archive"
            yield Fault(None, text.code, text.message, f"sources.{source}.{key}")
