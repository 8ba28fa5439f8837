"""What a program proposed and no person has confirmed, and what imports found no place for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.model.any_record import AnyRecord
    from briefing.model.brief import Brief

_MAPS = (
    "parties", "people", "sources", "issues", "agreements", "disagreements", "proposals", "quotes",
)  # fmt: skip
_LISTS = ("timeline", "next")


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
