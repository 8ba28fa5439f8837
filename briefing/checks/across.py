"""Checks across the briefs of a store, which one file alone cannot reveal.

The rules are questions to two tables, `brief` and `cited`: `check` fills such tables in memory,
the catalogue has them on disk. They are asked for all briefs or for one.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from briefing.checks.references_check import MARKED, ExternalRef
from briefing.checks.references_check import records as records_of
from briefing.loader.foreign import stem_of
from briefing.loader.load import Loaded
from briefing.loader.problems import short
from briefing.loader.syntax import Fault, Node, Record, Scalar, find
from briefing.model.rows import current_versions
from briefing.text.clean import clean
from briefing.text.names import Suggestions

NEARBY = 500
"""Ids on either side of a wrong one, in the order of the alphabet, among which the one that was
meant is looked for: as many in a store of any size, so that telling stays cheap."""
_LONGEST = 255  # characters of a name; no file's is longer
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class BriefSummary:
    """What checks across briefs need to know about one brief."""

    path: str
    """The path of its file."""
    id: str
    """Its id."""
    process: str
    """Its process; may be empty."""
    round: int | None
    """Its round in the process."""
    supersedes: str
    """The id of the brief it supersedes; may be empty."""
    records: frozenset[str] | None
    """The keys of records that others can cite; None if the file is too damaged to know."""
    abroad: tuple[ExternalRef, ...]
    """References to records of other briefs, with their offsets."""
    at: Mapping[str, int]
    """Offsets of `id`, `round` and `supersedes`, in characters from 0."""

    @property
    def keys(self) -> str | None:
        """The `records` as the column `brief.keys` has them."""
        if self.records is None:
            return None
        return _SEPARATOR.join(clean(key) for key in sorted(self.records))

    @property
    def cited(self) -> list[tuple[str, str, int]]:
        """What is `abroad` as the table `cited` has it: brief, record, how often."""
        # In a file with errors it may be any text, even one that no table can hold.
        times = Counter((clean(one.brief), clean(one.record)) for one in self.abroad)
        return [(*names, count) for names, count in times.items()]


def summary_of(loaded: Loaded, abroad: Iterable[ExternalRef]) -> BriefSummary:
    """Return the card of one file; with errors, as much of it as is known."""
    cited = tuple(abroad)
    brief, root = loaded.brief, loaded.places.root
    at = {key: find(root, key)[1] for key in ("id", "round", "supersedes")}
    if brief is not None:
        records = frozenset(key for section in MARKED for key in getattr(brief, section))
        name, process, number = brief.id, brief.process or "", brief.round
        return BriefSummary(
            loaded.path, name, process, number, brief.supersedes or "", records, cited, at
        )
    name = _text(root, "id") or _tidy(stem_of(loaded.path))
    if not isinstance(root, Record):
        return BriefSummary(loaded.path, name, "", None, "", None, cited, at)
    keys = frozenset(key for section in MARKED for key, _ in records_of(root, section))
    return BriefSummary(loaded.path, name, "", None, _text(root, "supersedes"), keys, cited, at)


def _text(root: Node | None, key: str) -> str:
    node = root.values.get(key) if isinstance(root, Record) else None
    return _tidy(node.text or "") if isinstance(node, Scalar) else ""


def _tidy(text: str) -> str:
    """Return a name from a file with errors, in which it may be any text."""
    return short(clean(text, line=True), _LONGEST)


# --- the rules ----------------------------------------------------------------------------------

Rule = Literal["id", "round", "supersedes", "cited"]


class Conflict(NamedTuple):
    """Something that is wrong with one brief in the light of the others."""

    number: int
    """The brief's."""
    rule: Rule
    """What is wrong: its id or its round is another's too, or it names what is not there."""
    other: Any = None
    """For an id or a round, the first other file that has it, as the column `path` names it."""
    brief: str = ""
    """For a citation, the other brief's id."""
    record: str = ""
    """For a citation, the record's key."""
    times: int = 1
    """How often the brief cites it."""


