"""What can be read of a brief with errors: the brief without the values at fault.

An error costs the smallest part that states something by itself: a record, a position of a
disagreement, or a field that only describes its record. What is left is as valid as any brief.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from briefing.loader.plain_values import KEYED, reading
from briefing.loader.problems import short
from briefing.loader.syntax import Fault, Parsed
from briefing.model.brief import Brief, ForeignBrief
from briefing.model.references import NUMBERED
from briefing.text.clean import clean
from briefing.text.names import nearest

Path = tuple[str, ...]
"""The path of a value, such as ("agreements", "a2", "issue"); items are counted from 1."""

DESCRIBES = {
    "parties": ("short", "country", "kind", "role", "aliases", "members"),
    "people": ("role", "aliases"),
    "sources": ("title", "publisher", "url", "published", "accessed", "lang", "rating",
                "translation_of"),
    "issues": ("short", "part_of"),
    "agreements": ("due", "support", "quotes"),
    "proposals": ("date", "support", "quotes"),
    "quotes": ("verb", "lang", "translated_by", "said_on", "to", "note"),
}  # fmt: skip
"""Fields that a record can lack and still make its statement."""
_MOST_PATHS = 200
_HARMLESS = ("control-character", "syntax")  # shown as U+FFFD; recovered from, as far as it goes
_MOST_ROUNDS = 8  # a value left out can make another invalid, but hardly more often
_GONE: Any = object()


class Salvaged(NamedTuple):
    """A brief without its values at fault."""

    brief: Brief
    """What is left; without a valid date or summary, those are empty."""
    missing: tuple[str, ...]
    """The dotted paths of what was left out; an empty one for the rest of a file after an error
    of its notation."""


def salvage(values: dict[str, Any], parsed: Parsed, fallback: Mapping[str, str]) -> Salvaged | None:
    """Return what is valid of the `values` of a file with errors; None if nothing is.

    Faulty values are taken out of `values`; `fallback` has values in place of some.
    """
    draft = _Draft(values, fallback)
    for fault in parsed.faults:
        if fault.severity == "error" and fault.code not in _HARMLESS:
            draft.leave_out_fault(fault)
    if parsed.stopped is not None:
        draft.leave_out_rest(parsed.stopped)
    for _ in range(_MOST_ROUNDS):
        try:
            left = draft.values()
            brief = draft.model().model_validate(left, context=reading(left))
        except ValidationError as error:
            for one in error.errors(include_url=False, include_input=False):
                draft.leave_out(tuple(_steps(one["loc"])))
        else:
            return Salvaged(brief, draft.listed()) if draft.says_anything else None
    return None


def _steps(loc: Sequence[int | str]) -> Iterator[str]:
    for part in loc:
        if part != "[key]":
            yield str(part + 1) if isinstance(part, int) else part


class _Draft:
    """The values of a brief, from which those at fault are taken."""

    def __init__(self, values: dict[str, Any], fallback: Mapping[str, str]) -> None:
        self.missing: set[str] = set()
        self._values = values
        self._fallback = fallback
        for section, prefix in NUMBERED.items():
            if isinstance(records := values.get(section), list):
                values[section] = {f"{prefix}{n}": one for n, one in enumerate(records, 1)}

    def model(self) -> type[Brief]:
        """Return the model to validate with: a lenient one where the date or summary is empty."""
        return ForeignBrief if {"date", "summary"} & self.missing else Brief

    def values(self) -> dict[str, Any]:
        """Return the values that are left."""
        return {
            key: [one for one in value if one is not _GONE] if isinstance(value, list) else value
            for key, value in self._values.items()
        }

    @property
    def says_anything(self) -> bool:
        """Whether a value of the file is left."""
        left = {key for key, value in self._values.items() if value}
        return bool(left - {"id", "brief", "title"}) or (
            "title" in left and "title" not in self.missing
        )

    def listed(self) -> tuple[str, ...]:
        """Return the missing paths; an empty one stands for those beyond a readable number."""
        paths = sorted(short(clean(path, line=True)) for path in self.missing)
        return (
            tuple(paths) if len(paths) <= _MOST_PATHS else ("", *filter(None, paths[:_MOST_PATHS]))
        )

    def leave_out_fault(self, fault: Fault) -> None:
        """Take the value with a fault of notation."""
        where = tuple(fault.where.split(".")) if fault.where else ()
        if fault.code == "duplicate-key" and len(where) == 1:
            self.missing.add(where[0])  # the first of the two is read
        elif where:
            self.leave_out(where)

    def leave_out_rest(self, stopped: str) -> None:
        """Take the record in which the file ends for us."""
        self.missing.add("")
        where = tuple(filter(None, stopped.split(".")))
        # Where a section lacks its next record, those before it are whole.
        if len(where) > 1 or (where and where[0] not in KEYED):
            self.leave_out(where)

    def leave_out(self, where: Path) -> None:
        """Take the smallest part that holds the value at `where` and states something."""
        section, *rest = where
        if rest and rest[0].isdigit():
            rest[0] = NUMBERED.get(section, "") + rest[0]
        unit = self._unit(section, rest)
        self.missing.add(".".join(unit))
        if len(unit) == 1 and unit[0] not in Brief.model_fields and "process" not in self._values:
            # Boards of the process that was meant must not pass over the brief in silence.
            self.missing.update(filter(None, [nearest(unit[0], ["process"])]))
        if unit[0] in self._fallback:
            self._values[unit[0]] = self._fallback[unit[0]]
            return
        owner: Any = self._values
        for part in unit[:-1]:
            owner = owner.get(part) if isinstance(owner, dict) else None
        if isinstance(owner, list) and int(unit[-1]) <= len(owner):
            owner[int(unit[-1]) - 1] = _GONE
        elif isinstance(owner, dict):
            owner.pop(unit[-1], None)
            if unit[-1] == "archive":
                owner.pop("sha256", None)

    def _unit(self, section: str, rest: Sequence[str]) -> Path:
        """Return the path of the part that a fault at `section` and `rest` costs."""
        holder = self._values.get(section)
        if isinstance(holder, list) and rest and rest[0].isdigit():
            return section, rest[0]
        if section == "place" and rest == ["country"]:
            return section, "country"
        if section not in KEYED or not rest or not isinstance(holder, dict):
            return (section,)
        key, *fields = rest
        if section == "disagreements" and fields[:1] == ["positions"] and len(fields) > 1:
            return section, key, "positions", fields[1]
        if section == "sources" and fields and fields[0] in ("archive", "sha256"):
            return section, key, "archive"
        if fields and fields[0] in DESCRIBES.get(section, ()):
            return section, key, fields[0]
        return section, key
