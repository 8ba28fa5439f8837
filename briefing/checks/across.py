"""What only shows when the briefs of a store are laid side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.checks.naming import MARKED, Abroad
from briefing.checks.naming import records as records_of
from briefing.loader import Loaded, stem_of
from briefing.loader.suggesting import Suggestions
from briefing.parse import Fault, Node, Record, Scalar, find


@dataclass(frozen=True, slots=True)
class Card:
    """What other briefs need to know of one brief, and what it says of them."""

    path: str
    """Its file."""
    id: str
    """Its id."""
    process: str
    """Its process, or nothing."""
    round: int | None
    """Its round in the process."""
    supersedes: str
    """The id of the brief that it replaces, or nothing."""
    records: frozenset[str] | None
    """The keys of the records that others can cite; None where the file does not tell."""
    abroad: tuple[Abroad, ...]
    """The records of others that it cites, with their offsets."""
    at: Mapping[str, int]
    """Where `id`, `round` and `supersedes` stand, in characters from 0."""


def card_of(loaded: Loaded, abroad: Iterable[Abroad]) -> Card:
    """Return the card of one file; one with errors has what can be told in spite of them."""
    cited = tuple(abroad)
    brief, root = loaded.brief, loaded.places.root
    at = {key: find(root, key)[1] for key in ("id", "round", "supersedes")}
    if brief is not None:
        records = frozenset(key for section in MARKED for key in getattr(brief, section))
        name, process, number = brief.id, brief.process or "", brief.round
        return Card(loaded.path, name, process, number, brief.supersedes or "", records, cited, at)
    name = _text(root, "id") or stem_of(loaded.path)
    if not isinstance(root, Record):
        return Card(loaded.path, name, "", None, "", None, cited, at)
    keys = frozenset(key for section in MARKED for key, _ in records_of(root, section))
    return Card(loaded.path, name, "", None, _text(root, "supersedes"), keys, cited, at)


def _text(root: Node | None, key: str) -> str:
    node = root.values.get(key) if isinstance(root, Record) else None
    return node.text or "" if isinstance(node, Scalar) else ""


Found = tuple[str, Fault]
"""A file, and what is wrong with it in the light of the others."""


def check_store(cards: Iterable[Card]) -> Iterator[Found]:
    """Yield what is wrong between the briefs of a store."""
    every = sorted(cards, key=lambda card: card.path)
    by_id: dict[str, list[Card]] = defaultdict(list)
    for card in every:
        by_id[card.id].append(card)
    yield from _same_id(by_id)
    yield from _same_round(every)
    suggestions = Suggestions()
    for card in every:
        if card.supersedes or card.abroad:
            yield from _elsewhere(card, by_id, suggestions)


def _found(card: Card, where: str, code: str, message: str) -> Found:
    return card.path, Fault(card.at[where], code, message, where)


def _same_id(by_id: Mapping[str, list[Card]]) -> Iterator[Found]:
    for name, cards in by_id.items():
        for card in cards if len(cards) > 1 else ():
            other = next(one for one in cards if one is not card)
            message = f'"{name}" is the id of {other.path} too; give one of them another id'
            yield _found(card, "id", "duplicate-id", message)


def _same_round(cards: Iterable[Card]) -> Iterator[Found]:
    rounds: dict[tuple[str, int], list[Card]] = defaultdict(list)
    for card in cards:
        if card.process and card.round is not None:
            rounds[card.process, card.round].append(card)
    for (process, number), same in rounds.items():
        replaced = {card.supersedes for card in same}
        standing = [card for card in same if card.id not in replaced]
        for card in standing if len(standing) > 1 else ():
            other = next(one for one in standing if one is not card)
            message = (
                f"round {number} of {process} is in {other.path} too; number one of them anew, or "
                "write supersedes in the one that replaces the other"
            )
            yield _found(card, "round", "duplicate-round", message)


def _elsewhere(
    card: Card, by_id: Mapping[str, list[Card]], suggestions: Suggestions
) -> Iterator[Found]:
    """Yield the references to briefs and to records of briefs that lead to nothing."""
    if card.supersedes == card.id:
        message = "a brief cannot replace itself; name the other"
        yield _found(card, "supersedes", "bad-value", message)
    elif card.supersedes and card.supersedes not in by_id:
        message = _unknown(card.supersedes, by_id, suggestions)
        yield _found(card, "supersedes", "unknown-id", message)
    for one in card.abroad:
        if one.brief not in by_id:
            message = _unknown(one.brief, by_id, suggestions)
        elif not any(_has(other, one.record) for other in by_id[one.brief]):
            keys = [key for other in by_id[one.brief] for key in other.records or ()]
            near = suggestions.near(one.record, sorted(keys))
            message = f'{one.brief} has no record "{one.record}"{near}'
        else:
            continue
        yield card.path, Fault(one.offset, one.code, message, one.where)


def _has(card: Card, record: str) -> bool:
    return card.records is None or record in card.records


def _unknown(name: str, by_id: Mapping[str, list[Card]], suggestions: Suggestions) -> str:
    near = suggestions.near(name, list(by_id)) or "; write the id of a brief of this store"
    return f'unknown brief "{name}"{near}'