_SAME_ID = "SELECT id, number, path FROM brief WHERE odd = 0 AND id {} ORDER BY id, path"
_IDS = "IN (SELECT id FROM brief WHERE odd = 0 GROUP BY id HAVING count(*) > 1)"
_ID = "= (SELECT id FROM brief WHERE number = ? AND odd = 0)"
_SAME_ROUND = (
    "SELECT process, round, number, path, id, supersedes FROM brief "
    "JOIN ({}) USING (process, round) WHERE process != '' ORDER BY process, round, path"
)
_ROUNDS = (
    "SELECT process, round FROM brief WHERE process != '' AND round IS NOT NULL "
    "GROUP BY process, round HAVING count(*) > 1"
)
_ROUND = "SELECT process, round FROM brief WHERE number = ?"
_SUPERSEDES = (
    "SELECT number FROM brief AS one WHERE supersedes != '' AND (supersedes = id OR NOT EXISTS "
    "(SELECT 1 FROM brief AS other WHERE other.id = one.supersedes AND other.odd = 0)) {}"
)
_CITED = "SELECT brief, number, record, times FROM cited {} ORDER BY brief"
_KEYS = "SELECT keys FROM brief WHERE id = ? AND odd = 0"
_BEFORE = "SELECT DISTINCT id FROM brief WHERE id < ? AND odd = 0 ORDER BY id DESC LIMIT ?"
_FROM = "SELECT DISTINCT id FROM brief WHERE id >= ? AND odd = 0 ORDER BY id LIMIT ?"


def conflicts(connection: sqlite3.Connection, number: int | None = None) -> Iterator[Conflict]:
    """Yield all that is wrong between the briefs of the tables, or with the brief `number`."""
    one = () if number is None else (number,)
    for rule in (_same_id, _same_round, _supersedes, _cited):
        for found in rule(connection, one):
            if not one or found.number == number:
                yield found


def _same_id(connection: sqlite3.Connection, one: tuple[int, ...]) -> Iterator[Conflict]:
    rows = connection.execute(_SAME_ID.format(_ID if one else _IDS), one).fetchall()
    for _, group in groupby(rows, key=itemgetter(0)):
        yield from _shared("id", [(number, path) for _, number, path in group])


def _same_round(connection: sqlite3.Connection, one: tuple[int, ...]) -> Iterator[Conflict]:
    rows = connection.execute(_SAME_ROUND.format(_ROUND if one else _ROUNDS), one).fetchall()
    for _, group in groupby(rows, key=itemgetter(0, 1)):
        same = [((number, path), name, by) for _, _, number, path, name, by in group]
        yield from _shared("round", current_versions(same))


def _shared(rule: Rule, same: list[tuple[int, Any]]) -> Iterator[Conflict]:
    """Yield that each of `same` shares something with the first other one, if there is one."""
    for place, (number, _) in enumerate(same if len(same) > 1 else ()):
        yield Conflict(number, rule, same[0 if place else 1][1])


def _supersedes(connection: sqlite3.Connection, one: tuple[int, ...]) -> Iterator[Conflict]:
    rows = connection.execute(_SUPERSEDES.format("AND number = ?" if one else ""), one).fetchall()
    for (number,) in rows:
        yield Conflict(number, "supersedes")


def _cited(connection: sqlite3.Connection, one: tuple[int, ...]) -> Iterator[Conflict]:
    rows = connection.execute(_CITED.format("WHERE number = ?" if one else ""), one).fetchall()
    for name, group in groupby(rows, key=itemgetter(0)):
        keys = _keys_of(connection, name)
        if keys is None:
            continue
        for _, number, record, times in group:
            if record not in keys:
                yield Conflict(number, "cited", None, name, record, times)


def _keys_of(connection: sqlite3.Connection, name: str) -> Collection[str] | None:
    """Return the keys of the records under an id; None where a file does not tell."""
    every = [keys for (keys,) in connection.execute(_KEYS, (name,))]
    if None in every:
        return None
    return {key for keys in every for key in keys.split(_SEPARATOR) if key}


# --- what is said of them -----------------------------------------------------------------------


