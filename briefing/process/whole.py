"""A whole brief as records, for comparing two versions.

The rows that the catalogue keeps are enough to find and to line up records; a later version may
differ from an earlier one in anything else as well, such as a title or the original of a quote.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from briefing.records import Row, rows_of

if TYPE_CHECKING:
    from briefing.model import Brief

HEAD, NAMED = "head", "named"
"""Kinds of the rows that no catalogue has: the brief's head, and a party, person or issue."""

# What always differs between two versions is left out: id, supersedes, updated, status.
_OF_HEAD = ("title", "date", "place", "process", "round", "lang", "handling", "authors", "tags")
_OF_RECORDS: Mapping[str, tuple[str, ...]] = {
    "disagreements": ("kind",),
    "quotes": (
        "verb", "kind", "via", "prefix", "suffix", "lang", "original", "translated_by", "to",
        "same_as", "note",
    ),
    "sources": (
        "kind", "publisher", "url", "accessed", "lang", "archive", "sha256", "rating",
        "translation_of",
    ),
}  # fmt: skip
_OF_NAMED: Mapping[str, tuple[str, ...]] = {
    "parties": ("name", "country", "kind", "role", "aliases", "members"),
    "people": ("name", "party", "role", "aliases"),
    "issues": ("title", "part_of"),
}


def whole(brief: "Brief") -> tuple[Row, ...]:
    """Return the records of `brief` with all their fields as text, its head first."""
    more = {
        key: _told(item, names)
        for group, names in _OF_RECORDS.items()
        for key, item in getattr(brief, group).items()
    }
    rows = (
        row._replace(text=" · ".join(filter(None, (row.text, more.get(row.key, "")))))
        for row in rows_of(brief)
    )
    head = Row(brief.id, HEAD, HEAD, text=_told(brief, _OF_HEAD))
    return (head, *rows, *_named(brief))


def _named(brief: "Brief") -> Iterator[Row]:
    for group, names in _OF_NAMED.items():
        for key, item in getattr(brief, group).items():
            yield Row(brief.id, f"{group}/{key}", NAMED, text=_told(item, names))


def _told(item: Any, names: Iterable[str]) -> str:
    """Return the non-empty fields of a record, each after its name."""
    told = ((name, _in_words(getattr(item, name))) for name in names)
    return " · ".join(f"{name.replace('_', ' ')} {text}" for name, text in told if text)


def _in_words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    country = getattr(value, "country", None)
    return f"{value}, {country}" if country else str(value)
