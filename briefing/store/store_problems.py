"""All problems of a store: those of each file, and those that only show across files."""

from collections.abc import Callable, Iterator, Sequence

from briefing.checks import cross_brief
from briefing.loader.places import located
from briefing.loader.problems import Problem, in_order
from briefing.store.checked_brief import unavailable
from briefing.store.file_cache import FileCache
from briefing.store.files import SHARED_NAMES, Scan


def problems_of(
    scan: Scan, cache: FileCache, paths: Sequence[str], progress: Callable[[int, int], None] | None
) -> tuple[Problem, ...]:
    """Return the problems of a store, or those of the files `paths`; see `Store.check`."""
    wanted, cards = set(paths), []
    problems = [*scan.problems, *_of_shared(cache)]
    # What is no file, or a folder that cannot be read, is among the problems of the scan.
    none = {*SHARED_NAMES, *(problem.path for problem in scan.problems)}
    named = (path for path in paths if path not in none)
    every = dict.fromkeys((*(stamp.path for stamp in scan.stamps), *named))
    for done, path in enumerate(every, 1):
        file = cache.open(path)
        if not wanted or path in wanted or not wanted.isdisjoint(SHARED_NAMES):
            problems += cache.checked(path).problems
        cards.append(file.card)
        if progress is not None:
            progress(done, len(every))
    problems += (
        cache.open(path).loaded.places.problem(path, fault)
        for path, fault in cross_brief.check_store(cards)
    )
    told = dict.fromkeys(problems)  # the problems of a shared source are those of many briefs
    return in_order(one for one in told if not wanted or one.path in wanted)


def _of_shared(cache: FileCache) -> Iterator[Problem]:
    """Yield what is wrong with the shared file, and with the archives it names."""
    lent = cache.shared()
    yield from lent.loaded.problems
    faults = unavailable(cache.texts(lent.loaded.shared.sources))
    yield from located(faults, (lent.path, lent.loaded.places))
