"""What a store knows before a draft: people, parties and issues, and what the last round had."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from briefing.cli.writing.named_files import file_named
from briefing.errors import UsageError
from briefing.model.any_record import AnyRecord
from briefing.model.brief import Brief
from briefing.store.store import Store

MOST_READ = 200
"""The most briefs, newest files first, that are read for parties, people and issues."""
_SECTIONS = ("parties", "people", "issues")

Records = dict[str, dict[str, dict[str, Any]]]


def shared_keys(store: Store, path: str) -> frozenset[str]:
    """Return the records that a new brief at `path` has anyway, as `people.umerov`."""
    shared = store.shared_of(path)
    return frozenset(f"{s}.{key}" for s in _SECTIONS for key in getattr(shared, s))


def known_records(store: Store, path: str) -> Records:
    """Return the parties, people and issues of a store by section and key, as files have them.

    The shared ones come first, then those of the newest briefs.
    """
    found: Records = {section: {} for section in _SECTIONS}
    for holder in (store.shared_of(path), *_newest(store)):
        for section in _SECTIONS:
            for key, record in getattr(holder, section).items():
                if key not in found[section]:
                    found[section][key] = values_of(record)
    return found


def _newest(store: Store) -> Iterator[Brief]:
    stamps = sorted(store.scan().stamps, key=lambda stamp: stamp.mtime_ns, reverse=True)
    for stamp in islice(stamps, MOST_READ):
        loaded = store.load(stamp.path)
        if loaded.brief is not None and not loaded.foreign:
            yield loaded.brief


def values_of(record: AnyRecord) -> dict[str, Any]:
    """Return what a record says, without what a program proposed or an import left over.

    A name or title stays, as it is required; if it was only proposed, it is so still.
    """
    values = record.model_dump(mode="json", exclude_unset=True)
    required = {"name", "title"} & values.keys()
    unset = {"suggested", "extra", *record.suggested} - required
    found = {key: one for key, one in values.items() if key not in unset and one not in (None, [])}
    proposed = sorted(required & {*record.suggested})
    return found | ({"suggested": proposed} if proposed else {})


class LastRound(NamedTuple):
    """The round that a new brief continues."""

    brief: Brief
    path: str
    """Its file, within the store."""


def last_round(store: Store, word: str) -> LastRound:
    """Return the brief with this id or file in the store, to be continued.

    Raises:
        NotFound: there is none.
        UsageError: its file has errors, or several files have the id.
    """
    path = file_named(store, word)
    brief = store.load(path).brief
    if brief is None:
        raise UsageError(f"{path} has errors; run briefing check to see them")
    return LastRound(brief, path)


def handed_on(last: Brief) -> dict[str, Any]:
    """Return what the next round takes over from a brief."""
    found: dict[str, Any] = {"process": last.process} if last.process else {}
    if last.round is not None:
        found["round"] = last.round + 1
    for section in _SECTIONS:
        records = getattr(last, section)
        found[section] = {key: values_of(record) for key, record in records.items()}
    return found


def today() -> str:
    """Return this day, `2025-06-02`, by the clock of the machine."""
    return datetime.now().astimezone().date().isoformat()
