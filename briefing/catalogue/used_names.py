"""How briefs name their parties, people, issues and processes: one brief, a process, the store."""

import sqlite3
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from briefing.catalogue.storage.sqlite import DamagedValue
from briefing.catalogue.values import UsedName
from briefing.model.rows import Names
from briefing.text.names import nearest

_KINDS = ("party", "person", "issue")
_OF_ROUNDS = (
    "SELECT number, names FROM brief WHERE process = ? ORDER BY sort_date DESC, round DESC, id DESC"
)
_USUAL = "SELECT kind, slug, shown FROM name WHERE main ORDER BY uses, shown"
_TELLING = 4
"""The fewest letters of a misspelt name: shorter words resemble too many names."""
_SHARED = "SELECT kind, slug, title, short FROM shared ORDER BY place"

_BySlug = dict[str, dict[str, str]]
"""Names by kind and slug."""


class Named(NamedTuple):
    """A party, person or issue with its names."""

    kind: str
    """`party`, `person` or `issue`."""
    slug: str
    """Its slug."""
    name: str
    """The name that is shown."""
    short: str
    """The name at the head of a column, or empty."""
    aliases: tuple[str, ...]
    """Its other names."""

    @property
    def every(self) -> tuple[str, ...]:
        """All its names, each once; the first is the one shown."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.short, *self.aliases))))


def parse_names(joined: str) -> Iterator[Named]:
    """Yield what a brief names.

    Raises:
        DamagedValue: the text is not what was written.
    """
    for entry in joined.split("\x1e") if joined else ():
        kind, *rest = entry.split("\x1f")
        if kind not in _KINDS or len(rest) < 3:
            raise DamagedValue("a wrong value in brief.names")
        slug, name, short, *aliases = rest
        yield Named(kind, slug, name, short, tuple(aliases))


@lru_cache(maxsize=64)  # hits stand beside each other whose briefs name the same
def names_of_brief(joined: str) -> Names:
    """Return how one brief names its parties, people and issues."""
    shown: _BySlug = {kind: {} for kind in _KINDS}
    short: _BySlug = {kind: {} for kind in shown}
    for named in parse_names(joined):
        shown[named.kind][named.slug] = named.name
        if named.short:
            short[named.kind][named.slug] = named.short
    return Names(
        shown["issue"], shown["party"], shown["person"], short_issues=short["issue"],
        short_parties=short["party"],
    )  # fmt: skip


def names(
    connection: sqlite3.Connection, process: str, among: Container[int] | None = None
) -> Names:
    """Return how slugs are shown, and the order of the shared records.

    Of a process, the briefs with numbers `among` these have their say; None for all.
    """
    shown: _BySlug = {kind: {} for kind in ("party", "person", "issue", "process")}
    short: _BySlug = {kind: {} for kind in shown}
    order: dict[str, list[str]] = {kind: [] for kind in shown}
    _add_names(connection, process, among, shown, short)
    for kind, slug, title, short_title in connection.execute(_SHARED):
        order[kind].append(slug)
        shown[kind].setdefault(slug, title)
        if short_title:
            short[kind].setdefault(slug, short_title)
    return Names(
        shown["issue"], shown["party"], shown["person"], shown["process"], short["issue"],
        short["party"], short["process"], tuple(order["issue"]), tuple(order["party"]),
    )  # fmt: skip


def _add_names(
    connection: sqlite3.Connection,
    process: str,
    among: Container[int] | None,
    shown: _BySlug,
    short: _BySlug,
) -> None:
    """Add the names that briefs give: those of a process, or the most usual of the store."""
    if not process:
        for kind, slug, name in connection.execute(_USUAL):
            shown[kind][slug] = name
        return
    # Rounds name the same parties again and again: each way of naming one is parsed once.
    rows = connection.execute(_OF_ROUNDS, (process,))
    chosen = (joined for number, joined in rows if among is None or number in among)
    distinct = dict.fromkeys(entry for joined in chosen for entry in joined.split("\x1e"))
    for named in parse_names("\x1e".join(filter(None, distinct))):
        shown[named.kind].setdefault(named.slug, named.name)
        if named.short:
            short[named.kind].setdefault(named.slug, named.short)


def used_names(connection: sqlite3.Connection, kind: str, process: str) -> tuple[UsedName, ...]:
    """Return what briefs name of one kind, in the order of the shared records, then by name."""
    found: dict[str, tuple[str, int]] = {}
    for slug, name, uses in _uses(connection, kind, process):
        _, before = found.get(slug, ("", 0))
        found[slug] = (name, before + uses)
    rows = connection.execute("SELECT slug, place FROM shared WHERE kind = ?", (kind,))
    places: dict[str, int] = dict(rows.fetchall())
    last = len(places) and max(places.values()) + 1
    ordered = sorted(found, key=lambda slug: (places.get(slug, last), found[slug][0].casefold()))
    return tuple(UsedName(slug, *found[slug]) for slug in ordered)


def _uses(
    connection: sqlite3.Connection, kind: str, process: str
) -> Iterator[tuple[str, str, int]]:
    """Yield slugs with a name and how often it is given; of one slug the usual name last."""
    if not process:
        sql = "SELECT slug, shown, uses FROM name WHERE main AND kind = ? ORDER BY uses, shown"
        yield from connection.execute(sql, (kind,))
        return
    for _, joined in reversed(connection.execute(_OF_ROUNDS, (process,)).fetchall()):
        for named in parse_names(joined):
            if named.kind == kind:
                yield named.slug, named.name, 1


def nearest_name(connection: sqlite3.Connection, kind: str, name: str) -> str:
    """Return the name in the store that is nearest to `name`, or an empty string.

    A name may be meant by a word of it: `putn` by `Vladimir Putin`.
    """
    rows = connection.execute("SELECT slug, shown FROM name WHERE kind = ?", (kind,)).fetchall()
    shown: dict[str, str] = {each.casefold(): each for row in rows for each in row}
    for _, each in rows:
        for word in each.casefold().split():
            if len(word) >= _TELLING:
                shown.setdefault(word, each)
    return shown.get(nearest(name, shown), "")
