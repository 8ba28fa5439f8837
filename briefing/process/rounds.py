"""The rounds of a process: their order, and which of them are current."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.model import dates


@dataclass(frozen=True, slots=True)
class Round:
    """One brief, as a column of its process."""

    brief: str
    """The brief's id."""
    number: int | None = None
    """Its number in the process, if the brief has one."""
    date: str = ""
    """When it took place, as written."""
    title: str = ""
    """The brief's headline."""
    status: str = ""
    """`draft`, `final`, `superseded` or empty."""
    supersedes: str = ""
    """The id of the brief that this one supersedes; may be empty."""

    @property
    def name(self) -> str:
        """Its display name: `round 2`, or its date, or its id."""
        if self.number is not None:
            return f"round {self.number}"
        return dates.readable(self.date) or self.brief

    @property
    def tag(self) -> str:
        """Its name in a column: `r2`, or its date as written, or its id."""
        return f"r{self.number}" if self.number is not None else self.date or self.brief


def moment(item: Round) -> tuple[str, int, str]:
    """Return the sort key of a round: date, then number, then id."""
    return (dates.sort_key(item.date), -1 if item.number is None else item.number, item.brief)


def in_order(rounds: Iterable[Round]) -> tuple[Round, ...]:
    """Return `rounds` from first to last, in whatever order they come.

    A round without a number stands by its date; those with one are in the order of their numbers.
    """
    by_date = sorted(rounds, key=moment)
    numbered = [item for item in by_date if item.number is not None]
    by_number = iter(sorted(numbered, key=lambda item: item.number or 0))
    return tuple(item if item.number is None else next(by_number) for item in by_date)


def ages_of(rounds: Sequence[Round]) -> tuple[int, ...]:
    """Return the age of each round, given in order: the number of rounds since.

    Between two numbered rounds the numbers count, whichever briefs are missing between them; a
    round without a number counts as one, but is no older than the numbered one before it.
    """
    ages = [0] * len(rounds)
    later: tuple[int, int] | None = None
    for column in range(len(rounds) - 1, -1, -1):
        number = rounds[column].number
        ages[column] = ages[column + 1] + 1 if column + 1 < len(rounds) else 0
        if number is None:
            continue
        if later is not None:
            place, of_later = later
            age = ages[column] = ages[place] + of_later - number
            ages[column + 1 : place] = [min(age, other) for other in ages[column + 1 : place]]
        later = column, number
    return tuple(ages)


def standing_rounds(rounds: Iterable[Round]) -> tuple[tuple[Round, ...], tuple[Round, ...]]:
    """Return the current rounds and the superseded ones, each in order.

    A round is replaced by the one that supersedes it, and one with the status `superseded` by a
    round of the same number. Where briefs supersede each other in a circle, the latest stands.
    """
    ordered = in_order({item.brief: item for item in rounds}.values())
    newer = {item.supersedes: item for item in ordered if item.supersedes != item.brief}
    versions = {item.number: item for item in ordered if item.status != "superseded"}
    for item in ordered:
        if item.status == "superseded" and item.number in versions and item.number is not None:
            newer.setdefault(item.brief, versions[item.number])
    kept = {item.brief for item in _last_versions(ordered, newer).values()}
    return (
        tuple(item for item in ordered if item.brief in kept),
        tuple(item for item in ordered if item.brief not in kept),
    )


def _last_versions(ordered: Iterable[Round], newer: Mapping[str, Round]) -> dict[str, Round]:
    """Return the latest version of each brief's round."""
    last: dict[str, Round] = {}
    for item in ordered:
        chain: dict[str, Round] = {}
        end = item
        while end.brief not in last and end.brief not in chain:
            chain[end.brief] = end
            end = newer.get(end.brief, end)
        if end.brief in chain:
            circle = list(chain.values())[list(chain).index(end.brief) :]
            end = max(circle, key=moment)
        last.update(dict.fromkeys(chain, last.get(end.brief, end)))
    return last
