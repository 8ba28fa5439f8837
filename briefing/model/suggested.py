"""What a program proposed and no person has confirmed, and what imports found no place for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from briefing.model.any_record import AnyRecord
    from briefing.model.brief import Brief

_MAPS = (
    "parties", "people", "sources", "issues", "agreements", "disagreements", "proposals", "quotes",
)  # fmt: skip
_LISTS = ("timeline", "next")
UNWRITTEN = "To be written."
"""The summary of a brief for which a person has not yet written one."""


_READING_ORDER = (
    "next", "timeline", "", "place", "parties", "people", "issues", "agreements", "disagreements",
    "proposals", "quotes", "sources",
)  # fmt: skip
"""The order of the records in the panes."""


class Unconfirmed(NamedTuple):
    """A record with values that a program proposed and no person has confirmed."""

    path: str
    """Its dotted path, `quotes.q5`; empty for the brief itself."""
    item: str
    """The key of the item of a pane that shows it: `q5`, `d1/russia`, `suggested/people.anna`."""
    keys: tuple[str, ...]
    """The keys of those values."""

    @property
    def name(self) -> str:
        """What the record is called: `q5`, `d1/russia`, `people.anna`, `the brief`."""
        return self.item.removeprefix(ABOUT)

    @property
    def section(self) -> str:
        """The map or list that holds it, `quotes`; empty for the brief itself."""
        return self.path.partition(".")[0]


SUGGESTED = "? suggested"
"""The words shown after an unconfirmed value; neither a colour nor a sign would do alone."""
ABOUT = "suggested/"
"""What begins the keys of items for records that no pane shows as one of its own."""
THE_BRIEF = "the brief"
"""The name of the brief itself as a record."""


def unconfirmed(brief: "Brief") -> tuple[Unconfirmed, ...]:
    """Return the records with values that no person has confirmed, in the order of the panes."""
    found = (Unconfirmed(path, _item(path), keys) for path, keys in suggested(brief).items())
    return tuple(sorted(found, key=lambda one: _READING_ORDER.index(one.section)))


def _item(path: str) -> str:
    section, *rest = path.split(".")
    if section in ("timeline", "next"):
        return f"{section}/{rest[0]}"
    if not rest or section in ("parties", "people", "issues"):
        return f"{ABOUT}{path or THE_BRIEF}"
    return f"{rest[0]}/{rest[-1]}" if len(rest) > 1 else rest[0]


def records(brief: "Brief") -> "Iterator[tuple[str, AnyRecord]]":
    """Yield every record with its dotted path; the brief itself first, with an empty one."""
    yield "", brief
    if brief.place is not None:
        yield "place", brief.place
    for section in _MAPS:
        for key, record in getattr(brief, section).items():
            yield f"{section}.{key}", record
            if section == "disagreements":
                for party, position in record.positions.items():
                    yield f"{section}.{key}.positions.{party}", position
    for section in _LISTS:
        for number, record in enumerate(getattr(brief, section), 1):
            yield f"{section}.{number}", record


def suggested(brief: "Brief") -> dict[str, tuple[str, ...]]:
    """Return the keys that no person has confirmed, by the dotted path of their record."""
    return {path: record.suggested for path, record in records(brief) if record.suggested}


def values_of(brief: "Brief", one: Unconfirmed) -> list[tuple[str, str]]:
    """Return the suggested values of a record, each on one line after its key."""
    record = next(record for path, record in records(brief) if path == one.path)
    written = record.model_dump(mode="json", by_alias=True)
    return [(key, text) for key in one.keys if (text := _on_one_line(written.get(key)))]


def extras(brief: "Brief") -> list[tuple[str, str, str]]:
    """Return what imports found no place for: path of the record, key, value on one line."""
    return [
        (path, key, flat)
        for path, record in records(brief)
        for key, value in record.extra.items()
        if (flat := _on_one_line(value))
    ]


def _on_one_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_on_one_line(one)}" for key, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_on_one_line, value))
    return " ".join(str(value or "").split())
