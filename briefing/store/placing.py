"""Claims about a brief -> problems at their places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing.checks.claims import Claim
from briefing.loader import Loaded
from briefing.problems import Problem
from briefing.store.lending import Lent


def placed(loaded: Loaded, lent: Lent, claims: Sequence[Claim]) -> Iterator[Problem]:
    """Yield claims with their places, in the brief's own file or in that of a shared record."""
    by_value: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_value[claim.where].append(claim)
    for where, same in by_value.items():
        path, places = loaded.path, loaded.places
        if lent.path and not places.has(where) and lent.loaded.places.has(where):
            path, places = lent.path, lent.loaded.places
        offsets = [claim.offset for claim in same if claim.offset is not None]
        inside = iter(places.inside(where, offsets) if offsets else ())
        for claim in same:
            line, column = places.at(where) if claim.offset is None else next(inside)
            yield Problem(path, line, column, claim.severity, claim.code, where, claim.message)
