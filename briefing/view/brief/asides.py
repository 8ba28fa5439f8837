"""What stands below a record: its suggested values, and what an import left over."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.suggested import extras, suggested

if TYPE_CHECKING:  # It takes time to load, which the first screen does not wait for.
    from briefing.model.brief import Brief

_ELSEWHERE = ("place", "parties", "people", "issues")  # shown with the facts about the brief


class Aside(NamedTuple):
    """One row below an item of a pane."""

    label: str
    """What stands before the colon."""
    text: str
    """What stands after it."""
    unconfirmed: bool = False
    """Whether it names values that a program proposed."""


Asides = Mapping[str, Sequence[Aside]]
"""Asides by the key of the item below which they stand."""


def asides_of(brief: "Brief") -> Asides:
    """Return the asides of a brief.

    Those of the brief itself, of its place, parties, people and issues are under the empty key.
    """
    found: dict[str, list[Aside]] = {}
    for path, keys in suggested(brief).items():
        key, part = _item_of(path)
        label = f"? suggested, not confirmed{f' in {part}' if part else ''}"
        found.setdefault(key, []).append(Aside(label, ", ".join(keys), unconfirmed=True))
    for path, name, text in extras(brief):
        key, part = _item_of(path)
        found.setdefault(key, []).append(Aside(f"{part} {name}".strip(), text))
    return found


def _item_of(path: str) -> tuple[str, str]:
    """Return the key of the item that shows the record at `path`, and what part of it that is."""
    section, *rest = path.split(".")
    if not rest or section in _ELSEWHERE:
        return "", path
    key = f"{section}/{rest[0]}" if section in ("timeline", "next") else rest[0]
    return key, rest[-1] if len(rest) > 1 else ""
