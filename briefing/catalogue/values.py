"""The catalogue's result types; frozen values only.

NamedTuples, not dataclasses, which import inspect: a third of the start of a search.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from briefing.text.clean import clean

_MOST_NAMED = 3
_STRICTNESS = ("clear", "", "green", "amber", "amber+strict", "red")

Marks = Mapping[str, Collection[str]]
"""The person's marks on briefs: ids by `read`, `starred`, `noted`, and `tag:NAME` for a tag of
their own; by `seen` each id after the SHA-256 of the file that was read, and a space; and by
`notes` each note after the id of its brief, and a unit separator (U+001F)."""


def has_changed(marks: Marks, brief: str, sha256: str | None) -> bool:
    """Whether the file of a brief, of this SHA-256, has changed since it was read."""
    seen = marks.get("seen", ())
    # A file without a sum could not be read, and may be the same.
    if not sha256 or brief not in marks.get("read", ()) or f" {brief}" in seen:
        return False
    return f"{sha256} {brief}" not in seen


class OwnMarks(NamedTuple):
    """What the person did with one brief."""

    is_unread: bool = False
    """Whether it has not been read."""
    has_changed: bool = False
    """Whether its file has changed since it was read; never of an unread one."""
    is_starred: bool = False
    """Whether it, or a record of it, is starred."""
    is_noted: bool = False
    """Whether it, or a record of it, has a note."""
    tags: tuple[str, ...] = ()
    """The person's own tags on it, in order."""


def superseded(replaced_by: str, status: str) -> str:
    """Return the note on a brief replaced by another or of such a status; else an empty text."""
    if replaced_by:
        return f"superseded by {replaced_by}"
    return status if status == "superseded" else ""


def standing(replaced_by: str, status: str) -> str:
    """Return the words for a superseded brief or a draft; empty for a current one."""
    return superseded(replaced_by, status) or (status if status == "draft" else "")


def tlp_label(handling: str) -> str:
    """Return the label of the Traffic Light Protocol, `TLP:AMBER`; empty for an empty colour."""
    return f"TLP:{handling.upper()}" if handling else ""


def sharing_label(handling: str) -> str:
    """Return the label that copies must carry (FIRST, TLP 2.0); empty for `clear` or nothing."""
    return tlp_label(handling) if handling != "clear" else ""


Headline = tuple[str, str, str]
"""The date, id and title of a brief: all that a line of `briefing list` shows of most."""


class ListRow(NamedTuple):
    """A brief, or a file that cannot be read as one, as a list shows it."""

    number: int
    """The catalogue's number for it; stays the same while the file and its date do."""
    id: str
    """The brief's id; of a file with errors the name without its ending."""
    path: str
    """The file within the store, with `/` between the parts."""
    title: str
    """The headline; empty for a file that cannot be read as a brief."""
    date: str
    """As written; empty where the file gives none."""
    sort_date: str
    """The first day of `date`, ISO 8601, or empty."""
    place: str
    """Where it took place, or empty."""
    process: str
    """The slug of the process, or empty."""
    round: int | None
    """Its number in the process."""
    rounds: int | None
    """How many rounds the process has, never fewer than `round`; None without a process, and for
    a round 0."""
    parties: tuple[str, ...]
    """Names of the parties, in the order of the brief."""
    agreements: int
    """How many agreements."""
    disagreements: int
    """How many disagreements."""
    quotes: int
    """How many quotes."""
    sources: int
    """How many sources."""
    problems: int
    """The number of errors that `check` reports for the file, with those across briefs."""
    status: str
    """`draft`, `final`, `superseded` or empty."""
    handling: str
    """The Traffic Light Protocol's colour, or empty."""
    supersedes: str
    """The id of the brief that this one replaces, or empty."""
    replaced_by: str
    """The id of the brief that says it replaces this one, or empty; of several, the first."""
    short_process: str = ""
    """The short title of the process in the shared records, or empty."""
    missing: tuple[str, ...] = ()
    """The dotted paths of what an error keeps from being read; `*` for an unknown part."""
    unconfirmed: int = 0
    """How many records have values that a program proposed and no person has confirmed."""

    @property
    def is_broken(self) -> bool:
        """Whether the file is not a brief."""
        return bool(self.problems) and not self.title

    @property
    def may_have_process(self) -> bool:
        """Whether it is a round of a process, or may be one by the part that cannot be read."""
        return bool(self.process or self.missing) or self.is_broken

    @property
    def superseded(self) -> str:
        """The note on a superseded brief."""
        return superseded(self.replaced_by, self.status)

    @property
    def standing(self) -> str:
        """The words for a superseded brief or a draft; empty for a current one."""
        return standing(self.replaced_by, self.status)

    @property
    def sharing_label(self) -> str:
        """The sharing label, or nothing."""
        return sharing_label(self.handling)


