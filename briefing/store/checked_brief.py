"""A brief with its archived texts: what comparing it with them gives."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from briefing.checks import prose_lint, sourcing
from briefing.checks.quote_checks import check_quotes
from briefing.evidence import Archive, QuoteCheck
from briefing.loader.places import located
from briefing.loader.problems import Problem, in_order
from briefing.loader.syntax import Fault
from briefing.model.brief import Brief
from briefing.store.archives import Unavailable
from briefing.store.partial import sure
from briefing.store.stored_file import StoredFile

NO_ARCHIVE = Unavailable("no-archive", sourcing.NO_ARCHIVE)
"""What stands for the text of a source that names no archive."""

Sources = Mapping[str, Archive | Unavailable]
"""The archived text of each source of a brief, or why it cannot be had."""

_Check = Callable[[Brief, Mapping[str, Archive], Mapping[str, QuoteCheck]], Iterator[Fault]]
"""Yields what is wrong with the evidence of a brief."""


def _never() -> bool:
    return False


class CheckedBrief:
    """A file with its archived texts as they are now.

    What comparing them gives is worked out when it is first asked for, once. Several threads may
    ask.
    """

    def __init__(self, file: StoredFile, sources: Sources) -> None:
        """Take a file and the archived texts of its brief's sources; compare nothing yet."""
        self.file = file
        """The file, its brief and the problems of its notation and names."""
        self.sources = sources
        """The archived text of each source, or why it cannot be had."""
        self._findings: Mapping[str, QuoteCheck] = {}
        self._is_judged = False

    @cached_property
    def archives(self) -> Mapping[str, Archive]:
        """The archived texts that can be had, by source."""
        return {slug: one for slug, one in self.sources.items() if isinstance(one, Archive)}

    @property
    def unread(self) -> frozenset[str]:
        """The paths of the archives that cannot be had now, but may be another time."""
        brief = self.file.brief
        if brief is None:
            return frozenset()
        failed = [
            slug
            for slug, one in self.sources.items()
            if isinstance(one, Unavailable) and one.passing
        ]
        return frozenset(brief.sources[slug].archive or "" for slug in failed)

    def judge(self, cancelled: Callable[[], bool] = _never) -> bool:
        """Compare each quote with its archive, and return whether that was done.

        It may take seconds; between two quotes it ends when `cancelled` says so, and nothing of it
        is kept.
        """
        brief = self.file.brief
        if self._is_judged or brief is None:
            return True
        findings = {}
        for key, finding in check_quotes(brief, self.archives):
            findings[key] = finding
            if cancelled():
                return False
        self._findings, self._is_judged = findings, True
        return True

    @property
    def findings(self) -> Mapping[str, QuoteCheck]:
        """What comparing each quote gave, by key."""
        self.judge()
        return self._findings

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the brief by itself: its file, its names, its evidence."""
        loaded, shared = self.file.loaded, self.file.shared
        faults = tuple(self._faults(sourcing.faults, prose_lint.faults))
        if not faults:
            return loaded.problems
        # A shared source that cannot be had is a problem of the file that describes it.
        files = ((loaded.path, loaded.places), (shared.path, shared.loaded.places))
        return in_order((*loaded.problems, *located(faults, *files)))

    @cached_property
    def errors(self) -> int:
        """How many of the `problems` are errors; much quicker than those."""
        found = [one.severity for one in self.file.loaded.problems]
        found += [one.severity for one in self._faults(sourcing.possible_errors)]
        return found.count("error")

    def _faults(self, *checks: _Check) -> Iterable[Fault]:
        """Return what is wrong with the evidence of the brief, as far as `checks` look."""
        brief, loaded = self.file.brief, self.file.loaded
        if brief is None or loaded.foreign:
            return ()
        told = (check(brief, self.archives, self.findings) for check in checks)
        faults = chain(unavailable(self.sources), *told)
        return faults if loaded.brief is not None else sure(faults)


def unavailable(sources: Sources) -> Iterator[Fault]:
    """Yield why archived texts that are named cannot be had."""
    for source, found in sources.items():
        if isinstance(found, Unavailable) and found is not NO_ARCHIVE:
            key = "sha256" if found.code == "archive-changed" else "archive"
            yield Fault(None, found.code, found.message, f"sources.{source}.{key}")