def faults_of(
    connection: sqlite3.Connection,
    card: BriefSummary,
    found: Iterable[Conflict],
    path_of: Callable[[Any], str],
) -> Iterator[Fault]:
    """Yield the faults that stand for the conflicts of one brief.

    `path_of` turns what the column `path` holds into a path.
    """
    others = _Others(connection, card)
    cited: set[tuple[str, str]] = set()
    for one in found:
        if one.rule == "id":
            path = path_of(one.other)
            message = f'"{card.id}" is also the id of {path}; change one of them'
            yield Fault(card.at["id"], "duplicate-id", message, "id")
        elif one.rule == "round":
            message = (
                f"round {card.round} of {card.process} is also in {path_of(one.other)}; renumber "
                "one of them, or add supersedes to the one that replaces the other"
            )
            yield Fault(card.at["round"], "duplicate-round", message, "round")
        elif one.rule == "supersedes":
            yield others.superseding()
        else:
            cited.add((one.brief, one.record))
    for reference in card.abroad if cited else ():
        if (clean(reference.brief), clean(reference.record)) in cited:
            yield others.citing(reference)


class _Others:
    """What is said of the references of one brief to others, and what they were to name."""

    def __init__(self, connection: sqlite3.Connection, card: BriefSummary) -> None:
        self._connection = connection
        self._card = card
        self._suggestions = Suggestions()
        # A brief may cite thousands of records of a few others.
        self._is_known = cache(self._has)
        self._keys = cache(partial(_keys_of, connection))

    def superseding(self) -> Fault:
        """Return that the brief supersedes itself, or one that is not there."""
        name, at = self._card.supersedes, self._card.at["supersedes"]
        if name == self._card.id:
            message = "a brief cannot supersede itself; name the brief it replaces"
            return Fault(at, "bad-value", message, "supersedes")
        return Fault(at, "unknown-id", self._unknown(name), "supersedes")

    def citing(self, one: ExternalRef) -> Fault:
        """Return that the brief cites a record that is not there."""
        if not self._is_known(clean(one.brief)):
            return Fault(one.offset, one.code, self._unknown(one.brief), one.where)
        keys = self._keys(clean(one.brief)) or ()
        near = self._suggestions.near(one.record, partial(sorted, keys))
        message = f'{one.brief} has no record "{one.record}"{near}'
        return Fault(one.offset, one.code, message, one.where)

    def _unknown(self, name: str) -> str:
        near = self._suggestions.near(name, partial(self._near, clean(name)))
        near = near or "; use the id of a brief in this store"
        return f'unknown brief "{name}"{near}'

    def _near(self, name: str) -> list[str]:
        """Return the ids around this one in the alphabet; the brief itself was never meant."""
        before = self._connection.execute(_BEFORE, (name, NEARBY)).fetchall()
        after = self._connection.execute(_FROM, (name, NEARBY)).fetchall()
        return [found for (found,) in (*reversed(before), *after) if found != self._card.id]

    def _has(self, name: str) -> bool:
        return self._connection.execute(_KEYS, (name,)).fetchone() is not None


# --- a store in memory --------------------------------------------------------------------------

_TABLES = """
CREATE TABLE brief (number INTEGER PRIMARY KEY, path, id, process, round, supersedes, odd, keys);
CREATE INDEX brief_id ON brief (id, odd, path);
CREATE INDEX brief_round ON brief (process, round, path) WHERE process != '';
CREATE TABLE cited (number, brief, record, times);
"""
"""Of the catalogue's tables what the rules ask for. `path` holds the file's place in the order of
the paths: a path may be any bytes, which no table holds.
"""


def tables(cards: Sequence[BriefSummary]) -> sqlite3.Connection:
    """Return tables in memory of the briefs of a store; the place of a card is its number."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(f"BEGIN; {_TABLES}")
    connection.executemany(
        "INSERT INTO brief VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
        ((n, n, one.id, one.process, one.round, one.supersedes, one.keys)
         for n, one in enumerate(cards)),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO cited VALUES (?, ?, ?, ?)",
        ((n, *cited) for n, one in enumerate(cards) for cited in one.cited),
    )
    return connection


def check_store(cards: Iterable[BriefSummary]) -> Iterator[tuple[str, Fault]]:
    """Yield faults between the briefs of a store as (path, fault)."""
    every = sorted(cards, key=lambda card: card.path)
    with closing(tables(every)) as connection:
        found = sorted(conflicts(connection), key=itemgetter(0))
        for number, group in groupby(found, key=itemgetter(0)):
            card = every[number]
            for fault in faults_of(connection, card, group, lambda place: every[place].path):
                yield card.path, fault
