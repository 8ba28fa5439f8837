"""Lines below a record: its suggested values, and the leftovers of an import."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.suggested import SUGGESTED, extras, unconfirmed, values_of

if TYPE_CHECKING:  # It takes time to load, which the first screen does not wait for.
    from briefing.model.brief import Brief

_ELSEWHERE = ("place", "parties", "people", "issues")  # shown with the facts about the brief


class Aside(NamedTuple):
    """One row below an item of a pane."""

    label: str
    """The text before the colon."""
    text: str
    """The text after it."""
    unconfirmed: bool = False
    """Whether it names values that a program proposed."""
    depth: int = 0
    """How far it is indented below another aside, in steps of two cells."""


Asides = Mapping[str, Sequence[Aside]]
"""Asides by the key of the item above them."""


def asides_of(brief: "Brief") -> Asides:
    """Return the asides of a brief.

    What an import left over for the brief itself, its place, parties, people and issues is under
    the empty key; values of these that are only suggested are each under a key of their own.
    """
    found: dict[str, list[Aside]] = {}
    for one in unconfirmed(brief):
        key, part = _item_of(one.path)
        label = f"{SUGGESTED}, not confirmed{f' in {part}' if part else ''}"
        rows = found.setdefault(key or one.item, [])
        rows.append(Aside(label, ", ".join(one.keys), unconfirmed=True))
        if not key:  # no pane shows the values themselves as those of one record
            rows += (Aside(name, text, depth=1) for name, text in values_of(brief, one))
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
