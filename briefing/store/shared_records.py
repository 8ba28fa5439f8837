"""The shared records of a store, merged from `store.yaml` into the briefs that use them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefing.model.brief import Brief, Issue, Party, Person, Shared
from briefing.store.shared_files import completed

Described = Party | Person | Issue


def merge_shared(brief: Brief, shared: Shared, used: Mapping[str, Mapping[str, object]]) -> Brief:
    """Return the brief with the shared records it names, and those that these name in turn.

    So a brief shows its own parties, and its quotes are compared with its own sources, however much
    the store shares. A party, person or issue that the brief describes itself is completed with the
    other fields of the shared record.
    """
    described = {section: _described(brief, shared, section) for section in _DESCRIBED}
    if not any(used.values()) and not any(described.values()):
        return brief
    names = {section: (*used[section], *described.get(section, ())) for section in used}
    update: dict[str, Any] = {}
    for section, wanted in _named(brief, shared, described, names).items():
        own, theirs = getattr(brief, section), getattr(shared, section)
        found = {name: theirs[name] for name in wanted if name in theirs and name not in own}
        found |= described.get(section, {})
        if found:
            update[section] = {**own, **found}
    return brief.model_copy(update=update) if update else brief


_DESCRIBED = ("parties", "people", "issues")
"""Sections whose records a brief may extend or date for itself. A source is one text."""


def _described(brief: Brief, shared: Shared, section: str) -> dict[str, Described]:
    """Return the records of a brief that the shared records describe further."""
    own, theirs = getattr(brief, section), getattr(shared, section)
    both = {name: completed(own[name], theirs[name]) for name in own if name in theirs}
    return {name: record for name, record in both.items() if record is not own[name]}


def _named(
    brief: Brief,
    shared: Shared,
    described: Mapping[str, Mapping[str, Described]],
    used: Mapping[str, Iterable[str]],
) -> Mapping[str, Mapping[str, None]]:
    """Return the names of shared records that a brief uses, by section, and those behind them."""

    def field_of(section: str, name: str, field: str) -> str | None:
        # Looked up one by one: a store may share much more than a brief names.
        sections = (described.get(section, {}), getattr(brief, section), getattr(shared, section))
        record = next((records[name] for records in sections if name in records), None)
        return getattr(record, field, None)

    named: dict[str, dict[str, None]] = {section: dict.fromkeys(used[section]) for section in used}
    for person in named["people"]:
        if party := field_of("people", person, "party"):
            named["parties"].setdefault(party)
    _climb(named["issues"], lambda name: field_of("issues", name, "part_of"))
    _climb(named["sources"], lambda name: field_of("sources", name, "translation_of"))
    return named


def _climb(named: dict[str, None], above: Callable[[str], str | None]) -> None:
    """Add the parents of the named records, up to the top; a cycle ends where it closes."""
    pending = list(named)
    while pending:
        higher = above(pending.pop())
        if higher and higher not in named:
            named[higher] = None
            pending.append(higher)
