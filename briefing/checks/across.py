"""Checks across the briefs of a store, which one file alone cannot reveal.

Each brief is compared with all others on their cards. `check` holds every card in memory; the
catalogue has them in a table, and answers the same questions (`Others`) from there.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import Protocol

from briefing.checks.naming import MARKED, Abroad
from briefing.checks.naming import records as records_of
from briefing.loader import Loaded, stem_of
from briefing.loader.suggesting import Suggestions
from briefing.parse import Fault, Node, Record, Scalar, find
from briefing.problems import short
from briefing.records import standing_for_round
from briefing.text import clean

NEARBY = 500
"""Ids on either side of a wrong one, in the order of the alphabet, among which the one that was
meant is looked for: as many in a store of any size, so that telling stays cheap."""
_LONGEST = 255  # characters of a name; no file's is longer


@dataclass(frozen=True, slots=True)
class Card:
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
    abroad: tuple[Abroad, ...]
    """References to records of other briefs, with their offsets."""
    at: Mapping[str, int]
    """Offsets of `id`, `round` and `supersedes`, in characters from 0."""


def card_of(loaded: Loaded, abroad: Iterable[Abroad]) -> Card:
    """Return the card of one file; with errors, as much of it as is known."""
    cited = tuple(abroad)
    brief, root = loaded.brief, loaded.places.root
    at = {key: find(root, key)[1] for key in ("id", "round", "supersedes")}
    if brief is not None:
        records = frozenset(key for section in MARKED for key in getattr(brief, section))
        name, process, number = brief.id, brief.process or "", brief.round
        return Card(loaded.path, name, process, number, brief.supersedes or "", records, cited, at)
    name = _text(root, "id") or _tidy(stem_of(loaded.path))
    if not isinstance(root, Record):
        return Card(loaded.path, name, "", None, "", None, cited, at)
    keys = frozenset(key for section in MARKED for key, _ in records_of(root, section))
    return Card(loaded.path, name, "", None, _text(root, "supersedes"), keys, cited, at)


def _text(root: Node | None, key: str) -> str:
    node = root.values.get(key) if isinstance(root, Record) else None
    return _tidy(node.text or "") if isinstance(node, Scalar) else ""


def _tidy(text: str) -> str:
    """Return a name from a file with errors, in which it may be any text."""
    return short(clean(text, line=True), _LONGEST)


class Others(Protocol):
    """Questions about the other briefs of a store."""

    def twin(self, card: Card) -> str:
        """Return the first other file, by path, with the card's id; empty for none."""

    def rival(self, card: Card) -> str:
        """Return the first other file, by path, for the same round; empty for none.

        A brief superseded by another one of its round does not count.
        """

    def has(self, name: str) -> bool:
        """Whether a brief has this id."""

    def records(self, name: str) -> Collection[str] | None:
        """Return the record keys under this id; None if a file is too damaged to know."""

    def near(self, name: str) -> Sequence[str]:
        """Return the `NEARBY` ids before this one in alphabetical order, and as many from it on."""


def check_store(cards: Iterable[Card]) -> Iterator[tuple[str, Fault]]:
    """Yield faults between the briefs of a store as (path, fault)."""
    every = sorted(cards, key=lambda card: card.path)
    others = _Cards(every)
    for card in every:
        for fault in faults_of(card, others):
            yield card.path, fault


def faults_of(card: Card, others: Others) -> Iterator[Fault]:
    """Yield faults of one brief that depend on the others."""
    if twin := others.twin(card):
        message = f'"{card.id}" is also the id of {twin}; change one of them'
        yield Fault(card.at["id"], "duplicate-id", message, "id")
    if rival := others.rival(card):
        message = (
            f"round {card.round} of {card.process} is also in {rival}; renumber one of them, or "
            "add supersedes to the one that replaces the other"
        )
        yield Fault(card.at["round"], "duplicate-round", message, "round")
    if card.supersedes or card.abroad:
        yield from _elsewhere(card, others)


def _elsewhere(card: Card, others: Others) -> Iterator[Fault]:
    """Yield dangling references to briefs and to their records."""
    suggestions, at = Suggestions(), card.at["supersedes"]
    # A brief may cite thousands of records of a few others, and each answer is a look at a table.
    has, records_under = cache(others.has), cache(others.records)
    if card.supersedes == card.id:
        message = "a brief cannot supersede itself; name the brief it replaces"
        yield Fault(at, "bad-value", message, "supersedes")
    elif card.supersedes and not has(card.supersedes):
        message = _unknown(card, card.supersedes, others, suggestions)
        yield Fault(at, "unknown-id", message, "supersedes")
    for one in card.abroad:
        if not has(one.brief):
            message = _unknown(card, one.brief, others, suggestions)
            yield Fault(one.offset, one.code, message, one.where)
            continue
        records = records_under(one.brief)
        if records is not None and one.record not in records:
            near = suggestions.near(one.record, partial(sorted, records))
            message = f'{one.brief} has no record "{one.record}"{near}'
            yield Fault(one.offset, one.code, message, one.where)


def _unknown(card: Card, name: str, others: Others, suggestions: Suggestions) -> str:
    def choices() -> list[str]:
        # The brief itself is never the one that was meant.
        return [choice for choice in others.near(name) if choice != card.id]

    near = suggestions.near(name, choices) or "; use the id of a brief in this store"
    return f'unknown brief "{name}"{near}'


class _Cards:
    """All cards of a store, in memory."""

    def __init__(self, cards: Sequence[Card]) -> None:
        """Index the cards, given in order of path."""
        self._by_id: dict[str, list[Card]] = defaultdict(list)
        rounds: dict[tuple[str, int | None], list[Card]] = defaultdict(list)
        for card in cards:
            self._by_id[card.id].append(card)
            if card.process and card.round is not None:
                rounds[card.process, card.round].append(card)
        self._ids = sorted(self._by_id)
        self._standing = {
            key: standing_for_round((card.path, card.id, card.supersedes) for card in same)
            for key, same in rounds.items()
        }

    def twin(self, card: Card) -> str:
        same = self._by_id.get(card.id, ())
        return next((one.path for one in same if one.path != card.path), "")

    def rival(self, card: Card) -> str:
        standing = self._standing.get((card.process, card.round), [])
        if card.path not in standing:
            return ""
        return next((path for path in standing if path != card.path), "")

    def has(self, name: str) -> bool:
        return name in self._by_id

    def records(self, name: str) -> Collection[str] | None:
        every = [card.records for card in self._by_id.get(name, ())]
        known = [records for records in every if records is not None]
        return frozenset(chain(*known)) if len(known) == len(every) else None

    def near(self, name: str) -> Sequence[str]:
        at = bisect_left(self._ids, name)
        return self._ids[max(0, at - NEARBY) : at + NEARBY]