class Gap(NamedTuple):
    """A file of which a part could not be read."""

    path: str
    """The file within the store."""
    process: str
    """The slug of its process; empty if there is none, or it could not be read."""
    missing: tuple[str, ...]
    """As in `ListRow`."""
    shared: bool = False
    """Whether it is a file of shared records, which every process may use."""

    def may_belong_to(self, process: str) -> bool:
        """Whether the file is, or may be, a round of a process."""
        return (
            self.shared
            or self.process == process
            or (not self.process and not {"*", "process"}.isdisjoint(self.missing))
        )

    def __str__(self) -> str:
        """Return the file and its missing parts, in one line."""
        known = [path for path in self.missing if path != "*"]
        if "*" in self.missing:
            known.append("more" if known else "all of it")
        return clean(f"{self.path} ({', '.join(known)})", line=True)


class Basis(NamedTuple):
    """The briefs behind an answer: how it may be shared, and what may be missing from it."""

    handling: str = ""
    """The strictest colour of the Traffic Light Protocol, or empty."""
    drafts: tuple[str, ...] = ()
    """The ids of those that are drafts."""
    gaps: tuple[Gap, ...] = ()
    """The files that could not be read whole."""

    @property
    def cautions(self) -> tuple[str, ...]:
        """The lines shown above the answer."""
        lines = [sharing_label(self.handling)]
        if self.drafts:
            lines.append(f"draft: {_some(self.drafts)}")
        if self.gaps:
            lines.append(f"missing here because of errors: {_some(list(map(str, self.gaps)))}")
        return tuple(filter(None, lines))

    @property
    def fields(self) -> dict[str, Any]:
        """The same as fields of JSON, those that say something."""
        missing = {gap.path: list(gap.missing) for gap in self.gaps}
        handling = self.handling if sharing_label(self.handling) else ""
        found = {"handling": handling, "drafts": list(self.drafts), "missing": missing}
        return {name: value for name, value in found.items() if value}


def basis_of(rows: Iterable[ListRow], gaps: Iterable[Gap] = ()) -> Basis:
    """Return what an answer from the briefs of `rows` is based on; `gaps` may be missing there.

    A brief may be there several times, as with several notes on it.
    """
    listed = list({row.id: row for row in rows}.values())
    drafts = tuple(row.id for row in listed if row.status == "draft")
    return Basis(strictest(row.handling for row in listed), drafts, tuple(gaps))


def strictest(handlings: Iterable[str]) -> str:
    """Return the strictest of some colours; a brief without one is not as free as `clear`."""
    return max(handlings, key=_STRICTNESS.index, default="")


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join([*names[:_MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])])


class UsedName(NamedTuple):
    """A party, person or issue that briefs name."""

    slug: str
    """Its slug."""
    name: str
    """The name that is shown."""
    briefs: int
    """How many briefs name it."""


class ProcessRow(NamedTuple):
    """One process, as a list shows it."""

    slug: str
    """Its slug."""
    briefs: int
    """How many briefs it has."""
    first: str
    """The date of its first brief, as written, or empty."""
    last: str
    """The date of its latest brief, as written, or empty."""
    title: str
    """Its title in the shared records, or its slug."""
    short: str
    """Its short title there, or empty."""
